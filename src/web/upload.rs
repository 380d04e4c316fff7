//! A form with files: the fields as a [`Form`], the files as bytes in memory, both bounded. While they
//! come they lie on disk, so that who sends slowly holds no memory.
//!
//! A page's script sends each file alone with the header `X-Upload: 1` and wants a short word
//! back; without a script the browser posts the whole form and wants a page.

use std::future::{Future, Ready, ready};
use std::io::{Read, Seek, Write};
use std::pin::Pin;
use std::sync::Arc;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use tempfile::{SpooledTempFile, spooled_tempfile};

use crate::kernel::Say;
use crate::platform::aside::aside;
use crate::platform::db::Fault;
use crate::platform::files::{Allowed, Kind, NewFile, Store, sniff};
use crate::platform::limits::network;
use crate::say;
use crate::web::door::Guest;
use crate::web::flow::Flow;
use crate::web::form::Form;
use crate::web::mark;
use crate::web::once::Once;
use crate::web::places::{Place, Sender};
use crate::web::site::Site;
use crate::web::view::{Reply, View};

/// Most bytes of one posted form with files.
pub const MOST_BYTES: usize = 24 * 1024 * 1024;
/// Most files in one form.
const MOST_FILES: usize = 20;
/// Most bytes of a field that is no file.
const MOST_TEXT: usize = 64 * 1024;
/// Most bytes of all fields that are no files.
const MOST_TEXTS: usize = 512 * 1024;
/// Most bytes of a file that are kept in memory while it comes.
const IN_MEMORY: usize = 64 * 1024;

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

/// Bytes of a file that tell what kind it is.
const HEAD: u64 = 4096;

/// A posted form with files.
#[derive(Debug)]
pub struct Upload {
    /// The fields that are no files.
    pub form: Form,
    /// The files; empty file fields are left out.
    pub files: Vec<Sent>,
    /// Whether a script sent it and wants a word instead of a page.
    pub by_script: bool,
    /// Kept until the form was worked on.
    _place: Place,
}

/// A posted form with files that nobody has read yet: for who has to ask first whether the person may
/// send one at all.
pub struct Unread {
    parts: Multipart,
    by_script: bool,
    /// Of whom only so many come in at once.
    who: Sender,
    flow: Arc<Flow>,
    once: Arc<Once>,
}

impl FromRequest for Unread {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self {
            parts: Multipart::new(req.headers(), payload.take()),
            by_script: req.headers().contains_key("x-upload"),
            who: sender(req),
            flow: req.extensions().get().cloned().unwrap_or_default(),
            once: Once::of(req),
        }))
    }
}

/// Who sends something to which portal: the officer, another person, or the network of somebody unknown.
fn sender(req: &HttpRequest) -> Sender {
    let portal = req.app_data::<web::Data<Site>>();
    let portal = portal.map_or("", |site| site.config.listen.as_str());
    let guest = Guest::of(req);
    let actor = guest.as_ref().and_then(|guest| guest.who.actor.as_ref());
    if let Some(actor) = actor {
        let id = format!("{} at {portal}", actor.id);
        return match actor.roles.is_empty() {
            true => Sender::Person(id),
            false => Sender::Officer(id),
        };
    }
    let ip = guest.as_ref().map_or("", |guest| guest.who.ip.as_str());
    Sender::Stranger(format!("{} at {portal}", network(ip)))
}

