DELETE FROM case_recommenders;
