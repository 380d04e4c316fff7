DROP INDEX certificates_issued;
ALTER TABLE motions DROP COLUMN search;
ALTER TABLE motions DROP COLUMN withdrawn_why;
ALTER TABLE motions DROP COLUMN withdrawn_name;
ALTER TABLE motions DROP COLUMN withdrawn_at;
