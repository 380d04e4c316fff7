-- Who voted before they came to act for the other side of a ballot: written down when it is found, so that it
-- stays with the ballot even if they cease to act for it.
CREATE TABLE ballot_ties (
    ballot_id TEXT NOT NULL REFERENCES ballots (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    since TIMESTAMP NOT NULL,
    PRIMARY KEY (ballot_id, person_id)
);
