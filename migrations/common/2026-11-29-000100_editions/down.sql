CREATE TABLE edition (number BIGINT NOT NULL);
INSERT INTO edition (number) SELECT number FROM editions WHERE topic = 'any';
DROP TABLE editions;
