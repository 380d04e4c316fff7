//! A form with files: the fields as a [`Form`], the files as bytes in memory, both bounded.
//!
//! A page's script sends each file alone with the header `X-Upload: 1` and wants a short word
//! back; without a script the browser posts the whole form and wants a page.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::Arc;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};

use crate::kernel::Say;
use crate::platform::aside::aside;
use crate::platform::db::Fault;
use crate::platform::files::{Allowed, NewFile, Store};
use crate::say;
use crate::web::form::Form;
use crate::web::mark;
use crate::web::once::Once;
use crate::web::view::{Reply, View};

/// Most bytes of one posted form with files.
pub const MOST_BYTES: usize = 24 * 1024 * 1024;
/// Most files in one form.
const MOST_FILES: usize = 20;
/// Most bytes of a field that is no file.
const MOST_TEXT: usize = 64 * 1024;

/// A file as it was sent.
#[derive(Debug)]
pub struct Sent {
    /// The field it was chosen in.
    pub field: String,
    /// The name the browser gave.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A posted form with files.
#[derive(Debug)]
pub struct Upload {
    /// The fields that are no files.
    pub form: Form,
    /// The files; empty file fields are left out.
    pub files: Vec<Sent>,
    /// Whether a script sent it and wants a word instead of a page.
    pub by_script: bool,
}

/// A posted form with files that nobody has read yet: for who has to ask first whether the person may
/// send one at all.
pub struct Unread {
    parts: Multipart,
    by_script: bool,
    once: Arc<Once>,
}

impl FromRequest for Unread {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self {
            parts: Multipart::new(req.headers(), payload.take()),
            by_script: req.headers().contains_key("x-upload"),
            once: Once::of(req),
        }))
    }
}

impl Unread {
    /// Reads it.
    ///
    /// # Errors
    /// [`Fault::Refused`] if it is no form with files, or too large.
    pub async fn read(self) -> Result<Upload, Fault> {
        let mut upload = Upload {
            form: Form::default(),
            files: vec![],
            by_script: self.by_script,
        };
        let mark = upload.read(self.parts).await?;
        if mark.is_empty() {
            return Ok(upload);
        }
        // Large files take a moment: not on the threads that answer.
        let (upload, told) = aside(move || {
            let told = upload.told();
            (upload, told)
        })
        .await?;
        self.once.read(&mark, told.iter().map(|part| &**part));
        Ok(upload)
    }
}

impl FromRequest for Upload {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Fault>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let unread = Unread::from_request(req, payload).into_inner();
        Box::pin(async move { unread?.read().await })
    }
}

impl Upload {
    /// Reads the parts; gives the form's mark, which is not among its fields.
    async fn read(&mut self, mut parts: Multipart) -> Result<String, Fault> {
        let (mut left, mut mark) = (MOST_BYTES, String::new());
        while let Some(mut part) = parts.try_next().await.map_err(|_| unreadable())? {
            let named = part.content_disposition();
            let field = named
                .and_then(|d| d.get_name())
                .unwrap_or_default()
                .to_owned();
            let file = named.and_then(|d| d.get_filename()).map(str::to_owned);
            let most = if file.is_some() {
                left
            } else {
                MOST_TEXT.min(left)
            };
            let bytes = read_part(&mut part, most).await?;
            left -= bytes.len();
            match file {
                None if field == mark::FIELD => mark = String::from_utf8_lossy(&bytes).into(),
                None => self.form.put(&field, String::from_utf8_lossy(&bytes)),
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(_) if self.files.len() >= MOST_FILES => return Err(too_large()),
                Some(name) => self.files.push(Sent { field, name, bytes }),
            }
        }
        Ok(mark)
    }

    /// Everything that was posted, file by file its digest: what tells one press from another.
    fn told(&self) -> Vec<Vec<u8>> {
        let fields = self.form.pairs().iter();
        let mut told: Vec<Vec<u8>> = fields
            .flat_map(|(name, value)| [name.clone().into_bytes(), value.clone().into_bytes()])
            .collect();
        for sent in &self.files {
            told.push(sent.field.clone().into_bytes());
            told.push(sent.name.clone().into_bytes());
            told.push(Sha256::digest(&sent.bytes).to_vec());
        }
        told
    }

    /// Puts the file it came with under its hash; `None` if there is none, or if it is refused, which is
    /// noted at `field`.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn take_in(
        &mut self,
        store: &Store,
        field: &str,
        allowed: Allowed,
    ) -> Result<Option<NewFile>, Fault> {
        let Some(sent) = self.files.pop() else {
            return Ok(None);
        };
        match store.take_in(&sent.name, sent.bytes, allowed).await {
            Ok(file) => Ok(Some(file)),
            Err(fault) => self.form.refuse_fault(field, fault).map(|()| None),
        }
    }

    /// Reads the file it came with, of at most so many bytes, away from the threads that answer; `None`
    /// if there is none or it can't be read, which is noted at `file`.
    ///
    /// # Errors
    /// If the reading doesn't finish.
    pub async fn read_in<T: Send + 'static>(
        &mut self,
        most: usize,
        read: impl FnOnce(Sent) -> Result<T, Say> + Send + 'static,
    ) -> Result<Option<T>, Fault> {
        let read = match self.files.pop() {
            None => Err(say!("web-form-needed")),
            Some(sent) if sent.bytes.len() > most => {
                Err(say!("web-upload-too-large", megabytes = most >> 20))
            }
            Some(sent) => aside(move || read(sent)).await?,
        };
        Ok(read.map_err(|why| self.form.refuse("file", why)).ok())
    }

    /// The answer once everything was taken: a word for the script, a page to go to for a person.
    pub fn taken(&self, view: &View, to: &str, say: Say) -> Reply {
        if self.by_script {
            Ok(HttpResponse::NoContent().finish())
        } else {
            view.done(to, say)
        }
    }

    /// The answer when something was refused: the reason for the script, a page to go to for a person.
    pub fn refused(&self, view: &View, to: &str, say: Say) -> Reply {
        if !self.by_script {
            return view.warned(to, say);
        }
        let words = view.speech().say(&say);
        let answer = HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY)
            .content_type("text/plain; charset=utf-8")
            .body(words);
        Ok(answer)
    }
}

async fn read_part(part: &mut Field, most: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.try_next().await.map_err(|_| unreadable())? {
        if bytes.len() + chunk.len() > most {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreadable() -> Fault {
    say!("web-upload-unreadable").into()
}

fn too_large() -> Fault {
    say!("web-upload-too-large", megabytes = MOST_BYTES >> 20).into()
}
