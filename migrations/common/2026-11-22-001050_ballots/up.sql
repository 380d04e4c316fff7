-- Ballots on anything: every one was opened in a sitting and has its papers in one table; what it is
-- about stands in `ballots` alone. Texts and hashes stay as they are, byte for byte.
CREATE TABLE ballot_papers (
    ballot_id TEXT PRIMARY KEY NOT NULL REFERENCES ballots (id),
    sitting_id TEXT NOT NULL REFERENCES ballot_sittings (id),
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
INSERT INTO ballot_papers (ballot_id, sitting_id, sha256, body, made_at)
    SELECT ballot_id, sitting_id, sha256, body, made_at FROM ballot_packs;
-- A ballot on a motion to expel was opened alone: a sitting of its own, of the same id.
INSERT INTO ballot_sittings (id, closes_at, opened_at, opened_by)
    SELECT b.id, b.closes_at, b.opened_at, COALESCE(b.opened_by, '')
    FROM ballots b JOIN expulsion_packs p ON p.ballot_id = b.id;
INSERT INTO ballot_papers (ballot_id, sitting_id, sha256, body, made_at)
    SELECT ballot_id, ballot_id, sha256, body, made_at FROM expulsion_packs;
DROP TABLE ballot_packs;
DROP TABLE expulsion_packs;
ALTER TABLE ballot_papers RENAME TO ballot_packs;
CREATE INDEX ballot_packs_sitting ON ballot_packs (sitting_id);

-- Directors' letters about motions to expel are letters about ballots; by their keys no reminder that
-- went out goes out again.
UPDATE mails SET kind = 'ballot.' || substr(kind, 11), key = 'ballot.' || substr(key, 11)
    WHERE kind IN ('expulsion.invitation', 'expulsion.reminder', 'expulsion.tie', 'expulsion.result');
