//! Drafts, papers and revisions.

use diesel::prelude::*;

use crate::admission::application::rules::{Answers, Paper};
use crate::dues::rules::standard::Quote;
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, FileId, Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{case_drafts, case_papers, case_revisions};

/// The draft as it was last typed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What was filled in.
    pub answers: Answers,
    /// When it was saved last; `None` if never.
    pub saved_at: Option<Moment>,
    version: i64,
}

/// The draft of a case; an empty one if nothing was saved yet.
pub fn draft(conn: &mut Conn, id: &CaseId) -> Result<Draft, Fault> {
    let row: Option<(String, i64, Moment)> = case_drafts::table
        .find(id)
        .select((
            case_drafts::answers,
            case_drafts::version,
            case_drafts::changed_at,
        ))
        .first(conn)
        .optional()?;
    Ok(match row {
        Some((answers, version, at)) => Draft {
            answers: serde_json::from_str(&answers)?,
            saved_at: Some(at),
            version,
        },
        None => Draft {
            answers: Answers::default(),
            saved_at: None,
            version: 0,
        },
    })
}

/// Saves a draft over the one it was read from.
pub fn save_draft(
    conn: &mut Conn,
    id: &CaseId,
    draft: &Draft,
    by: &PersonId,
    now: Moment,
) -> Result<(), Fault> {
    let answers = serde_json::to_string(&draft.answers)?;
    if draft.version == 0 {
        diesel::insert_into(case_drafts::table)
            .values((
                case_drafts::case_id.eq(id),
                case_drafts::answers.eq(answers),
                case_drafts::version.eq(1),
                case_drafts::changed_at.eq(now),
                case_drafts::changed_by.eq(by),
            ))
            .execute(conn)?;
    } else {
        diesel::update(case_drafts::table.find(id))
            .set((
                case_drafts::answers.eq(answers),
                case_drafts::version.eq(draft.version + 1),
                case_drafts::changed_at.eq(now),
                case_drafts::changed_by.eq(by),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The papers that belong to the case now, in the order they came.
pub fn papers(conn: &mut Conn, id: &CaseId) -> Result<Vec<Paper>, Fault> {
    Ok(case_papers::table
        .filter(
            case_papers::case_id
                .eq(id)
                .and(case_papers::removed_at.is_null()),
        )
        .order((case_papers::added_at, case_papers::id))
        .select(Paper::as_select())
        .load(conn)?)
}

/// The file behind a paper of the case, also one that was taken out since: revisions keep theirs.
pub fn paper_file(conn: &mut Conn, case: &CaseId, id: &str) -> Result<FileId, Fault> {
    Ok(case_papers::table
        .filter(case_papers::case_id.eq(case).and(case_papers::id.eq(id)))
        .select(case_papers::file_id)
        .first(conn)?)
}

/// Marker for paper ids.
pub enum PaperMark {}

/// Adds a paper; gives it its id.
pub fn add_paper(
    conn: &mut Conn,
    case: &CaseId,
    paper: Paper,
    by: &PersonId,
    now: Moment,
) -> Result<Paper, Fault> {
    let paper = Paper {
        id: Id::<PaperMark>::new().to_string(),
        ..paper
    };
    diesel::insert_into(case_papers::table)
        .values((
            &paper,
            case_papers::case_id.eq(case),
            case_papers::added_at.eq(now),
            case_papers::added_by.eq(by),
        ))
        .execute(conn)?;
    Ok(paper)
}

/// Takes a paper out of the case; whether it was in.
pub fn remove_paper(conn: &mut Conn, case: &CaseId, id: &str, now: Moment) -> Result<bool, Fault> {
    let mine = case_papers::case_id.eq(case).and(case_papers::id.eq(id));
    let n = diesel::update(case_papers::table.filter(mine.and(case_papers::removed_at.is_null())))
        .set(case_papers::removed_at.eq(now))
        .execute(conn)?;
    Ok(n == 1)
}

/// Whether a paper came with a submission.
fn was_sent(conn: &mut Conn, case: &CaseId, id: &str) -> Result<bool, Fault> {
    let has = |r: &Revision| r.papers.iter().any(|paper| paper.id == id);
    Ok(revisions(conn, case)?.iter().any(has))
}

/// Drops a paper that was taken out and never sent; gives its file, which nobody names any more.
pub fn drop_unsent(conn: &mut Conn, case: &CaseId, id: &str) -> Result<Option<FileId>, Fault> {
    if was_sent(conn, case, id)? {
        return Ok(None);
    }
    let file = paper_file(conn, case, id)?;
    let mine = case_papers::case_id.eq(case).and(case_papers::id.eq(id));
    diesel::delete(case_papers::table.filter(mine.and(case_papers::removed_at.is_not_null())))
        .execute(conn)?;
    Ok(Some(file))
}

/// The file of a paper that came with a submission.
///
/// # Errors
/// `Fault::Missing` if it was never sent.
pub fn sent_paper_file(conn: &mut Conn, case: &CaseId, id: &str) -> Result<FileId, Fault> {
    if !was_sent(conn, case, id)? {
        return Err(Fault::Missing);
    }
    paper_file(conn, case, id)
}

/// A submission, as it was sent.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// When it was sent.
    pub sent_at: Moment,
    /// The answers in their one form.
    pub answers: Answers,
    /// The papers that came with it.
    pub papers: Vec<Paper>,
    /// What the applicant was told the rank costs; earlier builds didn't keep it.
    pub quoted: Option<Quote>,
}

/// Every submission of a case, oldest first.
pub fn revisions(conn: &mut Conn, id: &CaseId) -> Result<Vec<Revision>, Fault> {
    let rows: Vec<(i32, Moment, String, String, String)> = case_revisions::table
        .filter(case_revisions::case_id.eq(id))
        .order(case_revisions::number)
        .select((
            case_revisions::number,
            case_revisions::sent_at,
            case_revisions::answers,
            case_revisions::papers,
            case_revisions::quoted,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(number, sent_at, answers, papers, quoted)| {
            Ok(Revision {
                number: u32::try_from(number).unwrap_or_default(),
                sent_at,
                answers: serde_json::from_str(&answers)?,
                papers: serde_json::from_str(&papers)?,
                quoted: match quoted.as_str() {
                    "" => None,
                    text => Some(serde_json::from_str(text)?),
                },
            })
        })
        .collect()
}

/// The newest submission of a case.
pub fn revision(conn: &mut Conn, id: &CaseId) -> Result<Option<Revision>, Fault> {
    Ok(revisions(conn, id)?.pop())
}

/// Writes a submission down.
pub fn add_revision(
    conn: &mut Conn,
    id: &CaseId,
    revision: &Revision,
    by: &PersonId,
) -> Result<(), Fault> {
    let quoted = revision.quoted.as_ref().map(serde_json::to_string);
    diesel::insert_into(case_revisions::table)
        .values((
            case_revisions::case_id.eq(id),
            case_revisions::number.eq(i32::try_from(revision.number).unwrap_or(i32::MAX)),
            case_revisions::sent_at.eq(revision.sent_at),
            case_revisions::sent_by.eq(by),
            case_revisions::answers.eq(serde_json::to_string(&revision.answers)?),
            case_revisions::papers.eq(serde_json::to_string(&revision.papers)?),
            case_revisions::quoted.eq(quoted.transpose()?.unwrap_or_default()),
        ))
        .execute(conn)?;
    Ok(())
}
