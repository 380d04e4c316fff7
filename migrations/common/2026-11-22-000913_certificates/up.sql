-- A member's certificates: one is valid at most, a new one withdraws those before. They are made in
-- runs, for one member or for all, which note how far they have come with what they made.
CREATE TABLE certificates (
    id TEXT PRIMARY KEY NOT NULL,
    membership_id TEXT NOT NULL REFERENCES memberships (id),
    number TEXT NOT NULL UNIQUE,
    rank TEXT NOT NULL,
    company TEXT NOT NULL,
    lang TEXT NOT NULL,
    text_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    issued_by TEXT NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX certificates_by_membership ON certificates (membership_id, issued_at);

CREATE TABLE certificate_runs (
    id TEXT PRIMARY KEY NOT NULL,
    membership_id TEXT,
    lang TEXT NOT NULL,
    anew BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    cursor BIGINT NOT NULL,
    total BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    made BIGINT NOT NULL,
    left_out TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
