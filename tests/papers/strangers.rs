//! Other people's programs.
use std::path::Path;
use std::process::Command;

/// What poppler and pyHanko say about a file, if they are to be asked.
pub struct Said {
    pub pdfsig: String,
    pub pyhanko: String,
    /// The words that poppler finds on its pages.
    pub words: String,
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|e| panic!("{program}: {e}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// Asks both, with this root trusted. `None` where `./check papers` did not prepare it.
pub fn ask(folder: &Path, pdf: &[u8], root: &[u8]) -> Option<Said> {
    let pyhanko = std::env::var("HUIGUAN_TEST_PYHANKO").ok()?;
    let (file, trusted) = (folder.join("paper.pdf"), folder.join("root.crt"));
    std::fs::write(&file, pdf).unwrap();
    std::fs::write(&trusted, root).unwrap();
    let (file, trusted) = (file.display().to_string(), trusted.display().to_string());
    let validate = [
        "sign",
        "validate",
        "--pretty-print",
        "--no-revocation-check",
        "--trust",
        &trusted,
        &file,
    ];
    Some(Said {
        pdfsig: run("pdfsig", &[&file]),
        pyhanko: run(&pyhanko, &validate),
        words: run("pdftotext", &[&file, "-"]),
    })
}

/// How often `what` stands in `text`.
pub fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}
