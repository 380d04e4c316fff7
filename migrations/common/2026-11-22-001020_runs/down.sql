DROP TABLE run_left_out;
DROP TABLE runs;
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
