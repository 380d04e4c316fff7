//! Puts a board pack together from what the earlier steps left: the newest submission, the
//! completeness check, the review, the visit, the recommendation. Reads only.

use crate::admission::application;
use crate::admission::application::rules::{Ask, Field, Mark, PaperKind, requirements};
use crate::admission::ballot::rules::{
    CheckLine, Interest, Pack, PackFact, PackPaper, Recommendation, Subject,
};
use crate::admission::case::{Case, Happening};
use crate::admission::event::Event;
use crate::admission::journey::Journey;
use crate::admission::review;
use crate::admission::review::rules::DeclaredConflict;
use crate::admission::stage::{Proposal, Stage};
use crate::admission::visit;
use crate::chamber;
use crate::dues;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

/// The pack of a case as it would be frozen now. `interests`: conflicts known on the board itself.
///
/// # Errors
/// `Fault::Missing` if the application was never sent.
pub fn assemble(
    conn: &mut Conn,
    case: &Case,
    interests: Vec<Interest>,
    note: &str,
    now: Moment,
) -> Result<Pack, Fault> {
    let journey = case.journey(now);
    let revision = application::revision(conn, &case.id)?.ok_or(Fault::Missing)?;
    let ranks = chamber::ranks(conn)?;
    let rank = ranks.find(&case.rank);
    let today = settings::today(conn, now)?;
    let quote = dues::quotes(conn, today)?.of(&case.rank);
    let review = review::summary(conn, &case.id)?;
    let visit = visit::summary(conn, &case.id)?;
    let mut all = conflicts("review", review.iter().flat_map(|r| &r.conflicts));
    all.extend(conflicts("visit", visit.iter().flat_map(|v| &v.conflicts)));
    all.extend(interests);
    let facts = PackFact::SHOWN.iter().filter_map(|field| {
        let text = revision.answers.get(*field);
        (!text.is_empty()).then(|| PackFact {
            field: field.as_str().to_owned(),
            text: text.to_owned(),
        })
    });
    Ok(Pack {
        format: Pack::FORMAT,
        subject: Subject {
            case: case.id.clone(),
            number: case.number().to_owned(),
            company: case.company_name.clone(),
            rank: case.rank.clone(),
            rank_name: rank.map(|r| r.name.clone()).unwrap_or_default(),
            quote,
            told: revision.quoted.filter(|told| !told.agrees(&quote)),
            charter: revision.answers.get(Field::Charter).to_owned(),
            sent_at: journey.reached_at(Stage::Submitted),
        },
        facts: facts.collect(),
        papers: revision.papers.iter().map(PackPaper::of).collect(),
        checklist: checklist(conn, case, &journey)?,
        deemed: matches!(
            case.last("accepted").map(|line| &line.event),
            Some(Event::Accepted { deemed: true })
        ),
        corrections: journey.correction,
        review,
        visit,
        interests: all,
        recommendation: recommendation(case, now),
        note: note.to_owned(),
    })
}

fn conflicts<'a>(
    step: &str,
    declared: impl Iterator<Item = &'a DeclaredConflict>,
) -> Vec<Interest> {
    declared
        .map(|c| Interest {
            name: c.reviewer.clone(),
            step: step.to_owned(),
            text: c.reason.clone(),
        })
        .collect()
}

fn checklist(conn: &mut Conn, case: &Case, journey: &Journey) -> Result<Vec<CheckLine>, Fault> {
    let route = &journey.route;
    let papers = route.papers.iter();
    let ask = Ask {
        recommenders: route.recommenders,
        papers: papers
            .filter_map(|kind| PaperKind::from_word(kind))
            .collect(),
        ..Ask::default()
    };
    let required = requirements(&ask);
    let check = application::marks(conn, &case.id, journey.revision, &required)?;
    Ok(required
        .iter()
        .map(|requirement| CheckLine {
            requirement: requirement.code(),
            fine: check.mark(*requirement).map(|mark| *mark == Mark::Fine),
        })
        .filter(|line| line.requirement != "other" || line.fine.is_some())
        .collect())
}

/// What the secretariat proposed; before it has, an empty proposal to preview with.
fn recommendation(case: &Case, now: Moment) -> Recommendation {
    let Some((line, proposal)) = case.last("recommended").and_then(proposed) else {
        return Recommendation {
            proposal: Proposal::Pass,
            summary: String::new(),
            conditions: vec![],
            by: String::new(),
            at: now,
        };
    };
    let conditions = line.detail["conditions"].as_array();
    let texts = conditions.into_iter().flatten().filter_map(|c| c.as_str());
    Recommendation {
        proposal,
        summary: line.reason.clone(),
        conditions: texts.map(str::to_owned).collect(),
        by: line.person_name.clone(),
        at: line.at,
    }
}

fn proposed(line: &Happening) -> Option<(&Happening, Proposal)> {
    match line.event {
        Event::Recommended { proposal } => Some((line, proposal)),
        _ => None,
    }
}
