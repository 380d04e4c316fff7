# Organs and kinds of answers
chamber-organ-board = 理事會
chamber-organ-standing-board = 常務理事會
chamber-organ-presidents = 會長辦公會
chamber-answer-met = 符合 / 部分符合 / 不符合 / 未能查看
chamber-answer-rating = 評分 0–5
chamber-answer-yes-no = 是 / 否 / 未能查看
chamber-answer-text = 文字說明

# What is refused
chamber-criteria-none = 請至少保留一項標準。
chamber-criteria-many = 最多 { $most } 項標準。
chamber-criteria-none-needed = 請至少有一項標準為必答。
chamber-criteria-twice = 有兩項標準或理由使用了相同的代碼。
chamber-criteria-loose-reason = 不予入會的理由「{ $reason }」所依據的標準已不在清單中。
chamber-charter-twice = 章程版本「{ $version }」已經發布過。
chamber-agreement-unknown-field = 沒有名為 { $name } 的欄位，請檢查大括號中的名稱。

# Words all settings share
chamber-settings = 設定
chamber-save = 儲存
chamber-saved = 已儲存。
chamber-cancel = 取消
chamber-change = 修改
chamber-yes = 是
chamber-no = 否
chamber-in-zh-cn = 簡體中文
chamber-in-zh-tw = 繁體中文
chamber-in-en = 英文
chamber-lang-zh-cn = 簡體中文
chamber-lang-zh-tw = 繁體中文
chamber-lang-en = 英文
chamber-in-force = 現行
chamber-superseded = 已被取代
chamber-versions = 歷次版本
chamber-version-number = 第 { $number } 版
chamber-version-first = 系統內建的初始版本
chamber-changes = 本次修改說明
chamber-changes-help = 寫給日後查閱的人：改了什麼，依據哪次會議的決定。
chamber-row-up = 上移
chamber-row-down = 下移
chamber-row-drop = 移除

# The first administrator
chamber-first-title = 開通會員平台
chamber-first-lead = 請建立第一位管理員。此連結只能使用一次，之後由您完成各項設定。
chamber-first-name = 姓名
chamber-first-email = 電子郵件
chamber-first-passphrase = 密碼
chamber-first-passphrase-help = 至少 10 個字元，把幾個不相關的詞連在一起就很好。
chamber-first-button = 建立管理員並繼續
chamber-first-known = 這個信箱已有帳號，請使用另一個信箱。

# Who the chamber is
chamber-identity-title = 商會名稱與基本約定
chamber-identity-lead = 顯示在每個頁面、每封郵件和每份文件上。
chamber-identity-name = 商會全名
chamber-identity-zone = 時區
chamber-identity-zone-help = 日期與截止時間依此時區計算。
chamber-identity-zone-near = 常用
chamber-identity-zone-far = 其他
chamber-identity-currency = 會費幣別
chamber-identity-currency-help = 三位字母代碼，如 TWD、HKD、CNY。
chamber-identity-currency-wrong = 請填寫三位字母的幣別代碼。
chamber-identity-lang = 預設語言
chamber-identity-lang-help = 訪客未選擇語言時使用。
chamber-mark-title = 會徽
chamber-mark-upload = 上傳會徽
chamber-mark-help = PNG 或 JPG，不超過 4 MB，正方形效果最好。
chamber-mark-none = 請選擇一個圖片檔案。
chamber-mark-none-yet = 尚未上傳，頁面暫用通用印章標誌。
chamber-mark-set = 會徽已更新。
chamber-mark-remove = 移除會徽
chamber-mark-removed = 會徽已移除。

# The charter
chamber-charter-title = 章程
chamber-charter-lead = 法定人數、表決門檻與收取會費的依據。申請人入會時承認現行版本；發布過的版本永久保留。
chamber-charter-public = 章程
chamber-charter-versions = 已發布的版本
chamber-charter-none = 尚未發布章程
chamber-charter-none-text = 發布後，申請人即可在線上閱讀並承認章程。
chamber-charter-new = 發布新版本
chamber-charter-name = 標題
chamber-charter-name-help = 例如：某某商會章程
chamber-charter-version = 版本號
chamber-charter-version-help = 引用時的寫法，例如 2026-1。
chamber-charter-day = 通過日期
chamber-charter-day-help = 會員大會表決通過之日。
chamber-charter-future = 通過日期不能晚於今天。
chamber-charter-file = 章程檔案（PDF）
chamber-charter-file-help = 不超過 20 MB。
chamber-charter-body = 章程全文
chamber-charter-body-help = 可在手機上直接閱讀；與 PDF 至少提供一項。
chamber-charter-empty = 請上傳 PDF 或填寫章程全文。
chamber-charter-publish = 發布章程
chamber-charter-published = 章程 { $version } 已發布，自現在起為現行版本。
chamber-charter-adopted = { $day } 通過
chamber-charter-version-is = 版本 { $version }
chamber-charter-download = 下載 PDF
chamber-clause-title = 請在章程中寫明線上表決
chamber-clause-text = 我們沒有找到允許或禁止社會團體理事會線上表決的明文規定，決議的效力取決於章程。建議在啟用線上表決前，由會員大會在章程中加入授權條款，例如：
chamber-clause-example = 「理事會、常務理事會得以通訊方式（包括經身分驗證的線上表決）作成決議。以通訊方式表決者，於規定期限內送達表決意見之理事視為出席，其表決與現場表決具有同等效力；表決記錄由秘書處保存。」

