//! The public site: what anybody can see without an account.
use crate::support::app::TestApp;
use huiguan::chamber::rules::Ranks;
use huiguan::companies::{self, rules::Profile};
use huiguan::dues;
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::{AdoptedBy, Standard};
use huiguan::kernel::{Fen, Who};
use huiguan::membership::{self, rules::Membership, rules::NewMember};
use huiguan::platform::settings;

/// A member since the first day of its year.
fn member(app: &TestApp, name: &str, industry: &str, published: bool) -> Membership {
    let profile = Profile {
        name: name.to_owned(),
        industry: industry.to_owned(),
        ..Profile::default()
    };
    app.db
        .write_now(&Who::system("test"), move |tx| {
            let company = companies::register(tx, profile.clone())?;
            let joined_on = "2024-03-01".parse().unwrap_or_default();
            let (case, rank) = (None, "member".to_owned());
            let company = company.id;
            membership::admit(
                tx,
                &NewMember {
                    company,
                    case,
                    rank,
                    joined_on,
                    published,
                },
            )
        })
        .unwrap()
}

#[test]
fn every_public_page_is_there_in_every_language() {
    let app = TestApp::start();
    for lang in ["zh-CN", "zh-TW", "en"] {
        let mut reader = app.browser_in(lang);
        for path in [
            "/",
            "/join",
            "/about",
            "/directory",
            "/events",
            "/check",
            "/privacy",
        ] {
            reader.open(path);
            assert!(reader.has(&format!("html[lang={lang}]")), "{path}");
            assert!(reader.has("main h1"), "{path}");
            assert!(reader.has("meta[name=description]"), "{path}");
            let bytes = reader.answer().bytes.len();
            assert!(bytes < 60_000, "{path} has {bytes} bytes");
        }
    }
}

#[test]
fn the_dues_are_in_the_open_as_the_assembly_adopted_them() {
    let app = TestApp::start();
    let mut reader = app.browser();
    // Nobody adopted any: no number is promised.
    reader
        .open("/join")
        .says("dues-quote-none")
        .misses("¥5,000.00");
    let change = |tx: &mut huiguan::platform::db::Tx<'_>| {
        let mut ranks: Ranks = settings::get(tx.conn())?;
        for rank in &mut ranks.list {
            rank.open = rank.code != "president";
        }
        settings::set(tx, &ranks)?;
        let standard = Standard {
            id: StandardId::new(),
            name: "Dues".into(),
            resolution: "No. 3".into(),
            organ: AdoptedBy::Assembly,
            adopted_on: "2024-01-01".parse().unwrap_or_default(),
            valid_from: "2024-01-01".parse().unwrap_or_default(),
            joining_fee: Fen(100_000),
            levels: vec![
                ("member".into(), Fen(566_600)),
                ("president".into(), Fen(5_066_600)),
            ],
            by: String::new(),
            paper: None,
        };
        dues::adopt(tx, &standard)
    };
    app.db.write_now(&Who::system("test"), change).unwrap();
    reader
        .open("/join")
        .sees("¥5,666.00")
        .sees("¥1,000.00")
        .misses("¥50,666.00");
    reader.says("dues-quote-none");
}

#[test]
fn the_directory_lists_those_who_agreed_and_finds_them_by_name_pinyin_and_industry() {
    let app = TestApp::start();
    member(&app, "春申茶具有限公司", "C", true);
    member(&app, "云台物流有限公司", "G", true);
    member(&app, "藏名投资有限公司", "J", false);
    let mut reader = app.browser_in("zh-CN");
    reader
        .open("/directory")
        .sees("春申茶具")
        .sees("云台物流")
        .misses("藏名投资");
    reader
        .open("/directory?q=chunshen")
        .sees("春申茶具")
        .misses("云台物流");
    reader
        .open("/directory?industry=G")
        .sees("云台物流")
        .misses("春申茶具");
    reader
        .open("/directory?q=%E8%97%8F%E5%90%8D")
        .misses("藏名投资有限公司");
    reader.says("portal-directory-none");
}

#[test]
fn a_member_number_is_verified_and_nothing_more_is_told() {
    let app = TestApp::start();
    let number = member(&app, "藏名投资有限公司", "J", false).number;
    let mut reader = app.browser();
    reader.open(&format!("/check?number={}", number.to_lowercase()));
    reader
        .says("portal-check-valid")
        .misses("藏名投资")
        .misses("2024-03-01");
    reader
        .open("/check?number=nobody")
        .says("portal-check-invalid");
    reader.open("/check?number=").says("web-form-needed");
}

#[test]
fn the_front_page_counts_the_members() {
    let app = TestApp::start();
    let mut nobody = app.browser();
    let word = nobody.word("portal-home-members");
    nobody.open("/").misses(&word);
    let other = TestApp::start();
    member(&other, "春申茶具有限公司", "C", true);
    let mut reader = other.browser();
    reader
        .open("/")
        .says("portal-home-members")
        .says("portal-figures-growth");
    assert_eq!(reader.text_of(".stat-value"), "1");
}
