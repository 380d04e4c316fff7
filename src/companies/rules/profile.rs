//! How a company describes itself.

use super::choices::{Currency, Industry, LegalForm, RevenueBand, StaffBand};
use crate::kernel::Day;
use crate::kernel::credit_code::CreditCode;
use serde::{Deserialize, Serialize};

/// A company's own description. What isn't known is empty or `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Registered name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Credit code, once it is known to be theirs alone.
    pub credit_code: Option<CreditCode>,
    /// Code of the legal form.
    pub legal_form: String,
    /// Founded on.
    pub founded_on: Option<Day>,
    /// Registered capital in hundredths of the currency; 0 if unknown.
    pub capital_fen: i64,
    /// Currency of the capital.
    pub currency: String,
    /// Section of GB/T 4754-2017, A to T.
    pub industry: String,
    /// Code of the staff band.
    pub staff: String,
    /// Code of the revenue band.
    pub revenue: String,
    /// Address.
    pub address: String,
    /// Website.
    pub website: String,
    /// What the company does.
    pub introduction: String,
}

impl Profile {
    /// Message key of the industry.
    pub fn industry_key(&self) -> Option<&'static str> {
        Industry::from_word(&self.industry).map(Industry::key)
    }

    /// Message key of the legal form.
    pub fn legal_form_key(&self) -> Option<&'static str> {
        LegalForm::from_word(&self.legal_form).map(LegalForm::key)
    }

    /// Message key of the staff band.
    pub fn staff_key(&self) -> Option<&'static str> {
        StaffBand::from_word(&self.staff).map(StaffBand::key)
    }

    /// Message key of the revenue band.
    pub fn revenue_key(&self) -> Option<&'static str> {
        RevenueBand::from_word(&self.revenue).map(RevenueBand::key)
    }

    /// Message key of the capital's currency.
    pub fn currency_key(&self) -> Option<&'static str> {
        Currency::from_word(&self.currency).map(Currency::key)
    }

    /// The capital in ten thousands; empty if unknown.
    pub fn capital(&self) -> String {
        if self.capital_fen > 0 {
            super::in_ten_thousands(self.capital_fen)
        } else {
            String::new()
        }
    }
}
