DROP TABLE case_recommenders;
