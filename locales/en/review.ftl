review-title = Qualification review
review-title-of = Qualification review: { $name }
review-plain = { $text }
review-cancel = Cancel
review-due = Due
review-asked-at = Asked

## answers
review-answer-met = Met
review-answer-partly = Partly met
review-answer-not = Not met
review-answer-rating = { $n } of 5
review-answer-yes = Yes
review-answer-no = No
review-answer-not-seen = Can't tell

## how a reviewer's part stands
review-standing-asked = Declaration awaited
review-standing-working = Reviewing
review-standing-submitted = Submitted
review-standing-conflicted = Recused
review-standing-released = Released

## who may not review
review-bar-company = acts for the applicant and can't take part
review-bar-recommender = recommended the applicant, or acts for a company that did, and can't take part

## opening the review
review-open-lead = Choose reviewers and a deadline. The criteria in force are frozen into this case; later changes don't touch it.
review-open-reviewers = Reviewers
review-open-reviewers-help = Sorted by workload and knowledge of the industry; the suggestion is ticked. Reviewers declare conflicts of interest before they see the application.
review-open-load = { $load } waiting · { $known } reviewed in this industry
review-open-due = Deadline
review-open-due-help = Until the end of that day. Reminders go out before it; after it the office gets a copy.
review-open-button = Start the review
review-open-nobody = No reviewers yet
review-open-nobody-text = An administrator invites reviewers under “People”; then the review can start here.
review-open-not-yet = The review has not started
review-open-not-yet-text = Once the application is accepted the office chooses reviewers, and their reviews appear here.

## the office's page
review-office-criteria = Qualification review · criteria version { $number }
review-office-progress = { $done } of { $all } reviews are in.
review-office-waiting = Waiting for reviews
review-office-ready = All reviews are in
review-office-ready-text = Compare them and conclude. The case then moves on by its route.
review-office-conclude = Conclude the review
review-office-concluded = Conclusion
review-office-reviewers = Reviewers
review-office-reviewer = Name
review-office-standing = State
review-office-act = Actions
review-office-late = Late
review-office-mine = My review
review-office-reason = Reason
review-office-release = Release
review-office-release-text = { $name } will no longer take part, and the draft written so far does not count. Say why; they get a mail.
review-office-reopen = Ask for changes
review-office-reopen-text = { $name } can change and submit again; what was submitted is kept. Say why, and until when.
review-office-add = Add reviewers
review-office-compare = Side by side
review-office-proposals = What the reviewers propose
review-office-mean = Mean { $mean }%
review-office-spread = lowest { $lowest }%, highest { $highest }%
review-office-differs = Opinions differ
review-office-dissent = Differs from the majority
review-office-tied = Came to act for the company after submitting: this opinion doesn’t count.

## the declaration
review-declare-lead = You are asked to review this company. Until you declare, only its name is shown here.
review-declare-question = Do you have a conflict of interest with this company?
review-declare-help = For example employment, shares, family, business with it, competition, or having recommended it.
review-declare-none = No, I can review it independently
review-declare-yes = Yes, I should not take part
review-declare-reason = What the conflict is
review-declare-reason-help = Needed if there is one. The office reads it, and it stays on record.
review-declare-button = Declare

## writing the review
review-write-lead = Judge each criterion and say what it rests on. “Can't tell” is an answer; leave nothing blank.
review-write-next = Write your review
review-write-due = Please submit by { $at }. What you write saves itself.
review-write-reopened = The office asks for changes
review-write-note = What it rests on
review-write-submit = Submit the review
review-write-save = Save the draft
review-verdict = Proposal
review-verdict-proposal = What you propose
review-verdict-conditions = Conditions
review-verdict-conditions-help = If you propose conditions, one on each line.
review-verdict-reasons = Reasons against
review-verdict-reasons-help = If you propose not to admit. Each follows from a published criterion.
review-verdict-opinion = In your words
review-verdict-opinion-help = Needed if you propose a visit first, or not to admit.

## the application beside it
review-facts = The application
review-facts-papers = Papers

