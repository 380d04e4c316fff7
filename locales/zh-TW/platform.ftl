platform-letter-demo = 這是示範商會寄出的郵件，其中的企業和人物均為虛構。
platform-letter-greeting = { $name }，您好：
platform-letter-closing = 此郵件由{ $chamber }會員平台寄出，請勿直接回覆。
