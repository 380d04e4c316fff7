-- The people by whom a company is reached, with or without an account.
CREATE TABLE contacts (
    id TEXT PRIMARY KEY NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id),
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    phone TEXT NOT NULL,
    tel TEXT NOT NULL,
    email TEXT NOT NULL,
    wechat TEXT NOT NULL,
    abouts TEXT NOT NULL,
    way TEXT NOT NULL,
    search TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL
);
CREATE INDEX contacts_company ON contacts (company_id, created_at, id);

-- What the office talked about with a company: a later call answers the follow-up of an earlier one.
CREATE TABLE contact_calls (
    id TEXT PRIMARY KEY NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id),
    with_name TEXT NOT NULL,
    held_on DATE NOT NULL,
    said TEXT NOT NULL,
    follow_up DATE,
    by_name TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX contact_calls_company ON contact_calls (company_id, written_at, id);

-- Every consent to a use of somebody's data: whose, to what, to which text, when, and when it was taken back.
-- Those of applications were kept by themselves; one place holds all of them now.
CREATE TABLE consents (
    id TEXT PRIMARY KEY NOT NULL,
    company_id TEXT REFERENCES companies (id),
    case_id TEXT REFERENCES cases (id),
    person_id TEXT,
    contact_id TEXT,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    noted_by TEXT NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by TEXT
);
CREATE INDEX consents_company ON consents (company_id, given_at, id);
CREATE INDEX consents_case ON consents (case_id, purpose);
CREATE INDEX consents_person ON consents (person_id, purpose);
CREATE INDEX consents_contact ON consents (contact_id, purpose);
-- Nobody wrote down who took one back; it was the applicant's side, so the name stays empty.
INSERT INTO consents (id, company_id, case_id, person_id, contact_id, name, purpose, text_version,
    given_at, noted_by, withdrawn_at, withdrawn_by)
SELECT c.id, k.company_id, c.case_id, c.person_id, NULL, COALESCE(p.name, ''), c.purpose,
    c.text_version, c.given_at, COALESCE(p.name, ''), c.withdrawn_at, NULL
FROM case_consents c JOIN cases k ON k.id = c.case_id LEFT JOIN people p ON p.id = c.person_id;
DROP TABLE case_consents;
