//! A line of a bank's file as it is compared with those of another; see [`same`](super::same). Pure.

use std::collections::{HashMap, HashSet};

use super::Line;
use crate::kernel::{Day, text};

/// Shortest number that means the same in whichever column it stands.
pub(super) const LONG: usize = 6;
/// Before a kind of number that may only count the lines of one export.
pub(super) const COUNTS: char = '#';

/// Payer, their account and purpose as they are compared.
pub(super) type Texts = [String; 3];

/// One line on either side.
pub(super) struct Side {
    pub(super) account: String,
    pub(super) when: (Day, i64),
    pub(super) clock: Option<u32>,
    pub(super) texts: Texts,
    pub(super) balance: Option<i64>,
    /// The kind of number the bank gave it, and the number.
    pub(super) serial: (String, String),
    /// Which texts its file has.
    pub(super) columns: u8,
    pub(super) key: Option<String>,
}

/// Account, whether money went out, and the number of the bank's.
pub(super) type Numbered<'a> = (&'a str, bool, &'a str);

/// What two lines can be compared by: the columns of their files, whether there is a balance, which kind of
/// number, and whether there is a time.
pub(super) type Shape = (u8, bool, String, bool);

impl Side {
    /// Of a line: its account, the columns and the key are its file's to tell.
    pub(super) fn of(line: &Line) -> Self {
        let plain = |text: &str| -> String {
            let half = text.chars().map(text::half_width);
            let letters = half.filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let serial = line.serial.as_str();
        let (kind, number) = serial.split_once(' ').unwrap_or(("bank", serial));
        // What has no figure is a word that many lines share, as `FPS` for how they came.
        let is_number = number.bytes().any(|b| b.is_ascii_digit());
        let (kind, number) = if is_number { (kind, number) } else { ("", "") };
        Self {
            account: String::new(),
            when: (line.on, line.amount.0),
            clock: line.clock,
            texts: [&line.payer, &line.payer_account, &line.purpose].map(|text| plain(text)),
            balance: line.balance.map(|fen| fen.0),
            serial: (kind.to_owned(), number.to_owned()),
            columns: 0,
            key: None,
        }
    }

    /// Whether its number may only count the lines of one export.
    pub(super) fn counts(&self) -> bool {
        let number = &self.serial.1;
        number.len() < LONG && number.bytes().all(|b| b.is_ascii_digit())
    }

    /// What its number is looked up by.
    pub(super) fn numbered(&self) -> Numbered<'_> {
        (&self.account, self.when.1 < 0, &self.serial.1)
    }

    /// What it can be compared by.
    pub(super) fn shape(&self) -> Shape {
        let kind = match (self.counts(), self.balance) {
            (false, _) => self.serial.0.clone(),
            // The balance tells more.
            (true, Some(_)) => String::new(),
            (true, None) if self.serial.0.is_empty() => String::new(),
            (true, None) => format!("{COUNTS}{}", self.serial.0),
        };
        let timed = self.clock.is_some();
        (self.columns, self.balance.is_some(), kind, timed)
    }

    /// What it says in these columns, and of the balance if that counts.
    pub(super) fn says(&self, columns: u8, balance: bool) -> String {
        let mut said = format!("{} {} {}", self.account, self.when.0, self.when.1);
        for (n, text) in self.texts.iter().enumerate() {
            said.push('\u{1f}');
            if columns & (1 << n) != 0 {
                said += text;
            }
        }
        if let Some(fen) = self.balance.filter(|_| balance) {
            said += &format!("\u{1f}{fen}");
        }
        said
    }
}

/// The numbers that one line alone has: what several share, on other days or of other payers, is none of the
/// bank's, but what somebody wrote.
pub(super) fn alone(lines: &[Side]) -> HashSet<Numbered<'_>> {
    let mut seen: HashMap<Numbered, HashSet<_>> = HashMap::new();
    for side in lines {
        let same = seen.entry(side.numbered()).or_default();
        same.insert((side.when, &side.texts));
    }
    seen.retain(|_, lines| lines.len() == 1);
    seen.into_keys().collect()
}

/// Which lines stand in the file before, with the same number of the bank's.
pub(super) fn twice(lines: &[Side]) -> Vec<bool> {
    let mut seen: HashMap<(String, &str), Option<i64>> = HashMap::new();
    let mut known = vec![];
    for side in lines {
        let number = side.serial.1.as_str();
        let before = seen.get(&(side.says(0, false), number)).copied();
        let same =
            before.is_some_and(|balance| balance.zip(side.balance).is_none_or(|(a, b)| a == b));
        known.push(same && !side.counts());
        seen.entry((side.says(0, false), number))
            .or_insert(side.balance);
    }
    known
}
