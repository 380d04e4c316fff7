//! How dues are asked for, and where they are paid. Another place to pay is told to officers, who have a day to
//! stop it; the first one of an instance holds at once.

use crate::chamber::rules::{Next, Waiting};
use crate::chamber::{self, Asked, Change, Step};
use crate::dues::letters;
use crate::dues::rules::{DuesRules, PayTo};
use crate::kernel::{Role, Say};
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::Letter;
use crate::platform::rounds::Round;
use crate::platform::settings;
use crate::say;

/// Whoever looks after the money, leads the chamber or runs the portal.
impl Change for PayTo {
    const THING: &'static str = "dues";
    const GUARDS: &'static [Role] = &[Role::Admin, Role::Treasurer, Role::President];
    const TOLD: &'static [Role] = Self::GUARDS;
    const PAGE: &'static str = "/desk/dues";

    fn act(step: Step) -> &'static str {
        match step {
            Step::Asked => "dues.account.asked",
            Step::Used => "dues.account.used",
            Step::Withdrawn => "dues.account.withdrawn",
            Step::Lapsed => "dues.account.lapsed",
        }
    }

    fn in_short(&self) -> serde_json::Value {
        serde_json::json!({ "payee": self.payee, "bank": self.bank, "account": self.account })
    }

    fn what(next: &Waiting<Self>) -> Say {
        let to = &next.value;
        say!(
            "dues-account-next",
            by = next.by_name.as_str(),
            payee = to.payee.as_str(),
            bank = to.bank.as_str(),
            account = to.account.as_str(),
            at = next.due
        )
    }

    fn come(&self, tx: &mut Tx) -> Result<(), Fault> {
        let rules: DuesRules = settings::get(tx.conn())?;
        settings::set(tx, &self.within(&rules))
    }

    fn letter(step: Step, next: &Waiting<Self>, by: &str) -> Letter {
        letters::account(step, next, by)
    }
}

/// Stores how dues are asked for. Another place to pay than the one there is holds after a day; gives from when, and who was told.
///
/// # Errors
/// `Fault::Missing` for whom it isn't.
pub fn change(tx: &mut Tx, rules: &DuesRules) -> Result<Option<Asked>, Fault> {
    let set: DuesRules = settings::get(tx.conn())?;
    let before = PayTo::of(&set);
    let wanted = PayTo::of(rules);
    let is_first = before.is_nowhere() && !settings::is_set::<Next<PayTo>>(tx.conn())?;
    if wanted == before || is_first {
        chamber::change(tx, rules)?;
        return Ok(None);
    }
    chamber::change(tx, &before.within(rules))?;
    chamber::ask(tx, &wanted).map(Some)
}

/// What the clock does: another place to pay holds once its day is over.
#[must_use]
pub fn round() -> Round {
    chamber::waiting_round::<PayTo>("dues.account", "dues account")
}
