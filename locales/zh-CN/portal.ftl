# 公开网站：首页、入会指南、关于商会、会员名录、活动、会员查验、个人信息保护


portal-home-title = 企业之家
portal-home-description = { $name }：会员权益、会费标准、入会五步与会员名录。
portal-home-heading-1 = 踏实做事的企业，
portal-home-heading-2 = 在这里相遇
portal-home-lead = { $name }由企业自愿组成，为会员反映诉求、提供服务、维护信誉。入会须经资格审查、实地考察和理事会表决，正因如此，“会员”二字才有分量。
portal-home-apply = 申请入会
portal-home-how = 先了解入会五步
portal-home-scroll-1 = 以诚会友　同舟共济
portal-home-scroll-2 = 以信立业　行稳致远
portal-home-members = 会员企业
portal-home-industries = 覆盖行业
portal-home-board = 理事会成员

portal-gain-heading = 会员得到什么
portal-gain-voice = 有人替您说话
portal-gain-voice-text = 商会把会员的共同诉求整理成建议，反映给政府部门和社会，参与政策与行业标准的讨论。
portal-gain-help = 遇事有人可问
portal-gain-help-text = 政策咨询、法律援助由秘书处牵头，对接律师与专业机构，不让会员独自面对。
portal-gain-trade = 生意多一条路
portal-gain-trade-text = 供需对接、市场信息、上下游引荐，先在会员之间流动起来。
portal-gain-meet = 同行常常见面
portal-gain-meet-text = 交流会、培训、外出考察，结识同业，也结识愿意说真话的朋友。
portal-gain-name = 名字受人信赖
portal-gain-name-text = 会员编号可以在网上查验，往来更放心；名录上公开哪些信息，由企业自己决定。
portal-gain-vote = 商会的事一起定
portal-gain-vote-text = 会员有选举权、被选举权和表决权，可以对商会工作提出批评、进行监督。

portal-path-heading = 入会五步
portal-path-lead = 每一步由谁办、需要多久、卡在哪里，您随时都看得到。顺利的话，全程大约一到两个月。
portal-path-apply = 填写申请
portal-path-apply-time = 约 20 分钟
portal-path-apply-text = 企业、人员、级别、材料、入会理由。边填边存，手机上也能填，换一台设备可以接着填。
portal-path-review = 初审与资格审查
portal-path-review-time = { $answer } 天内答复，{ $review } 天内审完
portal-path-review-text = 缺什么，秘书处一次说清；审查员对照公开的条件逐项审查，与申请企业有利害关系的一律回避。
portal-path-visit = 实地考察
portal-path-visit-time = { $visit } 天内，现场约 1 小时
portal-path-visit-text = 至少两位考察人员上门，看场所、看经营、听想法。考察中的事实您可以查阅并补充意见。
portal-path-ballot = 理事会表决
portal-path-ballot-time = 不超过 { $ballot } 天
portal-path-ballot-text = 理事按章程记名表决，法定人数、回避和计票过程都有记录。未通过的，会说明对应哪一条条件。
portal-path-sign = 签约入会
portal-path-sign-time = 约 10 分钟
portal-path-sign-text = 在线签署入会协议，商会会签后即取得会员编号，成为会员。

portal-dues-heading = 会费公开
portal-dues-lead = 会费按会员级别收取，标准由会员大会表决通过。申请、审查和考察都不收费。
portal-dues-caption = 会费标准
portal-dues-rank = 会员级别
portal-dues-amount = 每年会费
portal-dues-needs = 申请要求
portal-dues-recommenders = { $count ->
    [0] 无需推荐人
   *[other] 需 { $count } 位会员推荐
}
portal-dues-free = 免费

portal-figures-heading = 用数字看商会
portal-figures-growth = 历年会员数
portal-figures-growth-note = 每年年末在册的会员企业
portal-figures-industry = 会员所在行业
portal-figures-others = 其他行业
portal-figures-industry-note = 按国民经济行业分类的门类

portal-closing-heading = 从一份申请开始
portal-closing-text = 先把草稿填起来，想好了再提交；提交之后、签约之前，随时可以撤回。
portal-closing-directory = 看看有哪些会员

