review-title = 資格審查
review-title-of = 資格審查：{ $name }
review-plain = { $text }
review-cancel = 取消
review-due = 截止時間
review-asked-at = 指定時間

## answers
review-answer-met = 符合
review-answer-partly = 部分符合
review-answer-not = 不符合
review-answer-rating = { $n } 分
review-answer-yes = 是
review-answer-no = 否
review-answer-not-seen = 無從判斷

## how a reviewer's part stands
review-standing-asked = 待聲明利害關係
review-standing-working = 審查中
review-standing-submitted = 已送出
review-standing-conflicted = 已迴避
review-standing-released = 已解除

## who may not review
review-bar-company = 為申請企業的代表，不能參與
review-bar-recommender = 為推薦人或推薦企業的代表，不能參與

## opening the review
review-open-lead = 選擇審查員並設定期限。審查標準依現行版本固定於本申請，之後的修訂不影響本次審查。
review-open-reviewers = 審查員
review-open-reviewers-help = 已依工作量與行業經驗排序，並勾選建議人選。審查員須先聲明有無利害關係，才能看到申請內容。
review-open-load = 待辦審查 { $load } 件 · 曾審查同行業 { $known } 件
review-open-due = 審查期限
review-open-due-help = 到當天 24:00 為止。到期前會自動提醒，逾期後會提醒並副知秘書處。
review-open-button = 開始審查
review-open-nobody = 尚無審查員
review-open-nobody-text = 請管理員先在「人員」中邀請審查員，再回到這裡開始審查。
review-open-not-yet = 審查尚未開始
review-open-not-yet-text = 申請受理之後，秘書處指定審查員，審查意見會顯示在這裡。

## the office's page
review-office-criteria = 資格審查 · 審查標準第 { $number } 版
review-office-progress = 應交 { $all } 份審查意見，已交 { $done } 份。
review-office-waiting = 等待審查意見
review-office-ready = 審查意見已到齊
review-office-ready-text = 請比較各份意見，作出審查結論。結論送出後，申請依流程進入下一步。
review-office-conclude = 作出審查結論
review-office-concluded = 審查結論
review-office-reviewers = 審查員
review-office-reviewer = 姓名
review-office-standing = 狀態
review-office-act = 操作
review-office-late = 已逾期
review-office-mine = 我的審查
review-office-reason = 理由
review-office-release = 解除任務
review-office-release-text = 解除後，{ $name }不再參與這次審查，已寫的草稿不列入。請說明理由，對方會收到電子郵件。
review-office-reopen = 退回修改
review-office-reopen-text = { $name }可以修改後重新送出；原來送出的版本會保留。請說明理由與新的期限。
review-office-add = 增加審查員
review-office-compare = 逐項對照
review-office-proposals = 各審查員的建議
review-office-mean = 平均 { $mean }%
review-office-spread = 最低 { $lowest }%，最高 { $highest }%
review-office-differs = 意見分歧
review-office-dissent = 與多數意見不同
review-office-tied = 提交審查後開始代表該企業：其意見不計入。

## the declaration
review-declare-lead = 請您參與這家企業的資格審查。在您聲明利害關係之前，這裡只顯示企業名稱。
review-declare-question = 您與這家企業有無利害關係？
review-declare-help = 例如：任職、持股、親屬、業務往來、競爭關係，或曾推薦該企業入會。
review-declare-none = 沒有，我可以獨立審查
review-declare-yes = 有，我應當迴避
review-declare-reason = 利害關係說明
review-declare-reason-help = 有利害關係時請寫明。秘書處會看到，並如實記入檔案。
review-declare-button = 送出聲明

## writing the review
review-write-lead = 請逐項判斷並寫明依據。「無從判斷」也是一種回答，請勿留空。
review-write-next = 請完成審查
review-write-due = 請在 { $at } 之前送出。填寫內容會自動儲存。
review-write-reopened = 秘書處請您修改
review-write-note = 依據與說明
review-write-submit = 送出審查意見
review-write-save = 儲存草稿
review-verdict = 審查建議
review-verdict-proposal = 您的建議
review-verdict-conditions = 通過的條件
review-verdict-conditions-help = 建議附條件通過時填寫，每行一項。
review-verdict-reasons = 不予通過的理由
review-verdict-reasons-help = 建議不予通過時選擇。理由須與公布的審查標準對應。
review-verdict-opinion = 意見說明
review-verdict-opinion-help = 建議不予通過或先行考察時必須填寫。

## the application beside it
review-facts = 申請內容
review-facts-papers = 申請文件

