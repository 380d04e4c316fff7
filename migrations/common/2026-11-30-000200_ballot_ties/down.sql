DROP TABLE ballot_ties;
