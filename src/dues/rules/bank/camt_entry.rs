//! The entries of a CAMT statement: each transaction of a batch by itself where the bank tells its
//! amount, what the bank kept of it as a line of its own, and what it took back marked so. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::direction::says_back;
use super::returned::END_TO_END;
use super::what::What;
use super::xml::Node;
use super::{Line, amount};
use crate::kernel::text::one_line;
use crate::kernel::{Day, Fen, Say, time};
use crate::say;

/// What amounts and moments are read by.
pub struct Reading<'a> {
    /// The chamber's currency.
    pub currency: &'a str,
    /// Where its days begin.
    pub zone: Tz,
    /// What the account is held in, as its statement says: amounts that name no currency are in that one.
    pub held_in: &'a str,
}

/// Most characters of a purpose.
const LONGEST: usize = 2_000;
/// Where a transaction says what it comes to.
const AMOUNT: &[&[&str]] = &[&["Amt"], &["AmtDtls", "TxAmt", "Amt"]];
/// Where it says what its payer sent off.
const SENT: &[&[&str]] = &[&["AmtDtls", "InstdAmt", "Amt"]];
/// Codes of transactions that send something back (external code set of ISO 20022).
const BACK: [&str; 6] = ["RRTN", "RPCR", "UPDD", "RCDD", "PRDD", "UPCQ"];

/// An amount by its direction; `None` if it has none. It carries no sign of its own: one that does may mean
/// either, and is none.
pub fn signed(text: &str, direction: &str) -> Option<Fen> {
    turned(amount(text)?, direction)
}

fn turned(fen: Fen, direction: &str) -> Option<Fen> {
    match direction {
        _ if fen.0 < 0 => None,
        "CRDT" => Some(fen),
        "DBIT" => Some(Fen(-fen.0)),
        _ => None,
    }
}

fn sum(all: &[Fen]) -> Option<i64> {
    all.iter()
        .try_fold(0_i64, |sum, fen| sum.checked_add(fen.0))
}

fn is_true(text: &str) -> bool {
    matches!(text, "true" | "1")
}

/// What a bank charges, as an element says it: all of it, and what of it is in the amount already.
fn charges(node: &Node, currency: &str) -> (i64, i64) {
    let (mut all, mut included) = (0_i64, 0_i64);
    for told in node.all("Chrgs") {
        let single: Vec<&Node> = told.all("Rcrd").collect();
        let each = if single.is_empty() {
            vec![told]
        } else {
            single
        };
        for one in each {
            let paths: &[&[&str]] = &[&["Amt"], &["TtlChrgsAndTaxAmt"]];
            let back = one.text(&["CdtDbtInd"]) == "CRDT";
            let fen = one.money(paths, currency).map_or(0, |fen| fen.0);
            let fen = if back { fen } else { -fen };
            all = all.saturating_add(fen);
            if is_true(one.text(&["ChrgInclInd"])) {
                included = included.saturating_add(fen);
            }
        }
    }
    (all, included)
}

