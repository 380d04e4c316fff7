//! What invoices and payments are searched by. Pure.

use crate::kernel::{pinyin, text};

fn found_by(words: [&str; 3], name: &str) -> String {
    format!("{} {}", text::fold(&words.join(" ")), pinyin::search(name))
}

/// An invoice: by whom it bills, as it is read, its number and its reference.
#[must_use]
pub fn invoice(bill_to: &str, number: &str, reference: &str) -> String {
    found_by([bill_to, number, reference], bill_to)
}

/// A payment: by its company, as it is read, by who paid and its receipt.
#[must_use]
pub fn payment(company: &str, payer: &str, receipt: &str) -> String {
    found_by([company, payer, receipt], company)
}

/// Whether what a payment is found by begins with this company's name: it was made while the company was
/// called so.
#[must_use]
pub fn is_named(search: &str, company: &str) -> bool {
    search.starts_with(&format!("{} ", text::fold(company)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_by_its_name_is_found_by_how_that_is_read() {
        let name = "\u{91cd}\u{5e86}\u{516c}\u{53f8}";
        let search = payment(name, "", "R2026-00001");
        assert!(search.starts_with(&format!("{name} r2026-00001 ")));
        assert!(search.contains("chongqing"), "{search}");
        assert!(is_named(&search, name));
        assert!(!is_named(&search, "\u{91cd}\u{5e86}"), "another company");
        let bill = invoice("ＡＢＣ", "I-1", "RF1");
        assert!(bill.starts_with("abc i-1 rf1 "), "{bill}");
    }
}
