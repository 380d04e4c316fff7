//! The chamber's own receipt for money that came. It is not the fiscal receipt, and says so.

use super::blocks::{Made, amounts, credit_code, facts};
use crate::chamber::letterhead::Letterhead;
use crate::dues::rules::PaymentId;
use crate::dues::rules::invoice::Invoice;
use crate::dues::store::money::{self, Use};
use crate::dues::store::paid::{self, Paid};
use crate::dues::store::papers::FiscalReceipt;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Fen, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Column, Table, Words};
use crate::say;

/// The receipt as it was issued, with what became of the money until `now` and the fiscal receipts that are on record.
///
/// # Errors
/// `Fault::Missing` if there is no such payment.
pub fn receipt(
    conn: &mut Conn,
    head: &Letterhead,
    (lang, now): (Lang, Moment),
    id: &PaymentId,
) -> Result<Made, Fault> {
    let known = paid::load(conn, id)?;
    let code = credit_code(conn, &known.payment.company_id)?;
    let taken_back = match &known.payment.reverses {
        Some(first) => Some(money::payment(conn, first)?.receipt),
        None => None,
    };
    Ok(made(head, (lang, now), &known, (code, taken_back)))
}

pub(super) fn made(
    head: &Letterhead,
    (lang, now): (Lang, Moment),
    known: &Paid,
    (code, taken_back): (String, Option<String>),
) -> Made {
    let (speech, payment) = (head.speech(lang), &known.payment);
    let mut blocks = vec![];
    if let Some(reversal) = &known.reversal {
        let void = say!(
            "dues-printed-reversed",
            day = reversal.received_on,
            receipt = reversal.receipt.as_str()
        );
        blocks.push(Block::Para(Words::strong(speech.say(&void))));
    }
    if let Some(first) = &taken_back {
        let says = say!("dues-printed-reverses", receipt = first.as_str());
        blocks.push(Block::Para(speech.say(&says).into()));
    }
    blocks.push(facts(
        speech,
        [
            ("dues-company", Words::strong(&known.company)),
            ("membership-credit-code", code.into()),
            ("dues-receipt", payment.receipt.as_str().into()),
            ("dues-received", speech.day(payment.received_on).into()),
            ("dues-method", speech.plain(payment.method().key()).into()),
            ("dues-payer", payment.payer.as_str().into()),
        ],
    ));
    blocks.push(amounts(
        speech,
        "dues-printed-item",
        &received(known, speech),
        Some(payment.fen()),
    ));
    blocks.extend(since(known, speech, day_in(head.brand.zone, now)));
    blocks.extend(fiscal(speech, &known.fiscal));
    blocks.push(Block::Small(speech.plain("dues-receipt-note").into()));
    let title = match taken_back {
        Some(_) => "dues-printed-reversal",
        None => "dues-receipt-title",
    };
    let known_by = (title, payment.receipt.as_str());
    Made::new(head, (lang, now), known_by, blocks)
}

/// What the money was received for, each invoice once, and what of it was balance: what the receipt said on its day,
/// whatever followed.
fn received(known: &Paid, speech: Speech) -> Vec<(String, Fen)> {
    let mut rows: Vec<(String, Fen)> = vec![];
    let first = known.uses.iter().filter(|(used, _)| !is_later(known, used));
    for (used, invoice) in first {
        let Some(invoice) = invoice else {
            continue;
        };
        let what = named(invoice, speech);
        match rows.iter_mut().find(|(other, _)| *other == what) {
            Some((_, sum)) => sum.0 += used.amount,
            None => rows.push((what, Fen(used.amount))),
        }
    }
    rows.retain(|(_, sum)| sum.0 != 0);
    let left = known.payment.amount - rows.iter().map(|(_, sum)| sum.0).sum::<i64>();
    if left != 0 {
        let what = match known.payment.amount < 0 {
            true => "dues-printed-money",
            false => "dues-balance",
        };
        rows.push((speech.plain(what).to_owned(), Fen(left)));
    }
    rows
}

fn named(invoice: &Invoice, speech: Speech) -> String {
    format!("{} {}", speech.plain(invoice.kind.key()), invoice.number)
}

/// Whether a use was written down after the money came.
fn is_later(known: &Paid, used: &Use) -> bool {
    used.created_at > known.payment.created_at
}

/// What a use of the money was, where it says something to whoever paid.
fn became(used: &Use, invoice: Option<&Invoice>, speech: Speech) -> Option<String> {
    let what = match invoice.map(|invoice| named(invoice, speech)) {
        Some(invoice) if used.amount < 0 => say!("dues-printed-went-back", invoice = invoice),
        Some(invoice) => say!("dues-printed-used", invoice = invoice),
        None if used.kind == "refund" => say!("dues-booking-refunded"),
        None => return None,
    };
    Some(speech.say(&what))
}

/// What became of the money since, until today: used for something else, back to the balance, or paid back. That
/// all of it was taken back stands at the top.
fn since(known: &Paid, speech: Speech, today: Day) -> Vec<Block> {
    let reversal = known.reversal.as_ref().map(|back| back.created_at);
    let stands = |used: &Use| reversal.is_none_or(|at| used.created_at < at);
    let later = known.uses.iter();
    let later = later.filter(|(used, _)| is_later(known, used) && stands(used));
    let row = |(used, invoice): &(Use, Option<Invoice>)| {
        let what = became(used, invoice.as_ref(), speech)?;
        let amount = speech.money(Fen(used.amount.abs()));
        Some(vec![
            speech.day(used.on_day).into(),
            what.into(),
            amount.into(),
        ])
    };
    let rows: Vec<Vec<Words>> = later.filter_map(row).collect();
    if rows.is_empty() {
        return vec![];
    }
    let column = |key: &str, right| Column {
        head: speech.plain(key).to_owned(),
        right,
    };
    let until = speech.say(&say!("dues-printed-until", day = today));
    vec![
        Block::Heading(2, until.into()),
        Block::Table(Table {
            columns: vec![
                column("dues-day", false),
                column("dues-printed-since", false),
                column("dues-amount", true),
            ],
            rows,
        }),
    ]
}

/// The fiscal receipts that stand.
fn fiscal(speech: Speech, all: &[FiscalReceipt]) -> Vec<Block> {
    let row = |one: &FiscalReceipt| {
        vec![
            one.batch.as_str().into(),
            one.number.as_str().into(),
            speech.day(one.issued_on).into(),
            speech.money(Fen(one.amount)).into(),
        ]
    };
    let stands = all.iter().filter(|one| one.voided_on.is_none());
    let rows: Vec<Vec<Words>> = stands.map(row).collect();
    if rows.is_empty() {
        return vec![];
    }
    let heads = ["dues-fiscal-batch", "dues-fiscal-number", "dues-issued"];
    let mut columns: Vec<_> = heads.map(|key| Column::from(speech.plain(key))).into();
    columns.push(Column {
        head: speech.plain("dues-amount").to_owned(),
        right: true,
    });
    vec![
        Block::Heading(2, speech.plain("dues-fiscal-title").into()),
        Block::Table(Table { columns, rows }),
    ]
}