impl Reading<'_> {
    /// A day as it is written, or that of a moment, which is the chamber's day if the moment says
    /// where it is.
    #[must_use]
    pub fn day(&self, text: &str) -> Option<Day> {
        let (date, rest) = (text.get(..10)?, text.get(10..)?);
        let moment: Option<DateTime<Utc>> = match rest.as_bytes().first() {
            None | Some(b'Z' | b'+' | b'-') => None,
            // 24:00 and the like are of the day they are written with.
            Some(b'T') => DateTime::parse_from_rfc3339(text).ok().map(Into::into),
            Some(_) => return None,
        };
        let day = moment.map(|moment| time::day_in(self.zone, moment.naive_utc()));
        day.filter(time::is_within)
            .or_else(|| time::parse_day(date))
    }

    /// The lines of an entry.
    ///
    /// # Errors
    /// Says what is no day, no amount, or of another currency.
    pub fn lines(&self, entry: &Node) -> Result<Vec<Line>, Say> {
        let own = entry.at(&["Amt"]).map_or("", |node| node.currency.as_str());
        let own = if own.is_empty() { self.held_in } else { own };
        if !own.is_empty() && own != self.currency {
            return Err(say!("dues-bank-bad-currency", currency = own));
        }
        let (text, way) = (entry.text(&["Amt"]), entry.text(&["CdtDbtInd"]));
        if !["CRDT", "DBIT"].contains(&way) {
            return Err(say!("dues-bank-bad-indicator", text = way));
        }
        let whole = signed(text, way);
        let whole = whole.ok_or_else(|| say!("dues-bank-bad-amount", text = text))?;
        let days: &[&[&str]] = &[
            &["BookgDt", "Dt"],
            &["BookgDt", "DtTm"],
            &["ValDt", "Dt"],
            &["ValDt", "DtTm"],
        ];
        let when = entry.any(days);
        let on = self.day(when);
        let on = on.ok_or_else(|| say!("dues-bank-bad-day", text = when))?;
        let details = entry.all("NtryDtls");
        let mut parts: Vec<&Node> = details.flat_map(|node| node.all("TxDtls")).collect();
        let many = parts.len() > 1;
        if parts.is_empty() {
            parts = vec![entry];
        }
        let mut lines: Vec<Line> = vec![];
        let charge = match self.split(entry, &parts, whole) {
            Some((amounts, charge)) => {
                for (n, (part, amount)) in (1..).zip(parts.iter().zip(amounts)) {
                    lines.push(party(part, entry, amount, many.then_some(n)));
                }
                charge
            }
            None => {
                let each = parts.iter().map(|part| party(part, entry, whole, None));
                lines.push(together(each.collect(), entry));
                0
            }
        };
        if charge != 0 {
            lines.push(Line {
                amount: Fen(charge),
                purpose: one_line(entry.text(&["AddtlNtryInf"])),
                serial: serial(entry),
                what: What::Charge,
                ..Line::default()
            });
        }
        Ok(lines.into_iter().map(|line| Line { on, ..line }).collect())
    }

    /// What each transaction of an entry comes to, and what the bank kept or took beside them; `None`
    /// if that can't be told.
    fn split(&self, entry: &Node, parts: &[&Node], whole: Fen) -> Option<(Vec<Fen>, i64)> {
        let of = |paths: &[&[&str]]| -> Option<Vec<Fen>> {
            let each = parts.iter().map(|part| {
                let own = part.any(&[&["CdtDbtInd"]]);
                let direction = match own {
                    "" => entry.text(&["CdtDbtInd"]),
                    own => own,
                };
                turned(part.money(paths, self.currency)?, direction)
            });
            each.collect()
        };
        let rest = |all: &[Fen]| whole.0.checked_sub(sum(all)?);
        let (own, sent) = (of(AMOUNT), of(SENT));
        let told = || own.iter().chain(&sent);
        let here = charges(entry, self.currency);
        let each: Vec<(i64, i64)> = match parts {
            [only] if std::ptr::eq(*only, entry) => vec![(0, 0)],
            parts => parts.iter().map(|p| charges(p, self.currency)).collect(),
        };
        let add = |sum: i64, fen: &i64| sum.saturating_add(*fen);
        let beside = each.iter().map(|(all, _)| all).fold(0, add);
        for charge in [here.0, beside, here.0.saturating_add(beside)] {
            let fits = |all: &&Vec<Fen>| charge < 0 && rest(all) == Some(charge);
            if let Some(all) = told().find(fits) {
                return Some((all.clone(), charge));
            }
        }
        // In the amounts already: then more came than they say.
        let mut included: Vec<i64> = each.iter().map(|(_, included)| *included).collect();
        if let [only] = included.as_mut_slice() {
            *only = only.saturating_add(here.1);
        }
        let adds_up = |all: &&Vec<Fen>| rest(all) == Some(0);
        if let Some(all) = own.iter().find(adds_up)
            && included.iter().any(|fen| *fen < 0)
        {
            let gross = all.iter().zip(&included);
            let gross = gross.map(|(fen, kept)| Fen(fen.0.saturating_sub(*kept)));
            return Some((gross.collect(), included.iter().fold(0, add)));
        }
        if let Some(all) = told().find(adds_up) {
            return Some((all.clone(), 0));
        }
        // A little less than the transactions: the bank kept it and doesn't say so.
        let all = own?;
        let (kept, sum) = (rest(&all)?, sum(&all)?);
        (kept < 0 && kept.saturating_mul(-10) <= sum.saturating_abs()).then_some((all, kept))
    }
}

