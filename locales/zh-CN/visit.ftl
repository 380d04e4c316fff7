visit-title = 实地考察
visit-title-of = 实地考察：{ $name }
visit-number = 实地考察 · 第 { $number } 次
visit-starts = 开始时间
visit-ends = 结束时间
visit-address = 地址
visit-purpose = 考察目的
visit-visitors = 考察人员
visit-leads = 组长
visit-host = 接待人
visit-plan = 考察安排
visit-signatures = 签署
visit-addenda = 补充与意见
visit-photos = 现场照片
visit-photo = 现场照片

## how a visit stands
visit-phase-planned = 已约定
visit-phase-frozen = 待签署
visit-phase-done = 已完成
visit-phase-cancelled = 已取消
visit-phase-writing = 记录整理中
visit-visitor-ready = 无利害关系

## before there is one
visit-none = 暂无考察安排
visit-none-text = 审查完成后，需要实地考察的申请由秘书处在这里安排。
visit-none-ready = 可以安排实地考察了
visit-none-ready-text = 选定时间和至少两位考察人员，邀请会连同日历一并发给考察人员和企业。

## the plan
visit-plan-title = 安排实地考察
visit-plan-lead = 保存后，考察人员和企业会收到带日历邀请的邮件。
visit-plan-purpose-usual = 核实申请内容，了解企业的经营场所、人员与实际经营情况。
visit-plan-visitors-help = 至少两位，并指定一位组长。考察人员须先声明有无利害关系，才能填写记录。
visit-plan-role = 分工（可不填）
visit-plan-role-of = { $name }的分工
visit-plan-button = 安排考察
visit-plan-change = 更改安排
visit-plan-again = 重新安排考察
visit-host-name = 姓名
visit-host-phone = 电话
visit-host-email = 电子邮箱
visit-host-email-help = 考察邀请也会发到这个邮箱。
visit-calendar = 保存到日历（.ics）
visit-cancel = 取消考察
visit-cancel-text = 取消后，考察人员和企业会收到邮件，日历中的安排也会撤销。之后可以重新安排。
visit-keep = 保留考察

## the declaration
visit-declare-lead = 请您参加这次实地考察。在您声明利害关系之前，这里只显示企业名称和时间。
visit-declare-none = 没有，我可以独立考察
visit-declare-out = 您代表该企业或已就其申请回避，不参加本次走访，无须再作声明。秘书处已知悉。

## the visit's page
visit-show-write = 请填写考察记录
visit-show-write-text = 还有 { $count } 项待填写。每张卡片会自动保存，几位考察人员可以同时填写。
visit-show-complete = 记录已填写完整
visit-show-complete-text = 定稿后内容不能再改，由各位考察人员对同一份内容签署。
visit-show-sign = 请签署考察记录
visit-show-sign-text = 请通读下面的记录，确认无误后签署。
visit-show-cancelled = 考察已取消
visit-show-waiting = 记录尚未定稿
visit-show-waiting-text = 考察人员正在填写。定稿后，记录和签署情况会显示在这里。
visit-show-lacks = 还缺少的内容
visit-record-open = 填写考察记录
visit-record-go-on = 继续修改
visit-record-of = 考察记录：{ $name }
visit-record-lead = 一项一张卡片，写完自动保存。没有网络时内容留在本机，恢复后自动上传。
visit-record-check = 完成填写，核对记录
visit-freeze = 定稿
visit-thaw = 撤回定稿，继续修改
visit-sign = 签署记录
visit-sign-agree = 我参加了这次考察，已通读记录，内容属实
visit-sign-agree-help = 签署与上面的校验值绑定，并记录时间、网络地址和所用设备。
visit-unsigned = 待签署
visit-close = 缺签结案
visit-close-text = 仅在确实无法取得全部签署时使用。请说明理由，缺少的签署会如实记入档案。
visit-closed-without = 未取得全部签署，由秘书处结案
visit-addendum = 补充说明
visit-addendum-help = 签署后记录不能更改，需要更正或补充的写在这里。
visit-addendum-button = 添加补充

