-- Which page's form at which address a press came from, as a digest like the press itself: what was sent
-- before from the same form no longer stands once it did something else.
ALTER TABLE once ADD COLUMN page TEXT NOT NULL DEFAULT '';
CREATE INDEX once_page ON once (page);
