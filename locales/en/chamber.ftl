# Organs and kinds of answers
chamber-organ-board = Board
chamber-organ-standing-board = Standing board
chamber-organ-presidents = Presidents' meeting
chamber-answer-met = Met / partly / not / not seen
chamber-answer-rating = Rating 0–5
chamber-answer-yes-no = Yes / no / not seen
chamber-answer-text = In words

# What is refused
chamber-criteria-none = Keep at least one criterion.
chamber-criteria-many = No more than { $most } criteria.
chamber-criteria-none-needed = At least one criterion must need an answer.
chamber-criteria-twice = Two criteria or reasons have the same code.
chamber-criteria-loose-reason = The criterion behind the reason “{ $reason }” is no longer in the list.
chamber-charter-twice = Version “{ $version }” of the charter has been published before.
chamber-agreement-unknown-field = There is no field called { $name }; check the names in braces.

# Words all settings share
chamber-settings = Settings
chamber-save = Save
chamber-saved = Saved.
chamber-cancel = Cancel
chamber-change = Change
chamber-yes = Yes
chamber-no = No
chamber-in-zh-cn = In simplified Chinese
chamber-in-zh-tw = In traditional Chinese
chamber-in-en = In English
chamber-lang-zh-cn = Simplified Chinese
chamber-lang-zh-tw = Traditional Chinese
chamber-lang-en = English
chamber-in-force = In force
chamber-superseded = Superseded
chamber-versions = Versions
chamber-version-number = Version { $number }
chamber-version-first = The version every chamber starts from
chamber-changes = What changed
chamber-changes-help = For whoever looks it up later: what changed, and by whose decision.
chamber-row-up = Move up
chamber-row-down = Move down
chamber-row-drop = Remove

# The first administrator
chamber-first-title = Open the portal
chamber-first-lead = Create the first administrator. This link works once; the settings come next.
chamber-first-name = Name
chamber-first-email = E-mail
chamber-first-passphrase = Password
chamber-first-passphrase-help = At least 10 characters; a few unrelated words are best.
chamber-first-button = Create administrator and go on
chamber-first-known = This address has an account already; use another one.

# Who the chamber is
chamber-identity-title = Name and conventions
chamber-identity-lead = Shown on every page, mail and paper.
chamber-identity-name = Full name of the chamber
chamber-identity-zone = Time zone
chamber-identity-zone-help = Days begin and deadlines fall by this zone.
chamber-identity-zone-near = Near
chamber-identity-zone-far = Others
chamber-identity-currency = Currency of dues
chamber-identity-currency-help = Three letters, such as CNY, HKD, TWD.
chamber-identity-currency-wrong = Give the three letters of the currency.
chamber-identity-lang = Default language
chamber-identity-lang-help = For readers who have not chosen.
chamber-mark-title = Mark
chamber-mark-upload = Upload a mark
chamber-mark-help = PNG or JPG up to 4 MB; a square looks best.
chamber-mark-none = Choose a picture.
chamber-mark-none-yet = None yet; pages show a plain seal.
chamber-mark-set = The mark is set.
chamber-mark-remove = Remove the mark
chamber-mark-removed = The mark was removed.

# The charter
chamber-charter-title = Charter
chamber-charter-lead = The source of quorum, thresholds and dues. Applicants accept the version in force; no version is ever lost.
chamber-charter-public = Charter
chamber-charter-versions = Published versions
chamber-charter-none = No charter yet
chamber-charter-none-text = Once published, applicants read and accept it online.
chamber-charter-new = Publish a version
chamber-charter-name = Title
chamber-charter-name-help = For example: Charter of the Chamber
chamber-charter-version = Version
chamber-charter-version-help = As it is cited, such as 2026-1.
chamber-charter-day = Adopted on
chamber-charter-day-help = The day the assembly adopted it.
chamber-charter-future = The day can't be after today.
chamber-charter-file = The charter as PDF
chamber-charter-file-help = Up to 20 MB.
chamber-charter-body = The charter as text
chamber-charter-body-help = Readable on a phone; give this or the PDF, or both.
chamber-charter-empty = Upload the PDF or fill in the text.
chamber-charter-publish = Publish the charter
chamber-charter-published = Charter { $version } is published and in force.
chamber-charter-adopted = adopted on { $day }
chamber-charter-version-is = Version { $version }
chamber-charter-download = Download PDF
chamber-clause-title = Put online votes into the charter
chamber-clause-text = We found no rule that allows or forbids online board votes of associations; whether a resolution stands depends on the charter. Before voting online, have the assembly adopt an enabling clause such as:
chamber-clause-example = “The board and the standing board may resolve by correspondence, including online votes with verified identity. A director whose vote arrives in time counts as present, and the vote has the same effect as one cast at a meeting. The secretariat keeps the record of the vote.”

