# Organs and kinds of answers
chamber-organ-board = 理事会
chamber-organ-standing-board = 常务理事会
chamber-organ-presidents = 会长办公会
chamber-answer-met = 符合 / 部分符合 / 不符合 / 未能查看
chamber-answer-rating = 评分 0–5
chamber-answer-yes-no = 是 / 否 / 未能查看
chamber-answer-text = 文字说明

# What is refused
chamber-criteria-none = 请至少保留一项标准。
chamber-criteria-many = 最多 { $most } 项标准。
chamber-criteria-none-needed = 请至少有一项标准为必答。
chamber-criteria-twice = 有两项标准或理由使用了相同的代码。
chamber-criteria-loose-reason = 不予入会的理由“{ $reason }”所依据的标准已不在列表中。
chamber-charter-twice = 章程版本“{ $version }”已经发布过。
chamber-agreement-unknown-field = 没有名为 { $name } 的字段，请检查花括号中的名称。

# Words all settings share
chamber-settings = 设置
chamber-save = 保存
chamber-saved = 已保存。
chamber-cancel = 取消
chamber-change = 修改
chamber-yes = 是
chamber-no = 否
chamber-in-zh-cn = 简体中文
chamber-in-zh-tw = 繁体中文
chamber-in-en = 英文
chamber-lang-zh-cn = 简体中文
chamber-lang-zh-tw = 繁体中文
chamber-lang-en = 英文
chamber-in-force = 现行
chamber-superseded = 已被取代
chamber-versions = 历次版本
chamber-version-number = 第 { $number } 版
chamber-version-first = 系统自带的初始版本
chamber-changes = 本次修改说明
chamber-changes-help = 写给以后查阅的人：改了什么，依据哪次会议的决定。
chamber-row-up = 上移
chamber-row-down = 下移
chamber-row-drop = 移除

# The first administrator
chamber-first-title = 开通会员平台
chamber-first-lead = 请创建第一位管理员。此链接只能使用一次，之后由您完成各项设置。
chamber-first-name = 姓名
chamber-first-email = 电子邮箱
chamber-first-passphrase = 密码
chamber-first-passphrase-help = 至少 10 个字符，几个不相关的词连在一起就很好。
chamber-first-button = 创建管理员并继续
chamber-first-known = 这个邮箱已有账号，请使用另一个邮箱。

# Who the chamber is
chamber-identity-title = 商会名称与基本约定
chamber-identity-lead = 显示在每个页面、每封邮件和每份文件上。
chamber-identity-name = 商会全称
chamber-identity-zone = 时区
chamber-identity-zone-help = 日期与截止时间按此时区计算。
chamber-identity-zone-near = 常用
chamber-identity-zone-far = 其他
chamber-identity-currency = 会费币种
chamber-identity-currency-help = 三位字母代码，如 CNY、HKD、TWD。
chamber-identity-currency-wrong = 请填写三位字母的币种代码。
chamber-identity-lang = 默认语言
chamber-identity-lang-help = 访客未选择语言时使用。
chamber-mark-title = 会徽
chamber-mark-upload = 上传会徽
chamber-mark-help = PNG 或 JPG，不超过 4 MB，正方形效果最好。
chamber-mark-none = 请选择一个图片文件。
chamber-mark-none-yet = 尚未上传，页面暂用通用印章标志。
chamber-mark-set = 会徽已更新。
chamber-mark-remove = 移除会徽
chamber-mark-removed = 会徽已移除。

# The charter
chamber-charter-title = 章程
chamber-charter-lead = 法定人数、表决门槛与收取会费的依据。申请人入会时承认现行版本；发布过的版本永久保留。
chamber-charter-public = 章程
chamber-charter-versions = 已发布的版本
chamber-charter-none = 尚未发布章程
chamber-charter-none-text = 发布后，申请人即可在线阅读并承认章程。
chamber-charter-new = 发布新版本
chamber-charter-name = 标题
chamber-charter-name-help = 例如：某某商会章程
chamber-charter-version = 版本号
chamber-charter-version-help = 引用时的写法，例如 2026-1。
chamber-charter-day = 通过日期
chamber-charter-day-help = 会员大会表决通过之日。
chamber-charter-future = 通过日期不能晚于今天。
chamber-charter-file = 章程文件（PDF）
chamber-charter-file-help = 不超过 20 MB。
chamber-charter-body = 章程全文
chamber-charter-body-help = 可在手机上直接阅读；与 PDF 至少提供一项。
chamber-charter-empty = 请上传 PDF 或填写章程全文。
chamber-charter-publish = 发布章程
chamber-charter-published = 章程 { $version } 已发布，自现在起为现行版本。
chamber-charter-adopted = { $day } 通过
chamber-charter-version-is = 版本 { $version }
chamber-charter-download = 下载 PDF
chamber-clause-title = 请在章程中写明线上表决
chamber-clause-text = 我们没有找到允许或禁止社会团体理事会线上表决的明文规定，决议的效力取决于章程。建议在启用线上表决前，由会员大会在章程中加入授权条款，例如：
chamber-clause-example = “理事会、常务理事会可以采用通讯方式（包括经身份验证的线上表决）作出决议。以通讯方式表决的，在规定期限内送达表决意见的理事视为出席，其表决与现场表决具有同等效力；表决记录由秘书处保存。”

