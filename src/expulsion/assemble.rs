//! Puts the papers of a motion together: its grounds, what the member says, and how the membership
//! stands that day. Reads only.

use crate::ballots::Papers;
use crate::chamber;
use crate::dues;
use crate::expulsion::rules::{Heard, Motion, Pack};
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Fen, Moment};
use crate::membership;
use crate::membership::rules::period::PeriodRules;
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

/// The papers of a motion as they would be frozen now.
///
/// # Errors
/// If the database fails.
pub fn assemble(
    conn: &mut Conn,
    motion: &Motion,
    round: &Papers,
    now: Moment,
) -> Result<Pack, Fault> {
    let brand: Brand = settings::get(conn)?;
    let rules: PeriodRules = settings::get(conn)?;
    let member = membership::load(conn, &motion.membership)?;
    let ranks = chamber::ranks(conn)?;
    let rank = ranks.find(&member.rank);
    let open = dues::open_of_company(conn, &motion.company)?;
    let today = day_in(brand.zone, now);
    Ok(Pack {
        format: Pack::FORMAT,
        motion: motion.id.clone(),
        number: motion.number.clone(),
        company: motion.company_name.clone(),
        member_number: member.number.clone(),
        rank: rank.map(|r| r.name.clone()).unwrap_or_default(),
        joined_on: member.joined_on,
        standing: rules.standing(&member.facts, today).word().to_owned(),
        covered_until: member.facts.covered_until,
        open: Fen(open.iter().map(|invoice| invoice.open().0).sum()),
        due: open.iter().map(|invoice| invoice.next_due).min(),
        grounds: motion.grounds.clone(),
        by: motion.by_name.clone(),
        at: motion.at,
        heard_until: motion.heard_until,
        answer: motion.answer.as_ref().map(|answer| Heard {
            text: answer.text.clone(),
            by: answer.by.clone(),
            at: answer.at,
        }),
        round: round.clone(),
    })
}
