
## steps
application-step-company = 企业信息
application-step-people = 联系人
application-step-rank = 申请级别
application-step-papers = 材料
application-step-reasons = 入会理由与同意事项

## fields
application-field-name = 企业名称
application-field-name-en = 英文名称
application-field-credit-code = 统一社会信用代码
application-field-legal-form = 企业类型
application-field-founded-on = 成立日期
application-field-capital = 注册资本（万）
application-field-currency = 币种
application-field-industry = 所属行业
application-field-staff = 员工人数
application-field-revenue = 上年度营业收入
application-field-address = 经营地址
application-field-website = 网站
application-field-introduction = 企业简介
application-field-legal-name = 法定代表人
application-field-rep-name = 会员代表姓名
application-field-rep-post = 会员代表职务
application-field-rep-phone = 会员代表电话
application-field-rep-email = 会员代表邮箱
application-field-contact-name = 日常联系人姓名
application-field-contact-phone = 日常联系人电话
application-field-contact-email = 日常联系人邮箱
application-field-finance-name = 财务联系人姓名
application-field-finance-phone = 财务联系人电话
application-field-finance-email = 财务联系人邮箱
application-field-rank = 申请的会员级别
application-field-recommender-1 = 第一推荐人
application-field-recommender-1-email = 第一推荐人邮箱
application-field-recommender-2 = 第二推荐人
application-field-recommender-2-email = 第二推荐人邮箱
application-field-recommender-3 = 第三推荐人
application-field-recommender-3-email = 第三推荐人邮箱
application-field-why = 入会理由
application-field-charter = 承认章程
application-field-consent-processing = 同意为办理入会处理个人信息
application-field-consent-directory = 同意在会员名录中公开
application-field-consent-sharing = 同意与合作机构共享
application-value-given = 已同意
application-value-none = 未填写
application-wrong-missing = 请填写此项。

## papers
application-paper-licence = 营业执照
application-paper-identity = 法定代表人身份证明
application-paper-authority = 授权委托书
application-paper-qualification = 资质证书或荣誉
application-paper-accounts = 上年度财务报表
application-paper-recommendation = 推荐信
application-paper-other = 其他材料

## the completeness check
application-requirement-identity = 名称、代码与营业执照一致
application-requirement-company = 企业信息完整、合理
application-requirement-people = 联系人可联系、有权代表企业
application-requirement-recommenders = 推荐人符合要求
application-requirement-reasons = 理由充分、已承认章程
application-requirement-other = 其他
