-- A dues run bills every member whose next period begins in a span of days, some hundred in each
-- write; cursor is the place in the order of member numbers it has come to, written down with what
-- it billed, so that it goes on from there after anything.
CREATE TABLE dues_runs (
    id TEXT PRIMARY KEY NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    state TEXT NOT NULL,
    cursor BIGINT NOT NULL,
    total BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    billed BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE TABLE run_skips (
    run_id TEXT NOT NULL REFERENCES dues_runs (id),
    membership_id TEXT NOT NULL REFERENCES memberships (id),
    why TEXT NOT NULL,
    PRIMARY KEY (run_id, membership_id)
);
CREATE INDEX run_skips_why ON run_skips (run_id, why);

-- A reminder is at most one for each invoice, day it falls due, and step. The row is written before
-- the mail is posted, in the same write. reminded is the last step of the day that counts now.
CREATE TABLE reminders (
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    due_on DATE NOT NULL,
    step INTEGER NOT NULL,
    company_id TEXT NOT NULL,
    sent_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (invoice_id, due_on, step)
);
CREATE INDEX reminders_company ON reminders (company_id, sent_on);
CREATE INDEX reminders_sent ON reminders (sent_on, created_at);
ALTER TABLE invoices ADD COLUMN reminded INTEGER NOT NULL DEFAULT -1;
CREATE INDEX invoices_reminded ON invoices (reminded, next_due, open);
