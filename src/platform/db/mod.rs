//! The two doors to the database: [`Db::read`] and [`Db::write`].
//!
//! The same query text runs on SQLite and PostgreSQL. A read sees one consistent snapshot.
//! A write runs alone, is durable before it is answered, and means the same on both: see
//! [`writer`](self) for how writes that wait together share one commit.

mod change;
mod conn;
mod editions;
mod fault;
mod tables;
mod task;
mod tx;
mod watch;
mod writer;

use std::sync::{Arc, RwLock};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::Pool;
use tokio::sync::{Semaphore, oneshot};

pub use change::{Change, insert, insert_all};
pub use conn::{Conn, Options, is_sqlite_url};
pub use editions::{Editions, Under};
pub use fault::Fault;
pub use tables::Tables;
pub use tx::Tx;
pub use watch::{seen, watched};

use crate::kernel::Who;
use crate::platform::metrics;
use conn::{EndOnDrop, Opener, Used};
use task::Stage;
use watch::{Look, Traffic};
use writer::{Writer, gone};

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
    /// Whether somebody waits for the page that is made with it.
    for_pages: bool,
}

/// How many read at once: for SQLite as many as there is work for, since each holds memory of its own;
/// for PostgreSQL, which waits on a network, more.
fn readers(url: &str) -> u32 {
    if !is_sqlite_url(url) {
        return 8;
    }
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    u32::try_from(cores * 2).unwrap_or(8).clamp(2, 8)
}

/// How long a read waits for its turn.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a write waits for its turn; then it is not done. So long also the silence of a database in
/// the middle of a write.
const TURN: Duration = Duration::from_secs(30);
/// How long a page's write waits for its turn: longer than a server that froze can keep it from others.
const TURN_OF_A_PAGE: Duration = Duration::from_secs(12);
/// After so long without any answer, somebody at the door is told that the database is away; in the
/// middle of a page once it has then left a question without answer for as long again.
const SILENCE: Duration = Duration::from_millis(1500);
/// After so long without any answer, a page whose write had begun says that its end isn't known.
const SILENCE_IN_A_WRITE: Duration = Duration::from_secs(6);

struct Inner {
    readers: Pool<Opener>,
    /// One for each reader: who waits for a turn holds no thread.
    turns: Arc<Semaphore>,
    writer: Writer,
    url: String,
    /// As they were seen last.
    editions: RwLock<Arc<Editions>>,
    traffic: Arc<Traffic>,
}

