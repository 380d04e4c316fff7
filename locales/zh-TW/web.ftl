# 頁面外框與共用元件
web-skip = 跳至主要內容
web-nav-site = 網站導覽
web-nav-main = 主選單
web-nav-dock = 常用入口
web-nav-more = 更多
web-nav-foot = 頁尾導覽
web-sign-in = 登入
web-sign-out = 登出
web-language = 語言
web-theme = 明暗
web-theme-auto = 跟隨系統
web-theme-light = 日間
web-theme-dark = 夜間
web-demo-ribbon = 示範商會：此處的企業、人員及資料均屬虛構。
web-demo-short = 示範
web-foot-about = 關於我們
web-foot-join = 申請入會
web-foot-check = 會員查驗
web-foot-privacy = 個人資料保護
web-foot-site = 商會網站
web-crumbs = 目前位置
web-form-errors = 還有幾處需要修改：
web-form-optional = 選填
web-form-reveal = 顯示密碼
web-strength = 密碼強度
web-strength-0 = 太短
web-strength-1 = 容易被猜到
web-strength-2 = 普通
web-strength-3 = 較強
web-strength-4 = 很強
web-autosave-saving = 正在儲存草稿……
web-autosave-saved = 草稿已儲存
web-autosave-kept = 暫時無法連線，內容已保留在本機，恢復連線後會自動儲存
web-upload-sending = 正在上傳……
web-upload-done = 已上傳
web-upload-failed = 上傳失敗，請再試一次
web-upload-send = 上傳
web-list-search = 搜尋
web-list-query = 關鍵字
web-list-count = 共 { $count } 筆
web-pager = 換頁
web-pager-prev = 上一頁
web-pager-next = 下一頁
web-pager-at = 第 { $page } 頁，共 { $pages } 頁
web-export = 匯出
web-rail-done = （已完成）
web-rail-now = （進行中）
web-rail-later = （未開始）
web-rail-skipped = （不需要）
web-rail-stopped = （已終止）
web-step-done = （已填妥）
web-figure-numbers = 查看數據
# 導覽
web-nav-about = 關於我們
web-nav-join = 申請入會
web-nav-directory = 會員名錄
web-nav-events = 活動
web-nav-today = 今日
web-nav-cases = 入會申請
web-nav-board = 理事會
web-nav-members = 會員
web-nav-companies = 企業
web-nav-people = 人員
web-nav-mail = 郵件
web-nav-audit = 稽核記錄
web-nav-jobs = 背景工作
web-nav-settings = 設定
web-nav-my = 我的
web-nav-applications = 我的申請
web-nav-desk = 工作台
web-nav-account = 帳號設定

# 表單
web-form-needed = 此欄必填。
web-form-choose = 請選擇一項。
web-form-too-short = 至少 { $min } 個字。
web-form-too-long = 最多 { $max } 個字，目前 { $is } 個。
web-form-control = 含有無法使用的控制字元。
web-form-email = 請填寫有效的電子郵件地址，例如 name@example.com。
web-form-number = 請填寫整數。
web-form-range = 請填寫 { $min } 到 { $max } 之間的數字。
web-form-money = 請填寫金額，例如 5000 或 5000.00。
web-form-date = 請填寫有效的日期（{ $first } 年至 { $last } 年）。

# 錯誤頁
web-error-missing = 找不到這個頁面
web-error-missing-text = 網址可能有誤，內容可能已移走，或者您沒有查看權限。
web-error-refused = 現在無法這樣做
web-error-too-many = 嘗試次數過多
web-error-too-many-text = 請等待 { $minutes } 分鐘後再試。
web-error-large = 上傳的內容太大
web-error-large-text = 請縮小檔案後再試。
web-error-request = 請求無法處理
web-error-request-text = 請回到上一頁，重新整理後再試。
web-error-broken = 系統出了問題
web-error-broken-text = 您剛才的操作沒有儲存。請稍後再試；若仍不行，請把下面的編號告訴秘書處。
web-error-down = 系統暫時無法使用
web-error-down-text = 請過半分鐘再試。已送出的內容不會遺失。
web-error-id = 編號：{ $id }
web-error-home = 回到首頁

# 角色
web-role-admin = 管理員
web-role-secretary = 秘書處
web-role-reviewer = 審查員
web-role-director = 理事
web-role-president = 會長
web-role-treasurer = 財務
web-role-events = 活動專員

web-upload-unreadable = 檔案沒有傳完整，請重新上傳。
web-upload-too-large = 一次上傳的檔案合計不能超過 { $megabytes } MB，請分幾次上傳。

# Tables that come as files
web-sheet-too-long = 檔案超過 { $most } 列，請分成幾份匯入。
web-sheet-broken = 檔案無法讀取，請儲存為 CSV 或 XLSX 後重試。
