//! A stolen session that takes the account to another address and locks it: whoever reads the mail of the old one
//! hears of every step, and gets the account back as it was.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::kernel::Role;
use huiguan::platform::db::Conn;
use huiguan::schema::{people, recovery_codes};

const NEW: &str = "four plum trees in snow";
const THIEF: &str = "thief@example.test";
const FACTOR: &str = "/my/account/second-factor";

/// Takes Ada's account to the thief's address; gives the link that takes it back.
fn taken(app: &TestApp, thief: &mut Browser) -> String {
    thief.open("/my/account").fill("email", THIEF);
    thief.submit("/my/account/email");
    let confirm = link_in(&app.mail_to(THIEF), "/confirm-email/");
    app.clock.advance(TimeDelta::seconds(1));
    thief.open(&confirm).submit(&confirm);
    link_in(&app.mail_to(&address("Ada")), "/keep-email/")
}

/// Sets a second factor up.
fn turn_on(app: &TestApp, who: &mut Browser) {
    who.open(FACTOR);
    let secret = totp_rs::Secret::try_from_base32(who.text_of("code.mono")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
    who.fill("code", totp.generate(now).to_string());
    who.submit(FACTOR).says("accounts-factor-codes-title");
}

/// Chooses another pass-phrase by the letter to this address.
fn reset(app: &TestApp, email: &str, phrase: &str) {
    let mut browser = app.browser();
    browser.open("/forgot").fill("email", email);
    browser.submit("/forgot");
    let link = link_in(&app.mail_to(email), "/reset/");
    browser.open(&link).fill("password", phrase);
    browser.submit(&link).is_at("/sign-in");
}

/// The sealed secret of Ada's second factor, and her open recovery codes.
fn factor(app: &TestApp) -> (Option<String>, Vec<String>) {
    let read = |conn: &mut Conn| {
        let secret = people::table.filter(people::name.eq("Ada"));
        let secret = secret.select(people::totp_secret).first(conn)?;
        let codes = recovery_codes::table.order(recovery_codes::code_hash);
        Ok((secret, codes.select(recovery_codes::code_hash).load(conn)?))
    };
    app.db.read_now(read).unwrap()
}

#[test]
fn whoever_keeps_the_old_address_has_the_account_as_it_was() {
    let app = TestApp::start();
    let mut thief = app.signed_in("Ada", &[Role::Admin]);
    let keep = taken(&app, &mut thief);
    turn_on(&app, &mut thief);
    thief.open("/desk/people/invite");
    thief.fill("email", "friend@example.test");
    thief.fill("roles", "admin").submit("/desk/people/invite");
    let invitation = link_in(&app.mail_to("friend@example.test"), "/invitation/");
    reset(&app, THIEF, NEW);
    let told = |to: &str| {
        let mut all = app.mails();
        all.retain(|mail| mail.kind == "accounts.notice" && mail.to_address == to);
        all.len()
    };
    assert_eq!(
        (told(THIEF), told(&address("Ada"))),
        (2, 2),
        "of factor and pass-phrase"
    );

    let mut owner = app.browser();
    owner.open(&keep).submit(&keep);
    owner.is_at("/forgot").says("accounts-keep-done");
    assert_eq!(factor(&app), (None, vec![]));
    assert_eq!(app.browser().go(&invitation), 422);
    for phrase in [NEW, PASSPHRASE] {
        let mut anybody = app.browser();
        anybody.open("/sign-in").fill("email", address("Ada"));
        anybody.fill("password", phrase).submit("/sign-in");
        anybody.is_at("/sign-in");
    }
    reset(&app, &address("Ada"), "five cranes over the lake");
    owner.sign_in(&address("Ada"), "five cranes over the lake");
    owner.open("/my/account").sees(&address("Ada"));
    assert_eq!(told(THIEF), 2, "the thief hears no more");
}

#[test]
fn a_second_factor_that_was_the_owners_stays_theirs() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    turn_on(&app, &mut ada);
    let own = factor(&app);
    assert_eq!(own.1.len(), 10);
    let keep = taken(&app, &mut ada);
    ada.open(FACTOR).fill("current", PASSPHRASE).submit("/off");
    app.clock.advance(TimeDelta::minutes(1));
    turn_on(&app, &mut ada);
    assert_ne!(factor(&app), own);
    let mut owner = app.browser();
    owner.open(&keep).submit(&keep);
    assert_eq!(factor(&app), own);
    owner.sign_in(&address("Ada"), PASSPHRASE);
    owner.is_at("/sign-in/code");
}
