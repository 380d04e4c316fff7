//! An example of every paper, from a text that need not be published yet: what the chamber looks at
//! before it uses a text.

use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::{Field, Printed};
use crate::kernel::time::day_in;
use crate::kernel::{Fen, Lang, Moment};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Ending, Look, Paper, Qr, Signer, Table, Value, Words};
use crate::platform::secrets::sha256_hex;
use crate::say;

/// Dues in the example.
const DUES: Fen = Fen(500_000);

/// The paper that this text makes of made-up facts. `check`: where such a paper would be checked.
pub fn paper(
    head: &Letterhead,
    kind: Printed,
    lang: Lang,
    text: &str,
    (check, now): (&str, Moment),
) -> Paper {
    let speech = head.speech(lang);
    let heading = Heading {
        lang,
        title: speech.say(&kind.in_words()),
        foot: speech.plain("chamber-example-foot").to_owned(),
        at: now,
        id: format!("example-{}", kind.word()),
    };
    let tail = match kind {
        Printed::Agreement => vec![Block::Signatures(signers(head, speech))],
        Printed::Notice => vec![Block::Ending(ending(head, lang, speech, now))],
        Printed::Certificate => vec![Block::Ending(Ending {
            qr: Some(Qr {
                content: check.to_owned(),
                caption: speech.plain("chamber-certificate-check").to_owned(),
            }),
            seal: head.brand.name.get(lang).to_owned(),
            ..ending(head, lang, speech, now)
        })],
        _ => vec![],
    };
    let values = values(head, kind, lang, now);
    let mut paper = head.written(heading, (text, &values), "", tail);
    if kind == Printed::Certificate {
        paper.look = Look::Certificate;
    }
    paper
}

fn ending(head: &Letterhead, lang: Lang, speech: Speech, now: Moment) -> Ending {
    Ending {
        lines: vec![
            head.brand.name.get(lang).to_owned(),
            speech.day(day_in(head.brand.zone, now)),
        ],
        ..Ending::default()
    }
}

/// Made-up facts for every field of a kind.
pub fn values(head: &Letterhead, kind: Printed, lang: Lang, now: Moment) -> Values {
    let speech = head.speech(lang);
    let mut values = Values::new();
    for field in kind.fields() {
        let value = if field.whole {
            Value::Blocks(blocks(head, field, lang, now))
        } else {
            Value::Text(words(head, field.name, lang, now))
        };
        values.insert(field.name, value);
    }
    if kind == Printed::Minutes || kind == Printed::Visit {
        let signatures = vec![Block::Signatures(signers(head, speech))];
        values.insert("signatures", Value::Blocks(signatures));
    }
    values
}

fn words(head: &Letterhead, name: &str, lang: Lang, now: Moment) -> String {
    let speech = head.speech(lang);
    let known = match name {
        "chamber" => head.brand.name.get(lang),
        "company" => speech.plain("chamber-example-company"),
        "rank" => speech.plain("chamber-example-rank"),
        "organ" => speech.plain("chamber-example-organ"),
        "conditions" => speech.plain("chamber-example-conditions"),
        "result" => speech.plain("chamber-example-result"),
        "place" => speech.plain("chamber-example-place"),
        "credit_code" => "91310115MA1K3X2Y0C",
        "number" => "2026-0017",
        "charter" => "2026-1",
        "member_number" => "0038",
        "certificate" => "2026-0038",
        "round" => "1",
        "dues" => return speech.money(DUES),
        "until" => {
            let day = day_in(head.brand.zone, now);
            return speech.say(&say!("chamber-certificate-until", day = day));
        }
        "sha256" => return sha256_hex(name.as_bytes()),
        _ => return speech.day(day_in(head.brand.zone, now)),
    };
    known.to_owned()
}

fn blocks(head: &Letterhead, field: &Field, lang: Lang, now: Moment) -> Vec<Block> {
    let speech = head.speech(lang);
    let label = |name: &str| {
        let key = format!("chamber-field-{name}");
        speech.find(&key).unwrap_or_default().to_owned()
    };
    let about = format!(
        "{} {}",
        speech.find(&field.key()).unwrap_or_default(),
        speech.plain("chamber-example-here")
    );
    let fact = |name: &str| {
        (
            label(name),
            Words::from(words(head, name, lang, now).as_str()),
        )
    };
    vec![
        Block::Para(about.trim().into()),
        Block::Table(Table::facts(["company", "rank", "place"].map(fact))),
    ]
}

fn signers(head: &Letterhead, speech: Speech) -> Vec<Signer> {
    let chamber = head.brand.name.get(speech.lang).to_owned();
    let company = speech.plain("chamber-example-company").to_owned();
    [("chamber", chamber), ("company", company)]
        .map(|(side, party)| Signer {
            side: speech
                .find(&format!("chamber-field-{side}"))
                .unwrap_or_default()
                .to_owned(),
            party,
            ..Signer::default()
        })
        .to_vec()
}
