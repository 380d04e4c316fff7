//! Money that came through a provider, beside what was asked for. Pure.

use super::InvoiceId;
use crate::kernel::Fen;

/// Money that a provider says has come, as far as it says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Came {
    /// How much.
    pub amount: Option<Fen>,
    /// ISO 4217 code; empty if it doesn't say.
    pub currency: String,
    /// For which invoice, where that was given along and is told again.
    pub invoice: Option<String>,
}

impl Came {
    /// Whether it is what was asked for.
    #[must_use]
    pub fn is(&self, amount: Fen, currency: &str, invoice: &InvoiceId) -> bool {
        self.amount == Some(amount) && self.is_in(currency) && !self.is_of_another(invoice)
    }

    /// Whether it is in this currency.
    #[must_use]
    pub fn is_in(&self, currency: &str) -> bool {
        self.currency.eq_ignore_ascii_case(currency)
    }

    /// How it is kept beside a try: `6000.00 CNY`, and the invoice where one was told.
    #[must_use]
    pub fn kept(&self) -> String {
        let amount = self.amount.map(Fen::grouped).unwrap_or_default();
        let invoice = self.invoice.as_deref().unwrap_or_default();
        format!("{amount} {} {invoice}", self.currency.to_uppercase())
    }

    /// Whether it names an invoice that is not this one.
    #[must_use]
    pub fn is_of_another(&self, invoice: &InvoiceId) -> bool {
        self.invoice
            .as_ref()
            .is_some_and(|told| told != invoice.as_str())
    }

    /// What was kept so.
    #[must_use]
    pub fn of_kept(kept: &str) -> Self {
        let (amount, rest) = kept.split_once(' ').unwrap_or_default();
        let (currency, invoice) = rest.split_once(' ').unwrap_or((rest, ""));
        Self {
            amount: Fen::parse(amount),
            currency: currency.to_owned(),
            invoice: Some(invoice.to_owned()).filter(|told| !told.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_amount_the_currency_and_the_invoice_asked_for_are_what_was_asked_for() {
        let invoice = InvoiceId::new();
        let fine = Came {
            amount: Some(Fen(600_000)),
            currency: "cny".to_owned(),
            invoice: Some(invoice.to_string()),
        };
        let is = |came: &Came| came.is(Fen(600_000), "CNY", &invoice);
        assert!(is(&fine));
        assert_eq!(
            Came::of_kept(&fine.kept()),
            Came {
                currency: "CNY".to_owned(),
                ..fine.clone()
            }
        );
        assert_eq!(Came::of_kept("1.00 USD ").invoice, None);
        for wrong in [
            Came {
                amount: Some(Fen(599_999)),
                ..fine.clone()
            },
            Came {
                amount: None,
                ..fine.clone()
            },
            Came {
                currency: "usd".to_owned(),
                ..fine.clone()
            },
            Came {
                currency: String::new(),
                ..fine.clone()
            },
            Came {
                invoice: Some(InvoiceId::new().to_string()),
                ..fine.clone()
            },
        ] {
            assert!(!is(&wrong), "{wrong:?}");
        }
        let untold = Came {
            invoice: None,
            ..fine
        };
        assert!(is(&untold));
    }
}
