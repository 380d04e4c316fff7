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
    let here = stored(&[on(25, "X100")], ALL);
    assert_eq!(is_known(&[on(24, "X100")], ALL, &here), [true]);
    assert_eq!(is_known(&[on(24, "X101")], ALL, &here), [false]);
    assert_eq!(is_known(&[on(4, "X100")], ALL, &here), [false]);
    let other = told(line(24, 81_600, "示例乙有限公司", ""), "X100", None);
    assert_eq!(is_known(&[other], ALL, &here), [false]);
    // Short counters begin anew each day.
    let here = stored(&[on(25, "123456")], ALL);
    assert_eq!(is_known(&[on(24, "123456")], ALL, &here), [false]);
}
