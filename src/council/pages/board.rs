//! The seats of an organ as they are today.

use askama::Template;

use crate::accounts::Fresh;
use crate::chamber::ManageChamber;
use crate::chamber::rules::Organ;
use crate::council::rules::{Seat, SeatId};
use crate::council::{acts, forms, store};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply, View};

#[derive(Template)]
#[template(path = "council/board.html")]
struct BoardPage<'a> {
    organ: Organ,
    seats: &'a [Seat],
    filled: usize,
    authorised: u64,
    add: &'a Form,
    size: &'a Form,
}

/// The organ asked for: `?organ=…`, the board if none is.
pub fn asked(view: &View) -> Organ {
    let query = Form::parse(view.query().as_bytes());
    Organ::from_word(query.value("organ")).unwrap_or(Organ::Board)
}

/// Where an organ's page is.
pub fn path(organ: Organ) -> String {
    format!("/desk/settings/board?organ={}", organ.word())
}

/// Where a seat's page is.
pub fn seat_path(id: &SeatId) -> String {
    format!("/desk/settings/board/seats/{id}")
}

async fn page(call: &Call, organ: Organ, (add, size): (Option<&Form>, Option<&Form>)) -> Reply {
    let today = call.today();
    let (seats, authorised) = call
        .read(move |conn| {
            Ok((
                store::seats(conn, organ, today)?,
                store::authorised(conn, organ)?,
            ))
        })
        .await?;
    let number = call
        .speech()
        .say(&say!("council-seat-label", number = seats.len() + 1));
    let fresh = (
        Form::of([("label", number)]),
        Form::of([("seats", authorised.to_string())]),
    );
    let page = BoardPage {
        organ,
        seats: &seats,
        filled: seats.iter().filter(|s| s.holder.is_some()).count(),
        authorised,
        add: add.unwrap_or(&fresh.0),
        size: size.unwrap_or(&fresh.1),
    };
    let f = if size.is_some() { page.size } else { page.add };
    call.with_form(say!("council-board-title"), f, &page)
}

/// `GET /desk/settings/board?organ=…`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    page(&call, asked(&call), (None, None)).await
}

/// `POST /desk/settings/board/authorised`
pub async fn authorise(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let organ = forms::organ(&mut form).ok_or(Fault::Missing)?;
    call.act_on(form.number("seats", 0..=1000), move |tx, seats| {
        acts::set_authorised(tx, organ, u32::try_from(*seats).unwrap_or(0))
    })
    .then(path(organ), say!("council-saved"))
    .or_again("seats", &mut form, async |form| {
        page(&call, organ, (None, Some(form))).await
    })
    .await
}

/// `POST /desk/settings/board/seats`
pub async fn add(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let organ = forms::organ(&mut form).ok_or(Fault::Missing)?;
    call.act_on(forms::seat(&mut form), move |tx, (label, chair)| {
        acts::add_seat(tx, organ, label, *chair)
    })
    .then_with(|seat| (seat_path(seat), say!("council-seat-added")))
    .or_again("label", &mut form, async |form| {
        page(&call, organ, (Some(form), None)).await
    })
    .await
}
