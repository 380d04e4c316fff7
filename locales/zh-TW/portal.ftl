# 公開網站：首頁、入會指南、關於商會、會員名錄、活動、會員查驗、個人資料保護


portal-home-title = 企業之家
portal-home-description = { $name }：會員權益、會費標準、入會五步與會員名錄。
portal-home-heading-1 = 踏實做事的企業，
portal-home-heading-2 = 在這裡相遇
portal-home-lead = { $name }由企業自願組成，為會員反映訴求、提供服務、維護信譽。入會須經資格審查、實地考察和理事會表決，正因如此，「會員」二字才有分量。
portal-home-apply = 申請入會
portal-home-how = 先了解入會五步
portal-home-scroll-1 = 以誠會友　同舟共濟
portal-home-scroll-2 = 以信立業　行穩致遠
portal-home-members = 會員企業
portal-home-industries = 涵蓋行業
portal-home-board = 理事會成員

portal-gain-heading = 會員得到什麼
portal-gain-voice = 有人替您說話
portal-gain-voice-text = 商會將會員的共同訴求整理成建議，反映給政府部門與社會，參與政策與產業標準的討論。
portal-gain-help = 遇事有人可問
portal-gain-help-text = 政策諮詢、法律援助由秘書處牽頭，媒合律師與專業機構，不讓會員獨自面對。
portal-gain-trade = 生意多一條路
portal-gain-trade-text = 供需對接、市場資訊、上下游引薦，先在會員之間流動起來。
portal-gain-meet = 同業常常見面
portal-gain-meet-text = 交流會、培訓、外出考察，結識同業，也結識願意說真話的朋友。
portal-gain-name = 名字受人信賴
portal-gain-name-text = 會員編號可以在網路上查驗，往來更放心；名錄上公開哪些資料，由企業自己決定。
portal-gain-vote = 商會的事一起定
portal-gain-vote-text = 會員有選舉權、被選舉權和表決權，可以對商會工作提出批評、進行監督。

portal-path-heading = 入會五步
portal-path-lead = 每一步由誰辦、需要多久、卡在哪裡，您隨時都看得到。順利的話，全程大約一到兩個月。
portal-path-apply = 填寫申請
portal-path-apply-time = 約 20 分鐘
portal-path-apply-text = 企業、人員、級別、文件、入會理由。邊填邊存，手機上也能填，換一台裝置可以接著填。
portal-path-review = 初審與資格審查
portal-path-review-time = { $answer } 天內答覆，{ $review } 天內審完
portal-path-review-text = 缺什麼，秘書處一次說清楚；審查員對照公開的條件逐項審查，與申請企業有利害關係者一律迴避。
portal-path-visit = 實地考察
portal-path-visit-time = { $visit } 天內，現場約 1 小時
portal-path-visit-text = 至少兩位考察人員登門，看場所、看經營、聽想法。考察中的事實您可以查閱並補充意見。
portal-path-ballot = 理事會表決
portal-path-ballot-time = 不超過 { $ballot } 天
portal-path-ballot-text = 理事依章程記名表決，法定人數、迴避和計票過程都有記錄。未通過者，會說明對應哪一條條件。
portal-path-sign = 簽約入會
portal-path-sign-time = 約 10 分鐘
portal-path-sign-text = 線上簽署入會協議，商會會簽後即取得會員編號，成為會員。

portal-dues-heading = 會費公開
portal-dues-lead = 會費依會員級別收取，標準由會員大會表決通過。申請、審查和考察都不收費。
portal-dues-caption = 會費標準
portal-dues-rank = 會員級別
portal-dues-amount = 每年會費
portal-dues-needs = 申請要求
portal-dues-recommenders = { $count ->
    [0] 無需推薦人
   *[other] 需 { $count } 位會員推薦
}
portal-dues-free = 免費

portal-figures-heading = 用數字看商會
portal-figures-growth = 歷年會員數
portal-figures-growth-note = 每年年底在冊的會員企業
portal-figures-industry = 會員所在行業
portal-figures-others = 其他行業
portal-figures-industry-note = 依國民經濟行業分類的門類

portal-closing-heading = 從一份申請開始
portal-closing-text = 先把草稿填起來，想好了再送出；送出之後、簽約之前，隨時可以撤回。
portal-closing-directory = 看看有哪些會員

