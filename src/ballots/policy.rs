//! Who sees the board's page and a ballot from a seat in it, and who may do what about a round. Which
//! subjects somebody sees or leads is the subject's to say.

use crate::kernel::Role;
use crate::policy;
use crate::voting::rules::Ballot;

/// How somebody stands to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// They lead its subject.
    pub leads: bool,
    /// They see it from within.
    pub sees: bool,
    /// A seat voted in it that came to be on the subject's side afterwards.
    pub late: bool,
}

policy! {
    /// Directors and the president see the board's page.
    SeeBoard: |who| who.is_any(&[Role::Director, Role::President]);
    /// Who holds a seat in a ballot sees it, answers the question of conflicts and votes.
    SitInBallot(Ballot): |who, ballot| ballot.seat_of(&who.id).is_some();
    /// The secretariat watches over ballots: recuses, reminds, closes; which of them, the subject says.
    LeadBallots: |who| who.is_secretariat();
    /// The secretariat takes rounds back, and the president may; which of them, see [`AnnulRound`].
    AnnulRounds: |who| who.is_secretariat() || who.is(Role::President);
    /// Whoever leads the subject takes a round back; the president does where a seat came to be on the
    /// subject's side after it had voted.
    AnnulRound(Stand): |who, stand|
        stand.leads || who.is(Role::President) && stand.sees && stand.late;
}
