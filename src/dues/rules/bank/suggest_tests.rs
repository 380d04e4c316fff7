//! Which invoices are proposed for a line, and how sure each is.

use super::*;
use proptest::prelude::*;

fn candidate(seq: i64, open: i64) -> Candidate {
    Candidate {
        id: InvoiceId::new(),
        reference: reference::make(2026, 1, seq),
        number: format!("D2026-{seq:05}"),
        open: Fen(open),
        names: [
            format!("Company {seq} Ltd."),
            String::new(),
            format!("Old {seq}"),
        ],
        code: String::new(),
        issued_on: "2026-01-01".parse().unwrap(),
        known_account: false,
        names_other: false,
    }
}

fn line(amount: i64, payer: &str, purpose: String) -> Line {
    Line {
        on: "2026-11-02".parse().unwrap(),
        amount: Fen(amount),
        payer: payer.into(),
        purpose,
        ..Line::default()
    }
}

#[test]
fn reference_and_amount_are_exact_and_an_o_for_a_nought_is_read() {
    let all = [candidate(1, 500_000), candidate(2, 500_000)];
    let typed = all[1].reference.replace('0', "O");
    let found = suggest(&line(500_000, "somebody", typed), &all);
    assert_eq!(found.exact, [(all[1].id.clone(), Fen(500_000))]);
    assert_eq!(found.list[0].id, all[1].id);
    assert_eq!(
        found.list[0].reasons,
        [Reason::Reference, Reason::Amount, Reason::Day]
    );
    assert_eq!(found.list[0].score, 62);
}

#[test]
fn several_references_are_split_only_if_the_sum_fits() {
    let all = [candidate(1, 300), candidate(2, 200)];
    let both = format!("{} {}", all[0].reference, all[1].reference);
    let exact = |amount| suggest(&line(amount, "", both.clone()), &all).exact.len();
    assert_eq!(
        (exact(500), exact(499), exact(501), exact(300)),
        (2, 0, 0, 0)
    );
}

#[test]
fn name_and_amount_alone_are_a_suggestion_and_never_exact() {
    let all = [candidate(7, 500), candidate(8, 900)];
    let found = suggest(&line(500, "COMPANY 7 LTD", "dues".into()), &all);
    assert!(found.exact.is_empty());
    assert_eq!(found.list.len(), 1);
    assert_eq!(
        found.list[0].reasons,
        [Reason::Amount, Reason::Name, Reason::Day]
    );
}

#[test]
fn a_reference_goes_before_whoever_paid_and_that_before_how_much() {
    let mut all = [1, 2, 3].map(|seq| candidate(seq, 500));
    all[1].known_account = true;
    all[1].code = "91440300MA5EXAMPL0".into();
    let purpose = format!("{} {}", all[2].reference, all[1].code);
    let found = suggest(&line(500, "company 2 ltd", purpose), &all);
    let order: Vec<&InvoiceId> = found.list.iter().map(|s| &s.id).collect();
    assert_eq!(order, [&all[2].id, &all[1].id, &all[0].id]);
    // Three owe what came; the one that is named goes first, though it owes another amount.
    all[1] = Candidate {
        open: Fen(900),
        ..candidate(2, 900)
    };
    let found = suggest(&line(500, "old 2", "dues".into()), &all);
    assert_eq!(found.list[0].id, all[1].id);
    assert_eq!(found.list.iter().filter(|s| s.is_told()).count(), 1);
}

