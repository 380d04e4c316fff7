//! The form of how dues are asked for and periods are counted.

use crate::dues::rules::{DuesRules, ladder};
use crate::membership::rules::period::{MonthDay, PeriodKind, PeriodRules, ProRata};
use crate::say;
use crate::web::Form;

/// How dues are asked for.
pub fn rules(form: &mut Form) -> Option<DuesRules> {
    let payee = form.text("payee", 0..=120);
    let bank = form.text("bank", 0..=120);
    let account = form.text("account", 0..=40);
    let due_days = form.number("due_days", 0..=365);
    let waive_limit = form.money("waive_limit");
    let instalment_limit = form.money("instalment_limit");
    let largest = form.money("largest").filter(|most| {
        let fine = most.0 > 0;
        if !fine {
            form.refuse("largest", say!("dues-largest-nothing"));
        }
        fine
    });
    let most_parts = form.number("most_parts", 2..=60);
    let ladder = ladder::parse(form.value("ladder"));
    if ladder.is_none() {
        form.refuse("ladder", say!("dues-ladder-wrong"));
    }
    Some(DuesRules {
        payee: payee?,
        bank: bank?,
        account: account?,
        due_days: due_days?,
        waive_limit: waive_limit?,
        instalment_limit: instalment_limit?,
        largest: largest?,
        most_parts: most_parts?,
        ladder: ladder?,
    })
}

/// The form that shows how dues and periods are counted.
pub fn fill_rules(dues: &DuesRules, periods: &PeriodRules) -> Form {
    let mut form = Form::of([
        ("payee", dues.payee.clone()),
        ("bank", dues.bank.clone()),
        ("account", dues.account.clone()),
        ("due_days", dues.due_days.to_string()),
        ("waive_limit", dues.waive_limit.grouped()),
        ("instalment_limit", dues.instalment_limit.grouped()),
        ("largest", dues.largest.grouped()),
        ("most_parts", dues.most_parts.to_string()),
        ("months", periods.months.to_string()),
        ("year_month", periods.year_starts.month.to_string()),
        ("year_day", periods.year_starts.day.to_string()),
        ("first_due_days", periods.first_due_days.to_string()),
        ("renewal_days", periods.renewal_days.to_string()),
        ("grace_days", periods.grace_days.to_string()),
        ("arrears_days", periods.arrears_days.to_string()),
    ]);
    form.put("kind", periods.kind.word());
    form.put("pro_rata", periods.pro_rata.word());
    let steps: Vec<String> = dues.ladder.iter().map(i64::to_string).collect();
    form.put("ladder", steps.join(", "));
    if let Some(from) = periods.rollover {
        form.put("rollover_month", from.month.to_string());
        form.put("rollover_day", from.day.to_string());
    }
    form.tick("confirm_lapse", periods.confirm_lapse);
    form.tick("certificate_needs_dues", periods.certificate_needs_dues);
    form
}

fn month_day(form: &mut Form, month: &str, day: &str) -> Option<MonthDay> {
    let (m, d) = (form.number(month, 1..=12), form.number(day, 1..=31));
    let found = MonthDay {
        month: u32::try_from(m?).ok()?,
        day: u32::try_from(d?).ok()?,
    };
    if !found.exists() {
        form.refuse(day, say!("dues-no-such-day"));
        return None;
    }
    Some(found)
}

/// How periods of membership are counted.
pub fn periods(form: &mut Form) -> Option<PeriodRules> {
    let kind = form.choice("kind", PeriodKind::from_word);
    let pro_rata = form.choice("pro_rata", ProRata::from_word);
    let months = form.number("months", 1..=60);
    let year_starts = month_day(form, "year_month", "year_day");
    let rolls = !form.value("rollover_month").is_empty() || !form.value("rollover_day").is_empty();
    let rollover = if rolls {
        month_day(form, "rollover_month", "rollover_day").map(Some)
    } else {
        Some(None)
    };
    let first_due_days = form.number("first_due_days", 0..=365);
    let renewal_days = form.number("renewal_days", 0..=365);
    let grace_days = form.number("grace_days", 0..=730);
    let arrears_days = form.number("arrears_days", 0..=1460);
    Some(PeriodRules {
        kind: kind?,
        year_starts: year_starts?,
        rollover: rollover?,
        months: u32::try_from(months?).ok()?,
        pro_rata: pro_rata?,
        first_due_days: first_due_days?,
        renewal_days: renewal_days?,
        grace_days: grace_days?,
        arrears_days: arrears_days?,
        confirm_lapse: form.ticked("confirm_lapse"),
        certificate_needs_dues: form.ticked("certificate_needs_dues"),
    })
}
