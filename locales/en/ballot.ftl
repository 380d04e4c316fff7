# Ballots: preparing, opening, voting, results, letters
ballot-title = { $company }: ballot
ballot-desk-title = { $number }: ballot
ballot-closes = Closes
ballot-cancel = Cancel
ballot-round = Round { $n }
ballot-rule = How it is counted
ballot-state-waiting = Not yet open
ballot-state-open = Open
ballot-state-counting = Being counted
ballot-state-annulled = Annulled

ballot-board-title = Board ballots
ballot-board-lead = Applications that wait for your vote, and ballots that are decided.
ballot-board-waiting = Waiting for my vote
ballot-board-none = Nothing waits for your vote
ballot-board-none-text = When a ballot opens you will get a mail.
ballot-board-vote = Vote
ballot-board-voted = Voted, still open
ballot-board-decided = Decided

ballot-conflict-title = Does a conflict of interest stand in your way?
ballot-conflict-text = Before you open the papers: neither you, nor your close family, nor your company invests in, works for, trades with or recommended this company in a way that could sway your vote.
ballot-conflict-company = Applicant
ballot-conflict-none = None: open the papers
ballot-conflict-some = There is one: I step back
ballot-conflict-some-text = You will not see the papers and will not vote on this case. The minutes list you as recused.
ballot-conflict-why = The conflict of interest
ballot-conflict-step-back = Step back from this ballot
ballot-conflict-applicant = Acts for the applicant
ballot-conflict-recommender = Recommended the applicant: { $name }
ballot-conflict-declared = Declared a conflict earlier: { $why }
ballot-stepped-back = You have stepped back from this ballot.
ballot-recused-title = You are recused
ballot-recused-text = The papers stay closed to you and you do not vote on this case.

ballot-vote-title = Your vote
ballot-vote-question = Shall { $company } be admitted as a member?
ballot-vote-choice = Your answer
ballot-vote-comment = Comment
ballot-vote-comment-help = Shown beside your name once the result is out.
ballot-vote-comment-add = Add a comment (optional)
ballot-vote-confirm = Confirm my vote
ballot-vote-change = Change my vote
ballot-vote-stands = Your vote now:
ballot-vote-may-change = You can change it until the ballot closes; the last vote counts.
ballot-vote-named = This is a named ballot by correspondence: nobody sees any count before it closes; afterwards each seat's answer is listed.
ballot-vote-recorded = Your vote is recorded: { $choice }
ballot-vote-changed = Your vote is changed: { $choice }
ballot-vote-back = Back to the vote
ballot-roll = Who has taken part
ballot-roll-count = { $n } of { $of } seats have voted.
ballot-roll-no-counts = Counts stay hidden from everyone until the close.
ballot-roll-voted = Voted
ballot-roll-waits = Not yet
ballot-roll-silent = Did not vote
ballot-roll-recused = Recused

ballot-tie-title = A tie: the chair decides
ballot-tie-text = By the counting rule a tie is settled by the chair.
ballot-tie-word = The chair's word
ballot-tie-yes = Carried
ballot-tie-no = Not carried
ballot-tie-settle = Confirm
ballot-tie-settled = The result is recorded as the chair decided.
ballot-tie-annul = If the chair can't decide, annul the round and put the question again.

ballot-result-title = Result
ballot-result-names = How each seat voted
ballot-result-formula = As figures, to check it again:
ballot-result-not-frozen = Counted from the votes; written down shortly.
ballot-annulled-text = This round was annulled. Reason:
ballot-minutes = Minutes of the ballot
ballot-minutes-title = { $company }: minutes
ballot-minutes-print = Minutes to print
ballot-minutes-subject = Subject
ballot-minutes-round = Round
ballot-minutes-method = Method
ballot-minutes-correspondence = Named, by correspondence
ballot-minutes-from = Opened
ballot-minutes-to = Closed
ballot-minutes-attendance = Attendance
ballot-minutes-counted = Counted
ballot-minutes-chair = Chair (signature)
ballot-minutes-keeper = Keeper of the minutes (signature)

