## stops of the rail
admission-stop-apply = Apply
admission-stop-review = Review
admission-stop-visit = Visit
admission-stop-vote = Vote
admission-stop-sign = Sign
admission-stop-join = Join

## who has to act
admission-party-applicant = Applicant
admission-party-office = Secretariat
admission-party-reviewers = Reviewers
admission-party-visitors = Visitors
admission-party-board = Board
admission-party-signatory = Chamber's signatory
admission-party-time = Notice period
admission-party-nobody = Closed

## proposals and decisions
admission-proposal-pass = Admit
admission-proposal-conditions = Admit with conditions
admission-proposal-reject = Do not admit
admission-proposal-visit = Visit first
admission-decision-admitted = Admitted
admission-decision-rejected = Rejected
admission-decision-no-quorum = No quorum
admission-decision-deferred = Deferred

## stages: name, what the office has to do, what the applicant is told
admission-stage-draft = Draft
admission-task-draft = The applicant fills it in and sends it.
admission-told-draft = Please finish the application and send it. Your draft is saved; you can go on with it on any device.
admission-stage-submitted = Submitted
admission-task-submitted = Check that everything is there: accept, or name all that is missing at once.
admission-told-submitted = We have your application and are checking that everything is there. You need not do anything now; the qualification review comes next.
admission-stage-returned = Returned for correction
admission-task-returned = The applicant answers the correction list and sends again.
admission-told-returned = A few items are missing. Please answer them one by one and send again; nothing beyond the list is needed.
admission-stage-resubmitted = Sent again
admission-task-resubmitted = Compare the changes with the correction list.
admission-told-resubmitted = We have your corrections and are checking them. You need not do anything now.
admission-stage-accepted = Accepted
admission-task-accepted = Assign reviewers and open the review.
admission-told-accepted = Everything is there and your application is accepted. Reviewers will look at it next.
admission-stage-under-review = Under review
admission-task-under-review = Reviewers give their answers and proposals.
admission-told-under-review = The qualification review is running. We will contact you if we need anything.
admission-stage-reviewed = Review done
admission-task-reviewed = Plan the visit or, if none is needed, lay the case before the board.
admission-told-reviewed = The review is done. We are preparing the next step and will agree a date with you if a visit is due.
admission-stage-visit-planned = Visit planned
admission-task-visit-planned = The visitors go there, write the record and sign it.
admission-told-visit-planned = The visit is planned. Please have your hosts and original licences ready.
admission-stage-visited = Visited
admission-task-visited = Sum up review and visit and lay the case before the board.
admission-told-visited = The visit is done. We are preparing your case for the board.
admission-stage-recommended = Before the board
admission-task-recommended = Prepare the pack; open the public notice or the ballot.
admission-told-recommended = Your application is before the board and waits for the vote.
admission-stage-public-notice = Public notice
admission-task-public-notice = Open the ballot when the notice has run out.
admission-told-public-notice = Your application is on public notice; the vote follows when it ends.
admission-stage-on-ballot = On ballot
admission-task-on-ballot = Directors vote; the result is counted at the close.
admission-told-on-ballot = The board is voting. We will tell you the result after the close.
admission-stage-no-quorum = No quorum
admission-task-no-quorum = Open a new round.
admission-told-no-quorum = Too few took part. This is not a rejection: a new round will follow.
admission-stage-deferred = Deferred
admission-task-deferred = Settle what the board asked for, then open a new round.
admission-told-deferred = The board put the question off and will vote again.
admission-stage-admitted = Admitted
admission-task-admitted = Make the agreement from the decided terms and send it.
admission-told-admitted = Congratulations: the board has admitted your company. The agreement is being prepared for your signature.
admission-stage-agreement-sent = Agreement out for signature
admission-task-agreement-sent = Both sides sign the agreement.
admission-told-agreement-sent = The agreement is ready. A representative who may sign should read and sign it; the chamber countersigns after that.
admission-stage-agreement-signed = Agreement signed
admission-task-agreement-signed = Open the membership: number, period, first dues.
admission-told-agreement-signed = Both sides have signed. Your membership is being opened.
admission-stage-member = Member
admission-task-member = Closed.
admission-told-member = Your company is a member. Welcome.
admission-stage-rejected = Rejected
admission-task-rejected = Closed; the applicant may object for a while.
admission-told-rejected = The board did not admit your company; the reasons are below. You may object within the time given.
admission-stage-appealed = Objection being heard
admission-task-appealed = Lay the objection before the board: uphold, or vote again.
admission-told-appealed = We have your objection and are dealing with it.
admission-stage-upheld = Rejection upheld
admission-task-upheld = Closed.
admission-told-upheld = Your objection was heard; the decision stands.
admission-stage-withdrawn = Withdrawn
admission-task-withdrawn = Closed: the applicant withdrew.
admission-told-withdrawn = You withdrew this application. You may apply again at any time.
admission-stage-expired = Expired
admission-task-expired = Closed: no answer in time.
admission-told-expired = This application ended because we had no answer. You may apply again at any time.
admission-stage-declined = Not signed
admission-task-declined = Closed: the company did not sign.
admission-told-declined = You chose not to sign the agreement; this application has ended.

## the record
admission-event-opened = Application begun
admission-event-submitted = Application sent
admission-event-returned = Returned for correction
admission-event-resubmitted = Sent again after correction
admission-event-accepted = Complete and accepted
admission-event-deemed = Accepted because the office's time had run out
admission-event-review-opened = Qualification review opened
admission-event-review-closed = Qualification review done
admission-event-visit-planned = Visit planned
admission-event-visited = Visit done
admission-event-recommended = Laid before the board
admission-event-notice = Public notice began
admission-event-ballot-opened = Ballot opened, round { $round }
admission-event-decided = Ballot closed: { $decision }
admission-event-agreement-sent = Agreement sent
admission-event-company-signed = Company signed the agreement
admission-event-agreement-signed = Chamber countersigned the agreement
admission-event-joined = Became a member, number { $number }
admission-event-declined = Company declined to sign
admission-event-withdrawn = Applicant withdrew
admission-event-expired = Ended without an answer
admission-event-appealed = Applicant objected
admission-event-upheld = Objection heard, decision upheld
admission-event-new-round = Objection granted, new vote

## who acted, as the applicant reads it
admission-side-applicant = Applicant
admission-side-chamber = Chamber
admission-side-system = System

## refusals
admission-refusal-ended = This case has ended and cannot be changed.
admission-refusal-not-now = The case is at another stage, so this cannot be done now. Reload to see where it stands.
admission-refusal-notice = The public notice is still running; the ballot cannot open yet.
admission-refusal-route = The route of this case has no such step.
admission-refusal-late = The time to object has passed.
admission-refusal-order = Somebody was quicker. Reload the page and try again.

## pages about a case
admission-rail = The way to membership
admission-tabs = Pages of this case
admission-tab-overview = Overview
admission-tab-application = Application
admission-tab-check = Completeness
admission-tab-review = Review
admission-tab-visit = Visit
admission-tab-ballot = Ballot
admission-tab-agreement = Agreement
