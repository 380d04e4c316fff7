DROP INDEX companies_name;
ALTER TABLE member_import_rows DROP COLUMN made_at;
ALTER TABLE member_imports DROP COLUMN file_id;
