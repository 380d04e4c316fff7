//! `/about`: what the chamber stands for, who sits on its board, where its office is, its charter.

use askama::Template;

use crate::chamber::rules::{CharterInForce, Organ};
use crate::council;
use crate::kernel::Day;
use crate::platform::db::{Conn, Fault};
use crate::platform::{filters, settings};
use crate::say;
use crate::web::{Call, Public, Reply};

/// A filled seat of the board.
struct SeatLine {
    person: String,
    note: String,
}

#[derive(Template)]
#[template(path = "portal/about.html")]
struct AboutPage<'a> {
    name: &'a str,
    intro: &'a str,
    contact: Vec<(&'static str, &'a str)>,
    board: Vec<SeatLine>,
    /// The charter, once the chamber published one.
    charter: Option<CharterInForce>,
}

/// `GET /about`
pub async fn show(_: Public, call: Call) -> Reply {
    let today = call.today();
    let (charter, board) = call
        .read(move |conn| Ok((charter(conn)?, board(conn, today)?)))
        .await?;
    let name = call.brand().name.get(call.lang());
    let description = say!("portal-about-description", name = name);
    let (lang, brand) = (call.lang(), &call.brand().contact);
    let contact = [
        ("portal-about-contact-address", brand.address.get(lang)),
        ("portal-about-contact-phone", brand.phone.as_str()),
        ("portal-about-contact-email", brand.email.as_str()),
        ("portal-about-contact-hours", brand.hours.get(lang)),
    ];
    let contact = contact
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let page = AboutPage {
        name,
        intro: brand.intro.get(lang),
        contact,
        board,
        charter,
    };
    call.public(say!("portal-about-title"), description, &page)
}

fn charter(conn: &mut Conn) -> Result<Option<CharterInForce>, Fault> {
    match settings::is_set::<CharterInForce>(conn)? {
        true => settings::get(conn).map(Some),
        false => Ok(None),
    }
}

fn board(conn: &mut Conn, today: Day) -> Result<Vec<SeatLine>, Fault> {
    let seats = council::filled(conn, Organ::Board, today)?;
    let line = |seat: council::rules::Seat| {
        let (_, person) = seat.holder?;
        let notes: Vec<_> = [seat.label, seat.company_name]
            .into_iter()
            .filter(|note| !note.is_empty())
            .collect();
        Some(SeatLine {
            person,
            note: notes.join(" · "),
        })
    };
    Ok(seats.into_iter().filter_map(line).collect())
}
