# The public site: home, joining, about, directory, events, verification, privacy


portal-home-title = Where sound businesses meet
portal-home-description = { $name }: what members get, dues in the open, five steps to join, who our members are.
portal-home-heading-1 = Where sound businesses
portal-home-heading-2 = meet each other
portal-home-lead = { $name } is an association that companies form of their own will: to be heard, to be helped, to be trusted. Every applicant is reviewed, visited and voted on by the board. That is why membership means something here.
portal-home-apply = Apply to join
portal-home-how = See the five steps
portal-home-scroll-1 = Good faith makes good company
portal-home-scroll-2 = A good name outlasts a good year
portal-home-members = Member companies
portal-home-industries = Industries
portal-home-board = Board members

portal-gain-heading = What members get
portal-gain-voice = A voice
portal-gain-voice-text = We gather what members need and put it to government and the public, and take part in shaping policy and standards.
portal-gain-help = Someone to ask
portal-gain-help-text = Policy advice and legal aid are arranged by our office with lawyers and specialists. No member stands alone.
portal-gain-trade = New business
portal-gain-trade-text = Introductions, market information, supply and demand: they go round among members first.
portal-gain-meet = Good company
portal-gain-meet-text = Talks, training and study trips with people in your trade, and with friends who speak plainly.
portal-gain-name = A trusted name
portal-gain-name-text = Anyone can verify a member number online. What the directory shows about you is your own choice.
portal-gain-vote = A say
portal-gain-vote-text = Members vote, elect and can be elected, and may question how the chamber is run.

portal-path-heading = Five steps to join
portal-path-lead = You can always see who has your application, how long a step takes and what is holding it up. The whole way usually takes one to two months.
portal-path-apply = Apply
portal-path-apply-time = About 20 minutes
portal-path-apply-text = Company, people, rank, papers and reasons. It saves as you type, works on a phone and can be finished on another device.
portal-path-review = Checks and review
portal-path-review-time = Answer in { $answer } days, review in { $review }
portal-path-review-text = If something is missing, the office tells you everything at once. Reviewers go by published criteria, and nobody with a stake takes part.
portal-path-visit = Site visit
portal-path-visit-time = Within { $visit } days, about 1 hour
portal-path-visit-text = At least two visitors come to see your premises and hear your plans. You may read the facts they record and comment on them.
portal-path-ballot = Board vote
portal-path-ballot-time = At most { $ballot } days
portal-path-ballot-text = Directors vote by name under the charter; quorum, recusals and the count are on record. If the answer is no, you learn which criterion decided.
portal-path-sign = Sign
portal-path-sign-time = About 10 minutes
portal-path-sign-text = Sign the membership agreement online. Once the chamber has countersigned, you have a member number.

portal-dues-heading = Dues in the open
portal-dues-lead = Dues depend on rank and are adopted by the members’ assembly. Application, review and visit cost nothing.
portal-dues-caption = Dues standard
portal-dues-rank = Rank
portal-dues-amount = Dues per year
portal-dues-needs = To apply
portal-dues-recommenders = { $count ->
    [0] No recommender needed
    [one] One recommending member
   *[other] { $count } recommending members
}

portal-figures-heading = The chamber in numbers
portal-figures-growth = Members over the years
portal-figures-growth-note = Member companies at each year’s end
portal-figures-industry = What our members do
portal-figures-others = Other industries
portal-figures-industry-note = Sections of the national classification of industries

portal-closing-heading = It starts with an application
portal-closing-text = Start a draft and send it when you are ready. You can withdraw it at any time before signing.
portal-closing-directory = See who our members are

