//! Posted forms of dues, read into clean values.

mod bank;
mod texts;

use super::rules::ladder;
use super::rules::ledger::Method;
use super::rules::payment::NewPayment;
use super::rules::relief::Relief;
use super::rules::standard::Standard;
use super::rules::{DuesRules, FiscalId, InvoiceId, PaymentId, StandardId};
use super::store::papers::{FiscalReceipt, TaxTitle};
use crate::chamber::rules::Ranks;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Day, Fen, Moment, text};
use crate::membership::rules::period::{MonthDay, PeriodKind, PeriodRules, ProRata};
use crate::say;
use crate::web::Form;

pub use bank::{COLUMNS, SPLITS, fill_mapping, mapping, splits};
pub use texts::{fill_ladder_texts, ladder_texts};

/// A standard of dues: an empty fee means that the rank is not asked for any.
pub fn standard(form: &mut Form, ranks: &Ranks) -> Option<Standard> {
    let name = form.text("name", 1..=80);
    let resolution = form.text("resolution", 1..=200);
    let adopted_on = form.date("adopted_on");
    let valid_from = form.date("valid_from");
    let joining_fee = form.money("joining_fee");
    let mut levels = vec![];
    let mut fine = true;
    for rank in &ranks.list {
        let field = format!("fee-{}", rank.code);
        if form.value(&field).trim().is_empty() {
            continue;
        }
        match form.money(&field) {
            Some(fee) => levels.push((rank.code.clone(), fee)),
            None => fine = false,
        }
    }
    if fine && levels.is_empty() {
        let first = ranks.list.first().map_or("", |rank| rank.code.as_str());
        form.refuse(&format!("fee-{first}"), say!("dues-standard-empty"));
        return None;
    }
    let standard = Standard {
        id: StandardId::new(),
        name: name?,
        resolution: resolution?,
        adopted_on: adopted_on?,
        valid_from: valid_from?,
        joining_fee: joining_fee?,
        levels,
        by: String::new(),
    };
    fine.then_some(standard)
}

/// A payment written down by hand.
pub fn payment(
    form: &mut Form,
    company: &CompanyId,
    to: Option<(&InvoiceId, Fen)>,
) -> Option<NewPayment> {
    let amount = form.money("amount");
    let received_on = form.date("received_on");
    let method = form.choice("method", |word| {
        Method::BY_HAND.into_iter().find(|m| m.word() == word)
    });
    let payer = form.text("payer", 0..=120);
    let note = form.text("note", 0..=300);
    let amount = amount?;
    let to = to.map(|(id, open)| (id.clone(), Fen(open.0.min(amount.0))));
    Some(NewPayment {
        key: format!("hand:{}", Id::<Form>::new()),
        company: company.clone(),
        method: method?,
        amount,
        received_on: received_on?,
        payer: payer?,
        payer_account: String::new(),
        note: note?,
        to: to.into_iter().collect(),
        spread: form.ticked("spread"),
    })
}

/// The form of a payment, fresh.
pub fn fresh_payment(amount: Fen, today: Day) -> Form {
    let mut form = Form::of([("received_on", today.to_string())]);
    form.put("method", Method::Bank.word());
    if amount.0 > 0 {
        form.put("amount", amount.grouped());
    }
    form
}

/// A waiver or instalments, with the reason.
pub fn relief(form: &mut Form) -> Option<(Relief, String)> {
    let kind = form.choice("relief", |word| {
        ["waive", "parts"].into_iter().find(|w| *w == word)
    });
    let why = form.text("why", 1..=500);
    let relief = match kind? {
        "waive" => Relief::Waive(form.money("waive")?),
        _ => {
            let (parts, first) = (form.number("parts", 2..=60), form.date("first"));
            Relief::Parts(parts?, first?)
        }
    };
    Some((relief, why?))
}

/// A fiscal receipt for a payment, or one that was spoiled.
pub fn fiscal(
    form: &mut Form,
    payment: Option<&PaymentId>,
    moment: Moment,
) -> Option<FiscalReceipt> {
    let number = form.text("number", 4..=40);
    let batch = form.text("batch", 0..=40);
    let issued_on = form.date("issued_on");
    let amount = match payment {
        Some(_) => form.money("amount"),
        None => Some(Fen(0)),
    };
    Some(FiscalReceipt {
        id: FiscalId::new(),
        number: text::dense(&number?),
        batch: text::dense(&batch?),
        payment_id: payment.cloned(),
        company_id: None,
        amount: amount?.0,
        issued_on: issued_on?,
        voided_on: payment.is_none().then(|| form.date("issued_on")).flatten(),
        void_why: if payment.is_none() {
            form.text("why", 1..=200)?
        } else {
            String::new()
        },
        file_id: None,
        by_name: String::new(),
        created_at: moment,
    })
}

/// What a company wants on its tax invoices. A special one needs everything.
pub fn title(form: &mut Form, company: &CompanyId, moment: Moment) -> Option<TaxTitle> {
    let kind = form.choice("kind", |word| {
        ["plain", "special"].into_iter().find(|w| *w == word)
    });
    let least = usize::from(kind == Some("special"));
    let title = form.text("title", 1..=120);
    let typed = form.text("tax_number", 1..=30);
    let tax_number = typed.and_then(|typed| match CreditCode::parse(&typed) {
        Ok(code) => Some(code.to_string()),
        Err(_) => {
            form.refuse("tax_number", say!("dues-title-number-wrong"));
            None
        }
    });
    let address = form.text("address", least..=200);
    let phone = form.text("phone", least..=40);
    let bank = form.text("bank", least..=120);
    let account = form.text("account", least..=40);
    let email = form
        .maybe("email", Form::email)
        .map(Option::unwrap_or_default);
    Some(TaxTitle {
        company_id: company.clone(),
        kind: kind?.to_owned(),
        title: title?,
        tax_number: tax_number?,
        address: address?,
        phone: phone?,
        bank: bank?,
        account: account?,
        email: email?,
        changed_at: moment,
    })
}

/// The form that shows it.
pub fn fill_title(title: &TaxTitle) -> Form {
    Form::of([
        ("kind", title.kind.as_str()),
        ("title", &title.title),
        ("tax_number", &title.tax_number),
        ("address", &title.address),
        ("phone", &title.phone),
        ("bank", &title.bank),
        ("account", &title.account),
        ("email", &title.email),
    ])
}

/// How dues are asked for.
pub fn rules(form: &mut Form) -> Option<DuesRules> {
    let payee = form.text("payee", 0..=120);
    let bank = form.text("bank", 0..=120);
    let account = form.text("account", 0..=40);
    let due_days = form.number("due_days", 0..=365);
    let waive_limit = form.money("waive_limit");
    let instalment_limit = form.money("instalment_limit");
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
    Some(MonthDay {
        month: u32::try_from(m?).ok()?,
        day: u32::try_from(d?).ok()?,
    })
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
