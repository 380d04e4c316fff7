//! Statements come in, their lines are booked, ignored with a reason, or stay open; everything can be
//! taken back, and nothing comes in twice.

use std::collections::HashSet;

use serde_json::json;

use super::pay::{receive, take_back};
use crate::dues::policy::HandleDues;
use crate::dues::rules::bank::sheet::{self, Mapping, Mappings};
use crate::dues::rules::bank::suggest::suggest;
use crate::dues::rules::bank::{Statement, camt};
use crate::dues::rules::ledger::Method;
use crate::dues::rules::payment::NewPayment;
use crate::dues::rules::{InvoiceId, LineId, StatementId};
use crate::dues::store::bank::{self, LineRow, StatementRow};
use crate::dues::store::{candidates, invoices, money};
use crate::kernel::{Can, Fen, Say};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Fault, Tx};
use crate::platform::secrets::sha256_hex;
use crate::platform::settings;
use crate::say;

/// What a stored file holds.
///
/// # Errors
/// `Fault::Refused` if it can't be read with this mapping.
pub fn read(row: &StatementRow, mapping: &Mapping, currency: &str) -> Result<Statement, Fault> {
    if row.format != "camt" {
        let rows: sheet::Rows = serde_json::from_str(&row.content)?;
        let found = sheet::read(&rows, mapping, currency)?;
        return Ok(Statement {
            account: row.account.clone(),
            ..found
        });
    }
    let all = camt::read(&row.content, currency)?;
    // Several statements in one file: of one account, one after the other.
    let mut whole = Statement::default();
    for (n, one) in all.into_iter().enumerate() {
        if n > 0 && one.account != whole.account {
            return Err(say!("dues-bank-two-accounts").into());
        }
        whole.account.clone_from(&one.account);
        whole.opening = if n == 0 { one.opening } else { whole.opening };
        whole.closing = one.closing;
        whole.lines.extend(one.lines);
        whole.bad.extend(one.bad);
    }
    Ok(whole)
}

/// What a file that came in is: its format and what is kept of it.
pub struct Taken {
    /// Name of the file.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// `camt` or `table`.
    pub format: &'static str,
    /// What is kept.
    pub content: String,
    /// The mapping to begin with.
    pub mapping: Mapping,
}

/// Looks at a file.
///
/// # Errors
/// Says why it can't be read.
pub fn take(name: &str, bytes: &[u8], known: &Mappings) -> Result<Taken, Say> {
    let sha256 = sha256_hex(bytes);
    let name = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let text = sheet::decode(bytes);
    if camt::is_camt(&text) {
        return Ok(Taken {
            name,
            sha256,
            format: "camt",
            content: text,
            mapping: Mapping::default(),
        });
    }
    let rows = sheet::rows(bytes)?;
    let heads: Vec<String> = sheet::head(&rows)
        .and_then(|at| rows.get(at).cloned())
        .or_else(|| sheet::widest(&rows).cloned())
        .unwrap_or_default();
    // A mapping that was kept and fits goes before a guess.
    let fits = |m: &&(String, Mapping)| {
        !m.1.day.is_empty()
            && heads.contains(&m.1.day)
            && (heads.contains(&m.1.amount) || heads.contains(&m.1.credit))
    };
    let guess = sheet::guess(&heads);
    let mapping = known.list.iter().find(fits).map(|(_, m)| m.clone());
    Ok(Taken {
        name,
        sha256,
        format: "table",
        content: serde_json::to_string(&rows).unwrap_or_default(),
        mapping: mapping.unwrap_or_default().completed(guess),
    })
}

/// Keeps a file to be looked at before it is imported. One that is here already is that one.
pub fn bring(tx: &mut Tx, taken: &Taken) -> Result<StatementId, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    if let Some(known) = bank::by_sha(tx.conn(), &taken.sha256)? {
        return Ok(known.id);
    }
    let row = StatementRow {
        id: StatementId::new(),
        name: taken.name.clone(),
        sha256: Some(taken.sha256.clone()),
        format: taken.format.to_owned(),
        content: taken.content.clone(),
        mapping: serde_json::to_string(&taken.mapping)?,
        account: String::new(),
        state: "preview".to_owned(),
        by_name: tx.who().name().to_owned(),
        created_at: tx.now(),
        imported_at: None,
    };
    bank::insert(tx.conn(), &row)?;
    let entry = Entry::on("statement", &row.id).did("dues.statement.brought");
    audit::record(
        tx,
        entry.after(&json!({ "name": row.name, "sha256": row.sha256 })),
    )?;
    Ok(row.id)
}

