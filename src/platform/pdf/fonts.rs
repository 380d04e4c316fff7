//! Finds the fonts: first in the configured folder, then among the system's. For each language a
//! row of families, the first that can draw a character draws it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use parley::fontique::{
    Blob, Collection, CollectionOptions, FamilyInfo, SourceCache, SourceId, SourceInfo, SourceKind,
};

use crate::kernel::Lang;

/// Where systems keep fonts.
const SYSTEM: [&str; 3] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/texmf/fonts/opentype",
];
/// Folders are looked through this deep.
const DEPTH: usize = 6;
/// Most families that are asked for a character.
const ROW: usize = 8;

/// The two kinds of letters a paper uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// For running text: Song, serif.
    Text,
    /// For headings, heads of tables, small print: Hei, sans.
    Head,
}

/// The families for one language.
#[derive(Debug, Clone, Default)]
struct Row {
    text: Vec<String>,
    head: Vec<String>,
    /// The regular faces of all of them, to ask whether they have a character.
    faces: Vec<(Blob<u8>, parley::fontique::CharmapIndex)>,
}

/// All fonts that are of use.
#[derive(Clone)]
pub struct Fonts {
    /// For the text layout.
    pub(super) collection: Collection,
    /// Opened files: none, since the collection holds their bytes.
    pub(super) cache: SourceCache,
    rows: [Row; 3],
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts")
            .field("rows", &self.names())
            .finish()
    }
}

impl Fonts {
    /// Looks for fonts. Reads the heads of every font file, so it takes some tenths of a second.
    #[must_use]
    pub fn find(folder: Option<&Path>) -> Self {
        let mut own = Self::collection(folder.map(Path::to_owned).into_iter());
        let mut all = Self::collection(
            SYSTEM
                .iter()
                .map(PathBuf::from)
                .chain(folder.map(Path::to_owned)),
        );
        let mut cache = SourceCache::default();
        let first: Vec<String> = own.family_names().map(str::to_owned).collect();
        let rows = Lang::ALL.map(|lang| Row::choose(lang, &first, &mut all, &mut cache));
        Self {
            collection: all,
            cache,
            rows,
        }
    }

    fn collection(folders: impl Iterator<Item = PathBuf>) -> Collection {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let mut files = vec![];
        folders.for_each(|folder| font_files(&folder, DEPTH, &mut files));
        files.sort();
        // Not by their paths: each face of a file would be mapped apart, and by each press anew.
        for bytes in files.iter().filter_map(|file| mapped(file)) {
            collection.register_fonts(bytes, None);
        }
        collection
    }

    fn row(&self, lang: Lang) -> &Row {
        let at = Lang::ALL.iter().position(|l| *l == lang).unwrap_or(0);
        &self.rows[at]
    }

    /// The families that are asked in turn, for running text or for headings.
    pub(super) fn families(&self, lang: Lang, face: Face) -> &[String] {
        match face {
            Face::Text => &self.row(lang).text,
            Face::Head => &self.row(lang).head,
        }
    }

    /// Whether there is a font at all that can write this language.
    #[must_use]
    pub fn can_write(&self, lang: Lang) -> bool {
        self.missing(lang, sample(lang)).is_empty()
    }

