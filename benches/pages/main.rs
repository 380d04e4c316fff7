//! Pages a second of the real server process beside a bare actix-web handler that reads one row of
//! SQLite and answers the same number of bytes, in turns within one run, with 1,000 and 100,000
//! members; and what memory the server then holds. `cargo bench --bench pages`; with `-- mixed` what they
//! cost while somebody writes.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench tells, and stops where it can't go on"
)]
mod bare;
#[allow(dead_code, reason = "a bench needs only SQLite")]
#[path = "../../tests/support/database.rs"]
mod database;
mod load;
mod mixed;
mod seed;

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const MEMBERS: [u32; 2] = [1_000, 100_000];

/// Stops its process when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    if let Ok(work) = std::env::var(bare::WORK) {
        return bare::serve(&work);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if std::env::args().any(|word| word == "mixed") {
        return mixed::run(&runtime);
    }
    for members in MEMBERS {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let database = database::TestDatabase::on_sqlite(folder.path());
        let started = Instant::now();
        runtime.block_on(seed::members(&database.url, members));
        println!(
            "{members} members, put in through the portal's own acts in {:.0?}",
            started.elapsed()
        );
        let ours = start_ours(folder.path(), &database.url);
        let cookie = load::sign_in(&ours.address);
        for (path, cookie, least) in [
            ("/", "", 0.5),
            ("/directory", "", 0.5),
            ("/desk/members", cookie.as_str(), 0.2),
        ] {
            runtime.block_on(compare(&ours, folder.path(), path, cookie, least));
        }
        println!(
            "  memory of the server afterwards: {} MB (target: under 60)\n",
            memory(&ours.child)
        );
    }
}

/// Takes turns with a bare handler that answers as many bytes, and prints the middle ratio.
async fn compare(ours: &Server, folder: &Path, path: &str, cookie: &str, least: f64) {
    let size = load::size(&ours.address, path, cookie).await;
    let bare = start_bare(folder, size);
    let (mut ratios, mut rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let base = load::rate(&bare.address, "/", "").await;
        let rate = load::rate(&ours.address, path, cookie).await;
        ratios.push(rate / base);
        rates.push((rate, base));
    }
    ratios.sort_by(f64::total_cmp);
    rates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (rate, base) = rates[ROUNDS / 2];
    println!(
        "  {path:<15} {size:>6} bytes   {rate:>6.0} a second, bare {base:>6.0}: {:.2} of it (target: at least {least})",
        ratios[ROUNDS / 2]
    );
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .to_string()
}

fn start_ours(folder: &Path, url: &str) -> Server {
    let address = free_address();
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiguan"));
    command
        .arg("serve")
        .env("HUIGUAN_LISTEN", &address)
        .env("HUIGUAN_DATA", folder)
        .env("HUIGUAN_DATABASE_URL", url)
        .env("HUIGUAN_LOG", "warn")
        // As deploy/ and ./start set it.
        .env("MALLOC_ARENA_MAX", "2");
    start(command, address)
}

fn start_bare(folder: &Path, size: usize) -> Server {
    let address = free_address();
    let mut command = Command::new(std::env::current_exe().unwrap());
    let database = folder.join("huiguan.db");
    command.env(
        bare::WORK,
        format!("{address} {size} {}", database.display()),
    );
    start(command, address)
}

fn start(mut command: Command, address: String) -> Server {
    let child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server { child, address };
    let started = Instant::now();
    while std::net::TcpStream::connect(&server.address).is_err() {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "it doesn't listen"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    server
}

/// Resident memory in MB, as the kernel counts it.
fn memory(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes / 1024
}
