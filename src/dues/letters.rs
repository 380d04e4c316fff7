//! Letters about dues: money came, something waits for the president, a withdrawal is confirmed.

use std::collections::HashMap;

use crate::accounts;
use crate::chamber::Step;
use crate::chamber::rules::Waiting;
use crate::companies;
use crate::companies::book;
use crate::companies::book::rules::About;
use crate::dues::rules::invoice::Invoice;
use crate::dues::rules::ladder::{LadderTexts, Tone};
use crate::dues::rules::{DuesRules, PayTo};
use crate::dues::store::money::Payment;
use crate::dues::store::papers::Request;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Fen, Role, Say};
use crate::membership::rules::Membership;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::recalled::{call_back, out_to};
use crate::platform::settings;
use crate::say;

/// The kind of letter that says that money came.
const RECEIVED: &str = "dues.received";

/// A text that is only a value.
fn value(text: &str) -> Say {
    say!("dues-letter-value", text = text)
}

/// To who pays for each company: the money came, and this is the receipt's number.
pub fn received(tx: &mut Tx, payments: &[Payment]) -> Result<(), Fault> {
    let whose = payments.iter().map(|payment| payment.company_id.clone());
    let whose: Vec<CompanyId> = whose.collect();
    let people = accounts::recipients_of_companies(tx.conn(), &whose, |p| p.pay)?;
    let told: Vec<CompanyId> = people.keys().cloned().collect();
    let companies = companies::load_many(tx.conn(), &told)?;
    let companies = companies.into_iter();
    let names: HashMap<CompanyId, String> = companies
        .map(|company| (company.id, company.profile.name))
        .collect();
    let mut letters = vec![];
    for payment in payments {
        let Some(all) = people.get(&payment.company_id) else {
            continue;
        };
        let name = names.get(&payment.company_id).ok_or(Fault::Missing)?;
        letters.extend(all.iter().map(|to| receipt(tx, payment, name, to)));
    }
    tx.post_all(letters)
}

fn receipt(tx: &Tx, payment: &Payment, company: &str, to: &Recipient) -> Letter {
    Letter::new(
        RECEIVED,
        &format!("{}:{}", payment.id, to.email),
        to,
        say!("dues-letter-received", amount = payment.fen()),
    )
    .line(say!(
        "dues-letter-received-text",
        company = company,
        day = payment.received_on
    ))
    .fact(
        say!("dues-amount"),
        say!("dues-letter-amount", amount = payment.fen()),
    )
    .fact(say!("dues-receipt"), value(&payment.receipt))
    .button(
        say!("dues-letter-open"),
        tx.link(&format!("/my/dues/{}", payment.company_id)),
    )
    .button(
        say!("dues-letter-receipt-pdf"),
        tx.link(&format!("/dues/payments/{}/receipt.pdf", payment.id)),
    )
    .line(say!("dues-letter-received-fiscal"))
    .about("payment", &payment.id)
}

/// To whoever was told that money came: it was taken back. A letter that still waits is called back instead.
pub fn taken_back(tx: &mut Tx, payment: &Payment, on: Day) -> Result<(), Fault> {
    let about = payment.id.as_str();
    call_back(tx, &[RECEIVED], about)?;
    let people = out_to(tx.conn(), &[RECEIVED], about)?;
    let name = companies::load(tx.conn(), &payment.company_id)?
        .profile
        .name;
    let url = tx.link(&format!("/my/dues/{}", payment.company_id));
    tx.post_all(people.iter().map(|to| {
        Letter::new(
            "dues.taken_back",
            &format!("{}:{}", payment.id, to.email),
            to,
            say!("dues-letter-taken-back", amount = payment.fen()),
        )
        .line(say!(
            "dues-letter-taken-back-text",
            company = name.as_str(),
            day = on
        ))
        .fact(say!("dues-receipt"), value(&payment.receipt))
        .button(say!("dues-letter-open"), url.clone())
        .about("payment", &payment.id)
    }))
}

