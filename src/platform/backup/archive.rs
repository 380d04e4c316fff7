//! The archive itself: a zip with a manifest that vouches for all else in it.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::tables::Column;
use crate::kernel::Moment;
use crate::platform::db::Fault;

const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const KEY: &str = "secret.key";

/// What an archive holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the archive's form.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// When it was made, UTC.
    pub made_at: Moment,
    /// The migrations that the rows fit.
    pub migrations: Vec<String>,
    /// Tables.
    pub tables: Vec<Rows>,
    /// SHA-256 of every stored file in it.
    pub files: Vec<String>,
    /// SHA-256 of every stored file that should be in it and was lost or changed in the store.
    #[serde(default)]
    pub lost: Vec<String>,
    /// Whether the stored files are in it.
    pub with_files: bool,
    /// Whether the instance's key is in it.
    pub with_key: bool,
}

/// One table in the archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rows {
    /// Name of the table.
    pub table: String,
    /// Columns, in the order of each row's values.
    pub columns: Vec<Column>,
    /// Number of rows.
    pub rows: u64,
    /// SHA-256 of all lines.
    pub sha256: String,
}

/// An archive being written, beside its final place until it is complete.
pub(super) struct Writer {
    zip: ZipWriter<BufWriter<File>>,
    part: Part,
    place: PathBuf,
}

/// What there is of an archive until it is complete; gone if it never is.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // After it was put in its place there is none.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Writer {
    pub fn create(place: &Path) -> Result<Self, Fault> {
        let mut part = place.as_os_str().to_owned();
        part.push(".part");
        let part = Part(PathBuf::from(part));
        let mut options = std::fs::OpenOptions::new();
        // It holds everything: only for who makes it.
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .write(true)
            .create(true)
            .truncate(true)
            .open(&part.0)?;
        let zip = ZipWriter::new(BufWriter::new(file));
        Ok(Self {
            zip,
            part,
            place: place.to_owned(),
        })
    }

    /// Begins a table; give its rows to the result, then end it.
    pub fn table(&mut self, name: &str) -> Result<TableWriter<'_>, Fault> {
        self.begin(&format!("tables/{name}.jsonl"), CompressionMethod::Deflated)?;
        Ok(TableWriter {
            zip: &mut self.zip,
            hash: Sha256::new(),
            rows: 0,
        })
    }

    /// Adds a stored file. Pictures and PDFs don't get smaller: it is kept as it is.
    pub fn file(&mut self, sha256: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.begin(&format!("files/{sha256}"), CompressionMethod::Stored)?;
        Ok(self.zip.write_all(bytes)?)
    }

    pub fn key(&mut self, key: &str) -> Result<(), Fault> {
        self.begin(KEY, CompressionMethod::Stored)?;
        Ok(self.zip.write_all(key.as_bytes())?)
    }

    /// Writes the manifest, syncs, and puts the archive in its place.
    pub fn finish(mut self, manifest: &Manifest) -> Result<(), Fault> {
        self.begin(MANIFEST, CompressionMethod::Deflated)?;
        serde_json::to_writer_pretty(&mut self.zip, manifest)?;
        let file = self.zip.finish().map_err(bad)?.into_inner();
        file.map_err(|e| Fault::from(e.into_error()))?.sync_all()?;
        std::fs::rename(&self.part.0, &self.place)?;
        let folder = self.place.parent().filter(|f| !f.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(())
    }

    fn begin(&mut self, name: &str, method: CompressionMethod) -> Result<(), Fault> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .unix_permissions(0o600)
            .large_file(true);
        self.zip.start_file(name, options).map_err(bad)
    }
}

/// The rows of one table being written.
pub(super) struct TableWriter<'a> {
    zip: &'a mut ZipWriter<BufWriter<File>>,
    hash: Sha256,
    rows: u64,
}

