platform-letter-demo = 这是演示商会发出的邮件，其中的企业和人物均为虚构。
platform-letter-greeting = { $name }，您好：
platform-letter-closing = 此邮件由{ $chamber }会员平台发出，请勿直接回复。
platform-file-empty = 这个文件是空的，请换一个文件。
platform-file-large = 文件过大，最大可上传 { $megabytes } MB。
platform-file-kind = 不支持这种文件，请上传 { $kinds } 格式。
platform-file-pixels = 图片尺寸过大，最大为 { $megapixels } 百万像素。
platform-file-unreadable = 图片无法打开，可能已损坏，请换一张。
