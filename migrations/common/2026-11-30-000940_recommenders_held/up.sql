-- Whom an application names as recommender is one only once the office knows that they vouch: from then on they
-- have no part in the case. Those that were named before keep out whom they kept out.
ALTER TABLE case_recommenders ADD COLUMN held_at TIMESTAMP;
UPDATE case_recommenders SET held_at = since;
