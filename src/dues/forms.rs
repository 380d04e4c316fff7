//! Posted forms of dues, read into clean values.

mod bank;
mod settings;
mod texts;

use super::rules::ledger::Method;
use super::rules::payment::NewPayment;
use super::rules::relief::Relief;
use super::rules::standard::{AdoptedBy, Standard};
use super::rules::{FiscalId, InvoiceId, PaymentId, StandardId};
use super::store::papers::{FiscalReceipt, TaxTitle};
use crate::chamber::rules::Ranks;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Day, Fen, Moment, Say, text};
use crate::say;
use crate::web::Form;

pub use bank::{COLUMNS, SPLITS, fill_mapping, mapping, splits};
pub use settings::{fill_rules, periods, rules};
pub use texts::{fill_ladder_texts, ladder_texts};

/// A standard of dues: an empty fee means that it says nothing of the rank, 0 that the rank is asked for nothing.
pub fn standard(form: &mut Form, ranks: &Ranks) -> Option<Standard> {
    let name = form.text("name", 1..=80);
    let resolution = form.text("resolution", 1..=200);
    let organ = form.choice("organ", AdoptedBy::from_word);
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
        organ: organ?,
        adopted_on: adopted_on?,
        valid_from: valid_from?,
        joining_fee: joining_fee?,
        levels,
        by: String::new(),
        paper: None,
    };
    fine.then_some(standard)
}

/// The field of the largest amount of a standard.
pub fn dearest(standard: &Standard) -> String {
    let levels = standard.levels.iter();
    let levels = levels.map(|(rank, fee)| (*fee, format!("fee-{rank}")));
    let joining = (standard.joining_fee, "joining_fee".to_owned());
    levels.chain([joining]).max().unwrap_or_default().1
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

/// What was open when the page of the form was shown, if it says so.
pub fn seen(form: &Form) -> Option<Fen> {
    form.value("seen").parse().ok().map(Fen)
}

/// The field of the form of a payment that a refusal is about.
pub fn payment_field(say: &Say) -> &'static str {
    match say.key.as_ref() {
        "dues-payment-future" | "dues-payment-early" => "received_on",
        _ => "amount",
    }
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

/// A waiver or instalments, at most so many, with the reason.
pub fn relief(form: &mut Form, most_parts: i64) -> Option<(Relief, String)> {
    let kind = form.choice("relief", |word| {
        ["waive", "parts"].into_iter().find(|w| *w == word)
    });
    let why = form.text("why", 1..=500);
    let relief = match kind? {
        "waive" => Relief::Waive(form.money("waive")?),
        _ => {
            let (parts, first) = (form.number("parts", 2..=most_parts), form.date("first"));
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