portal-join-title = 入会指南
portal-join-description = 怎样加入{ $name }：五个步骤、所需时间、会费标准、所需材料、由谁决定。
portal-join-heading = 怎样加入商会
portal-join-lead = 五步，每一步都有期限。全部在网上办理，只有实地考察需要我们上门。
portal-join-needs = 需要准备什么
portal-join-needs-code = 统一社会信用代码和营业执照（PDF 或清晰的照片）
portal-join-needs-people = 法定代表人、会员代表、联系人的姓名和联系方式
portal-join-needs-rank = 想申请的会员级别；部分级别需要现有会员推荐
portal-join-needs-why = 几句话：企业做什么，为什么想加入
portal-join-decides = 由谁决定
portal-join-decides-text = 秘书处核对材料是否齐全；审查员对照条件审查；考察人员实地了解；最后由商会的决策机构按章程表决。任何一个人都不能独自决定，申请企业的关联人一律回避。
portal-join-questions = 常见问题
portal-join-q-withdraw = 中途可以撤回吗？
portal-join-a-withdraw = 可以。签约之前任何时候都能撤回，不需要谁批准，也不影响以后再申请。
portal-join-q-rejected = 没有通过怎么办？
portal-join-a-rejected = 您会收到书面理由，写明对应哪一条入会条件。可以在期限内提出异议，也可以改进之后重新申请。
portal-join-q-pay = 什么时候交会费？
portal-join-a-pay = 表决通过并签署入会协议之后。申请、审查和考察都不收费。
portal-join-q-see = 谁会看到我们的资料？
portal-join-a-see = 只有办理这份申请的人：秘书处、指定的审查员和考察人员、参加表决的理事。谁在什么时候做了什么都有记录。
portal-join-q-leave = 入会以后可以退出吗？
portal-join-a-leave = 可以。入会自愿、退会自由，书面告知秘书处即可。

portal-about-title = 关于商会
portal-about-description = { $name }的章程、理事会与秘书处。
portal-about-heading = 关于{ $name }
portal-about-lead = 我们是企业自愿结成的社会团体，不以营利为目的。重大事项由会员大会决定，日常由理事会领导、秘书处办理。
portal-about-values = 我们看重什么
portal-about-values-open = 公开
portal-about-values-open-text = 会费标准、入会条件、决定的依据都摆在明处。
portal-about-values-fair = 公正
portal-about-values-fair-text = 有利害关系的人回避，每一票怎么计都有据可查。
portal-about-values-useful = 有用
portal-about-values-useful-text = 会员提出的事，有人接、有期限、有回音。
portal-about-board = 理事会
portal-about-board-text = 理事会在会员大会闭会期间领导商会工作，对入会申请作出决定。
portal-about-office = 秘书处
portal-about-office-text = 入会、会籍、活动和各类服务，都可以找秘书处。
portal-about-contact-address = 地址
portal-about-contact-phone = 电话
portal-about-contact-email = 电子邮箱
portal-about-contact-hours = 办公时间
portal-about-charter = 章程
portal-about-charter-text = 商会依照章程开展工作。会费、表决和会员权利义务，都以章程为准。
portal-about-charter-read = 阅读章程（{ $version } 版）
portal-about-charter-none = 章程文本请向秘书处索取。

portal-directory-title = 会员名录
portal-directory-description = { $name }的会员企业，可按名称、拼音和行业查找。
portal-directory-lead = 这里只列出同意公开的会员。可以按企业名称、拼音或行业查找。
portal-directory-query = 企业名称或拼音
portal-directory-industry = 行业
portal-directory-all = 全部行业
portal-directory-none = 没有找到符合条件的会员
portal-directory-none-text = 换一个关键词试试。也可能这家会员选择不公开；已知会员编号的，可以直接查验。
portal-directory-empty = 名录还是空的
portal-directory-empty-text = 第一批会员入会并同意公开之后，会出现在这里。
portal-directory-rank = { $name }
portal-directory-since = { $year } 年入会
portal-directory-list = 会员企业

portal-events-title = 活动
portal-events-description = { $name }的活动安排。
portal-events-lead = 交流会、培训和外出考察的安排会在这里公布，会员与来宾均可查看。
portal-events-empty = 目前没有公布的活动
portal-events-empty-text = 活动确定之后，时间、地点和报名方式会出现在这里。
portal-events-members = 了解会员权益

