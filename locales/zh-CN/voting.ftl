# 表决：规则、结果与不能办理的原因

voting-choice-yes = 同意
voting-choice-no = 反对
voting-choice-abstain = 弃权

voting-outcome-passed = 通过
voting-outcome-rejected = 未通过
voting-outcome-no-quorum = 未达法定人数
voting-outcome-tied = 票数相等，尚未决定

voting-base-authorised = 章程规定的全部席位（含空缺）
voting-base-roster = 在任席位
voting-base-entitled = 有表决权的席位（不含回避）
voting-base-present = 参加表决的席位
voting-base-cast = 同意票与反对票之和（弃权不计）
voting-base-valid = 有效票（含弃权）
voting-base-returned = 收回的全部表决票

# 民法典第一千二百五十九条：“以上”包括本数，“超过”不包括本数
voting-share-at-least = 达到{ $base }的 { $num }/{ $den } 以上（含本数）
voting-share-more-than = 超过{ $base }的 { $num }/{ $den }（不含本数）
voting-share-half-or-more = 达到{ $base }的半数以上（含半数）
voting-share-majority = 超过{ $base }的半数（不含半数）
voting-share-all = 等于{ $base }的全部

voting-rule-quorum = 法定人数：参加表决的席位须{ $share }。
voting-rule-floor = 参加表决的席位不得少于 { $n } 席。
voting-rule-counts-recused = 到场的回避席位计入法定人数。
voting-rule-threshold = 通过条件：同意票须{ $share }。
voting-rule-tie-reject = 同意与反对票数相等时，视为未通过。
voting-rule-tie-chair = 同意与反对票数相等时，由主持人决定。
voting-rule-tie-new-round = 同意与反对票数相等时，重新表决。

voting-needed-take-part = 以 { $seats } 席、无人回避计：至少 { $n } 席参加表决方为有效。
voting-needed-favour = 若 { $present } 席参加且无人弃权，至少 { $n } 席同意方可通过。
voting-needed-favour-never = 若仅 { $present } 席参加，即使全部同意也不能通过。
voting-needed-no-quorum = 以 { $seats } 席计，无法达到法定人数：请修改规则或交由上一级机构表决。

voting-step-quorum-met = { $present } 席参加表决，{ $base }共 { $size } 席，达到法定人数：{ $sum }
voting-step-quorum-missed = { $present } 席参加表决，{ $base }共 { $size } 席，未达法定人数：{ $sum }
voting-step-floor-met = 不少于规定的最低 { $n } 席：{ $sum }
voting-step-floor-missed = 少于规定的最低 { $n } 席：{ $sum }
voting-step-nobody = 无人同意，不能通过。
voting-step-threshold-met = 同意 { $yes } 票，{ $base }为 { $size }，达到通过条件：{ $sum }
voting-step-threshold-missed = 同意 { $yes } 票，{ $base }为 { $size }，未达通过条件：{ $sum }
voting-step-tie-rejected = 同意与反对各 { $each } 票，按规则视为未通过。
voting-step-tie-new-round = 同意与反对各 { $each } 票，按规则重新表决。
voting-step-tie-waits = 同意与反对各 { $each } 票，待主持人决定。
voting-step-tie-chair-yes = 同意与反对各 { $each } 票，主持人决定：通过。
voting-step-tie-chair-no = 同意与反对各 { $each } 票，主持人决定：不通过。

voting-refused-waiting = 表决尚未开始。
voting-refused-closed = 表决已经截止，不能再作更改。
voting-refused-annulled = 本轮表决已经作废。
voting-refused-outstanding = 尚有 { $n } 席未表决；全部表决后或截止时间到后方可结束。
voting-refused-nobody = 尚无席位参加表决，截止时间到后方可结束；无法表决的，请作废本轮。
voting-refused-recused = 该席位已回避本次表决。
voting-refused-voted = 该席位已经投票，不能再回避；如确有利害关系，请作废本轮后重新表决。
voting-refused-pack-opened = 您已经查阅过材料，不能再自行声明回避，请联系秘书处。
voting-refused-no-reason = 请说明理由。
voting-refused-not-tied = 目前没有需要主持人决定的相等票数。
voting-refused-times = 截止时间须晚于开始时间和当前时间。
voting-refused-no-seats = 没有可以表决的席位，请先登记任职人员。
voting-refused-too-many-seats = 在任席位多于章程规定的席位总数。
voting-refused-seat-twice = “{ $one }”与“{ $other }”的席位或任职人重复：一人一席，一席一票。
voting-refused-no-chair = 规则规定票数相等时由主持人决定，请指定主持人所在席位。
voting-refused-no-threshold = 请至少设定一项通过条件。
voting-refused-rule = 规则中的分数须在 0 与 1 之间，分母不能为 0。
voting-refused-decided = 该事项已有表决结果，不能另开一轮；确需重新表决的，请先说明理由并作废原结果。
voting-refused-round-open = 该事项的表决仍在进行。
voting-refused-long = 表决期最长 { $days } 天。