# Ranks and routes
chamber-ranks-title = 會員級別與入會流程
chamber-ranks-lead = 每個級別的會費公開顯示在「加入我們」頁面；流程決定申請要經過哪些步驟、由誰決定。
chamber-ranks-edit = 級別與會費
chamber-ranks-changed-meanwhile = 級別在此期間已被修改，請重新開啟頁面。
chamber-ranks-none-open = 請至少有一個級別開放申請。
chamber-rank = 級別
chamber-rank-number = 級別 { $number }
chamber-rank-dues = 每年會費
chamber-rank-open = 開放申請
chamber-rank-closed = 不開放申請
chamber-rank-add = 新增級別
chamber-routes-title = 各級別的入會流程
chamber-routes-lead = 修改只影響日後提交的申請，已提交的依原流程辦理。
chamber-route-title = 入會流程
chamber-route-of = 「{ $rank }」的入會流程
chamber-route-lead = 依章程規定選擇。
chamber-route-body = 決定機構
chamber-route-body-help = 許多章程規定：普通會員由會長辦公會決定，理事及以上由理事會決定。
chamber-route-steps = 步驟
chamber-route-steps-help = 資格審查與表決必不可少。
chamber-step-review = 資格審查
chamber-step-visit = 實地考察
chamber-step-notice = 公示 { $days } 天
chamber-step-vote = 表決
chamber-route-notice = 公示天數
chamber-route-notice-help = 0 表示不公示。
chamber-route-recommenders = 推薦人數
chamber-route-recommenders-help = 需要幾家會員推薦。
chamber-route-papers = 需要提交的文件
chamber-route-papers-help = 請只要求確有必要的文件。
chamber-paper-licence = 營業執照
chamber-paper-identity = 法定代表人身分證明
chamber-paper-authority = 授權委託書
chamber-paper-qualification = 資質與榮譽證明
chamber-paper-accounts = 財務報表
chamber-paper-recommendation = 推薦信

# Time limits
chamber-limits-title = 辦理時限
chamber-limits-lead = 以天計，到期前提醒。修改只影響日後提交的申請。
chamber-limit-answer = 秘書處初審答覆（逾期視為受理）
chamber-limit-correction = 申請人補正
chamber-limit-grace = 補正逾期後的寬限
chamber-limit-assign = 指定審查員
chamber-limit-review = 資格審查
chamber-limit-visit = 實地考察
chamber-limit-recommend = 提交理事會
chamber-limit-ballot = 表決期限
chamber-limit-agreement = 寄出入會協議
chamber-limit-sign = 企業簽署協議
chamber-limit-countersign = 商會會簽協議
chamber-limit-appeal = 不予入會後的異議期
chamber-limit-cooling-off = 不予入會後再次申請的間隔

# Criteria
chamber-criteria-review = 資格審查標準
chamber-criteria-visit = 實地考察標準
chamber-criteria-tabs = 標準
chamber-criteria-lead = 發布後形成新版本，已開始的審查與考察仍依原版本進行。
chamber-criterion = 標準
chamber-criterion-number = 標準 { $number }
chamber-criterion-kind = 回答方式
chamber-criterion-needed = 必答
chamber-criterion-add = 新增標準
chamber-reasons-title = 不予入會的理由
chamber-reasons-lead = 不予入會時只能選用這裡的理由，每條理由都對應一項標準。
chamber-reason-number = 理由 { $number }
chamber-reason-criterion = 對應的標準
chamber-reason-add = 新增理由
chamber-criteria-publish = 發布新版本
chamber-criteria-published = 第 { $number } 版已發布。

# The agreement
chamber-agreement-title = 入會協議文本
chamber-agreement-lead = 理事會通過後，依此文本產生每家企業的入會協議。大括號中的欄位會自動填入。
chamber-agreement-fields = 可以使用的欄位
chamber-field-chamber = 商會名稱
chamber-field-company = 企業名稱
chamber-field-credit-code = 統一社會信用代碼
chamber-field-rank = 會員級別
chamber-field-dues = 每年會費
chamber-field-organ = 決定機構
chamber-field-decided-on = 決定日期
chamber-field-charter = 章程版本
chamber-field-conditions = 入會條件
chamber-agreement-publish = 發布新文本
chamber-agreement-published = 第 { $number } 版已發布。

# Who signs
chamber-signatory-title = 商會簽署人
chamber-signatory-lead = 入會協議由會長，或會長書面授權的人簽署。
chamber-signatory-presidents = 會長
chamber-signatory-no-president = 還沒有人擔任會長角色。
chamber-signatory-give-role = 在「人員」中指定
chamber-signatory-authorised = 已授權
chamber-signatory-other = 授權他人簽署
chamber-signatory-email = 被授權人電子郵件
chamber-signatory-email-help = 留空表示只由會長簽署。
chamber-signatory-authority = 授權依據
chamber-signatory-authority-help = 例如：會長授權書 2026 年第 3 號
chamber-signatory-since = 授權日期
chamber-signatory-unknown = 沒有使用這個信箱的帳號，請先在「人員」中邀請。

