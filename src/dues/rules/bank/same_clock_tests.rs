//! What tells two payments apart beside their texts: the clock, and the number of the bank on other days.

use super::tests::{ALL, is_known, line, payment, stored, told};
use super::*;

#[test]
fn the_clock_tells_two_payments_of_a_day_apart_where_both_files_have_one() {
    let at = |clock: Option<u32>| Line { clock, ..payment() };
    let here = stored(&[at(Some(32_400))], ALL);
    assert_eq!(is_known(&[at(Some(57_600))], ALL, &here), [false]);
    assert_eq!(is_known(&[at(Some(32_400))], ALL, &here), [true]);
    assert_eq!(is_known(&[at(None)], ALL, &here), [true]);
    let both = [at(Some(32_400)), at(Some(57_600))];
    assert_eq!(is_known(&both, ALL, &here), [true, false]);
}

#[test]
fn a_number_of_the_bank_is_known_on_the_day_it_was_asked_for_and_on_that_it_was_booked() {
    let on = |day: u32, serial: &str| told(line(day, 81_600, "示例甲有限公司", ""), serial, None);
    let here = stored(&[on(25, "X100200300")], ALL);
    assert_eq!(is_known(&[on(24, "X100200300")], ALL, &here), [true]);
    assert_eq!(is_known(&[on(24, "X101")], ALL, &here), [false]);
    assert_eq!(is_known(&[on(4, "X100200300")], ALL, &here), [false]);
    let other = told(line(24, 81_600, "示例乙有限公司", ""), "X100200300", None);
    assert_eq!(is_known(&[other], ALL, &here), [false]);
    // Short counters begin anew each day.
    let here = stored(&[on(25, "123456")], ALL);
    assert_eq!(is_known(&[on(24, "123456")], ALL, &here), [false]);
}

#[test]
fn what_several_lines_share_or_has_no_figure_is_no_number_of_the_bank() {
    let on = |day: u32, serial: &str| told(line(day, 81_600, "示例甲有限公司", ""), serial, None);
    // How they came, and not which they are: on another day it is another payment.
    let here = stored(&[on(20, "FPS")], ALL);
    assert_eq!(is_known(&[on(24, "FPS")], ALL, &here), [false]);
    assert_eq!(is_known(&[on(20, "FPS")], ALL, &here), [true]);
    let other = told(line(20, 81_600, "示例乙有限公司", ""), "FPS", None);
    assert_eq!(is_known(&[other], ALL, &here), [false]);
    // What the payer writes each time is seen more than once here, or there.
    let here = stored(&[on(18, "DUES-26"), on(20, "DUES-26")], ALL);
    assert_eq!(is_known(&[on(24, "DUES-26")], ALL, &here), [false]);
    let here = stored(&[on(20, "DUES-26")], ALL);
    let both = [on(22, "DUES-26"), on(24, "DUES-26")];
    assert_eq!(is_known(&both, ALL, &here), [false, false]);
    // Nor is it one that is short, or a day.
    for shared in ["DUES-26", "20261120"] {
        let here = stored(&[on(20, shared)], ALL);
        assert_eq!(is_known(&[on(23, shared)], ALL, &here), [false], "{shared}");
    }
    // The same line twice in a file is one, and money that went out with the number is another.
    let fee = told(line(25, -50, "", ""), "X100200300", None);
    let here = stored(&[on(25, "X100200300"), fee], ALL);
    let twice = [on(24, "X100200300"), on(24, "X100200300")];
    assert_eq!(is_known(&twice, ALL, &here), [true, true]);
}
