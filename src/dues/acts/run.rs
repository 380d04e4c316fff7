//! A dues run: looked at first, then done in the background, some hundred members in each write. It
//! can be paused, goes on after anything, and bills nobody twice: what it billed and how far it has
//! come are written down together.

use chrono::TimeDelta;
use serde_json::json;

use super::bill::{bill_of, issue, next_period};
use crate::companies;
use crate::dues::policy::HandleDues;
use crate::dues::rules::standard::{Standard, in_force};
use crate::dues::rules::{DuesRules, RunId};
use crate::dues::store;
use crate::dues::store::runs::{self, Run};
use crate::kernel::{Can, Day, Fen, Who};
use crate::membership;
use crate::membership::rules::period::{PeriodRules, Priced};
use crate::membership::rules::{Membership, Period};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::{jobs, settings};
use crate::say;

/// The job kind that carries a run on; its payload is the run's id.
pub const CARRY_ON: &str = "dues.run";
/// Members in one write.
const BATCH: i64 = 500;

/// What a run goes by.
struct Ground {
    rules: PeriodRules,
    dues: DuesRules,
    standards: Vec<Standard>,
    today: Day,
}

fn ground(conn: &mut Conn, now: crate::kernel::Moment) -> Result<Ground, Fault> {
    Ok(Ground {
        rules: settings::get(conn)?,
        dues: settings::get(conn)?,
        standards: store::standards(conn)?,
        today: settings::today(conn, now)?,
    })
}

/// What a run makes of a member: a price, or the word of why it is left out.
type Plan<'a> = Result<(Priced, &'a Standard, Fen, bool), &'static str>;

impl Ground {
    fn plan(&self, member: &Membership, periods: &[Period], (from, to): (Day, Day)) -> Plan<'_> {
        if member.ended.is_some() {
            return Err("ended");
        }
        if self.rules.lapse_waits(&member.facts, self.today) {
            return Err("lapsed");
        }
        let live = periods.iter().any(|p| p.cancelled_on.is_none());
        let (priced, anew) = if live || member.joined_on > from {
            next_period(&self.rules, member, periods, self.today)
        } else {
            // From before there were periods on record: the one that runs on the run's first day.
            (self.rules.from_before(member.joined_on, from), true)
        };
        if priced.span.first > to {
            return Err("billed");
        }
        let standard =
            in_force(&self.standards, priced.span.first).or(in_force(&self.standards, to));
        let found = standard.and_then(|s| Some((s, s.fee(&member.rank)?)));
        let (standard, fee) = found.ok_or("no_fee")?;
        Ok((priced, standard, priced.price(fee), anew))
    }
}

/// What a run would do.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// By rank: how many, how much.
    pub ranks: Vec<(String, i64, Fen)>,
    /// Left out: why, how many.
    pub skipped: Vec<(&'static str, i64)>,
    /// The first of them: name, member number, period, amount.
    pub first: Vec<(String, String, Priced, Fen)>,
}

