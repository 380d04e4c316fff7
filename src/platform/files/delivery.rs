//! Hands a file to a browser, once somebody has made sure that the person may have it.
//!
//! What people uploaded is never run: the type is ours, not to be guessed, and the answer is
//! sandboxed. Pictures are shown in their cleaned version; everything else is saved, not opened.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::{FileRow, Kind, Store, safe_name};
use crate::platform::db::Fault;
use crate::say;

/// Which version of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// As it was uploaded, to be saved. A photo still says where it was taken: only for those
    /// who may know that.
    Original,
    /// The cleaned picture for pages; other files as they are, to be saved.
    Shown,
    /// The small cleaned picture.
    Thumb,
}

impl Face {
    /// The cleaned picture that an address names: `shown` or `thumb`.
    #[must_use]
    pub fn of_picture(word: &str) -> Option<Self> {
        match word {
            "shown" => Some(Self::Shown),
            "thumb" => Some(Self::Thumb),
            _ => None,
        }
    }
}

/// The answer with the file's bytes, streamed from the store.
pub async fn serve(store: &Store, file: &FileRow, face: Face) -> Result<HttpResponse, Fault> {
    let picture = match face {
        Face::Original => None,
        Face::Shown => file.shown_sha256.as_ref(),
        Face::Thumb => Some(file.thumb_sha256.as_ref().ok_or(Fault::Missing)?),
    };
    let sum = picture.unwrap_or(&file.sha256);
    let (length, stream) = store.stream(sum).await.map_err(|fault| match fault {
        Fault::Missing => lost(file, sum),
        other => other,
    })?;
    let shown = file.kind().and_then(Kind::shown_as);
    let (media_type, disposition) = match (picture, shown) {
        (Some(_), Some(kind)) => (
            kind.media_type(),
            disposition("inline", &safe_name(&file.name, kind)),
        ),
        _ => (
            file.media_type.as_str(),
            disposition("attachment", &file.name),
        ),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header(("cross-origin-resource-policy", "same-origin"))
        // Already as small as it gets, and of known length.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(actix_web::body::SizedStream::new(length, stream)))
}

/// A file that is on record and no more in the store: whoever may have it hears so, with what it is to be found
/// again by, and the log keeps it for whoever looks after the server.
fn lost(file: &FileRow, sum: &str) -> Fault {
    tracing::error!(sha256 = sum, "a file on record is lost in the store");
    say!("platform-file-lost", name = &file.name, sum = sum).into()
}

/// The answer with a PDF that was just made and is kept nowhere, to be saved under this name.
#[must_use]
pub fn hand_out(name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, Kind::Pdf.media_type()))
        .insert_header((header::CONTENT_DISPOSITION, disposition("attachment", name)))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header(("cross-origin-resource-policy", "same-origin"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(bytes)
}

/// `Content-Disposition` with the name in UTF-8 and, for old programs, in ASCII (RFC 6266).
fn disposition(how: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !"\"\\%".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            full.push(char::from(byte));
        } else {
            full.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_handed_out_in_both_spellings() {
        assert_eq!(
            disposition("attachment", "执照 1\".pdf"),
            "attachment; filename=\"___1_.pdf\"; \
             filename*=UTF-8''%E6%89%A7%E7%85%A7%201%22.pdf"
        );
    }
}
