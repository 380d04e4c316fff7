//! A member's certificate: its number, and whether it still says what is so. Pure.

use super::Membership;
use super::period::PeriodRules;
use crate::kernel::id::{FileId, Id};
use crate::kernel::{Day, Lang, Moment};

/// Marker for certificate ids.
pub enum CertificateMark {}
/// Id of a certificate.
pub type CertificateId = Id<CertificateMark>;

/// Letters of a number: no 0 and O, 1 and I and L, and no U, so that nobody mistypes them.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters after the year.
const LONG: usize = 8;

/// A certificate as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// Whose.
    pub membership: super::MembershipId,
    /// Its number, not to be guessed: `2026-7KQ2-M9XD`.
    pub number: String,
    /// Code of the rank it states.
    pub rank: String,
    /// The company's name as it states it.
    pub company: String,
    /// The language it is written in.
    pub lang: Lang,
    /// The sealed paper.
    pub file: FileId,
    /// When it was issued, UTC.
    pub issued_at: Moment,
    /// When another took its place, UTC.
    pub withdrawn_at: Option<Moment>,
}

/// What is told of a number to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// It is that of a certificate or of a member, and valid.
    Valid,
    /// Its member may hold a certificate, but this one is in force no longer, since a day.
    Void(Option<Day>),
    /// Nothing valid has it.
    None,
}

impl Certificate {
    /// What is told of it on a day. `since`: when it was withdrawn or its member got another rank.
    #[must_use]
    pub fn checked(
        &self,
        member: &Membership,
        (rules, today): (&PeriodRules, Day),
        since: Option<Day>,
    ) -> Checked {
        match (
            self.is_valid(member, rules, today),
            may_hold(member, rules, today),
        ) {
            (true, _) => Checked::Valid,
            (false, true) => Checked::Void(since),
            (false, false) => Checked::None,
        }
    }

    /// Whether it states what is so, and its member is one that may show it, on a day.
    #[must_use]
    pub fn is_valid(&self, member: &Membership, rules: &PeriodRules, today: Day) -> bool {
        self.withdrawn_at.is_none() && self.rank == member.rank && may_hold(member, rules, today)
    }
}

/// Whether a member may hold a certificate on a day, as the chamber sets it.
#[must_use]
pub fn may_hold(member: &Membership, rules: &PeriodRules, today: Day) -> bool {
    member.is_current(today) && rules.certifies(&member.facts, today)
}

/// A number from the year and chance.
#[must_use]
pub fn number(year: i32, chance: [u8; LONG]) -> String {
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let all: String = chance.iter().map(letter).collect();
    let (first, second) = all.split_at(LONG / 2);
    format!("{year}-{first}-{second}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_in_three_pieces() {
        assert_eq!(number(2026, [0, 1, 2, 3, 4, 29, 30, 255]), "2026-2345-6Z2H");
    }

    proptest! {
        #[test]
        fn no_number_holds_a_letter_that_is_mistyped(chance in any::<[u8; LONG]>()) {
            let found = number(2026, chance);
            prop_assert_eq!(found.len(), 14);
            prop_assert!(!found[5..].contains(['0', '1', 'I', 'L', 'O', 'U']));
        }
    }
}