impl Unread {
    /// Reads it.
    ///
    /// # Errors
    /// [`Fault::Refused`] if it is no form with files, or too large; [`Fault::Busy`] if too many come in.
    pub async fn read(self) -> Result<Upload, Fault> {
        let mut place = Place::take(&self.who, &self.flow).await?;
        let (form, mut spooled, mark) = take(self.parts).await?;
        let (mut bytes, mut has_pictures) = (0, false);
        for one in &mut spooled {
            bytes += one.bytes;
            has_pictures = has_pictures || one.is_picture()?;
        }
        place.unpack(bytes, has_pictures).await?;
        let unpack = move || spooled.into_iter().map(Spooled::sent).collect();
        let files: Result<Vec<Sent>, Fault> = aside(unpack).await?;
        let upload = Upload {
            form,
            files: files?,
            by_script: self.by_script,
            _place: place,
        };
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

    /// Reads the file it came with, of at most so many bytes, in the way of its kind; `None` if there is none
    /// or it can't be read, which is noted at `file`.
    ///
    /// # Errors
    /// If the reading doesn't finish, or its turn doesn't come.
    pub async fn read_in<T>(
        &mut self,
        most: usize,
        read: impl AsyncFnOnce(Sent) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let read = match self.files.pop() {
            None => Err(say!("web-form-needed").into()),
            Some(sent) if sent.bytes.len() > most => {
                Err(say!("web-upload-too-large", megabytes = most >> 20).into())
            }
            Some(sent) => read(sent).await,
        };
        match read {
            Ok(read) => Ok(Some(read)),
            Err(fault) => self.form.refuse_fault("file", fault).map(|()| None),
        }
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

/// A file on its way in: what doesn't fit into a little memory lies on disk until all has come.
struct Spooled {
    field: String,
    name: String,
    file: SpooledTempFile,
    bytes: usize,
}

impl Spooled {
    /// Whether it looks like what is painted anew.
    fn is_picture(&mut self) -> Result<bool, Fault> {
        let mut head = vec![];
        self.file.rewind()?;
        Read::by_ref(&mut self.file)
            .take(HEAD)
            .read_to_end(&mut head)?;
        Ok(sniff(&head, Kind::PHOTOS).is_ok())
    }

    fn sent(mut self) -> Result<Sent, Fault> {
        let mut bytes = Vec::with_capacity(self.bytes);
        self.file.rewind()?;
        self.file.read_to_end(&mut bytes)?;
        let (field, name) = (self.field, self.name);
        Ok(Sent { field, name, bytes })
    }
}

/// Reads the parts: the fields, the files and the form's mark, which is not among its fields.
async fn take(mut parts: Multipart) -> Result<(Form, Vec<Spooled>, String), Fault> {
    let (mut form, mut files, mut mark) = (Form::default(), vec![], String::new());
    let (mut left, mut left_for_text) = (MOST_BYTES, MOST_TEXTS);
    while let Some(mut part) = parts.try_next().await.map_err(|_| unreadable())? {
        let named = part.content_disposition();
        let field = named
            .and_then(|d| d.get_name())
            .unwrap_or_default()
            .to_owned();
        let Some(name) = named.and_then(|d| d.get_filename()).map(str::to_owned) else {
            let mut text = vec![];
            read_part(&mut part, MOST_TEXT.min(left_for_text), &mut text).await?;
            left_for_text -= text.len();
            let text = String::from_utf8_lossy(&text);
            match field.as_str() {
                mark::FIELD => mark = text.into(),
                _ => form.put(&field, text),
            }
            continue;
        };
        let mut file = spooled_tempfile(IN_MEMORY);
        let bytes = read_part(&mut part, left, &mut file).await?;
        left -= bytes;
        if name.is_empty() && bytes == 0 {
            continue;
        }
        if files.len() >= MOST_FILES {
            return Err(too_large());
        }
        files.push(Spooled {
            field,
            name,
            file,
            bytes,
        });
    }
    Ok((form, files, mark))
}

/// Writes a part down as it comes; gives its length.
async fn read_part(part: &mut Field, most: usize, to: &mut impl Write) -> Result<usize, Fault> {
    let mut bytes = 0;
    while let Some(chunk) = part.try_next().await.map_err(|_| unreadable())? {
        bytes += chunk.len();
        if bytes > most {
            return Err(too_large());
        }
        to.write_all(&chunk)?;
    }
    Ok(bytes)
}

fn unreadable() -> Fault {
    say!("web-upload-unreadable").into()
}

fn too_large() -> Fault {
    say!("web-upload-too-large", megabytes = MOST_BYTES >> 20).into()
}
