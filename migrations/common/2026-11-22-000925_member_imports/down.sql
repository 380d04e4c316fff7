DROP TABLE saved_views;
DROP TABLE member_import_rows;
DROP TABLE member_imports;
