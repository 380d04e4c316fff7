-- Agreements are frozen as a PDF before anybody signs: `sha256` is then of that file, `terms_sha256`
-- of `body`. Those from before have neither, and `sha256` is of `body`. Once both have signed, one
-- worker at a time seals: none, signed, sealing, sealed.
ALTER TABLE agreements ADD COLUMN paper_id TEXT;
ALTER TABLE agreements ADD COLUMN terms_sha256 TEXT;
ALTER TABLE agreements ADD COLUMN seal_state TEXT NOT NULL DEFAULT 'none';
ALTER TABLE agreements ADD COLUMN seal_tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agreements ADD COLUMN seal_since TIMESTAMP;
ALTER TABLE agreements ADD COLUMN seal_trouble TEXT NOT NULL DEFAULT '';
ALTER TABLE agreements ADD COLUMN sealed_id TEXT;
ALTER TABLE agreements ADD COLUMN sealed_sha256 TEXT;
ALTER TABLE agreements ADD COLUMN sealed_at TIMESTAMP;