/// Transactions that can't be told apart as one line: the other side is named only if it is the same.
fn together(mut each: Vec<Line>, entry: &Node) -> Line {
    let serial = serial(entry);
    let many = each.len() > 1;
    let Some(first) = each.pop() else {
        return Line::default();
    };
    let same = |of: fn(&Line) -> &String| match each.iter().all(|line| of(line) == of(&first)) {
        true => of(&first).clone(),
        false => String::new(),
    };
    let (payer, payer_account) = (same(|line| &line.payer), same(|line| &line.payer_account));
    let mut words: Vec<&str> = each.iter().map(|line| line.purpose.as_str()).collect();
    words.push(&first.purpose);
    let purpose = words.join(" ").chars().take(LONGEST).collect();
    let back = each.iter().any(|line| line.what == What::Return);
    Line {
        payer,
        payer_account,
        purpose,
        serial: if many { serial } else { first.serial.clone() },
        refs: if many {
            references(entry, entry)
        } else {
            first.refs.clone()
        },
        what: if back { What::Return } else { first.what },
        ..first
    }
}

/// What the bank numbers an entry or a transaction by: its own reference, else the transaction's; of
/// numbers that only count the entries of one file none.
fn serial(node: &Node) -> String {
    let paths: &[&[&str]] = &[
        &["Refs", "AcctSvcrRef"],
        &["AcctSvcrRef"],
        &["Refs", "TxId"],
        &["NtryRef"],
    ];
    let told = paths.iter().map(|path| node.text(path));
    let counts = |text: &str| text.len() < 6 && text.bytes().all(|b| b.is_ascii_digit());
    let mut told = told.filter(|text| {
        !text.is_empty() && !counts(text) && !matches!(*text, "NOTPROVIDED" | "NONREF")
    });
    one_line(told.next().unwrap_or_default())
}

fn is_back(node: &Node, entry: &Node) -> bool {
    let code = &["BkTxCd", "Domn", "Fmly", "SubFmlyCd"];
    is_true(entry.text(&["RvslInd"]))
        || node.at(&["RtrInf"]).is_some()
        || says_back(node.text(&["AddtlTxInf"]))
        || says_back(entry.text(&["AddtlNtryInf"]))
        || [node, entry]
            .map(|n| n.text(code))
            .iter()
            .any(|code| BACK.contains(code))
}

/// What the bank numbers a transaction by: its own number, else the entry's with its place in it.
fn numbered(node: &Node, entry: &Node, nth: Option<usize>) -> String {
    let (own, whole) = (serial(node), serial(entry));
    match nth {
        _ if !own.is_empty() => own,
        Some(n) if !whole.is_empty() => format!("{whole}/{n}"),
        _ => whole,
    }
}

