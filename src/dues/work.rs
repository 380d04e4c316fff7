//! What is done about dues in the background: reminded of, asked for at providers, expired, cancelled for who
//! left; and the runs that bill, and bring statements in.

use crate::dues::acts::run::Billing;
use crate::dues::acts::statement::{BookingExact, Importing, Unbooking, UndoingImport};
use crate::dues::acts::{account, balance, leave, online, remind};
use crate::dues::store::{again, money};
use crate::platform::jobs::Outcome;
use crate::platform::rounds::Round;
use crate::platform::runs::Runs;
use crate::platform::settings;
use crate::platform::tools::Tools;
use crate::platform::workers::Task;

/// Rows whose search text is made anew in one write.
const AT_ONCE: usize = 200;

/// What invoices and payments are found by follows how names are read, which newer versions of the program
/// know better.
fn read_again() -> Round {
    Round::new(24 * 60, "dues.read_again", "dues")
        .some(
            AT_ONCE,
            |conn, _| again::invoices(conn),
            |tx, some| again::read_invoices(tx.conn(), some),
        )
        .some(
            AT_ONCE,
            |conn, _| again::payments(conn),
            |tx, some| again::read_payments(tx.conn(), some),
        )
}

/// The rounds, and what is asked at providers.
#[must_use]
pub fn tasks(tools: &Tools) -> Vec<Task> {
    let remind =
        Round::new(10, "dues.remind", "dues reminders").batches(remind::is_due, remind::batch);
    let expire = Round::new(6 * 60, "dues.expire", "dues").each(
        |conn, now| {
            let today = settings::today(conn, now)?;
            money::expired(conn, today)
        },
        balance::expire,
    );
    let leave = Round::new(6 * 60, "dues.leave", "dues").each(leave::later, leave::cancel_later);
    let (config, asking) = (tools.config.clone(), tools.clone());
    let ask = Task::alone(
        5,
        "dues.online",
        move |conn, now| online::is_due(conn, &config, now),
        move |_| {
            let Tools {
                db, clock, config, ..
            } = asking.clone();
            async move { Outcome::of(online::run(&db, &config, clock.now()).await) }
        },
    );
    vec![
        account::round().into(),
        remind.into(),
        expire.into(),
        leave.into(),
        read_again().into(),
        ask,
    ]
}

/// Who bills, brings statements in, books what is exact, and takes either back.
#[must_use]
pub fn runs(runs: Runs, tools: &Tools) -> Runs {
    runs.on(Billing)
        .on(Importing::of(tools))
        .on(BookingExact)
        .on(Unbooking)
        .on(UndoingImport)
}
