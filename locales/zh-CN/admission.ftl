## stops of the rail
admission-stop-apply = 申请
admission-stop-review = 审查
admission-stop-visit = 考察
admission-stop-vote = 表决
admission-stop-sign = 签约
admission-stop-join = 入会

## who has to act
admission-party-applicant = 申请企业
admission-party-office = 秘书处
admission-party-reviewers = 审查员
admission-party-visitors = 考察人员
admission-party-board = 理事会
admission-party-signatory = 商会签署人
admission-party-time = 公示期
admission-party-nobody = 已办结

## proposals and decisions
admission-proposal-pass = 建议通过
admission-proposal-conditions = 建议有条件通过
admission-proposal-reject = 建议不予通过
admission-proposal-visit = 建议先行考察
admission-decision-admitted = 同意入会
admission-decision-rejected = 不予入会
admission-decision-no-quorum = 未达法定人数
admission-decision-deferred = 暂缓表决

## stages: name, what the office has to do, what the applicant is told
admission-stage-draft = 草稿
admission-task-draft = 由申请人填写并提交。
admission-told-draft = 请把申请表填写完整并提交。草稿会自动保存，可以随时换一台设备继续填写。
admission-stage-submitted = 待初审
admission-task-submitted = 核对材料是否齐全：接收，或一次列明全部缺项退回补正。
admission-told-submitted = 申请已收到，秘书处正在核对材料是否齐全。您暂时不需要做什么；齐全后即进入资格审查。
admission-stage-returned = 退回补正
admission-task-returned = 等待申请人按补正清单答复并重新提交。
admission-told-returned = 有几项需要补正。请逐项答复后重新提交，清单以外的内容不必改动。
admission-stage-resubmitted = 补正后待初审
admission-task-resubmitted = 对照补正清单核对修改内容。
admission-told-resubmitted = 补正材料已收到，秘书处正在核对。您暂时不需要做什么。
admission-stage-accepted = 已受理
admission-task-accepted = 指定审查员，开始资格审查。
admission-told-accepted = 材料齐全，申请已受理。下一步由审查员进行资格审查。
admission-stage-under-review = 资格审查中
admission-task-under-review = 审查员填写审查意见。
admission-told-under-review = 审查员正在进行资格审查。如需补充说明，我们会联系您。
admission-stage-reviewed = 审查完成
admission-task-reviewed = 安排实地考察；无需考察的，提交表决。
admission-told-reviewed = 资格审查已完成，秘书处正在安排下一步，如需实地考察会与您约定时间。
admission-stage-visit-planned = 已约考察
admission-task-visit-planned = 考察人员按时前往，填写并签署考察记录。
admission-told-visit-planned = 实地考察时间已定。请安排好接待人员，准备好证照原件备查。
admission-stage-visited = 考察完成
admission-task-visited = 汇总审查与考察意见，提交理事会。
admission-told-visited = 实地考察已完成，秘书处正在汇总意见，准备提交表决。
admission-stage-recommended = 待表决
admission-task-recommended = 准备表决材料，发起公示或表决。
admission-told-recommended = 申请已提交理事会，等待表决。
admission-stage-public-notice = 公示中
admission-task-public-notice = 公示期满后发起表决。
admission-told-public-notice = 申请正在公示，公示期满后进行表决。
admission-stage-on-ballot = 表决中
admission-task-on-ballot = 理事投票；截止后计票并公布结果。
admission-told-on-ballot = 理事会正在表决，截止后我们会把结果通知您。
admission-stage-no-quorum = 未达法定人数
admission-task-no-quorum = 本轮作废，发起新一轮表决。
admission-told-no-quorum = 本轮参加表决的人数不足，不代表未通过，将另行组织一轮表决。
admission-stage-deferred = 暂缓表决
admission-task-deferred = 按理事会的意见补充后，再次发起表决。
admission-told-deferred = 理事会决定暂缓表决，将在条件成熟后再次表决。
admission-stage-admitted = 已通过，待签约
admission-task-admitted = 按决议条件生成入会协议并发出。
admission-told-admitted = 恭喜，理事会已同意贵企业入会。入会协议正在准备，稍后请您签署。
admission-stage-agreement-sent = 协议签署中
admission-task-agreement-sent = 等待双方签署入会协议。
admission-told-agreement-sent = 入会协议已发出，请有签署权限的代表阅读并签署；贵方签署后由商会会签。
admission-stage-agreement-signed = 协议已签
admission-task-agreement-signed = 办理入会：编号、会籍与首期会费。
admission-told-agreement-signed = 双方已签署入会协议，正在办理会籍。
admission-stage-member = 已入会
admission-task-member = 已办结。
admission-told-member = 贵企业已成为会员，欢迎。
admission-stage-rejected = 不予入会
admission-task-rejected = 已办结；申请人可在期限内提出异议。
admission-told-rejected = 理事会决定不予入会，理由见下。您可以在期限内提出异议。
admission-stage-appealed = 异议处理中
admission-task-appealed = 将异议提交理事会处理：维持原决定，或重新表决。
admission-told-appealed = 您的异议已收到，正在处理。
admission-stage-upheld = 维持不予入会
admission-task-upheld = 已办结。
admission-told-upheld = 异议已处理，维持原决定。
admission-stage-withdrawn = 已撤回
admission-task-withdrawn = 已办结：申请人撤回。
admission-told-withdrawn = 您已撤回申请。以后可以随时重新申请。
admission-stage-expired = 已逾期终止
admission-task-expired = 已办结：逾期未答复。
admission-told-expired = 因长期未收到答复，本次申请已终止。您可以随时重新申请。
admission-stage-declined = 未签约
admission-task-declined = 已办结：企业未签署协议。
admission-told-declined = 您选择不签署入会协议，本次申请已终止。

