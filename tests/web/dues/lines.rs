//! Lines of bank statements: what is put into the form and what is not, how an invoice is found, where a
//! line went, what the bank took back, and what is booked or taken back together.
use super::bank::{PAGE, file, import};
use super::{Chamber, balanced, state};
use crate::support::browser::Browser;
use diesel::connection::SimpleConnection;
use huiguan::dues::rules::invoice::{Invoice, State};
use huiguan::kernel::Fen;
use huiguan::membership::rules::Membership;
use huiguan::membership::rules::period::PeriodRules;

fn chamber() -> Chamber {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    chamber
}

fn joins(chamber: &Chamber, name: &str) -> (Membership, Invoice) {
    let (member, invoice) = chamber.joins(name);
    (member, invoice.unwrap())
}

/// A CAMT.053 file with these entries: amount, `CRDT` or `DBIT`, what else stands in it, payer, purpose.
fn camt(entries: &[(&str, &str, &str, &str, &str)]) -> Vec<u8> {
    let entry = |(amount, way, more, payer, purpose): &(&str, &str, &str, &str, &str)| {
        format!(
            r#"<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}<Sts>BOOK</Sts><BookgDt><Dt>2026-01-01</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"#
        )
    };
    let entries: String = entries.iter().map(entry).collect();
    format!(
        r#"<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>CN1</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"#
    )
    .into_bytes()
}

fn bring(treasurer: &mut Browser, bytes: &[u8]) -> String {
    treasurer
        .open(PAGE)
        .attach("file", "statement.xml", bytes)
        .submit(PAGE);
    treasurer.press("dues-bank-import").sees("Lines imported");
    treasurer.path().to_owned()
}

#[test]
fn a_stranger_with_the_same_sum_is_never_put_into_the_form_and_a_name_is() {
    let chamber = chamber();
    joins(&chamber, "远航物流集团");
    let (_, named) = joins(&chamber, "晨光机械（深圳）有限公司");
    joins(&chamber, "东方贸易有限公司");
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[("6000.00", "路人公司", "x")]));
    let line = treasurer.link("/desk/dues/lines/");
    treasurer.open(&line).says("dues-bank-suggestion");
    assert_eq!(treasurer.value_of("to1"), "");
    assert_eq!(treasurer.value_of("amount1"), "");
    import(
        &mut treasurer,
        &file(&[("6000.00", "晨光机械(深圳) 有限公司", "y")]),
    );
    let line = treasurer.link("/desk/dues/lines/");
    treasurer.open(&line);
    assert_eq!(treasurer.value_of("to1"), named.number);
    assert_eq!(treasurer.value_of("amount1"), "6,000.00");
}

#[test]
fn an_invoice_is_found_by_name_pinyin_or_number_and_put_into_the_form() {
    let chamber = chamber();
    let (_, invoice) = joins(&chamber, "晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[("500.00", "路人公司", "x")]));
    let line = treasurer.link("/desk/dues/lines/");
    for asked in ["晨光", "chenguang", &invoice.number] {
        treasurer.open(&format!("{line}?q={asked}"));
        let choose = treasurer.word("dues-bank-take");
        treasurer.click(&choose);
        assert_eq!(treasurer.value_of("to1"), invoice.number, "{asked}");
        assert_eq!(treasurer.value_of("amount1"), "500.00");
    }
    treasurer.open(&format!("{line}?q=nobody"));
    treasurer.says("dues-bank-find-none");
}

#[test]
fn a_line_of_tomorrow_stays_with_its_reason_and_the_others_are_booked_and_taken_back_together() {
    let chamber = chamber();
    let (one, first) = joins(&chamber, "晨光机械有限公司");
    let (two, second) = joins(&chamber, "远航物流集团");
    let text = format!(
        "交易日期,收入,对方户名,附言\n2026-01-01,6000,甲,{}\n2026-01-02,6000,乙,{}\n",
        first.reference, second.reference
    );
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, text.as_bytes());
    let statement = treasurer.path().to_owned();
    treasurer.press("dues-bank-book-exact").is_at(&statement);
    treasurer.says("dues-payment-future").sees("乙");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
    assert_eq!(chamber.invoices(&two)[0].open(), Fen(600_000));
    // Where it went stands beside it, in the list and on its own page.
    treasurer.open(&format!("{statement}?state=booked"));
    treasurer.sees(&first.number);
    let line = treasurer.link("/desk/dues/lines/");
    treasurer.open(&line).says("dues-bank-went");
    treasurer.link(&format!("/desk/dues/invoices/{}", first.id));
    // It was the wrong file.
    treasurer.open(&statement).press("dues-bank-unbook");
    treasurer.is_refused_at("why");
    treasurer
        .fill("why", "Another chamber's file")
        .press("dues-bank-unbook");
    treasurer.is_at(&statement);
    treasurer.sees("Bookings taken back: 1").sees("甲");
    assert_eq!(chamber.invoices(&one)[0].open(), Fen(600_000));
    balanced(&mut treasurer);
    treasurer.open(&statement).press("dues-bank-book-exact");
    assert_eq!(state(&chamber, &chamber.invoices(&one)[0]), State::Paid);
}

