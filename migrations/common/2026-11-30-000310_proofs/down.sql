ALTER TABLE tokens DROP COLUMN sent_by;
ALTER TABLE sessions DROP COLUMN proved_at;