/// To the presidents who don't act for the company: something goes beyond the treasurer's limits.
pub fn to_decide(tx: &mut Tx, invoice: &Invoice, request: &Request) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/dues/invoices/{}", invoice.id));
    let mut presidents = accounts::people_with_role(tx.conn(), Role::President)?;
    let own = accounts::colleagues(tx.conn(), &invoice.company)?;
    presidents.retain(|president| own.iter().all(|one| one.person.id != president.id));
    tx.post_all(presidents.iter().map(|person| {
        Letter::new(
            "dues.request",
            &format!("{}:{}", request.id, person.id),
            &person.recipient(),
            say!("dues-letter-request", company = invoice.bill_to.as_str()),
        )
        .line(say!(
            "dues-letter-request-text",
            name = request.asked_name.as_str()
        ))
        .quote(&request.why)
        .fact(say!("dues-number"), value(&invoice.number))
        .button(say!("dues-letter-decide"), url.clone())
        .about("invoice", &invoice.id)
    }))
}

/// What stays between a company that withdrew and the chamber.
#[derive(Debug, Clone, Copy)]
pub struct Left {
    /// What it owes: for time up to the end.
    pub open: Fen,
    /// What it paid ahead: it can be paid back.
    pub balance: Fen,
}

/// To the company's owners and the secretariat: the withdrawal is confirmed, with what stays owed and what is
/// balance.
pub fn withdrawn(tx: &mut Tx, member: &Membership, on: Day, left: Left) -> Result<(), Fault> {
    let name = companies::load(tx.conn(), &member.company)?.profile.name;
    let people = owners_and_office(tx, member)?;
    // Notice of the same day can be given anew after it was taken back.
    let now = tx.now();
    tx.post_all(people.iter().map(|to| {
        let mut letter = Letter::new(
            "dues.withdrawn",
            &format!("{}:{on}:{now}:{}", member.id, to.email),
            to,
            say!("dues-letter-withdrawn", company = name.as_str()),
        )
        .line(say!(
            "dues-letter-withdrawn-text",
            company = name.as_str(),
            day = on
        ))
        .fact(say!("membership-number"), value(&member.number))
        .about("membership", &member.id);
        if left.open.0 > 0 {
            letter = letter.line(say!("dues-letter-withdrawn-open", open = left.open));
        }
        if left.balance.0 > 0 {
            let balance = left.balance;
            letter = letter.line(say!("dues-letter-withdrawn-balance", balance = balance));
        }
        letter
    }))
}

/// The company's owners and the secretariat.
fn owners_and_office(tx: &mut Tx, member: &Membership) -> Result<Vec<Recipient>, Fault> {
    let mut people = accounts::recipients_of_company(tx.conn(), &member.company, |p| p.owner)?;
    for person in accounts::people_with_role(tx.conn(), Role::Secretary)? {
        people.push(person.recipient());
    }
    Ok(people)
}

/// To the same and the treasurer: an end was taken back, and what was billed anew with it.
pub fn stayed(
    tx: &mut Tx,
    member: &Membership,
    why: &str,
    billed: &[Invoice],
) -> Result<(), Fault> {
    let name = companies::load(tx.conn(), &member.company)?.profile.name;
    let mut people = owners_and_office(tx, member)?;
    for person in accounts::people_with_role(tx.conn(), Role::Treasurer)? {
        if people.iter().all(|known| known.email != person.email) {
            people.push(person.recipient());
        }
    }
    let (now, writer) = (tx.now(), tx.who().name().to_owned());
    tx.post_all(people.iter().map(|to| {
        let letter = Letter::new(
            "dues.stayed",
            &format!("{}:{now}:{}", member.id, to.email),
            to,
            say!("dues-letter-stayed", company = name.as_str()),
        )
        .line(say!("dues-letter-stayed-text", company = name.as_str()))
        .quote_of(&writer, why)
        .fact(say!("membership-number"), value(&member.number))
        .about("membership", &member.id);
        billed.iter().fold(letter, |letter, invoice| {
            letter.fact(say!("dues-letter-stayed-billed"), value(&invoice.number))
        })
    }))
}

