//! One seat: who holds it, who held it, and how it changes hands.

use actix_web::web;
use askama::Template;

use super::board;
use crate::accounts;
use crate::chamber::ManageChamber;
use crate::companies;
use crate::council::rules::{Held, Seat, SeatId, Seating};
use crate::council::{acts, forms, store};
use crate::kernel::Day;
use crate::kernel::time::day_in;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "council/seat.html")]
struct SeatPage<'a> {
    seat: &'a Seat,
    history: &'a [Held],
    describe: &'a Form,
    take: &'a Form,
    leave: &'a Form,
}

/// Which of the page's forms came back refused.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Describe,
    Take,
    Leave,
}

fn today(view: &View, clock: &Clock) -> Day {
    day_in(view.brand().zone, clock.now())
}

async fn page(
    view: &View,
    db: &Db,
    day: Day,
    id: SeatId,
    refused: Option<(Which, &Form)>,
) -> Reply {
    let (seat, history) = db
        .read(move |conn| Ok((store::seat(conn, &id, day)?, store::history(conn, &id)?)))
        .await?;
    let mut describe = Form::of([("label", seat.label.as_str())]);
    if seat.chair {
        describe.put("chair", "on");
    }
    let take = Form::of([
        ("from", day.to_string()),
        ("company", seat.company_name.clone()),
    ]);
    let leave = Form::of([("until", day.to_string())]);
    let of = |which, fresh| match refused {
        Some((bad, form)) if bad == which => form,
        _ => fresh,
    };
    let page = SeatPage {
        seat: &seat,
        history: &history,
        describe: of(Which::Describe, &describe),
        take: of(Which::Take, &take),
        leave: of(Which::Leave, &leave),
    };
    let title = say!("council-seat-title");
    if refused.is_some() {
        view.refused(title, &page)
    } else {
        view.page(title, &page)
    }
}

fn here(id: &SeatId) -> String {
    format!("/desk/settings/board/seats/{id}")
}

/// `GET /desk/settings/board/seats/{seat}`
pub async fn show(
    _: May<ManageChamber>,
    view: View,
    id: web::Path<SeatId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, today(&view, &clock), id.into_inner(), None).await
}

/// `POST /desk/settings/board/seats/{seat}`
pub async fn describe(
    _: May<ManageChamber>,
    view: View,
    id: web::Path<SeatId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let Some((label, chair)) = forms::seat(&mut form) else {
        return page(
            &view,
            &db,
            today(&view, &clock),
            id,
            Some((Which::Describe, &form)),
        )
        .await;
    };
    let to = here(&id);
    db.write(&view.who(), move |tx| {
        acts::describe_seat(tx, &id, &label, chair)
    })
    .await?;
    view.done(&to, say!("council-saved"))
}

/// The company of this name, or why there is none.
fn company(
    conn: &mut Conn,
    name: &str,
) -> Result<(Option<crate::kernel::id::CompanyId>, String), Fault> {
    if name.is_empty() {
        return Ok((None, String::new()));
    }
    let found = companies::alike(conn, name, None, None)?
        .into_iter()
        .find(|c| c.profile.name == name);
    let found = found.ok_or_else(|| say!("council-seat-no-company", name = name))?;
    Ok((Some(found.id), found.profile.name))
}

/// `POST /desk/settings/board/seats/{seat}/person`
pub async fn seat_person(
    _: May<ManageChamber>,
    view: View,
    id: web::Path<SeatId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let (id, day) = (id.into_inner(), today(&view, &clock));
    if let Some(clean) = forms::taken(&mut form, day) {
        let (to, seat) = (here(&id), id.clone());
        let write = move |tx: &mut Tx| {
            let person = accounts::person_by_email(tx.conn(), &clean.email)?
                .filter(|p| p.disabled_at.is_none())
                .ok_or_else(|| say!("council-seat-no-person", email = clean.email.as_str()))?;
            let (company, company_name) = company(tx.conn(), &clean.company)?;
            let new = Seating {
                seat: seat.clone(),
                company,
                company_name,
                person: person.id,
                from: clean.from,
                notice: clean.notice.clone(),
            };
            acts::seat_person(tx, &new)
        };
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&to, say!("council-seat-taken")),
            Err(fault) => form.refuse_fault("email", fault)?,
        }
    }
    page(&view, &db, day, id, Some((Which::Take, &form))).await
}

/// `POST /desk/settings/board/seats/{seat}/vacate`
pub async fn vacate(
    _: May<ManageChamber>,
    view: View,
    id: web::Path<SeatId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let (id, day) = (id.into_inner(), today(&view, &clock));
    if let Some((until, why)) = forms::ending(&mut form, day) {
        let (to, seat) = (here(&id), id.clone());
        let write = move |tx: &mut Tx| acts::vacate(tx, &seat, until, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&to, say!("council-seat-vacated")),
            Err(fault) => form.refuse_fault("until", fault)?,
        }
    }
    page(&view, &db, day, id, Some((Which::Leave, &form))).await
}

/// `POST /desk/settings/board/seats/{seat}/close`
pub async fn close(
    _: May<ManageChamber>,
    view: View,
    id: web::Path<SeatId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let (id, day) = (id.into_inner(), today(&view, &clock));
    let asked = id.clone();
    let organ = db
        .read(move |conn| store::seat(conn, &asked, day))
        .await?
        .organ;
    if let Some((on, why)) = forms::ending(&mut form, day) {
        let seat = id.clone();
        let write = move |tx: &mut Tx| acts::close_seat(tx, &seat, on, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&board::path(organ), say!("council-seat-closed")),
            Err(fault) => form.refuse_fault("until", fault)?,
        }
    }
    page(&view, &db, day, id, Some((Which::Leave, &form))).await
}