#[test]
fn a_name_is_never_outdone_by_an_account_and_where_they_disagree_it_is_said() {
    let mut all = [candidate(1, 900), candidate(2, 500)];
    all[0].issued_on = "2026-12-01".parse().unwrap();
    all[1].known_account = true;
    let found = suggest(&line(500, "company 1 ltd", "dues".into()), &all);
    assert_eq!(found.list[0].id, all[0].id);
    assert_eq!(found.list[0].reasons, [Reason::Name]);
    assert!(found.list[0].score > found.list[1].score);
    assert_eq!(found.doubts, [Doubt::Disagree]);
    // One who pays for others too disagrees with nobody, nor does a line that says what it pays.
    all[0].known_account = true;
    let found = suggest(&line(500, "company 1 ltd", "dues".into()), &all);
    assert_eq!(
        (found.list[0].id.clone(), found.doubts),
        (all[0].id.clone(), vec![])
    );
    all[0].known_account = false;
    let found = suggest(&line(500, "company 1 ltd", all[1].number.clone()), &all);
    assert_eq!(
        (found.list[0].id.clone(), found.doubts),
        (all[1].id.clone(), vec![])
    );
    // The company that is named owes nothing: the account alone proposes nobody unasked.
    all[1].names_other = true;
    let found = suggest(&line(500, "company 9 ltd", "dues".into()), &all[1..]);
    assert_eq!(
        (found.list[0].score, found.doubts),
        (9, vec![Doubt::Disagree])
    );
    all[1].names_other = false;
    let found = suggest(&line(500, "", "dues".into()), &all[1..]);
    assert_eq!((found.list[0].score, found.doubts), (21, vec![]));
}

#[test]
fn a_refund_and_a_day_before_the_invoice_are_named_and_not_exact() {
    let all = [candidate(1, 500)];
    let mut early = line(500, "", all[0].reference.clone());
    early.on = "2025-11-24".parse().unwrap();
    let found = suggest(&early, &all);
    assert_eq!((found.exact.len(), found.doubts), (0, vec![Doubt::Before]));
    let refund = format!("{} REFUND", all[0].reference);
    let found = suggest(&line(500, "", refund), &all);
    assert_eq!((found.exact.len(), found.doubts), (0, vec![Doubt::Refund]));
}

#[test]
fn who_owes_the_same_sum_by_chance_is_told_by_nothing() {
    let all = [1, 2].map(|seq| candidate(seq, 500));
    let found = suggest(&line(500, "a stranger", "dues".into()), &all);
    assert_eq!(found.list.len(), 2);
    assert!(found.list.iter().all(|s| !s.is_told() && s.score < 10));
}

#[test]
fn a_reference_in_what_the_bank_took_back_pays_nothing() {
    let all = [candidate(1, 500)];
    let mut back = line(500, "", all[0].reference.clone());
    assert_eq!(suggest(&back, &all).exact.len(), 1);
    for what in [What::Return, What::Charge] {
        back.what = what;
        assert_eq!(suggest(&back, &all), Suggested::default());
    }
}

#[test]
fn a_number_or_a_firm_that_is_written_comes_before_an_equal_amount() {
    let all = [candidate(1, 500), candidate(2, 900), candidate(3, 700)];
    let found = suggest(&line(500, "somebody", "dues d2026-00002".to_owned()), &all);
    assert_eq!(found.list[0].id, all[1].id);
    assert!(found.list[0].is_told() && found.exact.is_empty());
    let found = suggest(
        &line(500, "somebody", "for company 3 ltd.".to_owned()),
        &all,
    );
    assert_eq!(found.list[0].id, all[2].id);
    assert!(found.list[0].reasons.contains(&Reason::Name));
}

proptest! {
    #[test]
    fn what_is_exact_takes_the_whole_line_and_no_more_than_is_open(
        opens in proptest::collection::vec(0i64..1000, 1..6), amount in -100i64..3000, named in 0usize..6
    ) {
        let all: Vec<Candidate> = (1i64..).zip(&opens).map(|(n, open)| candidate(n, *open)).collect();
        let purpose: Vec<String> = all.iter().take(named).map(|c| c.reference.clone()).collect();
        let found = suggest(&line(amount, "", purpose.join(" ")), &all);
        for (id, fen) in &found.exact {
            let one = all.iter().find(|c| c.id == *id).unwrap();
            prop_assert_eq!(*fen, one.open);
        }
        if !found.exact.is_empty() {
            prop_assert_eq!(found.exact.iter().map(|(_, f)| f.0).sum::<i64>(), amount);
        }
    }
}
