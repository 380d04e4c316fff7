//! What the bank took back, through the pages: which receipt a return marks, and that money which went back,
//! or is the chamber's own, is nobody's dues without somebody saying so.
use super::Chamber;
use super::bank::{PAGE, import};
use crate::support::browser::Browser;
use huiguan::dues::rules::invoice::Invoice;
use huiguan::kernel::Fen;
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;

const FIRM: &str = "晨光机械有限公司";
const BACK: &str = "<RvslInd>true</RvslInd>";

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

fn joins(chamber: &Chamber) -> (Membership, Invoice) {
    let (member, invoice) = chamber.joins(FIRM);
    chamber.at("2026-01-25");
    (member, invoice.unwrap())
}

/// An entry of 6,000.00 on a day of January: `CRDT` or `DBIT`, what else stands in it, its reference.
fn entry(day: &str, way: &str, more: &str, reference: &str) -> String {
    entry_of("6000.00", day, (way, more), reference)
}

/// The same of another amount.
fn entry_of(amount: &str, day: &str, (way, more): (&str, &str), reference: &str) -> String {
    format!(
        r#"<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}<Sts>BOOK</Sts><BookgDt><Dt>2026-01-{day}</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><RltdPties><Dbtr><Nm>{FIRM}</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>"#
    )
}

/// Brings a CAMT.053 file of an account in, and gives the page of its lines.
fn bring(treasurer: &mut Browser, account: &str, entries: &[String]) -> String {
    let text = format!(
        r#"<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>{}</Stmt></BkToCstmrStmt></Document>"#,
        entries.concat()
    );
    treasurer
        .open(PAGE)
        .attach("file", "statement.xml", text.as_bytes())
        .submit(PAGE);
    treasurer.press("dues-bank-import").sees("Lines imported");
    treasurer.path().to_owned()
}

fn lines(treasurer: &Browser) -> Vec<String> {
    treasurer.values_of("td > a.button", "href")
}

#[test]
fn a_return_marks_the_receipt_that_its_reference_names_and_no_other() {
    let chamber = chamber();
    joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let entries = [
        entry("10", "CRDT", "", "EE-001"),
        entry("12", "CRDT", "", "EE-002"),
        entry("13", "DBIT", BACK, "EE-001"),
    ];
    bring(&mut treasurer, "6222101", &entries);
    let all = lines(&treasurer);
    // The first went back: nothing is put into the form, and booking it needs a word.
    treasurer.open(&all[0]).says("dues-bank-takes-back-open");
    assert_eq!(treasurer.value_of("to1"), "");
    // The second stayed.
    treasurer.open(&all[1]).misses("The bank took");
    assert_eq!(treasurer.value_of("amount1"), "6,000.00");
    treasurer.open(&all[2]);
    let named = treasurer.link("/desk/dues/lines/");
    assert_eq!(named, all[0]);
}

#[test]
fn of_two_receipts_without_a_reference_somebody_says_which_went_back() {
    let chamber = chamber();
    let (_, invoice) = joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let entries = [
        entry("10", "CRDT", "", &invoice.reference),
        entry("12", "CRDT", "", &invoice.reference),
        entry("13", "DBIT", BACK, "NOTPROVIDED"),
    ];
    let statement = bring(&mut treasurer, "6222102", &entries);
    treasurer
        .says("dues-bank-takes-back-one-of")
        .misses("Book all exact matches");
    let all = lines(&treasurer);
    for receipt in &all[..2] {
        treasurer.open(receipt).sees("or another one like it");
        assert_eq!(treasurer.value_of("to1"), "");
    }
    treasurer.open(&all[2]).press("dues-bank-one-of-this");
    assert_eq!(treasurer.answer().status, 422);
    treasurer.says("web-form-choose");
    let second = all[1].rsplit('/').next().unwrap();
    treasurer
        .fill("receipt", second)
        .press("dues-bank-one-of-this");
    treasurer.is_at(&statement);
    treasurer.open(&all[1]).says("dues-bank-takes-back-open");
    treasurer.open(&all[0]).misses("The bank took");
    assert_eq!(treasurer.value_of("to1"), invoice.number);
}

