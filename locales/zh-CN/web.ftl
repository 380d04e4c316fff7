# 页面外框和通用部件
web-skip = 跳到正文
web-nav-site = 网站导航
web-nav-main = 主导航
web-nav-dock = 常用入口
web-nav-more = 更多
web-nav-foot = 页脚导航
web-sign-in = 登录
web-sign-out = 退出登录
web-language = 语言
web-theme = 明暗
web-theme-auto = 跟随系统
web-theme-light = 日间
web-theme-dark = 夜间
web-demo-ribbon = 演示商会：这里的企业、人员和数据均为虚构。
web-demo-short = 演示
web-foot-about = 关于我们
web-foot-join = 申请入会
web-foot-check = 会员查验
web-foot-privacy = 个人信息保护
web-foot-site = 商会网站
web-crumbs = 所在位置
web-form-errors = 还有几处需要修改：
web-form-optional = 选填
web-form-reveal = 显示密码
web-strength = 密码强度
web-strength-0 = 太短
web-strength-1 = 容易被猜到
web-strength-2 = 一般
web-strength-3 = 较强
web-strength-4 = 很强
web-autosave-saving = 正在保存草稿……
web-autosave-saved = 草稿已保存
web-autosave-kept = 暂时连不上服务器，内容已保留在本机，恢复连接后自动保存
web-upload-sending = 正在上传……
web-upload-done = 已上传
web-upload-failed = 上传失败，请重试
web-upload-send = 上传
web-list-search = 查找
web-list-query = 关键词
web-list-count = 共 { $count } 条
web-pager = 翻页
web-pager-prev = 上一页
web-pager-next = 下一页
web-pager-at = 第 { $page } 页，共 { $pages } 页
web-export = 导出
web-rail-done = （已完成）
web-rail-now = （进行中）
web-rail-later = （未开始）
web-rail-skipped = （不需要）
web-rail-stopped = （已终止）
web-step-done = （已填好）
web-figure-numbers = 查看数据
# 导航
web-nav-about = 关于我们
web-nav-join = 申请入会
web-nav-directory = 会员名录
web-nav-events = 活动
web-nav-today = 今日
web-nav-cases = 入会申请
web-nav-board = 理事会
web-nav-members = 会员
web-nav-companies = 企业
web-nav-people = 人员
web-nav-mail = 邮件
web-nav-audit = 审计记录
web-nav-jobs = 后台任务
web-nav-settings = 设置
web-nav-my = 我的
web-nav-applications = 我的申请
web-nav-desk = 工作台
web-nav-account = 账号设置

# 表单
web-form-needed = 此项必填。
web-form-choose = 请选择一项。
web-form-too-short = 至少 { $min } 个字。
web-form-too-long = 最多 { $max } 个字，现在是 { $is } 个。
web-form-control = 含有无法使用的控制字符。
web-form-email = 请填写有效的电子邮箱，例如 name@example.com。
web-form-number = 请填写整数。
web-form-range = 请填写 { $min } 到 { $max } 之间的数。
web-form-money = 请填写金额，例如 5000 或 5000.00。
web-form-date = 请填写有效的日期（{ $first } 年至 { $last } 年）。

# 错误页
web-error-missing = 找不到这个页面
web-error-missing-text = 网址可能有误，内容可能已移走，或者您没有查看权限。
web-error-refused = 现在不能这样做
web-error-too-many = 尝试次数过多
web-error-too-many-text = 请等待 { $minutes } 分钟后再试。
web-error-large = 上传的内容太大
web-error-large-text = 请缩小文件后再试。
web-error-request = 请求无法处理
web-error-request-text = 请返回上一页，刷新后再试。
web-error-broken = 系统出了问题
web-error-broken-text = 您刚才的操作没有保存。请稍后再试；若仍不行，请把下面的编号告诉秘书处。
web-error-down = 系统暂时无法使用
web-error-down-text = 请过半分钟再试。已提交的内容不会丢失。
web-error-id = 编号：{ $id }
web-error-home = 返回首页

# 角色
web-role-admin = 管理员
web-role-secretary = 秘书处
web-role-reviewer = 审查员
web-role-director = 理事
web-role-president = 会长
web-role-treasurer = 财务
web-role-events = 活动专员

web-upload-unreadable = 文件没有传完整，请重新上传。
web-upload-too-large = 一次上传的文件合计不能超过 { $megabytes } MB，请分几次上传。

# Tables that come as files
web-sheet-too-long = 文件超过 { $most } 行，请分成几份导入。
web-sheet-broken = 文件无法读取，请保存为 CSV 或 XLSX 后重试。
