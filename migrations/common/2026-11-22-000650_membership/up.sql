-- Memberships, never deleted: one that ended keeps its day and reason. `seq` orders the numbers,
-- `ended_on` is the first day without membership. A case makes at most one.
CREATE TABLE memberships (
    id TEXT PRIMARY KEY NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id),
    case_id TEXT UNIQUE,
    number TEXT NOT NULL UNIQUE,
    seq BIGINT NOT NULL,
    rank TEXT NOT NULL,
    joined_on DATE NOT NULL,
    joined_year INTEGER NOT NULL,
    ended_on DATE,
    ended_year INTEGER,
    ended_why TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX memberships_company ON memberships (company_id, ended_on, published, rank);
CREATE INDEX memberships_seq ON memberships (seq, ended_on, rank);
CREATE INDEX memberships_joined ON memberships (joined_on, seq, ended_on, rank);
CREATE INDEX memberships_rank ON memberships (rank, ended_on, joined_on, published);
CREATE INDEX memberships_years ON memberships (joined_year, ended_year);
