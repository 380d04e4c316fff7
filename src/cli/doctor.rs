//! `huiguan doctor`: is everything there that a running portal needs, and if not, what to do?

use std::path::Path;
use std::time::Duration;

use chrono::{Datelike, TimeDelta};
use huiguan::accounts::rules::Access;
use huiguan::dues::{Early, booked_early};
use huiguan::kernel::brand::Brand;
use huiguan::kernel::{Day, Lang};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::db::{Db, Fault};
use huiguan::platform::files::{Store, shas};
use huiguan::platform::mailer::Mailer;
use huiguan::platform::pdf::Press;
use huiguan::platform::secrets::Key;
use huiguan::platform::{audit, migrate, seal, settings, tables};

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
    fine &= tell(out, "fonts", &fonts(&config))?;
    fine &= tell(out, "readers", &readers().await)?;
    fine &= tell(out, "data folder", &data(&config))?;
    if is_new(&config) {
        // The doctor makes nothing that the portal, as another user, could then not write.
        let note = Note("not started yet; start it and ask again".into());
        tell(out, "instance", &note)?;
        return Ok(fine);
    }
    fine &= tell(out, "secret key", &key(&config))?;
    fine &= tell(out, "files", &in_time(files(&config)).await)?;
    match options::database(&config) {
        Ok(db) => {
            fine &= tell(out, "stored files", &in_time(stored(&config, &db)).await)?;
            fine &= tell(out, "database", &database(&db).await)?;
            fine &= tell(out, "migrations", &migrations(&db))?;
            fine &= tell(out, "clock", &clock(&db).await)?;
            fine &= tell(out, "mail", &in_time(mail(&config, &db)).await)?;
            fine &= tell(out, "second factor", &second_factor(&db).await)?;
            fine &= tell(out, "seal", &seal(&config, &db).await)?;
            fine &= tell(out, "ledger", &ledger(&db).await)?;
        }
        Err(fault) => fine &= tell(out, "database", &no_database(&fault))?,
    }
    Ok(fine)
}

/// How long somebody outside has to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A check that asks somebody outside.
async fn in_time(check: impl Future<Output = Finding>) -> Finding {
    let silent = |_| {
        let text = format!("no answer within {} s", PATIENCE.as_secs());
        let todo = "see whether that server runs, and whether this machine may reach it";
        Wrong(text, todo)
    };
    tokio::time::timeout(PATIENCE, check)
        .await
        .unwrap_or_else(silent)
}

/// Whether files of strangers can be read, by a process of their own.
async fn readers() -> Finding {
    match tables::table(b"a,b\n".to_vec()).await {
        Ok(_) => Fine("a file was read by a process of its own".into()),
        Err(fault) => Wrong(
            fault.to_string(),
            "let the portal begin processes: without, no file that is uploaded can be read",
        ),
    }
}

/// What to do about a failed write: rights don't help where there is no room.
fn remedy(error: &impl std::fmt::Display, else_do: &'static str) -> &'static str {
    const NO_ROOM: [&str; 3] = ["os error 28", "os error 122", "disk is full"];
    let text = error.to_string();
    if NO_ROOM.iter().any(|words| text.contains(words)) {
        "make room on the disk that holds it: nothing can be saved until then"
    } else {
        else_do
    }
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
        Err(error) => {
            let rights = "give the folder to the user the portal runs as, or set HUIGUAN_DATA";
            let todo = remedy(&error, rights);
            Wrong(format!("{}: {error}", config.data.display()), todo)
        }
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
            Err(fault) => {
                let todo = remedy(&fault, todo);
                Wrong(format!("{}: {fault}", store.place()), todo)
            }
        },
        Err(fault) => Wrong(fault.to_string(), todo),
    }
}

