-- What tells lines of one day and amount apart: the bank's own number with its kind, and the balance after
-- the line. serial is empty where the file had none; NULL in lines of earlier builds, which kept neither: their
-- key is the hash of account, day, amount, payer, purpose and which of those alike it is. That of others is the
-- hash of statement and place. account is that of a line whose file tells of several; else empty.
ALTER TABLE bank_lines ADD COLUMN serial TEXT;
ALTER TABLE bank_lines ADD COLUMN balance BIGINT;
ALTER TABLE bank_lines ADD COLUMN account TEXT NOT NULL DEFAULT '';
CREATE INDEX bank_lines_day ON bank_lines (on_day);
