//! Where the bytes lie: a folder, or a bucket of an S3-compatible store. Everything is named by
//! its SHA-256, so putting the same bytes twice is one file.

use std::collections::BTreeSet;
use std::path::Path as Folder;
use std::sync::Arc;

use futures_util::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetResult, ObjectMeta, ObjectStore, ObjectStoreExt};

use crate::kernel::Moment;
use crate::platform::aside::aside;
use crate::platform::config::Config;
use crate::platform::db::Fault;
use crate::platform::secrets::{new_token, sha256_hex};
use crate::platform::tls;

/// A handle to the store; cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<dyn ObjectStore>,
    root: Path,
    /// For people: where this is.
    place: String,
}

/// How a file is found in the store.
pub enum Held {
    /// As it was put.
    Whole(Vec<u8>),
    /// Not there.
    Lost,
    /// There, with other bytes.
    Changed,
    /// Perhaps there: the store did not give it, for this reason.
    Unread(String),
}

/// Something that lies in the store.
#[derive(Debug, Clone)]
pub(super) struct Lying {
    pub sha256: String,
    pub since: Moment,
}

impl Store {
    /// The store that the configuration names.
    pub fn open(config: &Config) -> Result<Self, Fault> {
        match &config.files_url {
            None => Self::folder(&config.data.join("files")),
            Some(url) => Self::bucket(url, config),
        }
    }