/// Whether every file that a row names lies in the store.
async fn stored(config: &Config, db: &Db) -> Finding {
    let look = async {
        let named = db.read(shas).await?;
        let many = named.len();
        Ok::<_, Fault>((many, Store::open(config)?.lost(named).await?))
    };
    match look.await {
        Ok((many, lost)) if lost.is_empty() => Fine(format!("{many}, all there")),
        Ok((many, lost)) => {
            let todo = "put them back from a backup: each lies there under this name";
            let names = lost.join(", ");
            Wrong(format!("{} of {many} are lost: {names}", lost.len()), todo)
        }
        Err(fault) => Wrong(fault.to_string(), "see the checks of files and database"),
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
        Ok(None) => Note(
            "no server set; mails wait, and those without keys can be read on the mailbox page"
                .into(),
        ),
        Ok(Some(server)) => match mailer.check(&server).await {
            Ok(()) if server.is_from_nowhere() => Note(format!(
                "{} lets us in, but letters come from an address at localhost, which most servers \
                 refuse: set HUIGUAN_SMTP_FROM",
                server.place()
            )),
            Ok(()) => Fine(format!("{} lets us in", server.place())),
            Err(why) => Wrong(format!("{}: {}", server.place(), why.text), todo),
        },
        Err(fault) => Wrong(fault.to_string(), todo),
    }
}

/// Whether whoever is trusted with much needs more than a pass-phrase.
async fn second_factor(db: &Db) -> Finding {
    let read = |conn: &mut _| {
        Ok((
            settings::get::<Brand>(conn)?,
            settings::get::<Access>(conn)?,
        ))
    };
    match db.read(read).await {
        Ok((brand, _)) if brand.demo => Note("the chamber is made up; nobody needs one".into()),
        Ok((_, access)) if access.is_open() => Note(
            "administrators, president or treasurer do without: ask for it in the portal, under \
             settings, second factor"
                .into(),
        ),
        Ok(_) => Fine("asked of administrators, president and treasurer".into()),
        Err(fault) => no_database(&fault),
    }
}

/// Whether earlier builds booked income in a year before its own.
async fn ledger(db: &Db) -> Finding {
    let told = |early: &Early| {
        let (booked, of, amount) = (early.booked, early.of, early.amount.grouped());
        let invoices = early.invoices.join(", ");
        format!("income of {of} for {amount} stands in {booked} ({invoices})")
    };
    match db.read(|conn| booked_early(conn, Day::default())).await {
        Ok(early) if early.is_empty() => Fine("income stands in its own years".into()),
        Ok(early) => Note(format!(
            "{}: an earlier build booked it so; what is booked stays, tell who audits",
            early.iter().map(told).collect::<Vec<_>>().join("; ")
        )),
        Err(fault) => no_database(&fault),
    }
}

/// Signs a sample with the seal's keys and verifies it.
async fn seal(config: &Config, db: &Db) -> Finding {
    let todo =
        "put back the instance's secret key, or make new keys on the settings page of the seal";
    let key = match Key::load(config) {
        Ok(key) => key,
        Err(fault) => return Wrong(fault.to_string(), todo),
    };
    let (press, now) = (Press::new(config.fonts.as_deref()), Clock::default().now());
    match db
        .read(move |conn| seal::try_keys(conn, &key, &press, now))
        .await
    {
        Ok(health) if health.trouble.is_empty() => Fine("a sample was sealed and verified".into()),
        Ok(health) => Wrong(health.trouble, todo),
        Err(Fault::Missing) => Note("no keys yet; the portal makes them when it starts".into()),
        Err(fault) => Wrong(fault.to_string(), todo),
    }
}

/// Fonts for papers, in each language.
fn fonts(config: &Config) -> Finding {
    let press = Press::new(config.fonts.as_deref());
    let fonts = press.fonts();
    if let Some(lang) = Lang::ALL.into_iter().find(|lang| !fonts.can_write(*lang)) {
        return Wrong(
            format!("none can write {}", lang.tag()),
            "run `apt-get install fonts-noto-cjk`, or name a folder with fonts as HUIGUAN_FONTS",
        );
    }
    let names: Vec<String> = fonts
        .names()
        .into_iter()
        .filter_map(|(lang, name)| Some(format!("{} {}", lang.tag(), name?)))
        .collect();
    Fine(names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_missing_rights() {
        let remedy = |code| remedy(&std::io::Error::from_raw_os_error(code), "rights");
        assert!(remedy(28).contains("make room"));
        assert_eq!(remedy(13), "rights");
    }
}