#[test]
fn what_the_bank_took_back_is_open_until_somebody_looked_and_books_nothing() {
    let chamber = chamber();
    let (member, invoice) = joins(&chamber, "晨光机械有限公司");
    let back = "<RvslInd>true</RvslInd>";
    let reference = invoice.reference.as_str();
    let receipt = ("6000.00", "CRDT", "", "晨光机械有限公司", reference);
    let taken = ("6000.00", "DBIT", back, "晨光机械有限公司", "退回");
    let mut treasurer = chamber.treasurer();
    let statement = bring(&mut treasurer, &camt(&[receipt, taken]));
    treasurer
        .says("dues-bank-return")
        .sees("Takes back the receipt of")
        .misses("Book all exact matches");
    // Both are dealt with by hand.
    let line = treasurer.link("/desk/dues/lines/");
    treasurer.open(&line).says("dues-bank-takes-back-open");
    treasurer.open(&statement);
    assert_eq!(chamber.invoices(&member)[0].open(), Fen(600_000));
    treasurer.press("dues-bank-undo");
    treasurer.says("dues-bank-is-undone");
    // The return comes after the receipt was booked.
    bring(&mut treasurer, &camt(&[receipt]));
    treasurer.press("dues-bank-book-exact");
    assert_eq!(state(&chamber, &chamber.invoices(&member)[0]), State::Paid);
    bring(&mut treasurer, &camt(&[taken]));
    let lines = treasurer.values_of("td > a.button", "href");
    treasurer.open(&lines[0]);
    treasurer
        .says("dues-bank-takes-back-booked")
        .misses("Find an invoice");
}

#[test]
fn each_account_of_a_file_is_brought_in_by_choice_or_all_together() {
    let bytes = include_bytes!("../../data/bank/camt-accounts.xml");
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let look = |treasurer: &mut Browser| {
        treasurer
            .open(PAGE)
            .attach("file", "accounts.xml", bytes)
            .submit(PAGE);
    };
    look(&mut treasurer);
    treasurer.sees("9001").sees("9002");
    treasurer.press("dues-bank-import");
    treasurer.is_refused_at("account");
    treasurer.fill("account", "9002").press("dues-bank-import");
    treasurer.sees("Lines imported: 1. Known already: 0.");
    treasurer.sees("¥80.00").misses("¥70.00");
    look(&mut treasurer);
    treasurer
        .fill("account", "9001, 9002")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 1. Known already: 1.");
    treasurer.sees("¥70.00");
}

#[test]
fn a_table_that_tells_of_two_accounts_is_asked_about_like_any_other_file_of_two() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    let text = "本方账号,交易日期,收入,支出,对方账号,对方户名\n\
        90010001,2026-01-01,70.00,,99001,甲工厂\n90010002,2026-01-01,80.00,,99001,甲工厂\n";
    treasurer
        .open(PAGE)
        .attach("file", "accounts.csv", text.as_bytes())
        .submit(PAGE);
    treasurer.press("dues-bank-import");
    treasurer.is_refused_at("account");
    treasurer
        .fill("account", "90010001, 90010002")
        .press("dues-bank-import");
    treasurer.sees("Lines imported: 2. Known already: 0.");
    treasurer.sees("¥70.00").sees("¥80.00");
}

#[test]
fn what_is_no_statement_is_called_by_its_name() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    for (name, bytes, told) in [
        ("a.pdf", &b"%PDF-1.7 x"[..], "This is a PDF file"),
        ("a.sta", b":20:1\n:25:2\n:61:3\n", "This is a MT940 file"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (
            "a.xls",
            b"<html><body><table><tr><td>1</td></tr></table></body></html>",
            "This is a web page that only calls itself a spreadsheet",
        ),
        (
            "b.xls",
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "This is a workbook in the XML format of Excel 2003",
        ),
        (
            "a.xml",
            b"<?xml version='1.0'?><Document><BkToCstmrAcctRpt></BkToCstmrAcctRpt></Document>",
            "CAMT.052",
        ),
    ] {
        treasurer
            .open(PAGE)
            .attach("file", name, bytes)
            .submit(PAGE);
        assert_eq!(treasurer.answer().status, 422, "{name}");
        treasurer.sees(told);
    }
}

#[test]
fn the_list_of_statements_goes_on_over_pages() {
    let chamber = chamber();
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, &file(&[("5.00", "甲", "x")]));
    chamber.write(|tx| {
        for n in 0..50 {
            let copy = format!(
                "INSERT INTO bank_statements (id, name, sha256, format, content, mapping, account, \
                 state, by_name, created_at, imported_at, file_id) SELECT 'x{n}', 'copy', NULL, \
                 format, content, mapping, account, state, by_name, created_at, imported_at, file_id \
                 FROM bank_statements WHERE name = 'statement.csv'"
            );
            tx.conn().batch_execute(&copy)?;
        }
        Ok(())
    });
    treasurer.open(PAGE).sees("copy").misses("statement.csv");
    treasurer
        .open(&format!("{PAGE}?page=2"))
        .sees("statement.csv")
        .misses("copy");
}
