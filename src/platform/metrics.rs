//! Figures about the running server in Prometheus' text format. They count requests, reads,
//! writes, jobs and mails, and know nothing of what those are about.
//!
//! A process has one set of figures, so they stand in one static.

use std::sync::LazyLock;
use std::time::Duration;

use prometheus::{
    Encoder, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge,
    IntGaugeVec, Opts, Registry, Result, TextEncoder,
};

struct Figures {
    all: Registry,
    requests: HistogramVec,
    reads: Histogram,
    commits: Histogram,
    group: Histogram,
    raised: IntCounter,
    jobs: IntCounterVec,
    mails: IntCounterVec,
    jobs_now: IntGaugeVec,
    mails_now: IntGaugeVec,
    memory: IntGauge,
}

static FIGURES: LazyLock<Option<Figures>> = LazyLock::new(|| {
    let made = Figures::new();
    if let Err(error) = &made {
        tracing::error!(%error, "no metrics");
    }
    made.ok()
});

const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];
const SIZES: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

impl Figures {
    fn new() -> Result<Self> {
        let times =
            |name: &str, help: &str| HistogramOpts::new(name, help).buckets(SECONDS.to_vec());
        let figures = Self {
            all: Registry::new(),
            requests: HistogramVec::new(
                times(
                    "huiguan_request_seconds",
                    "Requests by route, method and status.",
                ),
                &["route", "method", "status"],
            )?,
            reads: Histogram::with_opts(times("huiguan_read_seconds", "Reads of the database."))?,
            commits: Histogram::with_opts(times(
                "huiguan_commit_seconds",
                "Groups of writes, from the first to the answer.",
            ))?,
            group: Histogram::with_opts(
                HistogramOpts::new("huiguan_group_writes", "Writes that shared a commit.")
                    .buckets(SIZES.to_vec()),
            )?,
            raised: IntCounter::new(
                "huiguan_raising_commits_total",
                "Commits that ended the life of kept pages.",
            )?,
            jobs: counter(
                "huiguan_job_tries_total",
                "Tries of jobs.",
                &["kind", "outcome"],
            )?,
            mails: counter(
                "huiguan_mail_tries_total",
                "Mails handed over.",
                &["outcome"],
            )?,
            jobs_now: gauge("huiguan_jobs", "Jobs by state.")?,
            mails_now: gauge("huiguan_mails", "Mails by state.")?,
            memory: IntGauge::new("huiguan_memory_bytes", "Resident memory of the process.")?,
        };
        figures.all.register(Box::new(figures.requests.clone()))?;
        figures.all.register(Box::new(figures.reads.clone()))?;
        figures.all.register(Box::new(figures.commits.clone()))?;
        figures.all.register(Box::new(figures.group.clone()))?;
        figures.all.register(Box::new(figures.raised.clone()))?;
        figures.all.register(Box::new(figures.jobs.clone()))?;
        figures.all.register(Box::new(figures.mails.clone()))?;
        figures.all.register(Box::new(figures.jobs_now.clone()))?;
        figures.all.register(Box::new(figures.mails_now.clone()))?;
        figures.all.register(Box::new(figures.memory.clone()))?;
        Ok(figures)
    }
}

fn counter(name: &str, help: &str, labels: &[&str]) -> Result<IntCounterVec> {
    IntCounterVec::new(Opts::new(name, help), labels)
}

fn gauge(name: &str, help: &str) -> Result<IntGaugeVec> {
    IntGaugeVec::new(Opts::new(name, help), &["state"])
}

/// Counts an answered request. `route` is the pattern, never the path: it must be one of few.
pub fn request(route: &str, method: &str, status: u16, took: Duration) {
    if let Some(figures) = &*FIGURES {
        let labels = [route, method, &status.to_string()];
        figures
            .requests
            .with_label_values(&labels)
            .observe(took.as_secs_f64());
    }
}

/// Counts a read.
pub fn read(took: Duration) {
    if let Some(figures) = &*FIGURES {
        figures.reads.observe(took.as_secs_f64());
    }
}

/// Counts a group of writes that shared a commit.
pub fn group(writes: usize, took: Duration) {
    if let Some(figures) = &*FIGURES {
        figures
            .group
            .observe(u32::try_from(writes).unwrap_or(u32::MAX).into());
        figures.commits.observe(took.as_secs_f64());
    }
}

/// Counts a commit that raises the number of a table.
pub fn raised() {
    if let Some(figures) = &*FIGURES {
        figures.raised.inc();
    }
}

/// Counts a try of a job and what came of it, in a word.
pub fn job(kind: &str, outcome: &str) {
    if let Some(figures) = &*FIGURES {
        figures.jobs.with_label_values(&[kind, outcome]).inc();
    }
}

/// Counts a mail that was handed over, or not: what came of it, in a word.
pub fn mail(outcome: &str) {
    if let Some(figures) = &*FIGURES {
        figures.mails.with_label_values(&[outcome]).inc();
    }
}

/// All figures as text, with how many jobs and mails are in each state now.
///
/// # Errors
/// If they can't be written.
pub fn text(jobs: &[(String, i64)], mails: &[(String, i64)]) -> Result<String> {
    let Some(figures) = &*FIGURES else {
        return Ok(String::new());
    };
    figures.jobs_now.reset();
    figures.mails_now.reset();
    for (gauge, states) in [(&figures.jobs_now, jobs), (&figures.mails_now, mails)] {
        for (state, count) in states {
            gauge.with_label_values(&[state]).set(*count);
        }
    }
    if let Some(bytes) = memory() {
        figures.memory.set(bytes);
    }
    let mut out = vec![];
    TextEncoder::new().encode(&figures.all.gather(), &mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// Resident memory in bytes, where the system tells.
#[must_use]
pub fn memory() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_knows_how_much_memory_it_takes() {
        assert!(memory().unwrap() > 1 << 20);
    }
}
