DROP INDEX companies_changed;
DROP TABLE memberships;
