//! An empty instance is set up by its first administrator, and the chamber changes its own rules.
use crate::support::app::{PASSPHRASE, TestApp};
use crate::support::browser::Browser;
use huiguan::accounts::rules::Access;
use huiguan::app;
use huiguan::chamber::rules::{CharterInForce, Purpose, Ranks, Routes, TimeLimits};
use huiguan::chamber::{self};
use huiguan::kernel::brand::Brand;
use huiguan::kernel::{Role, Who};
use huiguan::platform::settings;

fn first_path(app: &TestApp) -> Option<String> {
    let who = Who::system("first start");
    app.db.write_now(&who, chamber::first_path).unwrap()
}

const FACTOR: &str = "/my/account/second-factor";

/// Turns the second factor on.
fn turn_on(app: &TestApp, who: &mut Browser) {
    who.open(FACTOR);
    let secret = totp_rs::Secret::try_from_base32(who.text_of("code.mono")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
    who.fill("code", totp.generate(now).to_string());
    who.submit(FACTOR).says("accounts-factor-codes-title");
}

/// The smallest thing that passes for a PDF.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

#[test]
fn the_link_of_the_first_start_makes_one_administrator_and_no_second() {
    let app = TestApp::start();
    let link = first_path(&app).unwrap();
    let another = first_path(&app).unwrap();
    let mut lin = app.browser();
    lin.open(&link)
        .fill("name", "Lin")
        .fill("email", "lin@example.test")
        .fill("password", "short");
    lin.submit("Create administrator");
    lin.is_refused_at("password");
    lin.fill("name", "Lin")
        .fill("email", "lin@example.test")
        .fill("password", PASSPHRASE);
    lin.submit("Create administrator");
    lin.is_at(FACTOR);
    turn_on(&app, &mut lin);
    lin.open("/desk/settings").says("desk-settings-identity");
    assert_eq!(app.browser().go(&link), 404);
    assert_eq!(app.browser().go(&another), 404);
    assert_eq!(first_path(&app), None);
}

#[test]
fn a_guessed_link_is_not_there() {
    let app = TestApp::start();
    first_path(&app).unwrap();
    assert_eq!(
        app.browser().go(&format!("/set-up/{}", "0".repeat(64))),
        404
    );
}

#[test]
fn the_chambers_name_stands_on_every_page_as_soon_as_it_is_set() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/chamber").fill("name_zh_cn", "");
    lin.fill("name_zh_tw", "")
        .fill("name_en", "")
        .submit("/desk/settings/chamber");
    lin.is_refused_at("name_zh_cn");
    lin.open("/desk/settings/chamber");
    lin.fill("name_zh_cn", "示例商会")
        .fill("name_en", "Example Chamber")
        .fill("zone", "Asia/Taipei");
    lin.fill("currency", "twd").submit("/desk/settings/chamber");
    lin.is_at("/desk/settings").sees("Example Chamber");
    let brand: Brand = app.db.read_now(settings::get).unwrap();
    assert_eq!(
        (brand.currency.as_str(), brand.zone.name()),
        ("TWD", "Asia/Taipei")
    );
}

#[test]
fn the_mark_is_shown_to_everybody_and_other_files_are_not() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let mut png = std::io::Cursor::new(vec![]);
    image::RgbImage::from_pixel(40, 40, image::Rgb([178, 36, 30]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    lin.open("/desk/settings/chamber")
        .attach("mark", "mark.png", png.get_ref());
    lin.submit("/desk/settings/mark")
        .is_at("/desk/settings/chamber");
    let brand: Brand = app.db.read_now(settings::get).unwrap();
    let mut visitor = app.browser();
    assert_eq!(visitor.go(&format!("/mark/{}", brand.mark.unwrap())), 200);
    assert_eq!(visitor.answer().headers["content-type"], "image/png");
    assert!(visitor.answer().headers["cache-control"].contains("immutable"));
    lin.open("/desk/settings/charter")
        .fill("title", "Charter")
        .fill("version", "2026-1");
    lin.fill("adopted_on", "2026-01-10")
        .attach("file", "charter.pdf", PDF);
    lin.submit("/desk/settings/charter").sees("2026-1");
    let charter: CharterInForce = app.db.read_now(settings::get).unwrap();
    let file = charter.file.unwrap();
    assert_eq!(visitor.go(&format!("/mark/{file}")), 404);
    assert_eq!(visitor.go(&format!("/charter/{file}")), 200);
    visitor.open("/charter").sees("2026-1");
}

#[test]
fn a_charter_is_published_once_and_needs_its_text() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let mut publish = |version: &str, body: &str| {
        lin.open("/desk/settings/charter")
            .fill("title", "Charter")
            .fill("version", version);
        lin.fill("adopted_on", "2026-01-10").fill("body", body);
        lin.submit("/desk/settings/charter").answer().status
    };
    assert_eq!(publish("2026-1", ""), 422);
    assert_eq!(publish("2026-1", "Article 1"), 200);
    assert_eq!(publish("2026-1", "Article 1, again"), 422);
    assert_eq!(publish("2026-2", "Article 1, better"), 200);
    let all = app.db.read_now(chamber::charters).unwrap();
    assert_eq!(
        all.iter().map(|c| c.version.as_str()).collect::<Vec<_>>(),
        ["2026-2", "2026-1"]
    );
}

