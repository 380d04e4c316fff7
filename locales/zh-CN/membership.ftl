# What is refused
membership-already = 该企业已是会员，会员编号 { $number }。
membership-ended-already = 该会籍已经终止。
membership-end-too-early = 终止日期不能早于入会日期 { $day }。

# The register
membership-register-title = 会员名册
membership-register-lead = 所有会籍，包括已终止的。
membership-register-empty = 没有符合条件的会员
membership-register-empty-text = 协议双方签署后，企业自动成为会员并列在这里。
membership-search = 名称、拼音、编号或信用代码
membership-all-ranks = 全部级别
membership-all-industries = 全部行业
membership-number = 会员编号
membership-company = 企业名称
membership-company-en = 英文名称
membership-credit-code = 统一社会信用代码
membership-rank = 会员级别
membership-joined = 入会日期
membership-industry = 行业
membership-website = 网站
membership-state = 会籍状态
membership-state-current = 有效
membership-state-ended = 已终止
membership-state-all = 全部
membership-current = 有效
membership-ended = 终止日期
membership-ended-why = 终止原因
membership-chart-ranks = 各级别会员
membership-chart-years = 会员人数变化
membership-chart-years-note = 每年年末；本年为现在
membership-member-title = 会员
membership-directory = 会员名录
membership-directory-yes = 同意公开
membership-directory-no = 不公开
membership-case = 入会申请
membership-case-open = 查看案卷
membership-others = 其他会籍
membership-end = 终止会籍
membership-end-text = 企业将不再是会员，会员编号不再有效。记录保留，编号不会再次使用。
membership-end-on = 终止日期
membership-end-on-help = 自该日起不再是会员。
membership-end-why = 原因
membership-end-why-help = 例如：企业书面退会（函件编号、日期）
membership-ended-done = 会籍终止已记录。

# Member numbers
membership-numbers-title = 会员编号
membership-numbers-lead = 编号连续、不跳号、不重复。修改只影响以后的会员。
membership-numbers-example = 示例：
membership-numbers-prefix = 前缀
membership-numbers-prefix-help = 字母、数字或短横线，可以留空。
membership-numbers-prefix-wrong = 只能使用字母、数字和短横线。
membership-numbers-year = 包含入会年份
membership-numbers-year-help = 每年从 1 重新编号。
membership-numbers-digits = 流水号位数
membership-saved = 已保存。
