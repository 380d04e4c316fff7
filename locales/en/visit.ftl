visit-title = Site visit
visit-title-of = Site visit: { $name }
visit-number = Site visit · no. { $number }
visit-starts = Begins
visit-ends = Ends
visit-address = Address
visit-purpose = Purpose
visit-visitors = Visitors
visit-leads = Lead
visit-host = Host
visit-plan = Plan
visit-signatures = Signatures
visit-addenda = Additions and comments
visit-photos = Photos
visit-photo = Photo of the visit

## how a visit stands
visit-phase-planned = Planned
visit-phase-frozen = To be signed
visit-phase-done = Complete
visit-phase-cancelled = Called off
visit-phase-writing = Record being completed
visit-visitor-ready = No conflict

## before there is one
visit-none = No visit yet
visit-none-text = After the review, the office plans the visit here where one is needed.
visit-none-ready = A visit can be planned
visit-none-ready-text = Choose a time and at least two visitors. Visitors and company get an invitation for their calendars.

## the plan
visit-plan-title = Plan the site visit
visit-plan-lead = Visitors and company get a mail with an invitation for their calendars.
visit-plan-purpose-usual = To check what the application says and to see premises, people and business.
visit-plan-visitors-help = At least two, one of them the lead. Visitors declare conflicts of interest before they can write the record.
visit-plan-role = Task (optional)
visit-plan-role-of = Task of { $name }
visit-plan-button = Plan the visit
visit-plan-change = Change the plan
visit-plan-again = Plan another visit
visit-host-name = Name
visit-host-phone = Phone
visit-host-email = E-mail
visit-host-email-help = The invitation goes there too.
visit-calendar = Save to a calendar (.ics)
visit-cancel = Call off the visit
visit-cancel-text = Visitors and company get a mail, and the appointment leaves their calendars. You can plan another.
visit-keep = Keep the visit

## the declaration
visit-declare-lead = You are asked to visit this company. Until you declare, only its name and the time are shown.
visit-declare-none = No, I can visit independently
visit-declare-out = You act for this company, or stepped back from its application: you are out of this visit and have nothing to declare. The secretariat knows.

## the visit's page
visit-show-write = Write the record
visit-show-write-text = { $count ->
    [one] One thing is still missing. Each card saves itself, and several visitors can write at once.
   *[other] { $count } things are still missing. Each card saves itself, and several visitors can write at once.
}
visit-show-complete = The record is complete
visit-show-complete-text = Once frozen it can't change, and each visitor signs the same text.
visit-show-sign = Sign the record
visit-show-sign-text = Read the record below, and sign it if it is right.
visit-show-cancelled = The visit was called off
visit-show-waiting = The record is not frozen yet
visit-show-waiting-text = The visitors are writing it. Record and signatures appear here afterwards.
visit-show-lacks = Still missing
visit-record-open = Write the record
visit-record-go-on = Go on writing
visit-record-of = Visit record: { $name }
visit-record-lead = One card for each point; they save themselves. Without a connection your text stays on this device and is sent later.
visit-record-check = Done writing: check the record
visit-freeze = Freeze the record
visit-thaw = Take it back and go on writing
visit-sign = Sign the record
visit-sign-agree = I took part in this visit, have read the record, and it is true
visit-sign-agree-help = Your signature is bound to the hash above; time, network address and device are recorded with it.
visit-unsigned = Not signed yet
visit-close = Close without a signature
visit-close-text = Only where a signature can't be had. Say why; what is missing stays in the record.
visit-closed-without = Closed by the office without all signatures
visit-addendum = Addition
visit-addendum-help = A signed record can't change; corrections and additions go here.
visit-addendum-button = Add

## the record
visit-sheet-title = Record of the site visit
visit-sheet-company = Company
visit-sheet-time = Time of the visit
visit-sheet-planned = Planned for
visit-sheet-declared = All declared that they have no conflict of interest
visit-sheet-hosts = People met
visit-sheet-findings = Findings
visit-sheet-photos = Other photos
visit-condition-until = by { $day }

## the cards
visit-card-meeting = Time, place, people met
visit-card-began = Began
visit-card-ended = Ended
visit-card-hosts-help = One on each line: name, post
visit-card-answer = Rating
visit-card-observation = Observation
visit-card-evidence = Evidence
visit-card-unseen = What could not be seen
visit-card-unseen-label = What was not seen, and why
visit-card-disagreements = Disagreements
visit-card-disagreements-label = Where the visitors disagree
visit-card-conclusion = Conclusion
visit-card-proposal = We
visit-card-statement = In words
visit-card-text = Text
visit-card-conditions = Conditions and dates
visit-card-conditions-help = If you recommend with conditions.
visit-card-condition = Condition { $n }
visit-card-due = Date for condition { $n }
visit-card-save = Save
visit-conclusion-pass = recommend admission
visit-conclusion-conditions = recommend it with conditions
visit-conclusion-reject = do not recommend it

## whether a card is safe
visit-state-saving = Saving
visit-state-saved = Saved
visit-state-phone = On this device only; sent when there is a connection
visit-state-clash = Changed by somebody else: please choose
visit-state-gone = Not saved: the record is frozen, or you need to sign in again
visit-clash-title = { $name } has just changed this card
visit-clash-text = Your text has not replaced theirs. Compare, then choose which to keep.
visit-clash-mine = Keep mine
visit-clash-take = Take theirs

