//! Where members pay: a change waits a day, since whoever makes it could lead the chamber's money elsewhere.

use serde::{Deserialize, Serialize};

use super::DuesRules;
use crate::chamber::rules::Waits;

/// Whom members pay, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayTo {
    /// To whom money is transferred.
    pub payee: String,
    /// The bank.
    pub bank: String,
    /// The account there.
    pub account: String,
}

impl PayTo {
    /// What these rules say.
    #[must_use]
    pub fn of(rules: &DuesRules) -> Self {
        Self {
            payee: rules.payee.clone(),
            bank: rules.bank.clone(),
            account: rules.account.clone(),
        }
    }

    /// These rules with this place to pay.
    #[must_use]
    pub fn within(&self, rules: &DuesRules) -> DuesRules {
        let Self {
            payee,
            bank,
            account,
        } = self.clone();
        DuesRules {
            payee,
            bank,
            account,
            ..rules.clone()
        }
    }

    /// Whether nobody could pay there: no account is named.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        self.bank.is_empty() && self.account.is_empty()
    }
}

impl Waits for PayTo {
    const NEXT: &'static str = "dues_account_next";
}
