ALTER TABLE agreements DROP COLUMN by_power;
DROP TABLE case_authorities;
DROP TABLE case_people;
