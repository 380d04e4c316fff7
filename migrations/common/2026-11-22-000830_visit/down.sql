DROP TABLE visit_addenda;
DROP TABLE visit_signatures;
DROP TABLE visit_pieces;
DROP TABLE visit_photos;
DROP TABLE visit_cards;
DROP TABLE visit_visitors;
DROP TABLE visits;
