# The office and administration
desk-clear = Clear
desk-nothing-found = Nothing matches
desk-nothing-found-text = Try another word, or clear the filters.

## Mail
desk-mail-title = Mail
desk-mail-lead = Every mail the portal wrote: to whom, whether it went out, what it says.
desk-mail-one-title = Mail: { $subject }
desk-mail-demo = In the demo this is everybody’s inbox: open a mail and follow its link.
desk-mail-none = No mail yet
desk-mail-none-text = Mails appear here when people sign up, apply or are told something.
desk-mail-all = All
desk-mail-state = State
desk-mail-queued = Waiting
desk-mail-sending = Sending
desk-mail-sent = Sent
desk-mail-failed = Failed
desk-mail-uncertain = Uncertain
desk-mail-recalled = No longer sent
desk-mail-kept = Demo, not sent
desk-mail-search = Subject, name or address
desk-mail-kind = Kind
desk-mail-subject = Subject
desk-mail-to = To
desk-mail-only-to = Only mail to:
desk-mail-written = Written
desk-mail-sent-at = Sent
desk-mail-tries = Tries
desk-mail-error = The server said
desk-mail-about = About
desk-mail-about-case = The application
desk-mail-facts = Delivery
desk-mail-view = Shown as
desk-mail-view-html = As it looks
desk-mail-view-text = Plain text
desk-mail-personal = This mail carries a link or code for its receiver alone, so it is not shown here.
desk-mail-again = Send again
desk-mail-again-done = It is queued again.
desk-mail-all-again = Send all of them again
desk-mail-all-again-lead = Of { $count } mails nobody knows whether they arrived. Sent again, some may arrive twice.
desk-mail-all-again-why = Why they are sent again
desk-mail-all-again-done = { $sent } queued again, { $left } still uncertain.
desk-mail-uncertain-text = The portal stopped while sending, so nobody knows whether this mail arrived. Ask the receiver before sending it again, or it may arrive twice.

## Audit record
desk-audit-title = Audit record
desk-audit-lead = Who did what to which thing, when and in what capacity. Each row is tied to the one before: a change to any row shows.
desk-audit-one-title = Audit record, row { $seq }
desk-audit-chain = The chain
desk-audit-chain-text = Write the newest hash down elsewhere: it proves later that no row before it was changed or removed.
desk-audit-rows = Rows
desk-audit-newest = Newest hash
desk-audit-check = Check the whole chain
desk-audit-whole = Whole
desk-audit-whole-text = { $count ->
    [one] 1 row checked; it holds.
   *[other] { $count } rows checked one by one; all hold.
}
desk-audit-broken = Broken
desk-audit-broken-text = Row { $seq } does not match its hash. Please look at it.
desk-audit-search = Content, reason, address
desk-audit-all = All
desk-audit-from = From
desk-audit-until = To
desk-audit-only = Only about:
desk-audit-seq = Row
desk-audit-at = When
desk-audit-who = Who
desk-audit-visitor = A visitor
desk-audit-system = The portal
desk-audit-as = As
desk-audit-act = Act
desk-audit-thing = Thing
desk-audit-id = Id
desk-audit-why = Reason
desk-audit-changes = What changed
desk-audit-no-changes = No change of content was written down.
desk-audit-field = Field
desk-audit-before = Before
desk-audit-after = After
desk-audit-value = Content
desk-audit-facts = The row
desk-audit-ip = From address
desk-audit-request = Request
desk-audit-hash = Hash of this row
desk-audit-prev = Hash of the row before

## Jobs
desk-jobs-title = Jobs
desk-jobs-lead = What the portal does by itself: sending mail, counting ballots when they end, reminding, tidying up.
desk-jobs-none = No jobs yet
desk-jobs-none-text = They appear here when a mail is to be sent or a deadline passes.
desk-jobs-lost = { $many ->
    [one] One file on record is missing from the store.
   *[other] { $many } files on record are missing from the store.
}
desk-jobs-lost-text = Put them back from a backup: each lies there under the name below, of which twenty are shown at most. The portal looks again once a day, and this notice goes.
desk-jobs-waiting = Work has been due since { $at } and is not done.
desk-jobs-workers = At work
desk-jobs-until = held until
desk-jobs-all = All
desk-jobs-state = State
desk-jobs-queued = Waiting
desk-jobs-running = Running
desk-jobs-failed = Failed
desk-jobs-done = Done
desk-jobs-kind = Job
desk-jobs-run-at = Runs at
desk-jobs-tries = Tries
desk-jobs-error = Error
desk-jobs-act = Do
desk-jobs-again = Run again
desk-jobs-again-done = The job is queued again.
desk-jobs-not-again = This job need not run again.

