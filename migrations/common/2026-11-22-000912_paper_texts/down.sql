CREATE TABLE agreement_versions (
    id TEXT PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    content TEXT NOT NULL,
    changes TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by TEXT NOT NULL
);
INSERT INTO agreement_versions (id, number, content, changes, published_at, published_by)
SELECT id, number, content, changes, published_at, published_by FROM paper_texts WHERE kind = 'agreement';
DROP TABLE paper_texts;