ballot-pack = Board pack
ballot-pack-title = { $company }: board pack
ballot-pack-print = Print the pack
ballot-pack-draft = This is what will be frozen when the ballot opens; until then it follows the review and the visit.
ballot-pack-frozen = Frozen
ballot-pack-hash = Hash of the pack (SHA-256)
ballot-pack-recommendation = What the secretariat proposes
ballot-pack-not-recommended = The secretariat has not proposed anything yet.
ballot-pack-conditions = Conditions
ballot-pack-note = Note for this round
ballot-pack-asked = What is asked for
ballot-pack-number = Case number
ballot-pack-rank = Rank
ballot-pack-dues = Dues a year
ballot-pack-charter = Charter accepted
ballot-pack-sent = Sent
ballot-pack-company = The company
ballot-pack-check = Completeness check
ballot-pack-fine = In order
ballot-pack-missing = Missing
ballot-pack-unmarked = Not marked
ballot-pack-deemed = Accepted because the office let its time limit pass.
ballot-pack-corrections = { $n ->
    [one] Returned for correction once.
   *[other] Returned for correction { $n } times.
}
ballot-pack-papers = Papers sent in
ballot-pack-review = Qualification review
ballot-pack-no-review = There is no review on record.
ballot-pack-concluded = Taken together:
ballot-pack-dissents = Dissents
ballot-pack-scores = Criterion by criterion
ballot-pack-percent = { $n }/100
ballot-pack-spread = { $low }–{ $high }
ballot-pack-colon = { ": " }
ballot-pack-visit = Site visit
ballot-visit-at = When
ballot-visit-where = Where
ballot-visit-who = Visitors
ballot-visit-hosts = Hosts met
ballot-visit-photos = Photos: { $n }
ballot-visit-signed = Visitors who signed: { $n }; hash of the record
ballot-visit-conditions = Conditions of the visit
ballot-visit-unseen = What could not be seen
ballot-visit-disagreement = What the visitors don't agree about
ballot-pack-no-visit = There was no site visit.
ballot-pack-interests = Known conflicts of interest
ballot-pack-no-interests = None is known.
ballot-interest-review = in the review
ballot-interest-visit = at the visit
ballot-interest-board = on the board

ballot-desk-none = Not before the board yet
ballot-desk-none-text = Once review and visit are done, the proposal is written and the ballot opened here.
ballot-desk-round = This round
ballot-desk-earlier = Earlier rounds
ballot-recommend-title = Lay the case before the board
ballot-recommend-text = Write what the secretariat proposes. It goes into the board pack beside the review and the visit, and every director reads it before voting.
ballot-recommend-proposal = Proposal
ballot-recommend-summary = Reasons
ballot-recommend-summary-help = Two or three paragraphs: who the company is, what it meets, what gives pause.
ballot-recommend-conditions = Conditions
ballot-recommend-conditions-help = Only for admission with conditions, one a line; they go into the agreement.
ballot-recommend-button = Lay before the board
ballot-recommended = Laid before the board. The ballot can be opened.
ballot-form-many-conditions = At most { $most } conditions.
ballot-notice-title = The public notice comes first
ballot-notice-text = { $days ->
    [one] This rank needs a notice of one day before the ballot.
   *[other] This rank needs a notice of { $days } days before the ballot.
}
ballot-notice-button = Publish the notice
ballot-notice-published = The notice is published.
ballot-notice-runs = The notice runs until { $until }; then the ballot can be opened.
ballot-open-title = Open the ballot
ballot-open-preview = For the seats as they are
ballot-open-escalate = The quorum can't be reached
ballot-open-escalate-text = After recusals too few seats are left to decide. Take the case to the next body, or fill vacant seats first.
ballot-open-closes = Closes
ballot-open-closes-help = The ballot closes and is counted by itself. Leave at least three days.
ballot-open-note = Note
ballot-open-note-help = Goes into the pack. Optional.
ballot-open-roll = Seats and recusals
ballot-open-roll-help = Directors who act for or recommended the applicant are recused by themselves. Tick others whose conflict you know, and say what it is.
ballot-open-recuse = Recuse
ballot-open-why = Conflict of interest of { $name }
ballot-open-button = Freeze the pack and open
ballot-open-together = Several cases in one sitting
ballot-opened = The ballot is open and the directors are told.
ballot-opened-many = { $n ->
    [one] One ballot is open; each director gets one mail.
   *[other] { $n } ballots are open; each director gets one mail.
}
ballot-recuse-title = Recuse a seat
ballot-recuse-text = If a director tells you of a conflict, recuse the seat before it votes.
ballot-recuse-seat = Seat
ballot-recuse-button = Recuse
ballot-recused = The seat is recused.
ballot-remind-button = Remind who has not voted
ballot-reminded = { $n ->
    [one] One director is reminded, at most once a day.
   *[other] { $n } directors are reminded, at most once a day each.
}
ballot-close-button = All have voted: count now
ballot-closed = Counted. The result is below.
ballot-annul-button = Annul this round
ballot-annul-title = Annul this round
ballot-annul-text = Votes cast so far won't count but stay on record. A new round starts with the seats of that day.
ballot-annul-why = Reason
ballot-annulled = The round is annulled.

