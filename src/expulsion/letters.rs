//! Letters about motions: to the member, to the office. What directors get, `ballots` writes.

use crate::accounts;
use crate::ballots::{self, Subject};
use crate::expulsion::policy::speaks;
use crate::expulsion::rules::{Answer, Expulsion, How, MOTION, Motion, WORDS};
use crate::kernel::{Day, Moment, Role, Say};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::letter::Letter;
use crate::platform::outbox;
use crate::say;

/// The kind of letter that reminds the member to answer.
pub const WAITED: &str = "expulsion.waited";

fn company(motion: &Motion) -> &str {
    &motion.company_name
}

fn moment(at: Moment) -> Say {
    say!("ballot-letter-moment", at = at)
}

/// Writes to who speaks for the member.
fn to_member(tx: &mut Tx, motion: &Motion, letter: Letter) -> Result<(), Fault> {
    let url = tx.link(&format!("/my/motions/{}", motion.id));
    let letter = letter
        .about(MOTION, &motion.id)
        .button(say!("expulsion-letter-open"), url);
    let all = accounts::recipients_of_company(tx.conn(), &motion.company, speaks)?;
    tx.post_each(&all, &letter)
}

fn letter(motion: &Motion, kind: &'static str, key: &str, subject: &'static str) -> Letter {
    let key = format!("{}:{key}", motion.id);
    Letter::to_several(kind, &key, say!(subject, company = company(motion)))
}

/// To the member: the motion with its grounds, and until when it is waited for.
pub fn brought(tx: &mut Tx, motion: &Motion) -> Result<(), Fault> {
    let letter = letter(
        motion,
        "expulsion.brought",
        "brought",
        "expulsion-letter-brought",
    )
    .line(say!(
        "expulsion-letter-brought-text",
        company = company(motion),
        organ = motion.organ.in_words()
    ))
    .quote(&motion.grounds)
    .fact(say!("expulsion-until"), moment(motion.heard_until))
    .line(say!("expulsion-letter-brought-answer"));
    to_member(tx, motion, letter)
}

/// To the member: the time to answer is running out.
pub fn waited_for(tx: &mut Tx, motion: &Motion, step: u8) -> Result<(), Fault> {
    let (kind, step) = (WAITED, step.to_string());
    let letter = letter(motion, kind, &step, "expulsion-letter-waited")
        .line(say!("expulsion-letter-waited-text"))
        .fact(say!("expulsion-until"), moment(motion.heard_until));
    to_member(tx, motion, letter)
}

/// Whether somebody of the member is still to be told that the time to answer is running out.
pub fn is_to_be_waited_for(conn: &mut Conn, motion: &Motion, step: u8) -> Result<bool, Fault> {
    let key = format!("{}:{step}", motion.id);
    let told = outbox::was_posted_to_several(conn, WAITED, motion.id.as_str(), &key)?;
    Ok(!told && !accounts::recipients_of_company(conn, &motion.company, speaks)?.is_empty())
}

/// Whether somebody of the office is still to be told what goes under this key.
pub fn is_office_to_be_told(
    conn: &mut Conn,
    motion: &Motion,
    (key, now): (&str, Moment),
) -> Result<bool, Fault> {
    let told = outbox::was_posted_to_several(conn, WORDS.letter, motion.id.as_str(), key)?;
    let office = [Role::Secretary, Role::Admin];
    let out = Expulsion.kept_out(conn, motion.id.as_str(), now)?;
    Ok(!told && !accounts::staff(conn, office, &out)?.is_empty())
}

/// To the member that its answer arrived, and to the office that the board can vote.
pub fn answered(tx: &mut Tx, motion: &Motion, answer: &Answer) -> Result<(), Fault> {
    let letter = letter(
        motion,
        "expulsion.received",
        "received",
        "expulsion-letter-received",
    )
    .line(say!(
        "expulsion-letter-received-text",
        name = answer.by.as_str()
    ))
    .quote_of(&answer.by, &answer.text);
    to_member(tx, motion, letter)?;
    let what = say!("expulsion-letter-office-answered");
    office(tx, motion, &format!("{}:answered", motion.id), &what)
}

/// To the member: the motion was taken back.
pub fn withdrawn(tx: &mut Tx, motion: &Motion, why: &str) -> Result<(), Fault> {
    let kind = "expulsion.withdrawn";
    let letter = letter(motion, kind, "withdrawn", "expulsion-letter-withdrawn")
        .line(say!("expulsion-letter-withdrawn-text"))
        .quote(why);
    to_member(tx, motion, letter)
}

/// To the member: what the board decided, with the grounds where it is expelled.
pub fn decided(tx: &mut Tx, motion: &Motion, (how, on): (How, Day)) -> Result<(), Fault> {
    let kind = "expulsion.decided";
    let letter = letter(motion, kind, "decided", "expulsion-letter-decided");
    let letter = if how == How::Carried {
        letter
            .line(say!(
                "expulsion-letter-carried-text",
                company = company(motion),
                organ = motion.organ.in_words(),
                day = on
            ))
            .line(say!("expulsion-letter-carried-grounds"))
            .quote(&motion.grounds)
            .line(say!("expulsion-letter-carried-follows"))
    } else {
        letter.line(say!(
            "expulsion-letter-lost-text",
            company = company(motion),
            organ = motion.organ.in_words()
        ))
    };
    to_member(tx, motion, letter)
}

/// To the office: something about a motion is to be done or to be known.
pub fn office(tx: &mut Tx, motion: &Motion, key: &str, what: &Say) -> Result<(), Fault> {
    let named = (motion.id.as_str(), company(motion), &*motion.number);
    ballots::tell_office(tx, &Expulsion, named, (key, what))
}
