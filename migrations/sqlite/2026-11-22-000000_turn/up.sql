-- SQLite has one writer by itself and needs no table to take turns on.
SELECT 1;
