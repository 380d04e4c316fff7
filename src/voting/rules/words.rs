//! Rules, previews and counts in the reader's language: message keys and numbers, no text.

use super::{Chair, CountingRule, Op, Share, Step, Tie, needed};
use crate::kernel::Say;
use crate::say;

impl CountingRule {
    /// The rule in words, a sentence each: quorum, floor, thresholds, ties.
    #[must_use]
    pub fn in_words(&self) -> Vec<Say> {
        let quorum = self.quorum;
        let mut words = vec![say!(
            "voting-rule-quorum",
            share = share(quorum.share(), quorum.base.in_words())
        )];
        if quorum.floor > 0 {
            words.push(say!("voting-rule-floor", n = n(quorum.floor)));
        }
        if quorum.count_recused {
            words.push(say!("voting-rule-counts-recused"));
        }
        for threshold in &self.thresholds {
            let share = share(threshold.share(), threshold.base.in_words());
            words.push(say!("voting-rule-threshold", share = share));
        }
        if self.thresholds.iter().any(|t| t.is_majority_of_cast()) {
            words.push(self.tie.in_words());
        }
        words
    }

    /// What the rule asks of a body with `seats` seats: a preview in plain numbers.
    #[must_use]
    pub fn preview(&self, seats: u64) -> Vec<Say> {
        let asked = needed(self, seats);
        let Some(take_part) = asked.take_part else {
            return vec![say!("voting-needed-no-quorum", seats = n(seats))];
        };
        let mut words = vec![say!(
            "voting-needed-take-part",
            seats = n(seats),
            n = n(take_part)
        )];
        words.push(favour(take_part, asked.favour));
        if take_part < seats {
            words.push(favour(seats, asked.favour_of_all));
        }
        words
    }
}

fn favour(present: u64, least: Option<u64>) -> Say {
    match least {
        Some(least) => say!("voting-needed-favour", present = n(present), n = n(least)),
        None => say!("voting-needed-favour-never", present = n(present)),
    }
}

fn share(share: Share, base: Say) -> Say {
    match (share.op, share.num, share.den) {
        (Op::AtLeast, num, den) if num == den => say!("voting-share-all", base = base),
        (Op::AtLeast, ..) if share.is_half() => say!("voting-share-half-or-more", base = base),
        (Op::MoreThan, ..) if share.is_half() => say!("voting-share-majority", base = base),
        (Op::AtLeast, num, den) => {
            say!(
                "voting-share-at-least",
                base = base,
                num = n(num),
                den = n(den)
            )
        }
        (Op::MoreThan, num, den) => {
            say!(
                "voting-share-more-than",
                base = base,
                num = n(num),
                den = n(den)
            )
        }
    }
}

impl Step {
    /// The step in a sentence, with its arithmetic.
    #[must_use]
    pub fn in_words(&self) -> Say {
        let sum = self.formula();
        match *self {
            Self::Quorum {
                present,
                rule,
                size,
                ..
            } => {
                let base = rule.base.in_words();
                let key = match self.met() {
                    true => "voting-step-quorum-met",
                    false => "voting-step-quorum-missed",
                };
                say!(
                    key,
                    present = n(present),
                    base = base,
                    size = n(size),
                    sum = sum
                )
            }
            Self::Floor { floor, .. } if self.met() => {
                say!("voting-step-floor-met", n = n(floor), sum = sum)
            }
            Self::Floor { floor, .. } => say!("voting-step-floor-missed", n = n(floor), sum = sum),
            Self::NobodyInFavour => say!("voting-step-nobody"),
            Self::Threshold { yes, rule, size } => {
                let base = rule.base.in_words();
                let key = match self.met() {
                    true => "voting-step-threshold-met",
                    false => "voting-step-threshold-missed",
                };
                say!(key, yes = n(yes), base = base, size = n(size), sum = sum)
            }
            Self::Tie { each, rule, chair } => match (rule, chair) {
                (Tie::Reject, _) => say!("voting-step-tie-rejected", each = n(each)),
                (Tie::NewRound, _) => say!("voting-step-tie-new-round", each = n(each)),
                (Tie::Chair, None) => say!("voting-step-tie-waits", each = n(each)),
                (Tie::Chair, Some(Chair::Yes)) => say!("voting-step-tie-chair-yes", each = n(each)),
                (Tie::Chair, Some(Chair::No)) => say!("voting-step-tie-chair-no", each = n(each)),
            },
        }
    }
}

/// Messages count in `i64`; no body has more seats than that.
fn n(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
