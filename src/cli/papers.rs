//! `huiguan verify FILE…`: a signed PDF or an exported case, on any machine, with or without a portal.

use std::path::{Path, PathBuf};

use huiguan::admission::record;
use huiguan::platform::seal::{Found, Trouble, store, verify};
use huiguan::platform::secrets::sha256_hex;

use super::Done;
use super::options::{self, Cli};
use super::out::Out;

/// Verifies each file; false if one of them is not to be relied on.
pub async fn run(cli: &Cli, files: &[PathBuf], root: &[PathBuf], out: &mut Out) -> Done {
    let roots = roots(cli, root).await?;
    let mut fine = true;
    for file in files {
        let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        fine &= if bytes.starts_with(b"%PDF-") {
            pdf(file, &bytes, &roots, out)?
        } else {
            case(file, &bytes, out)?
        };
    }
    Ok(fine)
}

/// The certificates given, else those of the instance that is configured here.
async fn roots(cli: &Cli, files: &[PathBuf]) -> Result<Vec<Vec<u8>>, Box<dyn std::error::Error>> {
    if !files.is_empty() {
        let read = |file: &PathBuf| {
            std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()).into())
        };
        return files.iter().map(read).collect();
    }
    let Ok(config) = cli.config() else {
        return Ok(vec![]);
    };
    let database = config.database_url.strip_prefix("sqlite:").map(Path::new);
    if database.is_some_and(|file| !file.exists()) {
        return Ok(vec![]);
    }
    match options::database(&config) {
        Ok(db) => Ok(db.read(store::trusted).await.unwrap_or_default()),
        Err(_) => Ok(vec![]),
    }
}

fn pdf(file: &Path, bytes: &[u8], roots: &[Vec<u8>], out: &mut Out) -> Done {
    let verdict = verify(bytes, roots);
    out.line(&format!("{}: sha256 {}", file.display(), sha256_hex(bytes)))?;
    if verdict.signatures.is_empty() {
        out.line("  NO SIGNATURE")?;
    }
    for found in &verdict.signatures {
        out.line(&format!("  {}", told(found)))?;
    }
    for name in &verdict.missing {
        out.line(&format!(
            "  MISSING: by the paper's own record {name} signs it as well"
        ))?;
    }
    if roots.is_empty() {
        out.line("  no root certificate is known here: give the chamber's with --root")?;
    }
    out.line(if verdict.is_good() {
        "  valid, and as it was signed"
    } else {
        "  NOT TO BE RELIED ON"
    })?;
    Ok(verdict.is_good())
}

fn told(found: &Found) -> String {
    let what = match found.trouble {
        None => "valid",
        Some(Trouble::Unreadable) => "UNREADABLE, or it does not cover the whole file",
        Some(Trouble::TooMuch) => "NOT LOOKED AT: it takes more to read than any paper of ours",
        Some(Trouble::Changed) => "CHANGED after it was signed",
        Some(Trouble::ChangedAfter) => "SOMETHING WAS ADDED after it",
        Some(Trouble::Stranger) => "whole, but UNDER A CERTIFICATE THAT IS NOT TRUSTED HERE",
    };
    let at = found
        .at
        .map(|at| format!(", {} UTC", at.format("%F %T")))
        .unwrap_or_default();
    let of = if found.organisation.is_empty() {
        String::new()
    } else {
        format!(" ({})", found.organisation)
    };
    format!("signed by {}{of}{at}: {what}", found.name)
}

fn case(file: &Path, bytes: &[u8], out: &mut Out) -> Done {
    let dossier: serde_json::Value = serde_json::from_slice(bytes)
        .map_err(|e| format!("{}: neither a PDF nor JSON: {e}", file.display()))?;
    match record::check(&dossier) {
        Ok(()) => {
            let hash = dossier["sha256"].as_str().unwrap_or_default();
            out.line(&format!("{}: sha256 {hash}", file.display()))?;
            out.line("  every part as it was exported; the sealed dossier (PDF) names this hash")?;
            Ok(true)
        }
        Err(what) => {
            out.line(&format!("{}: CHANGED: {what}", file.display()))?;
            Ok(false)
        }
    }
}
