# What is refused
membership-already = 该企业已是会员，会员编号 { $number }。
membership-ended-already = 该会籍已经终止。
membership-end-too-early = 终止日期不能早于入会日期 { $day }。
