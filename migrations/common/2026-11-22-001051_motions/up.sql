-- Motions: a question in the office's words that an organ votes on. `outcome`: what was resolved.
CREATE TABLE motions (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    organ TEXT NOT NULL,
    brought_name TEXT NOT NULL,
    brought_at TIMESTAMP NOT NULL,
    outcome TEXT,
    decided_at TIMESTAMP
);
