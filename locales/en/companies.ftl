## legal forms
companies-form-limited = Limited company
companies-form-stock = Joint-stock company
companies-form-sole = Sole proprietorship
companies-form-partnership = Partnership
companies-form-state = State-owned enterprise
companies-form-foreign = Foreign-invested company
companies-form-branch = Branch
companies-form-household = Individual business
companies-form-cooperative = Farmers' cooperative
companies-form-institution = Association or public institution

## industries: sections of GB/T 4754-2017
companies-industry-a = Agriculture, forestry, animal husbandry and fishery
companies-industry-b = Mining
companies-industry-c = Manufacturing
companies-industry-d = Electricity, heat, gas and water
companies-industry-e = Construction
companies-industry-f = Wholesale and retail trade
companies-industry-g = Transport, storage and post
companies-industry-h = Accommodation and catering
companies-industry-i = Information, software and IT services
companies-industry-j = Finance
companies-industry-k = Real estate
companies-industry-l = Leasing and business services
companies-industry-m = Research and technical services
companies-industry-n = Water, environment and public facilities
companies-industry-o = Household services, repair and others
companies-industry-p = Education
companies-industry-q = Health and social work
companies-industry-r = Culture, sports and entertainment
companies-industry-s = Public administration and social organisations
companies-industry-t = International organisations

## bands
companies-staff-u20 = Fewer than 20
companies-staff-u100 = 20 to 99
companies-staff-u300 = 100 to 299
companies-staff-u1000 = 300 to 999
companies-staff-o1000 = 1,000 or more
companies-revenue-u500 = Below 5 million yuan
companies-revenue-u2000 = 5 to 20 million yuan
companies-revenue-u10000 = 20 to 100 million yuan
companies-revenue-u40000 = 100 to 400 million yuan
companies-revenue-u100000 = 400 million to 1 billion yuan
companies-revenue-o100000 = 1 billion yuan or more
companies-currency-cny = CNY
companies-currency-usd = USD
companies-currency-hkd = HKD
companies-currency-eur = EUR
companies-currency-twd = TWD

## what is wrong with a field
companies-odd-phone = Enter a mobile number, a landline with area code, or a number with country code starting with +.
companies-odd-email = Enter a full e-mail address, such as name@example.com.
companies-odd-website = Enter a web address, such as www.example.com.
companies-odd-amount = Enter a number above zero, in ten thousands, with at most six decimals.
companies-odd-date = Enter a date that is not in the future.
companies-odd-choice = Choose one from the list.
companies-odd-long = Too long: at most { $most } characters.
companies-code-empty = Enter the credit code.
companies-code-length = A credit code has 18 characters; this has { $found }.
companies-code-letter = Character { $place }, “{ $letter }”, never appears in a credit code. Codes use digits and capital letters other than I, O, S, V and Z.
companies-code-check = The last character does not fit the others. Please compare it with the business licence.

## powers and people
companies-power-owner = Look after profile and people
companies-power-submit = Fill in and send applications
companies-power-sign = Answer the chamber for the company
companies-power-pay = Pay
companies-power-register = Register for events
companies-people-last-owner = A company needs at least one person who looks after profile and people.
companies-code-taken = { $name } holds this credit code. Settle the duplicate first.

## fields
companies-field-name = Company
companies-field-name-en = English name
companies-field-code = Credit code
companies-field-form = Legal form
companies-field-founded = Founded on
companies-field-capital = Capital (in ten thousands)
companies-field-currency = Currency
companies-field-industry = Industry
companies-field-staff = Staff
companies-field-revenue = Revenue last year
companies-field-address = Address
companies-field-website = Website
companies-field-introduction = Introduction
companies-field-created = Known since
companies-choose = Choose one

## the office's pages
companies-list-title = Companies
companies-list-lead = Members and applicants; each credit code belongs to one company.
companies-list-search = Name, pinyin, code, contact or phone
companies-list-any = Any
companies-list-empty = No companies here
companies-list-empty-text = Companies appear here once they apply. Try wider filters.
companies-company-title = Company
companies-company-cases = Applications
companies-company-alike = Same name or code

## the company's own page
companies-own-title = My company
companies-own-profile = Profile
companies-own-people = Representatives
companies-own-change = Change the profile
companies-own-change-text = Name and credit code are changed by the secretariat: please contact us.
companies-own-save = Save
companies-own-saved = Profile saved.
companies-people-none = No representatives yet.
companies-people-powers = May
companies-people-change = Change
companies-people-save = Save
companies-people-remove = Remove
companies-people-removed = Removed.
companies-people-changed = Saved.
companies-people-invite = Invite a colleague
companies-people-email = Their e-mail
companies-people-email-help = The invitation works for 14 days.
companies-people-post = Post
companies-people-send = Send invitation
companies-people-invited = An invitation is on its way to { $email }.
companies-people-open = Open invitations
companies-people-known = This colleague acts for the company already.
companies-refused-owned = Somebody looks after this company; they can invite colleagues
companies-orphan-title = Nobody looks after it
companies-orphan-text = Nobody with an open account looks after this company. Invite somebody who will: once they accept, they can act, sign and pay for it.
companies-orphan-button = Invite
companies-orphan-email = E-mail of the new owner
companies-letter-owner = { $by } invited { $email } to look after { $company }.
