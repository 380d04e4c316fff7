-- Seats of the organs, and who held them from when until when. A holder is never overwritten:
-- a change ends one row and begins another; `until_day` is the first day not held any more.
CREATE TABLE council_seats (
    id TEXT PRIMARY KEY NOT NULL,
    organ TEXT NOT NULL,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    chair BOOLEAN NOT NULL,
    added_at TIMESTAMP NOT NULL,
    closed_on DATE,
    UNIQUE (organ, number)
);
CREATE TABLE council_holders (
    id TEXT PRIMARY KEY NOT NULL,
    seat_id TEXT NOT NULL REFERENCES council_seats (id),
    company_id TEXT,
    company_name TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    person_name TEXT NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE,
    notice TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    ended_why TEXT NOT NULL
);
CREATE INDEX council_holders_seat ON council_holders (seat_id, from_day);
CREATE INDEX council_holders_person ON council_holders (person_id);
