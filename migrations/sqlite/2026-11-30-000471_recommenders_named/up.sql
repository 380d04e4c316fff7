-- The recommenders of the applications that were sent before.
WITH newest AS (
    SELECT r.case_id, r.sent_at, r.answers
    FROM case_revisions r
    WHERE r.number = (SELECT MAX(n.number) FROM case_revisions n WHERE n.case_id = r.case_id)
), named AS (
    SELECT w.case_id, w.sent_at, p.place,
        COALESCE(json_extract(w.answers, '$.recommender_' || p.place), '') AS name,
        lower(trim(COALESCE(json_extract(w.answers, '$.recommender_' || p.place || '_email'), ''))) AS email
    FROM newest w, (SELECT 1 AS place UNION ALL SELECT 2 UNION ALL SELECT 3) p
), found AS (
    SELECT n.case_id, n.sent_at, n.place, n.name, c.id AS company_id, '' AS email
    FROM named n
    JOIN cases k ON k.id = n.case_id
    JOIN companies c ON length(c.name) > 1 AND instr(lower(n.name), lower(c.name)) > 0
    WHERE k.company_id IS NULL OR c.id <> k.company_id
    UNION ALL
    SELECT case_id, sent_at, place, name, NULL, email FROM named WHERE email <> ''
)
INSERT INTO case_recommenders (case_id, place, named, company_id, email, since)
SELECT case_id, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY place, company_id, email) - 1,
    name, company_id, email, sent_at
FROM found;