impl Db {
    /// Opens the database at `options.url`, making a missing SQLite file. Does not migrate.
    pub fn open(options: Options) -> Result<Self, Fault> {
        let traffic = Arc::new(Traffic::default());
        let opener = |used| Opener {
            url: options.url.clone(),
            used,
            traffic: Arc::clone(&traffic),
        };
        let most = readers(&options.url);
        let readers = Pool::builder()
            .max_size(most)
            .min_idle(Some(1))
            .test_on_check_out(!is_sqlite_url(&options.url))
            .connection_timeout(PATIENCE)
            .error_handler(Box::new(diesel::r2d2::LoggingErrorHandler));
        let writer = Writer::start(opener(Used::Writes), &options)?;
        let readers = readers
            .build(opener(Used::Reads))
            .map_err(|e| Fault::Away(e.to_string()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                readers,
                turns: Arc::new(Semaphore::new(most.try_into().unwrap_or(1))),
                writer,
                url: options.url,
                editions: RwLock::new(Arc::new(Editions::never())),
                traffic,
            }),
            for_pages: false,
        })
    }

    /// The same database for pages, for which somebody waits: its reads and writes are given up soon when
    /// it answers nothing at all, however they are asked. Work in the background has more patience: what
    /// it has begun it wants to end.
    #[must_use]
    pub fn for_pages(&self) -> Self {
        Self {
            for_pages: true,
            ..self.clone()
        }
    }

    /// Runs `work` on a consistent snapshot, off the async threads.
    ///
    /// # Errors
    /// What `work` gives; [`Fault::Busy`] if its turn doesn't come; [`Fault::Away`] if the database is.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        tokio::select! {
            found = self.reading(work) => found,
            () = self.silent(SILENCE) => Err(says_nothing()),
        }
    }

    /// Ends once the database has answered nothing for so long and leaves a question unanswered too: a
    /// statement that merely takes long is no silence. For work in the background it never ends.
    async fn silent(&self, long: Duration) {
        if !self.for_pages || is_sqlite_url(&self.inner.url) {
            return std::future::pending().await;
        }
        loop {
            tokio::time::sleep(SILENCE).await;
            let asked = self.reading(|_| Ok(()));
            if self.silence() >= long && tokio::time::timeout(SILENCE, asked).await.is_err() {
                return;
            }
        }
    }

    async fn reading<T, F>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, Fault> + Send + 'static,
    {
        let turn = self.inner.turns.clone().acquire_owned();
        let turn = tokio::time::timeout(PATIENCE, turn).await;
        let turn = turn.map_err(|_| Fault::Busy(5))?.map_err(|_| gone())?;
        let (db, look) = (self.clone(), look());
        let work = move || {
            let _turn = turn;
            db.snapshot(look, work)
        };
        let (result, read) = tokio::task::spawn_blocking(work)
            .await
            .map_err(|e| Fault::Broken(format!("a read did not finish: {e}")))??;
        watch::note(|seen| seen.join(&read));
        result
    }

    /// [`Db::read`] on this thread; not for async code.
    pub fn read_now<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let (result, read) = self.snapshot(look(), work)?;
        watch::note(|seen| seen.join(&read));
        result
    }

    /// What `work` gives on a snapshot, and the tables it read if they are looked for.
    fn snapshot<T>(
        &self,
        look: Look,
        work: impl FnOnce(&mut Conn) -> Result<T, Fault>,
    ) -> Result<(Result<T, Fault>, Tables), Fault> {
        let began = std::time::Instant::now();
        let conn = self.inner.readers.get();
        let mut conn = conn.map_err(|e| Fault::Away(e.to_string()))?;
        let begin = match &*conn {
            Conn::Sqlite(_) => "BEGIN DEFERRED",
            Conn::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        conn.batch_execute(begin)?;
        let ended = EndOnDrop(&mut conn);
        watch::look(ended.0, look);
        let result = work(ended.0);
        let read = watch::look(ended.0, Look::Away);
        metrics::read(began.elapsed());
        Ok((result, read))
    }

    /// Folds the log of writes beside a SQLite file into it, so that a stopped server leaves one whole
    /// file. Nothing is lost without it: whoever opens the database next reads the log.
    ///
    /// # Errors
    /// If the database can't be opened.
    pub fn fold(&self) -> Result<(), Fault> {
        if !is_sqlite_url(&self.inner.url) {
            return Ok(());
        }
        Ok(self
            .connect()?
            .batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?)
    }

    /// The numbers of all tables now. Cheap enough to be asked for each request: most of the time no
    /// number was raised since the last.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn editions(&self) -> Result<Arc<Editions>, Fault> {
        // In SQLite the answer is nearer than another thread.
        if is_sqlite_url(&self.inner.url)
            && let Some(mut conn) = self.inner.readers.try_get()
        {
            return self.read_editions(&mut conn);
        }
        let db = self.clone();
        let read = self.reading(move |conn| db.read_editions(conn));
        let mut read = std::pin::pin!(read);
        // One small question: who hears nothing at all meanwhile, on no connection, needn't wait longer.
        loop {
            match tokio::time::timeout(SILENCE, &mut read).await {
                Ok(found) => return found,
                Err(_) if is_sqlite_url(&self.inner.url) || self.silence() < SILENCE => {}
                Err(_) => return Err(says_nothing()),
            }
        }
    }

    /// The numbers as they were seen last, without asking: for what must be said while the database is away.
    #[must_use]
    pub fn last_editions(&self) -> Option<Arc<Editions>> {
        self.inner.editions.read().ok().map(|last| last.clone())
    }

    /// For how long the database has answered nothing; meaningless while nobody asks.
    fn silence(&self) -> Duration {
        self.inner.traffic.silence()
    }

    /// Whether both doors are open: a read and a write go through, as those of a page do.
    ///
    /// # Errors
    /// If one of them doesn't within two seconds.
    pub async fn is_open(&self) -> Result<(), Fault> {
        let both = async {
            self.read(|_| Ok(())).await?;
            self.write(&Who::system("probe"), |_| Ok(())).await
        };
        let both = tokio::time::timeout(Duration::from_secs(2), both).await;
        both.unwrap_or_else(|_| Err(Fault::Away("it answers too slowly".to_owned())))
    }

    fn read_editions(&self, conn: &mut Conn) -> Result<Arc<Editions>, Fault> {
        let poisoned = || Fault::Broken("the last editions are lost".to_owned());
        let last = self.inner.editions.read().map_err(|_| poisoned())?.clone();
        let Some(found) = Editions::read(conn, &last)? else {
            return Ok(last);
        };
        let found = Arc::new(found);
        *self.inner.editions.write().map_err(|_| poisoned())? = Arc::clone(&found);
        Ok(found)
    }

    /// Runs `work` in a transaction of its own and answers once it is on disk.
    ///
    /// `work` may run more than once (a conflict, a lost connection), so it must have no
    /// effect but through the transaction. If it fails nothing of it stays.
    pub async fn write<T, F>(&self, who: &Who, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    {
        watch::note(|seen| seen.written = true);
        let (answer, stage) = self.inner.writer.submit(who, work)?;
        let mut ended = std::pin::pin!(self.ended(answer, &stage));
        tokio::select! {
            ended = &mut ended => return ended,
            () = self.silent(SILENCE) => {}
        }
        if stage.leave() {
            return Err(says_nothing());
        }
        tokio::select! {
            ended = &mut ended => ended,
            () = self.silent(SILENCE_IN_A_WRITE) => Err(Fault::Unsure("it answers nothing".to_owned())),
        }
    }

    async fn ended<T>(
        &self,
        mut answer: oneshot::Receiver<Result<T, Fault>>,
        stage: &Stage,
    ) -> Result<T, Fault> {
        let turn = if self.for_pages { TURN_OF_A_PAGE } else { TURN };
        loop {
            match tokio::time::timeout(turn, &mut answer).await {
                Ok(answer) => return answer.map_err(|_| gone())?,
                Err(_) if stage.leave() => {
                    return Err(Fault::Away("the turn to write did not come".to_owned()));
                }
                // It has begun. A long one goes on talking with the database.
                Err(_) if is_sqlite_url(&self.inner.url) || self.silence() < TURN => {}
                Err(_) => return Err(Fault::Unsure("it answers nothing".to_owned())),
            }
        }
    }

    /// [`Db::write`] on this thread; not for async code.
    pub fn write_now<T, F>(&self, who: &Who, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    {
        watch::note(|seen| seen.written = true);
        let (answer, _) = self.inner.writer.submit(who, work)?;
        answer.blocking_recv().map_err(|_| gone())?
    }

    /// The URL it was opened with.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.inner.url
    }

    /// A connection of its own, outside the pool and outside any transaction: for
    /// migrations, backup and checks.
    pub fn connect(&self) -> Result<Conn, Fault> {
        Opener {
            url: self.inner.url.clone(),
            used: Used::Whole,
            traffic: Arc::clone(&self.inner.traffic),
        }
        .open()
    }

    /// How many statements were sent to the database since it was opened: whoever compares two numbers
    /// learns what a page asks.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.inner.traffic.sent()
    }
}

fn says_nothing() -> Fault {
    Fault::Away("it answers nothing".to_owned())
}

/// What a read's statements are looked at for.
fn look() -> Look {
    if watch::is_watched() {
        Look::Reads
    } else {
        Look::Away
    }
}

#[cfg(test)]
pub(crate) mod tests {
    //! Editions that tests make up.
    use super::*;

    /// The numbers of these tables when the last number was `any`.
    pub fn at(any: i64, of: &[(&str, i64)]) -> Editions {
        Editions::made_up(any, of)
    }

    /// These tables.
    pub fn tables(names: &[&str]) -> Tables {
        let mut tables = Tables::default();
        names.iter().for_each(|name| tables.add(name));
        tables
    }
}
