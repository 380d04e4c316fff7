platform-letter-demo = This mail comes from a demo chamber; its companies and people are made up.
platform-letter-greeting = Dear { $name },
platform-letter-closing = Sent by the membership portal of { $chamber }. Please do not reply to this mail.