/// The references that a return of it carries too, each with its kind before it. What says that there is
/// none is none.
fn references(node: &Node, entry: &Node) -> Vec<String> {
    /// Most characters of one.
    const LONGEST: usize = 100;
    let alone: &[&[&str]] = &[&["Refs", "AcctSvcrRef"], &["AcctSvcrRef"]];
    let of = |kind: &str, told: &str| {
        let plain = one_line(told);
        let says = plain.contains(|c: char| c.is_alphanumeric() && c != '0');
        let none = matches!(plain.as_str(), "NOTPROVIDED" | "NONREF" | "NOREF");
        let told: String = plain.chars().take(LONGEST).collect();
        (says && !none).then(|| format!("{kind} {told}"))
    };
    let kinds = [
        (END_TO_END, node.text(&["Refs", "EndToEndId"])),
        ("tx", node.text(&["Refs", "TxId"])),
        ("uetr", node.text(&["Refs", "UETR"])),
        ("instr", node.text(&["Refs", "InstrId"])),
        ("acct", node.any(alone)),
        ("acct", entry.any(alone)),
    ];
    let mut found: Vec<String> = vec![];
    for reference in kinds.iter().filter_map(|(kind, told)| of(kind, told)) {
        if !found.contains(&reference) {
            found.push(reference);
        }
    }
    found
}

/// What was written with a transaction, as it stands there.
fn written(node: &Node) -> Vec<&str> {
    let mut words: Vec<&str> = vec![];
    for part in node.all("RmtInf") {
        for name in ["Ustrd", "Ref", "Nb", "AddtlRmtInf"] {
            words.extend(part.texts(name));
        }
    }
    words.push(node.text(&["Refs", "EndToEndId"]));
    words.push(node.text(&["AddtlTxInf"]));
    for part in node.all("RtrInf") {
        words.extend(part.texts("AddtlInf"));
        words.push(part.any(&[&["Rsn", "Cd"], &["Rsn", "Prtry"]]));
    }
    words
}

/// Who stands on the other side, and what was written: of an entry, or the `nth` of its transactions.
fn party(node: &Node, entry: &Node, amount: Fen, nth: Option<usize>) -> Line {
    let back = is_back(node, entry);
    // What is taken back names who stood there the first time.
    let debtor_first = (amount.0 >= 0) != back;
    let mut sides = [
        ("Dbtr", "UltmtDbtr", "DbtrAcct"),
        ("Cdtr", "UltmtCdtr", "CdtrAcct"),
    ];
    if !debtor_first {
        sides.reverse();
    }
    let name = |side: &str| {
        let paths: &[&[&str]] = &[
            &["RltdPties", side, "Nm"],
            &["RltdPties", side, "Pty", "Nm"],
        ];
        one_line(node.any(paths))
    };
    let account = |side: &str| {
        one_line(node.any(&[
            &["RltdPties", side, "Id", "IBAN"],
            &["RltdPties", side, "Id", "Othr", "Id"],
        ]))
    };
    // Only of a return it isn't sure which side is ours.
    let sides = if back { &sides[..] } else { &sides[..1] };
    let told = sides.iter().map(|(side, behind, from)| {
        let (sender, behind) = (name(side), name(behind));
        // Who pays through another is who owes; the other is named beside it.
        let (payer, through) = match behind.is_empty() {
            true => (sender, String::new()),
            false => (behind, sender),
        };
        (payer, through, account(from))
    });
    let mut told = told.filter(|(payer, _, account)| !(payer.is_empty() && account.is_empty()));
    let (payer, through, payer_account) = told.next().unwrap_or_default();

    let mut words = written(node);
    if nth.is_none() {
        words.push(entry.text(&["AddtlNtryInf"]));
    }
    if through != payer {
        words.push(&through);
    }
    let mut once: Vec<&str> = vec![];
    for word in words {
        if !word.is_empty() && word != "NOTPROVIDED" && !once.contains(&word) {
            once.push(word);
        }
    }
    Line {
        amount,
        payer,
        payer_account,
        purpose: one_line(&once.join(" ")).chars().take(LONGEST).collect(),
        serial: numbered(node, entry, nth),
        refs: references(node, entry),
        what: if back { What::Return } else { What::Plain },
        ..Line::default()
    }
}
