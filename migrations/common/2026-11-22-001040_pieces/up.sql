-- Pieces of a photo on its way leave no rows any more: their sender holds a receipt for each.
DROP TABLE visit_pieces;
