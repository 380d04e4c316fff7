-- The qualification review of a case: which version of the criteria it is judged by, and how the
-- office concluded.
CREATE TABLE reviews (
    case_id TEXT PRIMARY KEY NOT NULL REFERENCES cases (id),
    criteria_id TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    opened_by TEXT NOT NULL,
    concluded_at TIMESTAMP,
    concluded_by TEXT,
    verdict TEXT NOT NULL
);

-- One reviewer's part: what they declared, the draft, and the review that counts.
CREATE TABLE review_assignments (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    reviewer_id TEXT NOT NULL REFERENCES people (id),
    assigned_at TIMESTAMP NOT NULL,
    assigned_by TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    declared_at TIMESTAMP,
    conflict TEXT,
    released_at TIMESTAMP,
    release_reason TEXT,
    saved_at TIMESTAMP,
    sheet TEXT NOT NULL,
    submitted_at TIMESTAMP,
    reopen_reason TEXT,
    nudged INTEGER NOT NULL,
    UNIQUE (case_id, reviewer_id)
);
CREATE INDEX review_assignments_reviewer ON review_assignments (reviewer_id, submitted_at);

-- Every review as it was submitted; one that was opened again keeps its earlier rows.
CREATE TABLE review_submissions (
    assignment_id TEXT NOT NULL REFERENCES review_assignments (id),
    round INTEGER NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    sheet TEXT NOT NULL,
    reopened_at TIMESTAMP,
    reopened_by TEXT,
    reopen_reason TEXT,
    PRIMARY KEY (assignment_id, round)
);
