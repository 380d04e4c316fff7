-- What a line is: money that came in or went out, what the bank kept, or what it took back; and the run that
-- booked it, so that what one run booked can be taken back together. A return and what it takes back are
-- found by the amount.
ALTER TABLE bank_lines ADD COLUMN what TEXT NOT NULL DEFAULT 'plain';
ALTER TABLE bank_lines ADD COLUMN run_id TEXT;
CREATE INDEX bank_lines_amount ON bank_lines (amount, on_day);
CREATE INDEX bank_lines_run ON bank_lines (run_id);
-- The lot that a payment made.
CREATE INDEX prepaid_lots_payment ON prepaid_lots (payment_id);
