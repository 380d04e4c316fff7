//! Who may do what with motions to expel, a sentence each.

use crate::expulsion::rules::Motion;
use crate::kernel::{Act, Actor, Powers, Role};

/// What binds somebody to the member a motion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ties {
    /// They act for it.
    pub own: bool,
    /// They hold a seat that stepped back from a ballot on the motion.
    pub recused: bool,
}

/// The office and the president see motions; which of them, see [`SeeMotion`].
pub struct SeeMotions;

impl Act for SeeMotions {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_any(&[Role::Secretary, Role::Admin, Role::President])
    }
}

/// The secretariat, which writes down that memberships end, brings motions and puts them to the board.
pub struct LeadMotions;

impl Act for LeadMotions {
    type On = ();

    fn allows(who: &Actor, (): &()) -> bool {
        who.is_secretariat()
    }
}

/// See one motion from within: not one about a company one acts for, and not after one stepped back
/// from the vote on it, unless one's work is to lead motions.
pub struct SeeMotion;

impl Act for SeeMotion {
    type On = Ties;

    fn allows(who: &Actor, ties: &Ties) -> bool {
        let recused = ties.recused && !LeadMotions::allows(who, &());
        SeeMotions::allows(who, &()) && !ties.own && !recused
    }
}

/// Lead one motion: not one about a company one acts for.
pub struct LeadMotion;

impl Act for LeadMotion {
    type On = Ties;

    fn allows(who: &Actor, ties: &Ties) -> bool {
        LeadMotions::allows(who, &()) && !ties.own
    }
}

/// Whoever acts for the member reads a motion about it.
pub struct ReadOwnMotion;

impl Act for ReadOwnMotion {
    type On = Motion;

    fn allows(who: &Actor, motion: &Motion) -> bool {
        who.acts_for(&motion.company).is_some()
    }
}

/// Who speaks for a member about its expulsion, and is told of it: its owners and who signs for it.
#[must_use]
pub fn speaks(powers: &Powers) -> bool {
    powers.owner || powers.sign
}

/// Who speaks for the member answers a motion.
pub struct AnswerMotion;

impl Act for AnswerMotion {
    type On = Motion;

    fn allows(who: &Actor, motion: &Motion) -> bool {
        who.acts_for(&motion.company)
            .is_some_and(|powers| speaks(&powers))
    }
}
