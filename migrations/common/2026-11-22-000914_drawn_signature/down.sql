ALTER TABLE agreement_evidence DROP COLUMN drawn;