portal-join-title = How to join
portal-join-description = How to join { $name }: five steps, how long they take, dues, what you need and who decides.
portal-join-heading = How to join
portal-join-lead = Five steps, each with a deadline. Everything is done online; only for the site visit we come to you.
portal-join-needs = What you need
portal-join-needs-code = Your unified social credit code and business licence (PDF or a clear photo)
portal-join-needs-people = Names and contacts of the legal representative, the member representative and a contact person
portal-join-needs-rank = The rank you apply for; some ranks need recommending members
portal-join-needs-why = A few sentences: what you do, and why you want to join
portal-join-decides = Who decides
portal-join-decides-text = The office checks that the papers are complete, reviewers go by the criteria, visitors see for themselves, and the deciding body votes under the charter. Nobody decides alone, and nobody connected to the applicant takes part.
portal-join-questions = Questions
portal-join-q-withdraw = Can we withdraw?
portal-join-a-withdraw = Yes, at any time before signing. Nobody has to approve it, and you may apply again later.
portal-join-q-rejected = What if the answer is no?
portal-join-a-rejected = You receive reasons in writing, tied to a criterion. You may object within the deadline, or apply again later.
portal-join-q-pay = When are dues paid?
portal-join-a-pay = After the vote and after signing the agreement. Applying, review and visit are free of charge.
portal-join-q-see = Who sees our papers?
portal-join-a-see = Only those who handle the application: the office, assigned reviewers and visitors, and the directors who vote. Who did what, and when, is on record.
portal-join-q-leave = Can we leave later?
portal-join-a-leave = Yes. Membership is voluntary; a written notice to the office is enough.

portal-about-title = About the chamber
portal-about-description = Charter, board and office of { $name }.
portal-about-heading = About { $name }
portal-about-lead = We are a not-for-profit association of companies. The members’ assembly decides what matters most, the board leads, and the office does the daily work.
portal-about-values = What we stand for
portal-about-values-open = Openness
portal-about-values-open-text = Dues, criteria and the grounds of every decision can be read.
portal-about-values-fair = Fairness
portal-about-values-fair-text = Whoever has a stake steps aside, and every count can be checked.
portal-about-values-useful = Usefulness
portal-about-values-useful-text = What members raise is taken up, has a deadline and gets an answer.
portal-about-board = The board
portal-about-board-text = The board leads the chamber between assemblies and decides on applications.
portal-about-office = The office
portal-about-office-text = For joining, membership, events and services, turn to our office.
portal-about-contact-address = Address
portal-about-contact-phone = Phone
portal-about-contact-email = E-mail
portal-about-contact-hours = Office hours
portal-about-charter = Charter
portal-about-charter-text = The chamber works by its charter: it governs dues, votes, rights and duties.
portal-about-charter-read = Read the charter (version { $version })
portal-about-charter-none = Please ask the office for the text of the charter.

portal-directory-title = Members
portal-directory-description = Member companies of { $name }, by name, pinyin or industry.
portal-directory-lead = Only members who agreed to be shown are listed. Search by name, pinyin or industry.
portal-directory-query = Company name or pinyin
portal-directory-industry = Industry
portal-directory-all = All industries
portal-directory-none = No member found
portal-directory-none-text = Try another word. The member may have chosen not to be listed; if you know its number, you can verify that.
portal-directory-empty = Nobody is listed yet
portal-directory-empty-text = The first members who agree to be shown will appear here.
portal-directory-rank = { $name }
portal-directory-since = Member since { $year }
portal-directory-list = Member companies

portal-events-title = Events
portal-events-description = Events of { $name }.
portal-events-lead = Talks, training and study trips are announced here, for members and guests.
portal-events-empty = No events announced at the moment
portal-events-empty-text = As soon as an event is fixed, its time, place and registration appear here.
portal-events-members = See what members get

portal-check-title = Verify a member
portal-check-description = Enter a member number to see whether the membership is valid today.
portal-check-lead = Enter the number from a certificate or plaque to see whether it is valid today. Nothing else is shown.
portal-check-number = Number of a member or certificate
portal-check-number-help = For example 2026-0001
portal-check-submit = Verify
portal-check-valid = Valid
portal-check-valid-text = { $number } is valid on { $day }.
portal-check-invalid = Not found
portal-check-invalid-text = Nothing valid is known under { $number } on { $day }. Please check the number, or ask the office.

