//! Mails to addresses whose readers asked for nothing: how many one person may cause in a day, and how many
//! one address gets. Of what the office writes, of what follows from its acts, and of what everybody else
//! causes an address gets each its own measure: strangers use up nothing of the others'.

use super::short;
use crate::accounts::rules::{
    MAILS_PER_ADDRESS, MAILS_PER_BLOCK, MAILS_TO_ONE, MAILS_TO_ONE_FROM_BLOCK,
    MAILS_TO_ONE_FROM_ONE,
};
use crate::kernel::id::PersonId;
use crate::platform::db::{Fault, Tx};
use crate::platform::limits::{self, Limit, block, network};

/// What visitors cause, and people without a role in the chamber: anybody may make themselves such an account.
const STRANGERS: &str = "strangers";
/// What people with a role in the chamber write.
const OFFICE: &str = "office";
/// What tells somebody of an act about a case.
const CASES: &str = "cases";

/// Counts one mail in each of these buckets, until one is full: the inner error is the seconds to wait.
fn count(
    tx: &mut Tx,
    all: impl IntoIterator<Item = (String, Limit)>,
) -> Result<Result<(), i64>, Fault> {
    for (bucket, limit) in all {
        if let Err(wait) = limits::hit(tx, &bucket, limit)? {
            return Ok(Err(wait));
        }
    }
    Ok(Ok(()))
}

/// What is counted of a mail to this address that a person causes.
fn by_person(
    me: &PersonId,
    group: &str,
    to: &str,
    (what, most): (&str, Limit),
) -> [(String, Limit); 3] {
    let to = short(to);
    [
        (format!("mails:by:{me}:{what}"), most),
        (
            format!("mails:by:{me}:{group}:to:{to}"),
            MAILS_TO_ONE_FROM_ONE,
        ),
        (format!("mails:{group}:to:{to}"), MAILS_TO_ONE),
    ]
}

/// Counts a mail to this address that a signed-in person causes, within the act that does. The portal itself
/// may always write.
///
/// # Errors
/// `Fault::TooMany` if they caused as many as they may, or the address got as many as it may.
pub fn may_write(tx: &mut Tx, to: &str, by: (&str, Limit)) -> Result<(), Fault> {
    let Some(me) = &tx.who().actor else {
        return Ok(());
    };
    let group = match me.roles.is_empty() {
        true => STRANGERS,
        false => OFFICE,
    };
    let all = by_person(&me.id, group, to, by);
    count(tx, all)?.map_err(Fault::TooMany)
}

/// The same for a mail that tells of what somebody did about a case: whether it may go. What was done stands
/// either way, so whoever asks writes down what doesn't go.
///
/// # Errors
/// If the database fails.
pub fn may_tell(tx: &mut Tx, to: &str, by: (&str, Limit)) -> Result<bool, Fault> {
    let Some(me) = &tx.who().actor else {
        return Ok(true);
    };
    let all = by_person(&me.id, CASES, to, by);
    Ok(count(tx, all)?.is_ok())
}

/// Counts a mail to this address that a visitor causes: in a write of its own, so that it counts whatever
/// becomes of the act. A device on which the address's owner signed in before counts by itself, so what
/// strangers cause shuts nobody out. The inner error is the seconds to wait.
///
/// # Errors
/// If the database fails.
pub fn count_visitor(
    tx: &mut Tx,
    to: &str,
    device: Option<&str>,
) -> Result<Result<(), i64>, Fault> {
    let to = short(to);
    if let Some(device) = device {
        let bucket = format!("mails:device:{}:to:{to}", short(device));
        return limits::hit(tx, &bucket, MAILS_TO_ONE_FROM_ONE);
    }
    let ip = &tx.who().ip;
    let one = (network(ip), MAILS_PER_ADDRESS, MAILS_TO_ONE_FROM_ONE);
    let many = block(ip).map(|block| (block, MAILS_PER_BLOCK, MAILS_TO_ONE_FROM_BLOCK));
    let mut all = vec![];
    for (from, in_all, to_one) in std::iter::once(one).chain(many) {
        let from = short(&from);
        all.push((format!("mails:from:{from}"), in_all));
        all.push((format!("mails:from:{from}:to:{to}"), to_one));
    }
    all.push((format!("mails:{STRANGERS}:to:{to}"), MAILS_TO_ONE));
    count(tx, all)
}
