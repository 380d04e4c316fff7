CREATE TABLE people (
    id TEXT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    lang TEXT,
    theme TEXT NOT NULL,
    password_hash TEXT,
    totp_secret TEXT,
    totp_last_step BIGINT,
    confirmed_at TIMESTAMP,
    disabled_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX people_name_key ON people (name_key);

CREATE TABLE person_roles (
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    granted_by TEXT,
    PRIMARY KEY (person_id, role)
);

-- Sessions, by the hash of the token in the cookie, shared by all servers.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    second_factor BOOLEAN NOT NULL,
    ip TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

-- One-time links: confirm an address, reset a password, change an address, accept an invitation.
CREATE TABLE tokens (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    person_id TEXT REFERENCES people (id),
    email TEXT NOT NULL,
    data TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX tokens_email ON tokens (email, kind);

CREATE TABLE recovery_codes (
    person_id TEXT NOT NULL REFERENCES people (id),
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (person_id, code_hash)
);

-- Which person acts for which company, and what they may do there. The company itself
-- stands on a higher floor and is known here by its id alone.
CREATE TABLE company_people (
    company_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    post TEXT NOT NULL,
    owner BOOLEAN NOT NULL,
    can_submit BOOLEAN NOT NULL,
    can_sign BOOLEAN NOT NULL,
    can_pay BOOLEAN NOT NULL,
    can_register BOOLEAN NOT NULL,
    since TIMESTAMP NOT NULL,
    PRIMARY KEY (company_id, person_id)
);
CREATE INDEX company_people_person ON company_people (person_id);
