//! Posted forms of the council, read into clean values.

mod counting;

pub use counting::{SHARES, counting, fill_counting};

use crate::chamber::rules::Organ;
use crate::council::rules::lines::Basis;
use crate::kernel::Day;
use crate::web::Form;

/// A seat to add or describe: label, whether it is the chair's.
pub fn seat(form: &mut Form) -> Option<(String, bool)> {
    let label = form.text("label", 1..=60)?;
    Some((label, form.ticked("chair")))
}

/// The organ a form is about.
pub fn organ(form: &mut Form) -> Option<Organ> {
    form.choice("organ", Organ::from_word)
}

/// Somebody to seat.
pub struct Taken {
    pub email: String,
    pub company: String,
    pub from: Day,
    pub notice: String,
}

/// Reads whom to seat. The first day is today at the latest: what is still to come is written
/// down when it comes.
pub fn taken(form: &mut Form, today: Day) -> Option<Taken> {
    let email = form.email("email");
    let company = form.text("company", 0..=120);
    let from = past_day(form, "from", today);
    let notice = form.text("notice", 1..=200);
    Some(Taken {
        email: email?,
        company: company?,
        from: from?,
        notice: notice?,
    })
}

/// Reads what a list of people to seat rests on. The first day is today at the latest.
pub fn basis(form: &mut Form, today: Day) -> Option<Basis> {
    let from = past_day(form, "from", today);
    let notice = form.text("notice", 1..=200);
    Some(Basis {
        from: from?,
        notice: notice?,
        chair: form.ticked("chair"),
    })
}

/// A day and a reason: the end of holding a seat, or of a seat.
pub fn ending(form: &mut Form, today: Day) -> Option<(Day, String)> {
    let day = past_day(form, "until", today);
    let why = form.text("why", 1..=200);
    Some((day?, why?))
}

fn past_day(form: &mut Form, name: &str, today: Day) -> Option<Day> {
    let day = form.date(name)?;
    if day > today {
        form.refuse(name, crate::say!("council-day-future"));
        return None;
    }
    Some(day)
}
