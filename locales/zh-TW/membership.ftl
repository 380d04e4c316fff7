# What is refused
membership-already = 該企業已是會員，會員編號 { $number }。
membership-ended-already = 該會籍已經終止。
membership-end-too-early = 終止日期不能早於入會日期 { $day }。
