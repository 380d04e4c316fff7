//! What a stolen session would make of an account asks for a fresh proof of who sends it; a change of
//! address is told to the old one, which can stop it.
use crate::support::again::route;
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::browser::Browser;
use crate::support::sign::{self, prove};
use chrono::TimeDelta;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::app::routes::ROUTES;
use huiguan::kernel::Who;
use huiguan::platform::db::{Conn, Fault, Tx};
use huiguan::schema::{audit, limits, people};
use regex::Regex;
use reqwest::Method;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const NEW: &str = "four plum trees in snow";
const FACTOR: &str = "/my/account/second-factor";

/// How many acts there are on record but for wrong guesses.
fn acts(app: &TestApp) -> i64 {
    let count = |conn: &mut Conn| {
        let guesses = ["accounts.passphrase.wrong", "accounts.code.wrong"];
        let told = audit::table.filter(audit::act.ne_all(guesses));
        Ok(told.count().get_result(conn)?)
    };
    app.db.read_now(count).unwrap()
}

/// A code of the second factor whose secret stands on the page or was kept from it.
fn code(app: &TestApp, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
    totp.generate(now).to_string()
}

/// Turns the second factor on and gives its secret.
fn turn_on(app: &TestApp, browser: &mut Browser) -> String {
    browser.open(FACTOR);
    let secret = browser.text_of("code.mono");
    browser.fill("code", code(app, &secret)).submit(FACTOR);
    browser.says("accounts-factor-codes-title");
    secret
}

/// The files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).unwrap();
    let paths = inside.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => below(&path),
            false => vec![path],
        })
        .collect()
}

/// The routes whose handlers take `Fresh`, as the code has it.
fn asking() -> BTreeSet<&'static str> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let handler = Regex::new(r"pub async fn (\w+)(?:<[^>]*>)?\(([\s\S]*?)\) -> ").unwrap();
    let files = ["app/routes.rs", "app/routes/money.rs"].map(|file| src.join(file));
    let routes = files
        .map(|file| std::fs::read_to_string(file).unwrap())
        .concat();
    let mut asking = BTreeSet::new();
    for file in below(&src) {
        let text = std::fs::read_to_string(&file).unwrap();
        for found in handler.captures_iter(&text) {
            if !found[2].contains(": Fresh") {
                continue;
            }
            let page = file.file_stem().unwrap().to_str().unwrap();
            let room = file.ancestors().nth(2).unwrap().file_name().unwrap();
            let name = format!("=> {}::{page}::{}", room.to_str().unwrap(), &found[1]);
            // One for several kinds of thing has a line for each.
            let ends = [format!("{name};"), format!("{name}::<")];
            let is_own = |line: &&str| ends.iter().any(|end| line.contains(end));
            let lines: Vec<&str> = routes.lines().filter(is_own).collect();
            assert!(!lines.is_empty(), "no route {name}");
            for line in lines {
                let named = |(_, path): &&(&str, &str)| line.contains(&format!("\"{path}\""));
                asking.insert(ROUTES.iter().find(named).unwrap().1);
            }
        }
    }
    asking
}

/// So many guesses of one person in a row would be slowed down.
fn forget_guesses(app: &TestApp) {
    let anew = |tx: &mut Tx| Ok(diesel::delete(limits::table).execute(tx.conn())?);
    app.db.write_now(&Who::system("test"), anew).unwrap();
}

/// Those of administrators whose addresses name nothing.
const OF_ADMINISTRATORS: [&str; 16] = [
    "/desk/settings/mail",
    "/desk/settings/mail/remove",
    "/desk/settings/mail/next/use",
    "/desk/dues/next/use",
    "/desk/settings/dues",
    "/desk/settings/dues/texts",
    "/desk/people/invite",
    "/desk/settings/signatory",
    "/desk/settings/access",
    "/desk/settings/seal/renew",
    "/desk/settings/routes/member",
    "/desk/settings/counting",
    "/desk/settings/expulsion",
    "/desk/settings/board/authorised",
    "/desk/settings/board/seats",
    "/desk/settings/board/many",
];

