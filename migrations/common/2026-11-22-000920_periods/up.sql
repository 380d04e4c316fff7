-- What a membership's standing is computed from, copied beside it so that 100,000 can be filtered
-- by it: the day its first dues fall due, the last day its paid periods cover, a suspension, and
-- how it ended. Where neither of the first two is known nobody asked for dues.
ALTER TABLE memberships ADD COLUMN first_due DATE;
ALTER TABLE memberships ADD COLUMN covered_until DATE;
ALTER TABLE memberships ADD COLUMN suspended_from DATE;
ALTER TABLE memberships ADD COLUMN suspended_until DATE;
ALTER TABLE memberships ADD COLUMN ended_how TEXT NOT NULL DEFAULT '';
DROP INDEX memberships_seq;
DROP INDEX memberships_joined;
DROP INDEX memberships_name;
DROP INDEX memberships_search;
CREATE INDEX memberships_seq ON memberships (seq, ended_on, rank, published, industry, covered_until, first_due, suspended_from, suspended_until);
CREATE INDEX memberships_joined ON memberships (joined_on, seq, ended_on, rank, published, industry, covered_until, first_due, suspended_from, suspended_until);
CREATE INDEX memberships_name ON memberships (name_key, seq, ended_on, rank, published, industry, covered_until, first_due, suspended_from, suspended_until);
CREATE INDEX memberships_search ON memberships (search, seq, ended_on, rank, published, industry, covered_until, first_due, suspended_from, suspended_until);
CREATE INDEX memberships_covered ON memberships (covered_until, ended_on, rank, seq);

-- The periods of a membership, one after another; days inclusive. A gap between two of them stays
-- visible. settled_on is the day it was paid in full, carried_until how far instalments carry it;
-- a cancelled one keeps its row. `live` makes sure that no first day is billed twice.
CREATE TABLE member_periods (
    id TEXT PRIMARY KEY NOT NULL,
    membership_id TEXT NOT NULL REFERENCES memberships (id),
    rank TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    settled_on DATE,
    carried_until DATE,
    cancelled_on DATE,
    live TEXT UNIQUE,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX member_periods_membership ON member_periods (membership_id, first_day);

-- What happened to a membership: never changed, never deleted.
CREATE TABLE member_events (
    id TEXT PRIMARY KEY NOT NULL,
    membership_id TEXT NOT NULL REFERENCES memberships (id),
    kind TEXT NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE,
    detail TEXT NOT NULL,
    why TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX member_events_membership ON member_events (membership_id, created_at);
