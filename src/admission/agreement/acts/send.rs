//! Makes the agreement from what was decided and the chamber's text, freezes it, and sends it to
//! the company's signer.

use std::collections::BTreeMap;

use crate::accounts;
use crate::admission::agreement::acts::dues::{in_place_of, promised};
use crate::admission::agreement::acts::seal::FILES;
use crate::admission::agreement::acts::{Bench, bench};
use crate::admission::agreement::letters;
use crate::admission::agreement::paper;
use crate::admission::agreement::policy::Right;
use crate::admission::agreement::rules::{Decided, Document, Line, Party, What};
use crate::admission::agreement::store::{self, Agreement, AgreementId, AgreementRow, Seal};
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::ballot;
use crate::admission::case::{self, Case, Telling};
use crate::admission::event::Event;
use crate::admission::people;
use crate::admission::people::rules::Warrant;
use crate::chamber;
use crate::chamber::letterhead::{self, Letterhead};
use crate::chamber::rules::{Organ, Printed, Terms};
use crate::kernel::brand::Brand;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::time::{day_in, end_of};
use crate::kernel::{Day, Moment};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{self, Paper, Press, Template, Value};
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;

/// The text as it would be frozen now: for the office to look at before it goes out.
///
/// # Errors
/// `Fault::Missing` if no ballot decided on the case, `Fault::Refused` where no standard of dues in force names
/// its rank.
pub fn draft(conn: &mut Conn, case: &Case, now: Moment) -> Result<Document, Fault> {
    let brand: Brand = settings::get(conn)?;
    let speech = Speech::new(brand.lang, &brand);
    let decided = decided(conn, case, &brand, now)?;
    let text = chamber::text_in_force(conn, Printed::Agreement)?;
    let ranks = chamber::ranks(conn)?;
    let rank = ranks.find(&decided.rank).map(|r| r.name.get(brand.lang));
    let organ = Organ::from_word(&case.written.route.body).unwrap_or(Organ::Board);
    let conditions = match decided.conditions.as_slice() {
        [] => speech.plain("agreement-no-conditions").to_owned(),
        many => many.join(speech.plain("agreement-conditions-between")),
    };
    let terms = Terms {
        chamber: decided.chamber.clone(),
        company: decided.company.clone(),
        credit_code: decided.credit_code.clone(),
        rank: rank.unwrap_or(&decided.rank).to_owned(),
        dues: speech.say(&decided.quote.whole()),
        organ: speech.say(&organ.in_words()),
        decided_on: decided
            .decided_on
            .map(|d| speech.day(d))
            .unwrap_or_default(),
        charter: decided.charter.clone(),
        conditions,
    };
    Ok(Document {
        format: Document::FORMAT,
        lang: brand.lang,
        template: text.id.to_string(),
        template_number: text.number,
        title: speech.plain("agreement-paper-title").to_owned(),
        paragraphs: paragraphs(text.text.get(brand.lang), &terms),
        text: text.text.get(brand.lang).to_owned(),
        terms,
        decided,
    })
}

/// The text with the fields filled in, for pages: its words without the markup.
fn paragraphs(text: &str, terms: &Terms) -> Vec<String> {
    let values: BTreeMap<&str, Value> = terms
        .fields()
        .into_iter()
        .map(|(name, value)| (name, Value::Text(value.to_owned())))
        .collect();
    pdf::plain(&Template::read(text).fill(&values))
}

/// An agreement as it would go out, with its paper.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// Its terms.
    pub document: Document,
    /// The terms as JSON, as they are kept.
    pub body: String,
    /// The paper, PDF.
    pub bytes: Vec<u8>,
}

/// An agreement as it would go out, before it is printed.
#[derive(Debug, Clone)]
pub struct DrawnUp {
    document: Document,
    body: String,
    paper: Paper,
}

impl DrawnUp {
    /// Prints it. Put the bytes into the file store, then [`send`] it.
    ///
    /// # Errors
    /// `Fault::Refused` if a character can't be printed.
    pub fn freeze(self, press: &Press) -> Result<Frozen, Fault> {
        let bytes = press
            .print(&self.paper)
            .map_err(|e| letterhead::fault(&e))?;
        Ok(Frozen {
            document: self.document,
            body: self.body,
            bytes,
        })
    }
}

/// The agreement as it would go out now.
///
/// # Errors
/// `Fault::Refused` if the case was not admitted.
pub fn draw_up(
    conn: &mut Conn,
    id: &CaseId,
    now: Moment,
    head: &Letterhead,
) -> Result<DrawnUp, Fault> {
    let case = case::load(conn, id)?;
    in_place_of(conn, &case, now)?;
    let document = draft(conn, &case, now)?;
    let body = document.canonical()?;
    let paper = paper::frozen(head, &document, &sha256_hex(body.as_bytes()), now);
    Ok(DrawnUp {
        document,
        body,
        paper,
    })
}

