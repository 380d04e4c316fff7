//! What banks put into CAMT.053, and the right value of each.
use super::*;
use crate::dues::rules::bank::kind::look;
use crate::dues::rules::bank::what::What;
use chrono_tz::Asia::Shanghai;
use proptest::prelude::*;

/// A file of `tests/data/bank`.
macro_rules! data {
    ($name:literal) => {
        include_bytes!(concat!("../../../../tests/data/bank/", $name))
    };
}

fn document(version: &str, entries: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt><Id>1</Id>
        <Acct><Id><Othr><Id>62220001</Id></Othr></Id></Acct>
        <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
        <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">5100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
        {entries}</Stmt></BkToCstmrStmt></Document>"#
    )
}

fn entry(amount: &str, way: &str, more: &str, details: &str) -> String {
    format!(
        r#"<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt>{more}<NtryDtls>{details}</NtryDtls></Ntry>"#
    )
}

fn all(text: &str) -> Vec<Statement> {
    read(text, "CNY", Shanghai).unwrap()
}

/// What a file of one account says.
fn one(bytes: &[u8]) -> Statement {
    let mut found = all(&look(bytes).unwrap().unwrap());
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// Amount, payer and what it is of each line of an entry.
fn lines(entry: &str) -> Vec<(i64, String, What)> {
    let found = all(&document("02", entry)).remove(0);
    assert!(found.bad.is_empty());
    let told = found.lines.into_iter();
    told.map(|line| (line.amount.0, line.payer, line.what))
        .collect()
}

fn amounts(entry: &str) -> Vec<(i64, What)> {
    let told = lines(entry).into_iter();
    told.map(|(amount, _, what)| (amount, what)).collect()
}

#[test]
fn both_versions_name_the_payer_in_their_own_place() {
    let old = r"<TxDtls><RltdPties><Dbtr><Nm>A &amp; B</Nm></Dbtr><DbtrAcct><Id><IBAN>X1</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>HF26 1</Ustrd></RmtInf></TxDtls>";
    let new = old
        .replace("<Dbtr><Nm>", "<Dbtr><Pty><Nm>")
        .replace("</Nm></Dbtr>", "</Nm></Pty></Dbtr>");
    for (version, state, details) in [("02", "BOOK", old), ("08", "<Cd>BOOK</Cd>", new.as_str())] {
        let entry = entry("5000.00", "CRDT", "", details).replace("BOOK", state);
        let found = one(document(version, &entry).as_bytes());
        let [line] = found.lines.as_slice() else {
            panic!("{version}")
        };
        let told = (line.payer.as_str(), line.payer_account.as_str());
        assert_eq!(told, ("A & B", "X1"));
        assert_eq!(
            (line.purpose.as_str(), line.amount),
            ("HF26 1", Fen(500_000))
        );
        assert_eq!(found.off_by(), Some(Fen(0)));
        assert_eq!(found.account, "62220001");
    }
}

#[test]
fn a_batch_is_told_apart_a_pending_entry_left_out_a_garbled_one_named() {
    let batch = "<TxDtls><Amt Ccy=\"CNY\">2000.00</Amt></TxDtls><TxDtls><Amt Ccy=\"CNY\">3000.00</Amt></TxDtls>";
    let entries = entry("5000.00", "CRDT", "", batch)
        + &entry("7.00", "CRDT", "", "").replace("BOOK", "PDNG")
        + &entry("5,0O0", "CRDT", "", "");
    let found = all(&document("02", &entries)).remove(0);
    let amounts: Vec<i64> = found.lines.iter().map(|l| l.amount.0).collect();
    assert_eq!(amounts, [200_000, 300_000]);
    assert_eq!(found.bad.iter().map(|b| b.row).collect::<Vec<_>>(), [3]);
    let text = document("02", &entry("1.00", "CRDT", "", ""));
    let foreign = read(&text, "EUR", Shanghai).unwrap();
    assert_eq!((foreign[0].bad.len(), foreign[0].closing), (1, None));
}

#[test]
fn what_a_bank_kept_of_a_batch_is_a_line_of_its_own() {
    let found = one(data!("camt-batch.xml"));
    let told = found.lines.iter();
    let told: Vec<_> = told
        .map(|l| (l.amount.0, l.payer.as_str(), l.what))
        .collect();
    assert_eq!(
        told,
        [
            (30_000, "甲公司", What::Plain),
            (30_000, "乙公司", What::Plain),
            (-1_200, "", What::Charge),
        ]
    );
    assert_eq!(found.off_by(), Some(Fen(0)));
}

#[test]
fn charges_are_told_in_many_places() {
    let charge = |included: &str| {
        format!(
            "<Chrgs><Rcrd><Amt Ccy=\"CNY\">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>{included}</Rcrd></Chrgs>"
        )
    };
    let inside = charge("<ChrgInclInd>true</ChrgInclInd>");
    let plain = charge("");
    let old = "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"CNY\">10.00</TtlChrgsAndTaxAmt></Chrgs>";
    let sent = "<AmtDtls><InstdAmt><Amt Ccy=\"CNY\">500.00</Amt></InstdAmt></AmtDtls>";
    let own = "<Amt Ccy=\"CNY\">500.00</Amt>";
    let kept = [(50_000, What::Plain), (-1_000, What::Charge)];
    for (more, details) in [
        ("", format!("<TxDtls>{own}</TxDtls>")),
        ("", format!("<TxDtls>{own}{plain}</TxDtls>")),
        ("", format!("<TxDtls>{sent}{old}</TxDtls>")),
        (plain.as_str(), format!("<TxDtls>{sent}</TxDtls>")),
        (plain.as_str(), format!("<TxDtls>{own}{plain}</TxDtls>")),
        (
            "",
            format!("<TxDtls><Amt Ccy=\"CNY\">490.00</Amt>{inside}</TxDtls>"),
        ),
        (inside.as_str(), String::new()),
    ] {
        assert_eq!(
            amounts(&entry("490.00", "CRDT", more, &details)),
            kept,
            "{more} {details}"
        );
    }
    // Said, but nothing shows that it is in the amount; or far too much for a charge.
    let whole = [(49_000, What::Plain)];
    assert_eq!(amounts(&entry("490.00", "CRDT", &plain, "")), whole);
    let far = "<TxDtls><Amt Ccy=\"CNY\">49000.00</Amt></TxDtls>";
    assert_eq!(amounts(&entry("490.00", "CRDT", "", far)), whole);
    // Salaries and the like: what was taken beside them went out too.
    let two = "<TxDtls><Amt Ccy=\"CNY\">100.00</Amt></TxDtls>".repeat(2);
    let out = [
        (-10_000, What::Plain),
        (-10_000, What::Plain),
        (-50, What::Charge),
    ];
    assert_eq!(amounts(&entry("200.50", "DBIT", "", &two)), out);
}

#[test]
fn transactions_that_cannot_be_told_apart_are_nobodys_in_particular() {
    let part = |name: &str| {
        format!(
            "<TxDtls><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>of {name}</Ustrd></RmtInf></TxDtls>"
        )
    };
    let entry = entry("5.00", "CRDT", "", &(part("A") + &part("B")));
    assert_eq!(lines(&entry), [(500, String::new(), What::Plain)]);
    let found = all(&document("02", &entry)).remove(0);
    assert_eq!(found.lines[0].purpose, "of A of B");
}

#[test]
fn what_is_taken_back_is_marked_and_names_who_paid_the_first_time() {
    let found = one(data!("camt-return.xml"));
    let [receipt, back] = found.lines.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(back.what, What::Return);
    assert_eq!(
        (back.amount, back.payer.as_str()),
        (Fen(-7_000), "甲(深圳)公司")
    );
    let found = crate::dues::rules::bank::returned::among(back, std::slice::from_ref(receipt));
    assert_eq!(found, (vec![0], true));
    let because = "<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrInf><RltdPties><Cdtr><Nm>C</Nm></Cdtr></RltdPties></TxDtls>";
    let sent = lines(&entry("3.00", "CRDT", "", because));
    assert_eq!(sent, [(300, "C".to_owned(), What::Return)]);
    let found = all(&document("02", &entry("3.00", "DBIT", "", because)));
    assert_eq!(found[0].lines[0].purpose, "closed AC04");
}

#[test]
fn several_accounts_are_several_statements_and_days_newest_first_add_up() {
    let text = look(data!("camt-accounts.xml")).unwrap().unwrap();
    let found = all(&text);
    let told: Vec<_> = found
        .iter()
        .map(|s| (s.account.as_str(), s.sum().0))
        .collect();
    assert_eq!(told, [("9001", 7_000), ("9002", 8_000)]);
    let found = one(data!("camt-newest-first.xml"));
    assert_eq!(
        (found.opening, found.closing),
        (Some(Fen(1_000)), Some(Fen(5_000)))
    );
    assert_eq!(found.off_by(), Some(Fen(0)));
    let purposes: Vec<_> = found.lines.iter().map(|l| l.purpose.as_str()).collect();
    assert_eq!(purposes, ["a", "b"]);
}

#[test]
fn envelope_prefix_comment_and_encoding_are_seen_through() {
    let found = one(data!("camt-envelope.xml"));
    assert_eq!(found.account, "DE01");
    let [line] = found.lines.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (line.payer.as_str(), line.purpose.as_str()),
        ("Grüße & Söhne", "für 2026 Zahlstelle")
    );
    assert_eq!(line.on.to_string(), "2026-03-05");
}

