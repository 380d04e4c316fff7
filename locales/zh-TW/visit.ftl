visit-title = 實地考察
visit-title-of = 實地考察：{ $name }
visit-number = 實地考察 · 第 { $number } 次
visit-starts = 開始時間
visit-ends = 結束時間
visit-address = 地址
visit-purpose = 考察目的
visit-visitors = 考察人員
visit-leads = 組長
visit-host = 接待人
visit-plan = 考察安排
visit-signatures = 簽署
visit-addenda = 補充與意見
visit-photos = 現場照片
visit-photo = 現場照片

## how a visit stands
visit-phase-planned = 已約定
visit-phase-frozen = 待簽署
visit-phase-done = 已完成
visit-phase-cancelled = 已取消
visit-phase-writing = 紀錄整理中
visit-visitor-ready = 無利害關係

## before there is one
visit-none = 尚無考察安排
visit-none-text = 審查完成後，需要實地考察的申請由秘書處在這裡安排。
visit-none-ready = 可以安排實地考察了
visit-none-ready-text = 選定時間與至少兩位考察人員，邀請會連同行事曆一併寄給考察人員與企業。

## the plan
visit-plan-title = 安排實地考察
visit-plan-lead = 儲存後，考察人員與企業會收到附行事曆邀請的電子郵件。
visit-plan-purpose-usual = 查核申請內容，了解企業的營業場所、人員與實際營運情況。
visit-plan-visitors-help = 至少兩位，並指定一位組長。考察人員須先聲明有無利害關係，才能填寫紀錄。
visit-plan-role = 分工（可不填）
visit-plan-role-of = { $name }的分工
visit-plan-button = 安排考察
visit-plan-change = 變更安排
visit-plan-again = 重新安排考察
visit-host-name = 姓名
visit-host-phone = 電話
visit-host-email = 電子郵件
visit-host-email-help = 考察邀請也會寄到這個信箱。
visit-calendar = 儲存到行事曆（.ics）
visit-cancel = 取消考察
visit-cancel-text = 取消後，考察人員與企業會收到電子郵件，行事曆中的安排也會撤銷。之後可以重新安排。
visit-keep = 保留考察

## the declaration
visit-declare-lead = 請您參加這次實地考察。在您聲明利害關係之前，這裡只顯示企業名稱與時間。
visit-declare-none = 沒有，我可以獨立考察
visit-declare-out = 您代表該企業或已就其申請迴避，不參加本次走訪，無須再作聲明。秘書處已知悉。

## the visit's page
visit-show-write = 請填寫考察紀錄
visit-show-write-text = 還有 { $count } 項待填寫。每張卡片會自動儲存，幾位考察人員可以同時填寫。
visit-show-complete = 紀錄已填寫完整
visit-show-complete-text = 定稿後內容不能再改，由各位考察人員對同一份內容簽署。
visit-show-sign = 請簽署考察紀錄
visit-show-sign-text = 請通讀下面的紀錄，確認無誤後簽署。
visit-show-cancelled = 考察已取消
visit-show-waiting = 紀錄尚未定稿
visit-show-waiting-text = 考察人員正在填寫。定稿後，紀錄與簽署情況會顯示在這裡。
visit-show-lacks = 還缺少的內容
visit-record-open = 填寫考察紀錄
visit-record-go-on = 繼續修改
visit-record-of = 考察紀錄：{ $name }
visit-record-lead = 一項一張卡片，寫完自動儲存。沒有網路時內容留在本機，恢復後自動上傳。
visit-record-check = 完成填寫，核對紀錄
visit-freeze = 定稿
visit-thaw = 撤回定稿，繼續修改
visit-sign = 簽署紀錄
visit-sign-agree = 我參加了這次考察，已通讀紀錄，內容屬實
visit-sign-agree-help = 簽署與上面的雜湊值綁定，並記錄時間、網路位址與所用裝置。
visit-unsigned = 待簽署
visit-close = 缺簽結案
visit-close-text = 僅在確實無法取得全部簽署時使用。請說明理由，缺少的簽署會如實記入檔案。
visit-closed-without = 未取得全部簽署，由秘書處結案
visit-addendum = 補充說明
visit-addendum-help = 簽署後紀錄不能更改，需要更正或補充的寫在這裡。
visit-addendum-button = 新增補充

