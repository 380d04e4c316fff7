//! Conversations that are kept for the next letter: a mail server is greeted once for many.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::transport::smtp::client::AsyncSmtpConnection;

use super::Server;

/// Letters after which a server is greeted anew: some close earlier than that, few later.
const MOST_LETTERS: u32 = 80;
/// How long a conversation waits for the next letter; servers wait five minutes and more.
const IDLE: Duration = Duration::from_secs(5);

/// A conversation with a server that was greeted.
pub(super) struct Line {
    pub conn: AsyncSmtpConnection,
    server: Server,
    letters: u32,
    since: Instant,
}

impl Line {
    pub fn new(conn: AsyncSmtpConnection, server: &Server) -> Self {
        Self {
            conn,
            server: server.clone(),
            letters: 0,
            since: Instant::now(),
        }
    }

    /// Ends it politely, without anybody waiting for it.
    pub fn end(mut self) {
        let end = async move { tokio::time::timeout(IDLE, self.conn.quit()).await };
        tokio::spawn(end);
    }
}

/// Those that wait; cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<Line>>>);

impl Lines {
    fn waiting<T>(&self, look: impl FnOnce(&mut Vec<Line>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// One with this server, greeted as it would be now.
    pub fn take(&self, server: &Server) -> Option<Line> {
        self.waiting(|lines| {
            let at = lines.iter().position(|line| line.server == *server)?;
            let line = lines.swap_remove(at);
            (line.since.elapsed() < IDLE).then_some(line)
        })
    }

    /// Keeps one that just carried a letter for a few seconds.
    pub fn keep(&self, mut line: Line) {
        (line.letters, line.since) = (line.letters + 1, Instant::now());
        if line.letters >= MOST_LETTERS {
            return line.end();
        }
        self.waiting(|lines| lines.push(line));
        let lines = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            let old = |line: &mut Line| line.since.elapsed() >= IDLE;
            let old: Vec<Line> = lines.waiting(|lines| lines.extract_if(.., old).collect());
            old.into_iter().for_each(Line::end);
        });
    }
}
