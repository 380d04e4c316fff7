## legal forms
companies-form-limited = 有限責任公司
companies-form-stock = 股份有限公司
companies-form-sole = 個人獨資企業
companies-form-partnership = 合夥企業
companies-form-state = 國有企業
companies-form-foreign = 外商投資企業
companies-form-branch = 分公司
companies-form-household = 個體工商戶
companies-form-cooperative = 農民專業合作社
companies-form-institution = 社會組織、事業單位

## industries: sections of GB/T 4754-2017
companies-industry-a = 農、林、牧、漁業
companies-industry-b = 採礦業
companies-industry-c = 製造業
companies-industry-d = 電力、熱力、燃氣及水生產和供應業
companies-industry-e = 建築業
companies-industry-f = 批發和零售業
companies-industry-g = 交通運輸、倉儲和郵政業
companies-industry-h = 住宿和餐飲業
companies-industry-i = 資訊傳輸、軟體和資訊技術服務業
companies-industry-j = 金融業
companies-industry-k = 房地產業
companies-industry-l = 租賃和商務服務業
companies-industry-m = 科學研究和技術服務業
companies-industry-n = 水利、環境和公共設施管理業
companies-industry-o = 居民服務、修理和其他服務業
companies-industry-p = 教育
companies-industry-q = 衛生和社會工作
companies-industry-r = 文化、體育和娛樂業
companies-industry-s = 公共管理、社會保障和社會組織
companies-industry-t = 國際組織

## bands
companies-staff-u20 = 20 人以下
companies-staff-u100 = 20–99 人
companies-staff-u300 = 100–299 人
companies-staff-u1000 = 300–999 人
companies-staff-o1000 = 1000 人及以上
companies-revenue-u500 = 500 萬元以下
companies-revenue-u2000 = 500 萬–2000 萬元
companies-revenue-u10000 = 2000 萬–1 億元
companies-revenue-u40000 = 1 億–4 億元
companies-revenue-u100000 = 4 億–10 億元
companies-revenue-o100000 = 10 億元及以上
companies-currency-cny = 人民幣
companies-currency-usd = 美元
companies-currency-hkd = 港元
companies-currency-eur = 歐元
companies-currency-twd = 新臺幣

## what is wrong with a field
companies-odd-phone = 請填寫手機號碼、含區碼的市話，或以 + 開頭的境外號碼。
companies-odd-email = 請填寫完整的電子郵件地址，例如 name@example.com。
companies-odd-website = 請填寫網址，例如 www.example.com。
companies-odd-amount = 請填寫大於零的數字，單位為萬，最多六位小數。
companies-odd-date = 請填寫今天或以前的日期。
companies-odd-choice = 請從清單中選擇一項。
companies-odd-long = 內容過長，最多 { $most } 個字。
companies-code-empty = 請填寫統一社會信用代碼。
companies-code-length = 統一社會信用代碼應為 18 位，現在是 { $found } 位。
companies-code-letter = 第 { $place } 位的「{ $letter }」不會出現在統一社會信用代碼中。代碼只用數字和大寫字母，不含 I、O、S、V、Z。
companies-code-check = 最後一位校驗碼不符，請對照營業執照逐位核對。

## powers and people
companies-power-owner = 管理資料與人員
companies-power-submit = 填寫和提交申請
companies-power-sign = 以企業名義答覆商會
companies-power-pay = 繳費
companies-power-register = 活動報名
companies-people-last-owner = 企業至少要有一位能管理資料與人員的代表。
companies-code-taken = 該統一社會信用代碼已登記在{ $name }名下，請先處理重複。

## fields
companies-field-name = 企業名稱
companies-field-name-en = 英文名稱
companies-field-code = 統一社會信用代碼
companies-field-form = 企業類型
companies-field-founded = 成立日期
companies-field-capital = 註冊資本（萬）
companies-field-currency = 幣別
companies-field-industry = 所屬行業
companies-field-staff = 員工人數
companies-field-revenue = 上年度營業收入
companies-field-address = 地址
companies-field-website = 網站
companies-field-introduction = 企業簡介
companies-field-created = 登記日期
companies-choose = 請選擇

## the office's pages
companies-list-title = 企業
companies-list-lead = 會員企業和申請企業，每個統一社會信用代碼只對應一家。
companies-list-search = 名稱、拼音、代碼、聯絡人或電話
companies-list-any = 不限
companies-list-empty = 沒有符合條件的企業
companies-list-empty-text = 企業提交入會申請後會列在這裡。可以放寬篩選條件再看。
companies-company-title = 企業資料
companies-company-cases = 入會申請
companies-company-alike = 名稱或代碼相同的企業

## the company's own page
companies-own-title = 我的企業
companies-own-profile = 企業資料
companies-own-people = 企業代表
companies-own-change = 修改企業資料
companies-own-change-text = 企業名稱和統一社會信用代碼由秘書處修改，請聯絡秘書處。
companies-own-save = 儲存
companies-own-saved = 企業資料已儲存。
companies-people-none = 還沒有代表。
companies-people-powers = 可以辦理
companies-people-change = 修改權限
companies-people-save = 儲存
companies-people-remove = 移除
companies-people-removed = 代表已移除。
companies-people-changed = 權限已儲存。
companies-people-invite = 邀請同事
companies-people-email = 同事的電子郵件
companies-people-email-help = 邀請郵件 14 天內有效。
companies-people-post = 職務
companies-people-send = 寄送邀請
companies-people-invited = 邀請已寄送到 { $email }。
companies-people-open = 尚未接受的邀請
companies-people-known = 這位同事已經是企業代表。
companies-refused-owned = 該企業已有人負責管理，請由其邀請同事
companies-orphan-title = 無人管理
companies-orphan-text = 該企業沒有可登入的管理人。可邀請一位新的管理人，對方接受邀請後即可代表企業辦理、簽署與繳費。
companies-orphan-button = 邀請管理人
companies-orphan-email = 管理人的電子郵件
companies-letter-owner = { $by }邀請了 { $email } 管理「{ $company }」的資料與人員。
