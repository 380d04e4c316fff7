//! What the office does about a round, whatever it is about: recuses a seat, reminds, counts early,
//! takes it back. The forms stand on the page of the subject, and lead back to it.

use super::At;
use crate::ballots::acts::{close, seat};
use crate::ballots::policy::{AnnulRounds, LeadBallots};
use crate::platform::db::Fault;
use crate::say;
use crate::voting;
use crate::web::{Call, Form, May, Reply};

/// The page of a ballot's subject.
async fn home(call: &Call, at: &At) -> Result<String, Fault> {
    let (id, subjects) = (at.id.clone(), at.subjects);
    call.read(move |conn| {
        let ballot = voting::ballot(conn, &id)?;
        Ok(subjects.of(&ballot.subject_kind)?.home(&ballot.subject_id))
    })
    .await
}

/// `POST /desk/ballots/{ballot}/recuse`: `seat`, `why`.
pub async fn recuse(_: May<LeadBallots>, call: Call, at: At, mut form: Form) -> Reply {
    let to = home(&call, &at).await?;
    let chosen = form.value("seat").to_owned();
    let Some(why) = form.text("why", 1..=500) else {
        return call.warned(&to, say!("voting-refused-no-reason"));
    };
    call.act(move |tx| seat::recuse(tx, at.subjects, &at.id, (&chosen, &why)))
        .then(&to, say!("ballot-recused"))
        .or_warn(&to)
        .await
}

/// `POST /desk/ballots/{ballot}/remind`
pub async fn remind(_: May<LeadBallots>, call: Call, at: At) -> Reply {
    let to = home(&call, &at).await?;
    call.act(move |tx| close::remind_by_hand(tx, at.subjects, &at.id))
        .then_say(&to, |n| say!("ballot-reminded", n = *n))
        .await
}

/// `POST /desk/ballots/{ballot}/close`
pub async fn close(_: May<LeadBallots>, call: Call, at: At) -> Reply {
    let to = home(&call, &at).await?;
    call.act(move |tx| close::close_early(tx, at.subjects, &at.id))
        .then(&to, say!("ballot-closed"))
        .or_warn(&to)
        .await
}

/// `POST /desk/ballots/{ballot}/annul`: `why`.
pub async fn annul(_: May<AnnulRounds>, call: Call, at: At, mut form: Form) -> Reply {
    let to = home(&call, &at).await?;
    let Some(why) = form.text("why", 1..=500) else {
        return call.warned(&to, say!("voting-refused-no-reason"));
    };
    call.act(move |tx| close::annul(tx, at.subjects, &at.id, &why))
        .then(&to, say!("ballot-annulled"))
        .or_warn(&to)
        .await
}
