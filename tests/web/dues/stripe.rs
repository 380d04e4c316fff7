//! Stripe's notices from `tests/data/stripe`, made by hand in the shape its documentation gives events:
//! what each does to a payment, in whatever order they come, and which signatures are believed.
use super::online::{SECRET, chamber, deliver, post, provider, sign};
use super::{Chamber, balanced, state};
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::dues::rules::invoice::State;
use huiguan::kernel::Powers;
use huiguan::membership::rules::Membership;
use huiguan::schema::{payments, provider_inbox};

/// A payment of 6,000 that was begun at the provider's page.
struct Begun {
    chamber: Chamber,
    member: Membership,
    owner: Browser,
    attempt: String,
}

impl Begun {
    fn new() -> Self {
        let (url, script) = provider();
        let chamber = chamber(&url);
        let (member, _) = chamber.joins("示例会员有限公司");
        let (person, company) = (chamber.app.person("Owner", &[]), member.company.clone());
        chamber
            .write(move |tx| accounts::link_company(tx, &company, &person, "Manager", Powers::ALL));
        let session = r#"{"id":"cs_1","url":"https://pay.example/cs_1","status":"open","payment_status":"unpaid"}"#;
        script.lock().unwrap().answers.push(session.to_owned());
        let mut owner = chamber.person("Owner");
        owner
            .open(&format!("/my/dues/{}", member.company))
            .submit("/online");
        let attempt = owner.path().rsplit('/').next().unwrap().to_owned();
        Self {
            chamber,
            member,
            owner,
            attempt,
        }
    }

    /// The body of a notice about this payment.
    fn body(&self, name: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/stripe");
        let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
        text.replace("ATTEMPT", &self.attempt)
    }

    fn tell(&self, name: &str) {
        assert_eq!(post(&self.chamber, &self.body(name), SECRET), 200, "{name}");
    }

    /// How the payment's page tells it, how the invoice stands, and how many payments there are.
    fn stands(&mut self, says: &str, stands: State, count: i64) {
        let page = format!("/my/dues/online/{}", self.attempt);
        self.owner.open(&page).says(says);
        let invoice = self.chamber.invoices(&self.member).remove(0);
        assert_eq!(state(&self.chamber, &invoice), stands);
        let booked = self
            .chamber
            .app
            .db
            .read_now(|conn| Ok(payments::table.count().get_result::<i64>(conn)?));
        assert_eq!(booked.unwrap(), count);
    }
}

#[test]
fn each_kind_of_notice_does_what_it_says() {
    for (name, says, stands, count) in [
        ("completed", "dues-online-succeeded", State::Paid, 1),
        ("completed_unpaid", "dues-online-go", State::Issued, 0),
        (
            "async_payment_succeeded",
            "dues-online-succeeded",
            State::Paid,
            1,
        ),
        (
            "async_payment_failed",
            "dues-online-failed",
            State::Issued,
            0,
        ),
        ("expired", "dues-online-failed", State::Issued, 0),
        ("unknown_type", "dues-online-go", State::Issued, 0),
        ("another_system", "dues-online-go", State::Issued, 0),
    ] {
        let mut begun = Begun::new();
        begun.tell(name);
        begun.stands(says, stands, count);
        let (stored, handled): (i64, i64) = begun
            .chamber
            .app
            .db
            .read_now(|conn| {
                let all = provider_inbox::table.count().get_result(conn)?;
                let done = provider_inbox::table.filter(provider_inbox::handled_at.is_not_null());
                Ok((all, done.count().get_result(conn)?))
            })
            .unwrap();
        assert_eq!((stored, handled), (1, 1), "{name}");
        balanced(&mut begun.chamber.treasurer());
    }
}

#[test]
fn in_whatever_order_and_however_often_they_come_a_payment_is_booked_once() {
    let delayed = ["completed_unpaid", "async_payment_succeeded"];
    let failed = ["completed_unpaid", "async_payment_failed"];
    for (order, says, stands, count) in [
        (&delayed[..], "dues-online-succeeded", State::Paid, 1),
        // The later one first; then all of it again.
        (
            &[
                "async_payment_succeeded",
                "completed_unpaid",
                "async_payment_succeeded",
            ],
            "dues-online-succeeded",
            State::Paid,
            1,
        ),
        (
            &[
                "completed",
                "completed",
                "async_payment_succeeded",
                "completed",
            ],
            "dues-online-succeeded",
            State::Paid,
            1,
        ),
        (&failed[..], "dues-online-failed", State::Issued, 0),
        (
            &["async_payment_failed", "completed_unpaid"],
            "dues-online-failed",
            State::Issued,
            0,
        ),
        // Money that came counts, whatever else is told before or after.
        (
            &["expired", "completed", "async_payment_failed"],
            "dues-online-succeeded",
            State::Paid,
            1,
        ),
    ] {
        let mut begun = Begun::new();
        order.iter().for_each(|name| begun.tell(name));
        begun.stands(says, stands, count);
        balanced(&mut begun.chamber.treasurer());
    }
}

