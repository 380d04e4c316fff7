//! Links die with what they rest on: every kind after every change that must void it, and invitations with
//! the power of whoever had them sent.
use crate::support::app::{PASSPHRASE, TestApp, address, link_in};
use crate::support::apply;
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::accounts::rules::LinkKind;
use huiguan::kernel::id::{CompanyId, PersonId};
use huiguan::kernel::{Powers, Role, Who};
use huiguan::platform::db::{Conn, Tx};
use huiguan::platform::secrets::sha256_hex;
use huiguan::schema::{people, tokens};
use regex::Regex;
use std::path::Path;

const NEW: &str = "four plum trees in snow";

/// Ada has a link of every kind, each with its kind as its key.
fn with_every_link(app: &TestApp) -> PersonId {
    let ada = app.person("Ada", &[]);
    let id = ada.clone();
    let insert = move |tx: &mut Tx| {
        let now = tx.now();
        for kind in LinkKind::ALL {
            let data = match kind {
                LinkKind::Invitation => r#"{"roles":["reviewer"],"company":null}"#,
                _ => "null",
            };
            let row = (
                tokens::id.eq(format!("link-{}", kind.word())),
                tokens::kind.eq(kind.word()),
                tokens::token_hash.eq(sha256_hex(kind.word().as_bytes())),
                tokens::person_id.eq(Some(id.as_str())),
                tokens::email.eq(address("Ada")),
                tokens::data.eq(data),
                tokens::created_at.eq(now),
                tokens::expires_at.eq(now + kind.life()),
            );
            diesel::insert_into(tokens::table)
                .values(row)
                .execute(tx.conn())?;
        }
        Ok(())
    };
    app.db.write_now(&Who::system("test"), insert).unwrap();
    ada
}

/// The kinds of those links that still work.
fn alive(app: &TestApp) -> Vec<String> {
    let read = |conn: &mut Conn| {
        let open = tokens::table
            .filter(tokens::id.like("link-%"))
            .filter(tokens::used_at.is_null());
        Ok(open.order(tokens::kind).select(tokens::kind).load(conn)?)
    };
    app.db.read_now(read).unwrap()
}

fn signed_in(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.sign_in(&address("Ada"), PASSPHRASE);
    browser
}

fn new_passphrase(app: &TestApp, _: &PersonId) {
    let mut ada = signed_in(app);
    ada.open("/my/account").fill("current", PASSPHRASE);
    ada.fill("password", NEW).submit("/my/account/passphrase");
    ada.says("accounts-mine-passphrase-done");
}

fn reset(app: &TestApp, _: &PersonId) {
    let mut ada = app.browser();
    ada.open("/reset/reset").fill("password", NEW);
    ada.submit("/reset/reset").is_at("/sign-in");
}

fn new_address(app: &TestApp, _: &PersonId) {
    let mut ada = signed_in(app);
    ada.open("/my/account").fill("email", "new@example.test");
    ada.submit("/my/account/email");
    let link = link_in(&app.mail_to("new@example.test"), "/confirm-email/");
    ada.open(&link).submit(&link);
    ada.says("accounts-confirm-email-done");
}

fn withdrawn(app: &TestApp, _: &PersonId) {
    let mut ada = signed_in(app);
    ada.open("/my/account").says("accounts-mine-email-withdraw");
    ada.submit("/my/account/email/withdraw")
        .says("accounts-mine-email-withdrawn");
    assert!(!ada.has("form[action$='/email/withdraw']"));
}

fn old_address_kept(app: &TestApp, _: &PersonId) {
    let mut ada = app.browser();
    ada.open("/keep-email/keep_email");
    ada.submit("/keep-email/keep_email").is_at("/forgot");
}

