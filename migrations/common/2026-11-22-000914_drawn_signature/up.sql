-- A signature may be drawn beside the typed name: strokes as text, empty where nobody drew.
ALTER TABLE agreement_evidence ADD COLUMN drawn TEXT NOT NULL DEFAULT '';
