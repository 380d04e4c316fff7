//! The report of a site visit on paper, from the record as it was frozen.

use super::blocks::{fact, facts, fill, para, put, small};
use super::findings;
use crate::admission::visit::rules::{Frozen, Visit};
use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::Printed;
use crate::kernel::Lang;
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Paper, Picture, Signer};

/// The report, made from the text of the moment it was frozen. `photos`: pictures by their id; `full`
/// as the chamber reads it, otherwise as the company does: facts without ratings and conclusion.
///
/// # Errors
/// `Fault::Missing` if the record isn't frozen.
pub fn visit(
    conn: &mut Conn,
    head: &Letterhead,
    lang: Lang,
    visit: &Visit,
    (photos, full): (&[(String, Vec<u8>)], bool),
) -> Result<Paper, Fault> {
    let frozen = visit.frozen.as_ref().ok_or(Fault::Missing)?;
    let speech = head.speech(lang);
    let text = chamber::text_at(conn, Printed::Visit, frozen.at)?;
    let mut values = values(head, speech, visit, frozen);
    let record = &frozen.record;
    let mut set = |name, blocks| fill(&mut values, name, blocks, speech);
    set("findings", findings::findings(speech, record, full));
    set(
        "conclusion",
        if full {
            findings::conclusion(speech, record)
        } else {
            para(speech.plain("admission-printed-internal"))
        },
    );
    let comments = visit.addenda.iter().filter(|one| one.company);
    set("comments", findings::addenda(speech, comments));
    let added = visit.addenda.iter().filter(|one| !one.company && full);
    set("addenda", findings::addenda(speech, added));
    let shown = record.photos.iter().filter_map(|photo| {
        let (_, bytes) = photos.iter().find(|(id, _)| *id == photo.id)?;
        Some(Block::Picture(Picture {
            bytes: bytes.clone(),
            caption: photo.caption.clone(),
        }))
    });
    set("photos", shown.collect());
    set(
        "signatures",
        vec![Block::Signatures(signers(speech, visit))],
    );
    let heading = Heading {
        lang,
        title: speech.say(&Printed::Visit.in_words()),
        foot: record.head.case.clone(),
        at: frozen.at,
        id: frozen.hash.clone(),
    };
    let hash = small(speech, "admission-printed-record-hash", &frozen.hash);
    let tail = vec![hash];
    Ok(head.written(heading, (text.text.get(lang), &values), "", tail))
}

fn values(head: &Letterhead, speech: Speech, visit: &Visit, frozen: &Frozen) -> Values {
    let record = &frozen.record;
    let mut values = Values::new();
    put(&mut values, "chamber", head.brand.name.get(speech.lang));
    put(&mut values, "company", &record.head.company);
    put(&mut values, "number", &record.head.case);
    put(&mut values, "visited_on", speech.day_of(record.began));
    put(&mut values, "place", &record.address);
    let visitors: Vec<String> = record
        .visitors
        .iter()
        .map(|one| {
            let leads = one.leads.then(|| speech.plain("visit-leads"));
            let about = [one.name.as_str(), &one.role, leads.unwrap_or_default()];
            let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
            about.join("  ")
        })
        .collect();
    let time = format!(
        "{} – {}",
        speech.moment(record.began),
        speech.moment(record.ended)
    );
    let rows = vec![
        fact(speech, "visit-sheet-time", time),
        fact(speech, "visit-purpose", &visit.purpose),
        fact(speech, "visit-visitors", visitors.join("\n")),
        fact(speech, "visit-sheet-hosts", findings::hosts(record)),
    ];
    fill(&mut values, "visitors", facts(rows), speech);
    values
}

/// Every visitor with the signature they gave, or a line for it.
fn signers(speech: Speech, visit: &Visit) -> Vec<Signer> {
    let signed = |person: &crate::kernel::id::PersonId| {
        visit.signatures.iter().find(|one| one.person == *person)
    };
    visit
        .party()
        .map(|one| Signer {
            side: one.role.clone(),
            party: one.name.clone(),
            name: signed(&one.person)
                .map(|s| s.name.clone())
                .unwrap_or_default(),
            when: signed(&one.person)
                .map(|s| speech.moment(s.at))
                .unwrap_or_default(),
            strokes: vec![],
        })
        .collect()
}
