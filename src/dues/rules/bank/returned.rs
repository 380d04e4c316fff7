//! Which receipt a bank took back with a later line. Pure.

use super::what::What;
use super::{Line, names};
use crate::dues::rules::reference;

/// Whether `back` may take `line` back: it says that it is a return, comes no earlier, turns the same
/// amount round, and names the same account, name or reference.
#[must_use]
pub fn takes_back(back: &Line, line: &Line) -> bool {
    let account = !back.payer_account.is_empty() && back.payer_account == line.payer_account;
    let refers = || {
        let named = reference::find(&line.purpose);
        let again = reference::find(&back.purpose);
        again.iter().any(|one| named.contains(one))
    };
    back.what == What::Return
        && line.what == What::Plain
        && line.amount.0 == -back.amount.0
        && line.on <= back.on
        && (account || names::same(&back.payer, &line.payer) || refers())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Fen;

    fn line(day: &str, amount: i64, payer: &str, account: &str) -> Line {
        Line {
            on: day.parse().unwrap(),
            amount: Fen(amount),
            payer: payer.into(),
            payer_account: account.into(),
            ..Line::default()
        }
    }

    #[test]
    fn a_return_takes_back_what_it_names_and_nothing_later_or_of_another() {
        let mut back = line("2026-11-03", -500, "示例（甲）公司", "");
        back.what = What::Return;
        assert!(takes_back(
            &back,
            &line("2026-11-02", 500, "示例(甲)公司", "1")
        ));
        for other in [
            line("2026-11-04", 500, "示例(甲)公司", "1"),
            line("2026-11-02", 501, "示例(甲)公司", "1"),
            line("2026-11-02", 500, "示例(乙)公司", ""),
            line("2026-11-02", -500, "示例(甲)公司", "1"),
        ] {
            assert!(!takes_back(&back, &other), "{other:?}");
        }
        back.what = What::Plain;
        assert!(!takes_back(
            &back,
            &line("2026-11-02", 500, "示例(甲)公司", "1")
        ));
        back = Line {
            what: What::Return,
            payer: String::new(),
            payer_account: "1".into(),
            ..back
        };
        assert!(takes_back(&back, &line("2026-11-02", 500, "another", "1")));
        back.payer_account = String::new();
        back.purpose = reference::make(2026, 1, 7);
        let mut named = line("2026-11-02", 500, "another", "1");
        assert!(!takes_back(&back, &named));
        named.purpose = format!("dues {}", back.purpose);
        assert!(takes_back(&back, &named));
    }
}