impl TableWriter<'_> {
    pub fn row(&mut self, row: &Value) -> Result<(), Fault> {
        let mut line = serde_json::to_vec(row)?;
        line.push(b'\n');
        self.hash.update(&line);
        self.rows += 1;
        Ok(self.zip.write_all(&line)?)
    }

    /// Number of rows and their hash.
    pub fn end(self) -> (u64, String) {
        (self.rows, hex::encode(self.hash.finalize()))
    }
}

/// An archive being read.
pub(super) struct Reader {
    zip: ZipArchive<BufReader<File>>,
    pub manifest: Manifest,
}

impl Reader {
    pub fn open(place: &Path) -> Result<Self, Fault> {
        let mut zip = ZipArchive::new(BufReader::new(File::open(place)?)).map_err(bad)?;
        let manifest: Manifest = {
            let entry = zip.by_name(MANIFEST).map_err(bad)?;
            serde_json::from_reader(entry)?
        };
        if manifest.format != FORMAT {
            let what = format!("of form {}, this program reads {FORMAT}", manifest.format);
            return Err(Fault::Broken(format!("the archive is {what}")));
        }
        Ok(Self { zip, manifest })
    }

    /// Reads everything once and compares it with the manifest, before anything is written.
    pub fn verify(&mut self) -> Result<(), Fault> {
        let manifest = self.manifest.clone();
        let differs = |what: &str| Err(Fault::Broken(format!("the archive was changed: {what}")));
        for rows in &manifest.tables {
            let (bytes, hash) = self.hash(&format!("tables/{}.jsonl", rows.table))?;
            if hash != rows.sha256 {
                return differs(&format!("table {} ({bytes} bytes)", rows.table));
            }
        }
        if manifest.with_files {
            for sha256 in &manifest.files {
                if &self.hash(&format!("files/{sha256}"))?.1 != sha256 {
                    return differs(&format!("file {sha256}"));
                }
            }
        }
        Ok(())
    }

    fn hash(&mut self, name: &str) -> Result<(u64, String), Fault> {
        let mut entry = self.zip.by_name(name).map_err(|e| missing(name, &e))?;
        let mut hash = Sha256::new();
        let bytes = std::io::copy(&mut entry, &mut hash)?;
        Ok((bytes, hex::encode(hash.finalize())))
    }

    /// Gives each row of a table to `take`; returns how many there were.
    pub fn rows(
        &mut self,
        table: &str,
        mut take: impl FnMut(Vec<Value>) -> Result<(), Fault>,
    ) -> Result<u64, Fault> {
        let name = format!("tables/{table}.jsonl");
        let entry = self.zip.by_name(&name).map_err(|e| missing(&name, &e))?;
        let mut rows = 0;
        for line in BufReader::new(entry).lines() {
            take(serde_json::from_str(&line?)?)?;
            rows += 1;
        }
        Ok(rows)
    }

    pub fn file(&mut self, sha256: &str) -> Result<Vec<u8>, Fault> {
        self.whole(&format!("files/{sha256}"))
    }

    pub fn key(&mut self) -> Result<Option<String>, Fault> {
        if !self.manifest.with_key {
            return Ok(None);
        }
        Ok(Some(
            String::from_utf8_lossy(&self.whole(KEY)?).into_owned(),
        ))
    }

    fn whole(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let mut entry = self.zip.by_name(name).map_err(|e| missing(name, &e))?;
        let mut bytes = vec![];
        entry.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Manifest {
    pub(super) fn new(made_at: Moment, migrations: Vec<String>) -> Self {
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            migrations,
            tables: vec![],
            files: vec![],
            lost: vec![],
            with_files: false,
            with_key: false,
        }
    }

    /// Rows in all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}

fn bad(error: zip::result::ZipError) -> Fault {
    Fault::Broken(format!("archive: {error}"))
}

fn missing(name: &str, error: &zip::result::ZipError) -> Fault {
    Fault::Broken(format!("archive: {name}: {error}"))
}
