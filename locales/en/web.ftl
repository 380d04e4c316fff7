# The frame round a page, and parts that all pages share
web-skip = Skip to content
web-nav-site = Site
web-nav-main = Main
web-nav-dock = Shortcuts
web-nav-more = More
web-nav-foot = Footer
web-sign-in = Sign in
web-sign-out = Sign out
web-language = Language
web-theme = Appearance
web-theme-auto = System
web-theme-light = Day
web-theme-dark = Night
web-demo-ribbon = Demo chamber: companies, people and figures here are made up.
web-demo-short = Demo
web-closed-ribbon = The site is not open to the public: only people who work for the chamber see these pages.
web-set-up-title = This chamber is being set up
web-set-up-text = Once it opens, this site tells about the chamber, how to join and who its members are. If you were invited, please sign in.
web-closed-title = The site is closed for now
web-closed-text = The chamber has closed its public pages for the time being. Member numbers and certificates can still be checked, notices of admissions can be read, and whoever has an account signs in as usual.
web-foot-about = About us
web-foot-join = How to join
web-foot-check = Verify a member
web-foot-privacy = Privacy
web-foot-site = Chamber website
web-crumbs = You are here
web-form-errors = A few things need your attention:
web-form-optional = optional
web-form-reveal = Show password
web-strength = Password strength
web-strength-0 = Too short
web-strength-1 = Easy to guess
web-strength-2 = Fair
web-strength-3 = Strong
web-strength-4 = Very strong
web-autosave-saving = Saving draft…
web-autosave-saved = Draft saved
web-autosave-kept = No connection. Your text is kept on this device and will be saved when you are back online
web-autosave-ended = You are signed out. Your text is kept on this device: press the button, sign in, and it comes back
web-upload-sending = Uploading…
web-upload-done = Uploaded
web-upload-failed = Upload failed, please try again
web-upload-send = Upload
web-list-search = Search
web-list-query = Keywords
web-list-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
web-pager = Pages
web-pager-prev = Previous
web-pager-next = Next
web-pager-at = Page { $page } of { $pages }
web-export = Export
web-rail-done = (done)
web-rail-now = (in progress)
web-rail-later = (not started)
web-rail-skipped = (not needed)
web-rail-stopped = (stopped)
web-step-done = (complete)
web-figure-numbers = Show the numbers
# Menus
web-nav-about = About us
web-nav-join = How to join
web-nav-directory = Directory
web-nav-events = Events
web-nav-today = Today
web-nav-cases = Applications
web-nav-board = Board
web-nav-members = Members
web-nav-companies = Companies
web-nav-people = People
web-nav-mail = Mail
web-nav-audit = Audit record
web-nav-jobs = Jobs
web-nav-settings = Settings
web-nav-my = My pages
web-nav-applications = Applications
web-nav-desk = Office
web-nav-account = My account

# Forms
web-form-needed = Please fill this in.
web-form-choose = Please choose one.
web-form-too-short = At least { $min } characters.
web-form-too-long = At most { $max } characters; there are { $is }.
web-form-control = It contains control characters that cannot be used.
web-form-email = Please give a valid e-mail address, like name@example.com.
web-form-number = Please give a whole number.
web-form-range = Please give a number from { $min } to { $max }.
web-form-money = Please give an amount, like 5000 or 5000.00.
web-form-date = Please give a valid date, from { $first } to { $last }.
web-form-incomplete = Something in the form was missing or could not be read, so nothing was done. Please look at it again.
web-form-not-a-name = This is no name: please type a name only, without addresses, sentences or markup.

