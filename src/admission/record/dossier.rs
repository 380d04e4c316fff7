//! The dossier: everything about one case in one JSON file, part by part, each with its hash, and
//! one hash over all. It can be checked without the portal: the hash is of the part's own text,
//! JSON without spaces, keys in order.

use serde_json::{Map, Value, json};

use crate::admission::agreement;
use crate::admission::application;
use crate::admission::application::rules::PaperKind;
use crate::admission::case::{Case, Happening, KIND, Reader, Side};
use crate::admission::people;
use crate::admission::people::rules::{Authority, Named};
use crate::admission::review;
use crate::admission::visit;
use crate::kernel::Moment;
use crate::platform::db::{Conn, Fault};
use crate::platform::files as platform_files;
use crate::platform::secrets::sha256_hex;
use crate::voting;

/// Version of the file's form.
const FORMAT: u32 = 1;

/// The dossier of a case for this reader. The applicant's holds what the applicant may read: no
/// scores, no votes, nothing internal.
///
/// # Errors
/// If the database fails.
pub fn dossier(conn: &mut Conn, case: &Case, reader: Reader, now: Moment) -> Result<Value, Fault> {
    let mut parts = Map::new();
    let mut put = |name: &str, content: Value| {
        let sha256 = sha256_hex(content.to_string().as_bytes());
        parts.insert(
            name.to_owned(),
            json!({ "sha256": sha256, "content": content }),
        );
    };
    put("case", about(case));
    put("events", events(case, reader, now)?);
    put("revisions", revisions(conn, case)?);
    put("corrections", corrections(conn, case)?);
    put("people", named(conn, case)?);
    if reader == Reader::Chamber {
        put(
            "review",
            serde_json::to_value(review::summary(conn, &case.id)?)?,
        );
        put(
            "visit",
            serde_json::to_value(visit::summary(conn, &case.id)?)?,
        );
        put("ballots", ballots(conn, case, now)?);
    }
    put("agreement", signed(conn, case, reader)?);
    put("files", files(conn, case, reader)?);
    let parts = Value::Object(parts);
    let sha256 = sha256_hex(parts.to_string().as_bytes());
    Ok(json!({ "format": FORMAT, "made_at": now, "sha256": sha256, "parts": parts }))
}

/// Whether a dossier's hashes fit; the name of what doesn't.
///
/// # Errors
/// What is wrong with it.
pub fn check(dossier: &Value) -> Result<(), String> {
    let parts = dossier["parts"].as_object().ok_or("no dossier")?;
    for (name, part) in parts {
        if sha256_hex(part["content"].to_string().as_bytes()) != part["sha256"] {
            return Err(format!("the part `{name}` was changed"));
        }
    }
    if sha256_hex(dossier["parts"].to_string().as_bytes()) != dossier["sha256"] {
        return Err("a part was added or taken out".into());
    }
    Ok(())
}

fn about(case: &Case) -> Value {
    json!({
        "id": case.id, "number": case.number, "company": case.company_name,
        "rank": case.rank, "opened_at": case.opened_at, "previous": case.previous,
    })
}

fn events(case: &Case, reader: Reader, now: Moment) -> Result<Value, Fault> {
    let line = |line: Happening| {
        let named = reader == Reader::Chamber || line.side == Side::Applicant;
        let mut value =
            json!({ "seq": line.seq, "at": line.at, "event": line.event, "side": line.side });
        if named {
            value["person"] = json!(line.person_name);
            value["reason"] = json!(line.reason);
        }
        if reader == Reader::Chamber {
            value["detail"] = line.detail;
        }
        value
    };
    let mut told = case.told(now);
    told.retain(|line| reader == Reader::Chamber || line.event.is_public());
    Ok(Value::Array(told.into_iter().map(line).collect()))
}

fn revisions(conn: &mut Conn, case: &Case) -> Result<Value, Fault> {
    let all = application::revisions(conn, &case.id)?;
    let one = |r: application::Revision| json!({ "number": r.number, "sent_at": r.sent_at, "answers": r.answers, "papers": r.papers });
    Ok(Value::Array(all.into_iter().map(one).collect()))
}

fn corrections(conn: &mut Conn, case: &Case) -> Result<Value, Fault> {
    let all = application::corrections(conn, &case.id)?;
    let one = |c: &application::Correction| {
        json!({
            "number": c.number, "made_at": c.made_at, "answer_by": c.answer_by,
            "items": c.items, "answered_at": c.answered_at,
        })
    };
    Ok(Value::Array(all.iter().map(one).collect()))
}

/// Whom the company named and what they said to it, and its authorities in writing with what became of them.
fn named(conn: &mut Conn, case: &Case) -> Result<Value, Fault> {
    let asked = people::named_in(conn, &case.id)?;
    let one = |n: &Named| {
        json!({
            "duty": n.duty.word(), "name": n.name, "post": n.post, "state": n.state.word(),
            "asked_at": n.invited_at, "answered_at": n.answered_at, "reason": n.reason,
        })
    };
    let filed = people::authorities(conn, &case.id)?;
    let paper = |a: &Authority| {
        json!({
            "person": a.person, "until": a.valid_until, "sha256": a.sha256, "state": a.state.word(),
            "filed_at": a.filed_at, "decided_at": a.decided_at, "reason": a.reason,
        })
    };
    let asked: Vec<Value> = asked.iter().map(one).collect();
    let filed: Vec<Value> = filed.iter().map(paper).collect();
    Ok(json!({ "named": asked, "authorities": filed }))
}