/// What the board decided: the pack it decided on, as it was frozen; and what the assembly set, as it is in force
/// now.
fn decided(conn: &mut Conn, case: &Case, brand: &Brand, now: Moment) -> Result<Decided, Fault> {
    let frozen = ballot::decided(conn, &case.id)?.ok_or(Fault::Missing)?;
    let revision = application::revision(conn, &case.id)?.ok_or(Fault::Missing)?;
    let subject = frozen.pack.subject;
    let quote = promised(conn, &subject.rank, day_in(brand.zone, now))?;
    let counted = case.last("decided").map(|line| day_in(brand.zone, line.at));
    Ok(Decided {
        case: case.id.clone(),
        number: case.number().to_owned(),
        company: subject.company,
        credit_code: revision.answers.get(Field::CreditCode).to_owned(),
        chamber: brand.name.get(brand.lang).to_owned(),
        rank: subject.rank,
        quote,
        charter: subject.charter,
        conditions: frozen.pack.recommendation.conditions,
        pack: frozen.sha256,
        decided_on: counted,
    })
}

/// Sends a frozen agreement, whose paper lies in the store as `file`, to the company's signer.
/// `sign_by`: the last day.
///
/// # Errors
/// `Fault::Refused` if the case was not admitted, an agreement is out that can be signed, the day is past, the
/// person may not sign for the company, or what was decided is not any more what was frozen.
pub fn send(
    tx: &mut Tx,
    id: &CaseId,
    signatory: &PersonId,
    sign_by: Day,
    (frozen, file): (&Frozen, &NewFile),
) -> Result<(), Fault> {
    let case = case::led(tx, id)?;
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let old = in_place_of(tx.conn(), &case, now)?;
    let until = end_of(tx.brand()?.zone, sign_by);
    if until <= now {
        return Err(say!("agreement-refused-day").into());
    }
    let warrant = may_sign(tx, &case, signatory)?;
    if draft(tx.conn(), &case, now)?.canonical()? != frozen.body {
        return Err(say!("agreement-refused-meanwhile").into());
    }
    let agreement_id = old
        .as_ref()
        .map_or_else(AgreementId::new, |old| old.id.clone());
    let paper = files::keep(tx, file, FILES, &agreement_id)?;
    let row = AgreementRow {
        id: agreement_id,
        case: id.clone(),
        body: frozen.body.clone(),
        sha256: file.sha256.clone(),
        template: frozen.document.template.clone(),
        signatory: signatory.clone(),
        sign_by: until,
        made_at: now,
        made_by: by,
        paper: Some(paper),
        terms_sha256: Some(sha256_hex(frozen.body.as_bytes())),
        seal: Seal::default(),
        by_power: false,
    };
    let agreement = Agreement {
        row,
        document: frozen.document.clone(),
    };
    let lines = put_down(tx, id, old.as_ref(), &agreement)?;
    let detail = serde_json::json!({ "agreement": agreement.id, "sha256": agreement.sha256 });
    let event = Event::AgreementSent { sign_by: until };
    let case = case::happen(tx, id, Telling::of(event).with(detail))?;
    let to = accounts::recipient(tx.conn(), signatory)?;
    let mut bench = Bench {
        case,
        agreement,
        lines,
        right: Right::Warrant(Some(warrant)),
    };
    bench.record(tx, What::Sent, Party::Chamber, &to.email)?;
    ask(tx, &bench, until)
}

/// Writes an agreement down: the first of its case, or in the place of one that nobody can sign any more. Gives
/// the evidence so far.
fn put_down(
    tx: &mut Tx,
    id: &CaseId,
    old: Option<&Agreement>,
    new: &Agreement,
) -> Result<Vec<(Line, String)>, Fault> {
    let Some(old) = old else {
        store::insert(tx.conn(), new)?;
        return Ok(vec![]);
    };
    let mut bench = bench(tx, id)?;
    bench.record(tx, What::Replaced, Party::Chamber, "")?;
    store::replace(tx.conn(), &old.row, &new.row)?;
    Ok(bench.lines)
}

/// Writes to the named signer.
pub(super) fn ask(tx: &mut Tx, bench: &Bench, until: Moment) -> Result<(), Fault> {
    let to = accounts::recipient(tx.conn(), &bench.agreement.signatory)?;
    let key = bench
        .lines
        .last()
        .map_or(0, |(line, _)| line.seq)
        .to_string();
    letters::to_sign(tx, &bench.case, &to, until, &key)
}

/// By what a person may sign for the company of a case.
///
/// # Errors
/// `Fault::Refused` for anybody but its confirmed legal representative and who has its authority in writing.
pub(super) fn may_sign(tx: &mut Tx, case: &Case, person: &PersonId) -> Result<Warrant, Fault> {
    let today = tx.today()?;
    let warrant = people::warrant_of(tx.conn(), case, person, today)?;
    warrant.ok_or_else(|| say!("agreement-refused-power").into())
}
