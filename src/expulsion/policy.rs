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

impl Ties {
    /// Whether there are none.
    #[must_use]
    pub fn are_none(self) -> bool {
        !self.own && !self.recused
    }
}

policy! {
    /// The office and the president see motions; which of them, see [`SeeMotion`].
    SeeMotions: |who| who.is_any(&[Role::Secretary, Role::Admin, Role::President]);
    /// The secretariat, which writes down that memberships end, brings motions and puts them to the board.
    LeadMotions: |who| who.is_secretariat();
    /// See one motion from within: not one about a company one acts for, and not after one stepped back
    /// from the vote on it, whatever one's work is.
    SeeMotion(Ties): |who, ties| SeeMotions::allows(who, &()) && ties.are_none();
    /// Lead one motion: whoever sees it and leads motions.
    LeadMotion(Ties): |who, ties| LeadMotions::allows(who, &()) && SeeMotion::allows(who, ties);
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
