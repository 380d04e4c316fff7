
## steps
application-step-company = Company
application-step-people = People
application-step-rank = Rank
application-step-papers = Papers
application-step-reasons = Reasons and consents

## fields
application-field-name = Company name
application-field-name-en = English name
application-field-credit-code = Credit code
application-field-legal-form = Legal form
application-field-founded-on = Founded on
application-field-capital = Registered capital (in ten thousands)
application-field-currency = Currency
application-field-industry = Industry
application-field-staff = Staff
application-field-revenue = Revenue last year
application-field-address = Address
application-field-website = Website
application-field-introduction = Introduction
application-field-legal-name = Legal representative
application-field-rep-name = Member representative
application-field-rep-post = Their post
application-field-rep-phone = Their phone
application-field-rep-email = Their e-mail
application-field-contact-name = Everyday contact
application-field-contact-phone = Contact's phone
application-field-contact-email = Contact's e-mail
application-field-finance-name = Finance contact
application-field-finance-phone = Finance contact's phone
application-field-finance-email = Finance contact's e-mail
application-field-rank = Rank applied for
application-field-recommender-1 = First recommender
application-field-recommender-1-email = First recommender's e-mail
application-field-recommender-2 = Second recommender
application-field-recommender-2-email = Second recommender's e-mail
application-field-recommender-3 = Third recommender
application-field-recommender-3-email = Third recommender's e-mail
application-field-why = Why you want to join
application-field-charter = Charter accepted
application-field-consent-processing = Consent to processing for this application
application-field-consent-directory = Consent to publication in the directory
application-field-consent-sharing = Consent to sharing with partners
application-value-given = Given
application-value-none = Not given
application-wrong-missing = Please fill this in.

## papers
application-paper-licence = Business licence
application-paper-identity = Identity of the legal representative
application-paper-authority = Letter of authority
application-paper-qualification = Qualifications and awards
application-paper-accounts = Last year's accounts
application-paper-recommendation = Letter of recommendation
application-paper-other = Other papers

## the completeness check
application-requirement-identity = Name and code match the licence
application-requirement-company = Company particulars are complete
application-requirement-people = The people can be reached and may act
application-requirement-recommenders = Recommenders are as required
application-requirement-reasons = Reasons given, charter accepted
application-requirement-other = Anything else
