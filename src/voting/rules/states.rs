//! What a ballot allows, and when. Tests only.

use super::*;
use crate::kernel::{Moment, Say, id::PersonId};
use chrono::TimeDelta;

fn start() -> Moment {
    "2026-03-01T08:00:00".parse().unwrap()
}

fn seat(i: usize) -> Seat {
    Seat {
        seat: format!("s{i}"),
        label: format!("Director {i}"),
        person: PersonId::new(),
        pack_opened_at: None,
        recused: None,
        voted: false,
    }
}

fn ballot() -> Ballot {
    Ballot {
        id: BallotId::new(),
        subject_kind: "motion".into(),
        subject_id: "m1".into(),
        round: 1,
        title: "A question".into(),
        rule: CountingRule::default(),
        authorised: 9,
        chair_seat: None,
        pack_hash: String::new(),
        method: Method::Correspondence,
        secrecy: Secrecy::Named,
        opens_at: start(),
        closes_at: start() + TimeDelta::days(7),
        closed_at: None,
        annulled: None,
        seats: (0..9).map(seat).collect(),
    }
}

fn recused(seat: &mut Seat) {
    let declared_as = RecusedAs::Office;
    seat.recused = Some(Recusal {
        at: start(),
        declared_as,
        why: "a partner".into(),
    });
}

fn tick() -> TimeDelta {
    TimeDelta::microseconds(1)
}

fn key(result: Result<impl Sized, Say>) -> String {
    result
        .err()
        .map(|say| say.key.into_owned())
        .unwrap_or_default()
}

#[test]
fn votes_are_taken_from_the_first_moment_to_just_before_the_last() {
    let ballot = ballot();
    let may_at = |at| key(ballot.may_cast(&ballot.seats[0].person, at).unwrap());
    assert_eq!(may_at(ballot.opens_at - tick()), "voting-refused-waiting");
    assert_eq!(may_at(ballot.opens_at), "");
    assert_eq!(may_at(ballot.closes_at - tick()), "");
    assert_eq!(may_at(ballot.closes_at), "voting-refused-closed");
    assert!(ballot.may_cast(&PersonId::new(), ballot.opens_at).is_none());
}

#[test]
fn nothing_is_counted_on_a_read_until_votes_on_their_way_have_landed() {
    let ballot = ballot();
    assert!(!ballot.is_countable(ballot.closes_at));
    assert!(ballot.is_countable(ballot.closes_at + TimeDelta::minutes(1)));
    assert_eq!(key(ballot.may_close(ballot.closes_at)), "");
}

#[test]
fn a_ballot_of_which_everybody_is_recused_is_not_closed_early() {
    let mut ballot = ballot();
    ballot.seats.iter_mut().for_each(recused);
    assert_eq!(key(ballot.may_close(start())), "voting-refused-nobody");
    assert!(!ballot.can_decide());
}

#[test]
fn a_body_that_lost_too_many_to_recusal_cannot_decide() {
    let mut ballot = ballot();
    ballot.seats.iter_mut().take(6).for_each(recused);
    assert!(ballot.can_decide());
    recused(&mut ballot.seats[6]);
    assert!(!ballot.can_decide(), "two are left, the floor is three");
}

#[test]
fn recusal_is_declared_before_the_papers_are_opened_even_before_the_ballot_is() {
    let mut ballot = ballot();
    let early = start() - TimeDelta::days(1);
    let may = |b: &Ballot, declared_as, at| key(b.may_recuse(&b.seats[0], declared_as, at));
    assert_eq!(may(&ballot, RecusedAs::Director, early), "");
    ballot.seats[0].pack_opened_at = Some(start());
    assert_eq!(
        may(&ballot, RecusedAs::Director, start()),
        "voting-refused-pack-opened"
    );
    assert_eq!(may(&ballot, RecusedAs::Office, start()), "");
    ballot.seats[0].voted = true;
    assert_eq!(
        may(&ballot, RecusedAs::Office, start()),
        "voting-refused-voted"
    );
    assert_eq!(
        may(&ballot, RecusedAs::Office, ballot.closes_at),
        "voting-refused-closed"
    );
}

#[test]
fn a_closed_ballot_stays_closed_whatever_the_clock_says() {
    let mut ballot = ballot();
    ballot.closed_at = Some(start() + tick());
    assert_eq!(ballot.phase(start()), Phase::Closed);
    assert_eq!(ballot.phase(ballot.closes_at + tick()), Phase::Closed);
}
