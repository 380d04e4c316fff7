-- A receipt may go back in parts: several returns take one back, each a part of it.
DROP INDEX bank_lines_takes_back;
CREATE INDEX bank_lines_takes_back ON bank_lines (takes_back);
