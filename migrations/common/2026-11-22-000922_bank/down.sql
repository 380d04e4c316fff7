DROP TABLE bank_lines;
DROP TABLE bank_statements;
