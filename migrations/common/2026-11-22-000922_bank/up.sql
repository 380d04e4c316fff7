-- Bank statements. content is what the file held, as rows or lines; sha256 keeps a file from being
-- imported twice, key keeps a line from it: account, day, amount, payer, purpose, and which of those
-- that are alike on that day it is. Undoing an import takes both keys away and leaves the rows.
CREATE TABLE bank_statements (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT UNIQUE,
    format TEXT NOT NULL,
    content TEXT NOT NULL,
    mapping TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    imported_at TIMESTAMP
);
CREATE INDEX bank_statements_created ON bank_statements (created_at);
-- state: open, booked, ignored, undone. round counts how often it was booked, so that a payment that
-- was taken back can be followed by another.
CREATE TABLE bank_lines (
    id TEXT PRIMARY KEY NOT NULL,
    statement_id TEXT NOT NULL REFERENCES bank_statements (id),
    place INTEGER NOT NULL,
    key TEXT UNIQUE,
    on_day DATE NOT NULL,
    amount BIGINT NOT NULL,
    payer TEXT NOT NULL,
    payer_account TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    round INTEGER NOT NULL
);
CREATE INDEX bank_lines_statement ON bank_lines (statement_id, place);
CREATE INDEX bank_lines_open ON bank_lines (state, on_day);
