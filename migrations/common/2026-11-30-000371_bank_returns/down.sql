DROP INDEX bank_lines_takes_back;
ALTER TABLE bank_lines DROP COLUMN takes_back;
ALTER TABLE bank_lines DROP COLUMN refs;
