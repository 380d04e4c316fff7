-- A motion that was taken back before any vote decided it: when, by whom and why. `search`: its number and
-- question as a search looks for them.
ALTER TABLE motions ADD COLUMN withdrawn_at TIMESTAMP;
ALTER TABLE motions ADD COLUMN withdrawn_name TEXT;
ALTER TABLE motions ADD COLUMN withdrawn_why TEXT;
ALTER TABLE motions ADD COLUMN search TEXT NOT NULL DEFAULT '';
UPDATE motions SET search = LOWER(number || ' ' || title);
-- Certificates are listed by when they were issued.
CREATE INDEX certificates_issued ON certificates (issued_at, id);
