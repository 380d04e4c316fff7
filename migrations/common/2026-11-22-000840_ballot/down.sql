DROP TABLE ballot_reasons;
DROP TABLE ballot_packs;
DROP TABLE ballot_sittings;
