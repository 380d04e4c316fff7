platform-letter-demo = This mail comes from a demo chamber; its companies and people are made up.
platform-letter-greeting = Dear { $name },
platform-letter-closing = Sent by the membership portal of { $chamber }. Please do not reply to this mail.
platform-file-empty = This file is empty. Please choose another one.
platform-file-large = This file is too large. The limit is { $megabytes } MB.
platform-file-kind = This kind of file is not accepted. Please upload { $kinds }.
platform-file-pixels = This picture has too many pixels. The limit is { $megapixels } megapixels.
platform-file-unreadable = This picture can't be opened; it may be damaged. Please choose another one.
