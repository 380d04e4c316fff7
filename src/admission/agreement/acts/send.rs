//! Makes the agreement from what was decided and the chamber's text, freezes it, and sends it to
//! the company's signer.

use crate::accounts;
use crate::admission::agreement::acts::Bench;
use crate::admission::agreement::letters;
use crate::admission::agreement::rules::{Decided, Document, Party, What};
use crate::admission::agreement::store::{self, Agreement, AgreementId};
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::ballot;
use crate::admission::case::{self, Case, LeadCases, Telling};
use crate::admission::event::Event;
use crate::admission::stage::Stage;
use crate::chamber;
use crate::chamber::rules::{Organ, Terms};
use crate::kernel::brand::Brand;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::time::{day_in, end_of};
use crate::kernel::{Can, Day, Moment};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;

/// The text as it would be frozen now: for the office to look at before it goes out.
///
/// # Errors
/// `Fault::Missing` if no ballot decided on the case.
pub fn draft(conn: &mut Conn, case: &Case) -> Result<Document, Fault> {
    let brand: Brand = settings::get(conn)?;
    let speech = Speech::new(brand.lang, &brand);
    let decided = decided(conn, case, &brand)?;
    let text = chamber::agreement_in_force(conn)?;
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
        dues: speech.money(decided.dues),
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
        paragraphs: text.filled(brand.lang, &terms),
        decided,
    })
}

/// What the board decided: the pack it decided on, as it was frozen.
fn decided(conn: &mut Conn, case: &Case, brand: &Brand) -> Result<Decided, Fault> {
    let frozen = ballot::decided(conn, &case.id)?.ok_or(Fault::Missing)?;
    let revision = application::revision(conn, &case.id)?.ok_or(Fault::Missing)?;
    let subject = frozen.pack.subject;
    let counted = case.last("decided").map(|line| day_in(brand.zone, line.at));
    Ok(Decided {
        case: case.id.clone(),
        number: case.number().to_owned(),
        company: subject.company,
        credit_code: revision.answers.get(Field::CreditCode).to_owned(),
        chamber: brand.name.get(brand.lang).to_owned(),
        rank: subject.rank,
        dues: subject.dues,
        charter: subject.charter,
        conditions: frozen.pack.recommendation.conditions,
        pack: frozen.sha256,
        decided_on: counted,
    })
}

/// Freezes the agreement and asks the company's signer. `sign_by`: the last day.
///
/// # Errors
/// `Fault::Refused` if the case was not admitted, the day is past, or the person may not sign for
/// the company.
pub fn send(tx: &mut Tx, id: &CaseId, signatory: &PersonId, sign_by: Day) -> Result<(), Fault> {
    Can::<LeadCases>::check(tx.actor()?, &())?;
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    let case = case::load(tx.conn(), id)?;
    if case.stage(now) != Stage::Admitted {
        return Err(say!("admission-refusal-not-now").into());
    }
    let brand: Brand = settings::get(tx.conn())?;
    let until = end_of(brand.zone, sign_by);
    if until <= now {
        return Err(say!("agreement-refused-day").into());
    }
    may_sign(tx, &case, signatory)?;
    let document = draft(tx.conn(), &case)?;
    let body = document.canonical()?;
    let agreement = Agreement {
        id: AgreementId::new(),
        case: id.clone(),
        sha256: sha256_hex(body.as_bytes()),
        document,
        body,
        signatory: signatory.clone(),
        sign_by: until,
        made_at: now,
        made_by: by,
    };
    store::insert(tx.conn(), &agreement)?;
    let detail = serde_json::json!({ "agreement": agreement.id, "sha256": agreement.sha256 });
    let event = Event::AgreementSent { sign_by: until };
    let case = case::happen(tx, id, Telling::of(event).with(detail))?;
    let to = accounts::recipient(tx.conn(), signatory)?;
    let mut bench = Bench {
        case,
        agreement,
        lines: vec![],
    };
    bench.record(tx, What::Sent, Party::Chamber, &to.email)?;
    ask(tx, &bench, until)
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

/// Whether a person may sign for the company of a case.
pub(super) fn may_sign(tx: &mut Tx, case: &Case, person: &PersonId) -> Result<(), Fault> {
    let company = case.company.clone().ok_or(Fault::Missing)?;
    let people = accounts::colleagues(tx.conn(), &company)?;
    let fits = people
        .iter()
        .any(|c| c.person.id == *person && c.powers.sign && c.person.disabled_at.is_none());
    if fits {
        Ok(())
    } else {
        Err(say!("agreement-refused-power").into())
    }
}
