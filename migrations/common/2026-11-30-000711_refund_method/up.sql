-- How balance was paid back: the word of the method; empty where nothing was, and in rows of earlier builds.
ALTER TABLE lot_uses ADD COLUMN method TEXT NOT NULL DEFAULT '';
