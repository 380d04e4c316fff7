# Ballots: rules, results, and why something can't be done

voting-choice-yes = In favour
voting-choice-no = Against
voting-choice-abstain = Abstain

voting-outcome-passed = Carried
voting-outcome-rejected = Not carried
voting-outcome-no-quorum = No quorum
voting-outcome-tied = Tied, not decided yet

voting-base-authorised = all seats under the charter (vacant ones too)
voting-base-roster = the filled seats
voting-base-entitled = the seats entitled to vote (without the recused)
voting-base-present = the seats taking part
voting-base-cast = the votes in favour and against (without abstentions)
voting-base-valid = the valid votes (abstentions included)
voting-base-returned = all votes returned

# Civil Code art. 1259: 以上 includes the number, 超过 excludes it
voting-share-at-least = at least { $num }/{ $den } of { $base } (exactly that is enough)
voting-share-more-than = more than { $num }/{ $den } of { $base } (exactly that is not enough)
voting-share-half-or-more = at least half of { $base } (exactly half is enough)
voting-share-majority = more than half of { $base } (exactly half is not enough)
voting-share-all = all of { $base }

voting-rule-quorum = Quorum: the seats taking part must be { $share }.
voting-rule-floor = { $n ->
    [one] At least one seat must take part.
   *[other] At least { $n } seats must take part.
}
voting-rule-counts-recused = Recused seats that are present count towards the quorum.
voting-rule-threshold = To carry: the votes in favour must be { $share }.
voting-rule-tie-reject = If as many are against as in favour, the motion is not carried.
voting-rule-tie-chair = If as many are against as in favour, the chair decides.
voting-rule-tie-new-round = If as many are against as in favour, there is a new vote.

voting-needed-take-part = { $seats ->
    [one] With one seat and nobody recused, { $n } must take part.
   *[other] With { $seats } seats and nobody recused, at least { $n } must take part.
}
voting-needed-favour = { $present ->
    [one] If one takes part and does not abstain, { $n } must be in favour.
   *[other] If { $present } take part and nobody abstains, at least { $n } must be in favour.
}
voting-needed-favour-never = { $present ->
    [one] If only one takes part, nothing can be carried.
   *[other] If only { $present } take part, nothing can be carried, even if all are in favour.
}
voting-needed-no-quorum = { $seats ->
    [one] With one seat there can be no quorum: change the rule or put it to the next body.
   *[other] With { $seats } seats there can be no quorum: change the rule or put it to the next body.
}

voting-step-quorum-met = { $present } took part; { $base }: { $size }. There is a quorum: { $sum }
voting-step-quorum-missed = { $present } took part; { $base }: { $size }. There is no quorum: { $sum }
voting-step-floor-met = No fewer than the required { $n }: { $sum }
voting-step-floor-missed = Fewer than the required { $n }: { $sum }
voting-step-nobody = Nobody was in favour, so nothing is carried.
voting-step-threshold-met = { $yes } in favour; { $base }: { $size }. Enough: { $sum }
voting-step-threshold-missed = { $yes } in favour; { $base }: { $size }. Not enough: { $sum }
voting-step-tie-rejected = { $each } to { $each }: by the rule, not carried.
voting-step-tie-new-round = { $each } to { $each }: by the rule, there is a new vote.
voting-step-tie-waits = { $each } to { $each }: the chair has to decide.
voting-step-tie-chair-yes = { $each } to { $each }: the chair decided to carry it.
voting-step-tie-chair-no = { $each } to { $each }: the chair decided not to carry it.

voting-refused-waiting = Voting has not begun.
voting-refused-closed = Voting has ended; nothing can be changed any more.
voting-refused-annulled = This round has been annulled.
voting-refused-outstanding = { $n ->
    [one] One seat has not voted yet. A ballot is closed when all have voted or its time is over.
   *[other] { $n } seats have not voted yet. A ballot is closed when all have voted or its time is over.
}
voting-refused-nobody = Nobody has voted yet. A ballot is closed when its time is over; if nobody can vote, annul it.
voting-refused-recused = This seat is recused from this ballot.
voting-refused-voted = This seat has voted and can't be recused any more. If there is a conflict of interest, annul the round and vote again.
voting-refused-pack-opened = You have opened the papers and can't recuse yourself any more. Please ask the office.
voting-refused-no-reason = Please give a reason.
voting-refused-not-tied = There is no tie for the chair to decide.
voting-refused-times = The ballot must close after it opens, and in the future.
voting-refused-no-seats = There is no seat that could vote. Fill the seats first.
voting-refused-too-many-seats = More seats are filled than the charter provides for.
voting-refused-seat-twice = “{ $one }” and “{ $other }” share a seat or a person: one person, one seat, one vote.
voting-refused-no-chair = The rule leaves a tie to the chair: say which seat that is.
voting-refused-no-threshold = Set at least one condition for carrying a motion.
voting-refused-rule = A fraction in the rule must lie between 0 and 1, with a denominator above 0.
voting-refused-decided = This has been decided. To vote again, annul the result first and say why.
voting-refused-round-open = A ballot on this is still running.
voting-refused-long = A ballot runs at most { $days } days.
