DROP TABLE early_drafts;
