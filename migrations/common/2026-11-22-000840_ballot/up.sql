-- Ballots that were opened together: their directors get one mail.
CREATE TABLE ballot_sittings (
    id TEXT PRIMARY KEY NOT NULL,
    closes_at TIMESTAMP NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    opened_by TEXT NOT NULL
);

-- The papers a ballot is decided on, as they were when it opened. `sha256` is of `body`.
CREATE TABLE ballot_packs (
    ballot_id TEXT PRIMARY KEY NOT NULL REFERENCES ballots (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    sitting_id TEXT NOT NULL REFERENCES ballot_sittings (id),
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX ballot_packs_case ON ballot_packs (case_id);
CREATE INDEX ballot_packs_sitting ON ballot_packs (sitting_id);

-- The reasons of a rejection, each tied to a criterion, as the applicant was told them.
CREATE TABLE ballot_reasons (
    ballot_id TEXT PRIMARY KEY NOT NULL REFERENCES ballots (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    reasons TEXT NOT NULL,
    message TEXT NOT NULL,
    told_at TIMESTAMP NOT NULL,
    told_by TEXT NOT NULL
);
CREATE INDEX ballot_reasons_case ON ballot_reasons (case_id);
