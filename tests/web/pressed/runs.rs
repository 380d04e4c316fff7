//! Long work that is paused, let go on and stopped.
use crate::dues::Chamber;
use crate::dues::bank::{file, import};
use crate::imports;
use crate::membership::{admit, company};
use crate::support::app::TestApp;
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::dues;
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Actor, Role, Who};
use huiguan::membership;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::{Conn, Tx};
use huiguan::schema::certificates;

/// Somebody who acts past the pages: what pages begin they see through at once where it is short, and
/// nothing of it is left to be paused.
fn acting(id: PersonId, role: Role) -> Who {
    let actor = Actor {
        id,
        name: "Deputy".into(),
        email: String::new(),
        lang: None,
        roles: vec![role],
        firms: vec![],
        second_factor: false,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    Who {
        actor: Some(actor),
        ..Who::default()
    }
}

fn issued(app: &TestApp) -> i64 {
    let read = |conn: &mut Conn| Ok(certificates::table.count().get_result(conn)?);
    app.db.read_now(read).unwrap()
}

#[test]
fn certificates_wait_while_they_are_paused_and_end_where_they_are_stopped() {
    let app = TestApp::start();
    admit(&app, &company(&app, "晨光机械有限公司"), None).unwrap();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    lin.open("/desk/certificates")
        .press("membership-certificates-issue");
    let run = lin.path().to_owned();
    lin.press("web-run-pause").says("web-run-is-paused");
    assert!(!app.carry(&run));
    assert_eq!(issued(&app), 0);
    lin.press("web-run-resume").says("web-run-is-running");
    assert!(app.carry(&run));
    lin.open(&run).says("web-run-is-done");
    assert_eq!(issued(&app), 1);
    lin.open("/desk/certificates").fill("anew", "on");
    lin.press("membership-certificates-issue");
    let anew = lin.path().to_owned();
    lin.press("web-run-cancel").says("web-run-is-cancelled");
    assert!(app.carry(&anew));
    assert_eq!(issued(&app), 1);
}

#[test]
fn a_register_stays_while_taking_it_back_is_paused() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Secretary]);
    let who = acting(app.person("Deputy", &[Role::Secretary]), Role::Secretary);
    imports::bring(
        &mut lin,
        "晨光机械有限公司,,member,2019-03-05,A-07,\n远航物流集团,,member,2019-03-05,A-08,\n",
    );
    lin.press("membership-import-import");
    let page = lin.path().to_owned();
    let id = page.rsplit('/').next().unwrap().to_owned();
    let take_back = move |tx: &mut Tx| membership::take_back(tx, &id.parse().unwrap());
    let run = app.db.write_now(&who, take_back).unwrap().unwrap();
    let both = || ["A-07", "A-08"].map(|number| imports::member(&app, number).is_some());
    lin.open(&page).says("membership-import-is-undoing");
    lin.press("web-run-pause").is_at(&page);
    assert!(!app.carry(run.as_str()));
    assert_eq!(both(), [true, true]);
    lin.press("web-run-resume").is_at(&page);
    assert!(app.carry(run.as_str()));
    assert_eq!(both(), [false, false]);
    lin.open(&page).says("membership-import-is-undone");
}

#[test]
fn a_statement_stays_while_taking_it_back_is_paused() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut treasurer = chamber.treasurer();
    let deputy = chamber.app.person("Deputy", &[Role::Treasurer]);
    let who = acting(deputy, Role::Treasurer);
    import(&mut treasurer, &file(&[("50.00", "somebody", "a gift")]));
    let page = treasurer.path().to_owned();
    let id = page.rsplit('/').next().unwrap().to_owned();
    let undo = move |tx: &mut Tx| dues::bank::undo(tx, &id.parse().unwrap());
    let run = chamber.app.db.write_now(&who, undo).unwrap().unwrap();
    treasurer.open(&page).says("dues-bank-is-undoing");
    treasurer.press("web-run-pause").is_at(&page);
    treasurer
        .says("dues-bank-undo-paused")
        .misses("Being undone");
    treasurer.open("/desk/dues/bank");
    treasurer
        .says("dues-bank-undo-paused")
        .misses("Being undone");
    assert!(!chamber.app.carry(run.as_str()));
    treasurer.open(&page).sees("a gift");
    treasurer.press("web-run-resume").is_at(&page);
    assert!(chamber.app.carry(run.as_str()));
    treasurer.open(&page).says("dues-bank-is-undone");
}

#[test]
fn a_statement_that_was_stopped_midway_says_so_and_goes_on_or_back() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut treasurer = chamber.treasurer();
    let deputy = chamber.app.person("Deputy", &[Role::Treasurer]);
    let who = acting(deputy, Role::Treasurer);
    import(&mut treasurer, &file(&[("50.00", "somebody", "a gift")]));
    let page = treasurer.path().to_owned();
    let id = page.rsplit('/').next().unwrap().to_owned();
    let undo = move |tx: &mut Tx| dues::bank::undo(tx, &id.parse().unwrap());
    chamber.app.db.write_now(&who, undo).unwrap().unwrap();
    treasurer.open(&page).press("web-run-cancel");
    treasurer.is_at(&page).says("dues-bank-is-stopped");
    treasurer
        .open("/desk/dues/bank")
        .says("dues-bank-is-stopped");
    treasurer.open(&page).press("dues-bank-again");
    treasurer.sees("Lines imported: 0. Known already: 1.");
    treasurer.sees("a gift").misses("Stopped midway");
    treasurer.press("dues-bank-undo");
    treasurer.says("dues-bank-is-undone");
}
