//! Rules and results as people read them, in the three languages.
use huiguan::kernel::{Lang, Say, brand::Brand};
use huiguan::platform::i18n::Speech;
use huiguan::voting::rules::{
    CountingRule, Counts, Op, QuorumBase, Rolls, Threshold, ThresholdBase, Tie, count,
};

fn said(lang: Lang, words: &[Say]) -> Vec<String> {
    let speech = Speech::new(lang, &Brand::default());
    words.iter().map(|say| speech.say(say)).collect()
}

#[test]
fn the_usual_rule_reads_as_a_charter_would_put_it() {
    let rule = CountingRule::default();
    assert_eq!(
        said(Lang::ZhCn, &rule.in_words()),
        [
            "法定人数：参加表决的席位须达到有表决权的席位（不含回避）的 2/3 以上（含本数）。",
            "参加表决的席位不得少于 3 席。",
            "通过条件：同意票须达到参加表决的席位的 2/3 以上（含本数）。",
        ]
    );
    assert_eq!(
        said(Lang::En, &rule.in_words())[2],
        "To carry: the votes in favour must be at least 2/3 of the seats taking part \
         (exactly that is enough)."
    );
}

#[test]
fn a_preview_says_how_many_seats_it_takes() {
    let rule = CountingRule::default();
    assert_eq!(
        said(Lang::ZhCn, &rule.preview(9)),
        [
            "以 9 席、无人回避计：至少 6 席参加表决方为有效。",
            "若 6 席参加且无人弃权，至少 4 席同意方可通过。",
            "若 9 席参加且无人弃权，至少 6 席同意方可通过。",
        ]
    );
    assert_eq!(said(Lang::En, &rule.preview(2)).len(), 1);
}

#[test]
fn half_or_more_and_more_than_half_are_told_apart() {
    let half = |op| {
        let thresholds = vec![Threshold {
            num: 2,
            den: 4,
            op,
            base: ThresholdBase::Cast,
        }];
        CountingRule {
            thresholds,
            ..CountingRule::default()
        }
    };
    let last = |op| said(Lang::ZhTw, &half(op).in_words());
    assert!(last(Op::AtLeast)[2].contains("半數以上（含半數）"));
    assert!(last(Op::MoreThan)[2].contains("的半數（不含半數）"));
    assert!(last(Op::MoreThan)[3].contains("視為未通過"));
    assert_eq!(
        last(Op::AtLeast).len(),
        3,
        "only more than half of the votes cast can tie"
    );
}

/// Nothing that is said shows a key or a gap, whatever the rule.
#[test]
fn every_rule_and_count_can_be_said_in_every_language() {
    let mut words = Vec::new();
    for quorum_base in [
        QuorumBase::Authorised,
        QuorumBase::Roster,
        QuorumBase::Entitled,
    ] {
        for base in ["cast", "valid", "returned", "present", "entitled", "roster"] {
            for (num, den) in [(1, 2), (2, 3), (1, 1), (0, 1)] {
                for (op, tie) in [
                    (Op::AtLeast, Tie::Reject),
                    (Op::MoreThan, Tie::Chair),
                    (Op::MoreThan, Tie::NewRound),
                ] {
                    let base: ThresholdBase = serde_json::from_value(base.into()).unwrap();
                    let mut rule = CountingRule {
                        tie,
                        ..CountingRule::default()
                    };
                    rule.quorum.base = quorum_base;
                    rule.quorum.count_recused = den == 2;
                    rule.thresholds = vec![Threshold { num, den, op, base }];
                    words.extend(rule.in_words());
                    words.extend([1, 2, 5, 9].iter().flat_map(|n| rule.preview(*n)));
                    words.extend(counted(&rule));
                }
            }
        }
    }
    for lang in Lang::ALL {
        for text in said(lang, &words) {
            assert!(
                !text.contains("voting-") && !text.contains(['{', '$']),
                "{text}"
            );
        }
    }
}

fn counted(rule: &CountingRule) -> Vec<Say> {
    let rolls = Rolls {
        authorised: 9,
        roster: 9,
        recused: 1,
        recused_present: 1,
        ..Rolls::default()
    };
    let mut words = Vec::new();
    for (yes, no) in [(0, 6), (3, 3), (6, 0), (1, 0)] {
        let counts = Counts {
            yes,
            no,
            ..Counts::default()
        };
        let tally = count(
            rule,
            &Rolls {
                present: yes + no,
                ..rolls
            },
            &counts,
            None,
        )
        .unwrap();
        words.push(tally.outcome.in_words());
        words.extend(tally.steps.iter().map(|s| s.in_words()));
    }
    words
}