#[test]
fn a_rank_is_added_and_given_its_route() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/ranks").submit("Add a rank");
    lin.fill("name_zh_cn.k4", "荣誉会员")
        .fill("name_en.k4", "Patron");
    lin.submit("Save").sees("Patron");
    let ranks: Ranks = app.db.read_now(settings::get).unwrap();
    let patron = ranks.list.last().unwrap();
    assert!(!patron.open);
    let path = format!("/desk/settings/routes/{}", patron.code);
    lin.open(&path)
        .fill("body", "presidents")
        .untick("visit")
        .fill("recommenders", "2");
    lin.submit(&path).is_at("/desk/settings/ranks");
    let route = app
        .db
        .read_now(settings::get::<Routes>)
        .unwrap()
        .of(&patron.code);
    assert_eq!(
        (route.body.as_str(), route.visit, route.recommenders),
        ("presidents", false, 2)
    );
}

#[test]
fn criteria_are_rearranged_without_a_script_and_published_as_a_new_version() {
    let app = TestApp::start();
    let before = app
        .db
        .read_now(|c| chamber::criteria_in_force(c, Purpose::Visit))
        .unwrap();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let path = "/desk/settings/criteria/visit";
    lin.open(path).submit("Move down");
    lin.submit("Add a criterion");
    let row = before.list().len();
    lin.fill(&format!("text_zh_cn.c{row}"), "展厅")
        .fill(&format!("kind.c{row}"), "rating");
    lin.submit("Publish new version").is_refused_at("changes");
    lin.fill("changes", "Showroom added by the board")
        .submit("Publish new version");
    lin.is_at(path).sees("Showroom added by the board");
    let after = app
        .db
        .read_now(|c| chamber::criteria_in_force(c, Purpose::Visit))
        .unwrap();
    assert_eq!(after.number, before.number + 1);
    assert_eq!(after.list()[1].key, before.list()[0].key);
    assert_eq!(after.list()[row].text.zh_cn, "展厅");
    let id = before.id.clone();
    assert_eq!(
        app.db.read_now(move |c| chamber::criteria(c, &id)).unwrap(),
        before
    );
}

#[test]
fn a_criterion_that_a_reason_rests_on_cannot_go_alone() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/criteria/review").submit("Remove");
    lin.fill("changes", "Without the first")
        .submit("Publish new version");
    assert_eq!(lin.answer().status, 422);
}

#[test]
fn limits_signatory_and_second_factor_are_set_in_the_portal() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/limits")
        .fill("review", "0")
        .submit("/desk/settings/limits");
    lin.is_refused_at("review");
    lin.fill("review", "21").submit("/desk/settings/limits");
    assert_eq!(
        app.db.read_now(settings::get::<TimeLimits>).unwrap().review,
        21
    );
    let deputy = app.person("Deputy", &[]);
    lin.open("/desk/settings/signatory")
        .fill("email", "nobody@example.test");
    lin.fill("authority", "Letter 3")
        .fill("since", "2026-01-01")
        .submit("/desk/settings/signatory");
    lin.is_refused_at("email");
    lin.fill("email", "deputy@example.test");
    lin.submit("/desk/settings/signatory");
    let signatory = app.db.read_now(chamber::signatory).unwrap();
    assert_eq!(signatory.authorised, Some(deputy));
    lin.open("/desk/settings/access")
        .fill("roles", "treasurer")
        .submit("/desk/settings/access");
    let access: Access = app.db.read_now(settings::get).unwrap();
    assert_eq!(access.second_factor_roles, [Role::Treasurer]);
}

