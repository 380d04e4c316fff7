-- Who adopted a standard, and the resolution on paper. Those on record were entered on a page that said that the
-- assembly adopts them; their papers can be uploaded.
--
-- What ranks used to say as their dues (setting `ranks`) goes nowhere: nobody adopted it, so an instance without
-- a standard promises nothing and asks for nothing until one is entered. It stays unread in the setting until the
-- ranks are saved the next time, and in the audit record for good.
ALTER TABLE dues_standards ADD COLUMN organ TEXT NOT NULL DEFAULT 'assembly';
ALTER TABLE dues_standards ADD COLUMN paper_id TEXT;
-- What the applicant was told the rank costs when the application was sent, as JSON; empty in those of earlier
-- builds, which didn't keep it.
ALTER TABLE case_revisions ADD COLUMN quoted TEXT NOT NULL DEFAULT '';
-- What an agreement said before it was made anew, because the dues it named were not in force any more: its
-- terms and paper as they were frozen, found by the hash that its lines of evidence name.
CREATE TABLE agreement_earlier (
    agreement_id TEXT NOT NULL REFERENCES agreements (id),
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    terms_sha256 TEXT,
    paper_id TEXT,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL,
    replaced_at TIMESTAMP NOT NULL,
    PRIMARY KEY (agreement_id, sha256)
);
