//! `huiguan verify`: has anything been changed behind the portal's back?

use huiguan::platform::audit::{self, Chain};
use huiguan::platform::db::Db;
use huiguan::voting;

use super::Done;
use super::out::Out;

/// Goes through everything that vouches for itself; false if something does not fit.
pub async fn run(db: &Db, out: &mut Out) -> Done {
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
    out.line(if fine {
        "all is as it was written"
    } else {
        "SOMETHING WAS CHANGED"
    })?;
    Ok(fine)
}
