ALTER TABLE lot_uses DROP COLUMN method;