## the record
visit-sheet-title = 實地考察紀錄
visit-sheet-company = 企業
visit-sheet-time = 考察時間
visit-sheet-planned = 原訂
visit-sheet-declared = 均已聲明無利害關係
visit-sheet-hosts = 接待人員
visit-sheet-findings = 逐項紀錄
visit-sheet-photos = 其他照片
visit-condition-until = 期限 { $day }

## the cards
visit-card-meeting = 時間、地點與接待
visit-card-began = 實際開始
visit-card-ended = 實際結束
visit-card-hosts-help = 每行一位：姓名，職務
visit-card-answer = 評價
visit-card-observation = 所見所聞
visit-card-evidence = 依據
visit-card-unseen = 未能查看的內容
visit-card-unseen-label = 哪些沒有看到，為什麼
visit-card-disagreements = 不同意見
visit-card-disagreements-label = 考察人員之間的不同意見
visit-card-conclusion = 考察結論
visit-card-proposal = 結論
visit-card-statement = 說明
visit-card-text = 內容
visit-card-conditions = 條件與期限
visit-card-conditions-help = 結論為附條件推薦時填寫。
visit-card-condition = 第 { $n } 項條件
visit-card-due = 第 { $n } 項條件的期限
visit-card-save = 儲存
visit-conclusion-pass = 推薦入會
visit-conclusion-conditions = 附條件推薦
visit-conclusion-reject = 不推薦

## whether a card is safe
visit-state-saving = 正在儲存
visit-state-saved = 已儲存
visit-state-phone = 僅在本機，連上網路後自動上傳
visit-state-clash = 他人已修改，請選擇
visit-state-gone = 未能儲存：紀錄已定稿，或需要重新登入
visit-clash-title = 這張卡片剛被{ $name }修改
visit-clash-text = 您的內容還沒有覆蓋對方。請對照下面對方的內容，再決定保留哪一份。
visit-clash-mine = 保留我的
visit-clash-take = 採用對方的

## photos
visit-photo-add = 拍照或選擇照片
visit-photo-help = JPG、PNG 或 HEIC，每張不超過 10 MB。顯示時會去除位置資訊。
visit-photo-caption = 照片說明
visit-photo-criterion = 對應的考察項目
visit-photo-criterion-none = 不對應特定項目
visit-photo-remove = 移除
visit-photo-failed = 上傳失敗
visit-photo-drop = 放棄這張

## what is missing
visit-lack-began = 請填寫實際開始時間。
visit-lack-ended = 請填寫實際結束時間。
visit-lack-hosts = 請至少填寫一位接待人員。
visit-lack-visitors = 須有至少兩位考察人員，且都已聲明無利害關係。
visit-lack-answer = 請選擇評價；也可以選擇「無從判斷」。
visit-lack-observation = 請寫明所見所聞。
visit-lack-conclusion = 請選擇結論。
visit-lack-conditions = 請至少寫明一項條件。
visit-lack-due = 每項條件都要有期限。
visit-lack-statement = 不推薦時請說明理由。

## done
visit-done-planned = 考察已安排，邀請已寄出。
visit-done-moved = 安排已變更，新的邀請已寄出。
visit-done-cancelled = 考察已取消，相關人員會收到電子郵件。
visit-done-declared = 已聲明，考察紀錄現已對您開放。
visit-done-card = 已儲存。
visit-done-photo = 照片已上傳。
visit-done-photo-out = 照片已移除。
visit-done-frozen = 紀錄已定稿，請各位考察人員簽署。
visit-done-thawed = 已撤回定稿，可以繼續修改。
visit-done-signed = 您已簽署考察紀錄。
visit-done-closed = 考察已結案。
visit-done-added = 補充已記錄。
visit-done-commented = 意見已送達秘書處。