## what was submitted
review-read-conflict = 您已聲明利害關係並迴避
review-read-conflict-text = 感謝您如實聲明，秘書處會另請他人審查。您不需要再做什麼。
review-read-submitted = 送出於 { $at }
review-read-over = 這次審查已經結束，您並未送出審查意見。

## what is missing
review-lack-answer = 請選擇一項回答；也可以選擇「無從判斷」。
review-lack-note = 選擇「不符合」、「無從判斷」或評低分時，請寫明依據。
review-lack-proposal = 請選擇一項建議。
review-lack-conditions = 建議附條件通過時，請寫明條件。
review-lack-reasons = 建議不予通過時，請至少選擇一項理由。
review-lack-against = 沒有審查員提出這項建議，請寫明秘書處為何另作結論。
review-lack-opinion = 請寫明意見。

## done
review-done-opened = 審查已開始，審查員會收到電子郵件。
review-done-assigned = 已增加審查員，對方會收到電子郵件。
review-done-released = 已解除，對方會收到電子郵件。
review-done-reopened = 已退回修改，對方會收到電子郵件。
review-done-concluded = 審查結論已送出。
review-done-declared = 已聲明，申請內容現已對您開放。
review-done-conflict = 已記錄您的聲明。感謝您主動迴避。
review-done-saved = 草稿已儲存。
review-done-submitted = 審查意見已送出，謝謝。

## refusals
review-refusal-awaited = 還有 { $count } 份審查意見未交。請等待、提醒，或先解除相應的審查員。
review-refusal-none = 尚未有人送出審查意見，不能作出結論。
review-refusal-concluded = 這次審查已經結束，不能再更改。
review-refusal-nobody = 請至少選擇一位審查員。
review-refusal-duplicate = 申請所填的統一社會信用代碼現登記在{ $name }名下，請先於初審頁面處理。
review-refusal-asked = 這位審查員已在名單中。
review-refusal-company = { $name }為申請企業的代表，不能參與。
review-refusal-recommender = { $name }為推薦人或推薦企業的代表，不能參與。
review-refusal-due-past = 期限應當在今天或以後。
review-refusal-due-far = 期限不能超過一年。

## letters
review-letter-moment = { $at }
review-letter-due = 截止時間
review-letter-open = 開啟審查頁面
review-letter-office-open = 查看審查進度
review-letter-asked = 請您審查入會申請：{ $name }
review-letter-asked-text = 秘書處請您參與「{ $name }」入會申請的資格審查。請先開啟連結聲明有無利害關係，之後即可查看申請內容。
review-letter-soon = 審查即將到期：{ $name }
review-letter-soon-text = 您的審查意見即將到期，請撥空完成。如不便參與，請儘早告知秘書處。
review-letter-late = 審查已逾期：{ $name }
review-letter-late-text = 您的審查意見已過期限，請儘快送出。如不便參與，請告知秘書處另作安排。
review-letter-office-late = 審查逾期：申請 { $number }
review-letter-office-late-text = { $reviewer }的審查意見已逾期，已再次提醒，特此副知。
review-letter-office-reassign = { $reviewer }的審查意見經多次提醒仍未送出，請解除並改請他人。
review-letter-office-passed-on = { $reviewer }的審查意見經多次提醒仍未送出，已改請{ $next }審查。如另有安排，請在審查頁面調整。
review-letter-above = 「{ $name }」的資格審查逾期已久：原請{ $reviewer }送出的審查意見逾期九天以上，審查至今尚未完成，特此報告。
review-reason-over = 該申請已經結束，不再需要審查意見。
review-reason-late = 逾期未送出
review-letter-conflict = 審查員聲明利害關係：申請 { $number }
review-letter-conflict-text = { $reviewer }就「{ $name }」的申請聲明了利害關係，已迴避。請另請審查員。
review-letter-released = 不再需要您的審查：{ $name }
review-letter-released-text = 秘書處已解除您對「{ $name }」入會申請的審查任務，您不需要再做什麼。
review-letter-reopened = 請修改您的審查意見：{ $name }
review-letter-reopened-text = 秘書處退回了您對「{ $name }」的審查意見，請修改後重新送出。
review-letter-all-in = 審查意見已到齊：申請 { $number }
review-letter-all-in-text = 「{ $name }」的審查意見已到齊，請作出審查結論。
review-letter-tied-text = { $reviewer }審查過「{ $name }」的申請，現已代表該企業。其意見不再計入；如已無其他意見，請另請審查員；如審查已結束，請在表決前重新斟酌。
review-candidate-named = 申請企業填寫的推薦人，尚未確認
