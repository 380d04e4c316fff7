//! A register that comes as a table, through the pages.
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use encoding_rs::GBK;
use huiguan::dues;
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::{AdoptedBy, Standard};
use huiguan::kernel::{Fen, Role, Who};
use huiguan::membership::{self, rules::Membership};
use huiguan::platform::db::Tx;

const PAGE: &str = "/desk/members/imports";
const HEAD: &str =
    "会员名册（2026 年）\n单位名称,统一社会信用代码,级别,入会日期,会员编号,会费缴至\n";

fn office(app: &TestApp) -> Browser {
    app.signed_in("Lin", &[Role::Secretary])
}

pub fn bring(office: &mut Browser, rows: &str) {
    let bytes = GBK.encode(&format!("{HEAD}{rows}")).0.into_owned();
    office
        .open(PAGE)
        .attach("file", "名册.csv", &bytes)
        .submit(PAGE);
}

pub fn member(app: &TestApp, number: &str) -> Option<Membership> {
    let number = number.to_owned();
    let found = app
        .db
        .read_now(move |conn| membership::by_number(conn, &number));
    found.unwrap()
}

#[test]
fn a_register_is_looked_at_imported_and_taken_back_whole() {
    let app = TestApp::start();
    let mut office = office(&app);
    bring(
        &mut office,
        "晨光机械有限公司,,理事单位,2019/3/5,A-07,2026-12-31\n远航物流集团,,member,2021-06-01,,\n",
    );
    office.sees("晨光机械有限公司").sees("A-07");
    assert!(member(&app, "A-07").is_none(), "only looked at");
    office.press("membership-import-import");
    office.sees("Members imported: 2");
    let first = member(&app, "a-07").unwrap();
    assert_eq!(first.rank, "director");
    assert_eq!(first.facts.covered_until, "2026-12-31".parse().ok());
    let drawn = member(&app, "2021-0001").unwrap();
    assert_eq!(drawn.facts.covered_until, None);
    office.open("/desk/members?q=chenguang").sees("A-07");
    // The same file again: each row says why it can't come twice.
    let import = app_import(&mut office);
    bring(&mut office, "晨光机械有限公司,,member,2019-03-05,A-08,\n");
    office.press("membership-import-import");
    office.is_refused_at("name");
    office.sees("A-07");
    // Taken back: gone, and the companies with them.
    office.open(&import).submit("/undo");
    office.is_at(&import).says("membership-import-undone");
    assert!(member(&app, "A-07").is_none());
    office.open("/desk/members?q=chenguang").misses("A-07");
    office
        .open("/desk/companies?q=chenguang")
        .misses("晨光机械有限公司");
    // And the number that was drawn isn't given twice.
    bring(&mut office, "远航物流集团,,member,2021-06-01,,\n");
    office.press("membership-import-import");
    assert!(member(&app, "2021-0001").is_none());
    assert!(member(&app, "2021-0002").is_some());
}

/// The page of the import that was made last.
fn app_import(office: &mut Browser) -> String {
    office.open(PAGE);
    office.link("/desk/members/imports/")
}

#[test]
fn rows_with_something_wrong_are_named_and_left_out_only_when_somebody_says_so() {
    let app = TestApp::start();
    let mut office = office(&app);
    bring(
        &mut office,
        "晨光机械有限公司,12,nobody,2031-01-01,,\n远航物流集团,,member,2021-06-01,,2019-01-01\n南洋贸易行,,会员单位,2020-02-29,,\n",
    );
    office.sees("Row 3:").sees("nobody").sees("2031-01-01");
    office.sees("Row 4:").sees("2019-01-01");
    office.press("membership-import-import");
    office.is_refused_at("name");
    office
        .fill("without_bad", "on")
        .press("membership-import-import");
    office.sees("Members imported: 1");
    // What is no table at all is said at the field.
    office
        .open(PAGE)
        .attach("file", "x.xlsx", b"PK\x03\x04 nothing")
        .submit(PAGE);
    office.is_refused_at("file");
    office.open(PAGE).attach("file", "", b"").submit(PAGE);
    office.is_refused_at("file");
}

#[test]
fn columns_are_chosen_by_hand_and_known_the_next_time() {
    let app = TestApp::start();
    let mut office = office(&app);
    let table = |name: &str| format!("A,B,C\n{name},member,2020-05-01\n");
    let send = |office: &mut Browser, name: &str| {
        office
            .open(PAGE)
            .attach("file", "list.csv", table(name).as_bytes())
            .submit(PAGE);
    };
    send(&mut office, "晨光机械有限公司");
    office.says("membership-import-no-name");
    office.fill("name", "A").press("membership-import-map");
    office.says("membership-import-columns");
    office.fill("rank", "B").fill("joined_on", "C");
    office.press("membership-import-map");
    office.sees("晨光机械有限公司");
    office.press("membership-import-import");
    office.sees("Members imported: 1");
    send(&mut office, "远航物流集团");
    office.sees("远航物流集团");
    assert!(office.has("#f-joined_on option[value='C'][selected]"));
}

