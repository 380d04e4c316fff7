//! `huiguan doctor`: is everything there that a running portal needs, and if not, what to do?

use std::path::{Path, PathBuf};

use chrono::{Datelike, TimeDelta};
use huiguan::kernel::brand::Brand;
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::{Db, Fault};
use huiguan::platform::files::Store;
use huiguan::platform::mailer::Mailer;
use huiguan::platform::secrets::Key;
use huiguan::platform::{audit, migrate, settings};

use super::Done;
use super::options::{self, Cli};
use super::out::Out;

/// How one check came out.
enum Finding {
    Fine(String),
    /// Works without, but somebody should know.
    Note(String),
    /// What is wrong, and what to do.
    Wrong(String, &'static str),
}
use Finding::{Fine, Note, Wrong};

/// Runs all checks; false if something is wrong.
pub async fn run(cli: &Cli, out: &mut Out) -> Done {
    let config = match cli.config() {
        Ok(config) => config,
        Err(error) => {
            let todo = "correct the key named here; the README lists all";
            return tell(out, "config", &Wrong(error.to_string(), todo));
        }
    };
    let mut fine = tell(
        out,
        "config",
        &Fine(format!("serves {}", config.public_url)),
    )?;
    fine &= tell(out, "fonts", &fonts())?;
    fine &= tell(out, "data folder", &data(&config))?;
    if is_new(&config) {
        // The doctor makes nothing that the portal, as another user, could then not write.
        let note = Note("not started yet; start it and ask again".into());
        tell(out, "instance", &note)?;
        return Ok(fine);
    }
    fine &= tell(out, "secret key", &key(&config))?;
    fine &= tell(out, "files", &files(&config).await)?;
    match options::database(&config) {
        Ok(db) => {
            fine &= tell(out, "database", &database(&db).await)?;
            fine &= tell(out, "migrations", &migrations(&db))?;
            fine &= tell(out, "clock", &clock(&db).await)?;
            fine &= tell(out, "mail", &mail(&config, &db).await)?;
        }
        Err(fault) => fine &= tell(out, "database", &no_database(&fault))?,
    }
    Ok(fine)
}

fn tell(out: &mut Out, what: &str, finding: &Finding) -> Done {
    match finding {
        Fine(text) => out.line(&format!("ok     {what}: {text}"))?,
        Note(text) => out.line(&format!("note   {what}: {text}"))?,
        Wrong(text, todo) => {
            out.line(&format!("WRONG  {what}: {text}"))?;
            out.line(&format!("       -> {todo}"))?;
        }
    }
    Ok(!matches!(finding, Wrong(..)))
}

fn is_new(config: &Config) -> bool {
    let database = config.database_url.strip_prefix("sqlite:");
    let no_key = config.secret_key.is_none() && !config.data.join("secret.key").exists();
    no_key || database.is_some_and(|file| !Path::new(file).exists())
}

fn data(config: &Config) -> Finding {
    if !config.data.exists() {
        return Note(format!(
            "{} will be made at the first start",
            config.data.display()
        ));
    }
    let probe = config.data.join(".doctor");
    let written = std::fs::write(&probe, b"ok").and_then(|()| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Fine(format!("{} can be written", config.data.display())),
        Err(error) => Wrong(
            format!("{}: {error}", config.data.display()),
            "give the folder to the user the portal runs as, or set HUIGUAN_DATA",
        ),
    }
}

fn key(config: &Config) -> Finding {
    match Key::load(config) {
        Ok(_) => Fine("of the right form; keep a copy of it apart from the backups".into()),
        Err(fault) => Wrong(
            fault.to_string(),
            "put back the key this instance was set up with: 64 hex digits",
        ),
    }
}

async fn files(config: &Config) -> Finding {
    let todo = "check files_url and the s3_* keys, or the rights of the folder";
    match Store::open(config) {
        Ok(store) => match store.probe().await {
            Ok(()) => Fine(format!("{} can be written and read", store.place())),
            Err(fault) => Wrong(format!("{}: {fault}", store.place()), todo),
        },
        Err(fault) => Wrong(fault.to_string(), todo),
    }
}

fn no_database(fault: &Fault) -> Finding {
    let todo = "check HUIGUAN_DATABASE_URL, and that the database server runs and lets us in";
    Wrong(fault.to_string(), todo)
}

async fn database(db: &Db) -> Finding {
    match db.read(settings::is_set::<Brand>).await.map(|_| ()) {
        Ok(()) if db.url().starts_with("sqlite:") => Fine("SQLite answers".into()),
        Ok(()) => Fine("PostgreSQL answers".into()),
        Err(fault) => no_database(&fault),
    }
}

fn migrations(db: &Db) -> Finding {
    match migrate::pending(db) {
        Ok(list) if list.is_empty() => Fine("up to date".into()),
        Ok(list) => Wrong(
            format!("{} not applied: {}", list.len(), list.join(", ")),
            "run `huiguan migrate`, or start the portal, which does the same",
        ),
        Err(fault) => Wrong(fault.to_string(), "check the rights of the database user"),
    }
}

/// A clock that runs behind would write records from before their causes.
async fn clock(db: &Db) -> Finding {
    let now = Clock::default().now();
    let todo = "set the machine's clock, best by NTP";
    if now.year() < 2026 {
        return Wrong(format!("says {now} UTC"), todo);
    }
    match db.read(audit::newest).await {
        Ok(Some(newest)) if newest > now + TimeDelta::minutes(1) => Wrong(
            format!("says {now} UTC, but the newest record is from {newest}"),
            todo,
        ),
        _ => Fine(format!("says {} UTC", now.format("%F %T"))),
    }
}

async fn mail(config: &Config, db: &Db) -> Finding {
    let todo = "check smtp_url, smtp_password and smtp_ca, or the mail server in the settings";
    let found = Key::load(config).and_then(|key| Mailer::new(config, &key, &Clock::default()));
    let mailer = match found {
        Ok(mailer) => mailer,
        Err(fault) => return Wrong(fault.to_string(), todo),
    };
    let asked = mailer.clone();
    match db.read(move |c| asked.server(c)).await {
        Ok(None) => Note("no server set; mails wait, and can be read on the mailbox page".into()),
        Ok(Some(server)) => match mailer.check(&server).await {
            Ok(()) => Fine(format!("{} lets us in", server.place())),
            Err(why) => Wrong(format!("{}: {why}", server.place()), todo),
        },
        Err(fault) => Wrong(fault.to_string(), todo),
    }
}

/// Chinese fonts, for papers that are typeset on the server.
fn fonts() -> Finding {
    let home = std::env::var_os("HOME")
        .map(PathBuf::from)
        .unwrap_or_default();
    let folders = [
        PathBuf::from("/usr/share/fonts"),
        PathBuf::from("/usr/local/share/fonts"),
        home.join(".local/share/fonts"),
        home.join(".fonts"),
    ];
    match folders.iter().find_map(|folder| chinese_font(folder, 5)) {
        Some(font) => Fine(format!("{} has Chinese", font.display())),
        None => Note("no Chinese font found; `apt-get install fonts-noto-cjk` brings one".into()),
    }
}

fn chinese_font(folder: &Path, depth: u8) -> Option<PathBuf> {
    let known = [
        "cjk",
        "sourcehan",
        "wqy",
        "notosanssc",
        "notoserifsc",
        "notosanstc",
        "uming",
    ];
    let entries = std::fs::read_dir(folder).ok()?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .find_map(|path| {
            if path.is_dir() {
                return depth.checked_sub(1).and_then(|d| chinese_font(&path, d));
            }
            let name = path.file_name()?.to_string_lossy().to_lowercase();
            let is_font = [".ttf", ".ttc", ".otf"].iter().any(|e| name.ends_with(e));
            (is_font && known.iter().any(|k| name.contains(k))).then_some(path)
        })
}
