//! The last signature: the case is signed, membership begins under its number, and the company is
//! welcomed, in one write and once. Also: what happens when nobody signs in time.

use crate::accounts;
use crate::admission::agreement::acts::{Bench, bench};
use crate::admission::agreement::letters;
use crate::admission::agreement::rules::{Party, What, reminder};
use crate::admission::application;
use crate::admission::case::{self, Case};
use crate::admission::event::Event;
use crate::admission::stage::Stage;
use crate::companies::book;
use crate::companies::book::rules::Purpose;
use crate::dues;
use crate::kernel::id::CaseId;
use crate::membership;
use crate::membership::rules::NewMember;
use crate::platform::db::{Fault, Tx};
use crate::say;

/// Both have signed: the company is a member from today.
pub(super) fn begin(tx: &mut Tx, case: &Case) -> Result<(), Fault> {
    let case = case::happen(tx, &case.id, Event::AgreementSigned)?;
    let consents = book::consents_of_case(tx.conn(), &case.id)?;
    let published = consents
        .iter()
        .any(|c| c.purpose == Purpose::Directory && c.stands());
    let new = NewMember {
        company: case.company.clone().ok_or(Fault::Missing)?,
        case: Some(case.id.clone()),
        rank: case.rank.clone(),
        joined_on: tx.today()?,
        published,
    };
    let member = membership::admit(tx, &new)?;
    let named = application::named(tx.conn(), &case.id)?;
    book::bring(tx, &new.company, &named)?;
    // The first period and what it costs begin with membership, or not at all.
    dues::begin(tx, &member.id)?;
    let number = member.number;
    let event = Event::Joined {
        number: number.clone(),
    };
    let case = case::happen(tx, &case.id, event)?;
    letters::welcome(tx, &case, &number)?;
    let what = say!("agreement-letter-office-member", number = number);
    letters::office(tx, &case, "agreement.member", &what, "")
}

/// Writes down that the time to sign ran out and says so to both sides, once.
///
/// # Errors
/// If the database fails.
pub fn expire(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let unsigned = |case: &Case, event: &Event| {
        *event == Event::Expired && case.written.last_open == Stage::AgreementSent
    };
    if case::write_lapse(tx, id, unsigned)?.is_none() {
        return Ok(());
    }
    let line = say!("agreement-record-expired");
    let case = case::note(tx, id, line, true)?;
    letters::expired(tx, &case)?;
    let what = say!("agreement-letter-office-expired");
    letters::office(tx, &case, "agreement.expired", &what, "")
}

/// Reminds the signer of an agreement that is out. Running it again changes nothing.
///
/// # Errors
/// If the database fails.
pub fn remind(tx: &mut Tx, id: &CaseId) -> Result<(), Fault> {
    let mut bench = bench(tx, id)?;
    let now = tx.now();
    let signing = bench.signing();
    if signing.turn() != Some(Party::Company) {
        return Ok(());
    }
    let (made, by) = (bench.agreement.made_at, bench.agreement.sign_by);
    let Some(step) = reminder(made, by, now) else {
        return Ok(());
    };
    let reminded = |bench: &Bench| {
        let lines = bench.of_this_text();
        lines.filter(|line| line.what == What::Reminded).count()
    };
    if reminded(&bench) >= step {
        return Ok(());
    }
    let to = accounts::recipient(tx.conn(), &bench.agreement.signatory)?;
    while reminded(&bench) < step {
        bench.record(tx, What::Reminded, Party::Chamber, &to.email)?;
    }
    letters::reminder(tx, &bench.case, &to, by, step)
}