# Second factor
chamber-access-title = 兩步驟驗證
chamber-access-lead = 下列角色必須啟用兩步驟驗證才能繼續使用。
chamber-access-roles = 必須啟用的角色
chamber-access-help = 建議至少要求管理員啟用。下次開啟頁面時生效；選中您自己的角色，您也會被要求設定。

# Mail
chamber-mail-title = 郵件伺服器
chamber-mail-lead = 確認、補正、表決與結果通知都透過郵件送達。儲存時會先連線試登入。
chamber-mail-configured = 伺服器設定檔中已指定郵件伺服器，優先於此處的設定。
chamber-mail-missing = 尚未設定。郵件會先儲存在「郵件」頁面，設定後自動寄出。
chamber-mail-host = 伺服器
chamber-mail-host-help = 例如 smtp.example.com
chamber-mail-port = 連接埠
chamber-mail-port-help = 一般為 587 或 465。
chamber-mail-security = 加密
chamber-mail-starttls = STARTTLS
chamber-mail-starttls-help = 通常用 587 連接埠
chamber-mail-tls = TLS
chamber-mail-tls-help = 通常用 465 連接埠
chamber-mail-none = 不加密
chamber-mail-none-help = 僅限同一台機器或內部網路
chamber-mail-user = 使用者名稱
chamber-mail-password = 密碼
chamber-mail-password-kept = 已儲存。留空則不變；更換伺服器時需重新填寫。
chamber-mail-from = 寄件信箱
chamber-mail-from-help = 多數伺服器要求與使用者名稱一致。
chamber-mail-from-name = 寄件人名稱
chamber-mail-from-name-help = 留空則使用商會名稱。
chamber-mail-save = 連線測試並儲存
chamber-mail-saved = 已連線成功並儲存。
chamber-mail-unreachable = 無法使用該伺服器：{ $why }
chamber-mail-test = 寄送測試郵件
chamber-mail-test-text = 寄一封測試郵件給 { $email }。
chamber-mail-sent = 寄往 { $email } 的測試郵件已排隊寄送，結果可在「郵件」頁面查看。
chamber-mail-remove = 移除此伺服器
chamber-mail-removed = 郵件伺服器設定已移除。
chamber-letter-test-subject = 測試郵件
chamber-letter-test-line = 收到這封郵件，表示會員平台的郵件伺服器設定正確。
chamber-contact = 聯絡方式
chamber-contact-phone = 電話
chamber-contact-email = 電子郵件
chamber-contact-address = 地址
chamber-contact-hours = 辦公時間
chamber-contact-records = 頁尾備案資訊
chamber-contact-records-help = 每行一條，如社會團體登記證號、網站備案號。
chamber-intro = 關於我們
chamber-intro-others = 其他語言

# The seal
chamber-seal-title = 電子印章
chamber-seal-lead = 協議等文件由系統加蓋電子簽章：先是簽署人，再是商會。任何人都可以在核驗頁查驗。
chamber-seal-trouble = 印章目前無法使用，簽好的協議會等到問題解決後再加蓋簽章。
chamber-seal-keys = 金鑰與憑證
chamber-seal-none = 還沒有金鑰。填好商會名稱後，系統在下次啟動時自動產生。
chamber-seal-root = 根憑證
chamber-seal-made = 商會印章，由本系統產生
chamber-seal-imported = 商會印章，由外部匯入
chamber-seal-until = 有效期至
chamber-seal-retired = 已停用
chamber-seal-runs-out = 即將到期
chamber-seal-root-file = 下載根憑證
chamber-seal-root-text = 交給需要用其他軟體核驗簽章的人。
chamber-seal-new = 更換金鑰
chamber-seal-new-text = 產生新的根憑證和印章。先前蓋過章的文件繼續有效，舊憑證仍用於核驗。
chamber-seal-renew = 產生新金鑰
chamber-seal-renewed = 已啟用新金鑰。
chamber-seal-bring = 匯入憑證
chamber-seal-bring-text = 如果商會已有憑證機構簽發的憑證，可以匯入 PKCS#12 檔案（.p12 或 .pfx）代替本系統產生的印章。匯入前會先試簽並核驗一份樣張。
chamber-seal-file = 憑證檔案
chamber-seal-file-missing = 請選擇 .p12 或 .pfx 檔案，不超過 256 KB。
chamber-seal-file-refused = 這個檔案不能使用：{ $why }
chamber-seal-phrase = 檔案密碼
chamber-seal-bring-button = 匯入並啟用
chamber-seal-brought = 已啟用匯入的憑證。

# Papers
chamber-paper-pages = 第 { $page } 頁，共 { $pages } 頁
chamber-paper-demo = 示範資料
chamber-paper-missing = 伺服器上的字型沒有這些字：{ $characters }。請換用其他寫法，或請管理員安裝含有這些字的字型。
