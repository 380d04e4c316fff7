DROP TABLE agreement_earlier;
ALTER TABLE dues_standards DROP COLUMN organ;
ALTER TABLE dues_standards DROP COLUMN paper_id;
ALTER TABLE case_revisions DROP COLUMN quoted;