## the record
admission-event-opened = 开始填写申请
admission-event-submitted = 提交申请
admission-event-returned = 退回补正
admission-event-resubmitted = 补正后重新提交
admission-event-accepted = 材料齐全，予以受理
admission-event-deemed = 初审期限已过，视为受理
admission-event-review-opened = 开始资格审查
admission-event-review-closed = 资格审查完成
admission-event-visit-planned = 约定实地考察
admission-event-visited = 实地考察完成
admission-event-recommended = 提交理事会
admission-event-notice = 开始公示
admission-event-ballot-opened = 第 { $round } 轮表决开始
admission-event-decided = 表决结束：{ $decision }
admission-event-agreement-sent = 发出入会协议
admission-event-company-signed = 企业签署入会协议
admission-event-agreement-signed = 商会会签入会协议
admission-event-joined = 正式入会，会员编号 { $number }
admission-event-declined = 企业不签署入会协议
admission-event-withdrawn = 申请人撤回申请
admission-event-expired = 逾期未答复，申请终止
admission-event-appealed = 申请人提出异议
admission-event-upheld = 异议处理完毕，维持原决定
admission-event-new-round = 异议成立，重新表决

## who acted, as the applicant reads it
admission-side-applicant = 申请企业
admission-side-chamber = 商会
admission-side-system = 系统

## refusals
admission-refusal-ended = 该申请已办结，不能再变更。
admission-refusal-not-now = 申请目前处在别的环节，这一步现在不能办理。请刷新页面查看最新进度。
admission-refusal-notice = 公示尚未期满，暂不能发起表决。
admission-refusal-route = 该级别的入会流程没有这一步。
admission-refusal-late = 提出异议的期限已过。
admission-refusal-order = 已有人先一步办理，请刷新页面后再试。

## pages about a case
admission-rail = 入会进程
admission-tabs = 本申请的页面
admission-tab-overview = 总览
admission-tab-application = 申请材料
admission-tab-check = 初审
admission-tab-review = 资格审查
admission-tab-visit = 实地考察
admission-tab-ballot = 表决
admission-tab-agreement = 协议
