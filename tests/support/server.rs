//! The real binary as a process of its own, told nothing but what a test tells it.
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Where an installation keeps what it holds.
pub struct Place {
    /// The data folder.
    pub data: PathBuf,
    /// The database, if it is not the one in the data folder.
    pub database: Option<String>,
}

impl Place {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiguan"));
        command
            .args(arguments)
            .env_clear()
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
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
        let listen = listen.unwrap().to_string();
        let mut child = self
            .command(&["serve"])
            .env("HUIGUAN_LISTEN", &listen)
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
        let file = format!("/proc/{}/status", self.id);
        let status = std::fs::read_to_string(file).unwrap();
        let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
        let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        kilobytes / 1024
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
