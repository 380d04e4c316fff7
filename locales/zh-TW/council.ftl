# What is refused
council-authorised-fewer = 已設 { $there } 個席位，核定席位不能更少。
council-seat-too-early = 最早可以從 { $day } 開始。
council-seat-held = 席位仍有人擔任，請先記錄其離任。
council-seat-two = { $name } 已在本機構擔任另一席位。
council-seat-vacant-already = 該席位目前空缺。
