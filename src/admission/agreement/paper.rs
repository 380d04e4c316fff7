//! The agreement on paper: as it is frozen before anybody signs, and the pages that follow it once
//! both have signed.

use crate::admission::agreement::rules::{Document, Line, Party, Signature, Signing};
use crate::admission::agreement::store::Agreement;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::kernel::Moment;
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Column, Ending, Paper, Press, Qr, Signer, Table, Value, Words};
use crate::say;

/// Characters of a hash that stand at the foot of a page.
const SHORT: usize = 16;

/// The agreement as it is frozen. The hash of its terms stands at its foot, so that what is signed
/// names them.
pub fn frozen(head: &Letterhead, document: &Document, terms: &str, at: Moment) -> Paper {
    let speech = head.speech(document.lang);
    let values: Values = document
        .terms
        .fields()
        .into_iter()
        .map(|(name, value)| (name, Value::Text(value.to_owned())))
        .collect();
    let number = format!(
        "{} {}",
        speech.plain("agreement-number"),
        document.decided.number
    );
    let tail = vec![
        Block::Signatures(
            [Party::Chamber, Party::Company]
                .map(|party| signer(speech, document, party, None))
                .to_vec(),
        ),
        Block::Small(speech.plain("agreement-paper-signed-after").into()),
    ];
    let short = terms.get(..SHORT).unwrap_or(terms);
    let heading = Heading {
        lang: document.lang,
        title: document.title.clone(),
        foot: format!("{} · {short}", document.decided.number),
        at,
        id: terms.to_owned(),
    };
    head.written(heading, (&document.text, &values), &number, tail)
}

fn signer(speech: Speech, document: &Document, party: Party, given: Option<&Signature>) -> Signer {
    let (side, name) = match party {
        Party::Chamber => ("agreement-side-chamber", &document.decided.chamber),
        Party::Company => ("agreement-side-company", &document.decided.company),
    };
    let by = given.map(|s| s.warrant.as_str()).unwrap_or_default();
    let side = [speech.plain(side), by].join(" · ");
    Signer {
        side: side.trim_end_matches(" · ").to_owned(),
        party: name.clone(),
        name: given.map(|s| s.typed.clone()).unwrap_or_default(),
        when: given.map(|s| speech.moment(s.at)).unwrap_or_default(),
        strokes: given.map(|s| s.drawn.shares()).unwrap_or_default(),
    }
}

/// The pages after the frozen ones: both signatures, the evidence line by line, what this signature
/// is, and where to check it.
pub fn annex(
    head: &Letterhead,
    agreement: &Agreement,
    lines: &[Line],
    (check, press): (&str, &Press),
    at: Moment,
) -> Paper {
    let document = &agreement.document;
    let speech = head.speech(document.lang);
    let signing = Signing::of(lines);
    let say = |key: &str| speech.plain(key).to_owned();
    let fact = |key: &str, value: &str| (say(key), Words::from(value));
    let (table, browsers) = evidence(speech, lines, press);
    let blocks = vec![
        Block::Title(say("agreement-annex-title").into()),
        Block::Lead(format!("{} {}", say("agreement-number"), document.decided.number).into()),
        Block::Signatures(vec![
            signer(speech, document, Party::Chamber, signing.chamber.as_ref()),
            signer(speech, document, Party::Company, signing.company.as_ref()),
        ]),
        Block::Heading(1, say("agreement-annex-document").into()),
        Block::Table(Table::facts([
            (say("agreement-hash"), Words::hash(&agreement.sha256)),
            (
                say("agreement-annex-terms"),
                Words::hash(agreement.terms_sha256.as_deref().unwrap_or_default()),
            ),
            fact("agreement-annex-id", agreement.id.as_str()),
            fact("agreement-annex-made", &speech.exact(agreement.made_at)),
        ])),
        Block::Small(say("agreement-annex-document-text").into()),
        Block::Heading(1, say("agreement-evidence-title").into()),
        Block::Table(table),
        Block::Small(browsers.into()),
        Block::Heading(1, say("agreement-honest-title").into()),
        Block::Small(say("agreement-honest-what").into()),
        Block::Small(say("agreement-honest-identity").into()),
        Block::Ending(Ending {
            qr: Some(Qr {
                content: check.to_owned(),
                caption: say("agreement-annex-check"),
            }),
            lines: vec![
                head.brand.name.get(document.lang).to_owned(),
                speech.exact(at),
            ],
            ..Ending::default()
        }),
    ];
    let heading = Heading {
        lang: document.lang,
        title: say("agreement-annex-title"),
        foot: format!(
            "{} · {}",
            document.decided.number,
            say("agreement-annex-foot")
        ),
        at,
        id: agreement.sha256.clone(),
    };
    head.paper(heading, blocks)
}

/// The evidence, and the browsers it names by numbers. What browsers and people sent may hold
/// characters that no font has: they are shown as a question mark here, and stand as they are in the
/// record.
fn evidence(speech: Speech, lines: &[Line], press: &Press) -> (Table, String) {
    let legible = |text: String| -> String {
        let missing = press.missing(speech.lang, &text);
        let shown = |c: char| if missing.contains(&c) { '?' } else { c };
        text.chars().map(shown).collect()
    };
    let plain = |key: &str| speech.plain(key);
    let mut browsers: Vec<String> = vec![];
    let mut number = |agent: &str| {
        let known = browsers.iter().position(|b| *b == agent);
        known.unwrap_or_else(|| {
            browsers.push(agent.to_owned());
            browsers.len() - 1
        }) + 1
    };
    let named = |n: usize| speech.say(&say!("agreement-annex-browser", n = n));
    let mut row = |line: &Line| -> Vec<Words> {
        let mut what = speech.say(&line.what.in_words());
        if !line.detail.is_empty() {
            what = format!("{what}\n{}", line.detail);
        }
        let mut from = vec![line.ip.clone()];
        if !line.agent.is_empty() {
            from.push(named(number(&line.agent)));
        }
        from.retain(|part| !part.is_empty());
        vec![
            line.seq.to_string().into(),
            speech.exact(line.at).into(),
            legible(what).into(),
            legible(format!("{}\n{}", line.name, from.join(" · ")))
                .trim()
                .into(),
        ]
    };
    let table = Table {
        columns: vec![
            Column::from("#"),
            plain("agreement-annex-when").into(),
            plain("agreement-annex-what").into(),
            plain("agreement-annex-who").into(),
        ],
        rows: lines.iter().map(&mut row).collect(),
    };
    let listed = |(at, agent): (usize, &String)| format!("{} {agent}", named(at + 1));
    let listed: Vec<String> = browsers.iter().enumerate().map(listed).collect();
    (table, legible(listed.join("\n")))
}
