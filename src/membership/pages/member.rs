//! One membership as the office sees it, and its end.

use actix_web::web;
use askama::Template;

use crate::chamber;
use crate::companies::{self, Company};
use crate::kernel::{Act, Can};
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::certificate::{Certificate, may_hold};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::{Ending, Standing};
use crate::membership::rules::{MemberEvent, Membership, MembershipId, Period};
use crate::membership::store::history;
use crate::membership::{EndMembership, SeeMembers, acts, forms, store};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply, Sent};

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

async fn page(call: &Call, id: MembershipId, refused: Option<&Form>) -> Reply {
    let (membership, company, mut others, ranks, periods, events, rules, certificate) = call
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
    let today = call.today();
    let mut fresh = Form::of([("on", today.to_string()), ("from", today.to_string())]);
    fresh.put("resume_on", today.to_string());
    fresh.put("how", Ending::Resigned.word());
    let actor = call.actor().ok_or(Fault::SignIn)?;
    let standing = rules.standing(&membership.facts, today);
    let f = refused.unwrap_or(&fresh);
    let page = MemberPage {
        f,
        rank: ranks.name(&membership.rank, call.lang()).to_owned(),
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
    call.with_form(say!("membership-member-title"), f, &page)
}

/// `GET /desk/members/{membership}`
pub async fn show(_: May<SeeMembers>, call: Call, id: web::Path<MembershipId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

fn path(id: &MembershipId) -> String {
    format!("/desk/members/{id}")
}

/// `POST /desk/members/{membership}/end`
pub async fn end(_: May<EndMembership>, mut sent: Sent<MembershipId>) -> Reply {
    let ending = forms::ending(&mut sent.form);
    sent.act_on(ending, |tx, id, (last, how, why)| {
        acts::decide::end(tx, id, *last, *how, why)
    })
    .then(path(&sent.id), say!("membership-ended-done"))
    .or_back("on", &sent, page)
    .await
}

/// `POST /desk/members/{membership}/suspend`
pub async fn suspend(_: May<EndMembership>, mut sent: Sent<MembershipId>) -> Reply {
    let suspension = forms::suspension(&mut sent.form);
    sent.act_on(suspension, |tx, id, (from, until, why)| {
        acts::decide::suspend(tx, id, (*from, *until), why)
    })
    .then(path(&sent.id), say!("membership-suspended-done"))
    .or_back("from", &sent, page)
    .await
}

/// `POST /desk/members/{membership}/resume`
pub async fn resume(_: May<EndMembership>, mut sent: Sent<MembershipId>) -> Reply {
    let form = &mut sent.form;
    let said = (form.date("resume_on"), form.text("resume_why", 1..=500));
    sent.act_on(said, |tx, id, (from, why)| {
        acts::decide::resume(tx, id, *from, why)
    })
    .then(path(&sent.id), say!("membership-resumed-done"))
    .or_back("resume_on", &sent, page)
    .await
}
