-- The membership agreement of a case: its text as frozen before anyone signs. `sha256` is of `body`.
CREATE TABLE agreements (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    template TEXT NOT NULL,
    signatory_id TEXT NOT NULL REFERENCES people (id),
    sign_by TIMESTAMP NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL
);

-- What happened to it, each line chained by hash to the one before: the evidence of a signature.
CREATE TABLE agreement_evidence (
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    seq INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    what TEXT NOT NULL,
    side TEXT NOT NULL,
    person_id TEXT,
    person_name TEXT NOT NULL,
    detail TEXT NOT NULL,
    ip TEXT NOT NULL,
    agent TEXT NOT NULL,
    session TEXT NOT NULL,
    document TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (agreement_id, seq)
);

-- One-time codes: only a salted hash is kept, until it is used or ten minutes old.
CREATE TABLE agreement_codes (
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    salt TEXT NOT NULL,
    hash TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (agreement_id, person_id)
);
