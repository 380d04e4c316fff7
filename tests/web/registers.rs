//! Registers with contacts as offices keep them, made up here: titles above, two rows of heads, merged
//! cells, several contacts by rows or by columns. None of them needs a mapping; and what goes out comes in.
use crate::imports::{bring, member};
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::companies::book::{self, rules::Said};
use huiguan::companies::{self};
use huiguan::kernel::Role;
use huiguan::membership::rules::roll::ImportId;
use huiguan::platform::runs;
use huiguan::schema::contacts;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::time::Duration;

const PAGE: &str = "/desk/members/imports";
/// Members of each register.
const MEMBERS: usize = 300;

fn office(app: &TestApp, lang: &'static str) -> Browser {
    app.person("Lin", &[Role::Secretary]);
    let mut office = app.browser_in(lang);
    office.sign_in(&address("Lin"), PASSPHRASE);
    office
}

fn name(n: usize) -> String {
    format!("示例{n:03}号有限公司")
}

fn mobile(n: usize) -> String {
    format!("138{n:08}")
}

/// Looks at a file, which needs nothing to be chosen, and brings all of it in.
fn take(app: &TestApp, office: &mut Browser, file: &str, bytes: &[u8]) {
    office.open(PAGE).attach("file", file, bytes).submit(PAGE);
    let import: ImportId = office.path().rsplit('/').next().unwrap().parse().unwrap();
    let bad = office.word("membership-import-without");
    office.misses(&bad);
    office.press("membership-import-import");
    let last = app.db.read_now(move |conn| runs::last_of(conn, &import));
    let run = last.unwrap().unwrap();
    // The page saw it through, or a worker does.
    while !app.carry(&format!("/{}", run.id)) {
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn count(app: &TestApp) -> i64 {
    let all = app
        .db
        .read_now(|conn| Ok(contacts::table.count().get_result(conn)?));
    all.unwrap()
}

/// The contacts of the company with this name.
fn people(app: &TestApp, name: &str) -> Vec<Said> {
    let name = name.to_owned();
    let found = app.db.read_now(move |conn| {
        let firm = companies::named(conn, &[&name])?.remove(0);
        book::of_company(conn, &firm.id)
    });
    let found = found.unwrap().into_iter();
    found.map(|one| one.said).collect()
}

fn told(people: &[Said]) -> Vec<[&str; 4]> {
    let all = people.iter();
    all.map(|one| {
        let parts = [&one.name, &one.post, &one.phone, &one.email];
        parts.map(String::as_str)
    })
    .collect()
}

fn put(sheet: &mut Worksheet, row: usize, cells: &[&str]) {
    for (column, cell) in cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
        sheet.write_string(row, column, *cell).unwrap();
    }
}

fn merge(sheet: &mut Worksheet, [top, left, low, right]: [usize; 4], text: &str) {
    let row = |n: usize| u32::try_from(n).unwrap();
    let column = |n: usize| u16::try_from(n).unwrap();
    let plain = Format::new();
    sheet
        .merge_range(
            row(top),
            column(left),
            row(low),
            column(right),
            text,
            &plain,
        )
        .unwrap();
}

/// Two titles, and heads in two rows: a common one above those of the contact.
fn two_rows_of_heads() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    merge(sheet, [0, 0, 0, 8], "示例商会会员名册");
    merge(sheet, [1, 0, 1, 8], "制表：秘书处");
    for (column, head) in ["序号", "单位名称", "会员级别", "入会时间"]
        .iter()
        .enumerate()
    {
        merge(sheet, [2, column, 3, column], head);
    }
    merge(sheet, [2, 4, 2, 7], "联系人信息");
    put(sheet, 3, &["", "", "", "", "姓名", "职务", "手机", "邮箱"]);
    merge(sheet, [2, 8, 3, 8], "通讯地址");
    for n in 1..=MEMBERS {
        let (number, name, mobile) = (n.to_string(), name(n), mobile(n));
        let (who, mail) = (format!("联系人甲{n}"), format!("c{n}@example.test"));
        let place = format!("示例路{n}号");
        let row: [&str; 9] = [
            &number, &name, "会员", "2019/3/5", &who, "经理", &mobile, &mail, &place,
        ];
        put(sheet, n + 3, &row);
    }
    book.save_to_buffer().unwrap()
}

