# What is refused
membership-already = 該企業已是會員，會員編號 { $number }。
membership-ended-already = 該會籍已經終止。
membership-end-too-early = 終止日期不能早於入會日期 { $day }。

# The register
membership-register-title = 會員名冊
membership-register-lead = 所有會籍，包括已終止的。
membership-register-empty = 沒有符合條件的會員
membership-register-empty-text = 協議雙方簽署後，企業自動成為會員並列在這裡。
membership-search = 名稱、拼音、編號或信用代碼
membership-all-ranks = 全部級別
membership-all-industries = 全部產業
membership-number = 會員編號
membership-company = 企業名稱
membership-company-en = 英文名稱
membership-credit-code = 統一社會信用代碼
membership-rank = 會員級別
membership-joined = 入會日期
membership-industry = 產業
membership-website = 網站
membership-state = 會籍狀態
membership-state-current = 有效
membership-state-ended = 已終止
membership-state-all = 全部
membership-current = 有效
membership-ended = 終止日期
membership-ended-why = 終止原因
membership-chart-ranks = 各級別會員
membership-chart-years = 會員人數變化
membership-chart-years-note = 每年年末；本年為現在
membership-member-title = 會員
membership-directory = 會員名錄
membership-directory-yes = 同意公開
membership-directory-no = 不公開
membership-case = 入會申請
membership-case-open = 查看案卷
membership-others = 其他會籍
membership-end = 終止會籍
membership-end-text = 企業將不再是會員，會員編號不再有效。紀錄保留，編號不會再次使用。
membership-end-on = 終止日期
membership-end-on-help = 自該日起不再是會員。
membership-end-why = 原因
membership-end-why-help = 例如：企業書面退會（函件編號、日期）
membership-ended-done = 會籍終止已記錄。

# Member numbers
membership-numbers-title = 會員編號
membership-numbers-lead = 編號連續、不跳號、不重複。修改只影響日後的會員。
membership-numbers-example = 範例：
membership-numbers-prefix = 前綴
membership-numbers-prefix-help = 字母、數字或短橫線，可以留空。
membership-numbers-prefix-wrong = 只能使用字母、數字和短橫線。
membership-numbers-year = 包含入會年份
membership-numbers-year-help = 每年從 1 重新編號。
membership-numbers-digits = 流水號位數
membership-saved = 已儲存。