# Ranks and routes
chamber-ranks-title = Ranks and routes
chamber-ranks-lead = Dues are public on the joining page; a route says which steps an application takes and who decides.
chamber-ranks-edit = Ranks and dues
chamber-ranks-changed-meanwhile = The ranks were changed meanwhile; open the page again.
chamber-ranks-none-open = At least one rank must be open to applicants.
chamber-rank = Rank
chamber-rank-number = Rank { $number }
chamber-rank-dues = Dues a year
chamber-rank-open = Open to applicants
chamber-rank-closed = Closed
chamber-rank-add = Add a rank
chamber-routes-title = Route to each rank
chamber-routes-lead = A change applies to applications sent from then on; others keep their route.
chamber-route-title = Route
chamber-route-of = Route to “{ $rank }”
chamber-route-lead = As the charter has it.
chamber-route-body = Who decides
chamber-route-body-help = In many charters the presidents' meeting decides on ordinary members, the board on directors and above.
chamber-route-steps = Steps
chamber-route-steps-help = Review and vote are always there.
chamber-step-review = Review
chamber-step-visit = Site visit
chamber-step-notice = { $days ->
    [one] 1 day’s notice
   *[other] { $days } days’ notice
}
chamber-step-vote = Vote
chamber-route-notice = Days of public notice
chamber-route-notice-help = 0 for none.
chamber-route-recommenders = Recommenders
chamber-route-recommenders-help = How many members have to vouch.
chamber-route-papers = Papers asked for
chamber-route-papers-help = Ask only for what is really needed.
chamber-paper-licence = Business licence
chamber-paper-identity = Identity of the legal representative
chamber-paper-authority = Authority of the representative
chamber-paper-qualification = Qualifications and honours
chamber-paper-accounts = Annual accounts
chamber-paper-recommendation = Letter of recommendation

# Time limits
chamber-limits-title = Time limits
chamber-limits-lead = In days, with reminders before they pass. A change applies to applications sent from then on.
chamber-limit-answer = The office answers (silence counts as accepted)
chamber-limit-correction = The applicant corrects
chamber-limit-grace = Grace after a missed correction
chamber-limit-assign = Reviewers are assigned
chamber-limit-review = Qualification review
chamber-limit-visit = Site visit
chamber-limit-recommend = Laid before the board
chamber-limit-ballot = Voting
chamber-limit-agreement = The agreement goes out
chamber-limit-sign = The company signs
chamber-limit-countersign = The chamber countersigns
chamber-limit-appeal = Objection after a rejection
chamber-limit-cooling-off = Wait before applying again

# Criteria
chamber-criteria-review = Review criteria
chamber-criteria-visit = Visit criteria
chamber-criteria-tabs = Criteria
chamber-criteria-lead = Publishing makes a new version; reviews and visits that have begun keep theirs.
chamber-criterion = Criterion
chamber-criterion-number = Criterion { $number }
chamber-criterion-kind = Answered by
chamber-criterion-needed = Needs an answer
chamber-criterion-add = Add a criterion
chamber-reasons-title = Reasons for a rejection
chamber-reasons-lead = A rejection names one of these; each follows from a criterion.
chamber-reason-number = Reason { $number }
chamber-reason-criterion = Follows from
chamber-reason-add = Add a reason
chamber-criteria-publish = Publish new version
chamber-criteria-published = Version { $number } is published.

# The agreement
chamber-agreement-title = Agreement
chamber-agreement-lead = After the decision each company's agreement is made from this text. Fields in braces are filled in.
chamber-agreement-fields = Fields that can be used
chamber-field-chamber = Name of the chamber
chamber-field-company = Name of the company
chamber-field-credit-code = Credit code
chamber-field-rank = Rank
chamber-field-dues = Dues a year
chamber-field-organ = Organ that decided
chamber-field-decided-on = Day of the decision
chamber-field-charter = Version of the charter
chamber-field-conditions = Conditions
chamber-agreement-publish = Publish new text
chamber-agreement-published = Version { $number } is published.

