# A company's people: the three whom its application names each confirm, and who may sign for it
people-title = People and signing
people-duty-legal = Legal representative
people-duty-representative = Member representative
people-duty-contact = Everyday contact
people-lead-legal = The legal representative can sign the membership agreement and decides what the company's other people may do here.
people-lead-representative = The member representative exercises the company's rights as a member: meetings, elections, votes.
people-lead-contact = The chamber writes to and calls the contact about the application and everyday matters.
people-named-none = Not asked yet
people-named-invited = Waiting for them to confirm
people-named-confirmed = Confirmed by themselves
people-named-declined = Not accepted
people-named-withdrawn = Taken back

people-open-title = { $count ->
    [one] One person still has to confirm
   *[other] { $count } people still have to confirm
}
people-open-text = Please invite them. Each gets a mail with a link and confirms in their own browser.
people-named-title = Whom the application names
people-named-lead = Who fills in the application may fill it in and send it, nothing else. Everything else is given by the legal representative or by who looks after the company.
people-email = Their mail address
people-invite = Invite
people-invite-again = Send again, or to another address
people-invited = Invitation sent to { $email }.
people-withdraw = Take back
people-withdrawn = Taken back.
people-answer-open = That is me: confirm

people-authority-title = Written authority
people-authority-lead = If the legal representative does not sign the agreement in person, upload the stamped written authority. Whoever it names can sign once the chamber's office has accepted it.
people-authority-none = The company has handed in no written authority.
people-authority-filed = Waiting for the office
people-authority-accepted = Accepted
people-authority-refused = Refused
people-authority-withdrawn = Taken back
people-authority-over = Ran out
people-authority-until = Valid until { $until }
people-authority-person = Who may sign by it
people-authority-person-help = Only people who act for your company here. If somebody is missing, invite them above first.
people-authority-day = Valid until
people-authority-file = The written authority
people-authority-file-help = PDF or photo, up to 10 MB.
people-authority-send = Hand in
people-authority-withdraw = Take it back
people-filed = Handed in. The office will look at it.
people-taken-back = Taken back. Nobody can sign by it any more.

people-desk-no-legal = The legal representative has not confirmed. Without that, and without an accepted written authority, nobody can sign the agreement for the company.
people-desk-authority-lead = Check that the legal representative gave it, that it is stamped, and that person and dates are right. Once you accept it, its holder can sign the agreement.
people-accept = Accept
people-accepted = Accepted; the company has been told.
people-refuse = Refuse
people-refuse-why = Why it is refused
people-refused = Refused; the company has been told why.

people-answer-title = Please confirm who you are
people-answer-text = { $by } named you in the application of { $company }.
people-answer-name = Name in the application
people-answer-duty = As
people-answer-other-name = Your account's name is “{ $name }”, another than in the application. If the account is wrong, correct it first; if the application is, ask who fills it in to correct it.
people-answer-account = Correct the name of my account
people-answer-post = What you are in the company
people-answer-post-help = In your own words, such as chairman, general manager, head of office.
people-answer-legal = I am that person and the company's legal representative, and act for it as such.
people-answer-agreed = I am that person and take this on.
people-answer-confirm = Confirm
people-answer-no = That is not me, or I don't accept
people-answer-reason = Why
people-answer-decline = Don't accept
people-form-agree = Please tick the box to confirm.
people-confirmed = Confirmed, thank you.
people-declined = Who filled in the application has been told.

people-warrant-legal = Legal representative
people-warrant-authority = Written authority (valid until { $until })

people-record-confirmed = { $name } confirmed to be: { $duty }
people-record-withdrawn = { $name } is no longer confirmed as: { $duty }
people-record-filed = The company handed in a written authority for { $name }
people-record-taken-back = The company took a written authority back
people-record-accepted = The office accepted a written authority
people-record-refused = The office refused a written authority

people-refused-over = The application was not sent yet or has ended; nothing can be changed here.
people-refused-confirmed = This person has confirmed and needs no invitation.
people-refused-answered = This was answered or taken back.
people-refused-name = The application says “{ $named }”, your account “{ $name }”. Please have one of them corrected first.
people-refused-past = The last day can't be before today.
people-refused-stranger = Please choose somebody who acts for your company.
people-refused-many = At most { $most } written authorities can be handed in.
people-refused-decided = This written authority has been dealt with.

people-letter-invited = Please confirm: does { $company } name you rightly?
people-letter-invited-text = The application of { $company } names you as: { $duty }. Please open the link and confirm or decline yourself.
people-letter-invited-open = Read and answer
people-letter-invited-not = If you don't know this company, choose “That is not me, or I don't accept” on the page, or ignore this mail.
people-letter-answered = { $company }: somebody you named has answered
people-letter-confirmed = { $name } confirmed to be: { $duty }.
people-letter-declined = { $name } did not accept to be: { $duty }, for the reason below. Please correct name or address and invite again.
people-letter-open = See people and signing
people-letter-filed = { $number } { $company }: a written authority was handed in
people-letter-filed-text = The company lets { $name } sign the membership agreement, until { $until }. Please accept or refuse it.
people-letter-filed-open = Look at it
people-letter-decided = { $company }: your written authority
people-letter-accepted = The office accepted the written authority. Whoever it names can sign the agreement.
people-letter-refused = The office did not accept the written authority, for the reason below. Please hand in a corrected one, or have the legal representative sign.
