-- When on its day a line came, in seconds since midnight, where the bank says so: two payments that are alike are two.
ALTER TABLE bank_lines ADD COLUMN clock INTEGER;
