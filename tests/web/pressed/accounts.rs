//! What people do about their accounts, and administrators about those of others.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use huiguan::accounts;
use huiguan::kernel::Role;
use huiguan::kernel::id::PersonId;

const FACTOR: &str = "/my/account/second-factor";

/// Whether somebody gets in with this pass-phrase.
fn gets_in(app: &TestApp, name: &str, passphrase: &str) -> bool {
    let mut browser = app.browser();
    browser
        .open("/sign-in")
        .fill("email", address(name))
        .fill("password", passphrase);
    browser.submit("/sign-in").path() != "/sign-in"
}

#[test]
fn a_new_passphrase_takes_the_place_of_the_old_one_and_ends_every_other_session() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let mut old = PASSPHRASE;
    for new in ["four plum trees in snow", "five cranes above the river"] {
        let mut phone = app.browser();
        phone.sign_in(&address("Ada"), old);
        ada.open("/my/account")
            .fill("current", old)
            .fill("password", new)
            .submit("/my/account/passphrase");
        ada.says("accounts-mine-passphrase-done");
        phone.open("/my/account").is_at("/sign-in");
        ada.open("/my/account").is_at("/my/account");
        assert!(!gets_in(&app, "Ada", old) && gets_in(&app, "Ada", new));
        assert_eq!(app.mail_to(&address("Ada")).kind, "accounts.notice");
        old = new;
    }
}

/// The recovery codes on the page that shows them once.
fn shown(browser: &Browser) -> Vec<String> {
    browser.says("accounts-factor-codes-title");
    let codes = browser.text_of("ol.mono");
    codes.split_whitespace().map(str::to_owned).collect()
}

/// Turns the second factor on; gives the recovery codes.
pub fn turn_on(app: &TestApp, browser: &mut Browser) -> Vec<String> {
    browser.open(FACTOR);
    let secret = totp_rs::Secret::try_from_base32(browser.text_of("code.mono")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
    let code = totp.generate(now).to_string();
    browser.fill("code", code).submit(FACTOR);
    shown(browser)
}

#[test]
fn new_recovery_codes_kill_those_before_them() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let mut before = turn_on(&app, &mut ada);
    for _ in 0..2 {
        ada.open(FACTOR).submit("/codes");
        let fresh = shown(&ada);
        assert_eq!(fresh.len(), 10);
        assert!(fresh.iter().all(|code| !before.contains(code)));
        let mut phone = app.browser();
        phone.sign_in(&address("Ada"), PASSPHRASE);
        phone.fill("code", &before[0]).submit("/sign-in/code");
        phone.is_refused_at("code");
        phone.fill("code", &fresh[0]).submit("/sign-in/code");
        phone.open("/my/account").is_at("/my/account");
        before = fresh;
    }
}

#[test]
fn the_second_factor_is_turned_off_with_the_passphrase() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    for _ in 0..2 {
        turn_on(&app, &mut ada);
        let mut phone = app.browser();
        phone.sign_in(&address("Ada"), PASSPHRASE);
        phone.is_at("/sign-in/code");
        ada.open(FACTOR).fill("current", "a guess").submit("/off");
        ada.is_refused_at("current");
        ada.fill("current", PASSPHRASE).submit("/off");
        ada.is_at("/my/account").says("accounts-factor-off-done");
        phone.sign_in(&address("Ada"), PASSPHRASE);
        phone.open("/my/account").is_at("/my/account");
    }
}

#[test]
fn a_second_factor_that_a_role_demands_is_replaced_with_the_old_code_and_not_turned_off() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk/settings/access").fill("roles", "treasurer");
    lin.submit("/desk/settings/access");
    let mut ada = app.signed_in("Ada", &[Role::Treasurer]);
    let codes = turn_on(&app, &mut ada);
    ada.open(FACTOR).says("accounts-factor-needed");
    assert!(!ada.has("form[action$='/off']"));
    let off = ada.by_hand(reqwest::Method::POST, &format!("{FACTOR}/off"));
    let off = off.form(&[("current", PASSPHRASE)]).send().unwrap();
    assert_eq!(off.status(), 422);
    let code = |ada: &Browser| {
        let secret = totp_rs::Secret::try_from_base32(ada.text_of("code.mono")).unwrap();
        let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
        totp.generate(now).to_string()
    };
    // The pass-phrase, and a code of the new one, are not enough.
    for old in ["", "000000"] {
        ada.open(FACTOR);
        let fresh = code(&ada);
        ada.fill("old", old).fill("code", fresh).submit(FACTOR);
        ada.is_refused_at("old");
    }
    ada.open(FACTOR);
    let fresh = code(&ada);
    ada.fill("old", &codes[0])
        .fill("code", fresh)
        .submit(FACTOR);
    assert_ne!(shown(&ada), codes);
}

#[test]
fn an_invitation_that_is_taken_back_is_no_way_in() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let links = ["Bo", "Chen"].map(|name| {
        lin.open("/desk/people/invite")
            .fill("email", address(name))
            .fill("roles", "admin")
            .submit("/desk/people/invite");
        link_in(&app.mail_to(&address(name)), "/invitation/")
    });
    for link in &links {
        assert_eq!(app.browser().go(link), 200);
    }
    for _ in &links {
        lin.open("/desk/people").submit("/withdraw");
        lin.says("accounts-people-withdrawn");
    }
    lin.says("accounts-people-open-none");
    for link in &links {
        assert_eq!(app.browser().go(link), 422);
    }
}

fn has_role(app: &TestApp, person: &PersonId, role: Role) -> bool {
    let read = move |conn: &mut _| accounts::people_with_role(conn, role);
    let found = app.db.read_now(read).unwrap();
    found.iter().any(|one| one.id == *person)
}

#[test]
fn a_person_has_the_roles_that_were_ticked_and_no_others() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let bo = app.person("Bo", &[Role::Secretary]);
    for (now, not_now) in [
        (Role::Reviewer, Role::Secretary),
        (Role::Treasurer, Role::Reviewer),
    ] {
        lin.open(&format!("/desk/people/{bo}"))
            .fill("roles", now.word())
            .submit("/roles");
        lin.says("accounts-people-roles-saved");
        assert!(has_role(&app, &bo, now) && !has_role(&app, &bo, not_now));
    }
}

#[test]
fn a_closed_account_is_opened_again() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let page = format!("/desk/people/{}", app.person("Bo", &[]));
    for _ in 0..2 {
        lin.open(&page).fill("reason", "On leave").submit("/close");
        lin.says("accounts-people-was-closed");
        assert!(!gets_in(&app, "Bo", PASSPHRASE));
        lin.open(&page).submit("/reopen");
        lin.says("accounts-people-was-reopened");
        assert!(gets_in(&app, "Bo", PASSPHRASE));
    }
}
