-- Registers that came as a table: kept as read, looked at, imported in one write, and taken back whole
-- while nothing else has happened to any of its members. `rows` is the table as JSON, `mapping` says
-- which column is what; state is preview, imported or undone.
CREATE TABLE member_imports (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    mapping TEXT NOT NULL,
    state TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    imported_at TIMESTAMP,
    added INTEGER NOT NULL DEFAULT 0
);

-- What an import made: a membership, and its company if that was not known before. Gone when the
-- import is taken back; the audit record keeps both.
CREATE TABLE member_import_rows (
    import_id TEXT NOT NULL REFERENCES member_imports (id),
    place INTEGER NOT NULL,
    membership_id TEXT NOT NULL,
    company_id TEXT NOT NULL,
    new_company BOOLEAN NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (import_id, place)
);

-- A name for what stands in the address of a list: one's own, or the whole office's.
CREATE TABLE saved_views (
    id TEXT PRIMARY KEY NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_views_list ON saved_views (list, name);
