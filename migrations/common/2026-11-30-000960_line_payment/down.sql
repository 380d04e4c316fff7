DROP INDEX bank_lines_payment;
ALTER TABLE bank_lines DROP COLUMN payment_id;
