//! The seats of an organ as they are today.

use actix_web::web;
use askama::Template;

use crate::chamber::ManageChamber;
use crate::chamber::rules::Organ;
use crate::council::rules::Seat;
use crate::council::{acts, forms, store};
use crate::kernel::time::day_in;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "council/board.html")]
struct BoardPage<'a> {
    organ: Organ,
    organs: [Organ; 3],
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

async fn page(
    view: &View,
    db: &Db,
    clock: &Clock,
    organ: Organ,
    (add, size): (Option<&Form>, Option<&Form>),
) -> Reply {
    let today = day_in(view.brand().zone, clock.now());
    let (seats, authorised) = db
        .read(move |conn| {
            Ok((
                store::seats(conn, organ, today)?,
                store::authorised(conn, organ)?,
            ))
        })
        .await?;
    let number = view
        .speech()
        .say(&say!("council-seat-label", number = seats.len() + 1));
    let fresh = (
        Form::of([("label", number)]),
        Form::of([("seats", authorised.to_string())]),
    );
    let page = BoardPage {
        organ,
        organs: Organ::ALL,
        seats: &seats,
        filled: seats.iter().filter(|s| s.holder.is_some()).count(),
        authorised,
        add: add.unwrap_or(&fresh.0),
        size: size.unwrap_or(&fresh.1),
    };
    let title = say!("council-board-title");
    if add.is_some() || size.is_some() {
        view.refused(title, &page)
    } else {
        view.page(title, &page)
    }
}

/// `GET /desk/settings/board?organ=…`
pub async fn show(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, asked(&view), (None, None)).await
}

/// `POST /desk/settings/board/authorised`
pub async fn authorise(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let organ = forms::organ(&mut form).ok_or(Fault::Missing)?;
    if let Some(seats) = form.number("seats", 0..=1000) {
        let seats = u32::try_from(seats).unwrap_or(0);
        let set = move |tx: &mut crate::platform::db::Tx| acts::set_authorised(tx, organ, seats);
        match db.write(&view.who(), set).await {
            Ok(()) => return view.done(&path(organ), say!("council-saved")),
            Err(fault) => form.refuse_fault("seats", fault)?,
        }
    }
    page(&view, &db, &clock, organ, (None, Some(&form))).await
}

/// `POST /desk/settings/board/seats`
pub async fn add(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let organ = forms::organ(&mut form).ok_or(Fault::Missing)?;
    let Some((label, chair)) = forms::seat(&mut form) else {
        return page(&view, &db, &clock, organ, (Some(&form), None)).await;
    };
    let seat = db
        .write(&view.who(), move |tx| {
            acts::add_seat(tx, organ, &label, chair)
        })
        .await?;
    view.done(
        &format!("/desk/settings/board/seats/{seat}"),
        say!("council-seat-added"),
    )
}
