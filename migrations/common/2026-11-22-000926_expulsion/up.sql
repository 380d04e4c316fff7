-- Motions to expel a member: brought, heard, and decided by a ballot or ended before one. `running` is
-- the membership while a motion runs, so that no two do at once.
CREATE TABLE expulsion_motions (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    membership_id TEXT NOT NULL REFERENCES memberships (id),
    company_id TEXT NOT NULL,
    company_name TEXT NOT NULL,
    organ TEXT NOT NULL,
    grounds TEXT NOT NULL,
    brought_by TEXT NOT NULL,
    brought_name TEXT NOT NULL,
    brought_at TIMESTAMP NOT NULL,
    heard_until TIMESTAMP NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_name TEXT,
    answered_at TIMESTAMP,
    running TEXT UNIQUE,
    ended_how TEXT,
    ended_at TIMESTAMP,
    ended_name TEXT,
    ended_why TEXT
);
CREATE INDEX expulsion_motions_membership ON expulsion_motions (membership_id, brought_at);
CREATE INDEX expulsion_motions_company ON expulsion_motions (company_id);

-- The papers a ballot on a motion is decided on, as they were when it opened. `sha256` is of `body`.
CREATE TABLE expulsion_packs (
    ballot_id TEXT PRIMARY KEY NOT NULL REFERENCES ballots (id),
    motion_id TEXT NOT NULL REFERENCES expulsion_motions (id),
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX expulsion_packs_motion ON expulsion_packs (motion_id);
