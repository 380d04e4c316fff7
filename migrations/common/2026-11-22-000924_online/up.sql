-- Tries to pay online. The id is our key at the provider: asking twice begins one payment.
-- state: created, pending, unknown, succeeded, failed.
CREATE TABLE payment_attempts (
    id TEXT PRIMARY KEY NOT NULL,
    provider TEXT NOT NULL,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    reference TEXT NOT NULL,
    url TEXT NOT NULL,
    detail TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    asked_at TIMESTAMP NOT NULL
);
CREATE INDEX payment_attempts_state ON payment_attempts (state, asked_at);
CREATE INDEX payment_attempts_invoice ON payment_attempts (invoice_id);
-- What providers told us, verified and stored before anything is done with it; once each.
CREATE TABLE provider_inbox (
    provider TEXT NOT NULL,
    event_id TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    handled_at TIMESTAMP,
    PRIMARY KEY (provider, event_id)
);
CREATE INDEX provider_inbox_state ON provider_inbox (state, received_at);
