//! Which column of a bank's table is what: said once for each bank and kept. Pure.

use serde::{Deserialize, Serialize};

use crate::kernel::sheet::Layout;

/// Which column is what, by the words at its head. Empty: there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Where the table is.
    pub layout: Layout,
    /// The day.
    pub day: String,
    /// Amounts, signed or beside a direction.
    pub amount: String,
    /// Whether they came in or went out.
    pub direction: String,
    /// What those are that carry no sign, where no column says it.
    pub unsigned: Unsigned,
    /// Their currency.
    pub currency: String,
    /// What came in.
    pub credit: String,
    /// What went out.
    pub debit: String,
    /// The other side's name.
    pub payer: String,
    /// The other side's account.
    pub account: String,
    /// The name of who was paid, where the payer's column names the chamber itself when money goes out.
    pub payee: String,
    /// Their account.
    pub payee_account: String,
    /// What was written with it; may be two columns.
    pub purpose: String,
    /// More of that.
    pub purpose_too: String,
    /// The balance afterwards.
    pub balance: String,
    /// The number that the bank gives to each line.
    pub serial: String,
    /// How a payment stands.
    pub state: String,
    /// What that column says of money that came, beside what is known: somebody said so.
    pub taken: Vec<String>,
}

impl Mapping {
    /// All columns.
    fn columns(&mut self) -> [&mut String; 15] {
        [
            &mut self.day,
            &mut self.amount,
            &mut self.direction,
            &mut self.currency,
            &mut self.credit,
            &mut self.debit,
            &mut self.payer,
            &mut self.account,
            &mut self.payee,
            &mut self.payee_account,
            &mut self.purpose,
            &mut self.purpose_too,
            &mut self.balance,
            &mut self.serial,
            &mut self.state,
        ]
    }

    /// This mapping without the columns that a file with these heads doesn't have.
    fn among(mut self, heads: &[String]) -> Self {
        for column in self.columns() {
            if !heads.contains(column) {
                column.clear();
            }
        }
        self
    }

    /// This mapping for a file with these heads, if it has the day and an amount.
    #[must_use]
    pub fn fitting(&self, heads: &[String]) -> Option<Self> {
        let mut money = [&self.amount, &self.credit].into_iter();
        let fits = heads.contains(&self.day) && money.any(|head| heads.contains(head));
        fits.then(|| self.clone().among(heads))
    }

    /// This mapping where it says something, `other` where it leaves a column open.
    #[must_use]
    pub fn completed(mut self, mut other: Self) -> Self {
        if !(self.amount.is_empty() && self.credit.is_empty() && self.debit.is_empty()) {
            other.amount.clear();
            other.credit.clear();
            other.debit.clear();
        }
        // Who was paid belongs to the column with who paid.
        if !self.payer.is_empty() && self.payer != other.payer {
            other.payee.clear();
        }
        if !self.account.is_empty() && self.account != other.account {
            other.payee_account.clear();
        }
        // One column is not told twice.
        let mut more = vec![other.purpose_too, other.purpose];
        more.retain(|head| !head.is_empty() && *head != self.purpose && *head != self.purpose_too);
        let mut next = |own: &String| match own.is_empty() {
            true => more.pop().unwrap_or_default(),
            false => String::new(),
        };
        other.purpose = next(&self.purpose);
        other.purpose_too = next(&self.purpose_too);
        for (own, other) in self.columns().into_iter().zip(other.columns()) {
            if own.is_empty() {
                own.clone_from(other);
            }
        }
        self
    }
}

/// What amounts without a sign are, in a file that says nowhere else whether money came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unsigned {
    /// Nobody said so yet: such a file is not read.
    #[default]
    Ask,
    /// They came in.
    In,
    /// They went out.
    Out,
}

impl Unsigned {
    /// The word in the form; empty while nobody said anything.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "",
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// What the form says.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let mut known = [Self::In, Self::Out].into_iter();
        known.find(|u| u.word() == word).unwrap_or_default()
    }
}
