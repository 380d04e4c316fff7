//! Checks every agreement: the text against its hash, the evidence line by line, and both against
//! the audit record, which vouches for every line.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde_json::Value;

use crate::admission::agreement::rules::What;
use crate::admission::agreement::store::{self, AgreementId};
use crate::platform::db::{Conn, Fault};
use crate::platform::secrets::sha256_hex;
use crate::schema::audit;

/// Goes through every agreement: how many there are, and the rows that are not as they were written.
///
/// # Errors
/// If the database fails.
pub fn verify(conn: &mut Conn) -> Result<(usize, Vec<String>), Fault> {
    let all = store::all(conn)?;
    let vouched = vouched(conn)?;
    let mut flaws = vec![];
    let earlier = store::earlier(conn)?;
    for (id, body, sha256, terms) in all.iter().chain(&earlier) {
        if sha256_hex(body.as_bytes()) != *terms.as_ref().unwrap_or(sha256) {
            flaws.push(format!("agreements {id} was changed after it was frozen"));
        }
    }
    for (id, _, sha256, _) in &all {
        let before = earlier.iter().filter(|(known, ..)| known == id);
        let mut texts: Vec<&str> = before.map(|(_, _, sha256, _)| sha256.as_str()).collect();
        texts.push(sha256);
        check_lines(conn, id, &texts, &vouched, &mut flaws)?;
    }
    for (id, _) in vouched.keys() {
        if !all.iter().any(|(known, ..)| known.as_str() == id) {
            flaws.push(format!("agreements {id} is missing"));
            break;
        }
    }
    Ok((all.len(), flaws))
}

/// What the audit record says: agreement and place, to the hash of that line.
type Vouched = BTreeMap<(String, i64), String>;

fn vouched(conn: &mut Conn) -> Result<Vouched, Fault> {
    let acts: Vec<&str> = What::ALL.iter().map(|what| what.act()).collect();
    let rows: Vec<(String, Option<String>)> = audit::table
        .filter(
            audit::subject_kind
                .eq("agreement")
                .and(audit::act.eq_any(acts)),
        )
        .order(audit::seq)
        .select((audit::subject_id, audit::after_json))
        .load(conn)?;
    let mut vouched = BTreeMap::new();
    for (id, after) in rows {
        let after: Value = serde_json::from_str(after.as_deref().unwrap_or("null"))?;
        if let (Some(seq), Some(hash)) = (after["seq"].as_i64(), after["hash"].as_str()) {
            vouched.insert((id, seq), hash.to_owned());
        }
    }
    Ok(vouched)
}

fn check_lines(
    conn: &mut Conn,
    id: &AgreementId,
    texts: &[&str],
    vouched: &Vouched,
    flaws: &mut Vec<String>,
) -> Result<(), Fault> {
    let lines = store::evidence(conn, id)?;
    let mut prev = "0".to_owned();
    let mut texts = texts.iter();
    let mut text = texts.next();
    for (line, hash) in &lines {
        let row = format!("agreement_evidence {id} {}", line.seq);
        if sha256_hex(line.canonical()?.as_bytes()) != *hash {
            flaws.push(format!("{row} was changed"));
        } else if line.prev_hash != prev {
            flaws.push(format!("{row} does not follow from the line before it"));
        } else if vouched.get(&(id.to_string(), line.seq.into())) != Some(hash) {
            flaws.push(format!("{row} is not what the audit record vouches for"));
        }
        if text.is_none_or(|text| line.document != *text) {
            flaws.push(format!("{row} is about another document"));
        }
        // What follows is about the next text.
        if line.what == What::Replaced {
            text = texts.next();
        }
        prev.clone_from(hash);
    }
    let written = vouched
        .keys()
        .filter(|(known, _)| known == id.as_str())
        .count();
    if written > lines.len() {
        flaws.push(format!(
            "agreement_evidence {id} has {} lines of {written}",
            lines.len()
        ));
    }
    Ok(())
}
