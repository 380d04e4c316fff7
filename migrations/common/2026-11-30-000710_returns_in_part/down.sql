DROP INDEX bank_lines_takes_back;
CREATE UNIQUE INDEX bank_lines_takes_back ON bank_lines (takes_back);
