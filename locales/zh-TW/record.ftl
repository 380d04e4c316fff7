# 本案紀錄
record-title = 本案紀錄
record-file = 匯出卷宗（JSON）
record-text = 誰在什麼時候做了什麼，依時間倒序排列。卷宗各部分都附有雜湊值，可以離線核對。
record-tab = 紀錄
record-paper = 下載檔案 PDF
record-notice = 入會通知書 PDF
