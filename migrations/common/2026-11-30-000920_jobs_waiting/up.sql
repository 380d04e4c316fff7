-- Workers look for what is due of each kind: with many letters waiting, one index of states and moments had
-- them read all of those again for each look.
CREATE INDEX jobs_waiting ON jobs (state, kind, run_at, id);
DROP INDEX jobs_due;