# Error pages
web-error-missing = There is no such page
web-error-missing-text = The address may be wrong, the content may have moved, or it may not be open to you.
web-error-refused = This is not possible now
web-error-too-many = Too many attempts
web-error-too-many-text = Please wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} and try again.
web-error-large = The upload is too large
web-error-large-text = Please make the file smaller and try again.
web-error-request = The request could not be handled
web-error-request-text = Please go back, reload the page and try again.
web-error-broken = Something went wrong on our side
web-error-broken-text = What you just did was not saved. Please try again later; if it happens again, give this number to the office.
web-error-down = The portal is not available right now
web-error-down-text = Please try again in half a minute. Nothing you have submitted is lost.
web-error-busy = Too busy right now
web-error-busy-text = Nothing was changed. Please try again in { $seconds } seconds.
web-error-away-text = The database doesn’t answer; what you just did was not saved. Please try again in half a minute.
web-error-unsure = It isn’t known yet whether this was saved
web-error-unsure-text = The connection to the database broke while it was being saved. Please look at the page concerned first, and send it again only if it is not there.
web-error-slow = It came too slowly
web-error-slow-text = What you sent did not arrive in time and was not saved. Please try over a faster connection, or send less at once.
web-error-late = This took too long
web-error-late-text = It was given up. Please look first whether what you did is there, and send it again only if it is not.
web-error-id = Number: { $id }
web-error-home = To the home page

# Roles
web-role-admin = Administrator
web-role-secretary = Office
web-role-reviewer = Reviewer
web-role-director = Director
web-role-president = President
web-role-treasurer = Treasurer
web-role-events = Events officer

web-upload-unreadable = The file did not arrive whole. Please send it again.
web-upload-too-large = Files sent at once may have { $megabytes } MB together. Please send them in turns.

# Views of lists
web-views-title = Saved views
web-views-lead = A name for filters, one click away.
web-views-none = No saved views yet
web-views-none-text = Set filters in the list, then save them here.
web-view-keep = Save as a view
web-view-name = Name of the view
web-view-name-help = For example: directors in arrears
web-view-shared = Share it with everybody who sees this list
web-view-is-shared = Shared
web-view-is-own = Own
web-view-remove = Remove
web-view-removed = View removed.
web-view-done = View saved.
web-view-known = There is one with this name.
web-view-too-many = You can keep { $most } views at most.

# Tables that come as files
web-sheet-too-long = The file has more than { $most } rows; import it in parts.
web-sheet-far = A cell lies far outside the table, at { $cell }. Please delete what stands there, or save the sheet as CSV.
web-sheet-too-much = The file unpacks to more than a list can hold. Please leave out what isn’t needed, or split it.
web-sheet-broken = The file can’t be read; save it as CSV or XLSX and try again.
web-sheet-page = This is a web page that only calls itself a spreadsheet. Open it in Excel or WPS, save it as an XLSX workbook, and bring that.
web-sheet-xml-2003 = This is a workbook in the XML format of Excel 2003. Open it in Excel or WPS, save it as an XLSX workbook, and bring that.
web-sheet-which = Sheet
web-sheet-head-row = Row of headings
web-sheet-head-row-help = Where headings take two rows, the lower one. What stands above is not read.
web-sheet-days = How dates are written
web-sheet-days-help = A column with a day above 12 tells it by itself.
web-sheet-days-unsaid = As the file shows; what could be two dates is named
web-sheet-days-dmy = Day first: 31/12/2026
web-sheet-days-mdy = Month first: 12/31/2026
web-sheet-days-republic = Years of the Republic: 115/12/31
web-sheet-hidden = This sheet has hidden rows: { $count }. They are read too.
web-sheet-others = One sheet is read at a time. These hold data too: { $names }. Choose them below and import them one by one.

web-run-is-running = Running
web-run-is-paused = Paused
web-run-is-done = Done
web-run-is-cancelled = Stopped
web-run-progress = { $seen } of { $total } done
web-run-by = Begun by { $name }, { $at }. Whoever may begin such work can pause it.
web-run-pause = Pause
web-run-resume = Carry on
web-run-cancel = Stop it here
web-run-cancel-text = What is done so far stays. The rest is not done.
web-run-look = Look again
web-run-left = Nothing has moved for a while: the server that worked on it may be gone. It is taken up again by itself within some minutes, or at once if you carry it on.
web-run-is-over = It is over already.
