//! CAMT.053 (ISO 20022), versions .02 and .08 and what lies between: booked entries, each transaction
//! of a batch by itself where the bank tells its amount. Pure.

use quick_xml::events::Event;

use super::{Bad, Line, Statement, amount};
use crate::kernel::{Day, Fen, Say, time};
use crate::say;

/// An element with its text and what is inside it.
#[derive(Default)]
struct Node {
    name: String,
    currency: String,
    text: String,
    inner: Vec<Node>,
}

/// Deeper than any statement is.
const DEEPEST: usize = 40;

impl Node {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.inner.iter().filter(move |n| n.name == name)
    }

    /// The element at the end of a path of names.
    fn at<'a>(&'a self, path: &[&'a str]) -> Option<&'a Node> {
        match path.split_first() {
            None => Some(self),
            Some((first, rest)) => self.all(first).find_map(|n| n.at(rest)),
        }
    }

    fn text<'a>(&'a self, path: &[&'a str]) -> &'a str {
        self.at(path).map_or("", |n| n.text.trim())
    }

    /// The first of several texts that is there.
    fn any<'a>(&'a self, paths: &[&[&'a str]]) -> &'a str {
        paths
            .iter()
            .map(|path| self.text(path))
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }

    /// All texts of elements with this name, however deep.
    fn gather(&self, name: &str, into: &mut Vec<String>) {
        for node in &self.inner {
            if node.name == name && !node.text.trim().is_empty() {
                into.push(node.text.trim().to_owned());
            }
            node.gather(name, into);
        }
    }
}

/// Reads the document into elements. Entities of its own (`<!ENTITY`) are refused.
fn tree(text: &str) -> Result<Node, Say> {
    let broken = || say!("dues-bank-xml-broken");
    let mut reader = quick_xml::Reader::from_str(text);
    let mut stack = vec![Node::default()];
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::DocType(_) => return Err(broken()),
            Event::Start(start) => {
                if stack.len() > DEEPEST {
                    return Err(broken());
                }
                let mut node = Node {
                    name: String::from_utf8_lossy(start.local_name().as_ref()).into_owned(),
                    ..Node::default()
                };
                for attribute in start.attributes().flatten() {
                    if attribute.key.as_ref() == b"Ccy" {
                        node.currency = String::from_utf8_lossy(&attribute.value).into_owned();
                    }
                }
                stack.push(node);
            }
            Event::Text(words) => {
                if let Some(node) = stack.last_mut() {
                    node.text += &words.decode().map_err(|_| broken())?;
                }
            }
            Event::CData(words) => {
                if let Some(node) = stack.last_mut() {
                    node.text += &words.decode().map_err(|_| broken())?;
                }
            }
            Event::GeneralRef(entity) => {
                let name: &[u8] = &entity;
                let known = match name {
                    b"amp" => Some('&'),
                    b"lt" => Some('<'),
                    b"gt" => Some('>'),
                    b"quot" => Some('"'),
                    b"apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                let (Some(letter), Some(node)) = (known, stack.last_mut()) else {
                    return Err(broken());
                };
                node.text.push(letter);
            }
            Event::End(_) => {
                let node = stack.pop().ok_or_else(broken)?;
                stack.last_mut().ok_or_else(broken)?.inner.push(node);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match (stack.pop(), stack.is_empty()) {
        (Some(root), true) => Ok(root),
        _ => Err(broken()),
    }
}

/// Whether a file looks like one.
#[must_use]
pub fn is_camt(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect();
    head.contains("camt.053")
}

/// Reads a file: its statements, each with its account.
///
/// # Errors
/// If it is no XML, or no statement of an account.
pub fn read(text: &str, currency: &str) -> Result<Vec<Statement>, Say> {
    let root = tree(text.trim_start_matches('\u{feff}'))?;
    let body = root.at(&["Document", "BkToCstmrStmt"]);
    let body = body.ok_or_else(|| say!("dues-bank-xml-other"))?;
    let mut row = 0;
    Ok(body
        .all("Stmt")
        .map(|s| statement(s, currency, &mut row))
        .collect())
}

fn statement(node: &Node, currency: &str, row: &mut usize) -> Statement {
    let account = node.any(&[&["Acct", "Id", "IBAN"], &["Acct", "Id", "Othr", "Id"]]);
    let ours = |balance: &&Node| {
        let amount = balance.at(&["Amt"]);
        amount.is_none_or(|a| a.currency.is_empty() || a.currency == currency)
    };
    let balance = |code: &str| {
        let own = node
            .all("Bal")
            .filter(ours)
            .find(|b| b.text(&["Tp", "CdOrPrtry", "Cd"]) == code)?;
        signed(own.text(&["Amt"]), own.text(&["CdtDbtInd"]))
    };
    let mut found = Statement {
        account: account.to_owned(),
        opening: balance("OPBD").or_else(|| balance("PRCD")),
        closing: balance("CLBD"),
        ..Statement::default()
    };
    for entry in node.all("Ntry") {
        *row += 1;
        let state = entry.any(&[&["Sts", "Cd"], &["Sts"]]);
        if !state.is_empty() && state != "BOOK" {
            continue;
        }
        match lines(entry, currency) {
            Ok(lines) => found.lines.extend(lines),
            Err(why) => found.bad.push(Bad { row: *row, why }),
        }
    }
    found
}

fn signed(text: &str, direction: &str) -> Option<Fen> {
    let fen = amount(text)?;
    match direction {
        "CRDT" => Some(fen),
        "DBIT" => Some(Fen(-fen.0)),
        _ => None,
    }
}

fn day(text: &str) -> Option<Day> {
    time::parse_day(text.get(..10)?)
}

/// The lines of an entry: one, or each transaction of a batch whose amounts add up to it.
fn lines(entry: &Node, currency: &str) -> Result<Vec<Line>, Say> {
    let money = entry.at(&["Amt"]);
    let own = money.map_or("", |n| n.currency.as_str());
    if !own.is_empty() && own != currency {
        return Err(say!("dues-bank-bad-currency", currency = own));
    }
    let direction = entry.text(&["CdtDbtInd"]);
    let whole = signed(entry.text(&["Amt"]), direction);
    let whole = whole.ok_or_else(|| say!("dues-bank-bad-amount", text = entry.text(&["Amt"])))?;
    let when = entry.any(&[&["BookgDt", "Dt"], &["BookgDt", "DtTm"], &["ValDt", "Dt"]]);
    let on = day(when).ok_or_else(|| say!("dues-bank-bad-day", text = when))?;
    let parts: Vec<&Node> = entry
        .all("NtryDtls")
        .flat_map(|details| details.all("TxDtls"))
        .collect();
    let line = |node: &Node, amount| Line {
        on,
        amount,
        ..party(node, entry, amount)
    };
    if parts.len() > 1 {
        let amounts: Option<Vec<Fen>> = parts
            .iter()
            .map(|part| {
                let text = part.any(&[&["Amt"], &["AmtDtls", "TxAmt", "Amt"]]);
                let own = part.text(&["CdtDbtInd"]);
                signed(text, if own.is_empty() { direction } else { own })
            })
            .collect();
        if let Some(amounts) = amounts
            && amounts.iter().map(|a| a.0).sum::<i64>() == whole.0
        {
            let each = parts.iter().zip(amounts);
            return Ok(each.map(|(part, amount)| line(part, amount)).collect());
        }
    }
    Ok(vec![line(parts.first().copied().unwrap_or(entry), whole)])
}

/// Who stands on the other side, and what was written.
fn party(node: &Node, entry: &Node, amount: Fen) -> Line {
    let (who, account) = if amount.0 >= 0 {
        ("Dbtr", "DbtrAcct")
    } else {
        ("Cdtr", "CdtrAcct")
    };
    let name = node.any(&[&["RltdPties", who, "Nm"], &["RltdPties", who, "Pty", "Nm"]]);
    let from = node.any(&[
        &["RltdPties", account, "Id", "IBAN"],
        &["RltdPties", account, "Id", "Othr", "Id"],
    ]);
    let mut words = vec![];
    for part in node.all("RmtInf") {
        part.gather("Ustrd", &mut words);
        part.gather("Ref", &mut words);
    }
    for path in [&["Refs", "EndToEndId"][..], &["AddtlTxInf"]] {
        let text = node.text(path);
        if !text.is_empty() && text != "NOTPROVIDED" {
            words.push(text.to_owned());
        }
    }
    let more = entry.text(&["AddtlNtryInf"]);
    if !more.is_empty() {
        words.push(more.to_owned());
    }
    words.dedup();
    Line {
        on: Day::MIN,
        amount,
        payer: name.to_owned(),
        payer_account: from.to_owned(),
        purpose: words.join(" "),
        ..Line::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(version: &str, entries: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt><Id>1</Id>
            <Acct><Id><Othr><Id>62220001</Id></Othr></Id></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">5100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
            {entries}</Stmt></BkToCstmrStmt></Document>"#
        )
    }

    fn entry(amount: &str, state: &str, details: &str) -> String {
        format!(
            r#"<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{state}</Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt><NtryDtls>{details}</NtryDtls></Ntry>"#
        )
    }

    #[test]
    fn both_versions_name_the_payer_in_their_own_place() {
        let old = r"<TxDtls><RltdPties><Dbtr><Nm>A &amp; B</Nm></Dbtr><DbtrAcct><Id><IBAN>X1</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>HF26 1</Ustrd></RmtInf></TxDtls>";
        let new = old
            .replace("<Dbtr><Nm>", "<Dbtr><Pty><Nm>")
            .replace("</Nm></Dbtr>", "</Nm></Pty></Dbtr>");
        let states = [("02", "BOOK", old.to_owned()), ("08", "<Cd>BOOK</Cd>", new)];
        for (version, state, details) in states {
            let text = document(version, &entry("5000.00", state, &details));
            assert!(is_camt(&text));
            let found = read(&text, "CNY").unwrap();
            assert_eq!(found[0].lines.len(), 1, "{version}");
            let line = &found[0].lines[0];
            assert_eq!(
                (line.payer.as_str(), line.payer_account.as_str()),
                ("A & B", "X1")
            );
            assert_eq!(
                (line.purpose.as_str(), line.amount),
                ("HF26 1", Fen(500_000))
            );
            assert_eq!(found[0].off_by(), Some(Fen(0)));
            assert_eq!(found[0].account, "62220001");
        }
    }

    #[test]
    fn a_batch_is_told_apart_a_pending_entry_left_out_a_garbled_one_named() {
        let batch = "<TxDtls><Amt Ccy=\"CNY\">2000.00</Amt></TxDtls><TxDtls><Amt Ccy=\"CNY\">3000.00</Amt></TxDtls>";
        let all = entry("5000.00", "BOOK", batch)
            + &entry("7.00", "PDNG", "")
            + &entry("5,0O0", "BOOK", "");
        let found = read(&document("02", &all), "CNY").unwrap().remove(0);
        let amounts: Vec<i64> = found.lines.iter().map(|l| l.amount.0).collect();
        assert_eq!(amounts, [200_000, 300_000]);
        assert_eq!(found.bad.iter().map(|b| b.row).collect::<Vec<_>>(), [3]);
        let foreign = read(&document("02", &entry("1.00", "BOOK", "")), "EUR").unwrap();
        assert_eq!((foreign[0].bad.len(), foreign[0].closing), (1, None));
    }

    #[test]
    fn what_is_no_statement_is_refused() {
        for bad in [
            "",
            "<a>",
            "<a></b>",
            "<Document/>",
            "<!DOCTYPE x [<!ENTITY y \"z\">]><Document>&y;</Document>",
        ] {
            assert!(read(bad, "CNY").is_err(), "{bad}");
        }
        assert!(read(&"<a>".repeat(100), "CNY").is_err());
    }
}
