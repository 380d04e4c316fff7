//! Takes an upload in: looks at the bytes, makes what may be shown, puts it all into the store.

use super::{Kind, NewFile, Store, safe_name, sniff};
use crate::kernel::id::FileId;
use crate::platform::db::{Db, Fault};
use crate::platform::images::{self, Pictures};
use crate::say;

/// What is taken here: kinds and the most bytes.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// Kinds.
    pub kinds: &'static [Kind],
    /// Most bytes.
    pub most: usize,
}

impl Allowed {
    /// These kinds, up to so many megabytes.
    #[must_use]
    pub const fn new(kinds: &'static [Kind], megabytes: usize) -> Self {
        Self {
            kinds,
            most: megabytes * 1024 * 1024,
        }
    }

    /// For the `accept` attribute of a file field.
    #[must_use]
    pub fn accept(&self) -> String {
        let types: Vec<_> = self.kinds.iter().map(|k| k.accepted()).collect();
        types.join(",")
    }
}

impl Store {
    /// Takes in an upload under the name the browser gave. What is not allowed is refused with
    /// words for the person who brought it. Give the result to [`super::keep`] inside a write.
    pub async fn take_in(
        &self,
        name: &str,
        bytes: Vec<u8>,
        allowed: Allowed,
    ) -> Result<NewFile, Fault> {
        if bytes.is_empty() {
            return Err(say!("platform-file-empty").into());
        }
        if bytes.len() > allowed.most {
            return Err(say!("platform-file-large", megabytes = allowed.most >> 20).into());
        }
        let kind = sniff(&bytes, allowed.kinds)?;
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let (mut taken, mut shown, mut thumb) = (None, None, None);
        let bytes = if kind.shown_as().is_some() {
            let (pictures, at, bytes) = images::pictures(bytes, kind).await?;
            taken = at;
            let Pictures {
                shown: large,
                thumb: small,
            } = pictures;
            shown = Some(self.put(large).await?);
            thumb = Some(self.put(small).await?);
            bytes
        } else {
            bytes
        };
        let sha256 = self.put(bytes).await?;
        Ok(NewFile {
            sha256,
            name: safe_name(name, kind),
            kind,
            bytes: length,
            taken,
            shown,
            thumb,
        })
    }

    /// The text that a file holds.
    ///
    /// # Errors
    /// If the store or the database fails, or it is no text.
    pub async fn text(&self, db: &Db, id: FileId) -> Result<String, Fault> {
        let found = db.read(move |conn| super::find(conn, &id)).await?;
        let text = String::from_utf8(self.bytes(&found.sha256).await?);
        text.map_err(|_| Fault::Broken("a file is no text".to_owned()))
    }

    /// Keeps a text that the portal made itself. Give the result to [`super::keep`] inside a write.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn take_text(&self, name: &str, text: String) -> Result<NewFile, Fault> {
        let (kind, length) = (Kind::Text, i64::try_from(text.len()).unwrap_or(i64::MAX));
        Ok(NewFile {
            sha256: self.put(text.into_bytes()).await?,
            name: safe_name(name, kind),
            kind,
            bytes: length,
            taken: None,
            shown: None,
            thumb: None,
        })
    }
}
