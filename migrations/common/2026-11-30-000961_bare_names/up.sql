-- The letters alone of a company's names, as banks' spellings of them are compared. Empty until the round
-- `companies.read_again` has filled them; until then companies are found by their keys, as before.
ALTER TABLE companies ADD COLUMN bare TEXT NOT NULL DEFAULT '';
ALTER TABLE companies ADD COLUMN bare_en TEXT NOT NULL DEFAULT '';
CREATE INDEX companies_bare ON companies (bare);
CREATE INDEX companies_bare_en ON companies (bare_en);
