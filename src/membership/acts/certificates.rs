//! Certificates are issued in runs, for one member or for all: what is due next is read, made outside
//! any write, and put down together with how far the run has come. Two workers on one run put nothing
//! down twice: only who finds the run where it was when it began does.

use chrono::Datelike;
use serde_json::json;

use crate::chamber::rules::TextId;
use crate::companies;
use crate::kernel::{Can, Lang, Moment, Say};
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::certificate::{
    Certificate, CertificateId, CertificateRunId, may_hold, number,
};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::{Membership, MembershipId};
use crate::membership::store;
use crate::membership::store::certificates::{self, Run};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::secrets::random;
use crate::platform::{jobs, settings};
use crate::say;

/// The job kind that carries a run on; its payload is the run's id.
pub const ISSUE: &str = "membership.certificates";
/// The kind of thing that a certificate's file belongs to.
pub const FILES: &str = "certificate";
/// Members that are looked at before what was made for them is put down.
pub const BATCH: i64 = 25;

/// Starts a run: for one member, or for all who may hold a certificate.
///
/// # Errors
/// `Fault::Refused` if the member may not hold one, or another run for all is under way.
pub fn start(
    tx: &mut Tx,
    only: Option<&MembershipId>,
    lang: Lang,
    anew: bool,
) -> Result<CertificateRunId, Fault> {
    let _can = Can::<IssueCertificates>::check(tx.actor()?, &())?;
    let now = tx.now();
    let (rules, today) = ground(tx.conn(), now)?;
    let total = match only {
        Some(id) => {
            let member = store::load(tx.conn(), id)?;
            if !may_hold(&member, &rules, today) {
                return Err(say!("membership-certificate-refused").into());
            }
            1
        }
        None => {
            let runs = certificates::runs(tx.conn())?;
            if runs
                .iter()
                .any(|run| run.state != "done" && run.membership_id.is_none())
            {
                return Err(say!("membership-certificate-another").into());
            }
            store::running_count(tx.conn(), today)?
        }
    };
    let by = tx.who().actor.as_ref().map(|a| a.name.clone());
    let run = Run {
        id: CertificateRunId::new(),
        membership_id: only.cloned(),
        lang: lang.tag().to_owned(),
        anew,
        state: "running".to_owned(),
        cursor: 0,
        total,
        seen: 0,
        made: 0,
        left_out: "[]".to_owned(),
        by_name: by.unwrap_or_default(),
        created_at: now,
        finished_at: None,
    };
    certificates::insert_run(tx.conn(), &run)?;
    let entry = Entry::on("certificate_run", &run.id).did("membership.certificates.started");
    audit::record(
        tx,
        entry.after(&json!({ "membership": only, "lang": lang, "anew": anew })),
    )?;
    jobs::enqueue(tx, ISSUE, run.id.as_str(), &run.id, now)?;
    Ok(run.id)
}

fn ground(conn: &mut Conn, now: Moment) -> Result<(PeriodRules, crate::kernel::Day), Fault> {
    Ok((settings::get(conn)?, settings::today(conn, now)?))
}

/// A certificate that is due: for whom, and the number it will have.
#[derive(Debug, Clone)]
pub struct Due {
    /// The member.
    pub member: Membership,
    /// The company's name.
    pub company: String,
    /// Its credit code.
    pub credit_code: String,
    /// The number.
    pub number: String,
}

/// What comes next in a run.
#[derive(Debug, Clone)]
pub struct Next {
    /// The run as it was found.
    pub run: Run,
    /// Where it will be then.
    cursor: i64,
    /// Members looked at.
    seen: i64,
    /// Whether that is all.
    last: bool,
    /// What is due among them.
    pub due: Vec<Due>,
}

/// Reads what comes next; `None` if the run is done.
///
/// # Errors
/// If the database fails.
pub fn next(conn: &mut Conn, id: &CertificateRunId, now: Moment) -> Result<Option<Next>, Fault> {
    let run = certificates::run(conn, id)?;
    if run.state == "done" {
        return Ok(None);
    }
    let (rules, today) = ground(conn, now)?;
    let members = match &run.membership_id {
        Some(one) if run.seen == 0 => vec![(0, store::load(conn, one)?)],
        Some(_) => vec![],
        None => store::running_after(conn, run.cursor, today, BATCH)?,
    };
    let ids: Vec<_> = members.iter().map(|(_, m)| m.id.clone()).collect();
    let held = certificates::current_of_many(conn, &ids)?;
    let firms: Vec<_> = members.iter().map(|(_, m)| m.company.clone()).collect();
    let firms = companies::load_many(conn, &firms)?;
    let mut due = vec![];
    for (_, member) in &members {
        let Some(firm) = firms.iter().find(|firm| firm.id == member.company) else {
            continue;
        };
        let fits = |one: &Certificate| {
            one.membership == member.id
                && one.company == firm.profile.name
                && one.is_valid(member, &rules, today)
        };
        if !may_hold(member, &rules, today) || (!run.anew && held.iter().any(fits)) {
            continue;
        }
        let code = firm.profile.credit_code.as_ref();
        due.push(Due {
            member: member.clone(),
            company: firm.profile.name.clone(),
            credit_code: code
                .map(|code| code.as_str().to_owned())
                .unwrap_or_default(),
            number: number(today.year(), random()?),
        });
    }
    Ok(Some(Next {
        cursor: members.last().map_or(run.cursor, |(place, _)| *place),
        seen: i64::try_from(members.len()).unwrap_or(i64::MAX),
        last: members.is_empty() || run.membership_id.is_some(),
        run,
        due,
    }))
}

/// What became of a certificate that was due: its paper, or why there is none.
pub type Made = Result<NewFile, Say>;

/// Puts down what was made, withdraws what it replaces, and how far the run has come. `false`:
/// another worker did, or the run is done.
///
/// # Errors
/// If the database fails.
pub fn put(tx: &mut Tx, next: &Next, text: &TextId, made: &[Made]) -> Result<bool, Fault> {
    let mut run = certificates::run(tx.conn(), &next.run.id)?;
    if run.state == "done" || (run.cursor, run.seen) != (next.run.cursor, next.run.seen) {
        return Ok(false);
    }
    let now = tx.now();
    let mut left_out: Vec<(String, Say)> = serde_json::from_str(&run.left_out)?;
    for (due, made) in next.due.iter().zip(made) {
        match made {
            Ok(file) => {
                let id = CertificateId::new();
                let certificate = Certificate {
                    file: files::keep(tx, file, FILES, &id)?,
                    id,
                    membership: due.member.id.clone(),
                    number: due.number.clone(),
                    rank: due.member.rank.clone(),
                    company: due.company.clone(),
                    lang: Lang::from_tag(&run.lang).unwrap_or_default(),
                    issued_at: now,
                    withdrawn_at: None,
                };
                certificates::withdraw(tx.conn(), &due.member.id, now)?;
                certificates::insert(tx.conn(), &certificate, (text, &run.by_name))?;
                let entry = Entry::on("membership", &due.member.id);
                audit::record(
                    tx,
                    entry.did("membership.certificate.issued").after(
                        &json!({ "certificate": due.number, "sha256": file.sha256, "run": run.id }),
                    ),
                )?;
                run.made += 1;
            }
            Err(why) => left_out.push((due.member.number.clone(), why.clone())),
        }
    }
    run.left_out = serde_json::to_string(&left_out)?;
    run.cursor = next.cursor;
    run.seen += next.seen;
    if next.last {
        "done".clone_into(&mut run.state);
        run.finished_at = Some(now);
    }
    certificates::set_run(tx.conn(), &run)?;
    Ok(!next.last)
}