#[test]
fn every_act_that_asks_for_a_proof_is_refused_without_one() {
    let (hall, shen) = sign::signed();
    let app = &hall.app;
    let mut ada = app.signed_in("Ada", &[]);
    ada.open("/my/account").fill("email", "next@example.test");
    ada.submit("/my/account/email");
    let confirm = link_in(&app.mail_to("next@example.test"), "/confirm-email/");
    app.clock.advance(TimeDelta::minutes(10));
    let (own, desk) = (sign::mine(&hall), sign::desk(&hall));
    let some = "00000000-0000-7000-8000-000000000000";
    let seat = format!("/desk/settings/board/seats/{some}");
    let company = format!("/my/companies/{some}/people");
    let authority = format!("{}/authorities/{some}", hall.case);
    let mut acts_of = vec![
        (&ada, "/my/account/email".to_owned()),
        (&ada, "/my/account/passphrase".to_owned()),
        (&ada, confirm),
        (&ada, FACTOR.to_owned()),
        (&ada, format!("{FACTOR}/codes")),
        (&ada, format!("{FACTOR}/off")),
        (&hall.applicant, format!("{own}/sign")),
        (&hall.applicant, format!("{}/people", hall.own())),
        (&hall.office, authority),
        (&shen, format!("{desk}/sign")),
        (&shen, format!("{}/visit/sign", hall.case)),
        (&hall.admin, format!("/desk/people/{some}/roles")),
        (&hall.admin, format!("/desk/people/{some}/reopen")),
        (&hall.admin, format!("/desk/people/{some}/close")),
        (&hall.admin, seat.clone()),
        (&hall.admin, format!("{seat}/person")),
        (&hall.admin, format!("{seat}/vacate")),
        (&hall.admin, format!("{seat}/close")),
        (&hall.admin, format!("/desk/companies/{some}/owner")),
        (&hall.applicant, format!("/my/dues/members/{some}/withdraw")),
        (&hall.applicant, company.clone()),
        (&hall.applicant, format!("{company}/{some}")),
    ];
    acts_of.extend(OF_ADMINISTRATORS.map(|path| (&hall.admin, path.to_owned())));
    let tried: BTreeSet<&str> = acts_of.iter().filter_map(|(_, path)| route(path)).collect();
    assert_eq!(tried, asking(), "an act that asks for a proof stands here");
    let before = acts(app);
    for (who, path) in &acts_of {
        forget_guesses(app);
        for proof in ["", "a guess"] {
            let mut form = vec![("email", "thief@example.test"), ("password", NEW)];
            form.extend((!proof.is_empty()).then_some(("current", proof)));
            let answer = who.by_hand(Method::POST, path).form(&form).send().unwrap();
            assert_eq!(answer.status(), 422, "{path}");
            let page = answer.text().unwrap();
            let kept = "value=\"thief@example.test\"";
            assert!(page.contains(kept), "{path} keeps it");
            assert!(page.contains("name=\"current\""), "{path} asks for a proof");
        }
    }
    assert_eq!(acts(app), before, "nothing was done");
}

#[test]
fn a_proof_goes_on_with_what_was_typed_and_holds_for_ten_minutes() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    app.clock.advance(TimeDelta::minutes(11));
    ada.open("/my/account").fill("email", "new@example.test");
    ada.submit("/my/account/email").fill("current", "a guess");
    ada.press("accounts-proof-button").is_refused_at("current");
    prove(&mut ada)
        .is_at("/my/account")
        .sees("new@example.test");
    app.clock.advance(TimeDelta::minutes(9));
    ada.open("/my/account").fill("email", "other@example.test");
    ada.submit("/my/account/email").is_at("/my/account");
    app.mail_to("other@example.test");
    app.clock.advance(TimeDelta::minutes(2));
    ada.open("/my/account").fill("email", "third@example.test");
    ada.submit("/my/account/email").says("accounts-proof-title");
}

#[test]
fn with_a_second_factor_a_proof_asks_for_its_code_too() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let secret = turn_on(&app, &mut ada);
    app.clock.advance(TimeDelta::minutes(11));
    ada.open("/my/account").fill("email", "new@example.test");
    ada.submit("/my/account/email").fill("current", PASSPHRASE);
    ada.press("accounts-proof-button")
        .is_refused_at("proof_code");
    let full: String = code(&app, &secret)
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xfee0).unwrap())
        .collect();
    ada.fill("current", PASSPHRASE).fill("proof_code", full);
    ada.press("accounts-proof-button").is_at("/my/account");
    app.mail_to("new@example.test");
}

/// Asks for another address, and gives the links to the new and to the old one.
fn asks(app: &TestApp, who: &mut Browser, old: &str, new: &str) -> (String, String) {
    who.open("/my/account").fill("email", new);
    who.submit("/my/account/email");
    let kept = app.mail_to(old);
    assert_eq!(kept.kind, "accounts.change_asked");
    let confirm = link_in(&app.mail_to(new), "/confirm-email/");
    (confirm, link_in(&kept, "/keep-email/"))
}

#[test]
fn the_old_address_stops_a_change_before_and_after_it_came() {
    let app = TestApp::start();
    for (name, followed) in [("Ada", false), ("Bo", true)] {
        let old = address(name);
        let mut thief = app.signed_in(name, &[]);
        let new = format!("thief.of.{old}");
        let (confirm, keep) = asks(&app, &mut thief, &old, &new);
        if followed {
            thief.open(&confirm).submit(&confirm);
            assert_eq!(app.mail_to(&old).kind, "accounts.email_changed");
        }
        app.clock.advance(TimeDelta::days(6));
        let mut owner = app.browser();
        owner.open(&keep).submit(&keep);
        owner.is_at("/forgot").says("accounts-keep-done");
        thief.open("/my/account").is_at("/sign-in");
        assert_eq!(app.browser().go(&keep), 422, "it works once");
        owner.sign_in(&old, PASSPHRASE);
        owner.open("/my/account").sees(&old);
        assert_eq!(owner.go(&confirm), 422, "the change is void");
    }
}

