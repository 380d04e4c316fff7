DROP INDEX prepaid_lots_period;
ALTER TABLE prepaid_lots DROP COLUMN period_id;
