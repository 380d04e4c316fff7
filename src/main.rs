//! The command line. `huiguan help` lists what it does.

mod cli;

#[actix_web::main]
async fn main() -> std::process::ExitCode {
    cli::main().await
}
