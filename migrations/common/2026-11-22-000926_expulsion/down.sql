DROP TABLE expulsion_packs;
DROP TABLE expulsion_motions;