## refusals
visit-refusal-past = 開始時間應當在現在之後。
visit-refusal-order = 結束時間應當晚於開始時間。
visit-refusal-long = 一次考察不超過一天。
visit-refusal-two = 請選擇至少兩位不同的考察人員。
visit-refusal-many = 考察人員最多 { $most } 位。
visit-refusal-lead = 請指定一位組長。
visit-refusal-planned = 已有約定的考察，請變更安排或先取消。
visit-refusal-frozen = 紀錄已經定稿，不能再變更安排。
visit-refusal-cancelled = 這次考察已經取消。
visit-refusal-conflict = 已聲明利害關係的人不能再參加這次考察。
visit-refusal-photos = 照片最多 { $most } 張。
visit-refusal-changed = 紀錄在您閱讀之後有變動，請重新核對後再簽署。
visit-refusal-agree = 請先確認您已通讀紀錄。
visit-refusal-unsigned = 至少要有一位考察人員簽署，才能結案。
visit-refusal-words = 文字過長，請精簡後再儲存。

## lines in the case's record
visit-note-cancelled = 取消實地考察，另行約定
visit-note-untold = 未發信給接待人（{ $email }）：該地址今天收信已達上限，請用其他方式告知
visit-note-commented = 企業對考察事實提出意見

## what the company reads
visit-company-title = 實地考察
visit-company-planned = 商會將到貴企業考察，請安排接待並備妥證照正本。如時間不便，請聯絡秘書處。
visit-company-cancelled = 本次考察已取消，秘書處會另行與您聯絡。
visit-company-facts = 以下是考察所記錄的事實。如有不符或需要說明，請在下方提出意見。
visit-company-comments = 貴企業的意見
visit-company-comment = 企業意見
visit-company-comment-help = 意見會附在考察紀錄之後，供表決時參考。
visit-company-comment-button = 送出意見

## letters and the calendar
visit-ics-title = 實地考察：{ $name }
visit-letter-open = 查看考察安排
visit-letter-planned = 請參加實地考察：{ $name }
visit-letter-planned-text = 秘書處請您參加下面的實地考察。請先開啟連結聲明有無利害關係。行事曆邀請見附件。
visit-letter-moved = 考察安排有變：{ $name }
visit-letter-moved-text = 下面的實地考察安排有變動，請以本郵件為準。新的行事曆邀請見附件。
visit-letter-announced = 商會將到貴企業實地考察
visit-letter-announced-text = 貴企業的入會申請已進入實地考察環節。請依下列時間安排接待，並備妥證照正本。行事曆邀請見附件。
visit-letter-announced-moved = 實地考察安排有變
visit-letter-announced-moved-text = 到貴企業實地考察的安排有變動，請以本郵件為準。新的行事曆邀請見附件。
visit-letter-cancelled = 考察取消：{ $name }
visit-letter-cancelled-text = 下面的實地考察已經取消，或不再需要您參加。行事曆中的安排會隨附件撤銷。
visit-letter-soon = 明天實地考察：{ $name }
visit-letter-soon-text = 實地考察即將進行，請準時前往。紀錄可以在手機上填寫，沒有網路也能用。
visit-letter-write = 請完成考察紀錄：{ $name }
visit-letter-write-text = 實地考察已經結束，紀錄尚未完成。請儘快填寫、定稿並簽署。
visit-letter-sign = 請簽署考察紀錄：{ $name }
visit-letter-sign-text = 考察紀錄已經定稿。請通讀後簽署；簽署之前仍可撤回修改。
visit-letter-sign-button = 閱讀並簽署
visit-letter-office = 實地考察：申請 { $number }
visit-letter-conflict = { $name }聲明了利害關係，已退出本次考察。考察人員不足兩位者，請補充。
visit-letter-late = 「{ $name }」的考察紀錄逾期未完成，已再次提醒考察人員。
visit-letter-done = 「{ $name }」的考察紀錄已完成簽署。
visit-letter-commented = 「{ $name }」對考察事實提出了意見。
visit-letter-facts = 考察紀錄已完成，請核對
visit-letter-facts-text = 實地考察紀錄已經完成。您可以查看所記錄的事實；如有不符，請提出意見。
visit-report = 下載考察紀錄 PDF
