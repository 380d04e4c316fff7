//! One membership as the office sees it, and its end.

use actix_web::web;
use askama::Template;

use crate::chamber::{self, rules::Ranks};
use crate::companies::book;
use crate::companies::book::rules::Contact;
use crate::companies::{self, Company};
use crate::kernel::{Day, Lang};
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::certificate::{Certificate, may_hold};
use crate::membership::rules::ending::OWN_NOTICE;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::{Ending, Standing};
use crate::membership::rules::{MemberEvent, Membership, MembershipId, Period, covered_key};
use crate::membership::store::history;
use crate::membership::{EndMembership, SeeMembers, acts, forms, store};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply, Sent};

#[derive(Template)]
#[template(path = "membership/member.html")]
struct MemberPage {
    f: Form,
    membership: Membership,
    company: Company,
    contacts: Vec<Contact>,
    /// The company's page, and that it is the office's.
    home: String,
    desk: bool,
    others: Vec<Membership>,
    periods: Vec<Period>,
    /// Key of what is said of the day until which it is covered.
    covered: &'static str,
    /// What happened, in the order of its days, each with what belongs to it in words.
    events: Vec<(MemberEvent, String)>,
    standing: Standing,
    lapse_waits: bool,
    rank: String,
    certificate: Option<Certificate>,
    /// Whether the certificate is valid today.
    certified: bool,
    /// Whether the reader may issue one, and the member hold it.
    may_issue: bool,
    may_end: bool,
    /// The day of an end that lies ahead.
    ends_ahead: Option<Day>,
    /// Whether the reader may take an end back that came lately.
    may_undo: bool,
    /// Whether the reader may see and bring motions to expel it: not who acts for it.
    may_move: bool,
    suspended: bool,
}

fn fresh(today: Day) -> Form {
    let mut form = Form::of([("how", Ending::Resigned.word())]);
    for day in ["on", "from", "resume_on"] {
        form.put(day, today.to_string());
    }
    form
}

/// A history by its days, each with what belongs to it: the ranks before and after, the number of a motion.
fn told(mut events: Vec<MemberEvent>, ranks: &Ranks, lang: Lang) -> Vec<(MemberEvent, String)> {
    events.sort_by_key(|event| event.from);
    let words = |event: &MemberEvent| match event.detail.split_once(' ') {
        Some((was, is)) if event.kind == "rank" => {
            format!("{} → {}", ranks.name(was, lang), ranks.name(is, lang))
        }
        _ if event.detail == OWN_NOTICE => String::new(),
        _ => event.detail.clone(),
    };
    let told = |event: MemberEvent| {
        let said = words(&event);
        (event, said)
    };
    events.into_iter().map(told).collect()
}

async fn page(call: &Call, id: MembershipId, refused: Option<&Form>) -> Reply {
    let (today, lang, refused) = (call.today(), call.lang(), refused.cloned());
    let (ends, issues) = (call.may::<EndMembership>(), call.may::<IssueCertificates>());
    let actor = call.actor().ok_or(Fault::SignIn)?.clone();
    let read = move |conn: &mut Conn| {
        let membership = store::load(conn, &id)?;
        let mut others = store::of_company(conn, &membership.company)?;
        others.retain(|other| other.id != membership.id);
        let rules: PeriodRules = settings::get(conn)?;
        let ranks = chamber::ranks(conn)?;
        let standing = rules.standing(&membership.facts, today);
        let certificate = store::certificates::current(conn, &id)?;
        let periods = history::periods(conn, &id)?;
        Ok(MemberPage {
            f: refused.unwrap_or_else(|| fresh(today)),
            company: companies::load(conn, &membership.company)?,
            contacts: book::of_company(conn, &membership.company)?,
            home: format!("/desk/companies/{}", membership.company),
            desk: true,
            others,
            covered: covered_key(&periods, membership.facts.covered_until),
            periods,
            events: told(history::events(conn, &id)?, &ranks, lang),
            standing,
            lapse_waits: rules.lapse_waits(&membership.facts, today),
            rank: ranks.name(&membership.rank, lang).to_owned(),
            certified: certificate
                .as_ref()
                .is_some_and(|one| one.is_valid(&membership, &rules, today)),
            certificate,
            may_issue: issues && may_hold(&membership, &rules, today),
            may_end: ends && !membership.is_over(today),
            ends_ahead: membership.ends_ahead(today),
            may_undo: ends
                && membership.is_over(today)
                && membership.may_be_taken_back(today).is_ok(),
            may_move: ends && actor.acts_for(&membership.company).is_none(),
            suspended: standing == Standing::Suspended,
            membership,
        })
    };
    let page = call.read(read).await?;
    call.with_form(say!("membership-member-title"), &page.f, &page)
}

/// `GET /desk/members/{membership}`
pub async fn show(_: May<SeeMembers>, call: Call, id: web::Path<MembershipId>) -> Reply {
    page(&call, id.into_inner(), None).await
}

fn path(id: &MembershipId) -> String {
    format!("/desk/members/{id}")
}

/// What ends a membership: on which day, in which way, and why.
pub type Ends = fn(&mut Tx, &MembershipId, Day, Ending, &str) -> Result<(), Fault>;

/// Answers `POST /desk/members/{membership}/end` for who deals with what it owes too: `ends` does it.
pub async fn end_with(mut sent: Sent<MembershipId>, ends: Ends) -> Reply {
    let ending = forms::ending(&mut sent.form);
    sent.act_on(ending, move |tx, id, (on, how, why)| {
        ends(tx, id, *on, *how, why)
    })
    .then(path(&sent.id), say!("membership-ended-done"))
    .or_back("on", &sent, page)
    .await
}

/// What takes an end back that lies ahead, and why.
pub type Stays = fn(&mut Tx, &MembershipId, &str) -> Result<(), Fault>;

/// Answers `POST /desk/members/{membership}/stay` for who tells the member: `stays` does it.
pub async fn stay_with(mut sent: Sent<MembershipId>, stays: Stays) -> Reply {
    let why = sent.form.text("stay_why", 1..=500);
    sent.act_on(why, move |tx, id, why| stays(tx, id, why))
        .then(path(&sent.id), say!("membership-stayed-done"))
        .or_back("stay_why", &sent, page)
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
