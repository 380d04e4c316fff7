//! The plan: the form to make or change it, calling it off, and each visitor's declaration.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use askama::Template;
use chrono::{Duration, Timelike};

use super::{again, home, load, seen};
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::case::{self, Case, LeadCases, Top};
use crate::admission::review::declaration;
use crate::admission::visit::acts::calendar as appointment;
use crate::admission::visit::acts::plan as acts;
use crate::admission::visit::acts::plan::Choice;
use crate::admission::visit::forms;
use crate::admission::visit::policy::SeeAppointment;
use crate::admission::visit::rules::Visit;
use crate::companies;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply, Signed};

#[derive(Template)]
#[template(path = "visit/plan.html")]
struct PlanPage<'a> {
    form: &'a Form,
    top: Top,
    case: &'a Case,
    choices: &'a [Choice],
    changes: bool,
}

async fn form_page(call: &Call, (case, visit): (Case, Option<Visit>), form: &Form) -> Reply {
    let read = case.clone();
    let choices = call.read(move |conn| acts::choices(conn, &read)).await?;
    let changes = visit.is_some_and(|v| v.cancelled.is_none());
    let title = say!("visit-plan-title");
    let page = PlanPage {
        form,
        top: Top::new(case.clone(), call.now(), call.speech()),
        case: &case,
        choices: &choices,
        changes,
    };
    call.with_form(title, form, &page)
}

/// `GET /desk/cases/{case}/visit/plan`
pub async fn ask(who: May<LeadCases>, call: Call, path: Path<CaseId>) -> Reply {
    let id = path.into_inner();
    let (case, visit) = seen(&call, &who, &id).await?;
    let zone = call.brand().zone;
    let form = match &visit {
        Some(visit) if visit.cancelled.is_none() => forms::of_plan(visit, zone),
        _ => {
            let read = case.clone();
            let mut form = call.read(move |conn| suggestion(conn, &read)).await?;
            let starts = in_a_week(call.now(), zone);
            form.put("starts", forms::local(starts, zone));
            form.put("ends", forms::local(starts + Duration::hours(2), zone));
            form.put("purpose", call.speech().plain("visit-plan-purpose-usual"));
            form
        }
    };
    form_page(&call, (case, visit), &form).await
}

/// Ten in the morning, a week from now.
fn in_a_week(now: Moment, zone: chrono_tz::Tz) -> Moment {
    let day = crate::kernel::time::day_in(zone, now + Duration::days(7));
    let ten = crate::kernel::time::start_of(zone, day) + Duration::hours(10);
    ten.with_nanosecond(0).unwrap_or(ten)
}

/// What the application says: address and contact; and the two who would be asked first.
fn suggestion(conn: &mut Conn, case: &Case) -> Result<Form, Fault> {
    let mut form = Form::default();
    if let Some(company) = &case.company {
        form.put("address", companies::load(conn, company)?.profile.address);
    }
    if let Some(revision) = application::revision(conn, &case.id)? {
        let text = |field| revision.answers.get(field).to_owned();
        form.put("host_name", text(Field::ContactName));
        form.put("host_phone", text(Field::ContactPhone));
        form.put("host_email", text(Field::ContactEmail));
    }
    let free = acts::choices(conn, case)?
        .into_iter()
        .filter(|c| c.bar.is_none());
    for (n, choice) in free.take(2).enumerate() {
        form.put("visitor", choice.person.as_str());
        if n == 0 {
            form.put("leads", choice.person.as_str());
        }
    }
    Ok(form)
}

/// `POST /desk/cases/{case}/visit/plan`
pub async fn save(who: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let found = seen(&call, &who, &id).await?;
    let changes = found.1.as_ref().is_some_and(|v| v.cancelled.is_none());
    let plan = forms::plan(&mut form, call.brand().zone);
    if let Some(plan) = &plan {
        plan.lacks(call.now())
            .into_iter()
            .for_each(|(field, say)| form.refuse(field, say));
    }
    let (case, plan) = (id.clone(), plan.filter(|_| !form.is_refused()));
    let done = match changes {
        true => say!("visit-done-moved"),
        false => say!("visit-done-planned"),
    };
    call.act_on(plan, move |tx, plan| match changes {
        true => acts::replan(tx, &case, plan),
        false => acts::plan(tx, &case, plan),
    })
    .then(home(&id), done)
    .or_again("visitor", &mut form, async |form| {
        form_page(&call, found, form).await
    })
    .await
}

/// `POST /desk/cases/{case}/visit/cancel`
pub async fn cancel(who: May<LeadCases>, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let (case, why) = (id.clone(), forms::words(&mut form, "reason"));
    call.act_on(why, move |tx, why| acts::cancel(tx, &case, why))
        .then(home(&id), say!("visit-done-cancelled"))
        .or_again("reason", &mut form, async |form| {
            again(&call, &who, &id, form).await
        })
        .await
}

/// `POST /desk/cases/{case}/visit/declare`
pub async fn declare(who: Signed, call: Call, path: Path<CaseId>, mut form: Form) -> Reply {
    let id = path.into_inner();
    let conflict = declaration(&mut form);
    let done = match &conflict {
        Some(Some(_)) => say!("review-done-conflict"),
        _ => say!("visit-done-declared"),
    };
    let case = id.clone();
    call.act_on(conflict, move |tx, conflict| {
        acts::declare(tx, &case, conflict.as_deref())
    })
    .then(home(&id), done)
    .or_again("conflict", &mut form, async |form| {
        again(&call, &who, &id, form).await
    })
    .await
}

/// `GET /desk/cases/{case}/visit/calendar`: the appointment, for calendars that don't read mails.
pub async fn calendar(who: Signed, path: Path<CaseId>, call: Call) -> Reply {
    let id = path.into_inner();
    let (case, visit) = load(&call, &id).await?;
    let visit = visit.ok_or(Fault::Missing)?;
    if !case::may_see(call.db(), &who, &case).await? {
        Can::<SeeAppointment>::check(&who, &visit)?;
    }
    let (reader, brand, base) = (
        who.id.clone(),
        call.brand().clone(),
        call.site().config.public_url.clone(),
    );
    let now = call.now();
    let text = call
        .read(move |conn| appointment(conn, (&case, &visit), (&brand, &base), (&reader, now)))
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"visit.ics\"",
        ))
        .body(text))
}
