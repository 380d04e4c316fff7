//! Letters about a company's people: to whom it names, to the company about their answer and about an authority,
//! to the office about an authority that was handed in.

use crate::accounts;
use crate::accounts::PersonRow;
use crate::admission::application;
use crate::admission::case::Case;
use crate::admission::office as bureau;
use crate::admission::people::rules::{Authority, Named, NamedId, NamedState};
use crate::kernel::text;
use crate::platform::db::{Fault, Tx};
use crate::platform::letter::{Letter, Recipient};
use crate::platform::outbox;
use crate::say;

/// To somebody whom a company names: what for, and the link at which they answer. What strangers typed becomes no
/// link of its own, and what they call the receiver or themselves is no word of the chamber's.
pub fn invited(tx: &mut Tx, case: &Case, named: &Named, url: String) -> Result<(), Fault> {
    let company = text::unlinked(&case.company_name);
    let lang = tx.actor()?.lang;
    let known = accounts::person_by_email(tx.conn(), &named.email)?;
    let known = known.filter(PersonRow::is_somebodys);
    let to = known.as_ref().map_or_else(
        || Recipient {
            email: named.email.clone(),
            name: String::new(),
            lang,
        },
        PersonRow::recipient,
    );
    let subject = say!("people-letter-invited", company = &company);
    let asked = say!(
        "people-letter-invited-text",
        company = &company,
        duty = named.duty.in_words()
    );
    // Each asking has its own link, so each has its own letter.
    let key = NamedId::new().to_string();
    let letter = Letter::new("people.invited", &key, &to, subject)
        .line(asked)
        .line(say!(named.duty.lead()))
        .button(say!("people-letter-invited-open"), url)
        .line(say!("people-letter-invited-not"));
    outbox::post(tx, &letter.about("case", &case.id))
}

fn page(tx: &Tx, case: &Case) -> String {
    tx.link(&format!("/my/applications/{}/people", case.id))
}

/// To the company: somebody confirmed, or declined and why. Who answered knows.
pub fn answered(tx: &mut Tx, case: &Case, named: &Named) -> Result<(), Fault> {
    let key = match named.state {
        NamedState::Confirmed => "people-letter-confirmed",
        _ => "people-letter-declined",
    };
    let said = say!(key, name = &named.name, duty = named.duty.in_words());
    let subject = say!("people-letter-answered", company = &case.company_name);
    let letter = Letter::to_several("people.answered", named.id.as_str(), subject)
        .line(said)
        .quote_of(&named.name, &named.reason)
        .button(say!("people-letter-open"), page(tx, case));
    let mut people = application::recipients(tx.conn(), case)?;
    people.retain(|to| to.email != named.email);
    tx.post_each(&people, &letter.about("case", &case.id))
}

/// To the office: an authority was handed in.
pub fn filed(tx: &mut Tx, case: &Case, authority: &Authority, name: &str) -> Result<(), Fault> {
    let url = tx.link(&format!("/desk/cases/{}/people", case.id));
    let subject = say!(
        "people-letter-filed",
        company = &case.company_name,
        number = case.number()
    );
    let letter = Letter::to_several("people.filed", authority.id.as_str(), subject)
        .line(say!(
            "people-letter-filed-text",
            name = name,
            until = authority.valid_until
        ))
        .button(say!("people-letter-filed-open"), url);
    let people = bureau::recipients(tx.conn(), case)?;
    tx.post_each(&people, &letter.about("case", &case.id))
}

/// To the company: the office accepted an authority, or refused it and why.
pub fn decided(
    tx: &mut Tx,
    case: &Case,
    authority: &Authority,
    accepted: bool,
) -> Result<(), Fault> {
    let text = match accepted {
        true => "people-letter-accepted",
        false => "people-letter-refused",
    };
    // One that was accepted may be refused later: two letters.
    let key = format!("{}:{}", authority.id, accepted);
    let subject = say!("people-letter-decided", company = &case.company_name);
    let letter = Letter::to_several("people.decided", &key, subject)
        .line(say!(text))
        .quote(&authority.reason)
        .button(say!("people-letter-open"), page(tx, case));
    let people = application::recipients(tx.conn(), case)?;
    tx.post_each(&people, &letter.about("case", &case.id))
}