# Who signs
chamber-signatory-title = Who signs
chamber-signatory-lead = Agreements are signed by the president, or by a person the president authorised in writing.
chamber-signatory-presidents = President
chamber-signatory-no-president = Nobody has the president's role.
chamber-signatory-give-role = Give it under People
chamber-signatory-authorised = Authorised
chamber-signatory-other = Authorise another person
chamber-signatory-email = Their e-mail
chamber-signatory-email-help = Leave empty if only the president signs.
chamber-signatory-authority = Authority
chamber-signatory-authority-help = For example: letter of authority no. 3 of 2026
chamber-signatory-since = Since
chamber-signatory-unknown = Nobody has an account with this address; invite them under People first.

# Second factor
chamber-access-title = Second factor
chamber-access-lead = Holders of these roles must turn on a second factor before they go on.
chamber-access-roles = Roles that need it
chamber-access-help = At least administrators should. It holds from the next page on, for you too if the role is yours.

# Mail
chamber-mail-title = Mail server
chamber-mail-lead = Confirmations, requests, ballots and results go out by mail. Saving tries to connect and sign in first.
chamber-mail-configured = The server's configuration names a mail server; it wins over this setting.
chamber-mail-missing = Not set yet. Mails wait on the Mail page and go out once it is.
chamber-mail-host = Server
chamber-mail-host-help = For example smtp.example.com
chamber-mail-port = Port
chamber-mail-port-help = Usually 587 or 465.
chamber-mail-security = Encryption
chamber-mail-starttls = STARTTLS
chamber-mail-starttls-help = Usually port 587
chamber-mail-tls = TLS
chamber-mail-tls-help = Usually port 465
chamber-mail-none = None
chamber-mail-none-help = Only on the same machine or network
chamber-mail-user = User
chamber-mail-password = Password
chamber-mail-password-kept = Stored. Leave empty to keep it; type it again for another server.
chamber-mail-from = Sender's address
chamber-mail-from-help = Most servers want it to match the user.
chamber-mail-from-name = Sender's name
chamber-mail-from-name-help = The chamber's name if left empty.
chamber-mail-save = Try it and save
chamber-mail-saved = Connected and saved.
chamber-mail-unreachable = This server can't be used: { $why }
chamber-mail-test = Send a test mail
chamber-mail-test-text = A test mail to { $email }.
chamber-mail-sent = A test mail to { $email } is on its way; the Mail page shows what came of it.
chamber-mail-remove = Remove this server
chamber-mail-removed = The mail server was removed.
chamber-letter-test-subject = Test mail
chamber-letter-test-line = If you can read this, the portal's mail server is set up well.
chamber-contact = Contact
chamber-contact-phone = Telephone
chamber-contact-email = E-mail
chamber-contact-address = Address
chamber-contact-hours = Office hours
chamber-contact-records = Lines at the foot of the site
chamber-contact-records-help = One a line, such as registration and site record numbers.
chamber-intro = About us
chamber-intro-others = In the other languages

# The seal
chamber-seal-title = Seal
chamber-seal-lead = Agreements and other papers are signed electronically: first for who signed, then for the chamber. Anybody can check them on the check page.
chamber-seal-trouble = The seal can't be used at present. Signed agreements wait for it until this is mended.
chamber-seal-keys = Keys and certificates
chamber-seal-none = There are no keys yet. They are made at the next start after the chamber's name was set.
chamber-seal-root = Root certificate
chamber-seal-made = The chamber's seal, made here
chamber-seal-imported = The chamber's seal, brought along
chamber-seal-until = valid until
chamber-seal-retired = Replaced
chamber-seal-runs-out = Runs out soon
chamber-seal-root-file = Download the root certificate
chamber-seal-root-text = For those who check signatures with another program.
chamber-seal-new = Replace the keys
chamber-seal-new-text = Makes a new root and a new seal. Papers sealed before stay valid; the old certificates are kept to check them.
chamber-seal-renew = Make new keys
chamber-seal-renewed = The new keys are in use.
chamber-seal-bring = Bring a certificate
chamber-seal-bring-text = If the chamber has a certificate from a certification authority, it can be used instead of the seal made here: a PKCS#12 file (.p12 or .pfx). A sample is signed and checked with it first.
chamber-seal-file = Certificate file
chamber-seal-file-missing = Choose a .p12 or .pfx file of at most 256 KB.
chamber-seal-file-refused = This file can't be used: { $why }
chamber-seal-phrase = Its password
chamber-seal-bring-button = Use this certificate
chamber-seal-brought = The certificate is in use.

# Papers
chamber-paper-pages = Page { $page } of { $pages }
chamber-paper-demo = Made-up data
chamber-paper-missing = The fonts on the server lack these characters: { $characters }. Write it another way, or have a font with them installed.
