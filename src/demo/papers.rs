//! The files of the story, taken into the store before it is told: painted photos, papers that say
//! they are none.

use super::pictures::{Scene, paper, photo};
use crate::admission::application::rules::PaperKind;
use crate::dues::Importing;
use crate::platform::db::{Db, Fault};
use crate::platform::files::{Allowed, Kind, NewFile, Store};
use crate::platform::pdf::Press;

/// What every application brings.
#[derive(Clone)]
pub struct Papers {
    papers: Vec<(PaperKind, NewFile)>,
    photos: Vec<NewFile>,
    /// A bank's slip.
    pub slip: NewFile,
    /// A fiscal receipt.
    pub fiscal: NewFile,
    /// The assembly's resolution on dues.
    pub resolution: NewFile,
    /// Prints agreements while the story is told.
    pub press: Press,
    /// What brings a bank statement in.
    pub importing: Importing,
    store: Store,
    runtime: tokio::runtime::Handle,
}

const KINDS: [(PaperKind, &str, &str); 4] = [
    (
        PaperKind::Licence,
        "营业执照（演示）.pdf",
        "Business licence",
    ),
    (
        PaperKind::Authority,
        "授权委托书（演示）.pdf",
        "Power of attorney",
    ),
    (
        PaperKind::Accounts,
        "上年度财务报表（演示）.pdf",
        "Accounts of last year",
    ),
    (
        PaperKind::Qualification,
        "资质证书（演示）.pdf",
        "Certificate",
    ),
];

impl Papers {
    /// Paints them all and takes them in.
    pub async fn make(db: &Db, store: &Store) -> Result<Self, Fault> {
        let mut papers = vec![];
        for (kind, name, line) in KINDS {
            let file = store
                .take_in(name, paper(line), Allowed::new(Kind::PAPERS, 1))
                .await?;
            papers.push((kind, file));
        }
        let mut photos = vec![];
        for (n, scene) in (0u64..).zip(Scene::ALL.into_iter().chain(Scene::ALL)) {
            let name = format!("现场照片{}.jpg", n + 1);
            let bytes = photo(scene, n)?;
            photos.push(
                store
                    .take_in(&name, bytes, Allowed::new(Kind::PHOTOS, 10))
                    .await?,
            );
        }
        let allowed = || Allowed::new(Kind::PAPERS, 1);
        let slip = ("汇款回单（演示）.pdf", paper("Transfer slip"));
        let fiscal = ("会费票据（演示）.pdf", paper("Fiscal receipt of dues"));
        let resolution = ("会费标准决议（演示）.pdf", paper("Resolution on dues"));
        Ok(Self {
            papers,
            photos,
            slip: store.take_in(slip.0, slip.1, allowed()).await?,
            fiscal: store.take_in(fiscal.0, fiscal.1, allowed()).await?,
            resolution: store.take_in(resolution.0, resolution.1, allowed()).await?,
            press: Press::new(None),
            importing: Importing {
                db: db.clone(),
                files: store.clone(),
            },
            store: store.clone(),
            runtime: tokio::runtime::Handle::current(),
        })
    }

    /// Takes in a PDF that came about while the story is told, on the writer's own thread.
    pub fn keep(&self, name: &str, bytes: Vec<u8>) -> Result<NewFile, Fault> {
        let allowed = Allowed::new(&[Kind::Pdf], 10);
        self.runtime
            .block_on(self.store.take_in(name, bytes, allowed))
    }

    /// Keeps a table that came about while the story is told.
    pub fn keep_text(&self, name: &str, text: &str) -> Result<NewFile, Fault> {
        self.runtime
            .block_on(self.store.take_text(name, text.to_owned()))
    }

    /// The paper of a kind.
    pub fn of(&self, kind: PaperKind) -> Result<&NewFile, Fault> {
        let found = self
            .papers
            .iter()
            .find(|(k, _)| *k == kind)
            .map(|(_, file)| file);
        found.ok_or_else(|| Fault::Broken("a paper the demo has none of".into()))
    }

    /// A photo of this kind of place; one of two, by the case's number.
    pub fn photo(&self, number: usize, kind: usize) -> Result<&NewFile, Fault> {
        let at = kind
            + if number.is_multiple_of(2) {
                0
            } else {
                Scene::ALL.len()
            };
        self.photos
            .get(at)
            .ok_or_else(|| Fault::Broken("a photo the demo has none of".into()))
    }
}
