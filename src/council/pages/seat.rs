//! One seat: who holds it, who held it, and how it changes hands.

use actix_web::web;
use askama::Template;

use super::board;
use crate::accounts;
use crate::chamber::ManageChamber;
use crate::companies;
use crate::council::rules::{Held, Seat, SeatId, Seating};
use crate::council::{acts, forms, store};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

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

async fn page(call: &Call, id: SeatId, refused: Option<(Which, &Form)>) -> Reply {
    let day = call.today();
    let (seat, history) = call
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
        call.refused(title, &page)
    } else {
        call.page(title, &page)
    }
}

/// `GET /desk/settings/board/seats/{seat}`
pub async fn show(_: May<ManageChamber>, call: Call, id: web::Path<SeatId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// `POST /desk/settings/board/seats/{seat}`
pub async fn describe(
    _: May<ManageChamber>,
    call: Call,
    id: web::Path<SeatId>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let seat = id.clone();
    call.act_on(forms::seat(&mut form), move |tx, (label, chair)| {
        acts::describe_seat(tx, &seat, label, *chair)
    })
    .then(board::seat_path(&id), say!("council-saved"))
    .or_again("label", &mut form, async |form| {
        page(&call, id, Some((Which::Describe, form))).await
    })
    .await
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
    call: Call,
    id: web::Path<SeatId>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let seat = id.clone();
    call.act_on(forms::taken(&mut form, call.today()), move |tx, clean| {
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
    })
    .then(board::seat_path(&id), say!("council-seat-taken"))
    .or_again("email", &mut form, async |form| {
        page(&call, id, Some((Which::Take, form))).await
    })
    .await
}

/// `POST /desk/settings/board/seats/{seat}/vacate`
pub async fn vacate(
    _: May<ManageChamber>,
    call: Call,
    id: web::Path<SeatId>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let seat = id.clone();
    let ending = forms::ending(&mut form, call.today());
    call.act_on(ending, move |tx, (until, why)| {
        acts::vacate(tx, &seat, *until, why)
    })
    .then(board::seat_path(&id), say!("council-seat-vacated"))
    .or_again("until", &mut form, async |form| {
        page(&call, id, Some((Which::Leave, form))).await
    })
    .await
}

/// `POST /desk/settings/board/seats/{seat}/close`
pub async fn close(
    _: May<ManageChamber>,
    call: Call,
    id: web::Path<SeatId>,
    mut form: Form,
) -> Reply {
    let (id, day) = (id.into_inner(), call.today());
    let asked = id.clone();
    let organ = call
        .read(move |conn| store::seat(conn, &asked, day))
        .await?
        .organ;
    let seat = id.clone();
    call.act_on(forms::ending(&mut form, day), move |tx, (on, why)| {
        acts::close_seat(tx, &seat, *on, why)
    })
    .then(board::path(organ), say!("council-seat-closed"))
    .or_again("until", &mut form, async |form| {
        page(&call, id, Some((Which::Leave, form))).await
    })
    .await
}
