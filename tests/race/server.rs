//! The real server as a process of its own, told nothing but what the test tells it, and people who
//! use it over HTTP.
use huiguan::accounts::{self, NewPerson};
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::{Db, Tx};
use huiguan::platform::secrets;
use reqwest::blocking::Client;
use std::io::Write;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub const PASSPHRASE: &str = "a test needs no secret";

/// Killed when it is dropped.
pub struct Server {
    pub child: Child,
    pub base: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn serve(url: &str, folder: &std::path::Path) -> Server {
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
    let listen = listen.unwrap().to_string();
    let child = Command::new(env!("CARGO_BIN_EXE_huiguan"))
        .arg("serve")
        .env_clear()
        .env("HUIGUAN_LISTEN", &listen)
        .env("HUIGUAN_DATA", folder)
        .env("HUIGUAN_DATABASE_URL", url)
        .env("HUIGUAN_LOG", "error")
        .env("MALLOC_ARENA_MAX", "2")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut server = Server {
        child,
        base: format!("http://{listen}"),
    };
    let began = Instant::now();
    while std::net::TcpStream::connect(&listen).is_err() {
        let ended = server.child.try_wait().unwrap();
        assert!(ended.is_none(), "the server ended: {ended:?}");
        assert!(began.elapsed() < Duration::from_secs(60), "no server");
        std::thread::sleep(Duration::from_millis(50));
    }
    server
}

impl Server {
    /// The most memory it ever held, in MB, as the kernel counts it.
    pub fn peak(&self) -> u64 {
        let file = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(file).unwrap();
        let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
        let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        kilobytes / 1024
    }
}

/// Adds people who may do what the office does, at these addresses.
pub fn hire(db: &Db, emails: Vec<String>) {
    let hash = secrets::hash_passphrase(PASSPHRASE).unwrap();
    let add = move |tx: &mut Tx| {
        for email in &emails {
            let new = NewPerson {
                email,
                name: "Clerk",
                lang: None,
                password_hash: Some(hash.clone()),
                roles: &[Role::Secretary, Role::Treasurer],
            };
            accounts::add_person(tx, &new)?;
        }
        Ok(())
    };
    db.write_now(&Who::system("test"), add).unwrap();
}

/// A browser of somebody who has signed in.
pub fn signed_in(base: &str, email: &str) -> Client {
    let client = Client::builder()
        .cookie_store(true)
        .timeout(Duration::from_secs(120));
    let client = client.build().unwrap();
    let form = [("email", email), ("password", PASSPHRASE)];
    let answer = client.post(format!("{base}/sign-in")).form(&form).send();
    assert!(answer.unwrap().status().is_success());
    client
}

pub fn tell(line: &str) {
    std::io::stdout()
        .lock()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}
