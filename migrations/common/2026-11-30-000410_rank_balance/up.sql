-- The period whose lower rank made a lot: it was paid for before the portal, so no invoice could be credited.
ALTER TABLE prepaid_lots ADD COLUMN period_id TEXT;
CREATE INDEX prepaid_lots_period ON prepaid_lots (period_id);
