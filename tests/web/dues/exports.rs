//! Exports of long lists: every line once, in the order of the list, however many are read at a time.
use super::{Chamber, pay};
use huiguan::membership::rules::period::PeriodRules;
use std::collections::HashSet;

/// More than are read at a time, many of them alike in what the list is sorted by.
const MANY: usize = 1_203;

fn more(chamber: &Chamber, sql: &'static str) {
    let made = chamber.write(move |tx| {
        use diesel::RunQueryDsl;
        let counted = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) {sql}"
        );
        Ok(diesel::sql_query(counted).execute(tx.conn())?)
    });
    assert_eq!(made, MANY);
}

/// The lines of an export by their first cell.
fn lines(csv: &str) -> Vec<String> {
    let cells = csv
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next());
    cells.map(str::to_owned).collect()
}

#[test]
fn every_line_of_a_long_list_is_exported_once_and_in_order() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &invoice.unwrap(), "6000");
    more(
        &chamber,
        "INSERT INTO invoices SELECT '00000000-0000-7000-8000-' || (100000000000 + i), 'X' || i, 1 + i % 300, \
         kind, company_id, membership_id, NULL, standard_id, NULL, bill_to, rank, first_day, last_day, \
         issued_on, due_on, next_due, total, 0, 0, 0, i % 7, settled_on, 'X' || i, search, created_at, reminded \
         FROM invoices, n WHERE number = 'D2026-00001'",
    );
    more(
        &chamber,
        "INSERT INTO payments SELECT '00000000-0000-7000-8000-' || (100000000000 + i), 'X' || i, 'X' || i, \
         company_id, method, amount, received_on, payer, payer_account, note, NULL, search, by_name, \
         created_at FROM payments, n WHERE receipt = 'R2026-00001'",
    );
    let mut treasurer = chamber.treasurer();
    let mut get = |path: &str| {
        treasurer.open(path);
        lines(&treasurer.answer().body)
    };
    for column in ["issued", "due", "open"] {
        let one = get(&format!("/desk/dues/invoices?sort={column}&export=csv"));
        let unique: HashSet<&String> = one.iter().collect();
        assert_eq!((one.len(), unique.len()), (MANY + 1, MANY + 1), "{column}");
        let mut other = get(&format!("/desk/dues/invoices?sort=-{column}&export=csv"));
        other.reverse();
        assert_eq!(one, other, "{column}: the same list from its other end");
    }
    let paid = get("/desk/dues/payments?year=2026&export=csv");
    let unique: HashSet<&String> = paid.iter().collect();
    assert_eq!((paid.len(), unique.len()), (MANY + 1, MANY + 1));
    assert_eq!(
        get("/desk/dues/payments?year=2026&q=nobody&export=csv"),
        [""; 0]
    );
    // Invoiced, received, paid: two lines each.
    let journal = get("/desk/dues/ledger?year=2026&what=journal&export=csv");
    assert_eq!(journal, ["1", "1", "2", "2", "3", "3"]);
}

#[test]
fn what_was_paid_back_stands_in_the_payments_and_their_sum_is_what_the_books_hold() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let mut treasurer = chamber.treasurer();
    pay(&mut treasurer, &invoice, "5000");
    pay(&mut treasurer, &invoice, "1500");
    treasurer
        .open(&format!("/desk/dues/companies/{}", member.company))
        .fill("refund", "300")
        .fill("refund_method", "cash")
        .fill("refund_why", "Asked for")
        .submit("/refund");
    let mut get = |path: &str| {
        treasurer.open(path);
        treasurer.answer().body.clone()
    };
    let fen = |line: &str, at: usize| -> i64 {
        let cell = line.split(',').nth(at).unwrap();
        cell.replace('.', "").parse().unwrap()
    };
    let file = get("/desk/dues/payments?year=2026&export=csv");
    let moved: i64 = file.lines().skip(1).map(|line| fen(line, 2)).sum();
    let refund = file.lines().last().unwrap();
    assert!(refund.ends_with("Refund,R2026-00002"), "{file}");
    assert!(refund.contains("Cash") && refund.contains("晨光机械有限公司"));
    assert_eq!(fen(refund, 2), -30_000);
    let books = get("/desk/dues/ledger?year=2026&export=csv");
    let money = ["1001,", "1002,", "1009,"];
    let held = books
        .lines()
        .filter(|line| money.iter().any(|account| line.starts_with(account)));
    let held: i64 = held.map(|line| fen(line, 5)).sum();
    assert_eq!((moved, held), (620_000, 620_000), "{books}");
    let found = |file: String| file.lines().filter(|line| line.contains("Refund,")).count();
    let by_name = get("/desk/dues/payments?year=2026&q=晨光&export=csv");
    assert_eq!(found(by_name), 1);
    let by_another = get("/desk/dues/payments?year=2026&q=nobody&export=csv");
    assert_eq!(found(by_another), 0);
}

#[test]
fn fiscal_receipts_are_shown_by_pages_and_their_batches_are_counted_whole() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    pay(&mut chamber.treasurer(), &invoice.unwrap(), "6000");
    more(
        &chamber,
        "INSERT INTO fiscal_receipts SELECT '00000000-0000-7000-8000-' || (100000000000 + i), \
         'F' || (10000 + i), 'B' || (i % 2), NULL, NULL, 100, received_on, \
         CASE WHEN i % 3 = 0 THEN received_on END, '', NULL, 'Lin', created_at \
         FROM payments, n WHERE receipt = 'R2026-00001'",
    );
    let mut treasurer = chamber.treasurer();
    treasurer.open("/desk/dues/fiscal?export=csv");
    let table: Vec<&str> = treasurer.answer().body.lines().skip(1).collect();
    assert_eq!(
        table,
        [
            "B0,F10002,F11202,601,200,401.00",
            "B1,F10001,F11203,602,201,401.00"
        ]
    );
    for (page, rows) in [(1, 50), (25, 3)] {
        treasurer.open(&format!("/desk/dues/fiscal?page={page}"));
        let shown = treasurer.values_of(".table-cards tbody th", "scope");
        assert_eq!(shown.len(), rows, "page {page}");
    }
    assert!(treasurer.has("a[rel=prev]") && !treasurer.has("a[rel=next]"));
}
