//! Another mail server waits a day before it is used: officers hear of it through the one before, and any
//! administrator can stop it.
use crate::platform::smtp::{Manners, Smtp};
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use crate::support::server::program;
use crate::support::sign::prove;
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::chamber;
use huiguan::kernel::{Role, Who};
use huiguan::platform::config::Config;
use huiguan::platform::db::{Conn, Tx};
use huiguan::platform::mailer::{MailServer, Mailer, OF_SERVER};
use huiguan::platform::outbox::MailRow;
use huiguan::platform::settings;
use huiguan::schema::audit;
use reqwest::Method;
use std::sync::Arc;
use tokio::runtime::Runtime;

const MAIL: &str = "/desk/settings/mail";
const ROUND: &str = "chamber.mail_server";

/// An instance with two mail servers to choose from.
struct Office {
    app: TestApp,
    old: Arc<Smtp>,
    new: Arc<Smtp>,
    _serving: Runtime,
}

impl Office {
    fn open() -> Self {
        let app = TestApp::with(&[("smtp_ports", "any")]);
        let serving = Runtime::new().unwrap();
        let start = || {
            let manners = Manners {
                no_starttls: true,
                ..Manners::default()
            };
            serving.block_on(Smtp::start(app.data(), manners))
        };
        let (old, new) = (start(), start());
        Self {
            app,
            old,
            new,
            _serving: serving,
        }
    }

    /// The server in use.
    fn set(&self) -> MailServer {
        self.app.db.read_now(settings::get).unwrap()
    }

    fn uses(&self, smtp: &Smtp) -> bool {
        self.set().port == smtp.port
    }

    /// Where letters of this kind go.
    fn way_of(&self, kind: &'static str) -> String {
        let data = self.app.data().display().to_string();
        let pairs = std::iter::once(("HUIGUAN_DATA".to_owned(), data));
        let config = Config::from_pairs(pairs).unwrap();
        let mailer = Mailer::new(&config, &self.app.sealer().key, &self.app.clock).unwrap();
        let read = move |conn: &mut Conn| mailer.server_for(conn, kind);
        self.app.db.read_now(read).unwrap().unwrap().place()
    }

    /// Letters about the mail server to this person, oldest first.
    fn told(&self, name: &str) -> Vec<MailRow> {
        let mut all = self.app.mails();
        all.retain(|mail| mail.to_address == address(name) && mail.kind.contains("mail_server"));
        all
    }

    /// What stands on record about it.
    fn acts(&self) -> Vec<String> {
        let read = |conn: &mut Conn| {
            let acts = audit::table.filter(audit::act.like("chamber.mail_server.%"));
            Ok(acts.order(audit::seq).select(audit::act).load(conn)?)
        };
        self.app.db.read_now(read).unwrap()
    }
}

/// Asks for this mail server.
fn asks(who: &mut Browser, smtp: &Smtp, from_name: &str) {
    who.open(MAIL)
        .fill("host", "127.0.0.1")
        .fill("port", smtp.port)
        .fill("security", "none")
        .fill("from_address", "office@example.test")
        .fill("from_name", from_name)
        .submit(MAIL);
    assert_eq!(who.answer().status, 200, "{}", who.text());
}

#[test]
fn the_first_mail_server_is_used_at_once_and_another_one_after_a_day() {
    let office = Office::open();
    let app = &office.app;
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    app.person("Shen", &[Role::President]);
    app.person("Mei", &[Role::Secretary]);
    app.person("Er", &[Role::Reviewer]);
    app.person("Tan", &[Role::Admin]);
    lin.open(MAIL).says("chamber-mail-missing");
    asks(&mut lin, &office.old, "");
    assert!(office.uses(&office.old));
    asks(&mut lin, &office.old, "The office");
    let sender = "the same account of the same server";
    assert_eq!(office.set().from_name, "The office", "{sender}");
    assert!(office.told("Lin").is_empty() && office.acts().is_empty());

    asks(&mut lin, &office.new, "");
    assert!(office.uses(&office.old));
    for name in ["Lin", "Shen", "Mei"] {
        let told = office.told(name);
        assert_eq!(told.len(), 1, "{name}");
        assert_eq!(link_in(&told[0], MAIL), MAIL, "where to stop it");
        assert_eq!(told[0].kind, OF_SERVER);
    }
    assert!(office.told("Er").is_empty());
    let old = format!("127.0.0.1:{}", office.old.port);
    assert_eq!(office.way_of(OF_SERVER), old);
    lin.open(MAIL).says("chamber-next-own");
    app.clock.advance(TimeDelta::hours(23));
    assert_eq!(app.round(ROUND), 0);
    assert!(office.uses(&office.old));
    app.clock.advance(TimeDelta::hours(1));
    assert_eq!(app.round(ROUND), 1);
    assert!(office.uses(&office.new));
    assert_eq!(app.round(ROUND), 0, "once");
    assert_eq!(office.told("Shen").len(), 2);
    assert_eq!(office.way_of(OF_SERVER), old, "through the one before");
    let new = format!("127.0.0.1:{}", office.new.port);
    assert_eq!(office.way_of("accounts.reset"), new);
    assert_eq!(
        office.acts(),
        ["chamber.mail_server.asked", "chamber.mail_server.used"]
    );
}

