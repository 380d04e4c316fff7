DROP INDEX companies_bare_en;
DROP INDEX companies_bare;
ALTER TABLE companies DROP COLUMN bare_en;
ALTER TABLE companies DROP COLUMN bare;
