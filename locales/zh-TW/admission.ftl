## stops of the rail
admission-stop-apply = 申請
admission-stop-review = 審查
admission-stop-visit = 考察
admission-stop-vote = 表決
admission-stop-sign = 簽約
admission-stop-join = 入會

## who has to act
admission-party-applicant = 申請企業
admission-party-office = 秘書處
admission-party-reviewers = 審查員
admission-party-visitors = 考察人員
admission-party-board = 理事會
admission-party-signatory = 商會簽署人
admission-party-time = 公示期
admission-party-nobody = 已辦結

## proposals and decisions
admission-proposal-pass = 建議通過
admission-proposal-conditions = 建議有條件通過
admission-proposal-reject = 建議不予通過
admission-proposal-visit = 建議先行考察
admission-decision-admitted = 同意入會
admission-decision-rejected = 不予入會
admission-decision-no-quorum = 未達法定人數
admission-decision-deferred = 暫緩表決

## stages: name, what the office has to do, what the applicant is told
admission-stage-draft = 草稿
admission-task-draft = 由申請人填寫並提交。
admission-told-draft = 請把申請表填寫完整並提交。草稿會自動儲存，可以隨時換一台裝置繼續填寫。
admission-stage-submitted = 待初審
admission-task-submitted = 核對資料是否齊全：接收，或一次列明全部缺項退回補正。
admission-told-submitted = 申請已收到，秘書處正在核對資料是否齊全。您暫時不需要做什麼；齊全後即進入資格審查。
admission-stage-returned = 退回補正
admission-task-returned = 等待申請人按補正清單答覆並重新提交。
admission-told-returned = 有幾項需要補正。請逐項答覆後重新提交，清單以外的內容不必更動。
admission-stage-resubmitted = 補正後待初審
admission-task-resubmitted = 對照補正清單核對修改內容。
admission-told-resubmitted = 補正資料已收到，秘書處正在核對。您暫時不需要做什麼。
admission-stage-accepted = 已受理
admission-task-accepted = 指定審查員，開始資格審查。
admission-told-accepted = 資料齊全，申請已受理。下一步由審查員進行資格審查。
admission-stage-under-review = 資格審查中
admission-task-under-review = 審查員填寫審查意見。
admission-told-under-review = 審查員正在進行資格審查。如需補充說明，我們會聯絡您。
admission-stage-reviewed = 審查完成
admission-task-reviewed = 安排實地考察；無需考察的，提交表決。
admission-told-reviewed = 資格審查已完成，秘書處正在安排下一步，如需實地考察會與您約定時間。
admission-stage-visit-planned = 已約考察
admission-task-visit-planned = 考察人員按時前往，填寫並簽署考察記錄。
admission-told-visit-planned = 實地考察時間已定。請安排好接待人員，準備好證照正本備查。
admission-stage-visited = 考察完成
admission-task-visited = 彙整審查與考察意見，提交理事會。
admission-told-visited = 實地考察已完成，秘書處正在彙整意見，準備提交表決。
admission-stage-recommended = 待表決
admission-task-recommended = 準備表決資料，發起公示或表決。
admission-told-recommended = 申請已提交理事會，等待表決。
admission-stage-public-notice = 公示中
admission-task-public-notice = 公示期滿後發起表決。
admission-told-public-notice = 申請正在公示，公示期滿後進行表決。
admission-stage-on-ballot = 表決中
admission-task-on-ballot = 理事投票；截止後計票並公布結果。
admission-told-on-ballot = 理事會正在表決，截止後我們會把結果通知您。
admission-stage-no-quorum = 未達法定人數
admission-task-no-quorum = 本輪作廢，發起新一輪表決。
admission-told-no-quorum = 本輪參加表決的人數不足，不代表未通過，將另行組織一輪表決。
admission-stage-deferred = 暫緩表決
admission-task-deferred = 按理事會的意見補充後，再次發起表決。
admission-told-deferred = 理事會決定暫緩表決，將在條件成熟後再次表決。
admission-stage-admitted = 已通過，待簽約
admission-task-admitted = 按決議條件產生入會協議並發出。
admission-told-admitted = 恭喜，理事會已同意貴企業入會。入會協議正在準備，稍後請您簽署。
admission-stage-agreement-sent = 協議簽署中
admission-task-agreement-sent = 等待雙方簽署入會協議。
admission-told-agreement-sent = 入會協議已發出，請有簽署權限的代表閱讀並簽署；貴方簽署後由商會會簽。
admission-stage-agreement-signed = 協議已簽
admission-task-agreement-signed = 辦理入會：編號、會籍與首期會費。
admission-told-agreement-signed = 雙方已簽署入會協議，正在辦理會籍。
admission-stage-member = 已入會
admission-task-member = 已辦結。
admission-told-member = 貴企業已成為會員，歡迎。
admission-stage-rejected = 不予入會
admission-task-rejected = 已辦結；申請人可在期限內提出異議。
admission-told-rejected = 理事會決定不予入會，理由見下。您可以在期限內提出異議。
admission-stage-appealed = 異議處理中
admission-task-appealed = 將異議提交理事會處理：維持原決定，或重新表決。
admission-told-appealed = 您的異議已收到，正在處理。
admission-stage-upheld = 維持不予入會
admission-task-upheld = 已辦結。
admission-told-upheld = 異議已處理，維持原決定。
admission-stage-withdrawn = 已撤回
admission-task-withdrawn = 已辦結：申請人撤回。
admission-told-withdrawn = 您已撤回申請。以後可以隨時重新申請。
admission-stage-expired = 已逾期終止
admission-task-expired = 已辦結：逾期未答覆。
admission-told-expired = 因長期未收到答覆，本次申請已終止。您可以隨時重新申請。
admission-stage-declined = 未簽約
admission-task-declined = 已辦結：企業未簽署協議。
admission-told-declined = 您選擇不簽署入會協議，本次申請已終止。

