platform-letter-demo = 這是示範商會寄出的郵件，其中的企業和人物均為虛構。
platform-letter-greeting = { $name }，您好：
platform-letter-closing = 此郵件由{ $chamber }會員平台寄出，請勿直接回覆。
platform-file-empty = 這個檔案是空的，請換一個檔案。
platform-file-large = 檔案過大，最大可上傳 { $megabytes } MB。
platform-file-kind = 不支援這種檔案，請上傳 { $kinds } 格式。
platform-file-pixels = 圖片尺寸過大，最大為 { $megapixels } 百萬畫素。
platform-file-unreadable = 圖片無法開啟，可能已損壞，請換一張。
