# Organs and kinds of answers
chamber-organ-board = 理事會
chamber-organ-standing-board = 常務理事會
chamber-organ-presidents = 會長辦公會
chamber-answer-met = 符合 / 部分符合 / 不符合 / 未能查看
chamber-answer-rating = 評分 0–5
chamber-answer-yes-no = 是 / 否 / 未能查看
chamber-answer-text = 文字說明

# What is refused
chamber-criteria-none = 請至少保留一項標準。
chamber-criteria-many = 最多 { $most } 項標準。
chamber-criteria-none-needed = 請至少有一項標準為必答。
chamber-criteria-twice = 有兩項標準或理由使用了相同的代碼。
chamber-criteria-loose-reason = 不予入會的理由「{ $reason }」所依據的標準已不在清單中。
chamber-charter-twice = 章程版本「{ $version }」已經發布過。
chamber-agreement-unknown-field = 沒有名為 { $name } 的欄位，請檢查大括號中的名稱。
