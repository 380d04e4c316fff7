-- The mailbox and the audit record are narrowed by these.
CREATE INDEX mails_kind ON mails (kind, created_at);
CREATE INDEX mails_to ON mails (to_address, created_at);
CREATE INDEX audit_act ON audit (act, seq);
CREATE INDEX audit_at ON audit (at, seq);
CREATE INDEX jobs_kind ON jobs (kind, run_at);
