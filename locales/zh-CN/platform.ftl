platform-letter-demo = 这是演示商会发出的邮件，其中的企业和人物均为虚构。
platform-letter-greeting = { $name }，您好：
platform-letter-closing = 此邮件由{ $chamber }会员平台发出，请勿直接回复。
