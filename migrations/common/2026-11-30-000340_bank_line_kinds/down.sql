DROP INDEX prepaid_lots_payment;
DROP INDEX bank_lines_run;
DROP INDEX bank_lines_amount;
ALTER TABLE bank_lines DROP COLUMN run_id;
ALTER TABLE bank_lines DROP COLUMN what;
