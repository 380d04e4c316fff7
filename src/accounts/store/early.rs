//! What is written before there is an account: it stands with the browser in which somebody signed up, and with
//! the person once they proved their address. What it says is the affair of the room that writes it.

use diesel::prelude::*;

use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::platform::db::{Conn, Fault};
use crate::schema::early_drafts;

/// A draft as stored.
#[derive(Debug, Clone, Queryable, Insertable, Selectable)]
#[diesel(table_name = early_drafts, treat_none_as_default_value = false)]
pub struct Early {
    /// SHA-256 of the secret that the browser keeps.
    pub browser: String,
    /// The address of the newest sign-up there.
    pub email: String,
    /// The name typed there.
    pub name: String,
    /// The page they were on their way to; empty for none.
    pub next: String,
    /// What was written, in the words of whoever reads it; empty for nothing.
    pub answers: String,
    /// When it was changed last.
    pub changed_at: Moment,
    /// Whose it is, once the address is proved.
    pub person_id: Option<PersonId>,
}

/// The draft of a browser that nobody's account has yet.
pub fn of_browser(conn: &mut Conn, browser: &str) -> Result<Option<Early>, Fault> {
    Ok(early_drafts::table
        .filter(early_drafts::browser.eq(browser))
        .filter(early_drafts::person_id.is_null())
        .select(Early::as_select())
        .first(conn)
        .optional()?)
}

/// Opens a draft for a sign-up. One that this browser has already stays, and follows the newest sign-up.
pub fn open(conn: &mut Conn, new: &Early) -> Result<(), Fault> {
    let known = early_drafts::table.filter(early_drafts::browser.eq(&new.browser));
    let followed = diesel::update(known)
        .set((
            early_drafts::email.eq(&new.email),
            early_drafts::next.eq(&new.next),
        ))
        .execute(conn)?;
    if followed == 0 {
        diesel::insert_into(early_drafts::table)
            .values(new)
            .execute(conn)?;
    }
    Ok(())
}

/// Writes down what the draft of a browser says now.
///
/// # Errors
/// `Fault::Missing` if it has none.
pub fn save(conn: &mut Conn, browser: &str, answers: &str, now: Moment) -> Result<(), Fault> {
    let n = diesel::update(early_drafts::table.filter(early_drafts::browser.eq(browser)))
        .set((
            early_drafts::answers.eq(answers),
            early_drafts::changed_at.eq(now),
        ))
        .execute(conn)?;
    if n == 0 { Err(Fault::Missing) } else { Ok(()) }
}

/// Gives the drafts of these browsers that nobody has to a person.
pub fn claim(conn: &mut Conn, browsers: &[String], person: &PersonId) -> Result<(), Fault> {
    diesel::update(
        early_drafts::table
            .filter(early_drafts::browser.eq_any(browsers))
            .filter(early_drafts::person_id.is_null()),
    )
    .set(early_drafts::person_id.eq(person))
    .execute(conn)?;
    Ok(())
}

/// The newest draft of a person in which anything was written.
pub fn of_person(conn: &mut Conn, person: &PersonId) -> Result<Option<Early>, Fault> {
    Ok(early_drafts::table
        .filter(early_drafts::person_id.eq(person))
        .filter(early_drafts::answers.ne(""))
        .order((
            early_drafts::changed_at.desc(),
            early_drafts::browser.desc(),
        ))
        .select(Early::as_select())
        .first(conn)
        .optional()?)
}

/// Forgets a draft: what it said stands elsewhere.
pub fn forget(conn: &mut Conn, browser: &str) -> Result<(), Fault> {
    diesel::delete(early_drafts::table.filter(early_drafts::browser.eq(browser))).execute(conn)?;
    Ok(())
}

/// Whether a draft is nobody's, or there is nothing in it.
#[diesel::dsl::auto_type]
fn is_nothing() -> _ {
    let nothing: &'static str = "";
    early_drafts::person_id
        .is_null()
        .or(early_drafts::answers.eq(nothing))
}

/// Browsers whose drafts nobody has, or nobody wrote into, and nobody changed since `before`, at most so many.
pub fn left(conn: &mut Conn, before: Moment, most: i64) -> Result<Vec<String>, Fault> {
    Ok(early_drafts::table
        .filter(early_drafts::changed_at.lt(before))
        .filter(is_nothing())
        .limit(most)
        .select(early_drafts::browser)
        .load(conn)?)
}

/// Deletes these drafts, if they still are left.
pub fn sweep(conn: &mut Conn, browsers: &[String], before: Moment) -> Result<usize, Fault> {
    Ok(diesel::delete(early_drafts::table)
        .filter(early_drafts::browser.eq_any(browsers))
        .filter(early_drafts::changed_at.lt(before))
        .filter(is_nothing())
        .execute(conn)?)
}
