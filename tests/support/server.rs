//! The real binary as a process of its own, told nothing but what a test tells it.
use huiguan::platform::apart;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_huiguan");

/// The real binary with these arguments in an empty environment: what the machine's owner has set for other
/// programs is not told to it.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(arguments).env_clear();
    command
}

/// Lets what this program does with strangers' files be read as the server does: by the real binary.
pub fn reads_apart() {
    apart::reads_with(BINARY.into());
}

/// Where an installation keeps what it holds.
pub struct Place {
    /// The data folder.
    pub data: PathBuf,
    /// The database, if it is not the one in the data folder.
    pub database: Option<String>,
}

impl Place {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(arguments);
        command
            .env("HUIGUAN_DATA", &self.data)
            .env("HUIGUAN_LOG", "error");
        if let Some(url) = &self.database {
            command.env("HUIGUAN_DATABASE_URL", url);
        }
        command
    }

    /// Runs one of the binary's commands to its end, which must be a good one; what it said.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output: Output = self.command(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let log = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}{log}");
        said
    }

    /// Serves it on a free port of the loopback.
    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// The same with more in its environment.
    pub fn serve_with(&self, more: &[(&str, &str)]) -> Server {
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
        let listen = listen.unwrap().to_string();
        let mut child = self
            .command(&["serve"])
            .env("HUIGUAN_LISTEN", &listen)
            .envs(more.iter().copied())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let began = Instant::now();
        let mut ended = None;
        while ended.is_none() && std::net::TcpStream::connect(&listen).is_err() {
            ended = child.try_wait().unwrap();
            assert!(began.elapsed() < Duration::from_secs(60), "no server");
            std::thread::sleep(Duration::from_millis(50));
        }
        assert!(ended.is_none(), "the server ended: {ended:?}");
        Server {
            id: child.id(),
            child: Mutex::new(child),
            base: format!("http://{listen}"),
        }
    }
}

/// A server that is killed when this is dropped.
pub struct Server {
    child: Mutex<Child>,
    id: u32,
    /// `http://127.0.0.1:PORT`
    pub base: String,
}

impl Server {
    /// The most memory it ever held, in MB, as the kernel counts it.
    pub fn peak(&self) -> u64 {
        megabytes(self.id, "VmHWM").unwrap()
    }

    /// What it holds of its own, in MB: without the pages of the program, which the system takes back as
    /// it likes, and of which one built without optimisation has a hundred.
    pub fn own(&self) -> u64 {
        megabytes(self.id, "RssAnon").unwrap()
    }

    /// Whether it runs still.
    pub fn lives(&self) -> bool {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.try_wait().unwrap().is_none()
    }

    /// Does something, and says how much memory any of its readers held at most meanwhile, in MB, and
    /// whether one was seen.
    pub fn readers_during(&self, work: impl FnOnce()) -> (u64, bool) {
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let watch = scope.spawn(|| {
                let (mut most, mut seen) = (0, false);
                while !over.load(Ordering::Relaxed) {
                    for id in readers_of(self.id) {
                        seen = true;
                        most = most.max(megabytes(id, "VmHWM").unwrap_or(0));
                    }
                    std::thread::sleep(Duration::from_millis(3));
                }
                (most, seen)
            });
            // A test that fails here must not watch for ever.
            let worked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            over.store(true, Ordering::Relaxed);
            let found = watch.join().unwrap();
            if let Err(panic) = worked {
                std::panic::resume_unwind(panic);
            }
            found
        })
    }

    /// kill -9.
    pub fn kill(&self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A line of what the kernel says of a process, in MB; none if it is gone.
fn megabytes(id: u32, what: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(what))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

/// The processes that this one began to read a file.
fn readers_of(parent: u32) -> Vec<u32> {
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_reader = |id: &u32| {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("PPid:"));
        let said = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        line.is_some_and(|of| of.trim() == parent.to_string())
            && said.windows(6).any(|some| some == b"\0read\0")
    };
    ids.filter(is_reader).collect()
}
