
## steps
application-step-company = 企業資料
application-step-people = 聯絡人
application-step-rank = 申請級別
application-step-papers = 資料文件
application-step-reasons = 入會理由與同意事項

## fields
application-field-name = 企業名稱
application-field-name-en = 英文名稱
application-field-credit-code = 統一社會信用代碼
application-field-legal-form = 企業類型
application-field-founded-on = 成立日期
application-field-capital = 註冊資本（萬）
application-field-currency = 幣別
application-field-industry = 所屬行業
application-field-staff = 員工人數
application-field-revenue = 上年度營業收入
application-field-address = 營業地址
application-field-website = 網站
application-field-introduction = 企業簡介
application-field-legal-name = 法定代表人
application-field-rep-name = 會員代表姓名
application-field-rep-post = 會員代表職務
application-field-rep-phone = 會員代表電話
application-field-rep-email = 會員代表電子郵件
application-field-contact-name = 日常聯絡人姓名
application-field-contact-phone = 日常聯絡人電話
application-field-contact-email = 日常聯絡人電子郵件
application-field-finance-name = 財務聯絡人姓名
application-field-finance-phone = 財務聯絡人電話
application-field-finance-email = 財務聯絡人電子郵件
application-field-rank = 申請的會員級別
application-field-recommender-1 = 第一推薦人
application-field-recommender-1-email = 第一推薦人電子郵件
application-field-recommender-2 = 第二推薦人
application-field-recommender-2-email = 第二推薦人電子郵件
application-field-recommender-3 = 第三推薦人
application-field-recommender-3-email = 第三推薦人電子郵件
application-field-why = 入會理由
application-field-charter = 承認章程
application-field-consent-processing = 同意為辦理入會處理個人資料
application-field-consent-directory = 同意在會員名錄中公開
application-field-consent-sharing = 同意與合作機構共享
application-value-given = 已同意
application-value-none = 未填寫
application-wrong-missing = 請填寫此項。

## papers
application-paper-licence = 營業執照
application-paper-identity = 法定代表人身分證明
application-paper-authority = 授權委託書
application-paper-qualification = 資格證書或榮譽
application-paper-accounts = 上年度財務報表
application-paper-recommendation = 推薦信
application-paper-other = 其他資料

## the completeness check
application-requirement-identity = 名稱、代碼與營業執照一致
application-requirement-company = 企業資料完整、合理
application-requirement-people = 聯絡人可聯絡、有權代表企業
application-requirement-recommenders = 推薦人符合要求
application-requirement-reasons = 理由充分、已承認章程
application-requirement-other = 其他
