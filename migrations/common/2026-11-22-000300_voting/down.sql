DROP TABLE ballot_results;
DROP TABLE ballot_votes;
DROP TABLE ballot_seats;
DROP TABLE ballots;