fn turned_on(app: &TestApp) -> Browser {
    let mut ada = signed_in(app);
    ada.open("/my/account/second-factor");
    let secret = totp_rs::Secret::try_from_base32(ada.text_of("code.mono")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
    ada.fill("code", totp.generate(now).to_string());
    ada.submit("/my/account/second-factor");
    ada.says("accounts-factor-codes-title");
    ada
}

fn second_factor(app: &TestApp, _: &PersonId) {
    turned_on(app);
}

fn second_factor_off(app: &TestApp, _: &PersonId) {
    let mut ada = turned_on(app);
    let again = |tx: &mut Tx| {
        diesel::update(tokens::table.find("link-second_factor"))
            .set(tokens::used_at.eq(None::<chrono::NaiveDateTime>))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), again).unwrap();
    ada.open("/my/account/second-factor");
    ada.fill("current", PASSPHRASE).submit("/off");
    ada.says("accounts-factor-off-done");
}

fn invitation_accepted(app: &TestApp, _: &PersonId) {
    let mut ada = signed_in(app);
    ada.open("/invitation/invitation");
    ada.submit("/invitation/invitation");
    assert_eq!(ada.answer().status, 200, "{}", ada.text());
}

fn closed(app: &TestApp, ada: &PersonId) {
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open(&format!("/desk/people/{ada}"));
    lin.fill("reason", "Left.").submit("/close");
    lin.says("accounts-people-was-closed");
}

#[test]
fn every_kind_of_link_dies_with_every_change_that_voids_it() {
    let all = [
        "change_email",
        "confirm",
        "invitation",
        "keep_email",
        "reset",
        "second_factor",
    ];
    // An invitation rests on its sender's word, and what keeps an address must outlive what a thief does.
    let kept = ["invitation", "keep_email"];
    type Change = fn(&TestApp, &PersonId);
    let unconfirmed = ["change_email", "keep_email", "reset", "second_factor"];
    let changes: [(&str, Change, &[&str]); 9] = [
        ("a new pass-phrase", new_passphrase, &kept),
        ("a new pass-phrase by mail", reset, &kept),
        ("a new address", new_address, &kept),
        ("a change of address withdrawn", withdrawn, &all[1..]),
        ("the old address kept", old_address_kept, &["invitation"]),
        ("another second factor", second_factor, &all[..5]),
        ("no second factor", second_factor_off, &all[..5]),
        ("an invitation accepted", invitation_accepted, &unconfirmed),
        ("the account closed", closed, &[]),
    ];
    for (name, change, left) in changes {
        let app = TestApp::start();
        let ada = with_every_link(&app);
        assert_eq!(alive(&app), all);
        change(&app, &ada);
        assert_eq!(alive(&app), left, "{name}");
    }
}

#[test]
fn every_change_that_voids_links_is_tried() {
    // `ends_others` stands for a second factor turned on and off; `confirm` is tried in `sign_up`.
    let tried = [
        "accept",
        "change_passphrase",
        "confirm",
        "confirm_new_email",
        "ends_others",
        "keep_email",
        "reset",
        "set_closed",
        "withdraw_new_email",
    ];
    let function = Regex::new(r"(?m)^(?:pub )?fn (\w+)[\s\S]*?^\}").unwrap();
    let voids = Regex::new(r"tokens::(?:void|keep|end_all)\(").unwrap();
    let acts = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/accounts/acts");
    let mut found: Vec<String> = vec![];
    for file in std::fs::read_dir(acts).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let all = function.captures_iter(&text);
        let those = all.filter(|one| voids.is_match(&one[0]));
        found.extend(those.map(|one| one[1].to_owned()));
    }
    found.sort();
    assert_eq!(found, tried, "its row stands in the table above");
}

#[test]
fn an_invitation_dies_with_the_power_of_whoever_had_it_sent() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    for (name, closes) in [("Lin", false), ("Mei", true)] {
        let id = app.person(name, &[Role::Admin]);
        let mut sender = app.browser();
        sender.sign_in(&address(name), PASSPHRASE);
        let invited = format!("of.{}", address(name));
        sender.open("/desk/people/invite").fill("email", &invited);
        sender.fill("roles", "admin").submit("/desk/people/invite");
        let link = link_in(&app.mail_to(&invited), "/invitation/");
        assert_eq!(app.browser().go(&link), 200);
        ada.open("/desk/people").sees(&invited);
        ada.open(&format!("/desk/people/{id}"));
        if closes {
            ada.fill("reason", "Left.").submit("/close");
        } else {
            let roles = format!("/desk/people/{id}/roles");
            let form = [("roles", "reviewer")];
            let post = ada.by_hand(reqwest::Method::POST, &roles).form(&form);
            assert_eq!(post.send().unwrap().status(), 303);
        }
        assert_eq!(app.browser().go(&link), 422, "{name}");
        ada.open("/desk/people").misses(&invited);
    }
}

