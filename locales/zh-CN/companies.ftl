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
companies-power-sign = 签署协议
companies-power-pay = 缴费
companies-power-register = 活动报名
companies-people-last-owner = 企业至少要有一位能管理资料与人员的代表。
companies-code-taken = 该统一社会信用代码已登记在 { $name } 名下，请先处理重复。
