//! One membership as the office sees it, and its end.

use actix_web::web;
use askama::Template;

use super::register::rank_name;
use crate::chamber;
use crate::companies::{self, Company};
use crate::kernel::time::day_in;
use crate::kernel::{Can, Day};
use crate::membership::rules::{Membership, MembershipId};
use crate::membership::{EndMembership, SeeMembers, acts, forms, store};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "membership/member.html")]
struct MemberPage<'a> {
    f: &'a Form,
    membership: &'a Membership,
    company: &'a Company,
    others: &'a [Membership],
    rank: String,
    today: Day,
    may_end: bool,
}

async fn page(
    view: &View,
    db: &Db,
    clock: &Clock,
    id: MembershipId,
    refused: Option<&Form>,
) -> Reply {
    let (membership, company, mut others, ranks) = db
        .read(move |conn| {
            let membership = store::load(conn, &id)?;
            let company = companies::load(conn, &membership.company)?;
            let all = store::of_company(conn, &membership.company)?;
            Ok((membership, company, all, chamber::ranks(conn)?))
        })
        .await?;
    others.retain(|other| other.id != membership.id);
    let today = day_in(view.brand().zone, clock.now());
    let fresh = Form::of([("on", today.to_string())]);
    let actor = view.actor().ok_or(Fault::SignIn)?;
    let page = MemberPage {
        f: refused.unwrap_or(&fresh),
        rank: rank_name(&ranks, &membership.rank, view.lang()),
        may_end: membership.ended.is_none() && Can::<EndMembership>::check(actor, &()).is_ok(),
        membership: &membership,
        company: &company,
        others: &others,
        today,
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
    if let Some((on, why)) = forms::ending(&mut form) {
        let (to, ended) = (format!("/desk/members/{id}"), id.clone());
        let write = move |tx: &mut crate::platform::db::Tx| acts::end(tx, &ended, on, &why);
        match db.write(&view.who(), write).await {
            Ok(()) => return view.done(&to, say!("membership-ended-done")),
            Err(fault) => form.refuse_fault("on", fault)?,
        }
    }
    page(&view, &db, &clock, id, Some(&form)).await
}
