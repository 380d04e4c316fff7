-- The charter's versions. What stands here is never changed: a new one is a new row.
CREATE TABLE charters (
    id TEXT PRIMARY KEY NOT NULL,
    version TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    adopted_on DATE NOT NULL,
    file_id TEXT,
    body TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by TEXT NOT NULL
);

-- Versions of the criteria of review and visit, numbered from 1 for each. `content` is JSON:
-- the questions and, for the review, the reasons a rejection can name.
CREATE TABLE criteria_versions (
    id TEXT PRIMARY KEY NOT NULL,
    purpose TEXT NOT NULL,
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    changes TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by TEXT NOT NULL,
    UNIQUE (purpose, number)
);

-- Versions of the agreement's text: JSON with a text for each language.
CREATE TABLE agreement_versions (
    id TEXT PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL UNIQUE,
    content TEXT NOT NULL,
    changes TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by TEXT NOT NULL
);

-- What every chamber starts from; the texts are data of the chamber from here on.
INSERT INTO criteria_versions (id, purpose, number, content, changes, published_at, published_by) VALUES
('01993a00-0000-7000-8000-000000000001', 'review', 1, '{"list":[{"key":"lawful","text":{"zh_cn":"依法设立并合法经营，证照齐全、在有效期内","zh_tw":"依法設立並合法經營，證照齊全且在有效期內","en":"Lawfully founded and run; licences complete and valid"},"kind":"met","needed":true},{"key":"papers","text":{"zh_cn":"申请材料真实、完整，前后一致","zh_tw":"申請資料真實、完整且前後一致","en":"The papers are true, complete and agree with each other"},"kind":"met","needed":true},{"key":"standing","text":{"zh_cn":"在本行业的规模、专业能力与信誉","zh_tw":"在所屬產業的規模、專業能力與信譽","en":"Scale, skill and standing in its industry"},"kind":"rating","needed":true},{"key":"credit","text":{"zh_cn":"近三年无严重违法失信记录","zh_tw":"近三年無重大違法失信紀錄","en":"No serious offence or default in the last three years"},"kind":"yes_no","needed":true},{"key":"aims","text":{"zh_cn":"认同商会章程与宗旨","zh_tw":"認同商會章程與宗旨","en":"Shares the charter and the aims of the chamber"},"kind":"met","needed":true},{"key":"duties","text":{"zh_cn":"愿意并有能力履行会员义务","zh_tw":"願意並有能力履行會員義務","en":"Willing and able to fulfil a member''s duties"},"kind":"met","needed":true},{"key":"remarks","text":{"zh_cn":"需要说明的其他情况","zh_tw":"其他需要說明的情況","en":"Anything else worth saying"},"kind":"text","needed":false}],"reasons":[{"code":"unlawful","criterion":"lawful","text":{"zh_cn":"未依法设立，或证照不全、已失效","zh_tw":"未依法設立，或證照不全、已失效","en":"Not lawfully founded, or licences missing or expired"}},{"code":"untrue","criterion":"papers","text":{"zh_cn":"申请材料不实或前后矛盾","zh_tw":"申請資料不實或前後矛盾","en":"The papers are untrue or contradict each other"}},{"code":"standing","criterion":"standing","text":{"zh_cn":"规模、专业能力或信誉暂不符合要求","zh_tw":"規模、專業能力或信譽尚未符合要求","en":"Scale, skill or standing are not sufficient yet"}},{"code":"credit","criterion":"credit","text":{"zh_cn":"近三年有严重违法失信记录","zh_tw":"近三年有重大違法失信紀錄","en":"A serious offence or default in the last three years"}},{"code":"aims","criterion":"aims","text":{"zh_cn":"与商会章程、宗旨不符","zh_tw":"與商會章程、宗旨不符","en":"Does not share the charter and aims"}},{"code":"duties","criterion":"duties","text":{"zh_cn":"不愿或无力履行会员义务","zh_tw":"不願或無力履行會員義務","en":"Not willing or able to fulfil a member''s duties"}}]}', '', '2026-01-01 00:00:00', ''),
('01993a00-0000-7000-8000-000000000002', 'visit', 1, '{"list":[{"key":"licences","text":{"zh_cn":"证照与实际一致","zh_tw":"證照與實際相符","en":"Licences match what is there"},"kind":"met","needed":true},{"key":"operating","text":{"zh_cn":"企业正常经营","zh_tw":"企業正常營運","en":"The business is in operation"},"kind":"met","needed":true},{"key":"premises","text":{"zh_cn":"场所与规模","zh_tw":"場所與規模","en":"Premises and scale"},"kind":"rating","needed":true},{"key":"staff","text":{"zh_cn":"人员与社保","zh_tw":"人員與社會保險","en":"Staff and social insurance"},"kind":"rating","needed":true},{"key":"quality","text":{"zh_cn":"质量、安全与环保","zh_tw":"品質、安全與環保","en":"Quality, safety and environment"},"kind":"rating","needed":true},{"key":"credit","text":{"zh_cn":"信用与诉讼情况","zh_tw":"信用與訴訟情況","en":"Credit and lawsuits"},"kind":"met","needed":true},{"key":"motive","text":{"zh_cn":"入会动机","zh_tw":"入會動機","en":"Reason for joining"},"kind":"rating","needed":true},{"key":"duties","text":{"zh_cn":"愿意履行会员义务","zh_tw":"願意履行會員義務","en":"Willing to fulfil a member''s duties"},"kind":"yes_no","needed":true}],"reasons":[]}', '', '2026-01-01 00:00:00', '');
INSERT INTO agreement_versions (id, number, content, changes, published_at, published_by) VALUES
('01993a00-0000-7000-8000-000000000003', 1, '{"zh_cn":"甲方：{chamber}\n乙方：{company}（统一社会信用代码：{credit_code}）\n\n一、经甲方{organ}于 {decided_on} 决定，乙方被接纳为甲方会员，会员级别为{rank}。\n二、乙方已阅读并承认甲方章程（版本：{charter}），自入会之日起享有章程规定的会员权利，履行会员义务。\n三、会费标准为每年 {dues}，由乙方按章程及会费管理办法按期缴纳。会费标准的调整由会员大会表决。\n四、入会条件：{conditions}\n五、甲方依章程为乙方提供服务，并依法保护乙方提供的信息与个人信息。\n六、乙方可以书面通知甲方退会，入会、退会自愿。\n七、本协议以电子方式签署，自双方签署之日起生效；协议内容的摘要值与签署记录由双方各自保存。","zh_tw":"甲方：{chamber}\n乙方：{company}（統一社會信用代碼：{credit_code}）\n\n一、經甲方{organ}於 {decided_on} 決定，接納乙方為甲方會員，會員級別為{rank}。\n二、乙方已閱讀並承認甲方章程（版本：{charter}），自入會之日起享有章程規定的會員權利，履行會員義務。\n三、會費標準為每年 {dues}，由乙方依章程及會費管理辦法按期繳納。會費標準的調整由會員大會表決。\n四、入會條件：{conditions}\n五、甲方依章程為乙方提供服務，並依法保護乙方提供的資料與個人資料。\n六、乙方得以書面通知甲方退會，入會、退會均屬自願。\n七、本協議以電子方式簽署，自雙方簽署之日起生效；協議內容的雜湊值與簽署紀錄由雙方各自保存。","en":"Party A: {chamber}\nParty B: {company} (unified social credit code: {credit_code})\n\n1. By decision of the {organ} of Party A on {decided_on}, Party B is admitted as a member of Party A at the rank of {rank}.\n2. Party B has read and accepts the charter of Party A (version {charter}). From the day of joining it has the rights and duties of a member that the charter provides for.\n3. Dues are {dues} a year, to be paid by Party B on time as the charter and the dues rules provide. They are changed by the general assembly only.\n4. Conditions of admission: {conditions}\n5. Party A serves Party B as the charter provides and protects the information and personal data it is given, as the law demands.\n6. Party B may withdraw by written notice. Joining and leaving are voluntary.\n7. This agreement is signed electronically and takes effect once both sides have signed. Both keep its hash and the record of signing."}', '', '2026-01-01 00:00:00', '');
