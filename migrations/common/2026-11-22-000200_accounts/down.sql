DROP TABLE company_people;
DROP TABLE recovery_codes;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE person_roles;
DROP TABLE people;
