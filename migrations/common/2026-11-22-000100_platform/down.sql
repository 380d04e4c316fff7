DROP TABLE counters;
DROP TABLE files;
DROP TABLE limits;
DROP TABLE mails;
DROP TABLE jobs;
DROP TABLE audit;
DROP TABLE settings;