## the record
visit-sheet-title = 实地考察记录
visit-sheet-company = 企业
visit-sheet-time = 考察时间
visit-sheet-planned = 原定
visit-sheet-declared = 均已声明无利害关系
visit-sheet-hosts = 接待人员
visit-sheet-findings = 逐项记录
visit-sheet-photos = 其他照片
visit-condition-until = 期限 { $day }

## the cards
visit-card-meeting = 时间、地点与接待
visit-card-began = 实际开始
visit-card-ended = 实际结束
visit-card-hosts-help = 每行一位：姓名，职务
visit-card-answer = 评价
visit-card-observation = 所见所闻
visit-card-evidence = 依据
visit-card-unseen = 未能查看的内容
visit-card-unseen-label = 哪些没有看到，为什么
visit-card-disagreements = 不同意见
visit-card-disagreements-label = 考察人员之间的不同意见
visit-card-conclusion = 考察结论
visit-card-proposal = 结论
visit-card-statement = 说明
visit-card-text = 内容
visit-card-conditions = 条件与期限
visit-card-conditions-help = 结论为有条件推荐时填写。
visit-card-condition = 第 { $n } 项条件
visit-card-due = 第 { $n } 项条件的期限
visit-card-save = 保存
visit-conclusion-pass = 推荐入会
visit-conclusion-conditions = 有条件推荐
visit-conclusion-reject = 不推荐

## whether a card is safe
visit-state-saving = 正在保存
visit-state-saved = 已保存
visit-state-phone = 仅在本机，联网后自动上传
visit-state-clash = 他人已修改，请选择
visit-state-gone = 未能保存：记录已定稿，或需要重新登录
visit-clash-title = 这张卡片刚被{ $name }修改
visit-clash-text = 您的内容还没有覆盖对方。请对照下面对方的内容，再决定保留哪一份。
visit-clash-mine = 保留我的
visit-clash-take = 采用对方的

## photos
visit-photo-add = 拍照或选择照片
visit-photo-help = JPG、PNG 或 HEIC，每张不超过 10 MB。显示时会去除位置信息。
visit-photo-caption = 照片说明
visit-photo-criterion = 对应的考察项目
visit-photo-criterion-none = 不对应具体项目
visit-photo-remove = 移除
visit-photo-failed = 上传失败
visit-photo-drop = 放弃这张

## what is missing
visit-lack-began = 请填写实际开始时间。
visit-lack-ended = 请填写实际结束时间。
visit-lack-hosts = 请至少填写一位接待人员。
visit-lack-visitors = 须有至少两位考察人员，且都已声明无利害关系。
visit-lack-answer = 请选择评价；也可以选择“无从判断”。
visit-lack-observation = 请写明所见所闻。
visit-lack-conclusion = 请选择结论。
visit-lack-conditions = 请至少写明一项条件。
visit-lack-due = 每项条件都要有期限。
visit-lack-statement = 不推荐时请说明理由。

## done
visit-done-planned = 考察已安排，邀请已发出。
visit-done-moved = 安排已更改，新的邀请已发出。
visit-done-cancelled = 考察已取消，相关人员会收到邮件。
visit-done-declared = 已声明，考察记录现已对您开放。
visit-done-card = 已保存。
visit-done-photo = 照片已上传。
visit-done-photo-out = 照片已移除。
visit-done-frozen = 记录已定稿，请各位考察人员签署。
visit-done-thawed = 已撤回定稿，可以继续修改。
visit-done-signed = 您已签署考察记录。
visit-done-closed = 考察已结案。
visit-done-added = 补充已记录。
visit-done-commented = 意见已送达秘书处。