    /// The characters of `text` that no font has, each once. Line feeds and tabs need none.
    #[must_use]
    pub fn missing(&self, lang: Lang, text: &str) -> Vec<char> {
        let maps: Vec<_> = self
            .row(lang)
            .faces
            .iter()
            .filter_map(|(data, index)| index.charmap(data.as_ref()))
            .collect();
        let mut missing = vec![];
        for c in text.chars() {
            let drawn = matches!(c, '\n' | '\r' | '\t')
                || maps
                    .iter()
                    .any(|m| m.map(c).is_some_and(|glyph| glyph != 0));
            if !drawn && !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }

    /// The family that draws most of each language's text, to be shown to who looks after the server.
    #[must_use]
    pub fn names(&self) -> Vec<(Lang, Option<&str>)> {
        Lang::ALL
            .into_iter()
            .map(|lang| (lang, self.row(lang).text.first().map(String::as_str)))
            .collect()
    }
}

impl Row {
    /// `first`: the families of the configured folder.
    fn choose(lang: Lang, first: &[String], all: &mut Collection, cache: &mut SourceCache) -> Self {
        let mut names: Vec<String> = all.family_names().map(str::to_owned).collect();
        names.sort();
        let mut fitting: Vec<(usize, String, FamilyInfo)> = vec![];
        for name in names {
            let Some(family) = all.family_by_name(&name) else {
                continue;
            };
            let coverage = coverage(lang, &family, cache);
            // What somebody put into the folder is meant, even if it only has rare characters.
            if coverage > 0 || first.contains(&name) {
                fitting.push((coverage, name, family));
            }
        }
        let row = |face: Face| {
            let mut ranked: Vec<_> = fitting
                .iter()
                .map(|(coverage, name, _)| {
                    let known = wanted(lang, face).iter().position(|w| w == name);
                    let own = !first.contains(name);
                    let whole = *coverage < sample(lang).chars().count();
                    (
                        (
                            whole,
                            own,
                            known.unwrap_or(usize::MAX),
                            std::cmp::Reverse(*coverage),
                        ),
                        name,
                    )
                })
                .collect();
            ranked.sort();
            ranked
                .into_iter()
                .map(|(_, name)| name.clone())
                .take(ROW)
                .collect::<Vec<_>>()
        };
        let (text, head) = (row(Face::Text), row(Face::Head));
        let faces = text
            .iter()
            .filter_map(|name| {
                let (_, _, family) = fitting.iter().find(|(_, n, _)| n == name)?;
                let font = family.default_font()?;
                Some((cache.get(font.source())?, font.charmap_index()))
            })
            .collect();
        Self { text, head, faces }
    }
}

/// How many characters of the language's sample a family has.
fn coverage(lang: Lang, family: &FamilyInfo, cache: &mut SourceCache) -> usize {
    let Some(font) = family.default_font() else {
        return 0;
    };
    let Some(data) = cache.get(font.source()) else {
        return 0;
    };
    let index = font.charmap_index();
    let Some(map) = index.charmap(data.as_ref()) else {
        return 0;
    };
    sample(lang)
        .chars()
        .filter(|c| map.map(*c).is_some_and(|glyph| glyph != 0))
        .count()
}

/// Characters that a font for the language surely has.
fn sample(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => {
            "\u{4f1a}\u{9986}\u{534f}\u{8bae}\u{7ae0}\u{7a0b}\u{5ba1}\u{8bae}\u{901a}\u{8fc7}Aag09\u{ff0c}\u{3002}\u{300a}\u{300b}\u{ff08}\u{ff09}"
        }
        Lang::ZhTw => {
            "\u{6703}\u{9928}\u{5354}\u{8b70}\u{7ae0}\u{7a0b}\u{5be9}\u{8b70}\u{901a}\u{904e}Aag09\u{ff0c}\u{3002}\u{300a}\u{300b}\u{ff08}\u{ff09}"
        }
        Lang::En => "ABCXYZabcxyz0189.,;()\u{2019}\u{2013}",
    }
}

/// The families we know to look well, best first. The Noto faces hold Latin letters that fit.
fn wanted(lang: Lang, face: Face) -> &'static [&'static str] {
    match (lang, face) {
        (Lang::ZhTw, Face::Text) => &[
            "Noto Serif CJK TC",
            "Source Han Serif TC",
            "Noto Serif TC",
            "Noto Sans CJK TC",
            "Source Han Sans TC",
            "Noto Sans TC",
        ],
        (Lang::ZhTw, Face::Head) => &[
            "Noto Sans CJK TC",
            "Source Han Sans TC",
            "Noto Sans TC",
            "Noto Serif CJK TC",
        ],
        (_, Face::Text) => &[
            "Noto Serif CJK SC",
            "Source Han Serif SC",
            "Noto Serif SC",
            "Noto Sans CJK SC",
            "Source Han Sans SC",
            "Noto Sans SC",
            "WenQuanYi Zen Hei",
        ],
        (_, Face::Head) => &[
            "Noto Sans CJK SC",
            "Source Han Sans SC",
            "Noto Sans SC",
            "Noto Serif CJK SC",
            "WenQuanYi Zen Hei",
        ],
    }
}

/// The bytes of a font file, mapped once for the process: all presses and threads share them. `None` if it can't
/// be read.
fn mapped(file: &Path) -> Option<Blob<u8>> {
    static FILES: Mutex<BTreeMap<PathBuf, Blob<u8>>> = Mutex::new(BTreeMap::new());
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = files.get(file) {
        return Some(known.clone());
    }
    let source = SourceInfo::new(SourceId::new(), SourceKind::Path(Arc::from(file)));
    let bytes = SourceCache::default().get(&source)?;
    files.insert(file.to_owned(), bytes.clone());
    Some(bytes)
}

fn font_files(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            if depth > 0 {
                font_files(&path, depth - 1, found);
            }
        } else if path
            .extension()
            .and_then(|end| end.to_str())
            .is_some_and(|end| {
                ["ttf", "ttc", "otf", "otc"].contains(&end.to_ascii_lowercase().as_str())
            })
        {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_folder_changes_nothing_and_what_no_font_has_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let fonts = Fonts::find(Some(folder.path()));
        assert!(fonts.can_write(Lang::ZhCn) && fonts.can_write(Lang::ZhTw));
        assert_eq!(
            fonts.missing(Lang::ZhCn, "会馆\u{e123}A\u{e123}"),
            ['\u{e123}']
        );
        assert!(
            fonts
                .missing(Lang::ZhCn, "𠮷田䶮㛃商会 GmbH & Co.\n")
                .is_empty()
        );
    }

    #[test]
    fn each_chinese_is_drawn_with_its_own_shapes() {
        let fonts = Fonts::find(None);
        let names = fonts.names();
        assert_eq!(names[0].1, Some("Noto Serif CJK SC"));
        assert_eq!(names[1].1, Some("Noto Serif CJK TC"));
    }
}
