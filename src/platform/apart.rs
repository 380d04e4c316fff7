//! Readers of what strangers send, each file in a process of its own: this program once more, told to read
//! and to do nothing else. It may take so much memory, so many seconds of a processor and write no file;
//! if it ends over what it reads, whoever sent the file is told, and the portal goes on.
//!
//! In goes a line of JSON with what the reader asks for, then the file; out comes a line with what was
//! found, then such parts as are too large for it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process_group, setrlimit};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::kernel::Say;
use crate::platform::aside::{READERS, read_of_stranger};
use crate::platform::db::Fault;
use crate::say;

/// Seconds of a processor that reading one file may take.
const EFFORT: u64 = 6;
/// How long it may take by the clock, beside others.
const PATIENCE: Duration = Duration::from_secs(9);
/// Most bytes of the line with what was found.
const MOST_FOUND: u64 = 8 << 20;
/// Most bytes of its parts together.
const MOST_PARTS: usize = 96 << 20;
/// Files and pipes that it may have open.
const MOST_OPEN: u64 = 64;
/// Seconds after which to come back where there is no room for another process.
const COME_BACK: i64 = 10;

/// The program that reads; see [`reads_with`].
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says once which program reads: one that answers `read NAME` by [`answer`]. Until it is said nothing of a
/// stranger is read at all, rather than in this process.
pub fn reads_with(program: PathBuf) {
    PROGRAM.get_or_init(|| program);
}

/// The program that runs here, for [`reads_with`]: the very one, also after another was put in its place.
///
/// # Errors
/// If the system doesn't say which it is.
pub fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        return Ok("/proc/self/exe".into());
    }
    std::env::current_exe()
}

/// A reader of one kind of file.
pub trait Reader: 'static {
    /// What it is called on the command line.
    const NAME: &'static str;
    /// Bytes of memory that it may take beside the program itself.
    const MOST_MEMORY: u64 = 512 << 20;
    /// What it is told beside the file.
    type Ask: Serialize + DeserializeOwned + Send + 'static;
    /// What it finds.
    type Found: Serialize + DeserializeOwned + Send + 'static;

    /// Reads a file: what was found, and large parts of it by themselves.
    ///
    /// # Errors
    /// [`Fault::Refused`] says to whoever sent it why it can't be read.
    fn read(ask: Self::Ask, bytes: Vec<u8>) -> Result<(Self::Found, Vec<Vec<u8>>), Fault>;
}

/// What a reader found, and its parts.
pub type Made<R> = (<R as Reader>::Found, Vec<Vec<u8>>);

/// What goes back over the pipe.
#[derive(Serialize, Deserialize)]
enum Told<T> {
    /// With the lengths of the parts that follow.
    Found(T, Vec<usize>),
    Refused(Say),
    Broken(String),
}

/// Reads a file in a process of its own, once it is its turn.
///
/// # Errors
/// [`Fault::Refused`] if it can't be read, [`Fault::Busy`] if its turn doesn't come.
pub async fn read<R: Reader>(ask: R::Ask, bytes: Vec<u8>) -> Result<Made<R>, Fault> {
    let length = bytes.len();
    let read = move || read_now::<R>(&ask, &bytes);
    READERS.read(length, read).await?
}

/// The same for what came from somebody who isn't signed in: see [`read_of_stranger`].
///
/// # Errors
/// As [`read`].
pub async fn read_strange<R: Reader>(ask: R::Ask, bytes: Vec<u8>) -> Result<Made<R>, Fault> {
    let length = bytes.len();
    let read = move || read_now::<R>(&ask, &bytes);
    read_of_stranger(length, read).await?
}

/// The same at once, on a thread that nobody waits for.
///
/// # Errors
/// [`Fault::Refused`] if it can't be read, [`Fault::Busy`] if there is no room for a process.
pub fn read_now<R: Reader>(ask: &R::Ask, bytes: &[u8]) -> Result<Made<R>, Fault> {
    let nobody = || Fault::Broken("nobody said which program reads files".to_owned());
    let program = PROGRAM.get().ok_or_else(nobody)?;
    read_by::<R>((program, PATIENCE), ask, bytes)
}

fn read_by<R: Reader>(
    (program, patience): (&Path, Duration),
    ask: &R::Ask,
    bytes: &[u8],
) -> Result<Made<R>, Fault> {
    let mut head = serde_json::to_vec(ask)?;
    head.push(b'\n');
    let mut child = begin(program, R::NAME)?;
    let pipes = child.stdin.take().zip(child.stdout.take());
    let child = Mutex::new(child);
    let (over, waits) = mpsc::channel::<()>();
    let told = thread::scope(|scope| {
        let child = &child;
        let watch = move || {
            if waits.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                kill(child);
            }
        };
        // Without somebody who ends it in time it is not begun.
        thread::Builder::new().spawn_scoped(scope, watch).ok()?;
        let told = pipes.map(|pipes| exchange::<R::Found>(pipes, &head, bytes));
        drop(over);
        told
    });
    let status = end(&child);
    match told {
        None => Err(Fault::Busy(COME_BACK)),
        Some(Ok((Told::Found(found, _), parts))) => Ok((found, parts)),
        Some(Ok((Told::Refused(why), _))) => Err(why.into()),
        Some(Ok((Told::Broken(why), _))) => Err(Fault::Broken(why)),
        Some(Err(why)) if why.kind() == io::ErrorKind::OutOfMemory => Err(Fault::Busy(COME_BACK)),
        Some(Err(why)) => {
            let (reader, length) = (R::NAME, bytes.len());
            tracing::warn!(reader, length, %why, ?status, "a reader ended over a file");
            Err(say!("platform-file-beyond").into())
        }
    }
}

