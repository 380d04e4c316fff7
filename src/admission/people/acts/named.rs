//! Whom the application names is asked, and answers. Confirming makes them one of the company's people; what
//! they may do for it is given by who looks after the company, but for the legal representative, who does so from
//! then on: unless somebody does already who didn't ask them, or a clerk could take a company over.

use super::{on, own};
use crate::accounts;
use crate::admission::case::{self, Case, Side, Telling};
use crate::admission::event::Event;
use crate::admission::people::letters;
use crate::admission::people::policy::{Answer, Asked, TakeBack};
use crate::admission::people::rules::{Duty, Named, NamedId, NamedState, given};
use crate::admission::people::store;
use crate::companies;
use crate::kernel::Can;
use crate::kernel::id::CaseId;
use crate::platform::audit;
use crate::platform::db::{Fault, Tx};
use crate::say;

fn record(tx: &mut Tx, named: &Named, act: &'static str) -> Result<(), Fault> {
    let entry = case::did(&named.case, act).acting_as("applicant");
    let what = serde_json::json!({
        "named": named.id, "duty": named.duty.word(), "name": named.name, "email": named.email,
        "post": named.post,
    });
    audit::record(tx, entry.after(&what).why(&named.reason))
}

/// Asks whom the application names for a duty, at this address: a mail with a link, in which somebody without an
/// account makes one. Asking again sends a new link; another address ends the asking at the one before.
///
/// # Errors
/// `Fault::Refused` if they have confirmed it or the case came to nothing, `Fault::TooMany` after many mails.
pub fn invite(tx: &mut Tx, id: &CaseId, duty: Duty, email: &str) -> Result<(), Fault> {
    let case = own(tx, id)?;
    let name = duty.name(&store::answers(tx.conn(), id)?).to_owned();
    let all = store::named_in(tx.conn(), id)?;
    let mut again = None;
    for known in all.into_iter().filter(|n| n.duty == duty) {
        match known.state {
            NamedState::Confirmed if known.is_called(&name) => {
                return Err(say!("people-refused-confirmed").into());
            }
            NamedState::Invited if known.email == email && known.is_called(&name) => {
                drop_link(tx, &known)?;
                again = Some(known.id);
            }
            NamedState::Invited => take_away(tx, &known)?,
            _ => {}
        }
    }
    let (now, me) = (tx.now(), tx.actor()?.clone());
    let mut named = Named {
        id: again.unwrap_or_else(NamedId::new),
        case: id.clone(),
        duty,
        name,
        email: email.to_owned(),
        state: NamedState::Invited,
        post: String::new(),
        reason: String::new(),
        person: None,
        invitation: None,
        invited_at: now,
        invited_by: me.id.clone(),
        answered_at: None,
    };
    // Who names themselves answers on the page at once.
    if !named.is_to(&me) {
        companies::may_write_to(tx, case.company.as_ref().ok_or(Fault::Missing)?, email)?;
        let (link, url) = accounts::bring(tx, email, &format!("/my/named/{}", named.id))?;
        named.invitation = link.map(|link| link.to_string());
        letters::invited(tx, &case, &named, url)?;
    }
    store::put(tx.conn(), &named)?;
    record(tx, &named, "admission.named.invited")
}

/// Voids the link by which somebody would make an account, if it is out.
fn drop_link(tx: &mut Tx, named: &Named) -> Result<(), Fault> {
    match named.invitation.as_deref().and_then(|id| id.parse().ok()) {
        Some(link) => accounts::void_invitation(tx, &link),
        None => Ok(()),
    }
}

fn take_away(tx: &mut Tx, named: &Named) -> Result<(), Fault> {
    drop_link(tx, named)?;
    let now = tx.now();
    store::end(tx.conn(), &named.id, NamedState::Withdrawn, now)?;
    record(tx, named, "admission.named.withdrawn")
}

/// Takes an asking back, or what somebody confirmed. Their powers in the company are not changed by it.
///
/// # Errors
/// `Fault::Missing` for who may not, or if there is none.
pub fn withdraw(tx: &mut Tx, id: &CaseId, named: &NamedId) -> Result<(), Fault> {
    let case = case::load(tx.conn(), id)?;
    let named = store::named(tx.conn(), named)?;
    if named.case != case.id {
        return Err(Fault::Missing);
    }
    let asked = Asked { case, named };
    Can::<TakeBack>::check(tx.actor()?, &asked)?;
    let Asked { case, named } = asked;
    take_away(tx, &named)?;
    if named.state == NamedState::Confirmed {
        let line = say!(
            "people-record-withdrawn",
            name = &named.name,
            duty = named.duty.in_words()
        );
        case::note(tx, &case.id, line, true)?;
    }
    Ok(())
}

/// The asking for the acting person to answer, and its case.
fn to_me(tx: &mut Tx, id: &NamedId) -> Result<(Case, Named), Fault> {
    let named = store::named(tx.conn(), id)?;
    Can::<Answer>::check(tx.actor()?, &named)?;
    let case = case::load(tx.conn(), &named.case)?;
    let case = on(tx, case)?;
    match named.state {
        NamedState::Invited => Ok((case, named)),
        _ => Err(say!("people-refused-answered").into()),
    }
}

/// The acting person says that they are who is named and takes the duty on; `post` is what they are in the
/// company, in their own words.
///
/// # Errors
/// `Fault::Missing` for anybody who was not asked; `Fault::Refused` if their account has another name than the
/// application, it was answered before, or the case came to nothing.
pub fn confirm(tx: &mut Tx, id: &NamedId, post: &str) -> Result<(), Fault> {
    let (case, mut named) = to_me(tx, id)?;
    let me = tx.actor()?.clone();
    if !named.is_called(&me.name) {
        return Err(say!("people-refused-name", named = &named.name, name = &me.name).into());
    }
    let company = case.company.clone().ok_or(Fault::Missing)?;
    let people = accounts::colleagues(tx.conn(), &company)?;
    let mut people = people.iter().filter(|c| c.person.disabled_at.is_none());
    let looked_after = people.clone().any(|c| c.powers.owner);
    let asker = people.find(|c| c.person.id == named.invited_by);
    let may = me.acts_for(&company).unwrap_or_default();
    let powers = given(named.duty, may, (asker.map(|c| c.powers), looked_after));
    let Some(powers) = powers else {
        return Err(say!("people-refused-answered").into());
    };
    accounts::link_company(tx, &company, &me.id, post, powers)?;
    named.state = NamedState::Confirmed;
    named.person = Some(me.id);
    named.answered_at = Some(tx.now());
    post.clone_into(&mut named.post);
    store::put(tx.conn(), &named)?;
    record(tx, &named, "admission.named.confirmed")?;
    let line = say!(
        "people-record-confirmed",
        name = &named.name,
        duty = named.duty.in_words()
    );
    // They have only just come to the applicant's side.
    let noted = Event::Noted {
        say: line,
        public: true,
    };
    let telling = Telling::of(noted).on_side(Side::Applicant);
    let case = case::happen(tx, &case.id, telling)?;
    letters::answered(tx, &case, &named)
}

/// The acting person says that they are not who is named, or don't take it on.
///
/// # Errors
/// As [`confirm`].
pub fn decline(tx: &mut Tx, id: &NamedId, why: &str) -> Result<(), Fault> {
    let (case, mut named) = to_me(tx, id)?;
    named.state = NamedState::Declined;
    named.answered_at = Some(tx.now());
    why.clone_into(&mut named.reason);
    store::put(tx.conn(), &named)?;
    record(tx, &named, "admission.named.declined")?;
    letters::answered(tx, &case, &named)
}