    /// A folder, made if it isn't there. What is put is synced to the disk.
    pub fn folder(folder: &Folder) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder)?;
        let local = LocalFileSystem::new_with_prefix(folder)
            .map_err(broken)?
            .with_fsync(true);
        let place = folder.display().to_string();
        Ok(Self {
            inner: Arc::new(local),
            root: Path::default(),
            place,
        })
    }

    fn bucket(url: &str, config: &Config) -> Result<Self, Fault> {
        let bad = || Fault::Broken(format!("files_url: `{url}` is not s3://bucket/prefix"));
        let rest = url.strip_prefix("s3://").ok_or_else(bad)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(bad());
        }
        tls::install();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(config.s3_region.as_deref().unwrap_or("us-east-1"));
        if let Some(endpoint) = &config.s3_endpoint {
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        if let (Some(key), Some(secret)) = (&config.s3_access_key, &config.s3_secret_key) {
            builder = builder
                .with_access_key_id(key)
                .with_secret_access_key(secret);
        }
        let s3 = builder.build().map_err(broken)?;
        Ok(Self {
            inner: Arc::new(s3),
            root: Path::from(prefix),
            place: url.to_owned(),
        })
    }

    /// Where it is, for people.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Stores the bytes durably and returns their SHA-256. Putting them again refreshes them.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<String, Fault> {
        let (sha256, bytes) = aside(move || (sha256_hex(&bytes), bytes)).await?;
        self.inner
            .put(&self.path(&sha256), bytes.into())
            .await
            .map_err(broken)?;
        Ok(sha256)
    }

    /// Length and bytes as a stream.
    pub async fn stream(
        &self,
        sha256: &str,
    ) -> Result<(u64, BoxStream<'static, Result<Bytes, std::io::Error>>), Fault> {
        let found = self.get(sha256).await?;
        Ok((
            found.meta.size,
            found.into_stream().map_err(std::io::Error::other).boxed(),
        ))
    }

    /// All bytes at once, checked against their name: for papers.
    ///
    /// # Errors
    /// [`Fault::Missing`] if they are lost; if they were changed, or the store fails.
    pub async fn bytes(&self, sha256: &str) -> Result<Vec<u8>, Fault> {
        match self.held(sha256).await? {
            Held::Whole(bytes) => Ok(bytes),
            Held::Lost => Err(Fault::Missing),
            Held::Changed => Err(Fault::Broken(format!(
                "file {sha256} was changed in {}",
                self.place
            ))),
            Held::Unread(why) => Err(Fault::Broken(why)),
        }
    }

    /// How a file is found: for who looks after all of them and goes on if one is lost or can't be read.
    ///
    /// # Errors
    /// If the server has no room to check it.
    pub async fn held(&self, sha256: &str) -> Result<Held, Fault> {
        let read = async { self.get(sha256).await?.bytes().await.map_err(broken) };
        let bytes = match read.await {
            Ok(bytes) => bytes,
            Err(Fault::Missing) => return Ok(Held::Lost),
            Err(other) => return Ok(Held::Unread(other.to_string())),
        };
        let (found, bytes) = aside(move || (sha256_hex(&bytes), bytes.to_vec())).await?;
        Ok(if found == sha256 {
            Held::Whole(bytes)
        } else {
            Held::Changed
        })
    }

    /// Which of these are not there: one look at all that lies in the store.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn lost(&self, named: BTreeSet<String>) -> Result<Vec<String>, Fault> {
        let mut lying = self.list(false).await?;
        lying.extend(self.list(true).await?);
        let lying: BTreeSet<String> = lying.into_iter().map(|file| file.sha256).collect();
        Ok(named.difference(&lying).cloned().collect())
    }

    /// Whether it is there.
    pub async fn has(&self, sha256: &str) -> Result<bool, Fault> {
        match self.get(sha256).await {
            Ok(_) => Ok(true),
            Err(Fault::Missing) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Writes, reads and deletes something, to see that the store works.
    pub async fn probe(&self) -> Result<(), Fault> {
        let path = self.below("probe", &new_token()?);
        self.inner
            .put(&path, b"huiguan".to_vec().into())
            .await
            .map_err(broken)?;
        let back = self
            .inner
            .get(&path)
            .await
            .map_err(broken)?
            .bytes()
            .await
            .map_err(broken)?;
        self.inner.delete(&path).await.map_err(broken)?;
        if back.as_ref() == b"huiguan" {
            Ok(())
        } else {
            Err(Fault::Broken(format!(
                "{} gave back other bytes than it got",
                self.place
            )))
        }
    }

    async fn get(&self, sha256: &str) -> Result<GetResult, Fault> {
        match self.inner.get(&self.path(sha256)).await {
            // Somebody put it again while it was being cleared away: it still lies there.
            Err(object_store::Error::NotFound { .. }) => {
                self.inner.get(&self.trash(sha256)).await.map_err(broken)
            }
            other => other.map_err(broken),
        }
    }

    /// Everything that lies in the store, or in its trash.
    pub(super) async fn list(&self, trash: bool) -> Result<Vec<Lying>, Fault> {
        let all: Vec<ObjectMeta> = self
            .inner
            .list(Some(&self.root))
            .try_collect()
            .await
            .map_err(broken)?;
        let lying = |meta: ObjectMeta| {
            let sha256 = meta.location.filename()?.to_owned();
            let expected = if trash {
                self.trash(&sha256)
            } else {
                self.path(&sha256)
            };
            let known = sha256.len() == 64 && meta.location == expected;
            known.then(|| Lying {
                sha256,
                since: meta.last_modified.naive_utc(),
            })
        };
        Ok(all.into_iter().filter_map(lying).collect())
    }

    /// Written anew, so that the trash knows since when it lies there.
    pub(super) async fn to_trash(&self, sha256: &str) -> Result<(), Fault> {
        let found = self.inner.get(&self.path(sha256)).await.map_err(broken)?;
        let bytes = found.bytes().await.map_err(broken)?;
        let put = self.inner.put(&self.trash(sha256), bytes.into()).await;
        put.map_err(broken)?;
        self.inner.delete(&self.path(sha256)).await.map_err(broken)
    }

    pub(super) async fn restore(&self, sha256: &str) -> Result<(), Fault> {
        self.inner
            .copy(&self.trash(sha256), &self.path(sha256))
            .await
            .map_err(broken)?;
        self.inner.delete(&self.trash(sha256)).await.map_err(broken)
    }

    pub(super) async fn empty_trash(&self, sha256: &str) -> Result<(), Fault> {
        self.inner.delete(&self.trash(sha256)).await.map_err(broken)
    }

    fn path(&self, sha256: &str) -> Path {
        self.below(sha256.get(..2).unwrap_or("00"), sha256)
    }

    fn trash(&self, sha256: &str) -> Path {
        self.below("trash", sha256)
    }

    fn below(&self, folder: &str, name: &str) -> Path {
        self.root
            .parts()
            .chain([folder.into(), name.into()])
            .collect()
    }
}

type Bytes = actix_web::web::Bytes;

fn broken(error: object_store::Error) -> Fault {
    match error {
        object_store::Error::NotFound { .. } => Fault::Missing,
        other => Fault::Broken(format!("file store: {other}")),
    }
}