portal-join-title = 入會指南
portal-join-description = 如何加入{ $name }：五個步驟、所需時間、會費標準、所需文件、由誰決定。
portal-join-heading = 如何加入商會
portal-join-lead = 五步，每一步都有期限。全部在網路上辦理，只有實地考察需要我們登門。
portal-join-needs = 需要準備什麼
portal-join-needs-code = 統一社會信用代碼和營業執照（PDF 或清晰的照片）
portal-join-needs-people = 法定代表人、會員代表、聯絡人的姓名與聯絡方式
portal-join-needs-rank = 想申請的會員級別；部分級別需要現有會員推薦
portal-join-needs-why = 幾句話：企業做什麼，為什麼想加入
portal-join-decides = 由誰決定
portal-join-decides-text = 秘書處核對文件是否齊全；審查員對照條件審查；考察人員實地了解；最後由商會的決策機構依章程表決。任何一個人都不能獨自決定，申請企業的關係人一律迴避。
portal-join-questions = 常見問題
portal-join-q-withdraw = 中途可以撤回嗎？
portal-join-a-withdraw = 可以。簽約之前任何時候都能撤回，不需要誰核准，也不影響以後再申請。
portal-join-q-rejected = 沒有通過怎麼辦？
portal-join-a-rejected = 您會收到書面理由，寫明對應哪一條入會條件。可以在期限內提出異議，也可以改進之後重新申請。
portal-join-q-pay = 什麼時候繳會費？
portal-join-a-pay = 表決通過並簽署入會協議之後。申請、審查和考察都不收費。
portal-join-q-see = 誰會看到我們的資料？
portal-join-a-see = 只有辦理這份申請的人：秘書處、指定的審查員和考察人員、參加表決的理事。誰在什麼時候做了什麼都有記錄。
portal-join-q-leave = 入會以後可以退出嗎？
portal-join-a-leave = 可以。入會自願、退會自由，書面告知秘書處即可。

portal-about-title = 關於商會
portal-about-description = { $name }的章程、理事會與秘書處。
portal-about-heading = 關於{ $name }
portal-about-lead = 我們是企業自願結成的社會團體，不以營利為目的。重大事項由會員大會決定，日常由理事會領導、秘書處辦理。
portal-about-values = 我們看重什麼
portal-about-values-open = 公開
portal-about-values-open-text = 會費標準、入會條件、決定的依據都擺在明處。
portal-about-values-fair = 公正
portal-about-values-fair-text = 有利害關係的人迴避，每一票怎麼計都有據可查。
portal-about-values-useful = 有用
portal-about-values-useful-text = 會員提出的事，有人接、有期限、有回音。
portal-about-board = 理事會
portal-about-board-text = 理事會在會員大會閉會期間領導商會工作，對入會申請作出決定。
portal-about-office = 秘書處
portal-about-office-text = 入會、會籍、活動和各類服務，都可以找秘書處。
portal-about-contact-address = 地址
portal-about-contact-phone = 電話
portal-about-contact-email = 電子郵件
portal-about-contact-hours = 辦公時間
portal-about-charter = 章程
portal-about-charter-text = 商會依照章程運作。會費、表決和會員權利義務，都以章程為準。
portal-about-charter-read = 閱讀章程（{ $version } 版）
portal-about-charter-none = 章程全文請向秘書處索取。

portal-directory-title = 會員名錄
portal-directory-description = { $name }的會員企業，可依名稱、拼音和行業搜尋。
portal-directory-lead = 這裡只列出同意公開的會員。可以依企業名稱、拼音或行業搜尋。
portal-directory-query = 企業名稱或拼音
portal-directory-industry = 行業
portal-directory-all = 全部行業
portal-directory-none = 沒有找到符合條件的會員
portal-directory-none-text = 換一個關鍵字試試。也可能這家會員選擇不公開；若知道會員編號，可以直接查驗。
portal-directory-empty = 名錄還是空的
portal-directory-empty-text = 第一批會員入會並同意公開之後，會出現在這裡。
portal-directory-rank = { $name }
portal-directory-since = { $year } 年入會
portal-directory-list = 會員企業

portal-events-title = 活動
portal-events-description = { $name }的活動安排。
portal-events-lead = 交流會、培訓和外出考察的安排會在這裡公布，會員與來賓均可查看。
portal-events-empty = 目前沒有公布的活動
portal-events-empty-text = 活動確定之後，時間、地點和報名方式會出現在這裡。
portal-events-members = 了解會員權益

