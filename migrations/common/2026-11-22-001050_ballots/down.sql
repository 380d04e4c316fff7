CREATE TABLE expulsion_packs (
    ballot_id TEXT PRIMARY KEY NOT NULL REFERENCES ballots (id),
    motion_id TEXT NOT NULL REFERENCES expulsion_motions (id),
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX expulsion_packs_motion ON expulsion_packs (motion_id);
INSERT INTO expulsion_packs (ballot_id, motion_id, sha256, body, made_at)
    SELECT p.ballot_id, b.subject_id, p.sha256, p.body, p.made_at
    FROM ballot_packs p JOIN ballots b ON b.id = p.ballot_id WHERE b.subject_kind = 'expulsion';
CREATE TABLE ballot_papers (
    ballot_id TEXT PRIMARY KEY NOT NULL REFERENCES ballots (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    sitting_id TEXT NOT NULL REFERENCES ballot_sittings (id),
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
INSERT INTO ballot_papers (ballot_id, case_id, sitting_id, sha256, body, made_at)
    SELECT p.ballot_id, b.subject_id, p.sitting_id, p.sha256, p.body, p.made_at
    FROM ballot_packs p JOIN ballots b ON b.id = p.ballot_id WHERE b.subject_kind = 'case';
DROP TABLE ballot_packs;
ALTER TABLE ballot_papers RENAME TO ballot_packs;
CREATE INDEX ballot_packs_case ON ballot_packs (case_id);
CREATE INDEX ballot_packs_sitting ON ballot_packs (sitting_id);