portal-privacy-title = Privacy
portal-privacy-description = How { $name } handles personal data, and what your rights are.
portal-privacy-lead = What personal data { $name } handles on this platform, why, for how long, and what you can ask for.
portal-privacy-what = What we handle
portal-privacy-what-account = Accounts: name, e-mail address, sign-ins. Of passwords only a digest is kept that cannot be turned back.
portal-privacy-what-company = Applications: names, posts and contacts of the legal representative, member representative and contact person, and what the papers contain.
portal-privacy-what-acts = The record: who did what, and when. Reviews, votes and signatures can be traced by it, so it is never rewritten.
portal-privacy-why = Why
portal-privacy-why-text = What admission and membership require is handled to conclude and perform the membership agreement and to meet legal duties (Personal Information Protection Law, article 13). Showing you in the directory and sharing with partners each need your own consent; nothing is ticked beforehand and you can withdraw at any time.
portal-privacy-who = Who sees it
portal-privacy-who-text = Only those who handle the matter: the office, assigned reviewers and visitors, and the directors who vote. We do not sell personal data or use it for advertising, and our pages load no statistics or tracking from elsewhere.
portal-privacy-long = For how long
portal-privacy-long-text = While membership lasts, and as long as law and charter require records to be kept. Drafts and applications that led nowhere are deleted or anonymised once their purpose is gone.
portal-privacy-rights = Your rights
portal-privacy-rights-text = You may see, copy and correct your data, withdraw consent, and ask for deletion or restriction. Write to the office; once we know it is you, we answer within fifteen days.
portal-privacy-cookies = Cookies
portal-privacy-cookies-text = Only the few we need: sign-in, a draft before you confirmed your address, language, appearance, and one-time messages. None that track you.

# A paper checked
portal-check-paper = Check a PDF
portal-paper-title = Check a paper
portal-paper-lead = Upload a PDF to see who signed it, and whether it was changed since.
portal-paper-description = Check the electronic signatures on our papers
portal-paper-file = PDF file
portal-paper-file-help = The file is looked at and not kept.
portal-paper-missing = Choose a PDF file.
portal-paper-submit = Check
portal-paper-stamp-good = Valid
portal-paper-stamp-none = Unsigned
portal-paper-stamp-bad = Not valid
portal-paper-all-good = All signatures on “{ $name }” are valid, and nothing was changed since they were made.
portal-paper-none = There is no electronic signature on “{ $name }”.
portal-paper-bad = Not every signature on “{ $name }” holds. Don't rely on it; ask the chamber.
portal-paper-holds = Valid
portal-paper-fails = Failed
portal-paper-good = The content is whole, and the certificate is one of ours.
portal-paper-unreadable = The signature can't be read, or doesn't cover the whole file.
portal-paper-changed = The content or the signature was changed after it was made.
portal-paper-changed-after = Something other than a signature was added after it was made.
portal-paper-stranger = The content is whole, but the certificate is not one of ours, or was not valid at the time.
portal-paper-too-much = This file is far more complex than any of our papers, so the check was stopped. Don't rely on it; ask the chamber.
portal-paper-lacks = By its own record { $name } signs this paper too, but that signature is missing: the paper is not complete.
portal-paper-organisation = Organisation
portal-paper-reason = Reason
portal-paper-at = Signed
portal-paper-stamped = Time stamp
portal-paper-how = Check it with another program
portal-paper-how-text = The signatures follow the PAdES standard; any program that knows it can check them. Download our root certificate and trust it first.
portal-paper-root = Download the root certificate
portal-notices-title = Public notices
portal-notices-description = Applications to { $name } under public notice
portal-notices-lead = The applications of these companies are under public notice. To object, write to the office under your own name before the notice ends.
portal-notices-empty = No application is under notice now
portal-notices-empty-text = Companies appear here while their notice runs.
portal-notices-rank = Applies as { $rank }
portal-notices-until = Notice until { $until }
portal-notices-object = Where to write:
