-- The keys that seal papers. `chain` is the certificates, hexadecimal DER, a line each, the own first;
-- `secret` is the private key, encrypted with the instance's key. A replaced key stays, for its chain.
CREATE TABLE seal_keys (
    id TEXT PRIMARY KEY NOT NULL,
    role TEXT NOT NULL,
    origin TEXT NOT NULL,
    name TEXT NOT NULL,
    chain TEXT NOT NULL,
    secret TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT,
    retired_at TIMESTAMP
);
