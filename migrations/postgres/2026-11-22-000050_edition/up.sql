-- One row: a number that every commit that changes anything raises; what was read holds while it
-- stands. It starts anywhere, so that a restored database isn't taken for the one before.
CREATE TABLE edition (number BIGINT NOT NULL);
INSERT INTO edition (number) VALUES ((random() * 1000000000000)::bigint);
