//! An invoice: what is owed, what for, on whose resolution, and how to pay it.

use super::blocks::{Made, amounts, credit_code, facts};
use crate::chamber;
use crate::chamber::letterhead::Letterhead;
use crate::dues::rules::invoice::{Invoice, Part, line_key, plan};
use crate::dues::rules::standard::Standard;
use crate::dues::rules::{DuesRules, InvoiceId};
use crate::dues::store::{invoices, standards};
use crate::kernel::time::day_in;
use crate::kernel::{Day, Fen, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Column, Table, Words};
use crate::platform::settings;
use crate::say;

/// What an invoice tells.
pub(super) struct Sheet {
    pub invoice: Invoice,
    pub code: String,
    pub lines: Vec<(String, Fen)>,
    pub parts: Vec<(Day, Fen)>,
    pub rank: String,
    pub rules: DuesRules,
    pub standard: Option<Standard>,
}

/// The invoice as it was issued, and what became of it until `now`.
///
/// # Errors
/// `Fault::Missing` if there is no such invoice.
pub fn invoice(
    conn: &mut Conn,
    head: &Letterhead,
    (lang, now): (Lang, Moment),
    id: &InvoiceId,
) -> Result<Made, Fault> {
    let invoice = invoices::load(conn, id)?;
    let priced = |one: &Standard| Some(&one.id) == invoice.standard.as_ref();
    let sheet = Sheet {
        code: credit_code(conn, &invoice.company)?,
        lines: invoices::lines(conn, id)?,
        parts: invoices::parts(conn, id)?,
        rank: chamber::ranks(conn)?.name(&invoice.rank, lang).to_owned(),
        rules: settings::get(conn)?,
        standard: standards(conn)?.into_iter().find(priced),
        invoice,
    };
    Ok(sheet.made(head, (lang, now)))
}

impl Sheet {
    pub(super) fn made(&self, head: &Letterhead, (lang, now): (Lang, Moment)) -> Made {
        let (speech, invoice) = (head.speech(lang), &self.invoice);
        let mut blocks = vec![self.about(speech), self.owed(speech)];
        blocks.extend(self.since(speech, day_in(head.brand.zone, now)));
        if !self.parts.is_empty() {
            blocks.push(Block::Heading(2, speech.plain("dues-parts").into()));
            blocks.push(self.plan(speech));
        }
        blocks.push(Block::Heading(2, speech.plain("dues-pay-to").into()));
        let rules = &self.rules;
        blocks.push(facts(
            speech,
            [
                ("dues-payee", rules.payee.as_str().into()),
                ("dues-bank", rules.bank.as_str().into()),
                ("dues-bank-account", rules.account.as_str().into()),
                ("dues-reference", Words::strong(&invoice.reference)),
            ],
        ));
        blocks.push(Block::Small(speech.plain("dues-pay-to-text").into()));
        if let Some(standard) = &self.standard {
            let basis = standard.basis();
            blocks.push(Block::Small(speech.say(&basis).into()));
        }
        let known_by = ("dues-invoice-title", invoice.number.as_str());
        Made::new(head, (lang, now), known_by, blocks)
    }

    fn about(&self, speech: Speech) -> Block {
        let invoice = &self.invoice;
        let span = invoice.span.map(|span| {
            let (first, last) = (speech.day(span.first), speech.day(span.last));
            format!("{first} – {last}")
        });
        facts(
            speech,
            [
                ("dues-printed-to", Words::strong(&invoice.bill_to)),
                ("membership-credit-code", self.code.as_str().into()),
                ("dues-number", invoice.number.as_str().into()),
                ("dues-issued", speech.day(invoice.issued_on).into()),
                ("dues-due", Words::strong(speech.day(invoice.next_due))),
                ("membership-rank", self.rank.as_str().into()),
                ("dues-period", span.unwrap_or_default().into()),
            ],
        )
    }

    fn owed(&self, speech: Speech) -> Block {
        let named = |(what, amount): &(String, Fen)| {
            let name = line_key(what).map_or(what.as_str(), |key| speech.plain(key));
            (name.to_owned(), *amount)
        };
        let lines: Vec<_> = self.lines.iter().map(named).collect();
        amounts(
            speech,
            "dues-printed-item",
            &lines,
            Some(self.invoice.sums.total),
        )
    }

    /// The parts, with what is open of each.
    fn plan(&self, speech: Speech) -> Block {
        let row = |part: Part| {
            let day = Words::from(speech.day(part.due));
            let amounts = [part.amount, part.open].map(|fen| speech.money(fen).into());
            [day].into_iter().chain(amounts).collect()
        };
        let column = |key, right| Column {
            head: speech.plain(key).to_owned(),
            right,
        };
        let heads = [
            ("dues-due", false),
            ("dues-amount", true),
            ("dues-open", true),
        ];
        let parts = plan(&self.parts, self.invoice.open());
        Block::Table(Table {
            columns: heads.map(|(key, right)| column(key, right)).into(),
            rows: parts.into_iter().map(row).collect(),
        })
    }

    /// What followed until today; nothing if nothing did.
    fn since(&self, speech: Speech, today: Day) -> Vec<Block> {
        let sums = self.invoice.sums;
        if sums.open() == sums.total {
            return vec![];
        }
        let less = |fen: Fen| match fen.0 {
            0 => Words::default(),
            n => speech.money(Fen(-n)).into(),
        };
        let until = speech.say(&say!("dues-printed-until", day = today));
        vec![
            Block::Heading(2, until.into()),
            facts(
                speech,
                [
                    ("dues-credited", less(sums.credited)),
                    ("dues-written-off", less(sums.written_off)),
                    ("dues-paid", less(sums.paid)),
                    ("dues-open", Words::strong(speech.money(sums.open()))),
                ],
            ),
        ]
    }
}
