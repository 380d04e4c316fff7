DROP TABLE council_holders;
DROP TABLE council_seats;
