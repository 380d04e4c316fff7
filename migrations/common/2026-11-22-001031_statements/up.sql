-- What a statement's file held lies in the file store.
ALTER TABLE bank_statements ADD COLUMN file_id TEXT;