## Today
desk-today-title = Today
desk-today-hello = Good day, { $name }
desk-today-set-up = Continue the setup
desk-today-access = Administrators, the president or the treasurer can sign in without a second factor. Whoever learns a pass-phrase of theirs is them.
desk-today-access-set = Ask for it
desk-today-mine = Waiting on you
desk-today-mine-none = Nothing waits on you
desk-today-mine-none-text = New applications, reviews, visits, ballots and signatures appear here when it is your turn, with their deadlines.
desk-today-more = { $count } more: see all
desk-today-note = { $number } · { $task }
desk-today-declare = Declare whether you have an interest, then review.
desk-today-review = Write and submit your review.
desk-today-lost = { $many ->
    [one] One file on record is missing: put it back from a backup
   *[other] { $many } files on record are missing: put them back from a backup
}
desk-today-seal = The agreement is signed, but its seal failed. See why.
desk-today-dues = The agreement names other dues than those in force. Send a new one.
desk-today-declare-visit = Declare before the visit whether you have an interest.
desk-today-visit = Visit, and write the record on the spot.
desk-today-sign-record = Check and sign the record of the visit.
desk-today-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
desk-today-late-today = Due earlier today
desk-today-due = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
desk-today-due-today = Due today
desk-today-late-title = Late with others
desk-today-tile-check = To check
desk-today-tile-review = In review
desk-today-tile-visit = To visit
desk-today-tile-ballot = On ballot
desk-today-tile-sign = To sign
desk-today-tile-late = Late
desk-today-chart-waiting = Where applications wait
desk-today-chart-members = Members by year
desk-today-recent = What happened last
desk-today-recent-none = No applications yet.
desk-today-treasurer = Dues
desk-today-treasurer-text = What is owed, what came and what waits is on the page of dues.
desk-today-events = Events
desk-today-events-text = No event waits on you.
# Settings
desk-settings-title = Settings
desk-settings-lead = The chamber's own rules. Every change is on record.
desk-settings-progress = Setup: { $done } of { $needed }
desk-settings-progress-bar = Progress
desk-settings-ready = Ready for applications
desk-settings-ready-text = Everything needed is set; the rest can be changed any time.
desk-settings-see-join = See the page “How to join”
desk-settings-set = Set
desk-settings-default = Default
desk-settings-missing = To do
desk-settings-chamber = The chamber
desk-settings-decisions = Decisions
desk-settings-admission = Admission
desk-settings-identity = Name and basics
desk-settings-identity-note = Name in three languages, mark, time zone, currency, default language
desk-settings-charter = Charter
desk-settings-charter-note = Upload the charter that applicants accept
desk-settings-mail = Mail server
desk-settings-mail-note = Notices go out by mail; send a test mail
desk-settings-people = People of the office
desk-settings-people-note = Somebody has to handle applications: invite at least one secretary
desk-settings-access = Second factor
desk-settings-access-note = Which roles must use one
desk-settings-board = Seats and holders
desk-settings-board-note = The board votes on applications and needs three holders of seats; the whole list can be pasted at once
desk-settings-counting = Quorum and thresholds
desk-settings-counting-note = Check the counting rule against the charter and save it
desk-settings-signatory = Who signs
desk-settings-signatory-note = The president, or whom they authorised, signs agreements for the chamber
desk-settings-seal = Seal
desk-settings-seal-note = The keys that sign papers, and until when they are valid
desk-settings-ranks = Ranks and routes
desk-settings-ranks-note = Steps, who decides, recommenders, papers
desk-settings-review = Review criteria
desk-settings-review-note = What is reviewed, reasons for a rejection
desk-settings-visit = Visit criteria
desk-settings-visit-note = What to look at on site
desk-settings-limits = Time limits
desk-settings-limits-note = Days for each step
desk-settings-papers = Texts of the papers
desk-settings-papers-note = What agreement, notice, certificate, minutes say
desk-settings-numbers = Member numbers
desk-settings-numbers-note = What they look like

# Dues among the settings
desk-settings-dues-group = Dues
desk-settings-standards-note = Without a standard pages say “not published yet” and no agreement goes out
desk-settings-dues-note = Periods, time limits, the account to pay to, who may waive
desk-settings-expulsion-note = How long members are heard, and who votes
desk-settings-later = Later
desk-settings-not-yet = Not yet: { $what }
desk-settings-put-off = Noted. It can be done at any time.
desk-settings-contact = How to reach the secretariat
desk-settings-contact-note = Applicants with a question must find somebody: give a telephone number or a mail address
desk-settings-reviewers = Reviewers
desk-settings-reviewers-note = An accepted application is reviewed before the board sees it: invite at least one reviewer
desk-settings-account = The account to pay to
desk-settings-account-note = Bills say where dues are to be paid; without an account they name none
desk-settings-beginning = Beginning
desk-settings-register = Import of the register
desk-settings-register-note = With the members there are, recommenders, directors' companies and dues fit together
desk-settings-opening-note = The last step: until then the public sees no page about joining, no directory
desk-opening-title = Open to the public
desk-opening-lead = Until it is open, the public reads only that the chamber is being set up, and nobody can sign up or apply. Signing in and invitations work.
desk-opening-look = Look at the public pages
desk-opening-is-open = The site is open: everybody can read it and apply.
desk-opening-not-yet = The site is not open yet.
desk-opening-closed-why = The site is closed: the public sees none of its pages. Reason: { $why }
desk-opening-missing = What is still missing
desk-opening-missing-text = The first application will come to a halt at the step that needs it.
desk-opening-anyway = Open it all the same
desk-opening-anyway-help = What is missing is done once applications come in.
desk-opening-anyway-needed = Something is still missing. Do it first, or tick “Open it all the same”.
desk-opening-open = Open the site
desk-opening-opened = The site is open to the public.
desk-opening-close = Close the site
desk-opening-close-text = The public will see none of its pages, and nobody can begin an application; applications under way, the check of members and notices go on. It can be opened again at any time.
desk-opening-why = Reason
desk-opening-why-help = For the record; the public does not see it.
desk-opening-was-closed = The site is closed.
desk-kept = Entries and letters about your own company, or about what you stepped back from, are not shown here.
