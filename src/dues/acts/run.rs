//! A dues run: looked at first, then done in the background, member by member in small writes. It bills
//! nobody twice: see [`runs`](crate::platform::runs).

use chrono::TimeDelta;
use futures_util::future::{BoxFuture, FutureExt};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bill::{bill_of, issue};
use super::rank::{even_out_billed, held_from};
use crate::companies;
use crate::dues::policy::HandleDues;
use crate::dues::rules::DuesRules;
use crate::dues::rules::run::{Billed, Planned, Terms};
use crate::dues::rules::standard::in_force;
use crate::dues::store;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Can, Day, Fen, Moment, Say, Who};
use crate::membership;
use crate::membership::rules::period::Priced;
use crate::membership::rules::ranks::Held;
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::runs::{self, New, Run, RunId, Steps, Work};
use crate::platform::settings;
use crate::say;

/// Members read at once.
const SOME: i64 = 200;

/// What a run goes by.
struct Ground {
    terms: Terms,
    dues: DuesRules,
    zone: chrono_tz::Tz,
}

fn ground(conn: &mut Conn) -> Result<Ground, Fault> {
    let brand: Brand = settings::get(conn)?;
    Ok(Ground {
        terms: store::terms(conn)?,
        dues: settings::get(conn)?,
        zone: brand.zone,
    })
}

/// What a run would do.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// By rank: how many, how much.
    pub ranks: Vec<(String, i64, Fen)>,
    /// Left out: why, how many.
    pub skipped: Vec<(Say, i64)>,
    /// The first of them: name, member number, period, amount.
    pub first: Vec<(String, String, Priced, Fen)>,
}

/// Looks at what a run over these days would do, without doing it.
pub fn preview(conn: &mut Conn, now: Moment, days: (Day, Day)) -> Result<Preview, Fault> {
    /// Shown one by one.
    const SHOWN: usize = 50;
    let ground = ground(conn)?;
    let today = day_in(ground.zone, now);
    let (mut found, mut cursor) = (Preview::default(), 0);
    loop {
        let members = membership::running_after(conn, cursor, today, 10 * SOME)?;
        let Some((last, _)) = members.last() else {
            return Ok(found);
        };
        cursor = *last;
        let ids: Vec<_> = members.iter().map(|(_, m)| m.id.clone()).collect();
        let periods = membership::periods_of_many(conn, &ids)?;
        let changes = membership::rank_changes(conn, &ids)?;
        for (_, member) in &members {
            let own = periods.get(&member.id).map_or(&[][..], Vec::as_slice);
            let changes = changes.get(&member.id).map_or(&[][..], Vec::as_slice);
            let (billed, held) = (Billed::of(member, own), Held::of(changes, &member.rank));
            match ground.terms.plan((&billed, &held), days, today) {
                Ok(planned) => {
                    let whole = planned.whole();
                    if found.first.len() < SHOWN {
                        let name = companies::load(conn, &member.company)?.profile.name;
                        let number = member.number.clone();
                        found.first.push((name, number, planned.priced, whole));
                    }
                    let mut ranks = found.ranks.iter_mut();
                    match ranks.find(|(rank, ..)| rank == planned.rank) {
                        Some((_, n, sum)) => {
                            *n += 1;
                            sum.0 += whole.0;
                        }
                        None => found.ranks.push((planned.rank.to_owned(), 1, whole)),
                    }
                }
                Err(why) => match found.skipped.iter_mut().find(|(w, _)| *w == why) {
                    Some((_, n)) => *n += 1,
                    None => found.skipped.push((why, 1)),
                },
            }
        }
    }
}

/// What a run was asked for: the days in which the periods begin that it bills.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Asked {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// What a run adds up.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Report {
    /// Billed in all, with what the ranks held since came to.
    pub amount: Fen,
}

/// Starts a run over the periods that begin in these days.
///
/// # Errors
/// `Fault::Refused` if the days are the wrong way round, no standard is in force, or another run is
/// under way.
pub fn start(tx: &mut Tx, (from, to): (Day, Day)) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if to < from {
        return Err(say!("dues-run-order").into());
    }
    if in_force(&store::standards(tx.conn())?, to).is_none() {
        return Err(say!("dues-no-standard").into());
    }
    let open = runs::open(tx.conn())?;
    if open.iter().any(|run| run.kind == Billing::KIND) {
        return Err(say!("dues-run-another").into());
    }
    let today = tx.today()?;
    let new = New {
        kind: Billing::KIND,
        subject: "",
        total: membership::running_count(tx.conn(), today)?,
    };
    let asked = Asked { from, to };
    let id = runs::begin(tx, &new, &asked)?;
    audit::record(
        tx,
        Entry::on("dues_run", &id)
            .did("dues.run.started")
            .after(&asked),
    )?;
    Ok(id)
}

/// Bills member after member.
#[derive(Clone, Copy)]
pub struct Billing;

impl Work for Billing {
    const KIND: &'static str = "dues.run";
    type Ready = ();
    type Step = MembershipId;

    fn who(&self, _: &Run) -> Who {
        Who::system("dues run")
    }

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        std::future::ready(Ok(())).boxed()
    }

    fn next(&self, conn: &mut Conn, (): &(), run: &Run) -> Result<Steps<Self::Step>, Fault> {
        let today = settings::today(conn, run.moved_at)?;
        let members = membership::running_after(conn, run.cursor, today, SOME)?;
        let step = |(seq, member): (i64, Membership)| (seq, member.id);
        Ok(members.into_iter().map(step).collect())
    }

    fn about(&self, member: &Self::Step) -> String {
        member.to_string()
    }

    fn put(&self, tx: &mut Tx, (): &(), run: &mut Run, member: &Self::Step) -> Result<(), Fault> {
        // Read in the write that bills by it: another standard may have been adopted since the run looked for
        // members.
        let ground = ground(tx.conn())?;
        let member = membership::load(tx.conn(), member)?;
        let periods = membership::periods(tx.conn(), &member.id)?;
        let asked: Asked = run.asked()?;
        let today = day_in(ground.zone, tx.now());
        let billed = Billed::of(&member, &periods);
        let held = held_from(tx, &member, asked.from)?;
        let days = (asked.from, asked.to);
        let Planned {
            priced,
            standard,
            rank,
            amount,
            anew,
            ..
        } = ground.terms.plan((&billed, &held), days, today)?;
        let name = companies::load(tx.conn(), &member.company)?.profile.name;
        let soon = today + TimeDelta::days(ground.dues.due_days);
        let due = if anew {
            soon
        } else {
            soon.max(priced.span.first)
        };
        let (by, days) = ((&member, rank), (today, due));
        let mut bill = bill_of(by, &name, standard, (priced.span, amount), days);
        bill.run = Some(run.id.to_string());
        let mut report: Report = run.report()?;
        if let Some(invoice) = issue(tx, &bill)? {
            report.amount.0 += invoice.sums.total.0;
            run.done += 1;
        }
        if anew {
            membership::begin_stretch(tx, &member.id, due)?;
        }
        // No rank is given for a day to come.
        if priced.span.first < today {
            let change = even_out_billed(tx, &member.id, priced.span.first)?;
            report.amount.0 += change.billed().0;
        }
        run.set_report(&report)
    }

    fn end(&self, tx: &mut Tx, run: &Run) -> Result<(), Fault> {
        let report: Report = run.report()?;
        let after = json!({ "billed": run.done, "amount": report.amount, "seen": run.seen });
        let entry = Entry::on("dues_run", &run.id).did("dues.run.finished");
        audit::record(tx, entry.after(&after))
    }
}
