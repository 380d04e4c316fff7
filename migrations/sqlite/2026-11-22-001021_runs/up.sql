-- Those for whom no certificate could be made, one row each: they were a list of pairs in the run.
INSERT INTO run_left_out
SELECT r.id, l.key + 1, json_extract(l.value, '$[0]'), json_extract(l.value, '$[1]')
FROM certificate_runs r, json_each(r.left_out) l;
DROP TABLE certificate_runs;
