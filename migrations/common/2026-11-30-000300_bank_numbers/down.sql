DROP INDEX bank_lines_day;
ALTER TABLE bank_lines DROP COLUMN account;
ALTER TABLE bank_lines DROP COLUMN balance;
ALTER TABLE bank_lines DROP COLUMN serial;
