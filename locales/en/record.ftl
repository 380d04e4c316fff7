# Record of the case
record-title = Record of the case
record-file = Export the dossier (JSON)
record-text = Who did what when, the newest first. The dossier carries a hash for each part and can be checked offline.
record-tab = Record
record-paper = Dossier as PDF
record-notice = Admission notice as PDF