portal-check-title = 会员查验
portal-check-description = 输入会员编号，查验会员身份今天是否有效。
portal-check-lead = 输入证书或牌匾上的会员编号，查验会籍今天是否有效。除此之外不显示任何信息。
portal-check-number = 会员编号
portal-check-number-help = 例如 2026-0001
portal-check-submit = 查验
portal-check-valid = 有效
portal-check-valid-text = 会员编号 { $number } 在 { $day } 有效。
portal-check-invalid = 未查到
portal-check-invalid-text = 会员编号 { $number } 在 { $day } 没有有效的会籍。请核对编号；如有疑问，请联系秘书处。

portal-privacy-title = 个人信息保护
portal-privacy-description = { $name }如何处理个人信息，您有哪些权利。
portal-privacy-lead = 本页说明{ $name }在会员平台上处理哪些个人信息、为什么处理、保存多久，以及您可以要求什么。
portal-privacy-what = 我们处理什么
portal-privacy-what-account = 账号：姓名、电子邮箱、登录记录。密码只保存不可还原的摘要。
portal-privacy-what-company = 入会申请：法定代表人、会员代表和联系人的姓名、职务和联系方式，以及申请材料里的内容。
portal-privacy-what-acts = 办理记录：谁在什么时候做了什么。这是审查、表决和签约可以追溯的依据，不会被改写。
portal-privacy-why = 为什么处理
portal-privacy-why-text = 办理入会和会籍所必需的，依据《个人信息保护法》第十三条为订立和履行入会协议、履行法定义务而处理。公开到会员名录、提供给合作机构，分别征得单独同意，默认都不勾选，随时可以撤回。
portal-privacy-who = 谁能看到
portal-privacy-who-text = 只有办理相关事项的人：秘书处、指定的审查员和考察人员、参加表决的理事。我们不出售个人信息，也不用于广告；网页不加载任何第三方的统计或跟踪代码。
portal-privacy-long = 保存多久
portal-privacy-long-text = 会籍存续期间，以及法律和章程规定的档案保存期限之内。草稿和未办成的申请，在目的实现后删除或作去标识处理。
portal-privacy-rights = 您的权利
portal-privacy-rights-text = 您可以查阅、复制、更正自己的信息，撤回同意，要求删除或限制处理。请联系秘书处，我们核实身份后在十五天内答复。
portal-privacy-cookies = Cookie
portal-privacy-cookies-text = 只用必需的几个：登录状态、语言、明暗显示，以及一次性的提示。没有用于跟踪的 Cookie。

# A paper checked
portal-check-paper = 核验一份 PDF 文件
portal-paper-title = 核验文件
portal-paper-lead = 上传一份 PDF，看看由谁签署、签署之后有没有被改动。
portal-paper-description = 核验本会文件上的电子签章
portal-paper-file = PDF 文件
portal-paper-file-help = 文件只用于这次核验，不会保存。
portal-paper-missing = 请选择一份 PDF 文件。
portal-paper-submit = 核验
portal-paper-stamp-good = 有效
portal-paper-stamp-none = 无签章
portal-paper-stamp-bad = 不可信
portal-paper-all-good = “{ $name }”上的签章全部有效，文件自签署后未被改动。
portal-paper-none = “{ $name }”上没有电子签章。
portal-paper-bad = “{ $name }”上有签章未通过核验，请勿采信，并向本会核实。
portal-paper-holds = 有效
portal-paper-fails = 未通过
portal-paper-good = 内容完整，证书由本会签发。
portal-paper-unreadable = 签章无法读取，或没有覆盖整份文件。
portal-paper-changed = 签署之后，内容或签章被改动过。
portal-paper-changed-after = 签署之后，文件中加入了签章以外的内容。
portal-paper-stranger = 内容完整，但证书不是本会签发的，或签署时不在有效期内。
portal-paper-organisation = 单位
portal-paper-reason = 签署事由
portal-paper-at = 签署时间
portal-paper-stamped = 时间戳
portal-paper-how = 用其他软件核验
portal-paper-how-text = 签章采用 PAdES 标准，可以用支持该标准的任何软件核验。请先下载并信任本会的根证书。
portal-paper-root = 下载根证书
