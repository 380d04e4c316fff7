DROP TABLE certificate_runs;
DROP TABLE certificates;
