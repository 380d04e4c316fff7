ALTER TABLE case_recommenders DROP COLUMN held_at;