ballot-reasons-title = Reasons for the rejection
ballot-reasons-text = Choose from the published reasons and add words where they help. The applicant gets the decision letter at once; it can't be changed.
ballot-reasons-choose = Reasons
ballot-reasons-words = Words on: { $reason }
ballot-reasons-words-hint = More words (optional)
ballot-reasons-message = A message to the applicant
ballot-reasons-message-help = For instance what to improve before applying again.
ballot-reasons-send = Send the decision letter
ballot-reasons-owed = The applicant has to be told why
ballot-reasons-owed-text = The board said no; the decision letter has not gone out yet.
ballot-reasons-button = Give reasons and send
ballot-reasons-told = Reasons as told
ballot-told = The decision letter is sent.
ballot-record-told = Decision letter sent
ballot-record-recused = { $name } is recused

ballot-sittings-title = Ballots
ballot-sittings-lead = Cases ready for the board, ballots that run, and results.
ballot-sittings-ready = Ready for the board
ballot-sittings-none = Nothing is ready
ballot-sittings-none-text = Cases laid before the board are listed here and can be put to it together.
ballot-sittings-choose = Cases of this sitting
ballot-sittings-choose-help = Each case is its own ballot; each director gets one mail for all.
ballot-sittings-open = Open the ballots
ballot-sittings-running = Running
ballot-sittings-counted = Decided

ballot-refused-no-case = Choose at least one case.
ballot-refused-floor = After recusals only { $entitled } seats can vote (floor { $floor }): the quorum can't be reached. Take it to the next body or fill vacant seats.
ballot-refused-case-ended = This case is no longer before the board; no vote is needed.
ballot-refused-annul = A round can be annulled only while it is open. A result can't be taken back.
ballot-refused-not-rejected = Reasons are given only for a rejection.
ballot-refused-no-reason = Choose at least one reason.
ballot-refused-told = The decision letter has gone out already.

ballot-letter-case = { $company } ({ $number })
ballot-letter-moment = { $at }
ballot-letter-closes = Closes
ballot-letter-vote = Read the papers and vote
ballot-letter-invite-one = Please vote: { $company } asks to join
ballot-letter-invite-many = Please vote on { $n } applications
ballot-letter-invite-text = The board is asked to decide on:
ballot-letter-invite-conflict = After signing in you say whether a conflict of interest stands in the way, read the papers and vote; it takes a minute. You can change your vote until the close.
ballot-letter-remind = { $n ->
    [one] Reminder: an application waits for your vote
   *[other] Reminder: { $n } applications wait for your vote
}
ballot-letter-remind-text = These ballots close soon and you have not voted yet:
ballot-letter-tie = A tie waits for your word as chair: { $case }
ballot-letter-tie-text = As many seats were in favour as against. By the counting rule the chair decides; until then the case waits.
ballot-letter-tie-open = See the count and decide
ballot-letter-result = Results of the ballot
ballot-letter-result-text = The ballot is over. The results:
ballot-letter-result-item = { $case }: { $outcome }
ballot-letter-result-open = See the results
ballot-letter-office = { $case }: ballot
ballot-letter-office-open = Open the case
ballot-letter-office-admitted = Carried. The company has its admission notice. Please prepare the agreement.
ballot-letter-office-rejected = Not carried. Please choose the reasons and send the decision letter.
ballot-letter-office-no-quorum = Too few took part: nothing is decided. Please open a new round.
ballot-letter-office-deferred = A tie: by the rule it is put again. Please open a new round.
ballot-letter-office-chair = A tie: the chair has the word.
ballot-letter-office-no-chair = A tie, and the chair is recused from this case. Annul the round and put the question again.
ballot-letter-office-floor = Another director stepped back: too few seats are left to decide. Annul the round and take the case to the next body.
ballot-letter-applicant-open = Open the application
ballot-letter-admitted = Admission notice
ballot-letter-admitted-text = The board has voted to admit { $company } at the rank of { $rank }. Congratulations!
ballot-letter-admitted-next = What comes next:
ballot-letter-admitted-agreement = within { $days } days the secretariat sends the membership agreement;
ballot-letter-admitted-sign = your representative with the power to sign signs it online, and the chamber countersigns;
ballot-letter-admitted-member = with both signatures membership begins and you get your member number.
ballot-letter-rejected = Decision on your application
ballot-letter-rejected-text = The board has voted not to admit { $company }. The reasons:
ballot-letter-reason = { $title }
ballot-letter-reason-text = { $title }: { $text }
ballot-letter-rejected-appeal = You can object on the page of your application until { $until }.
ballot-letter-rejected-again = You can apply again from { $from }.
