DROP TABLE agreement_codes;
DROP TABLE agreement_evidence;
DROP TABLE agreements;
