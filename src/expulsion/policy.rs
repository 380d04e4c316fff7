//! Who may do what with motions to expel, a sentence each.

use crate::expulsion::rules::Motion;
use crate::kernel::{Powers, Role};
use crate::policy;

/// What binds somebody to the member a motion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ties {
    /// They act for it.
    pub own: bool,
    /// They hold a seat that stepped back from a ballot on the motion.
    pub recused: bool,
}

policy! {
    /// The office and the president see motions; which of them, see [`SeeMotion`].
    SeeMotions: |who| who.is_any(&[Role::Secretary, Role::Admin, Role::President]);
    /// The secretariat, which writes down that memberships end, brings motions and puts them to the board.
    LeadMotions: |who| who.is_secretariat();
    /// See one motion from within: not one about a company one acts for, and not after one stepped back
    /// from the vote on it, unless one's work is to lead motions.
    SeeMotion(Ties): |who, ties| {
        let recused = ties.recused && !LeadMotions::allows(who, &());
        SeeMotions::allows(who, &()) && !ties.own && !recused
    };
    /// Lead one motion: not one about a company one acts for.
    LeadMotion(Ties): |who, ties| LeadMotions::allows(who, &()) && !ties.own;
    /// Whoever acts for the member reads a motion about it.
    ReadOwnMotion(Motion): |who, motion| who.acts_for(&motion.company).is_some();
    /// Who speaks for the member answers a motion.
    AnswerMotion(Motion): |who, motion|
        who.acts_for(&motion.company).is_some_and(|powers| speaks(&powers));
}

/// Who speaks for a member about its expulsion, and is told of it: its owners and who signs for it.
#[must_use]
pub fn speaks(powers: &Powers) -> bool {
    powers.owner || powers.sign
}
