-- Locked by every write before its first query, so that the writers of several servers
-- take turns. Never holds a row.
CREATE TABLE turn (nothing INTEGER);
