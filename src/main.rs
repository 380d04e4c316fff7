//! The command line. `huiguan help` lists what it does.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
