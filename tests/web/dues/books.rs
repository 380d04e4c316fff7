//! Every way in which something is booked, one after another, and the books hold at the end.
use super::bank::{PAGE, file, import};
use super::{Chamber, balanced, pay, state};
use crate::support::browser::Browser;
use diesel::prelude::*;
use huiguan::dues;
use huiguan::dues::rules::invoice::{Invoice, State};
use huiguan::dues::rules::ledger::Method;
use huiguan::dues::rules::payment::NewPayment;
use huiguan::kernel::Fen;
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::Conn;
use huiguan::schema::{bookings, entries, invoices, prepaid_lots};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the ledger has a word for.
const KINDS: [&str; 11] = [
    "invoiced",
    "credited",
    "received",
    "paid",
    "granted",
    "expired",
    "refunded",
    "written_off",
    "balanced",
    "closed",
    "reopened",
];

fn joins(chamber: &Chamber, name: &str) -> (Membership, Invoice) {
    let (member, invoice) = chamber.joins(name);
    (member, invoice.unwrap())
}

fn account(member: &Membership) -> String {
    format!("/desk/dues/companies/{}", member.company)
}

fn page(invoice: &Invoice) -> String {
    format!("/desk/dues/invoices/{}", invoice.id)
}

/// What is paid too much is balance; some of it is paid back, a gift is used and the rest expires.
fn balance(chamber: &Chamber, treasurer: &mut Browser) {
    let (member, invoice) = joins(chamber, "晨光机械有限公司");
    pay(treasurer, &invoice, "6500");
    treasurer
        .open(&account(&member))
        .fill("refund", "100")
        .fill("refund_method", "cash")
        .fill("refund_why", "Asked for")
        .submit("/refund");
    treasurer
        .fill("grant", "1000")
        .fill("grant_until", "2026-02-01")
        .fill("grant_why", "Anniversary")
        .submit("/grant");
    treasurer
        .fill("service", "Hall for a day")
        .fill("service_amount", "800")
        .submit("/service");
    let hall = chamber.invoices(&member);
    let hall = hall.iter().find(|i| i.open().0 > 0).unwrap();
    treasurer.open(&page(hall)).submit("/balance");
    assert_eq!(
        chamber
            .invoices(&member)
            .iter()
            .map(|i| i.open().0)
            .sum::<i64>(),
        0
    );
}

/// A waiver, a higher rank and back again.
fn relief(chamber: &Chamber, treasurer: &mut Browser) {
    let (member, invoice) = joins(chamber, "远航物流集团");
    treasurer
        .open(&page(&invoice))
        .fill("relief", "waive")
        .fill("waive", "600")
        .fill("why", "Flood")
        .submit("/relief");
    for rank in ["director", "member"] {
        treasurer
            .open(&account(&member))
            .fill("rank", rank)
            .fill("rank_why", "Board")
            .submit("/rank");
    }
}

/// A director from before the portal, which no invoice can be credited for, is a member and director again.
fn before(chamber: &Chamber, treasurer: &mut Browser) {
    let member = super::ranks::from_before(chamber, "青竹纸业有限公司", "director");
    for rank in ["member", "director", "member"] {
        treasurer
            .open(&account(&member))
            .fill("rank", rank)
            .fill("rank_why", "Board")
            .submit("/rank");
    }
}

/// Booked from a statement, taken back line by line, then the whole import.
fn statement(chamber: &Chamber, treasurer: &mut Browser) {
    let (member, invoice) = joins(chamber, "东方纺织厂");
    import(
        treasurer,
        &file(&[("6,000.00", "东方纺织厂", &invoice.reference)]),
    );
    treasurer.press("dues-bank-book-exact");
    assert_eq!(state(chamber, &chamber.invoices(&member)[0]), State::Paid);
    let list = treasurer.open(PAGE).link(&format!("{PAGE}/"));
    let line = treasurer
        .open(&format!("{list}?state=booked"))
        .link("/desk/dues/lines/");
    treasurer
        .open(&line)
        .fill("why", "Wrong file")
        .press("dues-bank-reopen");
    treasurer.open(&list).submit("/undo");
    treasurer.says("dues-bank-is-undone");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
}

/// Taken back, given up, cancelled, moved, and come through a provider.
fn mistakes(chamber: &Chamber, treasurer: &mut Browser) {
    let (_, wrong) = joins(chamber, "南洋贸易行");
    pay(treasurer, &wrong, "3000");
    treasurer.click("Payment R2026");
    treasurer.fill("reverse_why", "Bounced").submit("/reverse");
    chamber
        .person("President")
        .open(&page(&wrong))
        .fill("write_off_why", "Gone")
        .submit("/write-off");
    let (member, first) = joins(chamber, "北辰科技有限公司");
    pay(treasurer, &first, "2000");
    treasurer.fill("cancel_why", "Wrong rank").submit("/cancel");
    treasurer.open(&account(&member)).submit("/renew");
    let next = chamber.invoices(&member);
    let next = next.iter().find(|i| i.open().0 > 0).unwrap();
    treasurer.open(&page(next)).submit("/balance");
    treasurer
        .open(&account(&member))
        .fill("service", "Stand")
        .fill("service_amount", "500")
        .submit("/service");
    treasurer.open(&page(next)).submit("/move");
    let (key, company) = ("test:online".to_owned(), member.company.clone());
    let today = chamber.today();
    chamber.write(move |tx| {
        let new = NewPayment {
            key: key.clone(),
            company: company.clone(),
            method: Method::Online,
            amount: Fen(123_456),
            received_on: today,
            payer: String::new(),
            payer_account: String::new(),
            note: String::new(),
            to: vec![],
            spread: true,
        };
        dues::receive(tx, &new)
    });
}

