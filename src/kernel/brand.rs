//! What the chamber calls itself: on every page, mail and paper.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Lang, id::FileId};

/// A text in the three languages; an empty one falls back to the chamber's main language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Trilingual {
    /// 简体中文
    pub zh_cn: String,
    /// 繁體中文
    pub zh_tw: String,
    /// English
    pub en: String,
}

impl Trilingual {
    /// The text in `lang`, or in the next best language that has one.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        let order = match lang {
            Lang::ZhCn => [&self.zh_cn, &self.zh_tw, &self.en],
            Lang::ZhTw => [&self.zh_tw, &self.zh_cn, &self.en],
            Lang::En => [&self.en, &self.zh_cn, &self.zh_tw],
        };
        order
            .into_iter()
            .find(|s| !s.is_empty())
            .map_or("", |s| s.as_str())
    }
}

/// How the chamber is reached and what it says about itself; what is empty is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// A few sentences about the chamber.
    pub intro: Trilingual,
    /// Postal address of the office.
    pub address: Trilingual,
    /// Telephone.
    pub phone: String,
    /// E-mail address of the office.
    pub email: String,
    /// Office hours.
    pub hours: Trilingual,
    /// Lines at the foot of public pages: registration number, site record number.
    pub records: Vec<String>,
}

/// The chamber's identity and conventions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brand {
    /// Full name.
    pub name: Trilingual,
    /// The mark, a picture; without one a seal with the name's first character is drawn.
    pub mark: Option<FileId>,
    /// Time zone in which days begin and deadlines fall.
    pub zone: Tz,
    /// ISO 4217 code of the currency that dues are in.
    pub currency: String,
    /// Language when a reader has not chosen one.
    pub lang: Lang,
    /// How it is reached.
    pub contact: Contact,
    /// Made-up data: every page says so.
    pub demo: bool,
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            name: Trilingual {
                zh_cn: "会馆".into(),
                zh_tw: "會館".into(),
                en: "Huiguan".into(),
            },
            mark: None,
            zone: chrono_tz::Asia::Shanghai,
            currency: "CNY".into(),
            lang: Lang::ZhCn,
            contact: Contact::default(),
            demo: false,
        }
    }
}