/// Says which column is what; with a name, the mapping is kept for the next file.
pub fn map(
    tx: &mut Tx,
    id: &StatementId,
    mapping: &Mapping,
    account: &str,
    keep_as: &str,
) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let row = bank::statement(tx.conn(), id)?;
    if row.state != "preview" {
        return Err(say!("dues-bank-imported-already").into());
    }
    bank::set_mapping(tx.conn(), id, &serde_json::to_string(mapping)?, account)?;
    if !keep_as.is_empty() {
        let mut all: Mappings = settings::get(tx.conn())?;
        all.list.retain(|(name, _)| name != keep_as);
        all.list.insert(0, (keep_as.to_owned(), mapping.clone()));
        settings::set(tx, &all)?;
    }
    Ok(())
}

/// How an import went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Lines that are new.
    pub new: usize,
    /// Lines that had come with another file.
    pub known: usize,
}

/// The hash under which a line is known.
pub fn hashed(keys: Vec<String>) -> Vec<String> {
    keys.iter().map(|key| sha256_hex(key.as_bytes())).collect()
}

/// Imports a statement's lines; those that came with another file are left out. What went out is
/// ignored from the start: dues come in.
///
/// # Errors
/// `Fault::Refused` if it was imported already, can't be read, has rows that can't be read and
/// nobody said to leave them out, or names no account.
pub fn import(tx: &mut Tx, id: &StatementId, without_bad: bool) -> Result<Imported, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let row = bank::statement(tx.conn(), id)?;
    if row.state != "preview" {
        return Err(say!("dues-bank-imported-already").into());
    }
    let brand = tx.brand()?;
    let mapping: Mapping = serde_json::from_str(&row.mapping)?;
    let found = read(&row, &mapping, &brand.currency)?;
    if !found.bad.is_empty() && !without_bad {
        return Err(say!("dues-bank-bad-rows", count = found.bad.len()).into());
    }
    if found.account.is_empty() {
        return Err(say!("dues-bank-account-needed").into());
    }
    if found.lines.is_empty() {
        return Err(say!("dues-bank-nothing").into());
    }
    let keys = hashed(found.keys());
    let known: HashSet<String> = bank::known_keys(tx.conn(), &keys)?.into_iter().collect();
    let mut done = Imported { new: 0, known: 0 };
    for ((place, line), key) in (1i32..).zip(&found.lines).zip(keys) {
        if known.contains(&key) {
            done.known += 1;
            continue;
        }
        let state = if line.amount.0 > 0 { "open" } else { "ignored" };
        let new = LineRow {
            id: LineId::new(),
            statement_id: id.clone(),
            place,
            key: Some(key),
            on_day: line.on,
            amount: line.amount.0,
            payer: line.payer.clone(),
            payer_account: line.payer_account.clone(),
            purpose: line.purpose.clone(),
            state: state.to_owned(),
            why: String::new(),
            round: 0,
        };
        bank::insert_line(tx.conn(), &new)?;
        done.new += 1;
    }
    let now = tx.now();
    bank::set_imported(tx.conn(), id, now)?;
    let after = json!({ "new": done.new, "known": done.known, "left_out": found.bad.len() });
    let entry = Entry::on("statement", id).did("dues.statement.imported");
    audit::record(tx, entry.after(&after))?;
    Ok(done)
}

/// Takes an import back, or throws a preview away.
///
/// # Errors
/// `Fault::Refused` while a line of it is booked.
pub fn undo(tx: &mut Tx, id: &StatementId) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    bank::statement(tx.conn(), id)?;
    let (_, booked) = bank::lines(tx.conn(), id, &["booked"], (0, 1))?;
    if booked > 0 {
        return Err(say!("dues-bank-undo-booked", count = booked).into());
    }
    bank::undo(tx.conn(), id)?;
    audit::record(tx, Entry::on("statement", id).did("dues.statement.undone"))
}

