-- A certificate says until when it is valid. Only the text that came with the portal: a chamber's own stays as
-- it wrote it.
UPDATE paper_texts SET content = '{"zh_cn":"# 会员证书\n\n兹证明\n\n## {company}\n\n为{chamber}{rank}\n\n会员编号：{member_number}　　入会日期：{since}　　有效期：{until}\n\n证书编号：{certificate}","zh_tw":"# 會員證書\n\n茲證明\n\n## {company}\n\n為{chamber}{rank}\n\n會員編號：{member_number}　　入會日期：{since}　　有效期：{until}\n\n證書編號：{certificate}","en":"# Certificate of Membership\n\nThis is to certify that\n\n## {company}\n\nis a member of {chamber} at the rank of {rank}\n\nMember number {member_number}, member since {since}, valid {until}\n\nCertificate number {certificate}"}'
WHERE kind = 'certificate' AND number = 1
  AND NOT EXISTS (SELECT 1 FROM paper_texts own WHERE own.kind = 'certificate' AND own.number > 1);