## what was submitted
review-read-conflict = You declared a conflict and are out of this review
review-read-conflict-text = Thank you for saying so. The office will ask somebody else; you need do nothing more.
review-read-submitted = Submitted on { $at }
review-read-over = This review has ended without a review from you.

## what is missing
review-lack-answer = Choose an answer; “Can't tell” is one too.
review-lack-note = Say what a “not met”, a low rating or “can't tell” rests on.
review-lack-proposal = Choose a proposal.
review-lack-conditions = Write down the conditions.
review-lack-reasons = Choose at least one reason.
review-lack-against = No reviewer proposed this: say why the office concludes otherwise.
review-lack-opinion = Say why, in your words.

## done
review-done-opened = The review has started; the reviewers get a mail.
review-done-assigned = Added; they get a mail.
review-done-released = Released; they get a mail.
review-done-reopened = Opened again; they get a mail.
review-done-concluded = The review is concluded.
review-done-declared = Declared. The application is open to you now.
review-done-conflict = Your declaration is recorded. Thank you for stepping back.
review-done-saved = The draft is saved.
review-done-submitted = Your review is submitted. Thank you.

## refusals
review-refusal-awaited = { $count ->
    [one] One review is still awaited. Wait, remind, or release the reviewer first.
   *[other] { $count } reviews are still awaited. Wait, remind, or release the reviewers first.
}
review-refusal-none = No review has been submitted, so there is nothing to conclude.
review-refusal-concluded = This review has ended and can't be changed.
review-refusal-nobody = Choose at least one reviewer.
review-refusal-duplicate = Its credit code belongs to { $name } here. Settle the duplicate on the page of the completeness check first.
review-refusal-asked = This reviewer is on the list already.
review-refusal-company = { $name } acts for the applicant and can't take part.
review-refusal-recommender = { $name } recommended the applicant, or acts for a company that did, and can't take part.
review-refusal-due-past = The deadline must be today or later.
review-refusal-due-far = The deadline can be a year away at most.

## letters
review-letter-moment = { $at }
review-letter-due = Due
review-letter-open = Open the review
review-letter-office-open = See how the review stands
review-letter-asked = Please review an application: { $name }
review-letter-asked-text = The office asks you to review the application of { $name }. Open the link and declare first whether you have a conflict of interest; then the application opens to you.
review-letter-soon = Review due soon: { $name }
review-letter-soon-text = Your review is due soon; please find time for it. If you can't, tell the office early.
review-letter-late = Review overdue: { $name }
review-letter-late-text = The deadline of your review has passed; please submit it soon. If you can't, tell the office.
review-letter-office-late = A review is late: application { $number }
review-letter-office-late-text = The review of { $reviewer } is late. They were reminded again; this is your copy.
review-letter-office-reassign = The review of { $reviewer } did not come after several reminders. Please release them and ask somebody else.
review-letter-office-passed-on = { $reviewer } has not sent the review after several reminders; { $next } was asked instead. You can change that on the review page.
review-letter-above = The review of { $name } is long overdue: the review that { $reviewer } was asked for is more than nine days late, and the review is still not complete.
review-reason-over = The case has ended; no review is needed any more.
review-reason-late = Not sent in time
review-letter-conflict = A reviewer has a conflict of interest: application { $number }
review-letter-conflict-text = { $reviewer } declared a conflict of interest with { $name } and is out. Please ask somebody else.
review-letter-released = Your review is no longer needed: { $name }
review-letter-released-text = The office released you from reviewing { $name }. You need do nothing more.
review-letter-reopened = Please change your review: { $name }
review-letter-reopened-text = The office sent your review of { $name } back. Please change it and submit again.
review-letter-all-in = All reviews are in: application { $number }
review-letter-all-in-text = All reviews of { $name } are in. Please conclude the review.
review-letter-tied-text = { $reviewer } reviewed the application of { $name } and now acts for it. Their opinion counts no more: ask somebody else if no other is left; if the review is concluded, look at it again before the vote.
review-candidate-named = named by the applicant as recommender, not confirmed
