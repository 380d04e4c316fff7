-- Who vouches for an applicant, as its newest application names them: a company that the text names (one row
-- each), or the address of a person. Whoever that is has no part in the case.
CREATE TABLE case_recommenders (
    case_id TEXT NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL,
    named TEXT NOT NULL,
    company_id TEXT,
    email TEXT NOT NULL,
    since TIMESTAMP NOT NULL,
    PRIMARY KEY (case_id, place)
);
CREATE INDEX case_recommenders_company ON case_recommenders (company_id);
CREATE INDEX case_recommenders_email ON case_recommenders (email);
