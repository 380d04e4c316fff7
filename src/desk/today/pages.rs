//! `/desk`: the page the office begins its day with.

use askama::Template;
use chrono_tz::Tz;

use super::rules::{Due, due, is_for, place};
use super::store::{self, Recent};
use crate::accounts::rules::Access;
use crate::admission::agreement;
use crate::admission::case::{self, Case, Filter, Listed, SeeCases, Sort};
use crate::admission::rail::Party;
use crate::admission::review;
use crate::admission::stage::Stage;
use crate::admission::visit;
use crate::admission::visit::rules::Phase;
use crate::chamber::ManageChamber;
use crate::desk::policy::{SeeJobs, SeeToday};
use crate::desk::settings::rules::{Group, Progress, groups};
use crate::desk::settings::store::facts as settings;
use crate::dues;
use crate::expulsion;
use crate::kernel::time::day_in;
use crate::kernel::{Act, Actor, Day, Moment, Role, Say};
use crate::membership;
use crate::platform::chart::Chart;
use crate::platform::db::{Conn, Fault};
use crate::platform::files::LostFiles;
use crate::platform::filters;
use crate::platform::settings::get;
use crate::say;
use crate::web::{Call, May, Reply};

/// Open cases looked at: those that are due first. More than this many is a chamber in trouble.
const MOST: i64 = 400;
/// Lines of a list before the rest stands behind a link.
const LINES: usize = 8;
/// Years of the chart of members.
const YEARS: usize = 12;

/// Something that waits on the reader.
struct Task {
    title: String,
    note: Say,
    href: String,
    until: Option<Moment>,
    due: Option<Due>,
}

/// A number with where it comes from.
struct Tile {
    key: &'static str,
    count: i64,
    href: &'static str,
    look: &'static str,
}

/// What the database knows of the day.
#[derive(Default)]
struct Known {
    open: Vec<Listed>,
    reviews: Vec<review::Task>,
    visits: Vec<visit::Task>,
    motions: Vec<expulsion::Task>,
    undated: Vec<dues::Task>,
    /// Cases whose agreement could not be sealed.
    unsealed: Vec<Case>,
    /// Cases whose agreement says other dues than those in force.
    void: Vec<Case>,
    by_stage: Vec<(Stage, i64)>,
    members: Vec<(i32, i64)>,
    recent: Vec<Recent>,
    /// How the settings stand, for who sets the chamber up.
    settings: Option<Vec<Group>>,
    /// Whether officers may do without a second factor, for who can change that.
    unguarded: bool,
}

#[derive(Template)]
#[template(path = "desk/today.html")]
struct TodayPage<'a> {
    set_up: Option<Progress<'a>>,
    /// Officers of a chamber that is not made up may do without a second factor.
    unguarded: bool,
    today: Day,
    name: String,
    tasks: Vec<Task>,
    undated: Vec<dues::Task>,
    more: usize,
    late_elsewhere: Vec<Task>,
    tiles: Vec<Tile>,
    waiting: Chart,
    members: Chart,
    recent: Vec<Recent>,
    sees_cases: bool,
    treasurer: bool,
    events: bool,
}

impl TodayPage<'_> {
    /// Whether something is late: then it comes before what is left to set up.
    fn is_late(&self) -> bool {
        let late = |task: &Task| task.due.as_ref().is_some_and(Due::is_late);
        self.tasks.iter().any(late) || !self.late_elsewhere.is_empty()
    }
}

/// `GET /desk`
pub async fn show(me: May<SeeToday>, call: Call) -> Reply {
    let (now, actor) = (call.now(), me.clone());
    let zone = call.brand().zone;
    let when = (now, day_in(zone, now));
    let configured = call.site().config.smtp_url.is_some();
    let known = call
        .read(move |conn| known(conn, &actor, when, configured))
        .await?;
    let mut tasks = tasks(&known, &me, now, zone);
    // What has no day, a seal that failed, is for now: after what is late, before what has time.
    tasks.sort_by_key(|task| task.until.unwrap_or(now));
    let more = tasks.len().saturating_sub(LINES);
    tasks.truncate(LINES);
    let leads = me.is_secretariat();
    let late = |c: &&Listed| !is_for(c, &me.roles) && c.due.is_some_and(|until| until < now);
    let late_elsewhere = if leads {
        let late = known.open.iter().filter(late);
        late.map(|case| case_task(case, now, zone)).collect()
    } else {
        vec![]
    };
    let set_up = known.settings.as_deref().map(Progress::of);
    let page = TodayPage {
        set_up: set_up.filter(|progress| progress.next.is_some()),
        unguarded: known.unguarded && !call.brand().demo,
        today: day_in(zone, now),
        name: me.name.clone(),
        tiles: if leads { tiles(&known, now) } else { vec![] },
        waiting: waiting(&known.by_stage),
        members: members(&known.members),
        recent: known.recent,
        sees_cases: SeeCases::allows(&me, &()),
        treasurer: me.is(Role::Treasurer),
        events: me.is(Role::Events),
        tasks,
        undated: known.undated,
        more,
        late_elsewhere,
    };
    call.page(say!("desk-today-title"), &page)
}

