-- Which receipt a return takes back, once that is sure or somebody said it: one return marks one receipt, and
-- one receipt is marked by one return. refs are the references that the bank kept of a line, a line each, with
-- their kind; empty where there are none, and in lines of earlier builds.
ALTER TABLE bank_lines ADD COLUMN refs TEXT NOT NULL DEFAULT '';
ALTER TABLE bank_lines ADD COLUMN takes_back TEXT;
CREATE UNIQUE INDEX bank_lines_takes_back ON bank_lines (takes_back);
