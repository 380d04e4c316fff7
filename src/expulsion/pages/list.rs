//! All motions; and those about one member, with the form that brings one.

use actix_web::web::Path;
use askama::Template;

use crate::accounts;
use crate::companies::{self, Company};
use crate::expulsion::acts::hear;
use crate::expulsion::door::open_to;
use crate::expulsion::forms;
use crate::expulsion::policy::{LeadMotions, SeeMotions, speaks};
use crate::expulsion::read::{Standing, stand};
use crate::expulsion::rules::ExpulsionRules;
use crate::expulsion::store;
use crate::kernel::time::day_in;
use crate::kernel::{Act, Day};
use crate::membership;
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

/// Most motions that ended on the list.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "expulsion/list.html")]
struct ListPage {
    running: Vec<Standing>,
    ended: Vec<Standing>,
}

/// `GET /desk/members/motions`
pub async fn list(me: May<SeeMotions>, call: Call) -> Reply {
    let (me, now) = ((*me).clone(), call.now());
    let page = call
        .read(move |conn| {
            let (running, ended) = (store::running(conn)?, store::ended(conn, MOST)?);
            let running = open_to(conn, &me, running)?;
            let ended = open_to(conn, &me, ended)?;
            Ok(ListPage {
                running: stand(conn, running, now)?,
                ended: stand(conn, ended, now)?,
            })
        })
        .await?;
    call.page(say!("expulsion-list-title"), &page)
}

#[derive(Template)]
#[template(path = "expulsion/member.html")]
struct MemberPage<'a> {
    f: &'a Form,
    membership: Membership,
    company: Company,
    motions: Vec<Standing>,
    rules: ExpulsionRules,
    /// People who are told by mail.
    told: usize,
    /// Whether a motion can be brought: none runs and the membership does.
    may_bring: bool,
    today: Day,
}

async fn page(call: &Call, id: &MembershipId, form: &Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, zone, id) = (call.now(), call.brand().zone, id.clone());
    let leads = LeadMotions::allows(&me, &());
    let found = call
        .read(move |conn| {
            let membership = membership::load(conn, &id)?;
            if me.acts_for(&membership.company).is_some() {
                return Err(Fault::Missing);
            }
            let motions = store::of_membership(conn, &id)?;
            let motions = open_to(conn, &me, motions)?;
            let company = companies::load(conn, &membership.company)?;
            let told = accounts::recipients_of_company(conn, &company.id, speaks)?;
            let motions = stand(conn, motions, now)?;
            let rules: ExpulsionRules = settings::get(conn)?;
            Ok((membership, company, motions, rules, told.len()))
        })
        .await?;
    let (membership, company, motions, rules, told) = found;
    let today = day_in(zone, now);
    let runs = motions.iter().any(|one| one.state.is_open());
    let page = MemberPage {
        f: form,
        may_bring: leads && !runs && membership.is_current(today),
        membership,
        company,
        motions,
        rules,
        told,
        today,
    };
    call.with_form(say!("expulsion-member-title"), form, &page)
}

/// `GET /desk/members/{membership}/motions`
pub async fn of_member(_: May<SeeMotions>, call: Call, id: Path<MembershipId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

/// `POST /desk/members/{membership}/motions`: `grounds`.
pub async fn bring(
    _: May<LeadMotions>,
    call: Call,
    id: Path<MembershipId>,
    mut form: Form,
) -> Reply {
    let (grounds, member) = (forms::grounds(&mut form), id.clone());
    call.act_on(grounds, move |tx, grounds| {
        hear::bring(tx, &member, grounds)
    })
    .then_with(|motion| {
        let to = format!("/desk/members/motions/{motion}");
        (to, say!("expulsion-brought"))
    })
    .or_again("grounds", &mut form, async |form| {
        page(&call, &id, form).await
    })
    .await
}