/// What waits on the reader.
fn tasks(known: &Known, me: &Actor, now: Moment, zone: Tz) -> Vec<Task> {
    let cases = known.open.iter().filter(|c| is_for(c, &me.roles));
    let reviews = known.reviews.iter();
    let visits = known.visits.iter();
    let (unsealed, void) = (known.unsealed.iter(), known.void.iter());
    let unsealed = unsealed.map(|case| agreement_task(case, "desk-today-seal"));
    unsealed
        .chain(void.map(|case| agreement_task(case, "desk-today-dues")))
        .chain(
            known
                .motions
                .iter()
                .map(|task| motion_task(task, now, zone)),
        )
        .chain(cases.map(|case| case_task(case, now, zone)))
        .chain(reviews.map(|task| review_task(task, now, zone)))
        .chain(visits.filter_map(|task| visit_task(task, me, now, zone)))
        .collect()
}

/// A case that waits on somebody in the office.
fn case_task(case: &Listed, now: Moment, zone: Tz) -> Task {
    let task = match case.stage {
        Stage::Rejected => "admission-task-reasons",
        stage => stage.task(),
    };
    Task {
        title: case.name.clone(),
        note: say!(
            "desk-today-note",
            number = case.number.as_str(),
            task = say!(task)
        ),
        href: format!("/desk/cases/{}{}", case.id, place(case.stage)),
        until: case.due,
        due: case.due.map(|until| due(until, now, zone)),
    }
}

/// A review that waits on the reader.
fn review_task(task: &review::Task, now: Moment, zone: Tz) -> Task {
    let part = &task.assignment;
    let what = if part.declared.is_none() {
        say!("desk-today-declare")
    } else {
        say!("desk-today-review")
    };
    Task {
        title: task.company_name.clone(),
        note: say!(
            "desk-today-note",
            number = task.number.as_str(),
            task = what
        ),
        href: format!("/desk/cases/{}/review/mine", part.case),
        until: Some(part.due_at),
        due: Some(due(part.due_at, now, zone)),
    }
}

/// An agreement that somebody has to look after.
fn agreement_task(case: &Case, task: &'static str) -> Task {
    Task {
        title: case.company_name.clone(),
        note: say!("desk-today-note", number = case.number(), task = say!(task)),
        href: format!("/desk/cases/{}/agreement", case.id),
        until: None,
        due: None,
    }
}

/// A motion to expel that waits on the office.
fn motion_task(task: &expulsion::Task, now: Moment, zone: Tz) -> Task {
    Task {
        title: task.company.clone(),
        note: say!(
            "desk-today-note",
            number = task.number.as_str(),
            task = task.what.clone()
        ),
        href: format!("/desk/members/motions/{}", task.motion),
        until: task.until,
        due: task.until.map(|until| due(until, now, zone)),
    }
}

/// A visit that waits on the reader; `None` once they have done their part.
fn visit_task(task: &visit::Task, me: &Actor, now: Moment, zone: Tz) -> Option<Task> {
    let visit = &task.visit;
    let declared = visit.visitor(&me.id).is_some_and(|v| v.declared.is_some());
    let what = match visit.phase() {
        _ if visit.has_signed(&me.id) => return None,
        Phase::Frozen => say!("desk-today-sign-record"),
        _ if !declared => say!("desk-today-declare-visit"),
        _ => say!("desk-today-visit"),
    };
    Some(Task {
        title: task.company_name.clone(),
        note: say!(
            "desk-today-note",
            number = task.number.as_str(),
            task = what
        ),
        href: format!("/desk/cases/{}/visit", visit.case),
        until: Some(visit.starts),
        due: Some(due(visit.starts, now, zone)),
    })
}

