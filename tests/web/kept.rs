//! What is kept in memory never outlives what it was made from, on any server; and beside changes of
//! something else it lives on.
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::accounts;
use huiguan::companies::{self, rules::Profile};
use huiguan::kernel::{Role, Who};
use huiguan::membership::{self, rules::NewMember};
use huiguan::platform::db::Tx;
use huiguan::platform::settings::next_number;
use huiguan::schema::{editions, sessions};

const NAME: &str = "春申茶具有限公司";

/// Changes something through the database of the first server, as a job or another server does.
fn change<T: Send + 'static>(
    app: &TestApp,
    work: impl Fn(&mut Tx) -> Result<T, huiguan::platform::db::Fault> + Send + 'static,
) -> T {
    app.db.write_now(&Who::system("test"), work).unwrap()
}

/// The number that is raised with every other.
fn any(app: &TestApp) -> i64 {
    let read = editions::table.find("any").select(editions::number);
    app.db.read_now(move |conn| Ok(read.first(conn)?)).unwrap()
}

#[test]
fn who_leaves_the_chamber_leaves_every_page_on_every_server_at_once() {
    let app = TestApp::start();
    let second = app.second();
    let member = change(&app, |tx| {
        let profile = Profile {
            name: NAME.into(),
            industry: "C".into(),
            ..Profile::default()
        };
        let new = NewMember {
            company: companies::register(tx, profile)?.id,
            case: None,
            rank: "member".into(),
            joined_on: "2024-03-01".parse().unwrap_or_default(),
            published: true,
        };
        membership::admit(tx, &new)
    });
    let bases = [app.base.as_str(), second.base.as_str()];
    let readers = || bases.map(|base| Browser::new(base, "zh-CN"));
    let counted = |reader: &mut Browser| reader.open("/").text_of(".stat-value");
    // Twice, so that the second comes from memory; beside changes that have nothing to do with it.
    for _ in 0..2 {
        for mut reader in readers() {
            reader.open("/directory").sees(NAME);
            assert_eq!(counted(&mut reader), "1");
        }
        change(&app, |tx| next_number(tx, "test"));
    }
    let day = "2024-06-01".parse().unwrap();
    change(&app, move |tx| {
        membership::withdraw(tx, &member.id, day, "gone")
    });
    for mut reader in readers() {
        reader.open("/directory").misses(NAME);
        let word = reader.word("portal-home-members");
        reader.open("/").misses(&word);
    }
}

#[test]
fn a_role_that_was_taken_and_a_session_that_was_ended_are_gone_on_every_server_at_once() {
    let app = TestApp::start();
    let second = app.second();
    let ada = app.person("Ada", &[Role::Secretary]);
    let mut readers =
        [app.base.as_str(), second.base.as_str()].map(|base| Browser::new(base, "en"));
    for reader in &mut readers {
        reader.sign_in(&address("Ada"), PASSPHRASE);
        assert_eq!(reader.go("/desk/members"), 200);
        assert_eq!(reader.go("/desk/members"), 200);
    }
    change(&app, {
        let ada = ada.clone();
        move |tx| accounts::take_role(tx, &ada, Role::Secretary)
    });
    for reader in &mut readers {
        assert_eq!(reader.go("/desk/members"), 404);
        reader.open("/my/account").sees("Ada");
    }
    readers[0]
        .open("/my/account")
        .submit("/my/account/sessions/end");
    for reader in &mut readers[1..] {
        reader.open("/my/account").is_at("/sign-in");
    }
}

#[test]
fn a_use_of_a_session_is_noted_without_ending_what_is_kept() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my/account");
    let seen = || {
        let read = sessions::table.select((sessions::last_seen_at, sessions::expires_at));
        let read = move |conn: &mut _| Ok(read.first(conn)?);
        app.db
            .read_now::<(chrono::NaiveDateTime, chrono::NaiveDateTime)>(read)
            .unwrap()
    };
    let (before, number) = (seen(), any(&app));
    app.clock.advance(TimeDelta::minutes(11));
    ada.open("/my/account");
    let noted = seen();
    assert!(noted.0 > before.0 && noted.1 > before.1);
    ada.open("/my/account");
    assert_eq!(seen(), noted, "once is enough");
    assert_eq!(any(&app), number);
}

#[test]
fn a_session_lives_on_by_its_use_at_another_server() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my/account").sees("Ada");
    let kept_end: chrono::NaiveDateTime = {
        let read = sessions::table.select(sessions::expires_at);
        app.db.read_now(move |conn| Ok(read.first(conn)?)).unwrap()
    };
    // As the other server notes it, shortly before the end that this one knows.
    change(&app, move |tx| {
        let until = kept_end + TimeDelta::days(1);
        let noted = diesel::update(sessions::table).set(sessions::expires_at.eq(until));
        Ok(tx.quietly(|conn| noted.execute(conn))?)
    });
    let left = kept_end - app.clock.now();
    app.clock.advance(left + TimeDelta::minutes(1));
    ada.open("/my/account").sees("Ada");
    app.clock.advance(TimeDelta::days(90));
    ada.open("/my/account").is_at("/sign-in");
}
