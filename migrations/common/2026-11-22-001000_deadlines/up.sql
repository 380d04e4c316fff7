-- The last reminder sent at the case's present stage; 0 again with every event.
ALTER TABLE cases ADD COLUMN nudged INTEGER NOT NULL DEFAULT 0;
-- Whether a deadline passed of which nobody was told yet.
ALTER TABLE cases ADD COLUMN untold BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX cases_due ON cases (due_at);
