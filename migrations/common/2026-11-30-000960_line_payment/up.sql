-- The payment that was written down by hand and that this line of the bank's shows: one line for each.
ALTER TABLE bank_lines ADD COLUMN payment_id TEXT;
CREATE UNIQUE INDEX bank_lines_payment ON bank_lines (payment_id);
