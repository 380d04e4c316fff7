# One's own home
portal-my-title = My home
portal-my-hello = Good day, { $name }
portal-my-board = The board waits for your vote
portal-my-ballots = { $count ->
    [one] One ballot waits for your vote.
   *[other] { $count } ballots wait for your vote.
}
portal-my-all-voted = You have voted in every open ballot; a vote can be changed until its ballot closes.
portal-my-no-ballots = No ballot is open now.
portal-my-vote = Vote
portal-my-staff = You represent no company
portal-my-staff-text = Membership and applications of the companies one represents are shown here. The chamber's work is in the office.
portal-my-none = Begin here
portal-my-none-text = Once you have registered your company and applied, this page always shows where the application stands, what is asked of you and what comes next. If your company is a member already, let its owner invite you.
portal-my-begin = Apply to join
portal-my-how = How joining works
portal-my-application = Application
portal-my-rail = Progress
portal-my-your-turn = It is your turn
portal-my-others-turn = The chamber is at work
portal-my-until = Please finish before
portal-my-continue = Go on writing
portal-my-correct = See what is missing
portal-my-sign = Read and sign
portal-my-see = Details
portal-my-member = Member
portal-my-ended = Membership ended
portal-my-ended-on = Membership ended on { $day }
portal-my-not-yet = This company is not a member yet.
portal-my-number = Member number
portal-my-since = Member since
portal-my-first = First steps
portal-my-first-directory = Meet the other members
portal-my-first-directory-text = Find them by trade and name
portal-my-first-safe = Protect your account
portal-my-first-safe-text = Turn on the second step at sign-in
portal-my-first-events = See what is on
portal-my-first-events-text = The chamber’s events and meetings
portal-my-people = Representatives
portal-my-company = Company profile
portal-my-code = Credit code
portal-my-listed = Directory
portal-my-listed-yes = Listed
portal-my-listed-no = Not listed
portal-my-earlier = Earlier applications
portal-my-another = Apply for another company
portal-my-list = Show us in the directory
portal-my-hide = Hide us from the directory
portal-my-listed-done = You are now shown in the directory.
portal-my-hidden-done = You are no longer shown in the directory.

# Dues
portal-my-dues = { $amount } to pay
portal-my-dues-text = { $company }, due on { $day }
portal-my-dues-part = { $company }, due on { $day }; { $open } is open in all
portal-my-dues-pay = See and pay
portal-my-certificate = Certificate
portal-my-certificate-due = The rank has changed, so the certificate is no longer in force. The office issues a new one; it can be taken from here then.
portal-board-admission = Application
portal-board-expulsion = Motion to expel
portal-my-motion = Motion to expel { $company }
portal-my-motion-answer = Read the grounds and answer
portal-my-motion-read = Open the motion
portal-my-motion-ended = Motion { $number }
