//! Bank statements through the pages: looked at, imported once, booked, split, ignored, taken back.
use super::{Chamber, balanced, state};
use crate::support::browser::Browser;
use encoding_rs::GBK;
use huiguan::dues::rules::invoice::{Invoice, State};
use huiguan::kernel::Fen;
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;

pub const PAGE: &str = "/desk/dues/bank";

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

fn joins(chamber: &Chamber, name: &str) -> (Membership, Invoice) {
    let (member, invoice) = chamber.joins(name);
    (member, invoice.unwrap())
}

/// A file of a made-up bank, in GBK.
pub fn file(lines: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut text = String::from("账户明细\n交易日期,收入,支出,对方户名,对方账号,附言\n");
    for (amount, payer, purpose) in lines {
        text += &format!("2026-01-01,\"{amount}\",,{payer},6222,{purpose}\n");
    }
    GBK.encode(&text).0.into_owned()
}

pub fn import(treasurer: &mut Browser, bytes: &[u8]) {
    treasurer
        .open(PAGE)
        .attach("file", "statement.csv", bytes)
        .submit(PAGE);
    treasurer
        .fill("account", "6200 1")
        .press("dues-bank-import");
}

#[test]
fn exact_lines_are_booked_at_once_and_a_file_that_comes_twice_adds_nothing() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, "晨光机械有限公司");
    let (two, second) = joins(&chamber, "远航物流集团");
    let typed = second.reference.replacen('0', "O", 2);
    let bytes = file(&[
        ("6,000.00", "晨光机械有限公司", &first.reference),
        ("6000", "somebody", &typed),
        ("50.00", "nobody", "a gift"),
    ]);
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &bytes);
    treasurer.sees("Lines imported: 3").sees("Exact");
    treasurer.press("dues-bank-book-exact");
    for member in [&one, &two] {
        assert_eq!(state(&chamber, &chamber.invoices(member)[0]), State::Paid);
    }
    treasurer.sees("a gift").misses("somebody");
    // The same file is the same statement; the same lines in another file are known.
    treasurer
        .open(PAGE)
        .attach("file", "again.csv", &bytes)
        .submit(PAGE);
    treasurer.sees("a gift");
    let mut longer = bytes.clone();
    longer.extend(
        GBK.encode("2026-01-01,\"50.00\",,nobody,6222,a gift\n")
            .0
            .iter(),
    );
    import(&mut treasurer, &longer);
    treasurer.sees("Lines imported: 1. Known already: 3.");
    balanced(&mut treasurer);
}

#[test]
fn two_real_payments_that_look_alike_both_count() {
    let chamber = chamber();
    let (_, invoice) = joins(&chamber, "晨光机械有限公司");
    let same = ("3000.00", "晨光机械有限公司", invoice.reference.as_str());
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[same, same]));
    treasurer.sees("Lines imported: 2");
    // Half of it is no exact match: the best suggestion stands in the form.
    for _ in 0..2 {
        let line = treasurer.link("/desk/dues/lines/");
        treasurer.open(&line).press("dues-bank-book");
    }
    treasurer
        .open(&format!("/desk/dues/invoices/{}", invoice.id))
        .says("dues-state-paid");
}

#[test]
fn a_garbled_amount_is_named_and_only_left_out_when_somebody_says_so() {
    let chamber = chamber();
    joins(&chamber, "晨光机械有限公司");
    let bytes = file(&[("6OOO.00", "晨光机械有限公司", "x"), ("8.00", "乙", "y")]);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(PAGE)
        .attach("file", "statement.csv", &bytes)
        .submit(PAGE);
    treasurer.sees("Row 3:").sees("6OOO.00");
    treasurer
        .fill("account", "6200 1")
        .press("dues-bank-import");
    assert_eq!(treasurer.answer().status, 422);
    treasurer
        .fill("without_bad", "on")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 1");
    treasurer
        .open(PAGE)
        .attach("file", "x.xlsx", b"PK\x03\x04 nothing")
        .submit(PAGE);
    assert_eq!(treasurer.answer().status, 422);
}

#[test]
fn a_line_is_split_ignored_and_taken_back() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, "晨光机械有限公司");
    let (two, second) = joins(&chamber, "远航物流集团");
    let mut treasurer = chamber.treasurer();
    import(
        &mut treasurer,
        &file(&[("12500.00", "控股公司", "for both")]),
    );
    let statement = treasurer.path().split('?').next().unwrap().to_owned();
    let line = treasurer.link("/desk/dues/lines/");
    treasurer
        .open(&line)
        .fill("to1", &first.number)
        .fill("amount1", "6000");
    treasurer
        .fill("to2", "D2026-99999")
        .fill("amount2", "6000")
        .press("dues-bank-book");
    treasurer.is_refused_at("to2");
    treasurer
        .fill("to2", &second.reference)
        .fill("amount2", "7000")
        .press("dues-bank-book");
    treasurer.is_refused_at("amount1");
    treasurer
        .fill("amount2", "6000")
        .press("dues-bank-book")
        .is_at(&statement);
    for member in [&one, &two] {
        assert_eq!(state(&chamber, &chamber.invoices(member)[0]), State::Paid);
    }
    // What was left is balance of the first one.
    treasurer
        .open(&format!("/desk/dues/companies/{}", one.company))
        .sees("¥500.00");
    treasurer
        .open(&line)
        .fill("why", "Wrong companies")
        .press("dues-bank-reopen");
    assert_eq!(chamber.invoices(&two)[0].open(), Fen(600_000));
    treasurer
        .open(&line)
        .fill("why", "Not ours")
        .press("dues-bank-ignore");
    treasurer
        .open(&format!("{statement}?state=ignored"))
        .sees("Not ours");
    treasurer.submit("/undo");
    treasurer.says("dues-bank-is-undone");
    balanced(&mut treasurer);
}

