-- One company's way in. What the events say is the truth; stage, waits_on and the
-- dates beside them are kept for lists. Moments that don't exist are far ahead.
CREATE TABLE cases (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT UNIQUE,
    company_id TEXT REFERENCES companies (id),
    opened_by TEXT NOT NULL REFERENCES people (id),
    previous_id TEXT REFERENCES cases (id),
    company_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    rank TEXT NOT NULL,
    stage TEXT NOT NULL,
    waits_on TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    lapses_at TIMESTAMP NOT NULL,
    lapses_to TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    events INTEGER NOT NULL
);
CREATE INDEX cases_stage ON cases (stage, changed_at);
CREATE INDEX cases_changed ON cases (changed_at);
CREATE INDEX cases_company ON cases (company_id);
CREATE INDEX cases_opened_by ON cases (opened_by);

-- What happened to a case, never changed.
CREATE TABLE case_events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    event TEXT NOT NULL,
    side TEXT NOT NULL,
    person_id TEXT,
    person_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- The draft as it was last typed.
CREATE TABLE case_drafts (
    case_id TEXT PRIMARY KEY NOT NULL REFERENCES cases (id),
    answers TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL
);

-- Every submission, as it was sent.
CREATE TABLE case_revisions (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    sent_by TEXT NOT NULL,
    answers TEXT NOT NULL,
    papers TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
);

-- Papers of a case; one that was taken out stays readable in the revisions that had it.
CREATE TABLE case_papers (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    file_id TEXT NOT NULL REFERENCES files (id),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    added_by TEXT NOT NULL,
    removed_at TIMESTAMP
);
CREATE INDEX case_papers_case ON case_papers (case_id, added_at);

-- Consent per purpose: who, to which text, when, and when it was taken back.
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

-- The office's marks of the completeness check, per revision.
CREATE TABLE case_marks (
    case_id TEXT NOT NULL REFERENCES cases (id),
    revision INTEGER NOT NULL,
    requirement TEXT NOT NULL,
    fine BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    marked_at TIMESTAMP NOT NULL,
    marked_by TEXT NOT NULL,
    PRIMARY KEY (case_id, revision, requirement)
);

-- Correction lists: all that is missing, once, with one deadline and the answers.
CREATE TABLE case_corrections (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL,
    answer_by TIMESTAMP NOT NULL,
    items TEXT NOT NULL,
    answered_at TIMESTAMP,
    PRIMARY KEY (case_id, number)
);
