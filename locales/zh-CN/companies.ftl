## legal forms
companies-form-limited = 有限责任公司
companies-form-stock = 股份有限公司
companies-form-sole = 个人独资企业
companies-form-partnership = 合伙企业
companies-form-state = 国有企业
companies-form-foreign = 外商投资企业
companies-form-branch = 分公司
companies-form-household = 个体工商户
companies-form-cooperative = 农民专业合作社
companies-form-institution = 社会组织、事业单位

## industries: sections of GB/T 4754-2017
companies-industry-a = 农、林、牧、渔业
companies-industry-b = 采矿业
companies-industry-c = 制造业
companies-industry-d = 电力、热力、燃气及水生产和供应业
companies-industry-e = 建筑业
companies-industry-f = 批发和零售业
companies-industry-g = 交通运输、仓储和邮政业
companies-industry-h = 住宿和餐饮业
companies-industry-i = 信息传输、软件和信息技术服务业
companies-industry-j = 金融业
companies-industry-k = 房地产业
companies-industry-l = 租赁和商务服务业
companies-industry-m = 科学研究和技术服务业
companies-industry-n = 水利、环境和公共设施管理业
companies-industry-o = 居民服务、修理和其他服务业
companies-industry-p = 教育
companies-industry-q = 卫生和社会工作
companies-industry-r = 文化、体育和娱乐业
companies-industry-s = 公共管理、社会保障和社会组织
companies-industry-t = 国际组织

## bands
companies-staff-u20 = 20 人以下
companies-staff-u100 = 20–99 人
companies-staff-u300 = 100–299 人
companies-staff-u1000 = 300–999 人
companies-staff-o1000 = 1000 人及以上
companies-revenue-u500 = 500 万元以下
companies-revenue-u2000 = 500 万–2000 万元
companies-revenue-u10000 = 2000 万–1 亿元
companies-revenue-u40000 = 1 亿–4 亿元
companies-revenue-u100000 = 4 亿–10 亿元
companies-revenue-o100000 = 10 亿元及以上
companies-currency-cny = 人民币
companies-currency-usd = 美元
companies-currency-hkd = 港元
companies-currency-eur = 欧元
companies-currency-twd = 新台币

## what is wrong with a field
companies-odd-phone = 请填写手机号、带区号的座机号，或以 + 开头的境外号码。
companies-odd-email = 请填写完整的电子邮箱地址，例如 name@example.com。
companies-odd-website = 请填写网址，例如 www.example.com。
companies-odd-amount = 请填写大于零的数字，单位为万，最多六位小数。
companies-odd-date = 请填写今天或以前的日期。
companies-odd-choice = 请从列表中选择一项。
companies-odd-long = 内容过长，最多 { $most } 个字。
companies-code-empty = 请填写统一社会信用代码。
companies-code-length = 统一社会信用代码应为 18 位，现在是 { $found } 位。
companies-code-letter = 第 { $place } 位的“{ $letter }”不会出现在统一社会信用代码中。代码只用数字和大写字母，不含 I、O、S、V、Z。
companies-code-check = 最后一位校验码对不上，请对照营业执照逐位核对。

## powers and people
companies-power-owner = 管理资料与人员
companies-power-submit = 填写和提交申请
companies-power-sign = 以企业名义答复商会
companies-power-pay = 缴费
companies-power-register = 活动报名
companies-people-last-owner = 企业至少要有一位能管理资料与人员的代表。
companies-code-taken = 该统一社会信用代码已登记在{ $name }名下，请先处理重复。

## fields
companies-field-name = 企业名称
companies-field-name-en = 英文名称
companies-field-code = 统一社会信用代码
companies-field-form = 企业类型
companies-field-founded = 成立日期
companies-field-capital = 注册资本（万）
companies-field-currency = 币种
companies-field-industry = 所属行业
companies-field-staff = 员工人数
companies-field-revenue = 上年度营业收入
companies-field-address = 地址
companies-field-website = 网站
companies-field-introduction = 企业简介
companies-field-created = 登记日期
companies-choose = 请选择

## the office's pages
companies-list-title = 企业
companies-list-lead = 会员企业和申请企业，每个统一社会信用代码只对应一家。
companies-list-search = 名称、拼音、代码、联系人或电话
companies-list-any = 不限
companies-list-empty = 没有符合条件的企业
companies-list-empty-text = 企业提交入会申请后会列在这里。可以放宽筛选条件再看。
companies-company-title = 企业资料
companies-company-cases = 入会申请
companies-company-alike = 名称或代码相同的企业

## the company's own page
companies-own-title = 我的企业
companies-own-profile = 企业资料
companies-own-people = 企业代表
companies-own-change = 修改企业资料
companies-own-change-text = 企业名称和统一社会信用代码由秘书处修改，请联系秘书处。
companies-own-save = 保存
companies-own-saved = 企业资料已保存。
companies-people-none = 还没有代表。
companies-people-powers = 可以办理
companies-people-change = 修改权限
companies-people-save = 保存
companies-people-remove = 移除
companies-people-removed = 代表已移除。
companies-people-changed = 权限已保存。
companies-people-invite = 邀请同事
companies-people-email = 同事的邮箱
companies-people-email-help = 邀请邮件 14 天内有效。
companies-people-post = 职务
companies-people-send = 发送邀请
companies-people-invited = 邀请已发送到 { $email }。
companies-people-open = 尚未接受的邀请
companies-people-known = 这位同事已经是企业代表。
companies-refused-owned = 该企业已有人负责管理，请由其邀请同事
companies-orphan-title = 无人管理
companies-orphan-text = 该企业没有可登录的管理人。可邀请一位新的管理人，对方接受邀请后可代表企业办理、签署和缴费。
companies-orphan-button = 邀请管理人
companies-orphan-email = 管理人的邮箱
companies-letter-owner = { $by }邀请了 { $email } 管理“{ $company }”的资料与人员。