#[test]
fn after_everything_that_can_be_booked_the_books_hold() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut treasurer = chamber.treasurer();
    balance(&chamber, &mut treasurer);
    relief(&chamber, &mut treasurer);
    before(&chamber, &mut treasurer);
    statement(&chamber, &mut treasurer);
    mistakes(&chamber, &mut treasurer);
    chamber.at("2026-02-02");
    let expired = chamber.app.round("dues.expire");
    assert_eq!(expired, 1, "what is left of the gift");
    assert_eq!(chamber.app.round("dues.expire"), 0, "and nothing twice");
    chamber.at("2027-01-05");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .submit("/close");
    treasurer.says("dues-year-is-closed");
    treasurer.fill("why", "A slip was found").submit("/reopen");
    treasurer.says("dues-year-reopened-done");
    treasurer.submit("/close").says("dues-year-is-closed");
    let (_, late) = joins(&chamber, "西岭茶业有限公司");
    pay(&mut treasurer, &late, "1");
    balanced(&mut treasurer);

    let (kinds, lines, open, left) = chamber
        .app
        .db
        .read_now(|conn| {
            let kinds: Vec<String> = bookings::table.select(bookings::kind).load(conn)?;
            let lines: Vec<(i64, String, i64)> = entries::table
                .select((entries::booking_seq, entries::account, entries::amount))
                .load(conn)?;
            let open: Vec<i64> = invoices::table.select(invoices::open).load(conn)?;
            let left: Vec<i64> = prepaid_lots::table
                .select(prepaid_lots::remaining)
                .load(conn)?;
            Ok((kinds, lines, open, left))
        })
        .unwrap();
    let kinds: BTreeSet<&str> = kinds.iter().map(String::as_str).collect();
    assert_eq!(kinds, KINDS.into(), "each of them happened");
    let (mut each, mut accounts) = (BTreeMap::new(), BTreeMap::new());
    for (booking, account, amount) in &lines {
        *each.entry(booking).or_insert(0) += amount;
        *accounts.entry(account.as_str()).or_insert(0) += amount;
    }
    assert!(each.values().all(|sum| *sum == 0), "{each:?}");
    assert_eq!(accounts.values().sum::<i64>(), 0);
    // What the ledger says is owed and prepaid is what the invoices and the lots say.
    assert_eq!(accounts["receivable"], open.iter().sum::<i64>());
    assert_eq!(-accounts["prepaid"], left.iter().sum::<i64>());
    assert!(
        accounts["receivable"] > 0 && accounts["prepaid"] < 0,
        "{accounts:?}"
    );
}

fn booked(chamber: &Chamber) -> i64 {
    let count = |conn: &mut Conn| Ok(bookings::table.count().get_result(conn)?);
    chamber.app.db.read_now(count).unwrap()
}

#[test]
fn no_line_of_a_closed_year_is_opened_again() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut treasurer = chamber.treasurer();
    let (_, invoice) = joins(&chamber, "东方纺织厂");
    import(
        &mut treasurer,
        &file(&[("6,000.00", "东方纺织厂", &invoice.reference)]),
    );
    treasurer.press("dues-bank-book-exact");
    let list = treasurer.open(PAGE).link(&format!("{PAGE}/"));
    let line = treasurer
        .open(&format!("{list}?state=booked"))
        .link("/desk/dues/lines/");
    chamber.at("2027-01-05");
    let mut treasurer = chamber.treasurer();
    treasurer
        .open("/desk/dues/ledger?year=2026")
        .submit("/close")
        .says("dues-year-is-closed");
    let before = booked(&chamber);
    treasurer
        .open(&line)
        .fill("why", "Wrong company")
        .press("dues-bank-reopen")
        .sees("2026");
    assert_eq!(booked(&chamber), before, "the money stays where it is");
    treasurer
        .open(&format!("{list}?state=booked"))
        .sees("6,000.00");
}

#[test]
fn what_is_odd_about_closing_a_year_is_said_and_ticked() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-03-01");
    let (_, old) = joins(&chamber, "南洋贸易行");
    pay(&mut chamber.treasurer(), &old, "1");
    chamber.at("2028-01-05");
    let mut treasurer = chamber.treasurer();
    let closed = treasurer.word("dues-year-is-closed");
    // 2027 is empty, and 2026 before it is open.
    treasurer.open("/desk/dues/ledger?year=2027");
    treasurer.says("dues-close-confirm");
    treasurer.submit("/close").misses(&closed);
    treasurer
        .fill("confirm", "on")
        .submit("/close")
        .sees(&closed);
    treasurer.open("/desk/dues/ledger?year=2026").sees(&closed);
    // Once something is booked after it, it stays closed.
    let mut other = chamber.treasurer();
    other.open("/desk/dues/ledger?year=2027");
    let (_, late) = joins(&chamber, "西岭茶业有限公司");
    pay(&mut treasurer, &late, "1");
    other
        .fill("why", "Too early")
        .submit("/reopen")
        .sees(&closed);
    // And the page says so, in place of a form that would be refused.
    treasurer
        .open("/desk/dues/ledger?year=2027")
        .sees("Something was booked after 2027");
    assert!(!treasurer.has("form[action$='/reopen']"));
    balanced(&mut treasurer);
}
