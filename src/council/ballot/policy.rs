//! Who sees the board's page, and a ballot from a seat in it. Preparing, opening, annulling is for
//! whoever leads what is voted on.

use crate::kernel::{Act, Actor, Role};
use crate::voting::rules::Ballot;

/// Directors and the president see the board's page.
pub struct SeeBoard;

impl Act for SeeBoard {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[Role::Director, Role::President])
    }
}

/// Who holds a seat in a ballot sees it, answers the question of conflicts and votes.
pub struct SitInBallot;

impl Act for SitInBallot {
    type On = Ballot;

    fn allows(who: &Actor, ballot: &Ballot) -> bool {
        ballot.seat_of(&who.id).is_some()
    }
}
