//! What a review and a visit found, as tables.

use super::blocks::{by, fact, facts, heading, list, para, proposal, small, table};
use crate::admission::review::rules::Summary as Review;
use crate::admission::visit::rules::{Finding, Record, Summary as Visit};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Words};

/// A review: how it was concluded, each reviewer's opinion, each criterion with its answers.
pub fn review(speech: Speech, review: &Review) -> Vec<Block> {
    let mut blocks = vec![];
    if let Some(concluded) = &review.concluded {
        if let Some(found) = concluded.proposal {
            let line = format!(
                "{} {}",
                speech.plain("ballot-pack-concluded"),
                proposal(speech, found)
            );
            blocks.push(Block::Para(Words::strong(line)));
        }
        blocks.extend(para(&concluded.opinion));
    }
    let opinion = |one: &crate::admission::review::rules::OneReview| {
        let found = one.verdict.proposal.map(|p| proposal(speech, p));
        let dissents = one.dissents.then(|| speech.plain("ballot-pack-dissents"));
        let said: Vec<&str> = [found, dissents].into_iter().flatten().collect();
        let words = [one.verdict.opinion.as_str(), &one.verdict.conditions];
        let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
        vec![one.reviewer.clone(), said.join(" · "), words.join("\n")]
    };
    if !review.reviews.is_empty() {
        let heads = [
            "admission-printed-reviewer",
            "admission-printed-proposal",
            "admission-printed-opinion",
        ];
        let rows = review.reviews.iter().map(opinion).collect();
        blocks.push(table(speech, &heads, rows));
    }
    if !review.criteria.is_empty() {
        let heads = [
            "admission-printed-criterion",
            "admission-printed-answers",
            "admission-printed-score",
        ];
        let rows = review.criteria.iter().map(|one| {
            let given = one.answers.iter().map(|given| {
                let answer = given.answer.as_ref().map(|a| speech.say(&a.say()));
                format!(
                    "{}{}{}",
                    given.reviewer,
                    speech.plain("ballot-pack-colon"),
                    answer.unwrap_or_else(|| "–".to_owned())
                )
            });
            let score = one.score.as_ref().map(|score| {
                let key = crate::say!("ballot-pack-percent", n = score.mean);
                speech.say(&key)
            });
            vec![
                one.criterion.text.get(speech.lang).to_owned(),
                given.collect::<Vec<_>>().join("\n"),
                score.unwrap_or_default(),
            ]
        });
        blocks.push(table(speech, &heads, rows.collect()));
    }
    blocks
}

/// A visit as the board reads it: the conclusion, where and when, the findings.
pub fn visit(speech: Speech, visit: &Visit) -> Vec<Block> {
    let record = &visit.record;
    let mut blocks = conclusion(speech, record);
    let visitors: Vec<&str> = record.visitors.iter().map(|v| v.name.as_str()).collect();
    blocks.extend(facts(vec![
        fact(speech, "ballot-visit-at", speech.moment(record.began)),
        fact(speech, "ballot-visit-where", &record.address),
        fact(speech, "ballot-visit-who", visitors.join("\n")),
        fact(speech, "ballot-visit-hosts", hosts(record)),
    ]));
    blocks.extend(findings(speech, record, true));
    blocks.extend(addenda(speech, visit.addenda.iter()));
    let hash = small(speech, "admission-printed-record-hash", &visit.hash);
    blocks.push(hash);
    blocks
}

/// Whom the visitors met, a line each.
pub fn hosts(record: &Record) -> String {
    let host = |host: &crate::admission::visit::rules::HostMet| {
        if host.post.is_empty() {
            host.name.clone()
        } else {
            format!("{}  {}", host.name, host.post)
        }
    };
    record.hosts.iter().map(host).collect::<Vec<_>>().join("\n")
}

/// What was found, a row for each criterion, and what could not be seen. `full`: with the ratings,
/// which the company doesn't read.
pub fn findings(speech: Speech, record: &Record, full: bool) -> Vec<Block> {
    let row = |one: &Finding| {
        let mut cells = vec![one.criterion.text.get(speech.lang).to_owned()];
        if full {
            let answer = one.answer.as_ref().map(|a| speech.say(&a.say()));
            cells.push(answer.unwrap_or_else(|| "–".to_owned()));
        }
        let words = [one.observation.as_str(), &one.evidence];
        let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
        cells.push(words.join("\n"));
        cells
    };
    let mut heads = vec!["admission-printed-criterion"];
    if full {
        heads.push("admission-printed-answer");
    }
    heads.push("admission-printed-observation");
    let mut blocks = vec![table(
        speech,
        &heads,
        record.findings.iter().map(row).collect(),
    )];
    if !record.unseen.is_empty() {
        blocks.push(heading(speech, "ballot-visit-unseen"));
        blocks.extend(para(&record.unseen));
    }
    blocks
}

/// What the visitors conclude, with conditions and where they disagree.
pub fn conclusion(speech: Speech, record: &Record) -> Vec<Block> {
    let said = proposal(speech, record.conclusion);
    let mut blocks = vec![Block::Para(Words::strong(said))];
    blocks.extend(para(&record.statement));
    if !record.conditions.is_empty() {
        let line = |one: &crate::admission::visit::rules::Condition| {
            format!("{}  {}", one.text, speech.day(one.due))
        };
        blocks.push(heading(speech, "ballot-visit-conditions"));
        blocks.push(list(record.conditions.iter().map(line)));
    }
    if !record.disagreements.is_empty() {
        blocks.push(heading(speech, "ballot-visit-disagreement"));
        blocks.extend(para(&record.disagreements));
    }
    blocks
}

/// What was added to a record, each with who and when.
pub fn addenda<'a>(
    speech: Speech,
    all: impl Iterator<Item = &'a crate::admission::visit::rules::Addendum>,
) -> Vec<Block> {
    all.flat_map(|one| {
        let mut blocks = para(&one.text);
        blocks.push(by(speech, &one.name, one.at));
        blocks
    })
    .collect()
}