# Ranks and routes
chamber-ranks-title = 会员级别与入会流程
chamber-ranks-lead = 每个级别的会费公开显示在“加入我们”页面；流程决定申请要经过哪些步骤、由谁决定。
chamber-ranks-edit = 级别与会费
chamber-ranks-changed-meanwhile = 级别在此期间已被修改，请重新打开页面。
chamber-ranks-none-open = 请至少有一个级别开放申请。
chamber-rank = 级别
chamber-rank-number = 级别 { $number }
chamber-rank-dues = 每年会费
chamber-rank-open = 开放申请
chamber-rank-closed = 不开放申请
chamber-rank-add = 添加级别
chamber-routes-title = 各级别的入会流程
chamber-routes-lead = 修改只影响以后提交的申请，已提交的按原流程办理。
chamber-route-title = 入会流程
chamber-route-of = “{ $rank }”的入会流程
chamber-route-lead = 按章程规定选择。
chamber-route-body = 决定机构
chamber-route-body-help = 许多章程规定：普通会员由会长办公会决定，理事及以上由理事会决定。
chamber-route-steps = 步骤
chamber-route-steps-help = 资格审查与表决必不可少。
chamber-step-review = 资格审查
chamber-step-visit = 实地考察
chamber-step-notice = 公示 { $days } 天
chamber-step-vote = 表决
chamber-route-notice = 公示天数
chamber-route-notice-help = 0 表示不公示。
chamber-route-recommenders = 推荐人数
chamber-route-recommenders-help = 需要几家会员推荐，0 表示不需要。
chamber-route-papers = 需要提交的材料
chamber-route-papers-help = 请只索取确有必要的材料。
chamber-paper-licence = 营业执照
chamber-paper-identity = 法定代表人身份证明
chamber-paper-authority = 授权委托书
chamber-paper-qualification = 资质与荣誉证明
chamber-paper-accounts = 财务报表
chamber-paper-recommendation = 推荐信

# Time limits
chamber-limits-title = 办理时限
chamber-limits-lead = 以天计，到期前提醒。修改只影响以后提交的申请。
chamber-limit-answer = 秘书处初审答复（逾期视为受理）
chamber-limit-correction = 申请人补正
chamber-limit-grace = 补正逾期后的宽限
chamber-limit-assign = 指定审查员
chamber-limit-review = 资格审查
chamber-limit-visit = 实地考察
chamber-limit-recommend = 提交理事会
chamber-limit-ballot = 表决期限
chamber-limit-agreement = 发出入会协议
chamber-limit-sign = 企业签署协议
chamber-limit-countersign = 商会会签协议
chamber-limit-appeal = 不予入会后的异议期
chamber-limit-cooling-off = 不予入会后再次申请的间隔

# Criteria
chamber-criteria-review = 资格审查标准
chamber-criteria-visit = 实地考察标准
chamber-criteria-tabs = 标准
chamber-criteria-lead = 发布后形成新版本，已开始的审查与考察仍按原版本进行。
chamber-criterion = 标准
chamber-criterion-number = 标准 { $number }
chamber-criterion-kind = 回答方式
chamber-criterion-needed = 必答
chamber-criterion-add = 添加标准
chamber-reasons-title = 不予入会的理由
chamber-reasons-lead = 不予入会时只能选用这里的理由，每条理由都对应一项标准。
chamber-reason-number = 理由 { $number }
chamber-reason-criterion = 对应的标准
chamber-reason-add = 添加理由
chamber-criteria-publish = 发布新版本
chamber-criteria-published = 第 { $number } 版已发布。

# The agreement
chamber-agreement-title = 入会协议文本
chamber-agreement-lead = 理事会通过后，按此文本生成每家企业的入会协议。花括号中的字段会自动填入。
chamber-agreement-fields = 可以使用的字段
chamber-field-chamber = 商会名称
chamber-field-company = 企业名称
chamber-field-credit-code = 统一社会信用代码
chamber-field-rank = 会员级别
chamber-field-dues = 每年会费
chamber-field-organ = 决定机构
chamber-field-decided-on = 决定日期
chamber-field-charter = 章程版本
chamber-field-conditions = 入会条件
chamber-agreement-publish = 发布新文本
chamber-agreement-published = 第 { $number } 版已发布。