/// Looks at what a run over these days would do, without doing it.
pub fn preview(
    conn: &mut Conn,
    now: crate::kernel::Moment,
    days: (Day, Day),
) -> Result<Preview, Fault> {
    /// Shown one by one.
    const SHOWN: usize = 50;
    let ground = ground(conn, now)?;
    let (mut found, mut cursor) = (Preview::default(), 0);
    loop {
        let members = membership::running_after(conn, cursor, ground.today, 4 * BATCH)?;
        let Some((last, _)) = members.last() else {
            return Ok(found);
        };
        cursor = *last;
        let ids: Vec<_> = members.iter().map(|(_, m)| m.id.clone()).collect();
        let periods = membership::periods_of_many(conn, &ids)?;
        for (_, member) in &members {
            let own = periods.get(&member.id).map_or(&[][..], Vec::as_slice);
            match ground.plan(member, own, days) {
                Ok((priced, _, amount, _)) => {
                    if found.first.len() < SHOWN {
                        let name = companies::load(conn, &member.company)?.profile.name;
                        found
                            .first
                            .push((name, member.number.clone(), priced, amount));
                    }
                    match found
                        .ranks
                        .iter_mut()
                        .find(|(rank, ..)| *rank == member.rank)
                    {
                        Some((_, n, sum)) => {
                            *n += 1;
                            sum.0 += amount.0;
                        }
                        None => found.ranks.push((member.rank.clone(), 1, amount)),
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

/// Starts a run over the periods that begin in these days.
///
/// # Errors
/// `Fault::Refused` if the days are the wrong way round, no standard is in force, or another run is
/// under way.
pub fn start(tx: &mut Tx, (from_day, to_day): (Day, Day)) -> Result<RunId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if to_day < from_day {
        return Err(say!("dues-run-order").into());
    }
    if in_force(&store::standards(tx.conn())?, to_day).is_none() {
        return Err(say!("dues-no-standard").into());
    }
    if runs::runs(tx.conn())?.iter().any(|r| r.state != "done") {
        return Err(say!("dues-run-another").into());
    }
    let today = tx.today()?;
    let run = Run {
        id: RunId::new(),
        from_day,
        to_day,
        state: "running".to_owned(),
        cursor: 0,
        total: membership::running_count(tx.conn(), today)?,
        seen: 0,
        billed: 0,
        amount: 0,
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        finished_at: None,
    };
    runs::insert_run(tx.conn(), &run)?;
    let entry = Entry::on("dues_run", &run.id).did("dues.run.started");
    audit::record(tx, entry.after(&json!({ "from": from_day, "to": to_day })))?;
    let now = tx.now();
    jobs::enqueue(tx, CARRY_ON, run.id.as_str(), &run.id, now)?;
    Ok(run.id)
}

/// Pauses a run, or lets it go on.
pub fn set_paused(tx: &mut Tx, id: &RunId, paused: bool) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let mut run = runs::run(tx.conn(), id)?;
    if run.state == "done" {
        return Err(say!("dues-run-is-done").into());
    }
    let (state, act) = match paused {
        true => ("paused", "dues.run.paused"),
        false => ("running", "dues.run.resumed"),
    };
    state.clone_into(&mut run.state);
    runs::set_run(tx.conn(), &run)?;
    if !paused {
        jobs::restart(tx, CARRY_ON, id.as_str(), id)?;
    }
    audit::record(tx, Entry::on("dues_run", id).did(act))
}

/// Carries a run on to its end, or until it is paused.
///
/// # Errors
/// The first failure; what was billed until then stands, and it goes on from there.
pub async fn carry_on(db: &Db, id: &RunId) -> Result<(), Fault> {
    let who = Who::system("dues run");
    loop {
        let run = id.clone();
        if !db.write(&who, move |tx| batch(tx, &run)).await? {
            return Ok(());
        }
    }
}

/// Bills the next some hundred members. `false`: there is nothing more to do.
pub fn batch(tx: &mut Tx, id: &RunId) -> Result<bool, Fault> {
    let mut run = runs::run(tx.conn(), id)?;
    if run.state != "running" {
        return Ok(false);
    }
    let now = tx.now();
    let ground = ground(tx.conn(), now)?;
    let members = membership::running_after(tx.conn(), run.cursor, ground.today, BATCH)?;
    let ids: Vec<_> = members.iter().map(|(_, m)| m.id.clone()).collect();
    let periods = membership::periods_of_many(tx.conn(), &ids)?;
    let firms: Vec<_> = members.iter().map(|(_, m)| m.company.clone()).collect();
    let names: std::collections::HashMap<_, _> = companies::load_many(tx.conn(), &firms)?
        .into_iter()
        .map(|company| (company.id, company.profile.name))
        .collect();
    for (seq, member) in &members {
        let own = periods.get(&member.id).map_or(&[][..], Vec::as_slice);
        let name = names.get(&member.company).map_or("", String::as_str);
        run.cursor = *seq;
        run.seen += 1;
        match ground.plan(member, own, (run.from_day, run.to_day)) {
            Ok((priced, standard, _, anew)) => {
                let soon = ground.today + TimeDelta::days(ground.dues.due_days);
                let due = if anew {
                    soon
                } else {
                    soon.max(priced.span.first)
                };
                let bill = bill_of(member, name, standard, &priced, (ground.today, due));
                let Some(mut bill) = bill else { continue };
                bill.run = Some(id.to_string());
                if let Some(invoice) = issue(tx, &bill)? {
                    run.billed += 1;
                    run.amount += invoice.sums.total.0;
                }
                if anew {
                    membership::begin_stretch(tx, &member.id, due)?;
                }
            }
            Err(why) => runs::skip(tx.conn(), id, &member.id, why)?,
        }
    }
    let more = !members.is_empty();
    if !more {
        "done".clone_into(&mut run.state);
        run.finished_at = Some(now);
        let after = json!({ "billed": run.billed, "amount": Fen(run.amount), "seen": run.seen });
        let entry = Entry::on("dues_run", id).did("dues.run.finished");
        audit::record(tx, entry.after(&after))?;
    }
    runs::set_run(tx.conn(), &run)?;
    Ok(more)
}
