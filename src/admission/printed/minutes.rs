//! The minutes of a vote: who took part, who stepped back, the count step by step, what it came to,
//! and room for two signatures.

use super::blocks::{fill, list, organ, para, put, small, table};
use crate::admission::ballot::Frozen;
use crate::admission::case;
use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::Printed;
use crate::kernel::Lang;
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Paper, Signer, Words};
use crate::say;
use crate::voting::rules::{Closed, Seat};

/// The minutes of a round that is over, made from the text of the moment it was counted.
///
/// # Errors
/// If the database fails.
pub fn minutes(
    conn: &mut Conn,
    head: &Letterhead,
    lang: Lang,
    (frozen, closed): (&Frozen, &Closed),
) -> Result<Paper, Fault> {
    let speech = head.speech(lang);
    let ballot = &closed.ballot;
    let at = closed.counted_at.unwrap_or(ballot.closes_at);
    let text = chamber::text_at(conn, Printed::Minutes, at)?;
    let case = case::load(conn, &frozen.case)?;
    let subject = &frozen.pack.subject;
    let mut values = Values::new();
    put(&mut values, "chamber", head.brand.name.get(lang));
    put(&mut values, "company", &subject.company);
    put(&mut values, "number", &subject.number);
    put(&mut values, "rank", subject.rank_name.get(lang));
    put(&mut values, "organ", organ(&case, speech, at));
    put(&mut values, "round", ballot.round.to_string());
    put(&mut values, "opened_on", speech.moment(ballot.opens_at));
    put(&mut values, "closed_on", speech.moment(ballot.closes_at));
    put(&mut values, "result", result(speech, closed));
    let mut set = |name, blocks| fill(&mut values, name, blocks, speech);
    set("attendance", attendance(speech, closed));
    set("recusals", recusals(speech, closed));
    set("arithmetic", arithmetic(speech, closed));
    set("votes", votes(speech, closed));
    set(
        "signatures",
        vec![Block::Signatures(
            ["ballot-minutes-chair", "ballot-minutes-keeper"]
                .map(|key| Signer {
                    side: speech.plain(key).to_owned(),
                    party: head.brand.name.get(lang).to_owned(),
                    ..Signer::default()
                })
                .to_vec(),
        )],
    );
    let heading = Heading {
        lang,
        title: speech.say(&Printed::Minutes.in_words()),
        foot: subject.number.clone(),
        at,
        id: ballot.id.to_string(),
    };
    let lead = closed.counted_at.map(|at| {
        let counted = speech.plain("ballot-minutes-counted");
        format!("{counted} {}", speech.moment(at))
    });
    let hash = small(speech, "ballot-pack-hash", &frozen.sha256);
    let tail = vec![hash];
    let lead = lead.unwrap_or_default();
    Ok(head.written(heading, (text.text.get(lang), &values), &lead, tail))
}

fn result(speech: Speech, closed: &Closed) -> String {
    match &closed.ballot.annulled {
        Some(annulled) => format!("{} {}", speech.plain("ballot-annulled-text"), annulled.why),
        None => speech.say(&closed.outcome.in_words()),
    }
}

fn attendance(speech: Speech, closed: &Closed) -> Vec<Block> {
    let ballot = &closed.ballot;
    let (there, of) = (ballot.taken_part(), ballot.entitled().count());
    let counted = say!("ballot-roll-count", n = there, of = of);
    let row = |seat: &Seat| {
        let state = match (&seat.recused, seat.voted) {
            (Some(_), _) => "ballot-roll-recused",
            (None, true) => "ballot-roll-voted",
            (None, false) => "ballot-roll-silent",
        };
        vec![seat.label.clone(), speech.plain(state).to_owned()]
    };
    let heads = ["admission-printed-seat", "admission-printed-state"];
    let rows = ballot.seats.iter().map(row).collect();
    vec![
        Block::Para(speech.say(&counted).into()),
        table(speech, &heads, rows),
    ]
}

fn recusals(speech: Speech, closed: &Closed) -> Vec<Block> {
    let row = |seat: &Seat| Some(vec![seat.label.clone(), seat.recused.as_ref()?.why.clone()]);
    let rows: Vec<_> = closed.ballot.seats.iter().filter_map(row).collect();
    if rows.is_empty() {
        return para(speech.plain("admission-printed-nobody-recused"));
    }
    let heads = ["admission-printed-seat", "admission-printed-reason"];
    vec![table(speech, &heads, rows)]
}

fn arithmetic(speech: Speech, closed: &Closed) -> Vec<Block> {
    let rule = closed.ballot.rule.in_words();
    let steps = closed.steps.iter().map(|step| speech.say(&step.in_words()));
    let counts = [
        ("voting-choice-yes", closed.counts.yes),
        ("voting-choice-no", closed.counts.no),
        ("voting-choice-abstain", closed.counts.abstain),
    ];
    let row = |(key, n): (&str, u64)| vec![speech.plain(key).to_owned(), n.to_string()];
    vec![
        Block::Para(Words::strong(speech.plain("ballot-rule"))),
        list(rule.iter().map(|words| speech.say(words))),
        table(
            speech,
            &["admission-printed-vote", "admission-printed-many"],
            counts.into_iter().map(row).collect(),
        ),
        Block::Para(speech.plain("ballot-result-formula").into()),
        list(steps),
    ]
}

fn votes(speech: Speech, closed: &Closed) -> Vec<Block> {
    if closed.votes.is_empty() {
        return vec![];
    }
    let row = |vote: &crate::voting::rules::NamedVote| {
        vec![
            vote.label.clone(),
            speech.say(&vote.choice.in_words()),
            vote.comment.clone().unwrap_or_default(),
        ]
    };
    let heads = [
        "admission-printed-seat",
        "admission-printed-vote",
        "admission-printed-comment",
    ];
    let rows = closed.votes.iter().map(row).collect();
    vec![table(speech, &heads, rows)]
}