#[test]
fn an_invitation_to_a_company_dies_with_the_owner_and_can_be_taken_back() {
    let app = TestApp::start();
    let (mut li, mut office, _) = apply::sent(&app, "安和茶行有限公司");
    office.open("/desk/companies").click("安和茶行有限公司");
    let own = office.path().replace("/desk/", "/my/");
    let mut invite = |email: &str| {
        li.open(&own).fill("email", email).fill("powers", "owner");
        li.submit("/people");
        link_in(&app.mail_to(email), "/invitation/")
    };
    let links = ["chen@example.test", "deng@example.test"].map(|email| {
        let link = invite(email);
        assert_eq!(app.browser().go(&link), 200);
        link
    });
    for _ in 0..2 {
        li.open(&own).says("companies-people-open");
        li.press("accounts-people-withdraw");
        li.says("accounts-people-withdrawn");
    }
    li.misses("chen@example.test").misses("deng@example.test");
    for link in &links {
        assert_eq!(app.browser().go(link), 422);
    }
    li.fill("email", "er@example.test").fill("powers", "owner");
    li.submit("/people");
    let link = link_in(&app.mail_to("er@example.test"), "/invitation/");
    let company: CompanyId = own.rsplit('/').next().unwrap().parse().unwrap();
    let less = move |tx: &mut Tx| {
        let li = accounts::person_by_email(tx.conn(), &address("Applicant"))?.unwrap();
        let powers = Powers {
            owner: false,
            ..Powers::ALL
        };
        accounts::link_company(tx, &company, &li.id, "Clerk", powers)
    };
    app.db.write_now(&Who::system("test"), less).unwrap();
    assert_eq!(app.browser().go(&link), 422);
}

#[test]
fn an_invitation_to_whose_account_was_closed_is_no_way_in() {
    let app = TestApp::start();
    let mut ada = app.signed_in("Ada", &[Role::Admin]);
    let bo = app.person("Bo", &[]);
    ada.open("/desk/people/invite").fill("email", address("Bo"));
    ada.fill("roles", "admin").submit("/desk/people/invite");
    let link = link_in(&app.mail_to(&address("Bo")), "/invitation/");
    ada.open(&format!("/desk/people/{bo}"));
    ada.fill("reason", "Left.").submit("/close");
    assert_eq!(app.browser().go(&link), 422);
    ada.open("/desk/people").says("accounts-people-open-none");
}

#[test]
fn a_confirmed_address_is_not_enough_where_a_second_factor_is_on() {
    let app = TestApp::start();
    let ada = with_every_link(&app);
    let plain = b"12345678901234567890";
    let sealed = app.sealer().key.seal_for(&format!("totp:{ada}"), plain);
    let sealed = sealed.unwrap();
    let change = move |tx: &mut Tx| {
        let none = None::<chrono::NaiveDateTime>;
        diesel::update(people::table.find(&ada))
            .set((
                people::confirmed_at.eq(none),
                people::totp_secret.eq(&sealed),
            ))
            .execute(tx.conn())?;
        Ok(())
    };
    app.db.write_now(&Who::system("test"), change).unwrap();
    let mut browser = app.browser();
    browser
        .open("/confirm/confirm")
        .fill("password", PASSPHRASE);
    browser.submit("/confirm/confirm").is_at("/sign-in/code");
    let totp = totp_rs::Builder::new().with_secret(plain.to_vec());
    let now = u64::try_from(app.clock.now().and_utc().timestamp()).unwrap();
    let code = totp.build().unwrap().generate(now).to_string();
    browser.fill("code", code).submit("/sign-in/code");
    browser.open("/my/account").is_at("/my/account");
}
