//! `huiguan backup` and `huiguan restore`.

use std::path::Path;

use huiguan::platform::backup::{self, How, What};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::files::Store;
use huiguan::platform::secrets::Key;

use super::out::Out;
use super::{Done, options};

const KEY_APART: &str = "The instance's secret key is NOT in it: keep a copy of it apart, or second \
                         factors and the mail password must be set up anew after a restore.";

/// Writes an archive.
pub async fn backup(
    config: &Config,
    file: &Path,
    with_key: bool,
    without_files: bool,
    out: &mut Out,
) -> Done {
    let db = options::database(config)?;
    let store = Store::open(config)?;
    let key = if with_key {
        Some(Key::load(config)?.to_hex())
    } else {
        None
    };
    let what = What { key, without_files };
    let made = backup::backup(&db, &store, file, what, Clock::default().now()).await?;
    let (rows, files) = (made.rows(), made.files.len());
    out.line(&format!("{}: {rows} rows, {files} files", file.display()))?;
    if without_files {
        out.line(&format!(
            "The files are NOT in it: back up {} too.",
            store.place()
        ))?;
    }
    for sha256 in &made.lost {
        out.line(&format!(
            "LOST: file {sha256} is not as it was put into {}, and not in the archive",
            store.place()
        ))?;
    }
    out.line(if with_key {
        "The secret key is in it: lock it away."
    } else {
        KEY_APART
    })?;
    Ok(made.lost.is_empty())
}

/// Restores an archive.
pub async fn restore(config: &Config, file: &Path, how: How, out: &mut Out) -> Done {
    let db = options::database(config)?;
    let store = Store::open(config)?;
    let restored = backup::restore(&db, &store, file, how).await?;
    let (rows, made_at) = (restored.manifest.rows(), restored.manifest.made_at);
    out.line(&format!(
        "restored {rows} rows as of {} UTC",
        made_at.format("%F %T")
    ))?;
    if !restored.manifest.with_files {
        let place = store.place();
        out.line(&format!(
            "The archive holds no files: restore {place} by itself."
        ))?;
    }
    match restored.key {
        Some(key) if Key::put(config, &key)? => out.line("The secret key was put in its place.")?,
        Some(_) => out.line("The secret key here is the archive's.")?,
        None => out.line(KEY_MISSING)?,
    }
    if restored.uncertain_mails > 0 {
        let count = restored.uncertain_mails;
        out.line(&format!(
            "{count} mails waited when the backup was made and may have been sent since: \
             look at them on the mailbox page. (--moved sends them.)"
        ))?;
    }
    Ok(true)
}

const KEY_MISSING: &str = "The archive holds no secret key: put the old one in its place before \
                           the portal starts.";
