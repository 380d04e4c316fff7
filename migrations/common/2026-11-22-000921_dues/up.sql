-- Amounts are fen. What was booked is never changed: it is answered by another row.

-- Dues as the assembly adopted them, with the resolution that did.
CREATE TABLE dues_standards (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    resolution TEXT NOT NULL,
    adopted_on DATE NOT NULL,
    valid_from DATE NOT NULL UNIQUE,
    joining_fee BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE TABLE dues_levels (
    standard_id TEXT NOT NULL REFERENCES dues_standards (id),
    rank TEXT NOT NULL,
    fee BIGINT NOT NULL,
    PRIMARY KEY (standard_id, rank)
);

-- What is owed. number and reference are drawn in the write that issues it. total is what was
-- issued; credited, written_off and paid are sums of what followed; open is what is left of it and
-- next_due the day the next part of that falls due. period_id is the period it pays for.
CREATE TABLE invoices (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id),
    membership_id TEXT REFERENCES memberships (id),
    period_id TEXT UNIQUE,
    standard_id TEXT REFERENCES dues_standards (id),
    run_id TEXT,
    bill_to TEXT NOT NULL,
    rank TEXT NOT NULL,
    first_day DATE,
    last_day DATE,
    issued_on DATE NOT NULL,
    due_on DATE NOT NULL,
    next_due DATE NOT NULL,
    total BIGINT NOT NULL,
    credited BIGINT NOT NULL,
    written_off BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    open BIGINT NOT NULL,
    settled_on DATE,
    reference TEXT NOT NULL UNIQUE,
    search TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX invoices_company ON invoices (company_id, due_on, seq);
CREATE INDEX invoices_membership ON invoices (membership_id, due_on);
CREATE INDEX invoices_open ON invoices (open, next_due, membership_id);
CREATE INDEX invoices_list ON invoices (issued_on, seq, open, next_due, kind, rank);
CREATE INDEX invoices_run ON invoices (run_id);
CREATE INDEX invoices_bill_to ON invoices (bill_to, open);

CREATE TABLE invoice_lines (
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    place INTEGER NOT NULL,
    what TEXT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (invoice_id, place)
);

-- An invoice in parts; together they are what was open when they were agreed on.
CREATE TABLE instalments (
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    place INTEGER NOT NULL,
    due_on DATE NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (invoice_id, place)
);

-- Less is owed than was issued: cancelled, waived, corrected, another rank; or written off.
CREATE TABLE credit_notes (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    why TEXT NOT NULL,
    by_name TEXT NOT NULL,
    issued_on DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX credit_notes_invoice ON credit_notes (invoice_id);

-- A waiver or instalments above what the treasurer may grant wait here for the president.
CREATE TABLE dues_requests (
    id TEXT PRIMARY KEY NOT NULL,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    outcome TEXT NOT NULL,
    decided_name TEXT NOT NULL,
    decided_at TIMESTAMP,
    decided_why TEXT NOT NULL
);
CREATE INDEX dues_requests_open ON dues_requests (outcome, asked_at);

-- Money that came in. key makes the same event twice harmless. A reversal is a payment of its own
-- with the negative amount.
CREATE TABLE payments (
    id TEXT PRIMARY KEY NOT NULL,
    key TEXT NOT NULL UNIQUE,
    receipt TEXT NOT NULL UNIQUE,
    company_id TEXT NOT NULL REFERENCES companies (id),
    method TEXT NOT NULL,
    amount BIGINT NOT NULL,
    received_on DATE NOT NULL,
    payer TEXT NOT NULL,
    payer_account TEXT NOT NULL,
    note TEXT NOT NULL,
    reverses TEXT UNIQUE,
    search TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX payments_company ON payments (company_id, received_on);
CREATE INDEX payments_day ON payments (received_on);
CREATE INDEX payments_account ON payments (payer_account);

-- The prepaid balance in lots: every payment is one, every gift is one. Uses are rows: what pays
-- which invoice (the allocation), what was paid back, what expired. Taking one back is a row with
-- the negative amount; remaining is the amount less all of them.
CREATE TABLE prepaid_lots (
    id TEXT PRIMARY KEY NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id),
    kind TEXT NOT NULL,
    payment_id TEXT REFERENCES payments (id),
    amount BIGINT NOT NULL,
    remaining BIGINT NOT NULL,
    expires_on DATE,
    note TEXT NOT NULL,
    on_day DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX prepaid_lots_company ON prepaid_lots (company_id, created_at);
CREATE TABLE lot_uses (
    id TEXT PRIMARY KEY NOT NULL,
    lot_id TEXT NOT NULL REFERENCES prepaid_lots (id),
    kind TEXT NOT NULL,
    invoice_id TEXT,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    on_day DATE NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX lot_uses_lot ON lot_uses (lot_id);
CREATE INDEX lot_uses_invoice ON lot_uses (invoice_id);

-- The ledger: every booking's entries add up to nothing; positive is debit.
CREATE TABLE bookings (
    seq BIGINT PRIMARY KEY NOT NULL,
    on_day DATE NOT NULL,
    kind TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX bookings_day ON bookings (on_day, seq);
CREATE INDEX bookings_about ON bookings (about_id);
CREATE TABLE entries (
    booking_seq BIGINT NOT NULL REFERENCES bookings (seq),
    place INTEGER NOT NULL,
    account TEXT NOT NULL,
    amount BIGINT NOT NULL,
    on_day DATE NOT NULL,
    company_id TEXT,
    PRIMARY KEY (booking_seq, place)
);
CREATE INDEX entries_account ON entries (on_day, account, amount);
CREATE TABLE closed_years (
    year INTEGER PRIMARY KEY NOT NULL,
    booking_seq BIGINT NOT NULL,
    surplus BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    closed_at TIMESTAMP NOT NULL
);

-- Fiscal receipts for dues, issued in the state's own system: their numbers are kept here.
CREATE TABLE fiscal_receipts (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    batch TEXT NOT NULL,
    payment_id TEXT REFERENCES payments (id),
    company_id TEXT REFERENCES companies (id),
    amount BIGINT NOT NULL,
    issued_on DATE NOT NULL,
    voided_on DATE,
    void_why TEXT NOT NULL,
    file_id TEXT REFERENCES files (id),
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX fiscal_receipts_day ON fiscal_receipts (issued_on, number);

-- What a company wants on its tax invoices: for paid services and events, never for dues.
CREATE TABLE tax_titles (
    company_id TEXT PRIMARY KEY NOT NULL REFERENCES companies (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    bank TEXT NOT NULL,
    account TEXT NOT NULL,
    email TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL
);

-- A slip a member uploaded: says that money is on its way, books nothing by itself.
CREATE TABLE payment_slips (
    id TEXT PRIMARY KEY NOT NULL,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    file_id TEXT NOT NULL REFERENCES files (id),
    amount BIGINT NOT NULL,
    paid_on DATE NOT NULL,
    note TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    handled_at TIMESTAMP
);
CREATE INDEX payment_slips_open ON payment_slips (handled_at, created_at);
