//! Certificates are issued in runs, for one member or for all: what is due next is read, made outside
//! any write, and put down: see [`runs`].

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::chamber::rules::TextId;
use crate::companies;
use crate::kernel::{Can, Lang, Moment, Say};
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::certificate::{Certificate, CertificateId, may_hold, number};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::{Membership, MembershipId};
use crate::membership::store;
use crate::membership::store::certificates;
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::files::{self, NewFile};
use crate::platform::runs::{self, New, Run, RunId, Steps};
use crate::platform::secrets::random;
use crate::platform::settings;
use crate::say;

/// The kind of run.
pub const KIND: &str = "membership.certificates";
/// The kind of thing that a certificate's file belongs to.
pub const FILES: &str = "certificate";
/// Members that are looked at, and papers that are made, before they are put down.
const BATCH: i64 = 25;

/// What a run was asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Asked {
    /// The language they are written in.
    pub lang: Lang,
    /// Whether members get one who have one that is valid.
    pub anew: bool,
}

/// Starts a run: for one member, or for all who may hold a certificate.
///
/// # Errors
/// `Fault::Refused` if the member may not hold one, or another run for all is under way.
pub fn start(
    tx: &mut Tx,
    only: Option<&MembershipId>,
    lang: Lang,
    anew: bool,
) -> Result<RunId, Fault> {
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
            let open = runs::open(tx.conn())?;
            let all = |run: &Run| run.kind == KIND && run.subject.is_empty();
            if open.iter().any(all) {
                return Err(say!("membership-certificate-another").into());
            }
            store::running_count(tx.conn(), today)?
        }
    };
    let new = New {
        kind: KIND,
        subject: only.map_or("", MembershipId::as_str),
        total,
    };
    let id = runs::begin(tx, &new, &Asked { lang, anew })?;
    let entry = Entry::on("certificate_run", &id).did("membership.certificates.started");
    audit::record(
        tx,
        entry.after(&json!({ "membership": only, "lang": lang, "anew": anew })),
    )?;
    Ok(id)
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

/// What became of a certificate that was due: its paper, or why there is none.
pub type Made = Result<NewFile, Say>;

/// A member a run has come to: with what is due, and then with what became of it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number.
    pub number: String,
    /// What is due, if anything is.
    pub due: Option<Due>,
    /// What became of it.
    pub made: Option<Made>,
}

/// Reads what comes next.
///
/// # Errors
/// If the database fails.
pub fn next(conn: &mut Conn, run: &Run, now: Moment) -> Result<Steps<Step>, Fault> {
    let (rules, today) = ground(conn, now)?;
    let asked: Asked = run.asked()?;
    let members = match run.subject.parse() {
        Ok(one) if run.seen == 0 => vec![(1, store::load(conn, &one)?)],
        Ok(_) => vec![],
        Err(_) => store::running_after(conn, run.cursor, today, BATCH)?,
    };
    let ids: Vec<_> = members.iter().map(|(_, m)| m.id.clone()).collect();
    let held = certificates::current_of_many(conn, &ids)?;
    let firms: Vec<_> = members.iter().map(|(_, m)| m.company.clone()).collect();
    let firms = companies::load_many(conn, &firms)?;
    let mut steps = vec![];
    for (place, member) in members {
        let firm = firms.iter().find(|firm| firm.id == member.company);
        let fits = |one: &Certificate, name: &str| {
            one.membership == member.id
                && one.company == name
                && one.is_valid(&member, &rules, today)
        };
        let due = |name: &str| {
            may_hold(&member, &rules, today) && (asked.anew || !held.iter().any(|h| fits(h, name)))
        };
        let due = match firm.filter(|firm| due(&firm.profile.name)) {
            Some(firm) => Some(Due {
                member: member.clone(),
                company: firm.profile.name.clone(),
                credit_code: (firm.profile.credit_code.as_ref())
                    .map(|code| code.as_str().to_owned())
                    .unwrap_or_default(),
                number: number(today.year(), random()?),
            }),
            None => None,
        };
        let step = Step {
            number: member.number,
            due,
            made: None,
        };
        steps.push((place, step));
    }
    Ok(steps)
}

/// Puts down what was made and withdraws what it replaces.
///
/// # Errors
/// [`Fault::Refused`] with why none was made.
pub fn put(tx: &mut Tx, run: &mut Run, text: &TextId, step: &Step) -> Result<(), Fault> {
    let (Some(due), Some(made)) = (&step.due, &step.made) else {
        return Ok(());
    };
    let file = made.as_ref().map_err(Say::clone)?;
    let (now, asked) = (tx.now(), run.asked::<Asked>()?);
    let id = CertificateId::new();
    let certificate = Certificate {
        file: files::keep(tx, file, FILES, &id)?,
        id,
        membership: due.member.id.clone(),
        number: due.number.clone(),
        rank: due.member.rank.clone(),
        company: due.company.clone(),
        lang: asked.lang,
        issued_at: now,
        withdrawn_at: None,
    };
    certificates::withdraw(tx.conn(), &due.member.id, now)?;
    certificates::insert(tx.conn(), &certificate, (text, &run.by_name))?;
    run.done += 1;
    let entry = Entry::on("membership", &due.member.id);
    audit::record(
        tx,
        entry
            .did("membership.certificate.issued")
            .after(&json!({ "certificate": due.number, "sha256": file.sha256, "run": run.id })),
    )
}
