//! A credit note: by how much less an invoice asks for. What is given up as lost is no such note: it
//! stays owed, and nobody is sent a paper about it.

use super::blocks::{Made, amounts, credit_code, facts};
use crate::chamber::letterhead::Letterhead;
use crate::dues::rules::NoteId;
use crate::dues::rules::invoice::note_key;
use crate::dues::store::invoices;
use crate::kernel::{Fen, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::pdf::{Block, Words};

/// The note, with what was owed before it and after it.
///
/// # Errors
/// `Fault::Missing` if there is no such note, or it is a write-off.
pub fn note(
    conn: &mut Conn,
    head: &Letterhead,
    (lang, now): (Lang, Moment),
    id: &NoteId,
) -> Result<Made, Fault> {
    let note = invoices::note(conn, id)?;
    if note.is_write_off() {
        return Err(Fault::Missing);
    }
    let invoice = invoices::load(conn, &note.invoice_id)?;
    let code = credit_code(conn, &invoice.company)?;
    let mut notes = invoices::notes(conn, &invoice.id)?;
    notes.retain(|one| !one.is_write_off() && one.created_at < note.created_at);
    let earlier: i64 = notes.iter().map(|one| one.amount).sum();
    let before = Fen(invoice.sums.total.0 - earlier);
    let speech = head.speech(lang);
    let amount = Fen(note.amount);
    let blocks = vec![
        facts(
            speech,
            [
                ("dues-company", Words::strong(&invoice.bill_to)),
                ("membership-credit-code", code.into()),
                ("dues-note-number", note.number.as_str().into()),
                ("dues-issued", speech.day(note.issued_on).into()),
                ("dues-invoice-title", invoice.number.as_str().into()),
            ],
        ),
        amounts(
            speech,
            "dues-printed-item",
            &[(speech.plain(note_key(&note.kind)).to_owned(), amount)],
            Some(amount),
        ),
        facts(
            speech,
            [
                ("dues-printed-before", speech.money(before).into()),
                (
                    "dues-printed-after",
                    Words::strong(speech.money(Fen(before.0 - amount.0))),
                ),
            ],
        ),
        Block::Small(speech.plain("dues-printed-note-text").into()),
    ];
    let known_by = ("dues-note-title", note.number.as_str());
    Ok(Made::new(head, (lang, now), known_by, blocks))
}
