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
