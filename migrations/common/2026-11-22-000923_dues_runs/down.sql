DROP INDEX invoices_reminded;
ALTER TABLE invoices DROP COLUMN reminded;
DROP TABLE reminders;
DROP TABLE run_skips;
DROP TABLE dues_runs;