## the record
admission-event-opened = 開始填寫申請
admission-event-submitted = 提交申請
admission-event-returned = 退回補正
admission-event-resubmitted = 補正後重新提交
admission-event-accepted = 資料齊全，予以受理
admission-event-deemed = 初審期限已過，視為受理
admission-event-review-opened = 開始資格審查
admission-event-review-closed = 資格審查完成
admission-event-visit-planned = 約定實地考察
admission-event-visited = 實地考察完成
admission-event-recommended = 提交理事會
admission-event-notice = 開始公示
admission-event-ballot-opened = 第 { $round } 輪表決開始
admission-event-decided = 表決結束：{ $decision }
admission-event-agreement-sent = 發出入會協議
admission-event-company-signed = 企業簽署入會協議
admission-event-agreement-signed = 商會會簽入會協議
admission-event-joined = 正式入會，會員編號 { $number }
admission-event-declined = 企業不簽署入會協議
admission-event-withdrawn = 申請人撤回申請
admission-event-expired = 逾期未答覆，申請終止
admission-event-appealed = 申請人提出異議
admission-event-upheld = 異議處理完畢，維持原決定
admission-event-new-round = 異議成立，重新表決

## who acted, as the applicant reads it
admission-side-applicant = 申請企業
admission-side-chamber = 商會
admission-side-system = 系統

## refusals
admission-refusal-ended = 該申請已辦結，不能再變更。
admission-refusal-not-now = 申請目前處在別的環節，這一步現在不能辦理。請重新整理頁面查看最新進度。
admission-refusal-notice = 公示尚未期滿，暫不能發起表決。
admission-refusal-route = 該級別的入會流程沒有這一步。
admission-refusal-late = 提出異議的期限已過。
admission-refusal-order = 已有人先一步辦理，請重新整理頁面後再試。

## pages about a case
admission-rail = 入會進程
admission-tabs = 本申請的頁面
admission-tab-overview = 總覽
admission-tab-application = 申請資料
admission-tab-check = 初審
admission-tab-review = 資格審查
admission-tab-visit = 實地考察
admission-tab-ballot = 表決
admission-tab-agreement = 協議
