-- Memberships: one that ended keeps its day and reason. Only taking an import back deletes those it
-- made, as long as nothing else is on record of them. `seq` orders the numbers, `ended_on` is the
-- first day without membership. A case makes at most one.
-- name_key, search and industry are the company's, copied so that lists of 100,000 need one index
-- each; company_changed_at says how fresh the copy is.
CREATE TABLE memberships (
    id TEXT PRIMARY KEY NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id),
    case_id TEXT UNIQUE,
    number TEXT NOT NULL UNIQUE,
    seq BIGINT NOT NULL UNIQUE,
    rank TEXT NOT NULL,
    joined_on DATE NOT NULL,
    joined_year INTEGER NOT NULL,
    ended_on DATE,
    ended_year INTEGER,
    ended_why TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    industry TEXT NOT NULL,
    company_changed_at TIMESTAMP NOT NULL
);
CREATE INDEX memberships_company ON memberships (company_id);
CREATE INDEX memberships_seq ON memberships (seq, ended_on, rank, published, industry);
CREATE INDEX memberships_joined ON memberships (joined_on, seq, ended_on, rank, published, industry);
CREATE INDEX memberships_name ON memberships (name_key, seq, ended_on, rank, published, industry);
CREATE INDEX memberships_rank ON memberships (rank, ended_on, published);
CREATE INDEX memberships_search ON memberships (search, seq, ended_on, rank, published, industry);
CREATE INDEX memberships_years ON memberships (joined_year, ended_year);
CREATE INDEX memberships_fresh ON memberships (company_changed_at);
CREATE INDEX companies_changed ON companies (changed_at);
