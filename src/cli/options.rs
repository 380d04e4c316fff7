//! The commands and their options, and what every command opens.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::{Config, ConfigError};
use huiguan::platform::db::{Db, Fault, Options};
use huiguan::platform::private;

/// Huiguan, a membership portal for chambers of commerce: from application to member in one
/// auditable case.
#[derive(Parser)]
#[command(version)]
pub struct Cli {
    /// TOML file with the configuration; environment variables HUIGUAN_* win over it.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serves the portal.
    Serve {
        /// Loads a made-up chamber first, if the instance is empty.
        #[arg(long)]
        demo: bool,
    },
    /// Brings the database up to date.
    Migrate,
    /// Checks configuration, database, mail, files, fonts, clock and key, and says what to do.
    Doctor,
    /// Writes everything into one archive, while the portal goes on serving.
    Backup {
        /// The archive to write.
        file: PathBuf,
        /// Put the instance's secret key in too. Then whoever has the archive has all secrets.
        #[arg(long)]
        with_key: bool,
        /// Leave the stored files out, because their store is backed up by itself.
        #[arg(long)]
        without_files: bool,
    },
    /// Makes an instance out of an archive, on SQLite or PostgreSQL. Stop the portal first.
    Restore {
        /// The archive to read.
        file: PathBuf,
        /// Also into an instance that holds something, which is then gone.
        #[arg(long)]
        force: bool,
        /// The old instance was stopped before the backup and is only moving here: mails that
        /// waited are still to be sent.
        #[arg(long)]
        moved: bool,
    },
    /// Verifies the audit record, every ballot, agreement and case, and names the row that was changed.
    /// Given files, verifies those instead: signed PDFs, and cases exported as JSON.
    Verify {
        /// PDF or JSON files. They can be verified on a machine without the portal.
        files: Vec<PathBuf>,
        /// The chamber's root certificate, as its check page gives it. Without it the roots of this
        /// instance are trusted, if there is one here.
        #[arg(long, value_name = "FILE")]
        root: Vec<PathBuf>,
    },
    /// Counts ballots: JSON lines in (`-` for standard input), JSON lines out.
    Tally { file: PathBuf },
    /// Reads a file that a stranger sent, for the portal, which begins this by itself.
    #[command(hide = true)]
    Read { kind: String },
    /// Looks after administrators.
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
    /// Looks after the mail server.
    Mail {
        #[command(subcommand)]
        command: Mail,
    },
}

#[derive(Subcommand)]
pub enum Admin {
    /// Invites an administrator by mail, and prints the link in case no mail can go.
    Invite { email: String },
}

#[derive(Subcommand)]
pub enum Mail {
    /// Uses the mail server at once that waits to be used, because the one in use is dead.
    Use,
}

impl Cli {
    /// The configuration, from the environment and the file named.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let file = self.config.as_ref().map(|f| f.display().to_string());
        let named = file.map(|file| ("HUIGUAN_CONFIG".to_owned(), file));
        Config::from_pairs(std::env::vars().chain(named))
    }
}

/// The database as configured. Does not migrate.
pub fn database(config: &Config) -> Result<Db, Fault> {
    private::data_folder(config)?;
    Db::open(Options {
        url: config.database_url.clone(),
        clock: Clock::default(),
        public_url: config.public_url.clone(),
        rehearse: false,
    })
}

/// A file to read, or standard input for `-`.
pub fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", file.display()));
    Ok(Box::new(BufReader::new(File::open(file).map_err(named)?)))
}
