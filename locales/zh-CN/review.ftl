review-title = 资格审查
review-title-of = 资格审查：{ $name }
review-plain = { $text }
review-cancel = 取消
review-due = 截止时间
review-asked-at = 指定时间

## answers
review-answer-met = 符合
review-answer-partly = 部分符合
review-answer-not = 不符合
review-answer-rating = { $n } 分
review-answer-yes = 是
review-answer-no = 否
review-answer-not-seen = 无从判断

## how a reviewer's part stands
review-standing-asked = 待声明利害关系
review-standing-working = 审查中
review-standing-submitted = 已提交
review-standing-conflicted = 已回避
review-standing-released = 已解除

## who may not review
review-bar-company = 是申请企业的代表，不能参与
review-bar-recommender = 是推荐人或推荐企业的代表，不能参与

## opening the review
review-open-lead = 选择审查员并设定期限。审查标准按现行版本固定在本申请中，之后的修订不影响本次审查。
review-open-reviewers = 审查员
review-open-reviewers-help = 已按工作量和行业经验排序，并勾选了建议人选。审查员须先声明有无利害关系，才能看到申请内容。
review-open-load = 待办审查 { $load } 件 · 同行业审查过 { $known } 件
review-open-due = 审查期限
review-open-due-help = 到当天 24:00 为止。到期前会自动提醒，逾期后会提醒并抄送秘书处。
review-open-button = 开始审查
review-open-nobody = 还没有审查员
review-open-nobody-text = 请管理员先在“人员”中邀请审查员，再回到这里开始审查。
review-open-not-yet = 审查尚未开始
review-open-not-yet-text = 申请受理之后，秘书处指定审查员，审查意见会显示在这里。

## the office's page
review-office-criteria = 资格审查 · 审查标准第 { $number } 版
review-office-progress = 应交 { $all } 份审查意见，已交 { $done } 份。
review-office-waiting = 等待审查意见
review-office-ready = 审查意见已交齐
review-office-ready-text = 请比较各份意见，作出审查结论。结论提交后，申请按流程进入下一步。
review-office-conclude = 作出审查结论
review-office-concluded = 审查结论
review-office-reviewers = 审查员
review-office-reviewer = 姓名
review-office-standing = 状态
review-office-act = 操作
review-office-late = 已逾期
review-office-mine = 我的审查
review-office-reason = 理由
review-office-release = 解除任务
review-office-release-text = 解除后，{ $name }不再参与这次审查，已写的草稿不计入。请说明理由，对方会收到邮件。
review-office-reopen = 退回修改
review-office-reopen-text = { $name }可以修改后重新提交；原来提交的版本会保留。请说明理由和新的期限。
review-office-add = 增加审查员
review-office-compare = 逐项对照
review-office-proposals = 各审查员的建议
review-office-mean = 平均 { $mean }%
review-office-spread = 最低 { $lowest }%，最高 { $highest }%
review-office-differs = 意见分歧
review-office-dissent = 与多数意见不同
review-office-tied = 提交审查后开始代表该企业：其意见不计入。

## the declaration
review-declare-lead = 请您参与这家企业的资格审查。在您声明利害关系之前，这里只显示企业名称。
review-declare-question = 您与这家企业有无利害关系？
review-declare-help = 例如：任职、持股、亲属、业务往来、竞争关系，或者曾经推荐该企业入会。
review-declare-none = 没有，我可以独立审查
review-declare-yes = 有，我应当回避
review-declare-reason = 利害关系说明
review-declare-reason-help = 有利害关系时请写明。秘书处会看到，并如实记入档案。
review-declare-button = 提交声明

## writing the review
review-write-lead = 请逐项判断并写明依据。“无从判断”也是一种回答，不要留空。
review-write-next = 请完成审查
review-write-due = 请在 { $at } 之前提交。填写内容会自动保存。
review-write-reopened = 秘书处请您修改
review-write-note = 依据与说明
review-write-submit = 提交审查意见
review-write-save = 保存草稿
review-verdict = 审查建议
review-verdict-proposal = 您的建议
review-verdict-conditions = 通过的条件
review-verdict-conditions-help = 建议有条件通过时填写，每行一项。
review-verdict-reasons = 不予通过的理由
review-verdict-reasons-help = 建议不予通过时选择。理由须与公布的审查标准对应。
review-verdict-opinion = 意见说明
review-verdict-opinion-help = 建议不予通过或先行考察时必须填写。

## the application beside it
review-facts = 申请内容
review-facts-papers = 申请材料

