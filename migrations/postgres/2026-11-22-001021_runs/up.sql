-- Those for whom no certificate could be made, one row each: they were a list of pairs in the run.
INSERT INTO run_left_out
SELECT r.id, l.place, l.pair ->> 0, (l.pair -> 1)::text
FROM certificate_runs r, json_array_elements(r.left_out::json) WITH ORDINALITY AS l (pair, place);
DROP TABLE certificate_runs;
