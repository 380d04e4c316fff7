//! The plan: the form to make or change it, calling it off, and each visitor's declaration.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{Duration, Timelike};

use super::{act, home, load, page};
use crate::admission::application;
use crate::admission::application::rules::Field;
use crate::admission::case::{self, Case, LeadCases, Top};
use crate::admission::review::declaration;
use crate::admission::visit::acts::plan as acts;
use crate::admission::visit::acts::plan::Choice;
use crate::admission::visit::forms;
use crate::admission::visit::policy::SeeOwnVisit;
use crate::admission::visit::rules::Visit;
use crate::companies;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Moment};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::filters;
use crate::platform::ics::{self, Invite};
use crate::say;
use crate::web::{Form, May, Reply, Signed, View};

#[derive(Template)]
#[template(path = "visit/plan.html")]
struct PlanPage<'a> {
    form: &'a Form,
    top: Top,
    case: &'a Case,
    choices: &'a [Choice],
    changes: bool,
}

async fn form_page(
    view: &View,
    (db, now): (&Db, Moment),
    (case, visit): (Case, Option<Visit>),
    form: &Form,
) -> Reply {
    let read = case.clone();
    let choices = db.read(move |conn| acts::choices(conn, &read)).await?;
    let changes = visit.is_some_and(|v| v.cancelled.is_none());
    let title = say!("visit-plan-title");
    let page = PlanPage {
        form,
        top: Top::new(case.clone(), now, view.speech()),
        case: &case,
        choices: &choices,
        changes,
    };
    view.with_form(title, form, &page)
}

/// `GET /desk/cases/{case}/visit/plan`
pub async fn ask(
    _: May<LeadCases>,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
) -> Reply {
    let id = path.into_inner();
    let (case, visit) = load(&db, &id).await?;
    let zone = view.brand().zone;
    let form = match &visit {
        Some(visit) if visit.cancelled.is_none() => forms::of_plan(visit, zone),
        _ => {
            let read = case.clone();
            let mut form = db.read(move |conn| suggestion(conn, &read)).await?;
            let starts = in_a_week(clock.now(), zone);
            form.put("starts", forms::local(starts, zone));
            form.put("ends", forms::local(starts + Duration::hours(2), zone));
            form.put("purpose", view.speech().plain("visit-plan-purpose-usual"));
            form
        }
    };
    form_page(&view, (&db, clock.now()), (case, visit), &form).await
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
pub async fn save(
    _: May<LeadCases>,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let found = load(&db, &id).await?;
    let changes = found.1.as_ref().is_some_and(|v| v.cancelled.is_none());
    let plan = forms::plan(&mut form, view.brand().zone);
    if let Some(plan) = &plan {
        plan.lacks(clock.now())
            .into_iter()
            .for_each(|(field, say)| form.refuse(field, say));
    }
    let Some(plan) = plan.filter(|_| !form.is_refused()) else {
        return form_page(&view, (&db, clock.now()), found, &form).await;
    };
    let case = id.clone();
    let saved = db
        .write(&view.who(), move |tx| {
            if changes {
                acts::replan(tx, &case, &plan)
            } else {
                acts::plan(tx, &case, &plan)
            }
        })
        .await;
    if let Err(fault) = saved {
        form.refuse_fault("visitor", fault)?;
        return form_page(&view, (&db, clock.now()), found, &form).await;
    }
    let done = if changes {
        say!("visit-done-moved")
    } else {
        say!("visit-done-planned")
    };
    view.done(&home(&id), done)
}

/// `POST /desk/cases/{case}/visit/cancel`
pub async fn cancel(
    who: May<LeadCases>,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let Some(why) = forms::words(&mut form, "reason") else {
        return page(&view, &who, &db, clock.now(), load(&db, &id).await?, &form).await;
    };
    let (case, to) = (id.clone(), home(&id));
    let said = (&mut form, to.as_str(), say!("visit-done-cancelled"));
    act(
        &view,
        (&who, &db, clock.now()),
        (&id, "reason"),
        said,
        move |tx| acts::cancel(tx, &case, &why),
    )
    .await
}

/// `POST /desk/cases/{case}/visit/declare`
pub async fn declare(
    who: Signed,
    view: View,
    path: Path<CaseId>,
    db: Data<Db>,
    clock: Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = path.into_inner();
    let Some(conflict) = declaration(&mut form) else {
        return page(&view, &who, &db, clock.now(), load(&db, &id).await?, &form).await;
    };
    let done = if conflict.is_some() {
        say!("review-done-conflict")
    } else {
        say!("visit-done-declared")
    };
    let case = id.clone();
    db.write(&view.who(), move |tx| {
        acts::declare(tx, &case, conflict.as_deref())
    })
    .await?;
    view.done(&home(&id), done)
}

/// The appointment alone, as a visitor saves it into a calendar by hand.
fn appointment(case: &Case, visit: &Visit, now: Moment) -> String {
    ics::calendar(&Invite {
        uid: format!("visit-{}", visit.id),
        sequence: visit.sequence,
        stamp: now,
        starts: visit.starts,
        ends: visit.ends,
        summary: case.company_name.clone(),
        description: visit.purpose.clone(),
        location: visit.address.clone(),
        organizer: (String::new(), String::new()),
        attendees: vec![],
        cancelled: visit.cancelled.is_some(),
    })
}

/// `GET /desk/cases/{case}/visit/calendar`: the appointment, for calendars that don't read mails.
pub async fn calendar(who: Signed, path: Path<CaseId>, db: Data<Db>, clock: Data<Clock>) -> Reply {
    let id = path.into_inner();
    let (case, visit) = load(&db, &id).await?;
    let visit = visit.ok_or(Fault::Missing)?;
    if !case::may_see(&db, &who, &case).await? {
        Can::<SeeOwnVisit>::check(&who, &visit)?;
    }
    let text = appointment(&case, &visit, clock.now());
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"visit.ics\"",
        ))
        .body(text))
}
