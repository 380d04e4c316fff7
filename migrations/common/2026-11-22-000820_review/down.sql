DROP TABLE review_submissions;
DROP TABLE review_assignments;
DROP TABLE reviews;
