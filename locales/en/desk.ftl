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
desk-mail-again = Send again
desk-mail-again-done = It is queued again.
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
desk-audit-whole-text = { $count } rows checked one by one; all hold.
desk-audit-broken = Broken
desk-audit-broken-text = Row { $seq } does not hold. Look at it.
desk-audit-search = Content, reason, address
desk-audit-all = All
desk-audit-from = From
desk-audit-until = To
desk-audit-only = Only about:
desk-audit-seq = Row
desk-audit-at = When
desk-audit-who = Who
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
desk-jobs-waiting = Work is due and not done, since
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
desk-today-mine = Waiting on you
desk-today-mine-none = Nothing waits on you
desk-today-mine-none-text = New applications, reviews, visits, ballots and signatures appear here when it is your turn, with their deadlines.
desk-today-more = { $count } more: see all
desk-today-note = { $number } · { $task }
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
desk-today-treasurer-text = No payment waits on you. The register shows each member’s rank.
desk-today-events = Events
desk-today-events-text = No event waits on you.
