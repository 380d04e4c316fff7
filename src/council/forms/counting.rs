//! A counting rule as a form: shares to choose from, or one's own fraction.

use crate::kernel::Say;
use crate::say;
use crate::voting::rules::{
    CountingRule, Op, Quorum, QuorumBase, Share, Threshold, ThresholdBase, Tie,
};
use crate::web::Form;

/// The shares real charters use, by their word in the form, with the key of their name.
pub const SHARES: [(&str, Share, &str); 8] = [
    (">1/2", share(1, 2, Op::MoreThan), "council-share-majority"),
    (">=1/2", share(1, 2, Op::AtLeast), "council-share-half"),
    (
        ">=2/3",
        share(2, 3, Op::AtLeast),
        "council-share-two-thirds",
    ),
    (
        ">2/3",
        share(2, 3, Op::MoreThan),
        "council-share-over-two-thirds",
    ),
    (
        ">=3/4",
        share(3, 4, Op::AtLeast),
        "council-share-three-quarters",
    ),
    (
        ">3/4",
        share(3, 4, Op::MoreThan),
        "council-share-over-three-quarters",
    ),
    (
        ">=4/5",
        share(4, 5, Op::AtLeast),
        "council-share-four-fifths",
    ),
    (">=1/1", share(1, 1, Op::AtLeast), "council-share-all"),
];

const fn share(num: u64, den: u64, op: Op) -> Share {
    Share { num, den, op }
}

/// The word of one's own fraction.
const OWN: &str = "own";

/// Reads the share called `name`; with the word `own` from three fields beside it.
fn read_share(form: &mut Form, name: &str) -> Option<Share> {
    let word = form.value(name).to_owned();
    if word != OWN {
        let found = SHARES
            .iter()
            .find(|(w, ..)| *w == word)
            .map(|(_, share, _)| *share);
        if found.is_none() {
            form.refuse(name, say!("web-form-choose"));
        }
        return found;
    }
    let num = form.number(&format!("{name}_num"), 1..=1000);
    let den = form.number(&format!("{name}_den"), 1..=1000);
    let op = form.choice(&format!("{name}_op"), Op::from_word);
    let own = Share {
        num: u64::try_from(num?).ok()?,
        den: u64::try_from(den?).ok()?,
        op: op?,
    };
    if !own.is_fraction() || (own.op == Op::MoreThan && own.num == own.den) {
        form.refuse(&format!("{name}_num"), say!("council-counting-not-a-share"));
        return None;
    }
    Some(own)
}

fn put_share(form: &mut Form, name: &str, share: Share) {
    match SHARES.iter().find(|(_, known, _)| *known == share) {
        Some((word, ..)) => form.put(name, *word),
        None => form.put(name, OWN),
    }
    form.put(&format!("{name}_num"), share.num.to_string());
    form.put(&format!("{name}_den"), share.den.to_string());
    form.put(&format!("{name}_op"), share.op.word());
}

/// The form that shows a rule.
pub fn fill_counting(rule: &CountingRule) -> Form {
    let mut form = Form::default();
    put_share(&mut form, "quorum", rule.quorum.share());
    form.put("quorum_base", rule.quorum.base.word());
    form.put("floor", rule.quorum.floor.to_string());
    form.tick("count_recused", rule.quorum.count_recused);
    for (name, threshold) in ["first", "second"].into_iter().zip(&rule.thresholds) {
        put_share(&mut form, name, threshold.share());
        form.put(&format!("{name}_base"), threshold.base.word());
    }
    form.put("tie", rule.tie.word());
    form
}

fn threshold(form: &mut Form, name: &str) -> Option<Threshold> {
    let share = read_share(form, name);
    let base = form.choice(&format!("{name}_base"), ThresholdBase::from_word);
    let (share, base) = (share?, base?);
    Some(Threshold {
        num: share.num,
        den: share.den,
        op: share.op,
        base,
    })
}

/// Reads a rule.
pub fn counting(form: &mut Form) -> Option<CountingRule> {
    let share = read_share(form, "quorum");
    let base = form.choice("quorum_base", QuorumBase::from_word);
    let floor = form.number("floor", 1..=1000);
    let first = threshold(form, "first");
    let second = form.maybe("second", threshold);
    let tie = form.choice("tie", Tie::from_word);
    let (share, first, second) = (share?, first?, second?);
    let rule = CountingRule {
        quorum: Quorum {
            num: share.num,
            den: share.den,
            op: share.op,
            base: base?,
            count_recused: form.ticked("count_recused"),
            floor: u64::try_from(floor?).ok()?,
        },
        thresholds: [Some(first), second].into_iter().flatten().collect(),
        tie: tie?,
    };
    let usable: Result<(), Say> = rule.usable();
    match usable {
        Ok(()) => Some(rule),
        Err(say) => {
            form.refuse("first", say);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shares() -> impl Strategy<Value = Share> {
        (1u64..9, 1u64..9, any::<bool>()).prop_map(|(a, b, more)| {
            let (num, den) = (a.min(b), a.max(b) + u64::from(more));
            Share {
                num,
                den,
                op: if more { Op::MoreThan } else { Op::AtLeast },
            }
        })
    }

    proptest! {
        #[test]
        fn what_the_form_shows_it_also_reads(q in shares(), t in shares(), two: bool, floor in 1u64..9) {
            let first = Threshold { num: t.num, den: t.den, op: t.op, base: ThresholdBase::Cast };
            let second = Threshold { base: ThresholdBase::Roster, ..first };
            let rule = CountingRule {
                quorum: Quorum {
                    num: q.num,
                    den: q.den,
                    op: q.op,
                    base: QuorumBase::Authorised,
                    count_recused: two,
                    floor,
                },
                thresholds: if two { vec![first, second] } else { vec![first] },
                tie: Tie::NewRound,
            };
            prop_assert_eq!(counting(&mut fill_counting(&rule)), Some(rule));
        }
    }

    #[test]
    fn more_than_the_whole_is_no_share() {
        let mut form = fill_counting(&CountingRule::default());
        assert!(counting(&mut form).is_some());
        let mut own = Form::of([
            ("quorum", OWN),
            ("quorum_num", "3"),
            ("quorum_den", "2"),
            ("quorum_op", ">="),
        ]);
        assert!(read_share(&mut own, "quorum").is_none());
    }
}