#[test]
fn two_servers_whose_clocks_strike_at_once_use_it_once() {
    let office = Office::open();
    let app = &office.app;
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    app.person("Tan", &[Role::Admin]);
    asks(&mut lin, &office.old, "");
    asks(&mut lin, &office.new, "");
    app.clock.advance(TimeDelta::hours(24));
    let other = crate::support::database::open(app.db.url(), app.clock.clone());
    let clock = &app.clock;
    std::thread::scope(|scope| {
        for db in [&app.db, &other] {
            scope.spawn(move || {
                let round = chamber::round();
                let gone = actix_web::rt::System::new().block_on(round.go(db, clock));
                gone.whole().unwrap();
            });
        }
    });
    assert!(office.uses(&office.new));
    assert_eq!(office.told("Lin").len(), 2);
    assert_eq!(
        office.acts(),
        ["chamber.mail_server.asked", "chamber.mail_server.used"]
    );
}

#[test]
fn only_a_second_administrator_of_some_days_has_it_used_at_once() {
    let office = Office::open();
    let app = &office.app;
    app.person("Mei", &[Role::Admin]);
    app.person("Lin", &[Role::Admin]);
    app.clock.advance(TimeDelta::days(2));
    let mut tan = app.signed_in("Tan", &[Role::Admin]);
    let [mut lin, mut mei] = ["Lin", "Mei"].map(|name| {
        let mut browser = app.browser();
        browser.sign_in(&address(name), PASSPHRASE);
        browser
    });
    asks(&mut lin, &office.old, "");
    asks(&mut lin, &office.new, "");
    let press = |who: &Browser, change: &str| {
        let post = who.by_hand(Method::POST, &format!("{MAIL}/next/use"));
        let answer = post.form(&[("change", change)]).send().unwrap();
        answer.status().as_u16()
    };
    for (who, why) in [(&mut lin, "own"), (&mut tan, "new")] {
        who.open(MAIL).says(&format!("chamber-next-{why}"));
        assert!(!who.has("form[action$='/next/use']"));
        let shown = who.value_of("change");
        assert_eq!(press(&*who, &shown), 303, "with a warning");
        assert!(office.uses(&office.old), "{why}");
    }
    mei.open(MAIL);
    let shown = mei.value_of("change");
    asks(&mut lin, &office.new, "");
    assert_eq!(press(&mei, &shown), 303, "with a warning");
    assert!(office.uses(&office.old), "not the one that Mei was shown");
    app.clock.advance(TimeDelta::minutes(11));
    mei.open(MAIL).submit("/next/use");
    assert!(office.uses(&office.old), "not without a proof");
    prove(&mut mei).is_at(MAIL).says("chamber-next-used");
    assert!(office.uses(&office.new));
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(app.round(ROUND), 0, "nothing waits any more");
}

#[test]
fn any_administrator_stops_it_and_officers_hear_of_it() {
    let office = Office::open();
    let app = &office.app;
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let mut mei = app.signed_in("Mei", &[Role::Admin]);
    asks(&mut lin, &office.old, "");
    for (nth, who) in [&mut mei, &mut lin].into_iter().enumerate() {
        let mut asker = app.browser();
        asker.sign_in(&address("Lin"), PASSPHRASE);
        asks(&mut asker, &office.new, "");
        who.open(MAIL).submit("/next/withdraw");
        who.is_at(MAIL).says("chamber-next-withdrawn");
        assert!(!who.has("form[action$='/next/withdraw']"));
        assert_eq!(office.told("Mei").len(), 2 * (nth + 1));
    }
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(app.round(ROUND), 0);
    assert!(office.uses(&office.old));
    let (asked, withdrawn) = ("chamber.mail_server.asked", "chamber.mail_server.withdrawn");
    assert_eq!(office.acts(), [asked, withdrawn, asked, withdrawn]);
}