#[test]
fn a_moment_counts_as_the_day_it_is_for_the_chamber() {
    let on = |when: &str| {
        let text = entry("1.00", "CRDT", "", "").replace("<Dt>2026-11-02</Dt>", when);
        let found = all(&document("02", &text)).remove(0);
        found.lines.first().map(|line| line.on.to_string())
    };
    for (when, day) in [
        ("<DtTm>2026-11-02T16:30:00Z</DtTm>", "2026-11-03"),
        ("<DtTm>2026-11-02T16:30:00.123+00:00</DtTm>", "2026-11-03"),
        ("<DtTm>2026-11-02T23:59:59+08:00</DtTm>", "2026-11-02"),
        ("<DtTm>2026-11-02T23:59:59</DtTm>", "2026-11-02"),
        ("<DtTm>2026-11-02T24:00:00</DtTm>", "2026-11-02"),
        ("<Dt>2026-11-02Z</Dt>", "2026-11-02"),
        ("<Dt>2026-11-02+08:00</Dt>", "2026-11-02"),
    ] {
        assert_eq!(on(when).as_deref(), Some(day), "{when}");
    }
    for bad in [
        "<Dt>20226-11-02</Dt>",
        "<Dt>2026-11-0210</Dt>",
        "<Dt>0202-11-02</Dt>",
        "<Dt/>",
    ] {
        assert_eq!(on(bad), None, "{bad}");
    }
    let valued = entry(
        "1.00",
        "CRDT",
        "<ValDt><DtTm>2026-11-02T10:00:00+08:00</DtTm></ValDt>",
        "",
    );
    let valued = valued.replace("<BookgDt><Dt>2026-11-02</Dt></BookgDt>", "");
    let found = all(&document("02", &valued));
    assert_eq!(found[0].lines[0].on.to_string(), "2026-11-02");
}

