//! What every paper of the chamber has in common: its name and mark at the head, the page numbers at
//! the foot, and that it is made up where it is.

use std::collections::BTreeMap;

use actix_web::HttpResponse;

use crate::kernel::brand::Brand;
use crate::kernel::{Lang, Moment};
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{self, FileRow, Store};
use crate::platform::i18n::Speech;
use crate::platform::pdf::{
    Block, Mark, Paper, Press, Template, Unprintable, Value, unprintable_characters,
};
use crate::platform::settings;
use crate::say;

/// The chamber's name and mark, ready to be printed.
#[derive(Debug, Clone, Default)]
pub struct Letterhead {
    /// Who the chamber is.
    pub brand: Brand,
    mark: Mark,
}

/// What the fields of a text stand for in one paper.
pub type Values = BTreeMap<&'static str, Value>;

/// What one paper is beside its blocks.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The language it is written in.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What stands at its foot: a number, a hash.
    pub foot: String,
    /// When it is made, UTC.
    pub at: Moment,
    /// What tells it from others.
    pub id: String,
}

impl Letterhead {
    /// Reads name and mark.
    ///
    /// # Errors
    /// If the database or the file store fails.
    pub async fn load(db: &Db, store: &Store) -> Result<Self, Fault> {
        let (brand, file) = db.read(known).await?;
        let mark = match file {
            Some(file) => {
                let shown = file.shown_sha256.as_deref().unwrap_or(&file.sha256);
                Mark::Picture(store.bytes(shown).await?)
            }
            None => Mark::Seal,
        };
        Ok(Self { brand, mark })
    }

    /// With the drawn seal, for a chamber that has no mark of its own.
    #[must_use]
    pub fn plain(brand: Brand) -> Self {
        Self {
            brand,
            mark: Mark::Seal,
        }
    }

    /// How its papers speak in `lang`.
    #[must_use]
    pub fn speech(&self, lang: Lang) -> Speech {
        Speech::new(lang, &self.brand)
    }

    /// A paper made from a text of the chamber's, its fields filled in: with a title in any case, a
    /// line under it if there is one, and what follows the text.
    #[must_use]
    pub fn written(
        &self,
        heading: Heading,
        (text, values): (&str, &Values),
        lead: &str,
        tail: Vec<Block>,
    ) -> Paper {
        let mut blocks = Template::read(text).fill(values);
        if !matches!(blocks.first(), Some(Block::Title(_))) {
            blocks.insert(0, Block::Title(heading.title.as_str().into()));
        }
        if !lead.is_empty() {
            blocks.insert(1, Block::Lead(lead.into()));
        }
        blocks.extend(tail);
        self.paper(heading, blocks)
    }

    /// A paper under this letterhead.
    #[must_use]
    pub fn paper(&self, heading: Heading, blocks: Vec<Block>) -> Paper {
        let speech = self.speech(heading.lang);
        let demo = if self.brand.demo {
            speech.plain("chamber-paper-demo")
        } else {
            ""
        };
        let foot = [heading.foot.as_str(), demo];
        let foot: Vec<&str> = foot.into_iter().filter(|part| !part.is_empty()).collect();
        Paper {
            lang: heading.lang,
            title: heading.title,
            issuer: self.brand.name.get(heading.lang).to_owned(),
            foot: foot.join(" · "),
            pages: speech.say(&say!(
                "chamber-paper-pages",
                page = "{page}",
                pages = "{pages}"
            )),
            made_at: heading.at,
            id: heading.id,
            mark: self.mark.clone(),
            blocks,
            ..Paper::default()
        }
    }
}

/// Prints a paper that tells what is on record, whatever characters people used, and hands it out to
/// be saved as `name`.
///
/// # Errors
/// If it can't be printed, or its turn doesn't come.
pub async fn hand_out(press: &Press, mut paper: Paper, name: &str) -> Result<HttpResponse, Fault> {
    let printing = move |press: &Press| {
        press.make_legible(&mut paper);
        press.print(&paper)
    };
    let bytes = press.aside(printing).await?.map_err(|why| fault(&why))?;
    Ok(files::hand_out(name, bytes))
}

fn known(conn: &mut Conn) -> Result<(Brand, Option<FileRow>), Fault> {
    let brand: Brand = settings::get(conn)?;
    let file = match &brand.mark {
        Some(id) => Some(files::find(conn, id)?),
        None => None,
    };
    Ok((brand, file))
}

/// Why a paper could not be printed, as a fault: a missing character is for people to mend.
#[must_use]
pub fn fault(why: &Unprintable) -> Fault {
    match why {
        Unprintable::Missing(characters) => unprintable_characters(characters).into(),
        Unprintable::Broken(what) => Fault::Broken(format!("paper: {what}")),
    }
}