## photos
visit-photo-add = Take or choose photos
visit-photo-help = JPG, PNG or HEIC, up to 10 MB each. The place is removed from what is shown.
visit-photo-caption = Caption
visit-photo-criterion = Belongs to
visit-photo-criterion-none = No particular point
visit-photo-remove = Remove
visit-photo-failed = Not sent
visit-photo-drop = Give it up

## what is missing
visit-lack-began = Say when the visit began.
visit-lack-ended = Say when it ended.
visit-lack-hosts = Name at least one person you met.
visit-lack-visitors = At least two visitors are needed, and all must have declared that they have no conflict.
visit-lack-answer = Choose a rating; “Can't tell” is one too.
visit-lack-observation = Say what you saw and heard.
visit-lack-conclusion = Choose a conclusion.
visit-lack-conditions = Write down at least one condition.
visit-lack-due = Each condition needs a date.
visit-lack-statement = Say why you do not recommend it.

## done
visit-done-planned = The visit is planned and the invitations are out.
visit-done-moved = The plan is changed and new invitations are out.
visit-done-cancelled = The visit is called off; everybody gets a mail.
visit-done-declared = Declared. The record is open to you now.
visit-done-card = Saved.
visit-done-photo = The photo is in.
visit-done-photo-out = The photo is removed.
visit-done-frozen = The record is frozen. Visitors, please sign.
visit-done-thawed = The record is open again.
visit-done-signed = You have signed the record.
visit-done-closed = The visit is closed.
visit-done-added = Added.
visit-done-commented = The office has your comment.

## refusals
visit-refusal-past = The visit must begin later than now.
visit-refusal-order = The end must be after the beginning.
visit-refusal-long = A visit takes a day at most.
visit-refusal-two = Choose at least two different visitors.
visit-refusal-many = At most { $most } visitors.
visit-refusal-lead = Choose one lead.
visit-refusal-planned = A visit is planned already. Change that plan or call it off first.
visit-refusal-frozen = The record is frozen; the plan can't change any more.
visit-refusal-cancelled = This visit was called off.
visit-refusal-conflict = Somebody who declared a conflict can't visit.
visit-refusal-photos = At most { $most } photos.
visit-refusal-changed = The record changed since you read it. Read it again before you sign.
visit-refusal-agree = Please confirm that you have read the record.
visit-refusal-unsigned = At least one visitor has to sign first.
visit-refusal-words = The text is too long; please shorten it.

## lines in the case's record
visit-note-cancelled = Site visit called off; another will be arranged
visit-note-untold = The host at { $email } was not written to: this address has had as many letters as it may today. Please tell them another way
visit-note-commented = The company commented on the facts of the visit

## what the company reads
visit-company-title = Site visit
visit-company-planned = The chamber will visit you. Please have somebody receive the visitors and keep your original licences at hand. If the time does not suit, tell the office.
visit-company-cancelled = This visit was called off. The office will be in touch.
visit-company-facts = These are the facts the visit recorded. If something is wrong or needs explaining, comment below.
visit-company-comments = Your comments
visit-company-comment = Comment of the company
visit-company-comment-help = It is kept with the record and read before the vote.
visit-company-comment-button = Send the comment

## letters and the calendar
visit-ics-title = Site visit: { $name }
visit-letter-open = See the visit
visit-letter-planned = Please join a site visit: { $name }
visit-letter-planned-text = The office asks you to join this site visit. Please open the link and declare first whether you have a conflict of interest. An invitation for your calendar is attached.
visit-letter-moved = The visit has changed: { $name }
visit-letter-moved-text = The plan of this site visit has changed; this mail replaces the one before. A new invitation is attached.
visit-letter-announced = The chamber will visit your company
visit-letter-announced-text = Your application has come to the site visit. Please receive the visitors at this time and keep your original licences at hand. An invitation for your calendar is attached.
visit-letter-announced-moved = The site visit has changed
visit-letter-announced-moved-text = The plan of the visit to your company has changed; this mail replaces the one before. A new invitation is attached.
visit-letter-cancelled = Visit called off: { $name }
visit-letter-cancelled-text = This site visit was called off or no longer concerns you. The attachment takes it out of your calendar.
visit-letter-soon = Site visit tomorrow: { $name }
visit-letter-soon-text = The visit is near. You can write the record on your phone, also without a connection.
visit-letter-write = Please complete the visit record: { $name }
visit-letter-write-text = The visit is over and its record is not complete. Please write, freeze and sign it soon.
visit-letter-sign = Please sign the visit record: { $name }
visit-letter-sign-text = The record is frozen. Please read and sign it; until somebody signs it can still be taken back.
visit-letter-sign-button = Read and sign
visit-letter-office = Site visit: application { $number }
visit-letter-conflict = { $name } declared a conflict of interest and is off this visit. If fewer than two visitors are left, please add one.
visit-letter-late = The visit record of { $name } is late. The visitors were reminded again.
visit-letter-done = The visit record of { $name } is signed and complete.
visit-letter-commented = { $name } commented on the facts of the visit.
visit-letter-facts = The visit record is complete: please check
visit-letter-facts-text = The record of the site visit is complete. You can read its facts and comment if something is not right.
visit-report = Report as PDF
