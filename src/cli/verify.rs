//! `huiguan verify`: has anything been changed behind the portal's back?

use huiguan::admission;
use huiguan::ballots;
use huiguan::expulsion;
use huiguan::platform::audit::{self, Chain};
use huiguan::platform::db::{Db, Fault};
use huiguan::platform::files::{self, Held, Store};
use huiguan::voting;

use super::Done;
use super::out::Out;

/// Goes through everything that vouches for itself; false if something does not fit.
pub async fn run(db: &Db, store: &Store, out: &mut Out) -> Done {
    let mut fine = true;
    match db.read(audit::verify).await? {
        Chain::Whole(rows, newest) => {
            out.line(&format!(
                "audit: {rows} rows, unbroken; newest hash {newest}"
            ))?;
        }
        Chain::Broken(row, what) => {
            fine = false;
            out.line(&format!("audit: row {row} {what}"))?;
        }
    }
    let report = db.read(voting::verify).await?;
    for flaw in &report.flaws {
        out.line(&format!("ballots: {} {}", flaw.row, flaw.what))?;
    }
    if report.flaws.is_empty() {
        let (ballots, votes) = (report.ballots, report.votes);
        out.line(&format!(
            "ballots: {ballots} with {votes} votes, as they were cast"
        ))?;
    }
    fine &= report.flaws.is_empty();
    let packs = db.read(ballots::verify).await?;
    fine &= told(out, "packs", packs, "as they were frozen")?;
    let motions = db.read(expulsion::verify).await?;
    fine &= told(out, "motions", motions, "ended as their ballots say")?;
    let agreements = db.read(admission::agreement::verify).await?;
    fine &= told(
        out,
        "agreements",
        agreements,
        "with their evidence, as they were signed",
    )?;
    let cases = db.read(admission::record::verify).await?;
    fine &= told(out, "cases", cases, "as their events were written")?;
    let files = files(db, store).await?;
    fine &= told(out, "files", files, "as they were put")?;
    out.line(if fine {
        "all is as it was written"
    } else {
        "SOMETHING WAS CHANGED"
    })?;
    Ok(fine)
}

/// Every stored file, by its own name.
async fn files(db: &Db, store: &Store) -> Result<(usize, Vec<String>), Fault> {
    let named = db.read(files::shas).await?;
    let mut flaws = vec![];
    for sha256 in &named {
        match store.held(sha256).await? {
            Held::Whole(_) => {}
            Held::Lost => flaws.push(format!("{sha256} is lost")),
            Held::Changed => flaws.push(format!("{sha256} was changed")),
            Held::Unread(why) => flaws.push(format!("{sha256} can't be read: {why}")),
        }
    }
    Ok((named.len(), flaws))
}

/// Says what was found about one kind of thing; whether it fits.
fn told(
    out: &mut Out,
    kind: &str,
    (many, flaws): (usize, Vec<String>),
    well: &str,
) -> std::io::Result<bool> {
    for flaw in &flaws {
        out.line(&format!("{kind}: {flaw}"))?;
    }
    if flaws.is_empty() {
        out.line(&format!("{kind}: {many}, {well}"))?;
    }
    Ok(flaws.is_empty())
}
