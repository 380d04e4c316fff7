//! Exports of one account that overlap, with other columns each time: every payment comes in once.

use super::*;
use crate::dues::rules::bank::elsewhere::elsewhere;
use crate::kernel::{Day, Fen};
use proptest::prelude::*;

pub const ALL: u8 = 7;

pub fn line(day: u32, amount: i64, payer: &str, purpose: &str) -> Line {
    Line {
        on: Day::from_ymd_opt(2026, 11, day).unwrap(),
        amount: Fen(amount),
        payer: payer.into(),
        purpose: purpose.into(),
        ..Line::default()
    }
}

/// A line with the bank's number and the balance afterwards, either may be missing.
pub fn told(line: Line, serial: &str, balance: Option<i64>) -> Line {
    Line {
        serial: match serial {
            "" => String::new(),
            number => format!("流水号 {number}"),
        },
        balance: balance.map(Fen),
        ..line
    }
}

pub fn stored(lines: &[Line], columns: u8) -> Vec<Stored> {
    let one = |line: &Line| Stored {
        line: line.clone(),
        columns,
        account: "62220001".into(),
        key: None,
    };
    lines.iter().map(one).collect()
}

pub fn is_known(lines: &[Line], columns: u8, stored: &[Stored]) -> Vec<bool> {
    let file = File {
        lines,
        account: "6222 0001",
        columns,
        keys: &[],
        came: &HashSet::new(),
    };
    known(&file, stored)
}

pub fn payment() -> Line {
    line(3, 500_000, "示例甲有限公司", "会费")
}

#[test]
fn accounts_are_compared_without_what_people_put_between() {
    for typed in [
        "6222 0000 0001",
        "6222-0000-0001",
        "６２２２００００ ０００１",
        "622200000001",
    ] {
        assert_eq!(account(typed), "622200000001");
    }
    assert_eq!(account("cn 12 abc"), "CN12ABC");
    let both = accounts("6222 0001, 6222-0002，");
    assert_eq!(
        both.into_iter().collect::<Vec<_>>(),
        ["62220001", "62220002"]
    );
    // The same payment to another account is another.
    let other = Line {
        account: "6222 0002".into(),
        ..payment()
    };
    assert_eq!(
        is_known(&[other, payment()], ALL, &stored(&[payment()], ALL)),
        [false, true]
    );
}

#[test]
fn a_second_payment_that_looks_the_same_is_told_by_its_number_or_balance() {
    for (first, second) in [
        (("SN001", Some(600_000)), ("SN002", Some(1_100_000))),
        (("SN001", None), ("SN002", None)),
        (("", Some(600_000)), ("", Some(1_100_000))),
        // Numbers that begin anew with each export don't make it the same.
        (("1", Some(600_000)), ("1", Some(1_100_000))),
    ] {
        let [one, two] = [first, second].map(|(serial, balance)| told(payment(), serial, balance));
        let here = stored(std::slice::from_ref(&one), ALL);
        assert_eq!(
            is_known(std::slice::from_ref(&two), ALL, &here),
            [false],
            "{second:?}"
        );
        assert_eq!(
            is_known(&[one, two], ALL, &here),
            [true, false],
            "{second:?}"
        );
    }
}

#[test]
fn a_line_is_the_same_whatever_one_export_leaves_out() {
    let whole = told(payment(), "SN001", Some(600_000));
    let without = [
        told(payment(), "", Some(600_000)),
        told(payment(), "SN001", None),
        payment(),
    ];
    for some in without {
        for (here, comes) in [(&whole, &some), (&some, &whole)] {
            let here = stored(std::slice::from_ref(here), ALL);
            assert_eq!(
                is_known(std::slice::from_ref(comes), ALL, &here),
                [true],
                "{some:?}"
            );
        }
    }
    // A file without the column of payers, or of purposes.
    for (some, columns) in [
        (line(3, 500_000, "", "会费"), 4),
        (line(3, 500_000, "示例甲有限公司", ""), 1),
    ] {
        let here = stored(std::slice::from_ref(&some), columns);
        assert_eq!(is_known(&[payment()], ALL, &here), [true]);
        assert_eq!(
            is_known(&[some], columns, &stored(&[payment()], ALL)),
            [true]
        );
    }
    // Numbers of two kinds can't be compared; all else is the same.
    let other = Line {
        serial: "回单编号 77".into(),
        ..whole.clone()
    };
    assert_eq!(is_known(&[other], ALL, &stored(&[whole], ALL)), [true]);
}