portal-check-title = 會員查驗
portal-check-description = 輸入會員編號，查驗會員身分今天是否有效。
portal-check-lead = 輸入證書或牌匾上的會員編號，查驗會籍今天是否有效。除此之外不顯示任何資料。
portal-check-number = 會員編號
portal-check-number-help = 例如 2026-0001
portal-check-submit = 查驗
portal-check-valid = 有效
portal-check-valid-text = 會員編號 { $number } 在 { $day } 有效。
portal-check-invalid = 未查到
portal-check-invalid-text = 會員編號 { $number } 在 { $day } 沒有有效的會籍。請核對編號；如有疑問，請聯絡秘書處。

portal-privacy-title = 個人資料保護
portal-privacy-description = { $name }如何處理個人資料，您有哪些權利。
portal-privacy-lead = 本頁說明{ $name }在會員平台上處理哪些個人資料、為什麼處理、保存多久，以及您可以要求什麼。
portal-privacy-what = 我們處理什麼
portal-privacy-what-account = 帳號：姓名、電子郵件、登入記錄。密碼只保存無法還原的摘要。
portal-privacy-what-company = 入會申請：法定代表人、會員代表和聯絡人的姓名、職務和聯絡方式，以及申請文件裡的內容。
portal-privacy-what-acts = 辦理記錄：誰在什麼時候做了什麼。這是審查、表決和簽約可以追溯的依據，不會被改寫。
portal-privacy-why = 為什麼處理
portal-privacy-why-text = 辦理入會和會籍所必需的，依據《個人信息保護法》第十三條為訂立和履行入會協議、履行法定義務而處理。公開到會員名錄、提供給合作機構，分別徵得單獨同意，預設都不勾選，隨時可以撤回。
portal-privacy-who = 誰能看到
portal-privacy-who-text = 只有辦理相關事項的人：秘書處、指定的審查員和考察人員、參加表決的理事。我們不出售個人資料，也不用於廣告；網頁不載入任何第三方的統計或追蹤程式。
portal-privacy-long = 保存多久
portal-privacy-long-text = 會籍存續期間，以及法律和章程規定的檔案保存期限之內。草稿和未辦成的申請，在目的達成後刪除或去識別化。
portal-privacy-rights = 您的權利
portal-privacy-rights-text = 您可以查閱、複製、更正自己的資料，撤回同意，要求刪除或限制處理。請聯絡秘書處，我們核實身分後在十五天內答覆。
portal-privacy-cookies = Cookie
portal-privacy-cookies-text = 只用必需的幾個：登入狀態、語言、明暗顯示，以及一次性的提示。沒有用於追蹤的 Cookie。

# A paper checked
portal-check-paper = 核驗一份 PDF 檔案
portal-paper-title = 核驗文件
portal-paper-lead = 上傳一份 PDF，看看由誰簽署、簽署之後有沒有被改動。
portal-paper-description = 核驗本會文件上的電子簽章
portal-paper-file = PDF 檔案
portal-paper-file-help = 檔案只用於這次核驗，不會保存。
portal-paper-missing = 請選擇一份 PDF 檔案。
portal-paper-submit = 核驗
portal-paper-stamp-good = 有效
portal-paper-stamp-none = 無簽章
portal-paper-stamp-bad = 不可信
portal-paper-all-good = 「{ $name }」上的簽章全部有效，文件自簽署後未被改動。
portal-paper-none = 「{ $name }」上沒有電子簽章。
portal-paper-bad = 「{ $name }」上有簽章未通過核驗，請勿採信，並向本會查證。
portal-paper-holds = 有效
portal-paper-fails = 未通過
portal-paper-good = 內容完整，憑證由本會簽發。
portal-paper-unreadable = 簽章無法讀取，或沒有涵蓋整份文件。
portal-paper-changed = 簽署之後，內容或簽章被改動過。
portal-paper-changed-after = 簽署之後，文件中加入了簽章以外的內容。
portal-paper-stranger = 內容完整，但憑證不是本會簽發的，或簽署時不在有效期內。
portal-paper-organisation = 單位
portal-paper-reason = 簽署事由
portal-paper-at = 簽署時間
portal-paper-stamped = 時間戳記
portal-paper-how = 用其他軟體核驗
portal-paper-how-text = 簽章採用 PAdES 標準，可以用支援該標準的任何軟體核驗。請先下載並信任本會的根憑證。
portal-paper-root = 下載根憑證