/// Every file of the case that this reader may have, with its hash: papers sent in, authorities, photos, the
/// agreement as it was frozen and sealed.
fn files(conn: &mut Conn, case: &Case, reader: Reader) -> Result<Value, Fault> {
    let mut all = vec![];
    let mut put = |kind: &str, name: &str, sha256: &str| {
        let file = json!({ "kind": kind, "name": name, "sha256": sha256 });
        if !all.contains(&file) {
            all.push(file);
        }
    };
    for revision in application::revisions(conn, &case.id)? {
        for paper in &revision.papers {
            put(paper.kind.word(), &paper.name, &paper.sha256);
        }
    }
    let kept = platform_files::of(conn, KIND, &case.id)?;
    for authority in people::authorities(conn, &case.id)? {
        let paper = kept.iter().find(|paper| paper.id == authority.file);
        let name = paper.map(|paper| paper.name.as_str()).unwrap_or_default();
        put(PaperKind::Authority.word(), name, &authority.sha256);
    }
    if reader == Reader::Chamber
        && let Some(visit) = visit::summary(conn, &case.id)?
    {
        for photo in &visit.record.photos {
            put("photo", &photo.caption, &photo.sha256);
        }
    }
    if let Some(agreement) = agreed(conn, case)? {
        if agreement.paper.is_some() {
            put("agreement", "frozen.pdf", &agreement.sha256);
        }
        if let Some(sealed) = &agreement.seal.sha256 {
            put("agreement", "sealed.pdf", sealed);
        }
    }
    Ok(Value::Array(all))
}

/// The agreement of a case, if it has one.
fn agreed(conn: &mut Conn, case: &Case) -> Result<Option<agreement::Agreement>, Fault> {
    match agreement::of_case(conn, &case.id) {
        Ok(agreement) => Ok(Some(agreement)),
        Err(Fault::Missing) => Ok(None),
        Err(other) => Err(other),
    }
}

fn ballots(conn: &mut Conn, case: &Case, now: Moment) -> Result<Value, Fault> {
    let mut rounds = vec![];
    for round in voting::rounds(conn, KIND, case.id.as_str())? {
        let closed = voting::result(conn, &round.id, now)?;
        let votes = closed.iter().flat_map(|c| &c.votes);
        let votes: Vec<Value> = votes
            .map(|v| json!({ "seat": v.label, "choice": v.choice, "comment": v.comment, "at": v.cast_at }))
            .collect();
        let recused: Vec<Value> = round
            .seats
            .iter()
            .filter_map(|s| Some(json!({ "seat": s.label, "why": s.recused.as_ref()?.why })))
            .collect();
        rounds.push(json!({
            "id": round.id, "round": round.round, "rule": round.rule, "pack": round.pack_hash,
            "opens_at": round.opens_at, "closes_at": round.closes_at,
            "annulled": round.annulled.as_ref().map(|a| &a.why),
            "outcome": closed.as_ref().map(|c| c.outcome.word()),
            "arithmetic": closed.as_ref().map(|c| &c.arithmetic),
            "recused": recused, "votes": votes,
        }));
    }
    Ok(Value::Array(rounds))
}

fn signed(conn: &mut Conn, case: &Case, reader: Reader) -> Result<Value, Fault> {
    let Some(agreement) = agreed(conn, case)? else {
        return Ok(Value::Null);
    };
    let mut evidence = vec![];
    for (line, hash) in agreement::evidence(conn, &agreement.id)? {
        evidence.push(match reader {
            Reader::Chamber => json!({ "line": line, "hash": hash }),
            Reader::Applicant => {
                json!({ "at": line.at, "what": line.what, "side": line.side, "hash": hash })
            }
        });
    }
    Ok(json!({
        "document": agreement.document, "sha256": agreement.sha256,
        "terms_sha256": agreement.terms_sha256, "sealed_sha256": agreement.seal.sha256,
        "sign_by": agreement.sign_by, "evidence": evidence,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_dossier_is_found_out_and_its_part_named() {
        let content = json!([{ "seq": 1 }]);
        let part =
            json!({ "sha256": sha256_hex(content.to_string().as_bytes()), "content": content });
        let parts = json!({ "events": part });
        let sha256 = sha256_hex(parts.to_string().as_bytes());
        let mut file = json!({ "format": 1, "sha256": sha256, "parts": parts });
        assert_eq!(check(&file), Ok(()));
        file["parts"]["events"]["content"][0]["seq"] = json!(2);
        assert!(check(&file).unwrap_err().contains("events"));
        assert!(check(&json!({})).is_err());
    }
}