#[test]
fn a_return_on_another_account_marks_nothing_and_what_comes_later_changes_nothing() {
    let chamber = chamber();
    joins(&chamber);
    let mut treasurer = chamber.treasurer();
    bring(&mut treasurer, "6222066", &[entry("10", "CRDT", "", "A-1")]);
    let other = lines(&treasurer).remove(0);
    bring(
        &mut treasurer,
        "6222077",
        &[entry("13", "DBIT", BACK, "A-1")],
    );
    let back = lines(&treasurer).remove(0);
    treasurer.open(&other).misses("The bank took");
    treasurer.open(&back).says("dues-bank-takes-back-unknown");
    // Its own comes with an earlier file of its account, and stays its own.
    bring(&mut treasurer, "6222077", &[entry("11", "CRDT", "", "A-1")]);
    let own = lines(&treasurer).remove(0);
    bring(&mut treasurer, "6222077", &[entry("12", "CRDT", "", "A-1")]);
    let later = lines(&treasurer).remove(0);
    treasurer.open(&back);
    assert_eq!(treasurer.link("/desk/dues/lines/"), own);
    treasurer.open(&later).misses("The bank took");
}

#[test]
fn money_that_went_back_is_booked_only_when_somebody_says_so() {
    let chamber = chamber();
    let (member, invoice) = joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let entries = [
        entry("10", "CRDT", "", "EE-001"),
        entry("13", "DBIT", BACK, "EE-001"),
    ];
    bring(&mut treasurer, "6222103", &entries);
    let receipt = lines(&treasurer).remove(0);
    treasurer.open(&receipt);
    treasurer
        .fill("to1", &invoice.number)
        .fill("amount1", "6000")
        .press("dues-bank-book");
    treasurer.is_refused_at("anyway");
    assert_eq!(treasurer.value_of("to1"), invoice.number);
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
    treasurer.fill("anyway", "on").press("dues-bank-book");
    treasurer.says("dues-bank-line-done");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(0));
}

#[test]
fn a_receipt_of_which_a_part_went_back_stands_beside_it_and_is_booked_only_with_a_word() {
    let chamber = chamber();
    let (member, invoice) = joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let heads = "交易时间,交易对方,商品,收/支,金额(元),当前状态,交易单号";
    let row = format!(
        "2026-01-20 10:00:00,{FIRM},{},收入,¥6000.00,已退款(￥2000.00),100000701",
        invoice.reference
    );
    import(
        &mut treasurer,
        format!("账单明细\n{heads}\n{row}\n").as_bytes(),
    );
    treasurer
        .sees("Lines imported: 2")
        .sees("2,000.00 of this went back")
        .sees("Gives back a part of the receipt of")
        .misses("Book all exact matches");
    let all = lines(&treasurer);
    treasurer.open(&all[1]).says("dues-bank-part");
    assert_eq!(treasurer.link("/desk/dues/lines/"), all[0]);
    treasurer.open(&all[0]).says("dues-bank-part");
    assert_eq!(treasurer.value_of("to1"), "");
    treasurer
        .fill("to1", &invoice.number)
        .fill("amount1", "4000")
        .press("dues-bank-book");
    treasurer.is_refused_at("rest_anyway");
    treasurer.fill("rest_anyway", "on").press("dues-bank-book");
    treasurer.is_refused_at("anyway");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
    treasurer.fill("anyway", "on").press("dues-bank-book");
    treasurer.says("dues-bank-line-done");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(200_000));
    // The return waits, and goes on naming what was booked.
    treasurer.open(&all[1]).says("dues-bank-part");
    treasurer.open(&all[0]).sees("2,000.00 of this went back");
}

