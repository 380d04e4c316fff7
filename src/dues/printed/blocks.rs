//! What the papers about money are put together from.

use crate::chamber::letterhead::{Heading, Letterhead};
use crate::companies;
use crate::kernel::id::CompanyId;
use crate::kernel::{Fen, Lang, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{Block, Column, Paper, Table, Words};

/// A paper with the number it is known by.
pub struct Made {
    /// The paper.
    pub paper: Paper,
    /// Its number.
    pub number: String,
}

impl Made {
    /// Puts a paper under the letterhead: its title, who issues it, and what it says.
    pub(super) fn new(
        head: &Letterhead,
        (lang, now): (Lang, Moment),
        (title, number): (&str, &str),
        blocks: Vec<Block>,
    ) -> Self {
        let title = head.speech(lang).plain(title);
        let chamber = head.brand.name.get(lang);
        let mut all = vec![Block::Title(title.into()), Block::Lead(chamber.into())];
        all.extend(blocks);
        let heading = Heading {
            lang,
            title: title.to_owned(),
            foot: number.to_owned(),
            at: now,
            id: format!("{number} {now}"),
        };
        Self {
            paper: head.paper(heading, all),
            number: number.to_owned(),
        }
    }

    /// The name it is saved under.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}.pdf", self.paper.title, self.number)
    }
}

/// The credit code of a company, if it is known.
pub fn credit_code(conn: &mut Conn, company: &CompanyId) -> Result<String, Fault> {
    let code = companies::load(conn, company)?.profile.credit_code;
    Ok(code.map(String::from).unwrap_or_default())
}

/// A table of facts; those without a value are left out.
pub fn facts(speech: Speech, rows: impl IntoIterator<Item = (&'static str, Words)>) -> Block {
    let named = |(key, value): (&str, Words)| (speech.plain(key).to_owned(), value);
    let rows = rows.into_iter().filter(|(_, value)| !value.text.is_empty());
    Block::Table(Table::facts(rows.map(named)))
}

/// Amounts under a head; with their sum, if it is asked for, in figures and in Chinese capitals.
pub fn amounts(speech: Speech, head: &str, rows: &[(String, Fen)], sum: Option<Fen>) -> Block {
    let of = |(what, amount): &(String, Fen)| {
        let amount = speech.money(*amount);
        vec![Words::from(what.as_str()), amount.into()]
    };
    let mut rows: Vec<_> = rows.iter().map(of).collect();
    if let Some(sum) = sum {
        let capitals = speech.capitals(sum).unwrap_or_default();
        let label = format!("{}  {capitals}", speech.plain("dues-sum"));
        let label = Words::strong(label.trim_end());
        rows.push(vec![label, Words::strong(speech.money(sum))]);
    }
    Block::Table(Table {
        columns: vec![
            Column::from(speech.plain(head)),
            Column {
                head: speech.plain("dues-amount").to_owned(),
                right: true,
            },
        ],
        rows,
    })
}
