//! The notice that a company is admitted.

use serde::Deserialize;

use super::blocks::{organ, put};
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::ballot;
use crate::admission::case::Case;
use crate::admission::event::Event;
use crate::admission::stage::{Decision, Stage};
use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::Printed;
use crate::dues::rules::standard::Quote;
use crate::kernel::{Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::pdf::{Block, Ending, Paper};

/// When a company was admitted, if it was and nothing came of it that undid it.
#[must_use]
pub fn is_due(case: &Case, now: Moment) -> Option<Moment> {
    let stands = matches!(
        case.stage(now),
        Stage::Admitted | Stage::AgreementSent | Stage::AgreementSigned | Stage::Member
    );
    let decided = case.last("decided")?;
    let admitted = matches!(
        decided.event,
        Event::Decided {
            decision: Decision::Admitted
        }
    );
    (stands && admitted).then_some(decided.at)
}

/// What the rank cost on the day of the decision, which was written down with it; earlier builds wrote it in the
/// pack alone.
fn quoted(case: &Case, pack: Quote) -> Result<Quote, Fault> {
    let decided = case.last("decided").map(|line| &line.detail["quote"]);
    match decided.filter(|quote| !quote.is_null()) {
        Some(quote) => Ok(Quote::deserialize(quote)?),
        None => Ok(pack),
    }
}

/// The notice, made from the text of the moment of the decision.
///
/// # Errors
/// `Fault::Missing` if the company was not admitted.
pub fn notice(
    conn: &mut Conn,
    head: &Letterhead,
    lang: Lang,
    (case, now): (&Case, Moment),
) -> Result<Paper, Fault> {
    let at = is_due(case, now).ok_or(Fault::Missing)?;
    let speech = head.speech(lang);
    let text = chamber::text_at(conn, Printed::Notice, at)?;
    let frozen = ballot::decided(conn, &case.id)?.ok_or(Fault::Missing)?;
    let revision = application::revision(conn, &case.id)?.ok_or(Fault::Missing)?;
    let subject = &frozen.pack.subject;
    let conditions = &frozen.pack.recommendation.conditions;
    let conditions = if conditions.is_empty() {
        speech.plain("agreement-no-conditions").to_owned()
    } else {
        conditions.join(speech.plain("agreement-conditions-between"))
    };
    let chamber = head.brand.name.get(lang);
    let mut values = Values::new();
    put(&mut values, "chamber", chamber);
    put(&mut values, "company", &subject.company);
    put(
        &mut values,
        "credit_code",
        revision.answers.get(Field::CreditCode),
    );
    put(&mut values, "number", &subject.number);
    put(&mut values, "rank", subject.rank_name.get(lang));
    put(
        &mut values,
        "dues",
        speech.say(&quoted(case, subject.quote)?.whole()),
    );
    put(&mut values, "organ", organ(case, speech, at));
    put(&mut values, "decided_on", speech.day_of(at));
    put(&mut values, "charter", &subject.charter);
    put(&mut values, "conditions", conditions);
    let heading = Heading {
        lang,
        title: speech.say(&Printed::Notice.in_words()),
        foot: subject.number.clone(),
        at,
        id: format!("notice-{}", case.id),
    };
    let ending = Ending {
        lines: vec![chamber.to_owned(), speech.day_of(at)],
        ..Ending::default()
    };
    let tail = vec![Block::Ending(ending)];
    Ok(head.written(heading, (text.text.get(lang), &values), "", tail))
}