#[test]
fn numbers_that_count_the_lines_of_an_export_say_little() {
    let of =
        |payer: &str, number: &str, balance| told(line(3, 500_000, payer, "会费"), number, balance);
    for (here, comes, found) in [
        (of("甲", "1", None), of("乙", "1", None), false),
        (of("甲", "1", None), of("甲", "2", None), false),
        (of("甲", "1", None), of("甲", "1", None), true),
        // The balance is the same: it is counted anew.
        (of("甲", "1", Some(7)), of("甲", "2", Some(7)), true),
        (of("甲", "1", None), of("甲", "2", Some(7)), true),
    ] {
        assert_eq!(
            is_known(std::slice::from_ref(&comes), ALL, &stored(&[here], ALL)),
            [found],
            "{comes:?}"
        );
    }
}

#[test]
fn what_differs_is_another_payment() {
    let here = stored(&[payment()], ALL);
    for other in [
        line(4, 500_000, "示例甲有限公司", "会费"),
        line(3, 500_001, "示例甲有限公司", "会费"),
        line(3, 500_000, "示例乙有限公司", "会费"),
        line(3, 500_000, "示例甲有限公司", "会费 2"),
        // Its file has the column, and nothing in it.
        line(3, 500_000, "示例甲有限公司", ""),
        line(3, 500_000, "", "会费"),
    ] {
        assert_eq!(
            is_known(std::slice::from_ref(&other), ALL, &here),
            [false],
            "{other:?}"
        );
    }
    // Money that came, was sent back and came again from somebody else: the balance is the same.
    let [one, two] =
        ["甲", "乙"].map(|payer| told(line(3, 500_000, payer, "会费"), "", Some(600_000)));
    assert_eq!(is_known(&[two], ALL, &stored(&[one], ALL)), [false]);
    // Brackets, width and spaces make no difference.
    let [one, two] =
        ["示例（深圳）有限公司", "示例(深圳) 有限公司"].map(|payer| line(3, 1, payer, "HF26"));
    assert_eq!(is_known(&[two], ALL, &stored(&[one], ALL)), [true]);
}

#[test]
fn two_that_look_alike_are_two_unless_they_have_one_number() {
    let two = [payment(), payment()];
    assert_eq!(is_known(&two, ALL, &[]), [false, false]);
    assert_eq!(is_known(&two, ALL, &stored(&two[..1], ALL)), [true, false]);
    assert_eq!(is_known(&two, ALL, &stored(&two, ALL)), [true, true]);
    let pasted = [0, 1].map(|_| told(payment(), "SN001", Some(600_000)));
    assert_eq!(is_known(&pasted, ALL, &[]), [false, true]);
    let counted = [600_000, 1_100_000].map(|balance| told(payment(), "1", Some(balance)));
    assert_eq!(is_known(&counted, ALL, &[]), [false, false]);
}

#[test]
fn what_an_earlier_build_brought_in_stays_known() {
    let early = |line: &Line, key: &str, placed: bool| Stored {
        account: if placed { "62220001" } else { "" }.to_owned(),
        line: line.clone(),
        columns: ALL,
        key: Some(key.to_owned()),
    };
    let comes = |line: &Line, stored: &[Stored]| {
        let file = File {
            lines: &[
                told(line.clone(), "SN001", Some(600_000)),
                told(line.clone(), "SN002", Some(1_100_000)),
            ],
            account: "6222 0001",
            columns: ALL,
            keys: &["one".into(), "two".into()],
            came: &HashSet::new(),
        };
        known(&file, stored)
    };
    // By the words, by the key where the account isn't known, by the payer where the purpose was taken
    // from other columns. One line makes one known, however many ways lead to it.
    let elsewhere = line(3, 500_000, "示例甲有限公司", "转账");
    for (here, found) in [
        (early(&payment(), "other", true), [true, false]),
        (early(&payment(), "one", true), [true, false]),
        (early(&payment(), "two", false), [false, true]),
        (early(&payment(), "other", false), [false, false]),
        (early(&elsewhere, "other", true), [true, false]),
    ] {
        assert_eq!(
            comes(&payment(), std::slice::from_ref(&here)),
            found,
            "{here:?}"
        );
    }
}

#[test]
fn a_run_that_was_interrupted_goes_on_as_it_began() {
    let lines = [payment(), payment(), payment()];
    let keys = [];
    let here = stored(&lines[..1], ALL);
    let (none, came) = (HashSet::new(), HashSet::from([1]));
    let file = |came| File {
        lines: &lines,
        account: "62220001",
        columns: ALL,
        keys: &keys,
        came,
    };
    assert_eq!(known(&file(&none), &here), [true, false, false]);
    assert_eq!(known(&file(&came), &here), [true, true, false]);
}

#[test]
fn tens_of_thousands_of_one_amount_and_day_are_paired_in_seconds() {
    let began = std::time::Instant::now();
    let all = |from: i64, to: i64| -> Vec<Line> {
        let one = |n: i64| {
            told(
                line(3, 500_000, &format!("甲{n}"), "会费"),
                &format!("SN{n}"),
                Some(n),
            )
        };
        (from..to).map(one).collect()
    };
    let here = stored(&all(0, 40_000), ALL);
    let found = is_known(&all(20_000, 60_000), ALL, &here);
    assert_eq!(found.iter().filter(|known| **known).count(), 20_000);
    assert!(began.elapsed() < std::time::Duration::from_secs(20));
}