#[test]
fn parts_that_went_back_one_after_another_are_of_one_receipt_until_nothing_is_left_of_it() {
    let chamber = chamber();
    joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let part = |amount, day| entry_of(amount, day, ("DBIT", BACK), "EE-001");
    let entries = [
        entry("10", "CRDT", "", "EE-001"),
        part("2000.00", "12"),
        part("4000.00", "13"),
        part("1000.00", "14"),
    ];
    bring(&mut treasurer, "6222105", &entries);
    let all = lines(&treasurer);
    for back in &all[1..3] {
        treasurer.open(back).says("dues-bank-part");
        assert_eq!(treasurer.link("/desk/dues/lines/"), all[0]);
    }
    treasurer.open(&all[3]).says("dues-bank-takes-back-unknown");
    treasurer
        .open(&all[0])
        .sees("2,000.00 of this went back")
        .sees("4,000.00 of this went back");
}

#[test]
fn a_part_that_only_its_payer_names_is_asked_about() {
    let chamber = chamber();
    joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let entries = [
        entry("10", "CRDT", "", "NOTPROVIDED"),
        entry_of("2000.00", "13", ("DBIT", BACK), "NOTPROVIDED"),
    ];
    bring(&mut treasurer, "6222106", &entries);
    let all = lines(&treasurer);
    treasurer
        .open(&all[0])
        .sees("2,000.00 went back to this payer");
    treasurer.open(&all[1]).says("dues-bank-takes-back-one-of");
    let receipt = all[0].rsplit('/').next().unwrap();
    treasurer
        .fill("receipt", receipt)
        .press("dues-bank-one-of-this");
    treasurer.open(&all[0]).sees("2,000.00 of this went back");
}

#[test]
fn the_chamber_s_own_payment_that_bounced_is_no_receipt() {
    let chamber = chamber();
    let (member, invoice) = joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let entries = [
        entry("18", "DBIT", "", "OUT-1"),
        entry("20", "CRDT", BACK, &invoice.reference),
    ];
    let statement = bring(&mut treasurer, "6222104", &entries);
    // Ignored from the start, in its own words.
    treasurer.misses("Book all exact matches");
    treasurer.open(&format!("{statement}?state=ignored"));
    treasurer.says("dues-bank-own-back").misses("Taken back");
    let line = lines(&treasurer).remove(1);
    treasurer.open(&line).says("dues-bank-own-back-text");
    treasurer
        .fill("why", "Look again")
        .press("dues-bank-reopen");
    treasurer.open(&line).misses("Suggestion");
    assert_eq!(treasurer.value_of("to1"), "");
    treasurer
        .fill("to1", &invoice.number)
        .fill("amount1", "6000")
        .press("dues-bank-book");
    treasurer.is_refused_at("anyway");
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
}

#[test]
fn a_receipt_that_went_back_is_seen_however_many_returns_are_open() {
    let chamber = chamber();
    let (member, invoice) = joins(&chamber);
    let mut treasurer = chamber.treasurer();
    let entries = [
        entry("10", "CRDT", "", &invoice.reference),
        entry("12", "CRDT", "", &invoice.reference),
        entry("13", "DBIT", BACK, "NOTPROVIDED"),
    ];
    bring(&mut treasurer, "6222109", &entries);
    let all = lines(&treasurer);
    // Newer ones by the hundred, of other payers and other amounts.
    let made = chamber.write(|tx| {
        use diesel::RunQueryDsl;
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1203) \
             INSERT INTO bank_lines (id, statement_id, place, on_day, amount, payer, payer_account, \
             purpose, state, why, round, serial, account, what, refs) \
             SELECT 'ffffffff-ffff-7fff-8fff-' || (100000000000 + i), statement_id, place + i, on_day, \
             -1000, 'Nobody known', '', '', 'open', '', 0, '', account, what, '' \
             FROM bank_lines, n WHERE amount = -600000";
        Ok(diesel::sql_query(sql).execute(tx.conn())?)
    });
    assert_eq!(made, 1203);
    for receipt in &all[..2] {
        treasurer.open(receipt).sees("or another one like it");
        assert_eq!(treasurer.value_of("to1"), "");
    }
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
}
