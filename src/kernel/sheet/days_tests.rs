//! Days as strangers' files have them.

use super::*;
use proptest::prelude::*;

fn said(text: &str) -> String {
    day(text).map_or_else(String::new, |day| day.to_string())
}

#[test]
fn a_day_is_read_however_it_is_certainly_written() {
    for text in [
        "2024-03-05",
        "2024/3/5",
        "2024.3.5",
        "2024. 3. 5",
        "2024年3月5日",
        "２０２４年３月５日",
        "20240305",
        "20240305 15:24:03",
        "20240305152403",
        "20240305152403123",
        "2024-03-05T15:24:03+0800",
        "2024-03-05 15:24:03.1234567",
        "2024-03-05 星期二",
        "民国113年3月5日",
        "中華民國113年3月5日",
        "民國 113/03/05",
        "5 Mar 2024",
        "05-Mar-2024",
        "March 5, 2024",
        "Tue, 5 March 2024 10:00",
        "05.03.2024",
        "45356",
        "45356.5",
        "45356.00",
    ] {
        assert_eq!(said(text), "2024-03-05", "{text}");
    }
    assert_eq!(said("31/12/2026"), "2026-12-31");
    assert_eq!(said("12/31/2026"), "2026-12-31");
    assert_eq!(said("6-6-2026"), "2026-06-06");
    assert_eq!(said("45961"), "2025-10-31");
    assert_eq!(said("民国元年1月1日"), "1912-01-01");
}

#[test]
fn what_is_no_day_or_could_be_two_is_none() {
    for text in [
        "",
        "-",
        "20226-12-31",
        "20226",
        "2062",
        "9999-12-31",
        "99991231",
        "0202/2/5",
        "18991231",
        "262142-12-31",
        "113/03/05",
        "1130305",
        "05/03/2024",
        "5/3/24",
        "05-Mar-24",
        "13/13/2024",
        "2024-02-30",
        "2024年3月",
        "2024.3",
        "2024",
        "45961-1",
        "99999",
        "1234.5",
        "2024.1.1-2024.12.31",
        "20240101-20241231",
        "约2024-03-05",
        "#N/A",
        "4294967296-01-01",
    ] {
        assert_eq!(said(text), "", "{text}");
    }
}

#[test]
fn an_order_that_is_told_or_that_the_column_shows_decides() {
    let as_said = |text, order| day_as(text, order).map(|day| day.to_string());
    let read = |day: &str| Some(day.to_owned());
    assert_eq!(as_said("05/03/2024", Order::DayFirst), read("2024-03-05"));
    assert_eq!(as_said("05/03/2024", Order::MonthFirst), read("2024-05-03"));
    assert_eq!(as_said("25/03/2024", Order::MonthFirst), None);
    assert_eq!(as_said("113/03/05", Order::Republic), read("2024-03-05"));
    assert_eq!(as_said("1130305", Order::Republic), read("2024-03-05"));
    assert_eq!(as_said("2024-03-05", Order::Republic), read("2024-03-05"));
    assert!(is_open("05/03/2024") && !is_open("25/03/2024") && !is_open("05.03.2024"));
    let column = |cells: &[&str]| of_column(cells.iter().map(|cell| (*cell).to_owned()));
    assert_eq!(column(&["05/03/2024", "25/03/2024", "x"]), Order::DayFirst);
    assert_eq!(column(&["05/03/2024", "3/25/2024"]), Order::MonthFirst);
    assert_eq!(column(&["25/03/2024", "3/25/2024"]), Order::Unsaid);
    assert_eq!(column(&["05/03/2024", "2024-03-25"]), Order::Unsaid);
}

#[test]
fn a_month_alone_has_a_first_and_a_last_day() {
    let span = |text: &str| month(text).map(|(a, b)| format!("{a} {b}"));
    for text in [
        "2024年2月",
        "2024-02",
        "2024/2",
        "２０２４年２月",
        "民国113年2月",
        "2024年2月份",
    ] {
        assert_eq!(
            span(text).as_deref(),
            Some("2024-02-01 2024-02-29"),
            "{text}"
        );
    }
    for text in [
        "2024.2",
        "202402",
        "2024",
        "2024年",
        "2024年13月",
        "2/2024",
        "2024-02-01",
        "20224年2月",
    ] {
        assert_eq!(span(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_a_cell_says_it_is_a_day_within_or_none(text in "[0-9０-９./年月日民国元 :a-zT-]{0,24}|\\PC{0,12}") {
        for order in Order::ALL {
            if let Some(day) = day_as(&text, order) {
                prop_assert!(is_within(&day));
            }
        }
        let _ = month(&text);
    }

    #[test]
    fn a_day_that_is_written_is_read_back(days in 0u64..100_000) {
        let day = Day::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(days);
        for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y%m%d", "%-d %b %Y", "%d.%m.%Y"] {
            let text = day.format(form).to_string();
            prop_assert_eq!(super::day(&text), Some(day), "{}", text);
        }
        let text = day.format("%d/%m/%Y").to_string();
        prop_assert_eq!(day_as(&text, Order::DayFirst), Some(day));
    }
}
