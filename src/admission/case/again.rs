//! Keys by which cases are sorted and found, where an older reading of sounds made them: found piece by
//! piece and made anew.

use diesel::prelude::*;

use crate::kernel::id::CaseId;
use crate::kernel::pinyin::sort_key;
use crate::kernel::{pinyin, text};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Part, by, pieces};
use crate::platform::rounds::Round;
use crate::schema::cases;

/// Cases whose keys are made anew in one write.
const AT_ONCE: usize = 200;

/// A case: its id, its company's name, its key, what it is found by.
type Keyed = (CaseId, String, String, String);

/// What a case is found by, with how its company's name is read today. What it was found by stays in it:
/// nobody looks in vain for what they found yesterday.
fn found_by(name: &str, search: &str) -> String {
    let read = text::fold(&pinyin::search(name));
    match search.contains(&read) {
        true => search.to_owned(),
        false => format!("{search} {read}"),
    }
}

/// Cases whose key is not the one that their company's name has now. One without a key was never
/// described.
fn misread(conn: &mut Conn) -> Result<Vec<Keyed>, Fault> {
    use cases::{company_name, id, name_key, search};
    let mut found = vec![];
    pieces(|part: Part<'_, Keyed>| {
        let last = part.at().map(|one| one.0.clone());
        let query = cases::table
            .select((id, company_name, name_key, search))
            .filter(name_key.ne(""));
        let query = part.of(query.into_boxed(), vec![by(id, false, last)]);
        let some: Vec<Keyed> = query.load(conn)?;
        let old = |one: &&Keyed| sort_key(&one.1) != one.2 || found_by(&one.1, &one.3) != one.3;
        found.extend(some.iter().filter(old).cloned());
        Ok(some.into_iter().next_back())
    })?;
    Ok(found)
}

/// Makes the keys anew, unless the case was described meanwhile.
fn read(conn: &mut Conn, some: &[Keyed]) -> Result<(), Fault> {
    for (id, name, key, search) in some {
        let same = cases::name_key.eq(key).and(cases::search.eq(search));
        diesel::update(cases::table.filter(cases::id.eq(id).and(same)))
            .set((
                cases::name_key.eq(sort_key(name)),
                cases::search.eq(found_by(name, search)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Keys follow how names are read, which newer versions of the program know better.
#[must_use]
pub fn read_again() -> Round {
    Round::new(24 * 60, "cases.read_again", "cases").some(
        AT_ONCE,
        |conn, _| misread(conn),
        |tx, some| read(tx.conn(), some),
    )
}