/// Begins the process, which knows nothing of how the portal is set up.
fn begin(program: &Path, name: &str) -> Result<Child, Fault> {
    let mut command = Command::new(program);
    command
        .args(["read", name])
        .env_clear()
        // Its threads share one heap: each of their own would count whole against its memory.
        .env("MALLOC_ARENA_MAX", "1")
        .current_dir("/")
        // Who ends the portal from a shell doesn't mean the file that somebody just sent.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command.spawn().map_err(|why| match why.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::OutOfMemory => Fault::Busy(COME_BACK),
        _ => Fault::Broken(format!("no reader can be begun: {why}")),
    })
}

/// Sends the file and takes the answer; what is not as it should be comes from a reader that ended.
fn exchange<T: DeserializeOwned>(
    (mut input, output): (ChildStdin, ChildStdout),
    head: &[u8],
    bytes: &[u8],
) -> io::Result<(Told<T>, Vec<Vec<u8>>)> {
    input.write_all(head)?;
    input.write_all(bytes)?;
    drop(input);
    let (mut output, mut line) = (BufReader::new(output), vec![]);
    (&mut output)
        .take(MOST_FOUND)
        .read_until(b'\n', &mut line)?;
    let told = serde_json::from_slice(&line)?;
    let lengths: &[usize] = match &told {
        Told::Found(_, lengths) => lengths,
        Told::Refused(_) | Told::Broken(_) => &[],
    };
    let total = lengths
        .iter()
        .try_fold(0_usize, |all, one| all.checked_add(*one));
    if total.is_none_or(|total| total > MOST_PARTS) {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "it makes too much of it",
        ));
    }
    let mut parts = vec![];
    for length in lengths {
        let mut part = vec![];
        part.try_reserve_exact(*length)?;
        part.resize(*length, 0);
        output.read_exact(&mut part)?;
        parts.push(part);
    }
    Ok((told, parts))
}

fn kill(child: &Mutex<Child>) {
    end_group(&mut child.lock().unwrap_or_else(PoisonError::into_inner));
}

/// Ends the process and all that it began, which would keep its pipes open. Nobody has waited for it yet, so
/// that its number is still its own.
fn end_group(child: &mut Child) {
    // What has ended by itself needs no more.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child.kill();
}

/// Ends the process, which is done or will not be; how it ended, if it did by itself.
fn end(child: &Mutex<Child>) -> Option<ExitStatus> {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..100 {
        match child.try_wait() {
            Ok(None) => thread::sleep(Duration::from_millis(2)),
            Ok(ended) => return ended,
            Err(_) => break,
        }
    }
    // Whatever this says, nobody waits for it any more.
    end_group(&mut child);
    child.wait().ok()
}

/// What the process of a reader does: it confines itself, reads what comes and answers.
///
/// # Errors
/// If it can't read what comes, or nobody hears its answer.
pub fn answer<R: Reader>() -> io::Result<()> {
    let told = match confine(R::MOST_MEMORY) {
        Ok(()) => looked_at::<R>()?,
        Err(why) => Err(Fault::Broken(format!(
            "a reader can't confine itself: {why}"
        ))),
    };
    let (told, parts) = match told {
        Ok((found, parts)) => (
            Told::Found(found, parts.iter().map(Vec::len).collect()),
            parts,
        ),
        Err(Fault::Refused(why)) => (Told::Refused(why), vec![]),
        Err(other) => (Told::Broken(other.to_string()), vec![]),
    };
    let mut out = io::stdout().lock();
    let mut line = serde_json::to_vec(&told)?;
    line.push(b'\n');
    out.write_all(&line)?;
    parts.iter().try_for_each(|part| out.write_all(part))?;
    out.flush()
}

fn looked_at<R: Reader>() -> io::Result<Result<Made<R>, Fault>> {
    let (mut input, mut head, mut bytes) = (io::stdin().lock(), vec![], vec![]);
    input.read_until(b'\n', &mut head)?;
    input.read_to_end(&mut bytes)?;
    Ok(R::read(serde_json::from_slice(&head)?, bytes))
}

/// Whether this is the process of a reader, which took from itself what it doesn't need.
static CONFINED: AtomicBool = AtomicBool::new(false);

/// Takes from this process what reading a file doesn't need.
fn confine(memory: u64) -> io::Result<()> {
    // Where memory runs out it goes before the portal does; where that can't be said, the rest holds still.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    let bounds = [
        (Resource::As, own_size().saturating_add(memory)),
        (Resource::Cpu, EFFORT),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nofile, MOST_OPEN),
    ];
    for (what, most) in bounds {
        // What was bound closer before stays so.
        let most = getrlimit(what)
            .maximum
            .map_or(most, |known| known.min(most));
        let bound = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(what, bound)?;
    }
    CONFINED.store(true, Ordering::Relaxed);
    Ok(())
}

/// Does this with no more memory than what the process of a reader has by now, and so much; elsewhere as it
/// is. A library that wants more ends the reader.
pub(super) fn within<T>(more: u64, work: impl FnOnce() -> T) -> T {
    if !CONFINED.load(Ordering::Relaxed) {
        return work();
    }
    let before = getrlimit(Resource::As);
    let most = own_size().saturating_add(more);
    let less = Rlimit {
        current: Some(before.current.map_or(most, |known| known.min(most))),
        maximum: before.maximum,
    };
    // Where that can't be had, what was bound before still holds.
    let _ = setrlimit(Resource::As, less);
    let made = work();
    let _ = setrlimit(Resource::As, before);
    made
}

/// Bytes of address space that the program itself takes; as much as it ever might where the system
/// doesn't say.
fn own_size() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = told.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kilobytes = size.and_then(|size| size.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or(256 << 20, |kilobytes| kilobytes << 10)
}

#[cfg(test)]
#[path = "apart_tests.rs"]
mod tests;
