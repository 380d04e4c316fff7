DROP INDEX jobs_kind;
DROP INDEX audit_at;
DROP INDEX audit_act;
DROP INDEX mails_to;
DROP INDEX mails_kind;
