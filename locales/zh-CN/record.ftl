# 本案记录
record-title = 本案记录
record-file = 导出卷宗（JSON）
record-text = 谁在什么时候做了什么，按时间倒序排列。卷宗各部分都附有校验值，可以离线核对。
record-tab = 记录
record-paper = 下载档案 PDF
record-notice = 入会通知书 PDF
