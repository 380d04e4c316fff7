//! The mails of a review. Before a reviewer has declared, a mail names the company and nothing else.

use crate::admission::case::Case;
use crate::admission::review::rules::{Assignment, Nudge};
use crate::kernel::{Moment, Say};
use crate::platform::letter::Letter;
use crate::say;

fn letter(kind: &'static str, key: &str, subject: Say, case: &Case) -> Letter {
    Letter::to_several(kind, key, subject).about("case", &case.id)
}

fn due(letter: Letter, at: Moment) -> Letter {
    letter.fact(
        say!("review-letter-due"),
        say!("review-letter-moment", at = at),
    )
}

/// A review is asked for.
pub fn asked(case: &Case, a: &Assignment, url: String) -> Letter {
    let subject = say!("review-letter-asked", name = &case.company_name);
    let text = say!("review-letter-asked-text", name = &case.company_name);
    let key = format!("{}:{}", a.id, a.assigned_at);
    let letter = letter("review.asked", &key, subject, case).line(text);
    due(letter, a.due_at).button(say!("review-letter-open"), url)
}

/// The review is due soon, or late.
pub fn reminder(case: &Case, a: &Assignment, nudge: Nudge, url: String) -> Letter {
    let name = &case.company_name;
    let (subject, text) = match nudge {
        Nudge::Soon => (
            say!("review-letter-soon", name = name),
            say!("review-letter-soon-text"),
        ),
        _ => (
            say!("review-letter-late", name = name),
            say!("review-letter-late-text"),
        ),
    };
    let key = format!("{}:{}:{}", a.id, a.due_at, nudge.step());
    let letter = letter("review.reminder", &key, subject, case).line(text);
    due(letter, a.due_at).button(say!("review-letter-open"), url)
}

/// A review is late; for the office. With the name of who does it now, if it was passed on.
pub fn late(
    case: &Case,
    a: &Assignment,
    (nudge, next): (Nudge, Option<&str>),
    url: String,
) -> Letter {
    let subject = say!("review-letter-office-late", number = case.number());
    let text = match (nudge, next) {
        (_, Some(next)) => {
            say!(
                "review-letter-office-passed-on",
                reviewer = &a.name,
                next = next
            )
        }
        (Nudge::Reassign | Nudge::Above, None) => {
            say!("review-letter-office-reassign", reviewer = &a.name)
        }
        _ => say!("review-letter-office-late-text", reviewer = &a.name),
    };
    let key = format!("{}:{}:{}", a.id, a.due_at, nudge.step());
    let letter = letter("review.late", &key, subject, case).line(text);
    due(letter, a.due_at).button(say!("review-letter-office-open"), url)
}

/// A review is late, or was until it was passed on; for those above the office.
pub fn above(case: &Case, a: &Assignment, url: String) -> Letter {
    let subject = say!("review-letter-office-late", number = case.number());
    let text = say!(
        "review-letter-above",
        name = &case.company_name,
        reviewer = &a.name
    );
    let key = format!("{}:{}:above", a.id, a.due_at);
    let letter = letter("review.late", &key, subject, case).line(text);
    due(letter, a.due_at).button(say!("review-letter-office-open"), url)
}

/// A reviewer declared a conflict, or came to have one, also after their review was in; for the office.
pub fn conflict(case: &Case, a: &Assignment, why: &str, url: String) -> Letter {
    let subject = say!("review-letter-conflict", number = case.number());
    let (reviewer, name) = (&a.name, &case.company_name);
    let text = match a.submitted_at {
        Some(_) => say!("review-letter-tied-text", reviewer = reviewer, name = name),
        None => say!(
            "review-letter-conflict-text",
            reviewer = reviewer,
            name = name
        ),
    };
    letter("review.conflict", a.id.as_str(), subject, case)
        .line(text)
        .quote_of(&a.name, why)
        .button(say!("review-letter-office-open"), url)
}

/// The office needs this review no longer.
pub fn released(case: &Case, a: &Assignment, why: &str) -> Letter {
    let subject = say!("review-letter-released", name = &case.company_name);
    letter("review.released", a.id.as_str(), subject, case)
        .line(say!(
            "review-letter-released-text",
            name = &case.company_name
        ))
        .quote(why)
}

/// The office opened a submitted review again.
pub fn reopened(case: &Case, a: &Assignment, why: &str, url: String) -> Letter {
    let subject = say!("review-letter-reopened", name = &case.company_name);
    let at = a.submitted_at.unwrap_or(a.assigned_at);
    let letter = letter("review.reopened", &format!("{}:{at}", a.id), subject, case)
        .line(say!(
            "review-letter-reopened-text",
            name = &case.company_name
        ))
        .quote(why);
    due(letter, a.due_at).button(say!("review-letter-open"), url)
}

/// Every review that was asked for is in; for the office.
pub fn all_in(case: &Case, at: Moment, url: String) -> Letter {
    let subject = say!("review-letter-all-in", number = case.number());
    letter("review.all_in", &format!("{}:{at}", case.id), subject, case)
        .line(say!("review-letter-all-in-text", name = &case.company_name))
        .button(say!("review-letter-office-open"), url)
}
