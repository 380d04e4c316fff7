//! Members: admitted once with a number without gap, found in the register, and never lost.
use crate::support::app::TestApp;
use diesel::prelude::*;
use huiguan::companies::{self, rules::Profile};
use huiguan::kernel::id::{CaseId, CompanyId};
use huiguan::kernel::{Day, Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::membership::rules::{Membership, NewMember};
use huiguan::membership::{self, Filter, Sort};
use huiguan::platform::db::{Fault, Tx};
use huiguan::schema::memberships;

pub fn company(app: &TestApp, name: &str) -> CompanyId {
    let profile = Profile {
        name: name.to_owned(),
        industry: "C".to_owned(),
        ..Profile::default()
    };
    let write = move |tx: &mut Tx| companies::register(tx, profile.clone());
    app.db.write_now(&Who::system("test"), write).unwrap().id
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn admit(
    app: &TestApp,
    company: &CompanyId,
    case: Option<&CaseId>,
) -> Result<Membership, Fault> {
    let new = NewMember {
        company: company.clone(),
        case: case.cloned(),
        rank: "member".to_owned(),
        joined_on: day("2026-03-01"),
        published: true,
    };
    app.db
        .write_now(&Who::system("test"), move |tx| membership::admit(tx, &new))
}

#[test]
fn a_case_makes_one_membership_however_often_it_is_finished() {
    let app = TestApp::start();
    let (company, case) = (company(&app, "晨光机械有限公司"), CaseId::new());
    let first = admit(&app, &company, Some(&case)).unwrap();
    assert_eq!(admit(&app, &company, Some(&case)).unwrap(), first);
    assert!(matches!(
        admit(&app, &company, None),
        Err(Fault::Refused(_))
    ));
    assert_eq!(first.number, "2026-0001");
}

#[test]
fn numbers_have_no_gap_even_when_many_join_at_once() {
    let app = TestApp::start();
    let companies: Vec<_> = (0..12)
        .map(|n| company(&app, &format!("示例{n}号公司")))
        .collect();
    let mut numbers: Vec<String> = std::thread::scope(|scope| {
        let join = |company| {
            let app = &app;
            scope.spawn(move || admit(app, company, None).unwrap().number)
        };
        let all: Vec<_> = companies.iter().map(join).collect();
        all.into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    numbers.sort();
    let expected: Vec<String> = (1..=12).map(|n| format!("2026-{n:04}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn a_member_is_found_by_name_sound_initials_and_number() {
    let app = TestApp::start();
    for name in ["晨光机械有限公司", "远航物流集团"] {
        admit(&app, &company(&app, name), None).unwrap();
    }
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    for word in ["晨光", "chenguang", "cgjx", "2026-0001"] {
        lin.open("/desk/members").fill("q", word).submit("Search");
        lin.sees("晨光机械有限公司").misses("远航物流集团");
    }
    lin.open("/desk/members?rank=president")
        .says("membership-register-empty");
    lin.open("/desk/members?sort=-number");
    let page = lin.text();
    assert!(page.find("远航物流集团") < page.find("晨光机械有限公司"));
    assert_eq!(lin.go("/desk/members?export=csv"), 200);
    assert!(lin.answer().body.contains("2026-0002"));
    assert_eq!(lin.go("/desk/members?export=xlsx"), 200);
}

#[test]
fn an_ended_membership_stays_on_record_and_the_company_can_join_again() {
    let app = TestApp::start();
    let company = company(&app, "晨光机械有限公司");
    let first = admit(&app, &company, None).unwrap();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    let page = format!("/desk/members/{}", first.id);
    lin.open(&page)
        .fill("on", "2026-02-01")
        .fill("why", "Letter")
        .submit("/end");
    lin.is_refused_at("on");
    lin.fill("on", "2026-03-01").submit("/end").is_at(&page);
    let second = admit(&app, &company, None).unwrap();
    assert_eq!(second.number, "2026-0002");
    let old = app
        .db
        .read_now(|c| membership::by_number(c, "2026-0001"))
        .unwrap()
        .unwrap();
    assert!(!old.is_current(day("2026-03-01")));
    lin.open(&page).sees("2026-0002");
}

#[test]
fn a_day_far_in_the_future_is_refused_and_one_that_is_stored_already_stops_no_page() {
    let app = TestApp::start();
    let member = admit(&app, &company(&app, "晨光机械有限公司"), None).unwrap();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    for far in ["262142-12-31", "2201-01-01", "0202-02-05"] {
        lin.open(&format!("/desk/members/{}", member.id))
            .fill("on", far)
            .fill("why", "Letter")
            .submit("/end");
        lin.is_refused_at("on");
    }
    let store = move |tx: &mut Tx| {
        let far = Day::from_ymd_opt(262_142, 12, 31);
        diesel::update(memberships::table.find(&member.id))
            .set((
                memberships::ended_on.eq(far),
                memberships::ended_year.eq(Some(262_142)),
            ))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), store).unwrap();
    let start = std::time::Instant::now();
    let export = "/desk/members?export=";
    for page in [
        "/desk/members",
        "/desk",
        "/",
        &format!("{export}csv"),
        &format!("{export}xlsx"),
    ] {
        assert_eq!(lin.go(page), 200, "{page}");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(10));
    // The history is drawn up to this year, whatever is written down for later.
    let years = app
        .db
        .read_now(|conn| membership::by_year(conn, day("2028-11-30")));
    assert_eq!(years.unwrap(), [(2026, 1), (2027, 1), (2028, 1)]);
}

#[test]
fn the_directory_lists_only_members_who_agreed() {
    let app = TestApp::start();
    let (open, shy) = (
        company(&app, "晨光机械有限公司"),
        company(&app, "远航物流集团"),
    );
    admit(&app, &open, None).unwrap();
    let hidden = NewMember {
        company: shy,
        case: None,
        rank: "member".to_owned(),
        joined_on: day("2026-03-01"),
        published: false,
    };
    app.db
        .write_now(&Who::system("test"), move |tx| {
            membership::admit(tx, &hidden)
        })
        .unwrap();
    let list = |filter: Filter| {
        let read = move |conn: &mut _| {
            let today = day("2026-06-01");
            let rows = membership::list(conn, &filter, (Sort::Name, false), (0, 10), today)?;
            assert_eq!(membership::count(conn, &filter, today)?, rows.len() as i64);
            Ok(rows.into_iter().map(|m| m.name).collect::<Vec<_>>())
        };
        app.db.read_now(read).unwrap()
    };
    assert_eq!(
        list(Filter::directory(PeriodRules::default())),
        ["晨光机械有限公司"]
    );
    assert_eq!(
        list(Filter {
            industry: Some("C".into()),
            ..Filter::default()
        })
        .len(),
        2
    );
    let years = app
        .db
        .read_now(|conn| membership::by_year(conn, day("2026-11-30")));
    assert_eq!(years.unwrap(), [(2026, 2)]);
}

#[test]
fn the_register_is_for_the_office() {
    let app = TestApp::start();
    let mut wang = app.signed_in("Wang", &[Role::Director]);
    assert_eq!(wang.go("/desk/members"), 404);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/numbers")
        .fill("prefix", "hg")
        .untick("year")
        .fill("digits", "5");
    lin.submit("Preview").sees("HG00012");
    lin.submit("Save");
    let number = admit(&app, &company(&app, "晨光机械有限公司"), None)
        .unwrap()
        .number;
    assert_eq!(number, "HG00001");
}
