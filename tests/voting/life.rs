//! A ballot's life, from opening to result.
use super::hall::{halls, refusal, who};
use chrono::TimeDelta;
use huiguan::kernel::id::PersonId;
use huiguan::platform::db::Fault;
use huiguan::voting;
use huiguan::voting::rules::Choice::{Abstain, No, Yes};
use huiguan::voting::rules::{
    Chair, CountingRule, Op, Outcome, Phase, Threshold, ThresholdBase, Tie,
};

fn majority_of_cast(tie: Tie) -> CountingRule {
    let base = ThresholdBase::Cast;
    let thresholds = vec![Threshold {
        num: 1,
        den: 2,
        op: Op::MoreThan,
        base,
    }];
    CountingRule {
        thresholds,
        tie,
        ..CountingRule::default()
    }
}

#[test]
fn a_board_votes_and_the_result_is_frozen_with_its_arithmetic() {
    for hall in halls() {
        let id = hall.opened();
        hall.vote(&id, &[Yes, Yes, Yes, Yes, No, No]);
        hall.a_day_later();
        let closed = hall.close(&id).unwrap();
        assert_eq!(closed.verdict(), Some(Outcome::Passed));
        assert_eq!(
            closed.arithmetic,
            "P/E: 6×3 = 18 ≥ 2×9 = 18; P: 6 ≥ 3; Y/P: 4×3 = 12 ≥ 2×6 = 12 → passed"
        );
        assert_eq!(closed.votes.len(), 6);
        assert_eq!(hall.result(&id), Some(closed.clone()));
        assert_eq!(hall.close(&id).unwrap(), closed);
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn counts_exist_for_nobody_before_the_end_and_then_without_any_job() {
    for hall in halls() {
        let id = hall.opened();
        hall.vote(&id, &[Yes, Yes, Yes, No]);
        assert_eq!(hall.result(&id), None);
        let record: Vec<_> = hall.db.read_now(audit_texts).unwrap();
        assert!(record.iter().any(|text| text.contains("\"version\":1")));
        assert!(
            !record.iter().any(|text| text.contains("yes")),
            "{record:?}"
        );
        hall.a_day_later();
        let closed = hall.result(&id).unwrap();
        assert_eq!(
            (closed.outcome, closed.counted_at),
            (Outcome::NoQuorum, None)
        );
        let due = hall
            .as_office(|tx| voting::close_due(tx, "motion"))
            .unwrap();
        assert_eq!(due.len(), 1);
        assert_eq!(due[0].arithmetic, closed.arithmetic);
        assert!(
            hall.as_office(|tx| voting::close_due(tx, "motion"))
                .unwrap()
                .is_empty()
        );
    }
}

fn audit_texts(conn: &mut huiguan::platform::db::Conn) -> Result<Vec<String>, Fault> {
    use diesel::prelude::*;
    use huiguan::schema::audit;
    let texts: Vec<Option<String>> = audit::table.select(audit::after_json).load(conn)?;
    Ok(texts
        .into_iter()
        .flatten()
        .filter(|t| !t.contains("pack"))
        .collect())
}

#[test]
fn a_vote_can_be_changed_until_the_end_and_the_last_one_counts() {
    for hall in halls() {
        let id = hall.opened();
        assert_eq!(hall.cast(&id, 0, No).unwrap(), 1);
        assert_eq!(hall.cast(&id, 0, Yes).unwrap(), 2);
        assert_eq!(
            hall.cast(&id, 0, Yes).unwrap(),
            2,
            "the same vote again is no new version"
        );
        let me = &hall.directors[0];
        let mine = hall
            .db
            .read_now(|c| voting::my_vote(c, &id, me))
            .unwrap()
            .unwrap();
        assert_eq!((mine.choice, mine.version), (Yes, 2));
        hall.a_day_later();
        assert_eq!(refusal(hall.cast(&id, 0, No)), "voting-refused-closed");
        let closed = hall.close(&id).unwrap();
        assert_eq!(
            (closed.counts.yes, closed.counts.no, closed.rolls.present),
            (1, 0, 1)
        );
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn a_ballot_closes_early_only_when_every_entitled_seat_has_voted() {
    for hall in halls() {
        let id = hall.opened();
        hall.vote(&id, &[Yes, Yes, Yes, Yes, Yes, Yes, No, Abstain]);
        assert_eq!(refusal(hall.close(&id)), "voting-refused-outstanding");
        let ballot = id.clone();
        hall.as_director(8, move |tx| {
            voting::recuse_myself(tx, &ballot, "my brother's firm")
        })
        .unwrap();
        assert_eq!(hall.close(&id).unwrap().outcome, Outcome::Passed);
        assert_eq!(refusal(hall.cast(&id, 0, No)), "voting-refused-closed");
    }
}

#[test]
fn a_recused_director_cannot_vote_and_leaves_the_entitled() {
    for hall in halls() {
        let id = hall.opened();
        let ballot = id.clone();
        hall.as_director(0, move |tx| voting::recuse_myself(tx, &ballot, "a partner"))
            .unwrap();
        assert_eq!(refusal(hall.cast(&id, 0, Yes)), "voting-refused-recused");
        let ballot = id.clone();
        let opened = hall.as_director(0, move |tx| voting::open_pack(tx, &ballot));
        assert_eq!(refusal(opened), "voting-refused-recused");
        let now = hall.clock.now();
        let open_to = |person: &PersonId| {
            hall.db
                .read_now(|c| voting::open_ballots_of(c, person, now))
                .unwrap()
                .len()
        };
        assert_eq!(
            (open_to(&hall.directors[0]), open_to(&hall.directors[1])),
            (0, 1)
        );
        hall.a_day_later();
        let closed = hall.close(&id).unwrap();
        assert_eq!((closed.rolls.recused, closed.rolls.entitled()), (1, 8));
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn who_has_read_the_papers_steps_back_through_the_office_and_who_has_voted_not_at_all() {
    for hall in halls() {
        let id = hall.opened();
        let ballot = id.clone();
        hall.as_director(0, move |tx| voting::open_pack(tx, &ballot))
            .unwrap();
        let ballot = id.clone();
        let late = hall.as_director(0, move |tx| voting::recuse_myself(tx, &ballot, "a partner"));
        assert_eq!(refusal(late), "voting-refused-pack-opened");
        let ballot = id.clone();
        hall.as_office(move |tx| voting::recuse(tx, &ballot, "s0", "a partner"))
            .unwrap();
        hall.cast(&id, 1, Yes).unwrap();
        let ballot = id.clone();
        let voted = hall.as_office(move |tx| voting::recuse(tx, &ballot, "s1", "a partner"));
        assert_eq!(refusal(voted), "voting-refused-voted");
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn a_ballot_does_not_exist_for_who_holds_no_seat_in_it() {
    for hall in halls() {
        let id = hall.opened();
        let stranger = who(&PersonId::new());
        let cast = hall
            .db
            .write_now(&stranger, move |tx| voting::cast(tx, &id, Yes, None));
        assert!(matches!(cast, Err(Fault::Missing)));
    }
}

#[test]
fn an_annulled_round_stays_and_the_next_has_a_fresh_roll() {
    for hall in halls() {
        let first = hall.opened();
        let again = hall.open(hall.opening(CountingRule::default()));
        assert_eq!(refusal(again), "voting-refused-round-open");
        hall.vote(&first, &[Yes; 7]);
        assert_eq!(refusal(hall.annul(&first, " ")), "voting-refused-no-reason");
        hall.annul(&first, "a seat had been filled anew").unwrap();
        assert_eq!(refusal(hall.cast(&first, 0, No)), "voting-refused-annulled");
        assert_eq!(hall.result(&first), None);
        let mut opening = hall.opening(CountingRule::default());
        opening.seats[8].person = PersonId::new();
        hall.open(opening).unwrap();
        let rounds = hall
            .db
            .read_now(|c| voting::rounds(c, "motion", "m1"))
            .unwrap();
        assert_eq!(rounds.iter().map(|b| b.round).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(rounds[0].phase(hall.clock.now()), Phase::Annulled);
        assert_eq!(rounds[1].taken_part(), 0);
        assert!(rounds[1].seat_of(&hall.directors[8]).is_none());
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn what_is_decided_is_voted_on_again_only_after_it_was_annulled() {
    for hall in halls() {
        let id = hall.opened();
        hall.vote(&id, &[Yes; 9]);
        hall.close(&id).unwrap();
        let again = hall.open(hall.opening(CountingRule::default()));
        assert_eq!(refusal(again), "voting-refused-decided");
        hall.annul(&id, "papers were missing").unwrap();
        let closed = hall.result(&id).unwrap();
        assert_eq!((closed.outcome, closed.verdict()), (Outcome::Passed, None));
        hall.open(hall.opening(CountingRule::default())).unwrap();
    }
}

#[test]
fn a_ballot_without_quorum_may_be_put_again() {
    for hall in halls() {
        let id = hall.opened();
        hall.vote(&id, &[Yes; 5]);
        hall.a_day_later();
        assert_eq!(hall.close(&id).unwrap().outcome, Outcome::NoQuorum);
        hall.open(hall.opening(CountingRule::default())).unwrap();
    }
}

#[test]
fn the_chair_alone_settles_a_tie_once() {
    for hall in halls() {
        let id = hall
            .open(hall.opening(majority_of_cast(Tie::Chair)))
            .unwrap();
        hall.vote(&id, &[Yes, Yes, Yes, No, No, No]);
        let settle = |director, word| {
            let id = id.clone();
            hall.as_director(director, move |tx| voting::settle_tie(tx, &id, word))
        };
        assert!(
            matches!(settle(0, Chair::Yes), Err(Fault::Missing)),
            "nothing to see yet"
        );
        hall.a_day_later();
        let closed = hall.close(&id).unwrap();
        assert!(closed.waits_for_chair());
        assert!(matches!(settle(1, Chair::Yes), Err(Fault::Missing)));
        assert_eq!(settle(0, Chair::Yes).unwrap().outcome, Outcome::Passed);
        assert_eq!(refusal(settle(0, Chair::No)), "voting-refused-not-tied");
        assert_eq!(hall.result(&id).unwrap().chair, Some(Chair::Yes));
        assert_eq!(hall.flaws(), [""; 0]);
    }
}

#[test]
fn a_ballot_that_makes_no_sense_is_not_opened() {
    for hall in halls() {
        let sound = || hall.opening(CountingRule::default());
        let mut past = sound();
        past.opens_at -= TimeDelta::days(3);
        past.closes_at = past.opens_at + TimeDelta::days(1);
        assert_eq!(refusal(hall.open(past)), "voting-refused-times");
        let mut long = sound();
        long.closes_at = long.opens_at + TimeDelta::days(91);
        assert_eq!(refusal(hall.open(long)), "voting-refused-long");
        let mut empty = sound();
        empty.seats.clear();
        assert_eq!(refusal(hall.open(empty)), "voting-refused-no-seats");
        let mut crowded = sound();
        crowded.authorised = 8;
        assert_eq!(refusal(hall.open(crowded)), "voting-refused-too-many-seats");
        let mut doubled = sound();
        doubled.seats[1].person = doubled.seats[0].person.clone();
        assert_eq!(refusal(hall.open(doubled)), "voting-refused-seat-twice");
        let mut chairless = hall.opening(majority_of_cast(Tie::Chair));
        chairless.chair_seat = None;
        assert_eq!(refusal(hall.open(chairless)), "voting-refused-no-chair");
        let mut lawless = sound();
        lawless.rule.thresholds.clear();
        assert_eq!(refusal(hall.open(lawless)), "voting-refused-no-threshold");
    }
}