/// To whom reminders go: who pays for the company in the portal, else its owners there; where nobody has an
/// account, the contacts that it is reached by about dues. Tells whether they have one.
fn reminded(tx: &mut Tx, company: &CompanyId) -> Result<(Vec<Recipient>, bool), Fault> {
    let people = accounts::recipients_of_company(tx.conn(), company, |p| p.pay)?;
    if !people.is_empty() {
        return Ok((people, true));
    }
    let reached = book::contacts_for(tx.conn(), company, About::Dues)?;
    let mut to: Vec<Recipient> = vec![];
    for one in reached.iter().filter_map(book::Reach::recipient) {
        if to.iter().all(|known| known.email != one.email) {
            to.push(one);
        }
    }
    Ok((to, false))
}

/// What is open of which invoice by when, and where it is paid to.
fn owed(mut letter: Letter, due: &[(&Invoice, Tone)], rules: &DuesRules) -> Letter {
    for (invoice, _) in due {
        letter = letter.item(say!(
            "dues-remind-item",
            number = invoice.number.as_str(),
            open = invoice.open(),
            day = invoice.next_due,
            reference = invoice.reference.as_str()
        ));
    }
    if rules.account.is_empty() {
        return letter;
    }
    letter
        .fact(say!("dues-payee"), value(&rules.payee))
        .fact(say!("dues-bank"), value(&rules.bank))
        .fact(say!("dues-bank-account"), value(&rules.account))
}

/// To who pays for a company: everything of it that a step of the ladder is due for, in one mail.
pub fn remind(tx: &mut Tx, due: &[(&Invoice, Tone)], today: Day) -> Result<(), Fault> {
    let Some((first, _)) = due.first() else {
        return Ok(());
    };
    let rules: DuesRules = settings::get(tx.conn())?;
    let company = first.company.clone();
    let open = Fen(due.iter().map(|(i, _)| i.open().0).sum());
    // The sternest word that fits any of them.
    let has = |tone: &Tone| due.iter().any(|(_, t)| t == tone);
    let tone = Tone::ALL.into_iter().rfind(has).unwrap_or(Tone::New);
    let subject = match tone {
        Tone::Last => "dues-remind-last",
        Tone::Late => "dues-remind-late",
        Tone::Friendly => "dues-remind-friendly",
        Tone::New => "dues-remind-new",
    };
    let texts: LadderTexts = settings::get(tx.conn())?;
    let lang = tx.brand()?.lang;
    let url = tx.link(&format!("/my/dues/{company}"));
    let paper = match due {
        [(one, _)] => Some(tx.link(&format!("/dues/invoices/{}/invoice.pdf", one.id))),
        _ => None,
    };
    let (people, in_portal) = reminded(tx, &company)?;
    tx.post_all(people.iter().map(|to| {
        let mut letter = Letter::new(
            "dues.remind",
            &format!("{company}:{today}:{}", to.email),
            to,
            say!(subject, company = first.bill_to.as_str(), open = open),
        );
        let own = texts.of(tone, to.lang.unwrap_or(lang));
        if own.is_empty() {
            letter = letter.line(Say::plain(tone.text_key()));
        }
        for paragraph in own {
            letter = letter.line(value(paragraph));
        }
        letter = owed(letter, due, &rules);
        // Who can't sign in is told here all that is needed to pay.
        if !in_portal {
            return letter.about("company", &company);
        }
        letter = letter.button(say!("dues-letter-open"), url.clone());
        if let Some(paper) = &paper {
            letter = letter.button(say!("dues-letter-invoice-pdf"), paper.clone());
        }
        letter.about("company", &company)
    }))
}

/// To whoever guards it: another place to pay was asked for, holds, was stopped or dropped.
pub fn account(step: Step, next: &Waiting<PayTo>, by: &str) -> Letter {
    let (told, which) = match step {
        Step::Asked => (say!("dues-letter-account-asked", by = by), "asked"),
        Step::Used => (say!("dues-letter-account-used", by = by), "used"),
        Step::Withdrawn => (say!("dues-letter-account-withdrawn", by = by), "withdrawn"),
        Step::Lapsed => (say!("dues-letter-account-lapsed", by = by), "lapsed"),
    };
    let to = &next.value;
    let key = format!("{}:{which}", next.id);
    Letter::to_several("dues.account", &key, say!("dues-letter-account"))
        .line(told)
        .fact(say!("dues-payee"), value(&to.payee))
        .fact(say!("dues-bank"), value(&to.bank))
        .fact(say!("dues-bank-account"), value(&to.account))
}
