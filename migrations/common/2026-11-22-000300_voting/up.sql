-- A question put to an electorate. One row a round; a new round is a new row.
-- subject_kind and subject_id name what is voted on, rule is the counting rule as JSON,
-- authorised the seats the charter provides for, chair_seat who may settle a tie.
CREATE TABLE ballots (
    id TEXT PRIMARY KEY NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    title TEXT NOT NULL,
    rule TEXT NOT NULL,
    authorised BIGINT NOT NULL,
    chair_seat TEXT,
    pack_hash TEXT NOT NULL,
    method TEXT NOT NULL,
    secrecy TEXT NOT NULL,
    opens_at TIMESTAMP NOT NULL,
    closes_at TIMESTAMP NOT NULL,
    opened_by TEXT,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    annulled_at TIMESTAMP,
    annulled_by TEXT,
    annulled_why TEXT,
    UNIQUE (subject_kind, subject_id, round)
);
CREATE INDEX ballots_closes ON ballots (closes_at);

-- The roll: every filled seat and the person exercising it, frozen when the ballot opened.
CREATE TABLE ballot_seats (
    ballot_id TEXT NOT NULL REFERENCES ballots (id),
    seat TEXT NOT NULL,
    place INTEGER NOT NULL,
    label TEXT NOT NULL,
    person_id TEXT NOT NULL,
    pack_opened_at TIMESTAMP,
    recused_at TIMESTAMP,
    recused_as TEXT,
    recused_by TEXT,
    recused_why TEXT,
    PRIMARY KEY (ballot_id, seat),
    UNIQUE (ballot_id, person_id)
);
CREATE INDEX ballot_seats_person ON ballot_seats (person_id);

-- Every version of every vote; the last of a seat counts. The salt keeps the digest,
-- which the audit record holds, from telling the choice before the ballot is closed.
CREATE TABLE ballot_votes (
    id TEXT PRIMARY KEY NOT NULL,
    ballot_id TEXT NOT NULL,
    seat TEXT NOT NULL,
    version INTEGER NOT NULL,
    choice TEXT NOT NULL,
    comment TEXT,
    person_id TEXT NOT NULL,
    cast_at TIMESTAMP NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (ballot_id, seat, version),
    FOREIGN KEY (ballot_id, seat) REFERENCES ballot_seats (ballot_id, seat)
);

-- What a closed ballot came to, with everything it was counted from. The chair's word on
-- a tie adds a second row; nothing is overwritten.
CREATE TABLE ballot_results (
    ballot_id TEXT NOT NULL REFERENCES ballots (id),
    seq INTEGER NOT NULL,
    rule TEXT NOT NULL,
    rolls TEXT NOT NULL,
    counts TEXT NOT NULL,
    chair TEXT,
    outcome TEXT NOT NULL,
    arithmetic TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    counted_at TIMESTAMP NOT NULL,
    counted_by TEXT,
    PRIMARY KEY (ballot_id, seq)
);
