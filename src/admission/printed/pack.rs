//! The board pack on paper.

use super::blocks::{answer, by, fill, heading, list, organ, para, proposal, put, small, table};
use super::findings;
use crate::admission::application::rules::Field;
use crate::admission::ballot::Frozen;
use crate::admission::ballot::rules::{Pack, PackFact};
use crate::admission::case;
use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::Printed;
use crate::kernel::Lang;
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Paper, Table, Words};

/// The pack as it was frozen, made from the text of that moment.
///
/// # Errors
/// If the database fails.
pub fn pack(
    conn: &mut Conn,
    head: &Letterhead,
    lang: Lang,
    frozen: &Frozen,
) -> Result<Paper, Fault> {
    let speech = head.speech(lang);
    let text = chamber::text_at(conn, Printed::Pack, frozen.made_at)?;
    let case = case::load(conn, &frozen.case)?;
    let mut values = values(speech, &frozen.pack);
    put(&mut values, "chamber", head.brand.name.get(lang));
    put(&mut values, "organ", organ(&case, speech, frozen.made_at));
    let subject = &frozen.pack.subject;
    let heading = Heading {
        lang,
        title: speech.say(&Printed::Pack.in_words()),
        foot: subject.number.clone(),
        at: frozen.made_at,
        id: frozen.sha256.clone(),
    };
    let hash = small(speech, "ballot-pack-hash", &frozen.sha256);
    let lead = format!(
        "{} {}",
        speech.plain("ballot-pack-frozen"),
        speech.moment(frozen.made_at)
    );
    let tail = vec![hash];
    Ok(head.written(heading, (text.text.get(lang), &values), &lead, tail))
}

fn values(speech: Speech, pack: &Pack) -> Values {
    let mut values = Values::new();
    let subject = &pack.subject;
    let code = pack
        .facts
        .iter()
        .find(|fact| fact.field == Field::CreditCode.as_str());
    put(&mut values, "company", &subject.company);
    put(
        &mut values,
        "credit_code",
        code.map(|fact| fact.text.as_str()).unwrap_or_default(),
    );
    put(&mut values, "number", &subject.number);
    put(&mut values, "rank", subject.rank_name.get(speech.lang));
    put(&mut values, "dues", speech.say(&subject.dues_in_words()));
    put(&mut values, "charter", &subject.charter);
    let mut set = |name, blocks| fill(&mut values, name, blocks, speech);
    set("recommendation", recommendation(speech, pack));
    set("facts", facts(speech, &pack.facts));
    set("papers", papers(speech, pack));
    set("checklist", checklist(speech, pack));
    let review = pack.review.as_ref();
    set(
        "review",
        review.map_or_else(
            || para(speech.plain("ballot-pack-no-review")),
            |review| findings::review(speech, review),
        ),
    );
    let visit = pack.visit.as_ref();
    set(
        "visit",
        visit.map_or_else(
            || para(speech.plain("ballot-pack-no-visit")),
            |visit| findings::visit(speech, visit),
        ),
    );
    set("interests", interests(speech, pack));
    set("note", para(&pack.note));
    values
}

fn recommendation(speech: Speech, pack: &Pack) -> Vec<Block> {
    let given = &pack.recommendation;
    if given.by.is_empty() {
        return para(speech.plain("ballot-pack-not-recommended"));
    }
    let said = proposal(speech, given.proposal);
    let mut blocks = vec![Block::Para(Words::strong(said))];
    blocks.extend(para(&given.summary));
    if !given.conditions.is_empty() {
        blocks.push(heading(speech, "ballot-pack-conditions"));
        blocks.push(list(given.conditions.iter().cloned()));
    }
    blocks.push(by(speech, &given.by, given.at));
    blocks
}

fn facts(speech: Speech, all: &[PackFact]) -> Vec<Block> {
    let known = |fact: &PackFact| Some((Field::parse(&fact.field)?, fact.clone()));
    let (long, short): (Vec<_>, Vec<_>) = all
        .iter()
        .filter_map(known)
        .partition(|(_, fact)| fact.is_long());
    let row = |(field, fact): &(Field, PackFact)| answer(speech, *field, &fact.text);
    let mut blocks = vec![Block::Table(Table::facts(short.iter().map(row)))];
    for (field, fact) in &long {
        blocks.push(heading(speech, field.key()));
        blocks.extend(para(&fact.text));
    }
    blocks
}

fn papers(speech: Speech, pack: &Pack) -> Vec<Block> {
    if pack.papers.is_empty() {
        return vec![];
    }
    let row = |paper: &crate::admission::ballot::rules::PackPaper| {
        vec![speech.plain(paper.key()).to_owned(), paper.name.clone()]
    };
    let heads = ["admission-printed-kind", "admission-printed-file"];
    vec![table(speech, &heads, pack.papers.iter().map(row).collect())]
}

fn checklist(speech: Speech, pack: &Pack) -> Vec<Block> {
    let row = |line: &crate::admission::ballot::rules::CheckLine| {
        let state = match line.fine {
            Some(true) => "ballot-pack-fine",
            Some(false) => "ballot-pack-missing",
            None => "ballot-pack-unmarked",
        };
        vec![
            speech.plain(line.key()).to_owned(),
            speech.plain(state).to_owned(),
        ]
    };
    let heads = ["admission-printed-item", "admission-printed-state"];
    let rows: Vec<_> = pack.checklist.iter().map(row).collect();
    let mut blocks = vec![table(speech, &heads, rows)];
    if pack.deemed {
        blocks.extend(para(speech.plain("ballot-pack-deemed")));
    }
    if pack.corrections > 0 {
        let said = crate::say!("ballot-pack-corrections", n = pack.corrections);
        blocks.extend(para(&speech.say(&said)));
    }
    blocks
}

fn interests(speech: Speech, pack: &Pack) -> Vec<Block> {
    if pack.interests.is_empty() {
        return para(speech.plain("ballot-pack-no-interests"));
    }
    let row = |one: &crate::admission::ballot::rules::Interest| {
        vec![
            one.name.clone(),
            speech.plain(one.step_key()).to_owned(),
            one.text.clone(),
        ]
    };
    let heads = [
        "admission-printed-name",
        "admission-printed-step",
        "admission-printed-reason",
    ];
    let rows = pack.interests.iter().map(row).collect();
    vec![table(speech, &heads, rows)]
}