#[test]
fn camt_statements_are_booked_the_same_way() {
    let chamber = chamber();
    let (one, invoice) = joins(&chamber, "晨光机械有限公司");
    let xml = format!(
        r#"<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>CN1</IBAN></Id></Acct>
        <Ntry><Amt Ccy="CNY">6000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-01</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        </Stmt></BkToCstmrStmt></Document>"#,
        invoice.reference
    );
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(PAGE)
        .attach("file", "statement.xml", xml.as_bytes())
        .submit(PAGE);
    treasurer.press("dues-bank-import");
    treasurer.press("dues-bank-book-exact");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
    let mut office = chamber
        .app
        .signed_in("Lin", &[huiguan::kernel::Role::Director]);
    assert_eq!(office.go(PAGE), 404);
}

/// A file of a wallet: `in or out`, amount, payer, purpose.
fn wallet(lines: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut text = String::from("账单明细\n交易时间,交易对方,商品,收/支,金额(元)\n");
    for (way, amount, payer, purpose) in lines {
        text += &format!("2026-01-01 10:00:00,{payer},{purpose},{way},¥{amount}\n");
    }
    text.into_bytes()
}

#[test]
fn money_that_went_out_pays_nothing_whatever_stands_beside_it() {
    let chamber = chamber();
    let (one, invoice) = joins(&chamber, "晨光机械有限公司");
    let refund = format!("退款 {}", invoice.reference);
    let bytes = wallet(&[
        ("支出", "6000.00", "晨光机械有限公司", &refund),
        ("/", "300.00", "/", "提现"),
    ]);
    let mut treasurer = chamber.treasurer();
    treasurer
        .open(PAGE)
        .attach("file", "wallet.csv", &bytes)
        .submit(PAGE);
    treasurer
        .sees("-¥6,000.00")
        .sees("Row 4: This says neither in nor out: /");
    treasurer
        .fill("account", "6200 1")
        .fill("without_bad", "on")
        .press("dues-bank-import");
    treasurer
        .sees("Lines imported: 1")
        .misses("Exact")
        .misses("退款");
    assert_eq!(chamber.invoices(&one)[0].open(), Fen(600_000));
    let came = wallet(&[("收入", "6000.00", "晨光机械有限公司", &invoice.reference)]);
    import(&mut treasurer, &came);
    treasurer.sees("Exact");
    treasurer.press("dues-bank-book-exact");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
    balanced(&mut treasurer);
}

#[test]
fn amounts_of_which_nothing_says_the_direction_are_asked_about_and_other_currencies_refused() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let text = "日期,金额,币种,对方户名,附言\n2026-01-01,8.00,CNY,甲,x\n2026-01-01,9.00,USD,乙,y\n";
    treasurer
        .open(PAGE)
        .attach("file", "plain.csv", text.as_bytes())
        .submit(PAGE);
    treasurer.says("dues-bank-direction-needed");
    treasurer
        .fill("account", "6200 1")
        .press("dues-bank-import");
    treasurer.is_refused_at("unsigned");
    treasurer.fill("unsigned", "in").press("dues-bank-map");
    treasurer
        .sees("¥8.00")
        .sees("Row 3: It is in USD")
        .misses("¥17.00");
    treasurer
        .fill("without_bad", "on")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 1");
}

#[test]
fn columns_are_asked_for_in_groups_by_what_they_tell() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let text = "日期,金额,币种,对方户名,附言\n2026-01-01,8.00,CNY,甲,x\n";
    treasurer
        .open(PAGE)
        .attach("file", "plain.csv", text.as_bytes())
        .submit(PAGE);
    treasurer
        .says("dues-columns-money")
        .says("dues-columns-who")
        .says("dues-columns-bank");
    let fields = |group: usize| {
        let selects = format!(".columns > fieldset:nth-of-type({group}) select");
        treasurer.values_of(&selects, "name")
    };
    let money = ["day", "amount", "direction", "credit", "debit", "currency"];
    assert_eq!(fields(1), money);
    assert_eq!(
        fields(2),
        ["payer", "payer_account", "payee", "payee_account"]
    );
    let bank = ["purpose", "purpose_too", "serial", "state", "balance"];
    assert_eq!(fields(3), bank);
}
