-- When whoever has the session last proved again that they are its person; none since sign-in.
ALTER TABLE sessions ADD COLUMN proved_at TIMESTAMP;
-- Whose word an invitation rests on: it dies with their power to give it. None for those of the portal itself.
ALTER TABLE tokens ADD COLUMN sent_by TEXT;
