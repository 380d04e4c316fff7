//! What a file is, by its content and never by its name; and names that are safe to hand out.

use crate::kernel::Say;
use crate::say;

/// A kind of file the portal takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PDF
    Pdf,
    /// JPEG picture
    Jpeg,
    /// PNG picture
    Png,
    /// HEIC picture, as iPhones make them; shown as JPEG.
    Heic,
    /// Word document
    Docx,
    /// Excel workbook
    Xlsx,
    /// Text that the portal made itself
    Text,
}

impl Kind {
    /// What papers may be.
    pub const PAPERS: &'static [Self] = &[Self::Pdf, Self::Jpeg, Self::Png, Self::Heic];
    /// What photos may be.
    pub const PHOTOS: &'static [Self] = &[Self::Jpeg, Self::Png, Self::Heic];
    /// Documents people write.
    pub const DOCUMENTS: &'static [Self] =
        &[Self::Pdf, Self::Docx, Self::Xlsx, Self::Jpeg, Self::Png];

    const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Jpeg,
        Self::Png,
        Self::Heic,
        Self::Docx,
        Self::Xlsx,
        Self::Text,
    ];

    /// Media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heif",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text => "text/plain",
        }
    }

    /// The kind of a stored media type.
    #[must_use]
    pub fn from_media_type(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.media_type() == text)
    }

    /// What it is called where a browser asks which files a field takes.
    #[must_use]
    pub const fn accepted(self) -> &'static str {
        match self {
            Self::Heic => "image/heic,image/heif",
            other => other.media_type(),
        }
    }

    /// The kind of its version for pages; `None` for what pages don't show.
    #[must_use]
    pub const fn shown_as(self) -> Option<Self> {
        match self {
            Self::Jpeg | Self::Heic => Some(Self::Jpeg),
            Self::Png => Some(Self::Png),
            Self::Pdf | Self::Docx | Self::Xlsx | Self::Text => None,
        }
    }

    /// File name endings, the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heic => &["heic", "heif"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Text => &["txt"],
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Heic => "HEIC",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Text => "TXT",
        }
    }
}

/// How the documents of older office programs begin, of which none is taken.
const OLD_OFFICE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// What the bytes are, if that is among the allowed. Nothing is unpacked for it: what would have to be is
/// none of ours.
pub fn sniff(bytes: &[u8], allowed: &[Kind]) -> Result<Kind, Say> {
    let known = Some(bytes).filter(|bytes| !bytes.starts_with(OLD_OFFICE));
    let found = known.and_then(infer::get);
    let found = found.and_then(|t| Kind::from_media_type(t.mime_type()));
    found.filter(|kind| allowed.contains(kind)).ok_or_else(|| {
        let labels: Vec<_> = allowed.iter().map(|k| k.label()).collect();
        say!("platform-file-kind", kinds = labels.join(" / "))
    })
}

/// Characters a name keeps at most.
const LONGEST: usize = 100;

/// A name that is safe to store, to show and to save under: no folders, no control or
/// direction-changing characters, not hidden, of bounded length, with an ending that tells the truth.
#[must_use]
pub fn safe_name(name: &str, kind: Kind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| is_harmless(*c)).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) => (stem, ending.to_ascii_lowercase()),
        None => (plain.as_str(), String::new()),
    };
    let honest = kind.endings().contains(&ending.as_str());
    let stem = if honest { stem } else { plain.as_str() };
    let stem: String = stem
        .trim_matches(['.', ' '])
        .chars()
        .take(LONGEST)
        .collect();
    let stem = if stem.is_empty() { "file" } else { &stem };
    format!(
        "{stem}.{}",
        if honest { &ending } else { kind.endings()[0] }
    )
}

fn is_harmless(c: char) -> bool {
    let turns_direction = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    !c.is_control() && !turns_direction && !"<>:\"|?*".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(sniff(b"%PDF-1.7\n", Kind::PAPERS), Ok(Kind::Pdf));
        assert_eq!(sniff(b"\xff\xd8\xff\xe0....", Kind::PAPERS), Ok(Kind::Jpeg));
        assert_eq!(
            sniff(b"\x00\x00\x00\x18ftypheic\0\0\0\0mif1heic", Kind::PHOTOS),
            Ok(Kind::Heic)
        );
        for other in [&b"<html><script>"[..], b"MZ\x90", b"", b"%PDF"] {
            assert!(sniff(other, &[Kind::Jpeg]).is_err());
        }
        let refusal = sniff(b"GIF89a", Kind::PAPERS).unwrap_err();
        assert_eq!(refusal.key, "platform-file-kind");
    }

    #[test]
    fn names_keep_what_people_wrote_and_lose_what_harms() {
        assert_eq!(
            safe_name("营业执照 副本.PDF", Kind::Pdf),
            "营业执照 副本.pdf"
        );
        assert_eq!(safe_name("../../etc/passwd", Kind::Pdf), "passwd.pdf");
        assert_eq!(safe_name("C:\\temp\\a.exe", Kind::Pdf), "a.exe.pdf");
        assert_eq!(
            safe_name("photo\u{202e}gpj.exe", Kind::Jpeg),
            "photogpj.exe.jpg"
        );
        assert_eq!(safe_name(".htaccess", Kind::Png), "htaccess.png");
        assert_eq!(safe_name("", Kind::Docx), "file.docx");
    }

    proptest! {
        #[test]
        fn every_name_comes_out_safe(name in ".{0,300}") {
            let safe = safe_name(&name, Kind::Pdf);
            prop_assert!(safe.ends_with(".pdf") && !safe.starts_with('.'));
            prop_assert!(safe.chars().count() <= LONGEST + 4);
            prop_assert!(!safe.contains(['/', '\\', '\n', '\r', '"', '\0']));
            prop_assert_eq!(safe_name(&safe, Kind::Pdf), safe);
        }
    }
}
