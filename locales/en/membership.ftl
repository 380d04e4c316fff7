# What is refused
membership-already = This company is a member already, number { $number }.
membership-ended-already = This membership has ended already.
membership-end-too-early = It can't end before it began on { $day }.

# The register
membership-register-title = Members
membership-register-lead = All memberships, ended ones too.
membership-register-empty = No members here
membership-register-empty-text = A company appears here once its agreement is signed by both sides.
membership-search = Name, pinyin, number or credit code
membership-all-ranks = All ranks
membership-all-industries = All industries
membership-number = Member number
membership-company = Company
membership-company-en = English name
membership-credit-code = Credit code
membership-rank = Rank
membership-joined = Joined on
membership-industry = Industry
membership-website = Website
membership-state = State
membership-state-current = Current
membership-state-ended = Ended
membership-state-all = All
membership-current = Current
membership-ended = Ended on
membership-ended-why = Why it ended
membership-chart-ranks = Members by rank
membership-chart-years = Members over the years
membership-chart-years-note = At the end of each year; this year so far
membership-member-title = Member
membership-directory = Directory
membership-directory-yes = Listed
membership-directory-no = Not listed
membership-case = Application
membership-case-open = Open the case
membership-others = Other memberships
membership-end = End membership
membership-end-text = The company stops being a member and its number stops being valid. The record stays; the number is never used again.
membership-end-on = Ends on
membership-end-on-help = The first day without membership.
membership-end-why = Reason
membership-end-why-help = For example: written withdrawal, with its date
membership-ended-done = The end is recorded.

# Member numbers
membership-numbers-title = Member numbers
membership-numbers-lead = Drawn without gaps and never twice. A change applies to members from then on.
membership-numbers-example = Example:
membership-numbers-prefix = Prefix
membership-numbers-prefix-help = Letters, digits or dashes; may be empty.
membership-numbers-prefix-wrong = Letters, digits and dashes only.
membership-numbers-year = With the year of joining
membership-numbers-year-help = Counts from 1 each year.
membership-numbers-digits = Digits of the counter
membership-saved = Saved.
