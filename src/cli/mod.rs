//! What an operator does from a shell: serve, look after the database, back up, verify, count.
//! Each command says on standard output what it did; the log goes to standard error.

mod admin;
mod archive;
mod doctor;
mod mail;
mod options;
mod out;
mod papers;
mod readers;
mod verify;

use std::process::ExitCode;

use clap::Parser;
use huiguan::app::{self, Parts};
use huiguan::demo;
use huiguan::platform::apart;
use huiguan::platform::backup::How;
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;
use huiguan::platform::files::Store;
use huiguan::platform::{logging, migrate};
use huiguan::voting::tally;

use options::{Admin, Cli, Command, Mail};
use out::Out;

/// What a command came to: whether all is well, or why it could not be done.
type Done = Result<bool, Box<dyn std::error::Error>>;

/// Runs the command that was asked for.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // A reader binds itself before it begins anything.
    let done = if let Command::Read { kind } = &cli.command {
        readers::run(kind)
    } else {
        actix_web::rt::System::new().block_on(run(cli))
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read what we said has seen enough.
        Err(error) if out::is_unread(&*error) => ExitCode::FAILURE,
        Err(error) => {
            Out::error(&*error);
            ExitCode::FAILURE
        }
    }
}

fn bring_up_to_date(config: &Config, out: &mut Out) -> Done {
    let applied = migrate::run(&options::database(config)?)?;
    applied
        .iter()
        .try_for_each(|name| out.line(&format!("applied {name}")))?;
    out.line(if applied.is_empty() {
        "nothing to do"
    } else {
        "up to date"
    })?;
    Ok(true)
}

async fn run(cli: Cli) -> Done {
    let mut out = Out::new();
    apart::reads_with(apart::this_program()?);
    if let Command::Tally { file } = &cli.command {
        tally::run(options::open(file)?, std::io::stdout().lock())?;
        return Ok(true);
    }
    if matches!(cli.command, Command::Doctor) {
        return doctor::run(&cli, &mut out).await;
    }
    if let Command::Verify { files, root } = &cli.command
        && !files.is_empty()
    {
        return papers::run(&cli, files, root, &mut out).await;
    }
    let config = cli.config()?;
    logging::start(&config)?;
    match cli.command {
        Command::Serve { demo } => {
            let parts = Parts::open(config, Clock::default(), false)?;
            if demo {
                demo::load(&parts.db, &parts.files).await?;
            }
            if let Some(link) = app::first_link(&parts).await? {
                out.line("Nobody can sign in yet. This link makes the first administrator, once:")?;
                out.line(&link)?;
            }
            app::serve(parts).await?;
            Ok(true)
        }
        Command::Migrate => bring_up_to_date(&config, &mut out),
        Command::Backup {
            file,
            with_key,
            without_files,
        } => archive::backup(&config, &file, with_key, without_files, &mut out).await,
        Command::Restore { file, force, moved } => {
            archive::restore(&config, &file, How { force, moved }, &mut out).await
        }
        Command::Verify { .. } => {
            let (db, store) = (options::database(&config)?, Store::open(&config)?);
            verify::run(&db, &store, &mut out).await
        }
        Command::Admin {
            command: Admin::Invite { email },
        } => admin::invite(&options::database(&config)?, &email, &mut out).await,
        Command::Mail { command: Mail::Use } => {
            mail::use_waiting(&options::database(&config)?, &mut out).await
        }
        Command::Doctor | Command::Tally { .. } | Command::Read { .. } => Ok(true),
    }
}
