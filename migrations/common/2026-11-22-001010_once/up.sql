-- Forms that were pressed and done, so that the same press again does nothing twice. The digest is
-- over the form's random mark, the person, the address and everything posted: the row tells neither
-- who nor what.
CREATE TABLE once (
    digest TEXT PRIMARY KEY NOT NULL,
    place TEXT NOT NULL,
    told TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX once_at ON once (at);