#[test]
fn only_what_is_signed_as_published_fresh_and_byte_for_byte_is_believed() {
    let mut begun = Begun::new();
    let (chamber, body) = (&begun.chamber, begun.body("completed"));
    let now = chamber.app.clock.now().and_utc().timestamp();
    let header = |at: i64, secret: &str| format!("t={at},v1={}", sign(at, &body, secret));
    let own = sign(now, &body, SECRET);
    let compact: serde_json::Value = serde_json::from_str(&body).unwrap();
    let more = body.replace("\"amount_total\": 600000", "\"amount_total\": 900000");
    assert_ne!(more, body);
    for (why, header, body) in [
        ("another secret", header(now, "whsec_other"), body.clone()),
        ("too old", header(now - 301, SECRET), body.clone()),
        // The clock goes on while the others are tried.
        ("from the future", header(now + 360, SECRET), body.clone()),
        (
            "another time than was signed",
            format!("t={},v1={own}", now - 1),
            body.clone(),
        ),
        ("another amount", header(now, SECRET), more),
        (
            "the same, written anew",
            header(now, SECRET),
            compact.to_string(),
        ),
        (
            "another byte at the end",
            header(now, SECRET),
            body.trim_end().to_owned(),
        ),
        (
            "a scheme for tests only",
            format!("t={now},v0={own}"),
            body.clone(),
        ),
        ("no time", format!("v1={own}"), body.clone()),
        ("no signature", format!("t={now}"), body.clone()),
        ("nothing", String::new(), body.clone()),
    ] {
        assert_eq!(deliver(chamber, &header, &body), 400, "{why}");
    }
    begun.stands("dues-online-go", State::Issued, 0);
    // While a secret is changed, both sign; the old one may stand first, and v0 beside them.
    let old = sign(now - 299, &body, "whsec_old");
    let new = sign(now - 299, &body, SECRET);
    let both = format!("t={},v1={old},v1={new},v0={old}", now - 299);
    assert_eq!(deliver(&begun.chamber, &both, &body), 200);
    begun.stands("dues-online-succeeded", State::Paid, 1);
}

#[test]
fn what_is_not_what_was_asked_for_is_shown_and_booked_by_the_treasurer_alone() {
    let mut begun = Begun::new();
    let body = begun.body("completed");
    let more = body.replace("\"amount_total\": 600000", "\"amount_total\": 900000");
    assert_ne!(more, body);
    assert_eq!(post(&begun.chamber, &more, SECRET), 200);
    begun.stands("dues-online-differs", State::Issued, 0);
    let invoice = begun.chamber.invoices(&begun.member).remove(0);
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let mut treasurer = begun.chamber.treasurer();
    treasurer.open("/desk/dues").sees("Owner");
    treasurer
        .open(&page)
        .says("dues-online-is-differs")
        .sees("9,000.00 CNY");
    treasurer
        .fill("why", "They paid two years")
        .press("dues-online-book");
    begun.stands("dues-online-succeeded", State::Paid, 1);
    balanced(&mut treasurer);

    // Dollars are no yuan: nothing is booked, whoever wants it.
    let mut begun = Begun::new();
    let body = begun.body("completed");
    let dollars = body.replace("\"currency\": \"cny\"", "\"currency\": \"usd\"");
    assert_ne!(dollars, body);
    assert_eq!(post(&begun.chamber, &dollars, SECRET), 200);
    begun.stands("dues-online-differs", State::Issued, 0);
    let invoice = begun.chamber.invoices(&begun.member).remove(0);
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    let mut treasurer = begun.chamber.treasurer();
    treasurer.open(&page);
    treasurer.fill("why", "Why not").press("dues-online-book");
    begun.stands("dues-online-differs", State::Issued, 0);
    treasurer.open(&page);
    treasurer.fill("why", "Paid back").press("dues-online-drop");
    begun.stands("dues-online-dropped", State::Issued, 0);
    // What the treasurer said stays, whatever the provider tells once more.
    let body = begun.body("async_payment_succeeded");
    assert_eq!(post(&begun.chamber, &body, SECRET), 200);
    begun.stands("dues-online-dropped", State::Issued, 0);
}

#[test]
fn money_that_went_back_waits_for_the_treasurer_and_is_taken_back_by_nobody_else() {
    for order in [["completed", "refunded"], ["refunded", "completed"]] {
        let mut begun = Begun::new();
        order.iter().for_each(|name| begun.tell(name));
        begun.stands("dues-online-returned", State::Paid, 1);
        let invoice = begun.chamber.invoices(&begun.member).remove(0);
        let mut treasurer = begun.chamber.treasurer();
        let waits = treasurer.word("dues-online-is-returned");
        treasurer.open("/desk/dues").sees("Owner");
        treasurer
            .open(&format!("/desk/dues/invoices/{}", invoice.id))
            .sees(&waits)
            .sees("1,500.00 CNY");
        treasurer
            .fill("why", "Paid back by hand")
            .press("dues-online-seen")
            .says("dues-online-settled-done");
        treasurer.misses(&waits);
        begun.stands("dues-online-succeeded", State::Paid, 1);
        // More of it, later.
        begun.tell("disputed");
        begun.stands("dues-online-returned", State::Paid, 1);
        balanced(&mut treasurer);
    }
    // Of another system's payment nothing is known here.
    let mut begun = Begun::new();
    begun.tell("completed");
    let other = begun
        .body("refunded")
        .replace("pi_3Huiguan0001", "pi_3Huiguan0009");
    assert_eq!(post(&begun.chamber, &other, SECRET), 200);
    begun.stands("dues-online-succeeded", State::Paid, 1);
}
