DROP INDEX cases_due;
ALTER TABLE cases DROP COLUMN untold;
ALTER TABLE cases DROP COLUMN nudged;
