-- The table of an import lies in the file store, and its rows come in one by one, each at its moment.
ALTER TABLE member_imports ADD COLUMN file_id TEXT;
ALTER TABLE member_import_rows ADD COLUMN made_at TIMESTAMP;
UPDATE member_import_rows SET made_at = (
    SELECT imported_at FROM member_imports WHERE member_imports.id = member_import_rows.import_id
);
-- Each row is held against the companies that are known under its name.
CREATE INDEX companies_name ON companies (name);
