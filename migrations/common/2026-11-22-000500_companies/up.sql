-- Organisations. A credit code belongs to one company only; it stays empty while two claim it.
CREATE TABLE companies (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    credit_code TEXT UNIQUE,
    legal_form TEXT NOT NULL,
    founded_on DATE,
    capital_fen BIGINT NOT NULL,
    currency TEXT NOT NULL,
    industry TEXT NOT NULL,
    staff TEXT NOT NULL,
    revenue TEXT NOT NULL,
    address TEXT NOT NULL,
    website TEXT NOT NULL,
    introduction TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL
);
CREATE INDEX companies_name_key ON companies (name_key, id);
CREATE INDEX companies_industry ON companies (industry, name_key);