# Who signs
chamber-signatory-title = 商会签署人
chamber-signatory-lead = 入会协议由会长签署，或由会长书面授权的人签署。
chamber-signatory-presidents = 会长
chamber-signatory-no-president = 还没有人担任会长角色。
chamber-signatory-give-role = 在“人员”中指定
chamber-signatory-authorised = 已授权
chamber-signatory-other = 授权他人签署
chamber-signatory-email = 被授权人邮箱
chamber-signatory-email-help = 留空表示只由会长签署。
chamber-signatory-authority = 授权依据
chamber-signatory-authority-help = 例如：会长授权书 2026 年第 3 号
chamber-signatory-since = 授权日期
chamber-signatory-unknown = 没有使用这个邮箱的账号，请先在“人员”中邀请。

# Second factor
chamber-access-title = 两步验证
chamber-access-lead = 下列角色必须启用两步验证才能继续使用。
chamber-access-roles = 必须启用的角色
chamber-access-help = 建议至少要求管理员启用。下次打开页面时生效；选中您自己的角色，您也会被要求设置。

# Mail
chamber-mail-title = 邮件服务器
chamber-mail-lead = 确认、补正、表决与结果通知都通过邮件送达。保存时会先连接试登录。
chamber-mail-configured = 服务器配置文件中已指定邮件服务器，优先于此处的设置。
chamber-mail-missing = 尚未设置。邮件会先保存在“邮件”页面，设置后自动发出。
chamber-mail-host = 服务器
chamber-mail-host-help = 例如 smtp.example.com
chamber-mail-port = 端口
chamber-mail-port-help = 一般为 587 或 465。
chamber-mail-security = 加密
chamber-mail-starttls = STARTTLS
chamber-mail-starttls-help = 通常用 587 端口
chamber-mail-tls = TLS
chamber-mail-tls-help = 通常用 465 端口
chamber-mail-none = 不加密
chamber-mail-none-help = 仅限同一台机器或内部网络
chamber-mail-user = 用户名
chamber-mail-password = 密码
chamber-mail-password-kept = 已保存。留空则不变；更换服务器时需重新填写。
chamber-mail-from = 发件邮箱
chamber-mail-from-help = 多数服务器要求与用户名一致。
chamber-mail-from-name = 发件人名称
chamber-mail-from-name-help = 留空则使用商会名称。
chamber-mail-save = 连接测试并保存
chamber-mail-saved = 已连接成功并保存。
chamber-mail-unreachable = 无法使用该服务器：{ $why }
chamber-mail-test = 发送测试邮件
chamber-mail-test-text = 给 { $email } 发一封测试邮件。
chamber-mail-sent = 发往 { $email } 的测试邮件已排队发送，结果可在“邮件”页面查看。
chamber-mail-remove = 移除此服务器
chamber-mail-removed = 邮件服务器设置已移除。
chamber-letter-test-subject = 测试邮件
chamber-letter-test-line = 收到这封邮件，说明会员平台的邮件服务器设置正确。
chamber-contact = 联系方式
chamber-contact-phone = 电话
chamber-contact-email = 电子邮箱
chamber-contact-address = 地址
chamber-contact-hours = 办公时间
chamber-contact-records = 页脚备案信息
chamber-contact-records-help = 每行一条，如社会团体登记证号、网站备案号。
chamber-intro = 关于我们
chamber-intro-others = 其他语言

# The seal
chamber-seal-title = 电子印章
chamber-seal-lead = 协议等文件由系统加盖电子签章：先是签署人，再是商会。任何人都可以在核验页查验。
chamber-seal-trouble = 印章目前无法使用，签好的协议会等到问题解决后再加盖签章。
chamber-seal-keys = 密钥与证书
chamber-seal-none = 还没有密钥。填好商会名称后，系统在下次启动时自动生成。
chamber-seal-root = 根证书
chamber-seal-made = 商会印章，由本系统生成
chamber-seal-imported = 商会印章，外部导入
chamber-seal-until = 有效期至
chamber-seal-retired = 已停用
chamber-seal-runs-out = 即将到期
chamber-seal-root-file = 下载根证书
chamber-seal-root-text = 交给需要用其他软件核验签章的人。
chamber-seal-new = 更换密钥
chamber-seal-new-text = 生成新的根证书和印章。此前盖过章的文件继续有效，旧证书仍用于核验。
chamber-seal-renew = 生成新密钥
chamber-seal-renewed = 已启用新密钥。
chamber-seal-bring = 导入证书
chamber-seal-bring-text = 如果商会已有认证机构签发的证书，可以导入 PKCS#12 文件（.p12 或 .pfx）代替本系统生成的印章。导入前会先试签并核验一份样张。
chamber-seal-file = 证书文件
chamber-seal-file-missing = 请选择 .p12 或 .pfx 文件，不超过 256 KB。
chamber-seal-file-refused = 这个文件不能使用：{ $why }
chamber-seal-phrase = 文件密码
chamber-seal-bring-button = 导入并启用
chamber-seal-brought = 已启用导入的证书。

# Papers
chamber-paper-pages = 第 { $page } 页，共 { $pages } 页
chamber-paper-demo = 演示数据
chamber-paper-missing = 服务器上的字体没有这些字：{ $characters }。请换用其他写法，或请管理员安装含有这些字的字体。