/// Two contacts a company, each in a row, the company's cells merged over both; numbers as numbers.
fn merged_rows() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    merge(sheet, [0, 0, 0, 6], "会员单位联系表");
    let heads = [
        "企业名称",
        "会内职务",
        "入会日期",
        "联系人",
        "职务",
        "手机",
        "微信",
    ];
    put(sheet, 1, &heads);
    for n in 1..=MEMBERS {
        let top = 2 * n;
        merge(sheet, [top, 0, top + 1, 0], &name(n));
        merge(sheet, [top, 1, top + 1, 1], "理事单位");
        merge(sheet, [top, 2, top + 1, 2], "2020-05-01");
        for (below, who, post) in [(0, "甲", "董事长"), (1, "乙", "办公室主任")] {
            let row = u32::try_from(top + below).unwrap();
            let who = format!("{who}{n}");
            sheet.write_string(row, 3, &who).unwrap();
            sheet.write_string(row, 4, post).unwrap();
            let number: f64 = mobile(n * 10 + below).parse().unwrap();
            sheet.write_number(row, 5, number).unwrap();
            sheet.write_string(row, 6, format!("wx{n}")).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// In traditional characters, two contacts beside each other, their columns numbered.
fn numbered_columns() -> Vec<u8> {
    let mut text = "示例商會名冊,,,,,,,,\n\
                    企業名稱,會員級別,入會日期,聯絡人1,手機1,電子郵件1,聯絡人2,手機2,地址\n"
        .to_owned();
    for n in 1..=MEMBERS {
        let (name, first, second) = (name(n), mobile(n), mobile(n + 5_000));
        text += &format!(
            "{name},member,2021-01-01,甲{n},{first},c{n}@example.test,乙{n},{second},示例路{n}號\n"
        );
    }
    text.into_bytes()
}

#[test]
fn a_register_below_titles_with_two_rows_of_heads_comes_in_with_its_contacts() {
    let app = TestApp::start();
    let mut office = office(&app, "en");
    take(&app, &mut office, "名册.xlsx", &two_rows_of_heads());
    assert_eq!(count(&app), 300);
    let phone = mobile(7);
    assert_eq!(
        told(&people(&app, &name(7))),
        [["联系人甲7", "经理", phone.as_str(), "c7@example.test"]]
    );
    office
        .open(&format!("/desk/members?q={phone}"))
        .sees(&name(7));
    office.open("/desk/companies?q=示例007").click(&name(7));
    office.sees("示例路7号").sees(&phone);
}

#[test]
fn a_register_with_merged_cells_comes_in_with_a_contact_for_each_row() {
    let app = TestApp::start();
    let mut office = office(&app, "en");
    take(&app, &mut office, "名册.xlsx", &merged_rows());
    assert_eq!(count(&app), 600);
    let found = people(&app, &name(300));
    let (one, two) = (mobile(3_000), mobile(3_001));
    assert_eq!(
        told(&found),
        [
            ["甲300", "董事长", one.as_str(), ""],
            ["乙300", "办公室主任", two.as_str(), ""]
        ]
    );
    assert_eq!(found[1].wechat, "wx300");
}

#[test]
fn a_register_in_traditional_characters_with_numbered_columns_comes_in() {
    let app = TestApp::start();
    let mut office = office(&app, "en");
    take(&app, &mut office, "名冊.csv", &numbered_columns());
    assert_eq!(count(&app), 600);
    let (one, two) = (mobile(42), mobile(5_042));
    assert_eq!(
        told(&people(&app, &name(42))),
        [
            ["甲42", "", one.as_str(), "c42@example.test"],
            ["乙42", "", two.as_str(), ""]
        ]
    );
}

#[test]
fn what_goes_out_comes_in_again_the_same_in_each_language() {
    let text = "企业名称,统一社会信用代码,会员级别,入会日期,行业,网站,地址,联系人,职务,手机,座机,邮箱,微信,\
                负责事项,首选联系方式\n\
                甲公司,,member,2019-03-05,C,https://a.example.com,示例路1号,张三,经理,13800138000,0755-12345678,\
                z@example.test,zs,会费与票据;活动,微信\n\
                甲公司,,,,,,,李四,,+85221234567,,,,维权与法律,电话\n\
                甲公司,,,,,,,王五,,问前台,,,,,\n\
                甲公司,,,,,,,赵六,,13900139000,,,,,\n\
                甲公司,,,,,,,钱七,,13700137000,,,,会员代表,\n\
                乙公司,,director,2020-01-01,,,,,,,,,,,\n";
    for lang in ["en", "zh-CN", "zh-TW"] {
        let export = |office: &mut Browser| -> String {
            assert_eq!(office.go("/desk/members?export=csv"), 200);
            office.answer().body.clone()
        };
        let app = TestApp::start();
        let mut first = office(&app, lang);
        take(&app, &mut first, "a.csv", text.as_bytes());
        let out = export(&mut first);
        assert!(out.contains("张三") && out.contains("钱七"), "{out}");
        let again = TestApp::start();
        let mut second = office(&again, lang);
        take(&again, &mut second, "b.csv", out.as_bytes());
        assert_eq!(export(&mut second), out, "{lang}");
        assert_eq!(people(&again, "甲公司"), people(&app, "甲公司"), "{lang}");
        assert_eq!(people(&again, "甲公司").len(), 5);
    }
}

#[test]
fn contacts_that_came_with_an_import_go_with_it_unless_somebody_worked_on_them() {
    let app = TestApp::start();
    let mut office = office(&app, "en");
    let text = "单位名称,级别,入会日期,会员编号,联系人,手机\n\
                晨光机械有限公司,member,2019-03-05,A-07,张三,13800138000\n\
                远航物流集团,member,2019-03-05,A-08,李四,13900139000\n";
    take(&app, &mut office, "a.csv", text.as_bytes());
    let import = office.path().to_owned();
    office.open("/desk/companies").click("晨光机械有限公司");
    let page = office.link("/contacts/");
    office.open(&page).fill("post", "Manager").submit(&page);
    office.says("companies-contact-saved");
    office.open(&import).submit("/undo");
    assert!(member(&app, "A-07").is_some(), "its contact was changed");
    assert!(member(&app, "A-08").is_none());
    assert_eq!(count(&app), 1);
    // One that came without contacts is as before.
    bring(&mut office, "远航物流集团,,member,2021-06-01,A-09,\n");
    office.press("membership-import-import");
    assert!(member(&app, "A-09").is_some());
}
