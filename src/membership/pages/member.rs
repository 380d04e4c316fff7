//! One membership as the office sees it, and its end.

use actix_web::web;
use askama::Template;

use crate::chamber;
use crate::companies::{self, Company};
use crate::kernel::time::day_in;
use crate::kernel::{Act, Can};
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::certificate::{Certificate, may_hold};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::{Ending, Standing};
use crate::membership::rules::{MemberEvent, Membership, MembershipId, Period};
use crate::membership::store::history;
use crate::membership::{EndMembership, SeeMembers, acts, forms, store};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "membership/member.html")]
struct MemberPage<'a> {
    f: &'a Form,
    membership: &'a Membership,
    company: &'a Company,
    others: &'a [Membership],
    periods: &'a [Period],
    events: &'a [MemberEvent],
    standing: Standing,
    lapse_waits: bool,
    rank: String,
    certificate: Option<Certificate>,
    /// Whether the certificate is valid today.
    certified: bool,
    /// Whether the reader may issue one, and the member hold it.
    may_issue: bool,
    may_end: bool,
    /// Whether the reader may see and bring motions to expel it: not who acts for it.
    may_move: bool,
    suspended: bool,
}

impl MemberPage<'_> {
    fn endings(&self) -> [Ending; 4] {
        Ending::BY_OFFICE
    }
}

async fn page(
    view: &View,
    db: &Db,
    clock: &Clock,
    id: MembershipId,
    refused: Option<&Form>,
) -> Reply {
    let (membership, company, mut others, ranks, periods, events, rules, certificate) = db
        .read(move |conn| {
            let membership = store::load(conn, &id)?;
            let company = companies::load(conn, &membership.company)?;
            let all = store::of_company(conn, &membership.company)?;
            Ok((
                membership,
                company,
                all,
                chamber::ranks(conn)?,
                history::periods(conn, &id)?,
                history::events(conn, &id)?,
                settings::get::<PeriodRules>(conn)?,
                store::certificates::current(conn, &id)?,
            ))
        })
        .await?;
    others.retain(|other| other.id != membership.id);
    let today = day_in(view.brand().zone, clock.now());
    let mut fresh = Form::of([("on", today.to_string()), ("from", today.to_string())]);
    fresh.put("resume_on", today.to_string());
    fresh.put("how", Ending::Resigned.word());
    let actor = view.actor().ok_or(Fault::SignIn)?;
    let standing = rules.standing(&membership.facts, today);
    let page = MemberPage {
        f: refused.unwrap_or(&fresh),
        rank: ranks.name(&membership.rank, view.lang()).to_owned(),
        certified: certificate
            .as_ref()
            .is_some_and(|one| one.is_valid(&membership, &rules, today)),
        may_issue: IssueCertificates::allows(actor, &()) && may_hold(&membership, &rules, today),
        certificate,
        may_end: membership.ended.is_none() && Can::<EndMembership>::check(actor, &()).is_ok(),
        may_move: EndMembership::allows(actor, &())
            && actor.acts_for(&membership.company).is_none(),
        suspended: standing == Standing::Suspended,
        lapse_waits: rules.lapse_waits(&membership.facts, today),
        standing,
        periods: &periods,
        events: &events,
        membership: &membership,
        company: &company,
        others: &others,
    };
    let title = say!("membership-member-title");
    if refused.is_some() {
        view.refused(title, &page)
    } else {
        view.page(title, &page)
    }
}

/// `GET /desk/members/{membership}`
pub async fn show(
    _: May<SeeMembers>,
    view: View,
    id: web::Path<MembershipId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    page(&view, &db, &clock, id.into_inner(), None).await
}

/// `POST /desk/members/{membership}/end`
pub async fn end(
    _: May<EndMembership>,
    view: View,
    id: web::Path<MembershipId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    if let Some((on, how, why)) = forms::ending(&mut form) {
        let (to, ended) = (format!("/desk/members/{id}"), id.clone());
        let write = move |tx: &mut Tx| acts::decide::end(tx, &ended, on, how, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&to, say!("membership-ended-done")),
            Err(fault) => form.refuse_fault("on", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}

/// `POST /desk/members/{membership}/suspend`
pub async fn suspend(
    _: May<EndMembership>,
    view: View,
    id: web::Path<MembershipId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    if let Some((from, until, why)) = forms::suspension(&mut form) {
        let (to, asked) = (format!("/desk/members/{id}"), id.clone());
        let write = move |tx: &mut Tx| acts::decide::suspend(tx, &asked, (from, until), &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&to, say!("membership-suspended-done")),
            Err(fault) => form.refuse_fault("from", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}

/// `POST /desk/members/{membership}/resume`
pub async fn resume(
    _: May<EndMembership>,
    view: View,
    id: web::Path<MembershipId>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let id = id.into_inner();
    let (on, why) = (form.date("resume_on"), form.text("resume_why", 1..=500));
    if let (Some(on), Some(why)) = (on, why) {
        let (to, asked) = (format!("/desk/members/{id}"), id.clone());
        let write = move |tx: &mut Tx| acts::decide::resume(tx, &asked, on, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&to, say!("membership-resumed-done")),
            Err(fault) => form.refuse_fault("resume_on", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}
