DROP TABLE case_corrections;
DROP TABLE case_marks;
DROP TABLE case_consents;
DROP TABLE case_papers;
DROP TABLE case_revisions;
DROP TABLE case_drafts;
DROP TABLE case_events;
DROP TABLE cases;
