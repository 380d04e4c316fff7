//! The ranks of membership, and the charter in force. What a rank costs is no word of the chamber's own: the
//! assembly adopts it (`dues`).

use serde::{Deserialize, Serialize};

use crate::kernel::brand::Trilingual;
use crate::kernel::id::FileId;
use crate::kernel::{Day, Lang};

/// A rank one can be a member at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rank {
    /// Its code in the database; never changes.
    pub code: String,
    /// Its name.
    pub name: Trilingual,
    /// Whether one can apply for it.
    pub open: bool,
}

/// All ranks, lowest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranks {
    /// The list.
    pub list: Vec<Rank>,
}

impl Ranks {
    /// The rank with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Rank> {
        self.list.iter().find(|rank| rank.code == code)
    }

    /// The name of the rank with this code, or the code where the chamber no longer has it.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a str, lang: Lang) -> &'a str {
        self.find(code).map_or(code, |rank| rank.name.get(lang))
    }

    /// The ranks one can apply for.
    pub fn open(&self) -> impl Iterator<Item = &Rank> {
        self.list.iter().filter(|rank| rank.open)
    }
}

impl Default for Ranks {
    fn default() -> Self {
        let rank = |code: &str| Rank {
            code: code.to_owned(),
            // Its president's is nothing to apply for, until the chamber says so.
            open: code != "president",
            name: names(code),
        };
        let codes = ["member", "director", "vice_president", "president"];
        Self {
            list: codes.map(rank).into(),
        }
    }
}

/// 会员、理事、副会长、会长单位: escaped, because texts stand in `locales` and nowhere else,
/// and these are the chamber's own data from the first day on.
fn names(code: &str) -> Trilingual {
    let (zh_cn, zh_tw, en) = match code {
        "member" => ("\u{4f1a}\u{5458}", "\u{6703}\u{54e1}", "Member"),
        "director" => (
            "\u{7406}\u{4e8b}\u{5355}\u{4f4d}",
            "\u{7406}\u{4e8b}\u{55ae}\u{4f4d}",
            "Director",
        ),
        "vice_president" => (
            "\u{526f}\u{4f1a}\u{957f}\u{5355}\u{4f4d}",
            "\u{526f}\u{6703}\u{9577}\u{55ae}\u{4f4d}",
            "Vice president",
        ),
        _ => (
            "\u{4f1a}\u{957f}\u{5355}\u{4f4d}",
            "\u{6703}\u{9577}\u{55ae}\u{4f4d}",
            "President",
        ),
    };
    Trilingual {
        zh_cn: zh_cn.into(),
        zh_tw: zh_tw.into(),
        en: en.into(),
    }
}

/// The charter in force: what applicants accept. The newest publication; before the first
/// one, version 1 without a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CharterInForce {
    /// Its version, as people cite it.
    pub version: String,
    /// When it was adopted.
    pub adopted_on: Option<Day>,
    /// Its text as a file.
    pub file: Option<FileId>,
}

impl Default for CharterInForce {
    fn default() -> Self {
        Self {
            version: "1".into(),
            adopted_on: None,
            file: None,
        }
    }
}
