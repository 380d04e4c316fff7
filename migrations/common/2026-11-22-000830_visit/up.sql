-- A site visit as planned, and its record once it was frozen: canonical JSON and its hash.
CREATE TABLE visits (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    criteria_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    address TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    host_name TEXT NOT NULL,
    host_phone TEXT NOT NULL,
    host_email TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    planned_at TIMESTAMP NOT NULL,
    planned_by TEXT NOT NULL,
    cancelled_at TIMESTAMP,
    cancel_reason TEXT,
    frozen_at TIMESTAMP,
    frozen_by TEXT,
    record TEXT,
    hash TEXT,
    done_at TIMESTAMP,
    done_without TEXT,
    nudged INTEGER NOT NULL,
    UNIQUE (case_id, number)
);
CREATE INDEX visits_open ON visits (done_at, cancelled_at, starts_at);

-- Who visits, in which role, and what they declared.
CREATE TABLE visit_visitors (
    visit_id TEXT NOT NULL REFERENCES visits (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    leads BOOLEAN NOT NULL,
    role TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    declared_at TIMESTAMP,
    conflict TEXT,
    released_at TIMESTAMP,
    PRIMARY KEY (visit_id, person_id)
);
CREATE INDEX visit_visitors_person ON visit_visitors (person_id);

-- The record while it is written, card by card; each card has its own version.
CREATE TABLE visit_cards (
    visit_id TEXT NOT NULL REFERENCES visits (id),
    card TEXT NOT NULL,
    body TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL,
    writers TEXT NOT NULL,
    PRIMARY KEY (visit_id, card)
);

-- Photos; `upload` is the key the phone gave, so that sending again adds nothing.
CREATE TABLE visit_photos (
    id TEXT PRIMARY KEY NOT NULL,
    visit_id TEXT NOT NULL REFERENCES visits (id),
    upload TEXT NOT NULL,
    file_id TEXT NOT NULL REFERENCES files (id),
    sha256 TEXT NOT NULL,
    caption TEXT NOT NULL,
    criterion TEXT NOT NULL,
    taken_at TIMESTAMP,
    uploaded_at TIMESTAMP NOT NULL,
    uploaded_by TEXT NOT NULL,
    removed_at TIMESTAMP,
    UNIQUE (visit_id, upload)
);

-- Pieces of a photo on its way; their bytes lie in the file store until the photo is whole.
CREATE TABLE visit_pieces (
    visit_id TEXT NOT NULL REFERENCES visits (id),
    upload TEXT NOT NULL,
    place INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    sent_by TEXT NOT NULL,
    PRIMARY KEY (visit_id, upload, place)
);

-- Who signed which hash, and how they were known.
CREATE TABLE visit_signatures (
    visit_id TEXT NOT NULL REFERENCES visits (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    ip TEXT NOT NULL,
    agent TEXT NOT NULL,
    session TEXT NOT NULL,
    PRIMARY KEY (visit_id, person_id)
);

-- What was added after the first signature, and what the company says of the facts.
CREATE TABLE visit_addenda (
    id TEXT PRIMARY KEY NOT NULL,
    visit_id TEXT NOT NULL REFERENCES visits (id),
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    company BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX visit_addenda_visit ON visit_addenda (visit_id, added_at);