/// What a bank books on some days: the day and who pays; all that comes in has a number and a balance.
fn booked(days: Vec<(u32, usize)>) -> Vec<Line> {
    let mut days = days;
    days.sort_unstable();
    let mut balance = 0;
    let one = |(n, (day, who)): (usize, (u32, usize))| {
        balance += 500_000;
        let payer = ["甲", "乙", "甲乙"][who % 3];
        told(
            line(day, 500_000, payer, "会费"),
            &format!("SN{n:04}"),
            Some(balance),
        )
    };
    days.into_iter().enumerate().map(one).collect()
}

/// An export of it: with numbers of a kind or none, with balances or not, with payers or not.
fn export(lines: &[Line], (kind, balance, payer): (u8, bool, bool)) -> (Vec<Line>, u8) {
    let one = |line: &Line| Line {
        serial: match kind % 3 {
            0 => String::new(),
            1 => line.serial.clone(),
            _ => line.serial.replace("流水号 SN", "回单编号 H"),
        },
        balance: line.balance.filter(|_| balance),
        payer: if payer {
            line.payer.clone()
        } else {
            String::new()
        },
        ..line.clone()
    };
    (lines.iter().map(one).collect(), if payer { 5 } else { 4 })
}

proptest! {
    #[test]
    fn exports_of_whole_days_bring_each_payment_in_once(
        days in proptest::collection::vec((1u32..5, 0usize..3), 1..14),
        exports in proptest::collection::vec((1u32..5, 1u32..5, 0u8..3, any::<bool>(), any::<bool>()), 1..6),
    ) {
        let truth = booked(days);
        let (mut here, mut seen): (Vec<Stored>, HashSet<u32>) = (vec![], HashSet::new());
        for (from, to, kind, balance, payer) in exports {
            use chrono::Datelike;
            let days = from.min(to)..=from.max(to);
            let part: Vec<Line> = truth.iter().filter(|l| days.contains(&l.on.day())).cloned().collect();
            let (lines, columns) = export(&part, (kind, balance, payer));
            let known = is_known(&lines, columns, &here);
            let new: Vec<Line> = lines.iter().zip(&known).filter(|(_, known)| !**known).map(|(l, _)| l.clone()).collect();
            here.extend(stored(&new, columns));
            seen.extend(days);
            let expected = truth.iter().filter(|l| seen.contains(&l.on.day())).count();
            prop_assert_eq!(here.len(), expected);
            prop_assert!(is_known(&lines, columns, &here).iter().all(|known| *known), "the same file again");
        }
    }

    #[test]
    fn parts_of_one_day_with_numbers_or_balances_lose_nothing(
        count in 2usize..12, cut in 1usize..11, back in 0usize..3, kind in 0u8..2, balance: bool,
    ) {
        prop_assume!(cut < count && (kind == 1 || balance));
        let truth = booked(vec![(3, 0); count]);
        let (first, columns) = export(&truth[..cut], (kind, balance, true));
        let from = cut.saturating_sub(back);
        let (second, _) = export(&truth[from..], (kind, balance, true));
        let known = is_known(&second, columns, &stored(&first, columns));
        let expected: Vec<bool> = (from..count).map(|n| n < cut).collect();
        prop_assert_eq!(known, expected);
    }
}

#[test]
fn lines_that_stand_under_another_account_are_counted_and_told_by_more_than_day_and_amount() {
    let came = HashSet::new();
    let count = |lines: &[Line], account: &str, stored: &[Stored]| {
        let file = File {
            lines,
            account,
            columns: ALL,
            keys: &[],
            came: &came,
        };
        let found = elsewhere(&file, stored);
        found.get("62220001").copied().unwrap_or_default()
    };
    let mut here = stored(&[payment(), told(payment(), "", Some(9))], ALL);
    let both = [payment(), line(4, 300, "示例乙有限公司", "会费")];
    // Whatever account is said, or none.
    assert_eq!(count(&both, "6222 0002", &here), 1);
    assert_eq!(count(&both, "", &here), 1);
    // Under their own account they are known, and nowhere else.
    assert_eq!(count(&both, "6222-0001", &here), 0);
    // Known under both: nothing new comes in.
    let mut other = stored(&[payment()], ALL);
    other[0].account = "62220002".into();
    here.extend(other);
    assert_eq!(count(&both, "6222 0002", &here), 0);
    let bare = [line(3, 500_000, "", "")];
    assert_eq!(count(&bare, "6222 0002", &stored(&bare, ALL)), 0);
}
