//! One seat: who holds it, who held it, and how it changes hands.

use actix_web::web;
use askama::Template;

use super::board;
use crate::accounts::{self, FreshTo};
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
    describe.tick("chair", seat.chair);
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
    let f = refused.map_or(&describe, |(_, form)| form);
    call.with_form(say!("council-seat-title"), f, &page)
}

/// `GET /desk/settings/board/seats/{seat}`
pub async fn show(_: May<ManageChamber>, call: Call, id: web::Path<SeatId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

/// The page of a refused form; each of its forms has fields of its own.
async fn again(call: &Call, id: SeatId, which: Which, form: Option<&Form>) -> Reply {
    page(call, id, form.map(|form| (which, form))).await
}

/// `POST /desk/settings/board/seats/{seat}`
pub async fn describe(_: May<ManageChamber>, FreshTo(mut sent): FreshTo<SeatId>) -> Reply {
    let seat = forms::seat(&mut sent.form);
    sent.act_on(seat, |tx, id, (label, chair)| {
        acts::describe_seat(tx, id, label, *chair)
    })
    .then(board::seat_path(&sent.id), say!("council-saved"))
    .or_back("label", &sent, async |call, id, form| {
        again(call, id, Which::Describe, form).await
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
pub async fn seat_person(_: May<ManageChamber>, FreshTo(mut sent): FreshTo<SeatId>) -> Reply {
    let today = sent.today();
    let taken = forms::taken(&mut sent.form, today);
    sent.act_on(taken, |tx, id, clean| {
        let person = accounts::person_by_email(tx.conn(), &clean.email)?
            .filter(|p| p.disabled_at.is_none())
            .ok_or_else(|| say!("council-seat-no-person", email = clean.email.as_str()))?;
        let (company, company_name) = company(tx.conn(), &clean.company)?;
        let new = Seating {
            seat: id.clone(),
            company,
            company_name,
            person: person.id,
            from: clean.from,
            notice: clean.notice.clone(),
        };
        acts::seat_person(tx, &new)
    })
    .then(board::seat_path(&sent.id), say!("council-seat-taken"))
    .or_back("email", &sent, async |call, id, form| {
        again(call, id, Which::Take, form).await
    })
    .await
}

/// `POST /desk/settings/board/seats/{seat}/vacate`
pub async fn vacate(_: May<ManageChamber>, FreshTo(mut sent): FreshTo<SeatId>) -> Reply {
    let today = sent.today();
    let ending = forms::ending(&mut sent.form, today);
    sent.act_on(ending, |tx, id, (until, why)| {
        acts::vacate(tx, id, *until, why)
    })
    .then(board::seat_path(&sent.id), say!("council-seat-vacated"))
    .or_back("until", &sent, async |call, id, form| {
        again(call, id, Which::Leave, form).await
    })
    .await
}

/// `POST /desk/settings/board/seats/{seat}/close`
pub async fn close(_: May<ManageChamber>, FreshTo(mut sent): FreshTo<SeatId>) -> Reply {
    let day = sent.today();
    let seat = sent.find(&sent.id, move |conn, id| store::seat(conn, id, day));
    let organ = seat.await?.organ;
    let ending = forms::ending(&mut sent.form, day);
    sent.act_on(ending, |tx, id, (on, why)| {
        acts::close_seat(tx, id, *on, why)
    })
    .then(board::path(organ), say!("council-seat-closed"))
    .or_back("until", &sent, async |call, id, form| {
        again(call, id, Which::Leave, form).await
    })
    .await
}