/// Books a line: each invoice gets its part, what is left is balance of the first one's company.
///
/// # Errors
/// `Fault::Refused` if it isn't open, or more would be paid with it than came.
pub fn book(tx: &mut Tx, id: &LineId, to: &[(InvoiceId, Fen)]) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    let round = line.round + 1;
    let mut left = line.amount;
    // One payment for each company; the first takes what is left.
    let mut shares: Vec<NewPayment> = vec![];
    for (invoice, amount) in to {
        let company = invoices::load(tx.conn(), invoice)?.company;
        left -= amount.0;
        match shares.iter_mut().find(|s| s.company == company) {
            Some(share) => {
                share.amount.0 += amount.0;
                share.to.push((invoice.clone(), *amount));
            }
            None => shares.push(NewPayment {
                key: format!("bank:{id}:{round}:{}", shares.len()),
                company,
                method: Method::Bank,
                amount: *amount,
                received_on: line.on_day,
                payer: line.payer.clone(),
                payer_account: line.payer_account.clone(),
                note: line.purpose.chars().take(300).collect(),
                to: vec![(invoice.clone(), *amount)],
                spread: false,
            }),
        }
    }
    if left < 0 || shares.is_empty() {
        return Err(say!("dues-payment-more").into());
    }
    if let Some(first) = shares.first_mut() {
        first.amount.0 += left;
    }
    for share in &shares {
        receive(tx, share)?;
    }
    bank::set_line(tx.conn(), id, ("booked", ""), round)?;
    let entry = Entry::on("bank_line", id).did("dues.line.booked");
    audit::record(
        tx,
        entry.after(
            &to.iter()
                .map(|(i, a)| json!({ "invoice": i, "amount": a }))
                .collect::<Vec<_>>(),
        ),
    )
}

/// Books every open line of a statement whose references and amount agree to the fen. Gives how many.
pub fn book_exact(tx: &mut Tx, id: &StatementId) -> Result<usize, Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    bank::statement(tx.conn(), id)?;
    let (lines, _) = bank::lines(tx.conn(), id, &["open"], (0, 100_000))?;
    let mut booked = 0;
    for row in lines {
        // Looked at one after the other: what the line before paid is not open any more.
        let line = row.line();
        let candidates = candidates::of_lines(tx.conn(), std::slice::from_ref(&line))?;
        let found = suggest(&line, &candidates.lines.concat());
        if !found.exact.is_empty() {
            book(tx, &row.id, &found.exact)?;
            booked += 1;
        }
    }
    Ok(booked)
}

/// Leaves a line out, for a reason.
pub fn ignore(tx: &mut Tx, id: &LineId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    if line.state != "open" {
        return Err(say!("dues-bank-line-not-open").into());
    }
    bank::set_line(tx.conn(), id, ("ignored", why), line.round)?;
    audit::record(
        tx,
        Entry::on("bank_line", id).did("dues.line.ignored").why(why),
    )
}

/// Opens a line again: what it paid is taken back.
///
/// # Errors
/// `Fault::Refused` if what it paid can't be taken back.
pub fn reopen(tx: &mut Tx, id: &LineId, why: &str) -> Result<(), Fault> {
    let _can = Can::<HandleDues>::check(tx.actor()?, &())?;
    let line = bank::line(tx.conn(), id)?;
    match line.state.as_str() {
        "booked" => {
            let mut n = 0;
            while let Some(payment) =
                money::by_key(tx.conn(), &format!("bank:{id}:{}:{n}", line.round))?
            {
                // One that was reversed by hand is back already.
                if money::reversal_of(tx.conn(), &payment.id)?.is_none() {
                    take_back(tx, &payment.id, why)?;
                }
                n += 1;
            }
        }
        "ignored" => {}
        _ => return Err(say!("dues-bank-line-not-done").into()),
    }
    bank::set_line(tx.conn(), id, ("open", ""), line.round)?;
    audit::record(
        tx,
        Entry::on("bank_line", id)
            .did("dues.line.reopened")
            .why(why),
    )
}
