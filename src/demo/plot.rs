//! Forty plots: how far each case goes, how long ago its last step was, and what goes wrong on the
//! way.

/// How far a case goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Still being written.
    Draft,
    /// Sent.
    Submitted,
    /// Sent back.
    Returned,
    /// Sent again.
    Resubmitted,
    /// Accepted.
    Accepted,
    /// In review, so many of two reviews in.
    Review(usize),
    /// The review is concluded.
    Reviewed,
    /// A visit is planned so many days ahead (or was so many days ago).
    Planned(i64),
    /// The visit's record is signed.
    Visited,
    /// Before the board.
    Recommended,
    /// Announced.
    Notice,
    /// On ballot, so many of nine votes in.
    Ballot(usize),
    /// Too few voted.
    NoQuorum,
    /// Put off.
    Deferred,
    /// Admitted.
    Admitted,
    /// The agreement is out.
    Sent,
    /// The company signed.
    HalfSigned,
    /// A member.
    Member,
    /// Turned down; the reasons are still to be told.
    Rejected,
    /// Turned down, and the company objects.
    Appealed,
    /// The objection was heard and the decision stands.
    Upheld,
    /// Taken back.
    Withdrawn,
    /// The correction was never answered.
    Expired,
    /// Admitted, but the company won't sign.
    Declined,
}

/// One case's plot.
#[derive(Debug, Clone, Copy)]
pub struct Plot {
    /// How far it goes.
    pub end: End,
    /// Days since its last step.
    pub ago: i64,
    /// Rank applied for.
    pub rank: &'static str,
    /// Whether it is sent back once.
    pub corrected: bool,
    /// Whether a reviewer declares a conflict.
    pub conflict: bool,
}

const fn plot(end: End, ago: i64) -> Plot {
    Plot {
        end,
        ago,
        rank: "member",
        corrected: false,
        conflict: false,
    }
}

const fn corrected(end: End, ago: i64) -> Plot {
    Plot {
        corrected: true,
        ..plot(end, ago)
    }
}

const fn director(end: End, ago: i64) -> Plot {
    Plot {
        rank: "director",
        ..plot(end, ago)
    }
}

/// The case of `applicant@`.
pub const MINE: usize = 0;

/// The forty cases.
pub const PLOTS: [Plot; 40] = [
    plot(End::Returned, 2),
    plot(End::Draft, 3),
    plot(End::Submitted, 1),
    director(End::Submitted, 2),
    plot(End::Submitted, 4),
    // Nobody answered in time, so the rule accepted it.
    plot(End::Submitted, 8),
    plot(End::Returned, 6),
    director(End::Returned, 13),
    corrected(End::Resubmitted, 1),
    corrected(End::Resubmitted, 3),
    plot(End::Accepted, 1),
    plot(End::Accepted, 7),
    plot(End::Review(0), 2),
    Plot {
        conflict: true,
        ..plot(End::Review(1), 13)
    },
    corrected(End::Review(2), 1),
    director(End::Reviewed, 2),
    plot(End::Planned(1), 4),
    plot(End::Planned(5), 2),
    corrected(End::Planned(-3), 8),
    plot(End::Visited, 2),
    plot(End::Recommended, 3),
    Plot {
        rank: "vice_president",
        ..plot(End::Notice, 3)
    },
    plot(End::Ballot(0), 1),
    director(End::Ballot(5), 3),
    corrected(End::Ballot(8), 4),
    plot(End::NoQuorum, 5),
    plot(End::Deferred, 9),
    director(End::Admitted, 2),
    plot(End::Sent, 5),
    corrected(End::HalfSigned, 2),
    plot(End::Member, 9),
    corrected(End::Member, 31),
    director(End::Member, 58),
    plot(End::Member, 96),
    plot(End::Rejected, 2),
    plot(End::Appealed, 4),
    plot(End::Upheld, 40),
    plot(End::Withdrawn, 20),
    plot(End::Expired, 90),
    plot(End::Declined, 25),
];
