//! The reasons of a rejection: chosen by the office from the published ones, told to the applicant once.

use crate::admission::ballot::letters;
use crate::admission::ballot::rules::{MOST_REASONS, Reason};
use crate::admission::ballot::store::{self, Told};
use crate::admission::case::{self, Telling};
use crate::admission::event::Event;
use crate::admission::stage::Stage;
use crate::kernel::brand::Brand;
use crate::kernel::id::CaseId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::platform::settings;
use crate::say;

/// Sends the decision letter with its reasons.
///
/// # Errors
/// `Fault::Refused` if the case wasn't rejected, no reason is given, or the letter went out before.
pub fn give_reasons(
    tx: &mut Tx,
    id: &CaseId,
    reasons: &[Reason],
    message: &str,
) -> Result<(), Fault> {
    let case = case::led(tx, id)?;
    let (now, by) = (tx.now(), tx.actor()?.id.clone());
    if case.stage(now) != Stage::Rejected {
        return Err(say!("ballot-refused-not-rejected").into());
    }
    if reasons.is_empty() || reasons.len() > MOST_REASONS {
        return Err(say!("ballot-refused-no-reason").into());
    }
    let frozen = store::last_pack(tx.conn(), id)?.ok_or(Fault::Missing)?;
    if store::told(tx.conn(), &frozen.ballot)?.is_some() {
        return Err(say!("ballot-refused-told").into());
    }
    let told = Told {
        reasons: reasons.to_vec(),
        message: message.to_owned(),
        at: now,
    };
    store::add_told(tx.conn(), (&frozen.ballot, id), &told, &by)?;
    let entry = case::did(id, "admission.ballot.reasons_given");
    audit::record(tx, entry.after(&told.reasons).why(message))?;
    let brand: Brand = settings::get(tx.conn())?;
    let colon = if brand.lang.is_chinese() { "：" } else { ": " };
    let ground = |r: &Reason| match r.text.as_str() {
        "" => r.title.get(brand.lang).to_owned(),
        text => format!("{}{colon}{text}", r.title.get(brand.lang)),
    };
    let grounds: Vec<String> = reasons.iter().map(ground).collect();
    let detail = serde_json::json!({ "grounds": grounds });
    let case = case::happen(tx, id, Telling::of(Event::ReasonsGiven).with(detail))?;
    letters::rejected(tx, &case, reasons, message, brand.lang)
}