#[test]
fn whoever_had_the_address_first_keeps_it_whatever_came_after() {
    let app = TestApp::start();
    let (old, second) = (address("Ada"), "second@example.test");
    let mut thief = app.signed_in("Ada", &[]);
    let (confirm, first_keep) = asks(&app, &mut thief, &old, second);
    thief.open(&confirm).submit(&confirm);
    app.clock.advance(TimeDelta::seconds(1));
    let (confirm, later_keep) = asks(&app, &mut thief, second, "third@example.test");
    thief.open(&confirm).submit(&confirm);
    let mut owner = app.browser();
    owner.open(&first_keep).submit(&first_keep);
    assert_eq!(app.browser().go(&later_keep), 422, "it went out later");
    owner.sign_in(&old, PASSPHRASE);
}

#[test]
fn other_sessions_end_with_the_address_and_the_second_factor() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[]);
    let mut email = address("Ada");
    let elsewhere = |email: &str| {
        let mut phone = app.browser();
        phone.sign_in(email, PASSPHRASE);
        phone
    };
    let mut phone = elsewhere(&email);
    let (confirm, _) = asks(&app, &mut ada, &email, "new@example.test");
    ada.open(&confirm).submit(&confirm);
    phone.open("/my/account").is_at("/sign-in");
    email = "new@example.test".to_owned();
    phone = elsewhere(&email);
    turn_on(&app, &mut ada);
    phone.open("/my/account").is_at("/sign-in");
    ada.open(FACTOR).fill("current", PASSPHRASE).submit("/off");
    ada.open("/my/account").is_at("/my/account");
}

#[test]
fn a_secret_of_one_person_is_no_second_factor_of_another() {
    let app = TestApp::start();
    let (ada, bo) = (app.person("Ada", &[]), app.person("Bo", &[]));
    let mut browser = app.browser();
    browser.sign_in(&address("Ada"), PASSPHRASE);
    let secret = turn_on(&app, &mut browser);
    let copy = move |tx: &mut Tx| {
        let sealed: Option<String> = people::table
            .find(&ada)
            .select(people::totp_secret)
            .first(tx.conn())?;
        diesel::update(people::table.find(&bo))
            .set(people::totp_secret.eq(sealed))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), copy).unwrap();
    app.clock.advance(TimeDelta::minutes(1));
    let mut thief = app.browser();
    thief.sign_in(&address("Bo"), PASSPHRASE);
    thief
        .fill("code", code(&app, &secret))
        .submit("/sign-in/code");
    thief.open("/my/account").is_at("/sign-in");
}

#[test]
fn a_secret_from_before_still_opens_and_is_its_persons_from_then_on() {
    let app = TestApp::start();
    let ada = app.person("Ada", &[]);
    let (key, plain) = (app.sealer().key, b"12345678901234567890");
    let unbound = key.seal(plain).unwrap();
    let id = ada.clone();
    let set = move |tx: &mut Tx| {
        diesel::update(people::table.find(&id))
            .set(people::totp_secret.eq(&unbound))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), set).unwrap();
    let mut browser = app.browser();
    browser.sign_in(&address("Ada"), PASSPHRASE);
    let secret = totp_rs::Secret::from(plain.to_vec()).to_base32();
    browser
        .fill("code", code(&app, &secret))
        .submit("/sign-in/code");
    browser.open("/my/account").is_at("/my/account");
    let id = ada.clone();
    let read = move |conn: &mut Conn| {
        let sealed = people::table.find(&id).select(people::totp_secret);
        Ok(sealed.first::<Option<String>>(conn)?.unwrap())
    };
    let sealed = app.db.read_now(read).unwrap();
    assert!(key.open(&sealed).is_err());
    let owner = format!("totp:{ada}");
    assert_eq!(key.open_for(&owner, &sealed).unwrap(), plain);
}

#[test]
fn a_sign_in_under_way_ends_with_what_it_proved() {
    let app = TestApp::start();
    app.person("Ada", &[]);
    let read = |conn: &mut Conn| accounts::person_by_email(conn, &address("Ada"));
    let seen = app.db.read_now(read).unwrap().unwrap();
    let enter = |seen: &accounts::PersonRow| {
        let seen = seen.clone();
        let enter = move |tx: &mut Tx| accounts::enter(tx, &seen);
        app.db.write_now(&Who::system("test"), enter)
    };
    assert!(matches!(enter(&seen), Ok(accounts::Entry::Session(_))));
    let change = |hash: &'static str, closed: bool| {
        let set = move |tx: &mut Tx| {
            let closed = closed.then(|| tx.now());
            diesel::update(people::table.filter(people::email.eq(address("Ada"))))
                .set((
                    people::password_hash.eq(hash),
                    people::disabled_at.eq(closed),
                ))
                .execute(tx.conn())?;
            Ok(())
        };
        app.db.write_now(&Who::system("test"), set).unwrap();
    };
    change("another", false);
    assert!(
        matches!(enter(&seen), Err(Fault::SignIn)),
        "another pass-phrase"
    );
    let seen = app.db.read_now(read).unwrap().unwrap();
    assert!(enter(&seen).is_ok());
    change("another", true);
    assert!(
        matches!(enter(&seen), Err(Fault::SignIn)),
        "a closed account"
    );
}
