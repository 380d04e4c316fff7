-- Whom a company names in its application, and what they said to it. One row for each asking; of a duty at most
-- one is open. `invitation_id`: the link by which somebody without an account makes one.
CREATE TABLE case_people (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    duty TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    state TEXT NOT NULL,
    post TEXT NOT NULL,
    reason TEXT NOT NULL,
    person_id TEXT REFERENCES people (id),
    invitation_id TEXT,
    invited_at TIMESTAMP NOT NULL,
    invited_by TEXT NOT NULL REFERENCES people (id),
    answered_at TIMESTAMP
);
CREATE INDEX case_people_case ON case_people (case_id, invited_at);
CREATE INDEX case_people_email ON case_people (email);

-- Written authorities to sign for a company, and what the office said of them.
CREATE TABLE case_authorities (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    valid_until DATE NOT NULL,
    file_id TEXT NOT NULL REFERENCES files (id),
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    filed_at TIMESTAMP NOT NULL,
    filed_by TEXT NOT NULL REFERENCES people (id),
    decided_at TIMESTAMP,
    decided_by TEXT REFERENCES people (id),
    reason TEXT NOT NULL
);
CREATE INDEX case_authorities_case ON case_authorities (case_id, filed_at);

-- Agreements from before went out to whoever held the power to sign: what is out stays theirs to sign while they
-- hold it, so that no running signature is lost. Whoever is named from now on is the legal representative or has
-- a written authority.
ALTER TABLE agreements ADD COLUMN by_power BOOLEAN NOT NULL DEFAULT TRUE;
