//! Certificates: issued by the office in the background, sealed, checked by anybody, withdrawn by the
//! next one, taken home by the member.
use crate::membership::{admit, company};
use crate::support::app::{TestApp, address};
use crate::support::browser::Browser;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::accounts;
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::{Powers, Role, Who};
use huiguan::membership;
use huiguan::membership::rules::Membership;
use huiguan::platform::db::Tx;
use huiguan::platform::seal::{store, verify};
use huiguan::schema::certificates;

fn members(app: &TestApp, names: &[&str]) -> Vec<(CompanyId, Membership)> {
    let one = |name: &&str| {
        let company = company(app, name);
        let member = admit(app, &company, None).unwrap();
        (company, member)
    };
    names.iter().map(one).collect()
}

fn number(app: &TestApp, member: &Membership) -> String {
    let id = member.id.clone();
    let read = move |conn: &mut huiguan::platform::db::Conn| membership::certificate(conn, &id);
    app.db.read_now(read).unwrap().unwrap().number
}

/// What the public page says of a number.
fn says(reader: &mut Browser, number: &str, key: &str) {
    reader.open(&format!("/check?number={number}")).says(key);
}

#[test]
fn a_certificate_is_sealed_checked_by_its_number_and_withdrawn_by_the_next() {
    let app = TestApp::start();
    let (firm, member) = members(&app, &["晨光𠮷䶮机械有限公司"]).remove(0);
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    let page = format!("/desk/members/{}", member.id);
    lin.open(&page).says("membership-certificate-none");
    lin.press("membership-certificate-issue")
        .says("web-run-is-running");
    let run = lin.path().to_owned();
    app.carry(&run);
    lin.open(&run).says("web-run-is-done").sees("1");
    let first = number(&app, &member);
    let link = lin.open(&page).sees(&first).link("certificate.pdf");
    lin.open(&link);
    let roots = app.db.read_now(store::trusted).unwrap();
    let verdict = verify(&lin.answer().bytes, &roots);
    assert!(
        verdict.is_good() && verdict.signatures.len() == 1,
        "{verdict:?}"
    );

    let mut owner = app.signed_in("Owner", &[]);
    let own = format!("/my/memberships/{}/certificate.pdf", member.id);
    assert_eq!(owner.go(&own), 404, "not theirs yet");
    let link_up = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &address("Owner"))?;
        accounts::link_company(tx, &firm, &person.unwrap().id, "Head", Powers::default())
    };
    app.db.write_now(&Who::system("test"), link_up).unwrap();
    let home = owner.open("/my").link("certificate.pdf");
    assert_eq!(home, own);
    owner.open(&own);
    assert_eq!(owner.answer().bytes, lin.answer().bytes);

    let mut reader = app.browser();
    says(&mut reader, &first.to_lowercase(), "portal-check-valid");
    reader.misses("晨光");
    reader.go(&own);
    reader.is_at("/sign-in");
    lin.open(&page).press("membership-certificate-issue");
    let run = lin.path().to_owned();
    app.carry(&run);
    let second = number(&app, &member);
    assert_ne!(first, second);
    says(&mut reader, &first, "portal-check-void");
    reader.misses("晨光");
    says(&mut reader, &second, "portal-check-valid");
    lin.open(&page)
        .fill("on", "2026-03-02")
        .fill("why", "Letter");
    lin.submit("/end");
    app.clock.advance(chrono::TimeDelta::days(1));
    says(&mut app.browser(), &second, "portal-check-invalid");
}

