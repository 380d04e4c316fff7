# 表決：規則、結果與不能辦理的原因

voting-choice-yes = 同意
voting-choice-no = 反對
voting-choice-abstain = 棄權

voting-outcome-passed = 通過
voting-outcome-rejected = 未通過
voting-outcome-no-quorum = 未達法定人數
voting-outcome-tied = 票數相等，尚未決定

voting-base-authorised = 章程規定的全部席位（含空缺）
voting-base-roster = 在任席位
voting-base-entitled = 有表決權的席位（不含迴避）
voting-base-present = 參加表決的席位
voting-base-cast = 同意票與反對票之和（棄權不計）
voting-base-valid = 有效票（含棄權）
voting-base-returned = 收回的全部表決票

# 「以上」含本數，「超過」不含本數
voting-share-at-least = 達到{ $base }的 { $num }/{ $den } 以上（含本數）
voting-share-more-than = 超過{ $base }的 { $num }/{ $den }（不含本數）
voting-share-half-or-more = 達到{ $base }的半數以上（含半數）
voting-share-majority = 超過{ $base }的半數（不含半數）
voting-share-all = 等於{ $base }的全部

voting-rule-quorum = 法定人數：參加表決的席位須{ $share }。
voting-rule-floor = 參加表決的席位不得少於 { $n } 席。
voting-rule-counts-recused = 到場的迴避席位計入法定人數。
voting-rule-threshold = 通過條件：同意票須{ $share }。
voting-rule-tie-reject = 同意與反對票數相等時，視為未通過。
voting-rule-tie-chair = 同意與反對票數相等時，由主持人決定。
voting-rule-tie-new-round = 同意與反對票數相等時，重新表決。

voting-needed-take-part = 以 { $seats } 席、無人迴避計：至少 { $n } 席參加表決方為有效。
voting-needed-favour = 若 { $present } 席參加且無人棄權，至少 { $n } 席同意方可通過。
voting-needed-favour-never = 若僅 { $present } 席參加，即使全部同意也不能通過。
voting-needed-no-quorum = 以 { $seats } 席計，無法達到法定人數：請修改規則或交由上一級機構表決。

voting-step-quorum-met = { $present } 席參加表決，{ $base }共 { $size } 席，達到法定人數：{ $sum }
voting-step-quorum-missed = { $present } 席參加表決，{ $base }共 { $size } 席，未達法定人數：{ $sum }
voting-step-floor-met = 不少於規定的最低 { $n } 席：{ $sum }
voting-step-floor-missed = 少於規定的最低 { $n } 席：{ $sum }
voting-step-nobody = 無人同意，不能通過。
voting-step-threshold-met = 同意 { $yes } 票，{ $base }為 { $size }，達到通過條件：{ $sum }
voting-step-threshold-missed = 同意 { $yes } 票，{ $base }為 { $size }，未達通過條件：{ $sum }
voting-step-tie-rejected = 同意與反對各 { $each } 票，依規則視為未通過。
voting-step-tie-new-round = 同意與反對各 { $each } 票，依規則重新表決。
voting-step-tie-waits = 同意與反對各 { $each } 票，待主持人決定。
voting-step-tie-chair-yes = 同意與反對各 { $each } 票，主持人決定：通過。
voting-step-tie-chair-no = 同意與反對各 { $each } 票，主持人決定：不通過。

voting-refused-waiting = 表決尚未開始。
voting-refused-closed = 表決已經截止，不能再作更改。
voting-refused-annulled = 本輪表決已經作廢。
voting-refused-outstanding = 尚有 { $n } 席未表決；全部表決後或截止時間到後方可結束。
voting-refused-nobody = 尚無席位參加表決，截止時間到後方可結束；無法表決者，請作廢本輪。
voting-refused-recused = 該席位已迴避本次表決。
voting-refused-voted = 該席位已經投票，不能再迴避；如確有利害關係，請作廢本輪後重新表決。
voting-refused-pack-opened = 您已經查閱過資料，不能再自行聲明迴避，請聯絡秘書處。
voting-refused-no-reason = 請說明理由。
voting-refused-not-tied = 目前沒有需要主持人決定的相等票數。
voting-refused-times = 截止時間須晚於開始時間和目前時間。
voting-refused-no-seats = 沒有可以表決的席位，請先登記任職人員。
voting-refused-too-many-seats = 在任席位多於章程規定的席位總數。
voting-refused-seat-twice = 「{ $one }」與「{ $other }」的席位或任職人重複：一人一席，一席一票。
voting-refused-no-chair = 規則規定票數相等時由主持人決定，請指定主持人所在席位。
voting-refused-no-threshold = 請至少設定一項通過條件。
voting-refused-rule = 規則中的分數須在 0 與 1 之間，分母不能為 0。
voting-refused-decided = 該事項已有表決結果，不能另開一輪；確需重新表決者，請先說明理由並作廢原結果。
voting-refused-round-open = 該事項的表決仍在進行。
voting-refused-long = 表決期最長 { $days } 天。
