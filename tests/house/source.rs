//! Reads the repository for the other tests: its files, and Rust text without comments and tests.
use std::fs;
use std::path::{Path, PathBuf};

/// One file of the repository: its path from the root with `/`, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` that end with one of `endings`, in order of their paths.
pub fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_symlink() || path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            collect(&path, endings, found);
        } else if endings
            .iter()
            .any(|end| path.to_string_lossy().ends_with(end))
        {
            let text = fs::read_to_string(&path).unwrap();
            let path = path
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            found.push(Source { path, text });
        }
    }
}

/// Rust code without its comments and without what is only built for tests.
pub fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        if bare.starts_with("#[cfg(test)]") {
            // `mod tests;` names a file of its own, `mod tests {` is the rest of this one.
            if lines
                .next()
                .is_none_or(|next| !next.trim_end().ends_with(';'))
            {
                break;
            }
            kept.push('\n');
        } else if !bare.starts_with("//") {
            kept.push_str(line.split(" // ").next().unwrap_or_default());
        }
        kept.push('\n');
    }
    kept
}

/// The number of the line on which byte `at` of `text` stands.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Fails with all findings at once.
pub fn nothing_found(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}
