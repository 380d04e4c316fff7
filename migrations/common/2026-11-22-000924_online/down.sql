DROP TABLE provider_inbox;
DROP TABLE payment_attempts;