fn known(
    conn: &mut Conn,
    actor: &Actor,
    (now, today): (Moment, Day),
    mail_configured: bool,
) -> Result<Known, Fault> {
    let mut known = Known::default();
    let kept = case::kept_from(conn, actor)?;
    if SeeCases::allows(actor, &()) {
        let open = Filter {
            open: Some(true),
            except: kept.clone(),
            ..Filter::default()
        };
        known.open = case::list(conn, &open, (Sort::Due, false), (0, MOST), now)?;
        let owed = Filter {
            open: None,
            stage: Some(Stage::Rejected),
            waits: Some(Party::Office),
            ..open
        };
        let owed = case::list(conn, &owed, (Sort::Due, false), (0, MOST), now)?;
        known.open.extend(owed);
        known.by_stage = case::count_by_stage(conn, &kept, now)?;
        known.recent = store::recent(conn, &kept, 8)?;
    }
    if actor.is(Role::Reviewer) {
        known.reviews = review::tasks_of(conn, &actor.id)?;
        known
            .reviews
            .retain(|task| !kept.contains(&task.assignment.case));
    }
    if actor.is_secretariat() {
        known.unsealed = agreement::unsealed(conn, actor, now)?;
        known.void = agreement::void(conn, actor, now)?;
    }
    known.motions = expulsion::tasks(conn, actor, now)?;
    known.undated = undated(conn, actor)?;
    known.visits = visit::tasks_of(conn, &actor.id)?;
    known.visits.retain(|task| !kept.contains(&task.visit.case));
    if membership::SeeMembers::allows(actor, &()) {
        known.members = membership::by_year(conn, today)?;
    }
    if ManageChamber::allows(actor, &()) {
        known.settings = Some(groups(&settings(conn, today, now, mail_configured)?));
        known.unguarded = get::<Access>(conn)?.is_open();
    }
    Ok(known)
}

/// What waits on the reader and has no day: money, and files that lie in the store no more.
fn undated(conn: &mut Conn, actor: &Actor) -> Result<Vec<dues::Task>, Fault> {
    let mut waits = dues::waits_on(conn, actor)?;
    let lost: LostFiles = get(conn)?;
    if lost.many > 0 && SeeJobs::allows(actor, &()) {
        let what = say!("desk-today-lost", many = lost.many);
        let href = "/desk/jobs";
        waits.push(dues::Task { what, href });
    }
    Ok(waits)
}

fn tiles(known: &Known, now: Moment) -> Vec<Tile> {
    let at = |stages: &[Stage]| {
        let those = known
            .by_stage
            .iter()
            .filter(|(stage, _)| stages.contains(stage));
        those.map(|(_, n)| n).sum::<i64>()
    };
    let late = known
        .open
        .iter()
        .filter(|c| c.due.is_some_and(|until| until < now))
        .count();
    let tile = |key, count, href| Tile {
        key,
        count,
        href,
        look: "",
    };
    let late = i64::try_from(late).unwrap_or(0);
    vec![
        tile(
            "desk-today-tile-check",
            at(&[Stage::Submitted, Stage::Resubmitted]),
            "/desk/cases?stage=submitted",
        ),
        tile(
            "desk-today-tile-review",
            at(&[Stage::Accepted, Stage::UnderReview]),
            "/desk/cases?stage=under_review",
        ),
        tile(
            "desk-today-tile-visit",
            at(&[Stage::Reviewed, Stage::VisitPlanned]),
            "/desk/cases?stage=visit_planned",
        ),
        tile(
            "desk-today-tile-ballot",
            at(&[Stage::OnBallot]),
            "/desk/cases?stage=on_ballot",
        ),
        tile(
            "desk-today-tile-sign",
            at(&[
                Stage::Admitted,
                Stage::AgreementSent,
                Stage::AgreementSigned,
            ]),
            "/desk/cases?stage=agreement_sent",
        ),
        Tile {
            key: "desk-today-tile-late",
            count: late,
            href: "/desk/cases?sort=due",
            look: if late > 0 { "late" } else { "" },
        },
    ]
}

/// Where cases wait: the open stages in the order of the road.
fn waiting(by_stage: &[(Stage, i64)]) -> Chart {
    let open = by_stage.iter().filter(|(stage, _)| stage.is_open());
    Chart::counts(
        say!("desk-today-chart-waiting"),
        open.map(|(stage, n)| (say!(stage.key()), *n)),
    )
}

/// Members at the end of each year.
fn members(by_year: &[(i32, i64)]) -> Chart {
    let from = by_year.len().saturating_sub(YEARS);
    let years = by_year
        .iter()
        .skip(from)
        .map(|(year, n)| (year.to_string(), *n));
    Chart::counts(say!("desk-today-chart-members"), years)
}
