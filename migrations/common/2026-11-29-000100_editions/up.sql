-- A number for each table that a write ever touched, raised in the same commit: what was read holds
-- while the numbers of the tables it was read from stand. 'any' is raised with each of them; 'all'
-- stands for every table. They begin where the one number stood, which began anywhere.
CREATE TABLE editions (topic TEXT PRIMARY KEY NOT NULL, number BIGINT NOT NULL);
INSERT INTO editions (topic, number) SELECT 'any', number FROM edition;
INSERT INTO editions (topic, number) SELECT 'all', number FROM edition;
DROP TABLE edition;