#[test]
fn a_certificate_of_an_earlier_rank_is_void_while_the_membership_is_not_and_a_new_one_is_due() {
    let app = TestApp::start();
    let (firm, member) = members(&app, &["晨光机械有限公司"]).remove(0);
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    let page = format!("/desk/members/{}", member.id);
    lin.open(&page).press("membership-certificate-issue");
    let run = lin.path().to_owned();
    app.carry(&run);
    let first = number(&app, &member);
    let mut owner = app.signed_in("Owner", &[]);
    let own = format!("/my/memberships/{}/certificate.pdf", member.id);
    let (id, day) = (member.id.clone(), member.joined_on);
    let change = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &address("Owner"))?;
        accounts::link_company(tx, &firm, &person.unwrap().id, "Head", Powers::default())?;
        membership::set_rank(tx, &id, "director", day, "Elected")
    };
    app.db.write_now(&Who::system("test"), change).unwrap();
    let mut reader = app.browser();
    says(&mut reader, &first, "portal-check-void");
    says(&mut reader, &member.number, "portal-check-valid");
    owner.open("/my").says("portal-my-certificate-due");
    assert_eq!(owner.go(&own), 422);
    owner.says("membership-certificate-void");
    lin.open(&page).says("membership-certificate-renew");
    lin.open("/desk/certificates?state=due").sees(&first);
    lin.open("/desk/certificates?state=current").misses(&first);
    // A new one is made without asking for all anew.
    lin.open("/desk/certificates")
        .press("membership-certificates-issue");
    let run = lin.path().to_owned();
    app.carry(&run);
    let second = number(&app, &member);
    assert_ne!(first, second);
    says(&mut reader, &second, "portal-check-valid");
    lin.open("/desk/certificates?state=due").misses(&first);
    owner.open(&own);
}

#[test]
fn all_members_get_one_each_whoever_works_on_it_and_how_many() {
    let app = TestApp::start();
    let names: Vec<String> = (0..60).map(|n| format!("示例{n}号公司")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let all = members(&app, &names);
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    lin.open("/desk/certificates")
        .press("membership-certificates-issue");
    let run = lin.path().to_owned();
    lin.open("/desk/certificates")
        .press("membership-certificates-issue");
    lin.is_refused_at("lang");
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| app.carry(&run));
        }
    });
    lin.open(&run).says("web-run-is-done");
    lin.sees("60");
    let issued = |app: &TestApp| -> (i64, i64) {
        let read = |conn: &mut huiguan::platform::db::Conn| {
            let all = certificates::table.count().get_result(conn)?;
            let valid = certificates::table
                .filter(certificates::withdrawn_at.is_null())
                .count();
            Ok((all, valid.get_result(conn)?))
        };
        app.db.read_now(read).unwrap()
    };
    assert_eq!(issued(&app), (60, 60), "one each");
    let before = number(&app, &all[7].1);
    lin.open("/desk/certificates")
        .press("membership-certificates-issue");
    let again = lin.path().to_owned();
    app.carry(&again);
    assert_eq!(issued(&app), (60, 60), "who has one gets no other");
    lin.open("/desk/certificates").fill("anew", "on");
    lin.press("membership-certificates-issue");
    let anew = lin.path().to_owned();
    app.carry(&anew);
    assert_eq!(issued(&app), (120, 60), "all anew");
    let now = number(&app, &all[7].1);
    assert_ne!(now, before);

    // The list finds one by its company, its member and its own number; it turns pages and is saved whole.
    for search in ["示例7号公司", &all[7].1.number, &now] {
        let list = format!("/desk/certificates?state=current&q={search}");
        lin.open(&list).sees(&now).misses(&before);
        lin.misses("示例8号公司");
    }
    lin.open("/desk/certificates?state=withdrawn&q=示例7号公司");
    lin.sees(&before).misses(&now);
    lin.open("/desk/certificates");
    assert!(lin.has("a[rel=next]"), "120 are more than a page");
    lin.open("/desk/certificates?sort=number&export=csv");
    let file = lin.answer().body.clone();
    let mut numbers: Vec<&str> = file.lines().skip(1).map(|row| &row[..9]).collect();
    assert_eq!(numbers.len(), 120);
    assert!(numbers.is_sorted());
    numbers.dedup();
    assert!(numbers.len() > 100, "each has its own");
}

#[test]
fn a_name_that_no_font_has_is_named_and_keeps_nobody_else_waiting() {
    let app = TestApp::start();
    let all = members(&app, &["示例一号公司", "示例\u{f0123}号公司"]);
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    lin.open("/desk/certificates")
        .press("membership-certificates-issue");
    let run = lin.path().to_owned();
    app.carry(&run);
    lin.open(&run)
        .says("membership-certificates-left-out")
        .sees("U+F0123")
        .sees(&all[1].1.number);
    assert_eq!(number(&app, &all[0].1).len(), 14);
}