#[test]
fn it_is_dropped_if_whoever_asked_is_no_administrator_any_more() {
    let office = Office::open();
    let app = &office.app;
    app.person("Mei", &[Role::Admin]);
    let lost = |tx: &mut Tx| {
        let lin = accounts::person_by_email(tx.conn(), &address("Lin"))?;
        accounts::take_role(tx, &lin.unwrap().id, Role::Admin)
    };
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    asks(&mut lin, &office.old, "");
    asks(&mut lin, &office.new, "");
    app.db.write_now(&Who::system("test"), lost).unwrap();
    app.clock.advance(TimeDelta::hours(24));
    assert_eq!(app.round(ROUND), 1);
    assert!(office.uses(&office.old));
    assert_eq!(office.told("Mei").len(), 2);
    assert_eq!(
        office.acts(),
        ["chamber.mail_server.asked", "chamber.mail_server.lapsed"]
    );
    assert_eq!(app.round(ROUND), 0);
}

#[test]
fn to_do_without_a_mail_server_waits_too() {
    let office = Office::open();
    let app = &office.app;
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    asks(&mut lin, &office.old, "");
    lin.open(MAIL).submit("/mail/remove");
    assert!(office.uses(&office.old));
    // Nobody else could stop it: it waits longer.
    app.clock.advance(TimeDelta::hours(71));
    assert_eq!(app.round(ROUND), 0);
    app.clock.advance(TimeDelta::hours(1));
    assert_eq!(app.round(ROUND), 1);
    assert!(office.set() == MailServer::default());
    let mut lin = app.browser();
    lin.sign_in(&address("Lin"), PASSPHRASE);
    asks(&mut lin, &office.new, "");
    assert!(office.set() == MailServer::default(), "it is not the first");
    app.clock.advance(TimeDelta::days(3));
    app.round(ROUND);
    assert!(office.uses(&office.new));
}

#[test]
fn who_guarded_it_until_lately_hears_of_it_and_it_waits_for_them() {
    let office = Office::open();
    let app = &office.app;
    let mei = app.person("Mei", &[Role::Admin]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    asks(&mut lin, &office.old, "");
    asks(&mut lin, &office.new, "");
    lin.sees("Lin, Mei");
    lin.open(&format!("/desk/people/{mei}"));
    lin.fill("reason", "Left.").submit("/close");
    lin.says("accounts-people-was-closed");
    app.clock.advance(TimeDelta::hours(24));
    app.round(ROUND);
    assert!(
        office.uses(&office.old),
        "nobody else could stop it any more"
    );
    app.clock.advance(TimeDelta::hours(48));
    app.round(ROUND);
    assert!(office.uses(&office.new));
    assert_eq!(office.told("Mei").len(), 2, "asked for, and used");
}

#[test]
fn another_server_carries_no_letter_with_a_key_that_was_written_before() {
    let office = Office::open();
    let app = &office.app;
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/people/invite")
        .fill("email", "new@example.test");
    lin.fill("roles", "reviewer").submit("/desk/people/invite");
    let invited = || app.mail_to("new@example.test");
    assert_eq!(invited().kind, "accounts.invitation");
    assert!(invited().text_body.contains("/invitation/"));
    asks(&mut lin, &office.old, "");
    lin.sees("not sent yet: 1");
    assert!(office.uses(&office.old));
    assert_eq!(invited().text_body, "", "its link is gone");
    app.clock.advance(TimeDelta::minutes(11));
    lin.open(MAIL).fill("from_name", "Another").submit(MAIL);
    lin.says("accounts-proof-title");
    assert_eq!(office.set().from_name, "");
}

#[test]
fn the_command_line_uses_the_one_that_waits_where_the_one_before_is_dead() {
    let office = Office::open();
    let app = &office.app;
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let command = || {
        program(&["mail", "use"])
            .env("HUIGUAN_DATABASE_URL", app.database_url())
            .env("HUIGUAN_DATA", app.data())
            .output()
            .unwrap()
    };
    asks(&mut lin, &office.old, "");
    let none = command();
    assert!(!none.status.success());
    let why = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(why.contains("no mail server waits"), "{why}");
    asks(&mut lin, &office.new, "");
    let done = command();
    assert!(done.status.success(), "{done:?}");
    assert!(office.uses(&office.new));
    let told = office.told("Lin");
    assert_eq!(told.len(), 2);
    let new = format!("127.0.0.1:{}", office.new.port);
    let kind = "chamber.mail_server";
    assert_eq!(told[1].kind, kind);
    assert_eq!(
        office.way_of(kind),
        new,
        "nothing goes through the dead one"
    );
    assert_eq!(office.acts()[1], "chamber.mail_server.used");
}
