-- What somebody wrote who signed up and has not confirmed their address yet, by the browser they signed up in: no
-- account stands behind it. Once the address is proved it is the person's, until a case is made of it.
CREATE TABLE early_drafts (
    browser TEXT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    next TEXT NOT NULL,
    answers TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    person_id TEXT REFERENCES people (id)
);
CREATE INDEX early_drafts_person ON early_drafts (person_id);
CREATE INDEX early_drafts_changed ON early_drafts (changed_at);
