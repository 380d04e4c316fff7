//! What is done about companies in the background: those that are sorted and found by a key that names
//! don't have any more get theirs.

use crate::companies::store;
use crate::platform::rounds::Round;

/// Companies whose keys are made anew in one write.
const AT_ONCE: usize = 200;

/// Keys follow how names are read, which newer versions of the program know better.
#[must_use]
pub fn read_again() -> Round {
    Round::new(24 * 60, "companies.read_again", "companies").some(
        AT_ONCE,
        |conn, _| store::misread(conn),
        |tx, ids| store::read_again(tx.conn(), ids),
    )
}