## what was submitted
review-read-conflict = 您已声明利害关系并回避
review-read-conflict-text = 感谢您如实声明，秘书处会另请他人审查。您不需要再做什么。
review-read-submitted = 提交于 { $at }
review-read-over = 这次审查已经结束，您没有提交审查意见。

## what is missing
review-lack-answer = 请选择一项回答；也可以选择“无从判断”。
review-lack-note = 选择“不符合”“无从判断”或打低分时，请写明依据。
review-lack-proposal = 请选择一项建议。
review-lack-conditions = 建议有条件通过时，请写明条件。
review-lack-reasons = 建议不予通过时，请至少选择一项理由。
review-lack-against = 没有审查员提出这项建议，请写明秘书处为何另作结论。
review-lack-opinion = 请写明意见。

## done
review-done-opened = 审查已开始，审查员会收到邮件。
review-done-assigned = 已增加审查员，对方会收到邮件。
review-done-released = 已解除，对方会收到邮件。
review-done-reopened = 已退回修改，对方会收到邮件。
review-done-concluded = 审查结论已提交。
review-done-declared = 已声明，申请内容现已对您开放。
review-done-conflict = 已记录您的声明。感谢您主动回避。
review-done-saved = 草稿已保存。
review-done-submitted = 审查意见已提交，谢谢。

## refusals
review-refusal-awaited = 还有 { $count } 份审查意见未交。请等待、提醒，或先解除相应的审查员。
review-refusal-none = 还没有人提交审查意见，不能作出结论。
review-refusal-concluded = 这次审查已经结束，不能再更改。
review-refusal-nobody = 请至少选择一位审查员。
review-refusal-duplicate = 申请所填的统一社会信用代码现登记在{ $name }名下，请先在初审页面处理。
review-refusal-asked = 这位审查员已经在名单中。
review-refusal-company = { $name }是申请企业的代表，不能参与。
review-refusal-recommender = { $name }是推荐人或推荐企业的代表，不能参与。
review-refusal-due-past = 期限应当在今天或以后。
review-refusal-due-far = 期限不能超过一年。

## letters
review-letter-moment = { $at }
review-letter-due = 截止时间
review-letter-open = 打开审查页面
review-letter-office-open = 查看审查进度
review-letter-asked = 请您审查入会申请：{ $name }
review-letter-asked-text = 秘书处请您参与“{ $name }”入会申请的资格审查。请先打开链接声明有无利害关系，之后即可查看申请内容。
review-letter-soon = 审查即将到期：{ $name }
review-letter-soon-text = 您的审查意见即将到期，请抽时间完成。如不便参与，请尽早告知秘书处。
review-letter-late = 审查已逾期：{ $name }
review-letter-late-text = 您的审查意见已过期限，请尽快提交。如不便参与，请告知秘书处另作安排。
review-letter-office-late = 审查逾期：申请 { $number }
review-letter-office-late-text = { $reviewer }的审查意见已逾期，已再次提醒，特此抄送。
review-letter-office-reassign = { $reviewer }的审查意见多次提醒后仍未提交，请解除并改请他人。
review-letter-office-passed-on = { $reviewer }的审查意见多次提醒后仍未提交，已改请{ $next }审查。如另有安排，请在审查页面调整。
review-letter-above = “{ $name }”的资格审查逾期已久：原请{ $reviewer }提交的审查意见逾期九天以上，审查至今没有完成，特此报告。
review-reason-over = 该申请已经结束，不再需要审查意见。
review-reason-late = 逾期未提交
review-letter-conflict = 审查员声明利害关系：申请 { $number }
review-letter-conflict-text = { $reviewer }就“{ $name }”的申请声明了利害关系，已回避。请另请审查员。
review-letter-released = 不再需要您的审查：{ $name }
review-letter-released-text = 秘书处已解除您对“{ $name }”入会申请的审查任务，您不需要再做什么。
review-letter-reopened = 请修改您的审查意见：{ $name }
review-letter-reopened-text = 秘书处退回了您对“{ $name }”的审查意见，请修改后重新提交。
review-letter-all-in = 审查意见已交齐：申请 { $number }
review-letter-all-in-text = “{ $name }”的审查意见已交齐，请作出审查结论。
review-letter-tied-text = { $reviewer }审查过“{ $name }”的申请，现已代表该企业。其意见不再计入；如已无其他意见，请另请审查员；如审查已结束，请在表决前重新斟酌。
review-candidate-named = 申请企业填写的推荐人，尚未确认