#[test]
fn a_new_instance_demands_a_second_factor_of_its_officers() {
    for url in ["https://chamber.example", "http://localhost"] {
        let app = TestApp::with(&[("public_url", url)]);
        let link = first_path(&app).unwrap();
        let form = [
            ("name", "Lin"),
            ("email", "lin@example.test"),
            ("password", "four plum trees in snow"),
        ];
        let post = app.browser().by_hand(reqwest::Method::POST, &link);
        let answer = post.form(&form).send().unwrap();
        assert_eq!(answer.status(), 303);
        let cookies = answer.headers().get_all("set-cookie").iter();
        let secure = cookies.map(|c| c.to_str().unwrap().contains("; Secure"));
        let secure: Vec<_> = secure.collect();
        assert!(!secure.is_empty() && secure.iter().all(|s| *s == url.starts_with("https")));
        let access: Access = app.db.read_now(settings::get).unwrap();
        let roles = [Role::Admin, Role::President, Role::Treasurer];
        assert_eq!(access.second_factor_roles, roles, "{url}");
    }
}

#[test]
fn an_instance_from_before_tells_its_administrators_what_is_missing_until_they_ask_for_it() {
    let app = TestApp::start();
    let mut secretary = app.signed_in("Mei", &[Role::Secretary]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let told = |who: &mut Browser| {
        who.open("/desk");
        who.has("a[href='/desk/settings/access']")
    };
    assert!(told(&mut lin) && !told(&mut secretary));
    let ask = |roles: &[(&str, &str)]| {
        let post = lin.by_hand(reqwest::Method::POST, "/desk/settings/access");
        assert_eq!(post.form(roles).send().unwrap().status(), 303);
    };
    ask(&[("roles", "treasurer"), ("roles", "president")]);
    let mut tan = app.signed_in("Tan", &[Role::Admin]);
    assert!(told(&mut tan), "administrators still do without");
    ask(&[
        ("roles", "treasurer"),
        ("roles", "president"),
        ("roles", "admin"),
    ]);
    lin.open("/desk").is_at(FACTOR);
    turn_on(&app, &mut lin);
    assert!(!told(&mut lin));
}

#[test]
fn the_demo_warns_of_no_missing_second_factor() {
    let app = TestApp::demo();
    let mut admin = app.browser();
    admin.sign_in("admin@demo.huiguan.test", huiguan::demo::PASSPHRASE);
    admin.open("/desk");
    assert!(!admin.has("a[href='/desk/settings/access']"));
}

#[test]
fn a_mail_server_that_does_not_answer_is_not_stored() {
    let app = TestApp::with(&[("smtp_ports", "25,9")]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/mail")
        .fill("host", "127.0.0.1")
        .fill("port", "6379")
        .fill("security", "none");
    lin.fill("from_address", "office@example.test");
    lin.submit("/desk/settings/mail").is_refused_at("port");
    lin.open("/desk/settings/mail")
        .fill("host", "127.0.0.1")
        .fill("port", "9");
    lin.fill("security", "none")
        .fill("from_address", "office@example.test");
    lin.submit("/desk/settings/mail").is_refused_at("host");
    lin.says("platform-mail-away");
    let stored = app
        .db
        .read_now(settings::is_set::<huiguan::platform::mailer::MailServer>)
        .unwrap();
    assert!(!stored);
}

#[test]
fn settings_are_for_administrators_only_and_each_change_is_on_record() {
    let app = TestApp::start();
    let settings_pages = app::routes::ROUTES.iter().filter(|(method, path)| {
        *method == "get" && path.starts_with("/desk/settings") && !path.contains('{')
    });
    let mut clerk = app.signed_in("Clerk", &[Role::Secretary, Role::President]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    for (_, path) in settings_pages {
        assert_eq!(clerk.go(path), 404, "{path}");
        assert_eq!(lin.go(path), 200, "{path}");
    }
    lin.open("/desk/settings/limits")
        .submit("/desk/settings/limits");
    lin.open("/desk/audit").sees("Lin");
}
