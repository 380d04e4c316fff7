//! The press: sets a paper, then writes its pages as PDF/A-2b.

use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use chrono::{Datelike, Timelike};
use krilla::configure::{Archival, ConfigurationBuilder, ValidationError};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::tagging::{ArtifactType, ContentTag};
use krilla::{Document, SerializeSettings};

use super::block::{Look, Mark, Paper};
use super::draw::{Unprintable, Writer, artifact, picture};
use super::flow;
use super::fonts::Fonts;
use super::ink::Inker;
use super::set::Frame;
use crate::kernel::{Lang, Moment, Say};
use crate::platform::aside::Gate;
use crate::platform::db::Fault;
use crate::say;

/// Papers that are set at once for people who wait for them: each takes a processor and some megabytes.
const AT_ONCE: u32 = 2;
/// Who waits longer for a paper is asked to come back.
static TURNS: Gate = Gate::new(AT_ONCE, Duration::from_secs(20));

/// Prints papers. Cheap to clone; the fonts are looked for once, when the first paper needs them.
#[derive(Clone)]
pub struct Press {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Option<PathBuf>,
    fonts: OnceLock<Fonts>,
    /// Idle ones, [`AT_ONCE`] at most.
    inkers: Mutex<Vec<Inker>>,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press")
            .field("folder", &self.inner.folder)
            .finish_non_exhaustive()
    }
}

impl Press {
    /// With the fonts of `folder` before the system's. All that have no folder of their own share
    /// what they found.
    #[must_use]
    pub fn new(folder: Option<&FilePath>) -> Self {
        static PLAIN: OnceLock<Press> = OnceLock::new();
        match folder {
            None => PLAIN.get_or_init(|| Self::with(None)).clone(),
            own => Self::with(own),
        }
    }

    fn with(folder: Option<&FilePath>) -> Self {
        Self {
            inner: Arc::new(Inner {
                folder: folder.map(FilePath::to_owned),
                fonts: OnceLock::new(),
                inkers: Mutex::default(),
            }),
        }
    }

    /// The fonts; the first call looks for them.
    #[must_use]
    pub fn fonts(&self) -> &Fonts {
        self.inner
            .fonts
            .get_or_init(|| Fonts::find(self.inner.folder.as_deref()))
    }

    /// The characters of `text` that no font has, each once.
    #[must_use]
    pub fn missing(&self, lang: Lang, text: &str) -> Vec<char> {
        self.fonts().missing(lang, text)
    }

    /// Whether every paper of the chamber can print a text, in whatever language it is written.
    ///
    /// # Errors
    /// What to tell who typed it, with the characters that can't be printed.
    pub fn check(&self, text: &str) -> Result<(), Say> {
        let mut missing = vec![];
        for lang in Lang::ALL {
            for c in self.missing(lang, text) {
                if !missing.contains(&c) {
                    missing.push(c);
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(unprintable_characters(&missing))
    }

    /// Shows a question mark where a paper has a character that no font has: for papers that tell
    /// what people wrote. A paper that is signed or proves something is refused instead.
    pub fn make_legible(&self, paper: &mut Paper) {
        let missing = self.missing(paper.lang, &paper.letters());
        if !missing.is_empty() {
            paper.without(&missing);
        }
    }

    /// Work with the press that somebody waits for, away from the threads that answer and, of everybody on
    /// this server, only so much at once. What is issued in the background goes one by one beside it.
    ///
    /// # Errors
    /// [`Fault::Busy`] if its turn doesn't come in time; [`Fault::Broken`] if it didn't finish.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let press = self.clone();
        TURNS.aside(1, move || work(&press)).await
    }

    /// Prints a paper.
    ///
    /// # Errors
    /// If a character has no glyph, or a picture can't be read.
    pub fn print(&self, paper: &Paper) -> Result<Vec<u8>, Unprintable> {
        let idle = self.idle().pop();
        let mut inker = idle.unwrap_or_else(|| Inker::new(self.fonts()));
        let printed = write(&mut inker, paper);
        let mut idle = self.idle();
        if idle.len() < AT_ONCE as usize {
            idle.push(inker);
        }
        printed
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Inker>> {
        self.inner
            .inkers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// That no font has these characters. Each is told with its number, since it may not be shown.
#[must_use]
pub fn unprintable_characters(characters: &[char]) -> Say {
    let name = |c: &char| format!("{c} (U+{:04X})", u32::from(*c));
    let named: Vec<String> = characters.iter().map(name).collect();
    say!("platform-paper-missing", characters = named.join(", "))
}

fn write(inker: &mut Inker, paper: &Paper) -> Result<Vec<u8>, Unprintable> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|e| Unprintable::Broken(format!("{e:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(paper));
    let mut set = flow::set(inker, paper);
    let frame = Frame::of(paper.look);
    let mark = match &paper.mark {
        Mark::Seal => None,
        Mark::Picture(bytes) => Some(picture(bytes)?),
    };
    let count = set.pages.len();
    for (at, drawn) in set.pages.iter().enumerate() {
        let (wide, high) = frame.page;
        let settings = PageSettings::from_wh(wide, high)
            .ok_or_else(|| Unprintable::Broken("a page without size".into()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut writer = Writer {
            inker,
            surface: &mut surface,
            paper,
            frame,
        };
        match paper.look {
            Look::Document => writer.running(mark.as_ref(), at + 1, count),
            Look::Certificate => writer.border(mark.as_ref()),
        }
        for one in drawn {
            let tag = match one.part {
                Some(_) => ContentTag::Other,
                None => artifact(ArtifactType::Layout),
            };
            let id = writer.surface.start_tagged(tag);
            writer.draw(one)?;
            writer.surface.end_tagged();
            if let Some(part) = one.part {
                set.parts.drawn(part, id);
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(set.parts.tree());
    document.finish().map_err(|e| unprintable(&e))
}

fn metadata(paper: &Paper) -> Metadata {
    Metadata::new()
        .title(paper.title.clone())
        .authors(vec![paper.issuer.clone()])
        .creator("Huiguan".into())
        .language(paper.lang.tag().into())
        .document_id(paper.id.clone())
        .creation_date(date_time(paper.made_at))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parts of a date"
)]
fn date_time(at: Moment) -> DateTime {
    DateTime::new(at.year() as u16)
        .month(at.month() as u8)
        .day(at.day() as u8)
        .hour(at.hour() as u8)
        .minute(at.minute() as u8)
        .second(at.second() as u8)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn unprintable(error: &KrillaError) -> Unprintable {
    let KrillaError::Validation(flaws) = error else {
        return Unprintable::Broken(error.to_string());
    };
    let mut missing = vec![];
    for (flaw, _) in flaws {
        match flaw {
            ValidationError::ContainsNotDefGlyph(_, _, text) => {
                missing.extend(
                    text.chars()
                        .filter(|c| !missing.contains(c))
                        .collect::<Vec<_>>(),
                );
            }
            other => return Unprintable::Broken(format!("{other:?}")),
        }
    }
    Unprintable::Missing(missing)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
