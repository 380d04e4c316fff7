# What is refused
council-authorised-fewer = 已设 { $there } 个席位，核定席位不能更少。
council-seat-too-early = 最早可以从 { $day } 开始。
council-seat-held = 席位仍有人担任，请先记录其离任。
council-seat-two = { $name } 已在本机构担任另一席位。
council-seat-vacant-already = 该席位目前空缺。
