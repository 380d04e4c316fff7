//! Another place to pay waits a day: administrators, treasurer and president hear of it, and any of them can stop
//! it. Until then members see the one there is.
use super::{Browser, Chamber};
use crate::dues::life::rules;
use crate::permits::found;
use crate::support::app::{address, link_in};
use crate::support::sign::prove;
use chrono::TimeDelta;
use huiguan::dues::rules::DuesRules;
use huiguan::kernel::Role;
use huiguan::platform::settings;

const SETTINGS: &str = "/desk/settings/dues";
const ROUND: &str = "dues.account";
const OWN: &str = "6222 0000 1111";
const OTHER: &str = "6222 9999 8888";

/// A chamber with an administrator, whose first account holds at once.
fn paid_to_own() -> (Chamber, Browser) {
    let chamber = Chamber::with(rules());
    let mut root = chamber.app.signed_in("Root", &[Role::Admin]);
    asks(&mut root, OWN);
    assert_eq!(account(&chamber), OWN, "the first account holds at once");
    assert_eq!(told(&chamber, "Treasurer"), 0);
    (chamber, root)
}

fn asks(admin: &mut Browser, account: &str) {
    admin.open(SETTINGS).fill("account", account);
    admin.submit(SETTINGS).is_at("/desk/settings");
}

fn account(chamber: &Chamber) -> String {
    let rules = chamber.app.db.read_now(settings::get::<DuesRules>);
    rules.unwrap().account
}

/// How many letters about the account this person got.
fn told(chamber: &Chamber, name: &str) -> usize {
    let mut all = chamber.app.mails();
    all.retain(|mail| mail.kind == "dues.account" && mail.to_address == address(name));
    all.len()
}

#[test]
fn another_account_holds_after_a_day_and_officers_are_told() {
    let (chamber, mut root) = paid_to_own();
    asks(&mut root, OTHER);
    assert_eq!(account(&chamber), OWN);
    for name in ["Root", "Treasurer", "President"] {
        assert_eq!(told(&chamber, name), 1, "{name}");
    }
    let letter = chamber.app.mail_to(&address("Treasurer"));
    assert!(letter.text_body.contains(OTHER), "{}", letter.text_body);
    assert_eq!(link_in(&letter, "/desk/dues"), "/desk/dues");
    root.open(SETTINGS).sees(OTHER).says("chamber-next-own");
    assert_eq!(
        root.value_of("account"),
        OWN,
        "what holds stands in the form"
    );
    chamber.app.clock.advance(TimeDelta::hours(23));
    assert_eq!(chamber.app.round(ROUND), 0);
    assert_eq!(account(&chamber), OWN);
    chamber.app.clock.advance(TimeDelta::hours(1));
    assert_eq!(chamber.app.round(ROUND), 1);
    assert_eq!(account(&chamber), OTHER);
    assert_eq!(told(&chamber, "President"), 2);
    assert_eq!(chamber.app.round(ROUND), 0, "once");
}

#[test]
fn a_second_officer_has_it_hold_at_once_or_stops_it() {
    let (chamber, _) = paid_to_own();
    chamber.app.clock.advance(TimeDelta::days(2));
    for (presses, holds) in [("/next/withdraw", OWN), ("/next/use", OTHER)] {
        let mut root = chamber.person("Root");
        asks(&mut root, OTHER);
        root.open("/desk/dues").says("chamber-next-own");
        assert!(!root.has("form[action$='/next/use']"));
        let mut treasurer = chamber.treasurer();
        treasurer.open("/desk/dues").sees(OTHER);
        treasurer.submit(presses);
        assert_eq!(account(&chamber), holds, "{presses}");
        assert!(!treasurer.has("form[action$='/next/use']"));
    }
    assert_eq!(told(&chamber, "President"), 4);
}

#[test]
fn a_stale_session_changes_no_account() {
    let (chamber, mut root) = paid_to_own();
    chamber.app.clock.advance(TimeDelta::minutes(22));
    root.open(SETTINGS).fill("account", OTHER).submit(SETTINGS);
    assert_eq!(told(&chamber, "Treasurer"), 0, "nothing was asked for");
    prove(&mut root).is_at("/desk/settings");
    assert_eq!(told(&chamber, "Treasurer"), 1);
    assert_eq!(account(&chamber), OWN);
}

#[test]
fn to_take_the_account_away_and_name_a_first_one_is_no_way_round() {
    let (chamber, mut root) = paid_to_own();
    asks(&mut root, "");
    chamber.app.clock.advance(TimeDelta::hours(24));
    assert_eq!(chamber.app.round(ROUND), 1);
    assert_eq!(account(&chamber), "");
    let mut root = chamber.person("Root");
    asks(&mut root, OTHER);
    assert_eq!(account(&chamber), "");
}

#[test]
fn officers_whose_accounts_were_closed_hear_of_it_and_it_waits_longer_without_them() {
    let (chamber, mut root) = paid_to_own();
    for name in ["Treasurer", "President"] {
        let id = format!("SELECT id FROM people WHERE email = '{}'", address(name));
        let id = found(&chamber.app, &id).remove(0);
        root.open(&format!("/desk/people/{id}"));
        root.fill("reason", "Left.").submit("/close");
    }
    asks(&mut root, OTHER);
    root.sees("President").sees("Treasurer");
    assert_eq!(
        (told(&chamber, "Treasurer"), told(&chamber, "President")),
        (1, 1)
    );
    chamber.app.clock.advance(TimeDelta::hours(71));
    assert_eq!(chamber.app.round(ROUND), 0);
    assert_eq!(account(&chamber), OWN);
    chamber.app.clock.advance(TimeDelta::hours(1));
    assert_eq!(chamber.app.round(ROUND), 1);
    assert_eq!(account(&chamber), OTHER);
}
