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
chamber-agreement-unknown-field = 没有名为 { $name } 的字段，请检查大括号中的名称。