## refusals
visit-refusal-past = 开始时间应当在现在之后。
visit-refusal-order = 结束时间应当晚于开始时间。
visit-refusal-long = 一次考察不超过一天。
visit-refusal-two = 请选择至少两位不同的考察人员。
visit-refusal-many = 考察人员最多 { $most } 位。
visit-refusal-lead = 请指定一位组长。
visit-refusal-planned = 已有约定的考察，请更改安排或先取消。
visit-refusal-frozen = 记录已经定稿，不能再更改安排。
visit-refusal-cancelled = 这次考察已经取消。
visit-refusal-conflict = 已声明利害关系的人不能再参加这次考察。
visit-refusal-photos = 照片最多 { $most } 张。
visit-refusal-changed = 记录在您阅读之后有变动，请重新核对后再签署。
visit-refusal-agree = 请先确认您已通读记录。
visit-refusal-unsigned = 至少要有一位考察人员签署，才能结案。
visit-refusal-words = 文字过长，请精简后再保存。

## lines in the case's record
visit-note-cancelled = 取消实地考察，另行约定
visit-note-untold = 未发信给接待人（{ $email }）：该地址今天收信已达上限，请用其他方式告知
visit-note-commented = 企业对考察事实提出意见

## what the company reads
visit-company-title = 实地考察
visit-company-planned = 商会将到贵企业考察，请安排接待并备好证照原件。如时间不便，请联系秘书处。
visit-company-cancelled = 本次考察已取消，秘书处会另行与您联系。
visit-company-facts = 以下是考察所记录的事实。如有不符或需要说明，请在下方提出意见。
visit-company-comments = 贵企业的意见
visit-company-comment = 企业意见
visit-company-comment-help = 意见会附在考察记录之后，供表决时参考。
visit-company-comment-button = 提交意见

## letters and the calendar
visit-ics-title = 实地考察：{ $name }
visit-letter-open = 查看考察安排
visit-letter-planned = 请参加实地考察：{ $name }
visit-letter-planned-text = 秘书处请您参加下面的实地考察。请先打开链接声明有无利害关系。日历邀请见附件。
visit-letter-moved = 考察安排有变：{ $name }
visit-letter-moved-text = 下面的实地考察安排有变动，请以本邮件为准。新的日历邀请见附件。
visit-letter-announced = 商会将到贵企业实地考察
visit-letter-announced-text = 贵企业的入会申请已进入实地考察环节。请按下列时间安排接待，并备好证照原件。日历邀请见附件。
visit-letter-announced-moved = 实地考察安排有变
visit-letter-announced-moved-text = 到贵企业实地考察的安排有变动，请以本邮件为准。新的日历邀请见附件。
visit-letter-cancelled = 考察取消：{ $name }
visit-letter-cancelled-text = 下面的实地考察已经取消，或不再需要您参加。日历中的安排会随附件撤销。
visit-letter-soon = 明天实地考察：{ $name }
visit-letter-soon-text = 实地考察即将进行，请准时前往。记录可以在手机上填写，没有网络也能用。
visit-letter-write = 请完成考察记录：{ $name }
visit-letter-write-text = 实地考察已经结束，记录尚未完成。请尽快填写、定稿并签署。
visit-letter-sign = 请签署考察记录：{ $name }
visit-letter-sign-text = 考察记录已经定稿。请通读后签署；签署之前仍可撤回修改。
visit-letter-sign-button = 阅读并签署
visit-letter-office = 实地考察：申请 { $number }
visit-letter-conflict = { $name }声明了利害关系，已退出本次考察。考察人员不足两位的，请补充。
visit-letter-late = “{ $name }”的考察记录逾期未完成，已再次提醒考察人员。
visit-letter-done = “{ $name }”的考察记录已完成签署。
visit-letter-commented = “{ $name }”对考察事实提出了意见。
visit-letter-facts = 考察记录已完成，请核对
visit-letter-facts-text = 实地考察记录已经完成。您可以查看所记录的事实；如有不符，请提出意见。
visit-report = 下载考察记录 PDF
