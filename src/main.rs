//! The command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use huiguan::app::{self, Parts};
use huiguan::platform::clock::Clock;
use huiguan::platform::config::Config;

/// Membership portal for chambers of commerce.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the portal.
    Serve,
}

#[actix_web::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let Command::Serve = Cli::parse().command;
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let parts = Parts::open(Config::from_env()?, Clock::default(), false)?;
    Ok(app::serve(parts).await?)
}
