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
