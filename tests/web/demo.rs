//! The demo chamber: what is in it, who gets in, and that it never mixes with a real one.
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use huiguan::accounts;
use huiguan::admission::case;
use huiguan::demo::{self, Loaded, PASSPHRASE};
use huiguan::kernel::Role;
use huiguan::membership;
use huiguan::platform::audit::{self, Chain};
use huiguan::platform::config::Config;
use huiguan::platform::db::Fault;
use huiguan::platform::files::Store;

fn load(app: &TestApp) -> Result<Loaded, Fault> {
    let data = app.data().display().to_string();
    let config = Config::from_pairs([("HUIGUAN_DATA".to_owned(), data)].into_iter()).unwrap();
    let store = Store::open(&config).unwrap();
    actix_web::rt::System::new().block_on(demo::load(&app.db, &store))
}

fn signed_in(app: &TestApp, name: &str) -> Browser {
    let mut browser = app.browser_in("zh-CN");
    browser.sign_in(&format!("{name}@demo.huiguan.test"), PASSPHRASE);
    browser
}

#[test]
fn the_demo_is_whole_and_true() {
    let app = TestApp::start();
    assert_eq!(load(&app).unwrap(), Loaded::Now);
    assert_eq!(load(&app).unwrap(), Loaded::Before, "it loads once");
    let now = app.clock.now();
    let (members, stages, chain, mails) = app
        .db
        .read_now(|conn| {
            let current = membership::Filter {
                current: Some(true),
                ..Default::default()
            };
            let members = membership::count(conn, &current, now.date())?;
            let stages = case::count_by_stage(conn, &[], now)?;
            Ok((
                members,
                stages,
                audit::verify(conn)?,
                huiguan::platform::outbox::states(conn)?,
            ))
        })
        .unwrap();
    assert_eq!(members, 300);
    assert_eq!(
        stages.iter().map(|(_, n)| n).sum::<i64>(),
        39,
        "and one draft: {stages:?}"
    );
    assert!(stages.len() >= 15, "cases stand at many stages: {stages:?}");
    assert!(matches!(chain, Chain::Whole(..)), "{chain:?}");
    assert!(
        mails
            .iter()
            .all(|(state, _)| *state == huiguan::platform::outbox::State::Kept),
        "none goes out: {mails:?}"
    );
    for name in ["admin", "reviewer2", "president", "treasurer", "events"] {
        signed_in(&app, name).is_at("/desk");
    }
    let mut treasurer = signed_in(&app, "treasurer");
    treasurer.open("/desk/dues").says("dues-chart-ages");
    treasurer.open("/desk/dues/ledger").says("dues-trial");
    assert!(treasurer.text_of("[data-trial]").ends_with("¥0.00"));
    signed_in(&app, "director9").is_at("/board");
    signed_in(&app, "applicant")
        .is_at("/my")
        .says("portal-my-your-turn");
    signed_in(&app, "member")
        .is_at("/my")
        .says("portal-my-number");
}

#[test]
fn the_demo_never_comes_into_a_chamber_that_is_in_use() {
    let app = TestApp::start();
    app.person("Root", &[Role::Admin]);
    assert!(load(&app).is_err());
    let nobody = |conn: &mut _| accounts::person_by_email(conn, "admin@demo.huiguan.test");
    assert!(app.db.read_now(nobody).unwrap().is_none());
}
