CREATE TABLE case_consents (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    person_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX case_consents_case ON case_consents (case_id, purpose);
INSERT INTO case_consents
SELECT id, case_id, person_id, purpose, text_version, given_at, withdrawn_at
FROM consents WHERE case_id IS NOT NULL AND person_id IS NOT NULL;
DROP TABLE consents;
DROP TABLE contact_calls;
DROP TABLE contacts;