#[test]
fn the_number_that_the_bank_gives_tells_like_lines_apart_and_a_counter_does_not() {
    let serials = |more: &str, details: &str| -> Vec<String> {
        let found = all(&document("02", &entry("2.00", "CRDT", more, details))).remove(0);
        found.lines.into_iter().map(|line| line.serial).collect()
    };
    assert_eq!(serials("<AcctSvcrRef>R-1</AcctSvcrRef>", ""), ["R-1"]);
    assert_eq!(
        serials("<NtryRef>20261102000017</NtryRef>", ""),
        ["20261102000017"]
    );
    assert_eq!(
        serials("<NtryRef>17</NtryRef><AcctSvcrRef>NONREF</AcctSvcrRef>", ""),
        [""]
    );
    let id = "<TxDtls><Refs><TxId>T-9</TxId></Refs></TxDtls>";
    assert_eq!(serials("", id), ["T-9"]);
    let batch = "<TxDtls><Amt>1.00</Amt></TxDtls>".repeat(2);
    assert_eq!(
        serials("<AcctSvcrRef>R-1</AcctSvcrRef>", &batch),
        ["R-1/1", "R-1/2"]
    );
}

#[test]
fn what_is_no_statement_is_refused() {
    for bad in [
        "",
        "<a>",
        "<a></b>",
        "<Document/>",
        "<!DOCTYPE x []><Document></Document>",
    ] {
        assert!(read(bad, "CNY", Shanghai).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn a_changed_file_is_read_or_refused_and_nothing_else(
        at in 0usize..4_000, with in proptest::collection::vec(any::<u8>(), 0..4), cut in 0usize..4_000
    ) {
        for bytes in [&data!("camt-batch.xml")[..], data!("camt-return.xml"), data!("camt-envelope.xml")] {
            let mut changed = bytes.to_vec();
            let at = at % changed.len();
            let until = (at + with.len()).min(changed.len());
            changed.splice(at..until, with.iter().copied());
            let cut = &changed[..changed.len() - cut % changed.len()];
            for bytes in [&changed[..], cut] {
                if let Ok(Some(text)) = look(bytes)
                    && let Ok(found) = read(&text, "CNY", Shanghai)
                {
                    for one in found {
                        let _ = (one.keys(), one.off_by());
                    }
                }
            }
        }
    }

    #[test]
    fn what_an_entry_is_split_into_adds_up_to_it(
        whole in 0i64..2_000, parts in proptest::collection::vec((0i64..1_000, 0i64..50), 0..5), charge in 0i64..60, included in any::<bool>()
    ) {
        let charges = |fen: i64| format!("<Chrgs><Amt>{}</Amt><ChrgInclInd>{included}</ChrgInclInd></Chrgs>", Fen(fen).grouped());
        let details: String = parts
            .iter()
            .map(|(fen, kept)| format!("<TxDtls><Amt>{}</Amt>{}</TxDtls>", Fen(*fen).grouped(), charges(*kept)))
            .collect();
        for way in ["CRDT", "DBIT"] {
            let told = amounts(&entry(&Fen(whole).grouped(), way, &charges(charge), &details));
            let sum: i64 = told.iter().map(|(fen, _)| fen).sum();
            prop_assert_eq!(sum.abs(), whole);
        }
    }
}
