DROP TABLE agreement_versions;
DROP TABLE criteria_versions;
DROP TABLE charters;
