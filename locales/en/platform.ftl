platform-letter-demo = This mail comes from a demo chamber; its companies and people are made up.
platform-letter-greeting = Dear { $name },
platform-letter-closing = Sent by the membership portal of { $chamber }. Please do not reply to this mail.
platform-file-empty = This file is empty. Please choose another one.
platform-file-large = This file is too large. The limit is { $megabytes } MB.
platform-file-kind = This kind of file is not accepted. Please upload { $kinds }.
platform-file-pixels = This picture has too many pixels. The limit is { $megapixels } megapixels.
platform-file-unreadable = This picture can't be opened; it may be damaged. Please choose another one.
platform-file-heic = This HEIC photo can't be read. Please send it as a JPEG.
platform-file-beyond = This file can't be read: it takes more memory or time than any usual file. Please save it anew, or send a smaller one.
platform-file-side = This picture is too long or too wide. The limit is { $pixels } pixels a side.
platform-file-lost = “{ $name }” is on record, but lost in the store (checksum { $sum }). Please tell an administrator; it can be put back from a backup.
platform-file-enough-today = One person may send { $files } files and { $megabytes } MB a day. Please send the rest in { $hours ->
    [one] an hour
   *[other] { $hours } hours
}, or hand it to the office.
platform-mail-away = it cannot be reached. Check address and port.
platform-mail-slow = it did not answer in time. Check port and encryption.
platform-mail-insecure = no safe connection. Check the encryption and the server’s certificate.
platform-mail-no-starttls = it does not offer STARTTLS. Choose another encryption.
platform-mail-no-entry = it does not accept the user name or the password.
platform-mail-refused = it turned us away. Ask whoever runs it.
platform-mail-none-uncertain = There is no mail of which it is uncertain whether it arrived.
platform-mail-not-again = This mail does not need to be sent again.
platform-paper-missing = The fonts on the server lack these characters: { $characters }. Write it another way, or have a font with them installed.
