-- Long work in small writes: dues runs, certificates, imports. cursor is the place a run has come to
-- in an order that its kind knows, written down with what it did, so that it goes on from there after
-- anything. subject is the thing it works on, asked what was asked for and report what its kind adds
-- up beside done, both JSON. moved_at says whether anybody carries it.
CREATE TABLE runs (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    asked TEXT NOT NULL,
    cursor BIGINT NOT NULL,
    total BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    done BIGINT NOT NULL,
    report TEXT NOT NULL,
    by_id TEXT,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    moved_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX runs_kind ON runs (kind, created_at);
CREATE INDEX runs_subject ON runs (subject, created_at);
CREATE INDEX runs_state ON runs (state, kind);

-- What a run left out, and why: a message as JSON.
CREATE TABLE run_left_out (
    run_id TEXT NOT NULL REFERENCES runs (id),
    place BIGINT NOT NULL,
    about TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (run_id, place)
);
CREATE INDEX run_left_out_why ON run_left_out (run_id, why);

INSERT INTO runs
SELECT id, 'dues.run', '', state,
    '{"from":"' || CAST(from_day AS TEXT) || '","to":"' || CAST(to_day AS TEXT) || '"}',
    cursor, total, seen, billed, '{"amount":' || CAST(amount AS TEXT) || '}',
    NULL, by_name, created_at, COALESCE(finished_at, created_at), finished_at
FROM dues_runs;

INSERT INTO run_left_out
SELECT s.run_id, m.seq, s.membership_id,
    '{"key":"' || CASE s.why
        WHEN 'billed' THEN 'dues-skip-billed'
        WHEN 'ended' THEN 'dues-skip-ended'
        WHEN 'lapsed' THEN 'dues-skip-lapsed'
        ELSE 'dues-skip-no-fee'
    END || '","args":[]}'
FROM run_skips s JOIN memberships m ON m.id = s.membership_id;

DROP TABLE run_skips;
DROP TABLE dues_runs;

INSERT INTO runs
SELECT id, 'membership.certificates', COALESCE(membership_id, ''), state,
    '{"lang":"' || lang || '","anew":' || CASE WHEN anew THEN 'true' ELSE 'false' END || '}',
    cursor, total, seen, made, '', NULL, by_name, created_at, COALESCE(finished_at, created_at), finished_at
FROM certificate_runs;

-- Runs are found by what they are now, not by the jobs of before.
DELETE FROM jobs
WHERE kind IN ('dues.run', 'dues.left', 'membership.certificates', 'membership.certificates_left');
