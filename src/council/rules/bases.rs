//! What the same share comes to of different seats and votes, on one example: what a base of counting is. Pure.

use crate::kernel::Say;
use crate::say;
use crate::voting::rules::{CountingRule, QuorumBase, Share, ThresholdBase};

/// The example: of nine seats one is vacant and one recused, and six take part.
const SEATS: u64 = 9;
const FILLED: u64 = 8;
const ENTITLED: u64 = 7;
const PRESENT: u64 = 6;
/// Three are in favour, one is against, one abstains, one is blank.
const CAST: u64 = 4;
const VALID: u64 = 5;

const fn seats(base: QuorumBase) -> u64 {
    match base {
        QuorumBase::Entitled => ENTITLED,
        QuorumBase::Roster => FILLED,
        QuorumBase::Authorised => SEATS,
    }
}

const fn votes(base: ThresholdBase) -> u64 {
    match base {
        ThresholdBase::Present | ThresholdBase::Returned => PRESENT,
        ThresholdBase::Cast => CAST,
        ThresholdBase::Valid => VALID,
        ThresholdBase::Entitled => ENTITLED,
        ThresholdBase::Roster => FILLED,
    }
}

fn line(base: Say, size: u64, share: Share) -> Say {
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    // A share of at most the whole always has its least number.
    let least = share.least(size).unwrap_or(size);
    say!(
        "council-base-line",
        base = base,
        size = n(size),
        least = n(least)
    )
}

/// How many have to take part, base by base.
#[must_use]
pub fn quorum(rule: &CountingRule) -> Vec<Say> {
    let share = rule.quorum.share();
    let told = |base: QuorumBase| line(base.in_words(), seats(base), share);
    QuorumBase::ALL.map(told).to_vec()
}

/// How many have to be in favour by the first threshold, base by base; nothing if there is none.
#[must_use]
pub fn threshold(rule: &CountingRule) -> Vec<Say> {
    let Some(first) = rule.thresholds.first() else {
        return vec![];
    };
    let told = |base: ThresholdBase| line(base.in_words(), votes(base), first.share());
    ThresholdBase::ALL.map(told).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Arg;
    use crate::voting::rules::{Op, Quorum, Threshold};

    fn least(lines: &[Say]) -> Vec<Arg> {
        let of = |line: &Say| line.args.iter().find(|(name, _)| name == "least").cloned();
        lines.iter().map(|line| of(line).unwrap().1).collect()
    }

    #[test]
    fn two_thirds_come_to_other_numbers_on_each_base() {
        let (num, den, op) = (2, 3, Op::AtLeast);
        let base = ThresholdBase::Present;
        let usual = CountingRule::default();
        let rule = CountingRule {
            quorum: Quorum {
                num,
                den,
                op,
                ..usual.quorum
            },
            thresholds: vec![Threshold { num, den, op, base }],
            ..usual
        };
        // Of 7, 8 and 9.
        assert_eq!(least(&quorum(&rule)), [5i64, 6, 6].map(Arg::from));
        // Of 6 present, 4 cast, 5 valid, 6 returned, 7 entitled, 8 filled.
        let expected = [4i64, 3, 4, 4, 5, 6].map(Arg::from);
        assert_eq!(least(&threshold(&rule)), expected);
    }
}