#[test]
fn an_import_to_whose_members_something_happened_stays() {
    let app = TestApp::start();
    let mut office = office(&app);
    bring(
        &mut office,
        "晨光机械有限公司,,member,2019-03-05,A-07,\n远航物流集团,,member,2019-03-05,A-08,\n",
    );
    office.press("membership-import-import");
    let import = app_import(&mut office);
    let one = member(&app, "A-07").unwrap();
    let write = move |tx: &mut Tx| {
        let standard = Standard {
            id: StandardId::new(),
            name: "Dues".into(),
            resolution: "1".into(),
            organ: AdoptedBy::Assembly,
            adopted_on: "2018-12-01".parse().unwrap(),
            valid_from: "2019-01-01".parse().unwrap(),
            joining_fee: Fen(0),
            levels: vec![("member".into(), Fen(500_000))],
            by: String::new(),
            paper: None,
        };
        dues::adopt(tx, &standard)?;
        dues::begin(tx, &one.id).map(|_| ())
    };
    app.db.write_now(&Who::system("test"), write).unwrap();
    let other = member(&app, "A-08").unwrap();
    office.open(&format!("/desk/members/{}", other.id));
    office.fill("from", "2026-01-01").fill("suspend_why", "x");
    office.submit("/suspend");
    office.open(&import).submit("/undo");
    office.is_at(&import);
    assert!(member(&app, "A-07").is_some() && member(&app, "A-08").is_some());
}

#[test]
fn only_the_secretariat_imports() {
    let app = TestApp::start();
    for (name, role) in [("Zhao", Role::President), ("Wu", Role::Director)] {
        assert_eq!(app.signed_in(name, &[role]).go(PAGE), 404, "{name}");
    }
}

#[test]
fn what_does_not_come_in_is_named_and_so_are_the_ranks_there_are() {
    let app = TestApp::start();
    let mut office = office(&app);
    let text = "企业名称,会员级别,入会日期,传真,备注\n甲公司,普通会员,2020-01-01,0755,x\n\
                乙公司,荣誉会员,2020-01-01,0755,y\n";
    office
        .open(PAGE)
        .attach("file", "register.csv", text.as_bytes())
        .submit(PAGE);
    office.sees("These columns don’t come in: 传真 · 备注.");
    office.sees("There is no such rank: 荣誉会员");
    office.sees("The ranks here are: ");
    assert!(
        office.text().contains("甲公司"),
        "an ordinary member is one"
    );
}

#[test]
fn words_for_ranks_that_are_not_here_are_said_once_for_the_whole_file() {
    let app = TestApp::start();
    let mut office = office(&app);
    let text = "企业名称,会员级别,入会日期,会员编号\n甲公司,荣誉会员,2020-01-01,H-1\n乙公司,荣誉 会员,2020-01-01,H-2\n\
                丙公司,特邀代表,2020-01-01,H-3\n丁公司,,2020-01-01,H-4\n戊公司,member,2020-01-01,H-5\n";
    let bring = |office: &mut Browser, text: &str| {
        office
            .open(PAGE)
            .attach("file", "register.csv", text.as_bytes())
            .submit(PAGE);
    };
    bring(&mut office, text);
    office.sees("There is no such rank: 荣誉会员 (rows: 2)");
    office.sees("There is no such rank: 特邀代表 (rows: 1)");
    office.sees("Rows without a rank: 1");
    office
        .fill("rank:荣誉会员", "director")
        .fill("rank:", "member")
        .press("membership-import-map");
    assert!(office.has("[name='rank:荣誉会员'] option[value=director][selected]"));
    office.press("membership-import-import");
    office.is_refused_at("name");
    office.fill("without_bad", "on");
    office.press("membership-import-import");
    office.sees("Members imported: 4");
    let rank = |number: &str| member(&app, number).map(|one| one.rank);
    assert_eq!(rank("H-1").as_deref(), Some("director"));
    assert_eq!(rank("H-2").as_deref(), Some("director"));
    assert_eq!(rank("H-3"), None, "nobody said what that is");
    assert_eq!(rank("H-4").as_deref(), Some("member"));
    // The next list from there is read the same way, until something else is said.
    bring(
        &mut office,
        &text.replace("公司", "工厂").replace("H-", "J-"),
    );
    assert!(office.has("[name='rank:荣誉会员'] option[value=director][selected]"));
    office.fill("rank:荣誉会员", "").fill("without_bad", "on");
    office.press("membership-import-import");
    assert_eq!(rank("J-1"), None);
    assert_eq!(rank("J-4").as_deref(), Some("member"));
}
