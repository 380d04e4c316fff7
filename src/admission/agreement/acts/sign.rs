//! Reading and signing, the same for both parties: opened, read to the end, a code by mail, the
//! name typed, signed. The order is enforced here, whatever mail went out before.

use crate::accounts;
use crate::admission::agreement::acts::{Bench, bench, dues, member, seal};
use crate::admission::agreement::letters;
use crate::admission::agreement::policy::Right;
use crate::admission::agreement::rules::{CODE_LIFE, Party, What, same_name};
use crate::admission::agreement::store;
use crate::admission::case;
use crate::admission::event::Event;
use crate::chamber;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::{Role, text};
use crate::platform::db::{Fault, Tx};
use crate::platform::i18n::Speech;
use crate::platform::limits::{self, Limit};
use crate::platform::secrets::{new_digits, new_token, sha256_hex};
use crate::say;

/// Codes one person may ask for.
const ASKS: Limit = Limit {
    hits: 5,
    seconds: 3600,
};
/// Codes one person may try.
const TRIES: Limit = Limit {
    hits: 6,
    seconds: 900,
};

/// How a try to sign ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// Signed.
    Signed,
    /// The code is wrong, used up or too old.
    WrongCode,
    /// The typed name is not the signer's.
    WrongName,
}

/// The signer opened the page: noted once a session.
///
/// # Errors
/// `Fault::Missing` for anybody who may not sign.
pub fn opened(tx: &mut Tx, id: &CaseId, party: Party) -> Result<(), Fault> {
    let mut bench = bench(tx, id)?;
    bench.admit(tx, party)?;
    let me = tx.actor()?.clone();
    if bench.check_turn(tx, party).is_err() || bench.signing().was_opened(&me.id, &me.session) {
        return Ok(());
    }
    bench.record(tx, What::Opened, party, "")
}

/// The signer says, at its end, that they have read it.
///
/// # Errors
/// `Fault::Refused` when it is not their turn.
pub fn read_to_end(tx: &mut Tx, id: &CaseId, party: Party) -> Result<(), Fault> {
    let mut bench = bench(tx, id)?;
    bench.admit(tx, party)?;
    bench.check_turn(tx, party)?;
    let me = tx.actor()?.clone();
    if bench.signing().was_read(&me.id, &me.session) {
        return Ok(());
    }
    bench.record(tx, What::ReadToEnd, party, "")
}

/// Counts one asking for a code; the inner error is the seconds to wait.
///
/// # Errors
/// If the database fails.
pub fn count_ask(tx: &mut Tx, id: &CaseId) -> Result<Result<(), i64>, Fault> {
    let me = tx.actor()?.id.clone();
    limits::hit(tx, &format!("agreement.ask:{id}:{me}"), ASKS)
}

/// Counts one try to sign; the inner error is the seconds to wait.
///
/// # Errors
/// If the database fails.
pub fn count_try(tx: &mut Tx, id: &CaseId) -> Result<Result<(), i64>, Fault> {
    let me = tx.actor()?.id.clone();
    limits::hit(tx, &format!("agreement.try:{id}:{me}"), TRIES)
}

/// Mails a code to the signer. Only its salted hash is kept.
///
/// # Errors
/// `Fault::Refused` when it is not their turn, they have not read to the end, or the agreement says other dues
/// than those in force.
pub fn ask_code(tx: &mut Tx, id: &CaseId, party: Party) -> Result<(), Fault> {
    let mut bench = ready(tx, id, party)?;
    let me = tx.actor()?.clone();
    let (code, salt) = (new_digits()?, new_token()?);
    let kept = (salt.clone(), hashed(&salt, &code), tx.now() + CODE_LIFE);
    store::set_code(tx.conn(), &bench.agreement.id, &me.id, &kept)?;
    bench.record(tx, What::CodeAsked, party, &me.email)?;
    let to = accounts::recipient(tx.conn(), &me.id)?;
    let key = bench
        .lines
        .last()
        .map_or(0, |(line, _)| line.seq)
        .to_string();
    letters::code(tx, &bench.case, &to, &code, &key)
}

fn hashed(salt: &str, code: &str) -> String {
    sha256_hex(format!("{salt}:{code}").as_bytes())
}

/// The bench, if the acting person is this party's signer, it is their turn, and they read to the end.
fn ready(tx: &mut Tx, id: &CaseId, party: Party) -> Result<Bench, Fault> {
    let bench = bench(tx, id)?;
    bench.admit(tx, party)?;
    bench.check_turn(tx, party)?;
    let me = tx.actor()?;
    let signing = bench.signing();
    if !signing.was_read(&me.id, &me.session) {
        return Err(say!("agreement-refused-unread").into());
    }
    if signing.company.and_then(|s| s.person).as_ref() == Some(&me.id) {
        return Err(say!("agreement-refused-both-sides").into());
    }
    let now = tx.now();
    match dues::bar(tx.conn(), &bench.agreement, now)? {
        Some(bar) => Err(bar.into()),
        None => Ok(bench),
    }
}

/// Signs: the name as typed, and as drawn if it was, and the code. With the chamber's signature membership begins, in the
/// same write. A wrong code is no error here, so that its line of evidence stays.
///
/// # Errors
/// `Fault::Refused` when it is not their turn, they have not read to the end, or the agreement says other dues
/// than those in force.
pub fn sign(
    tx: &mut Tx,
    id: &CaseId,
    party: Party,
    (typed, drawn): (&str, &str),
    code: &str,
) -> Result<Tried, Fault> {
    let mut bench = ready(tx, id, party)?;
    let me = tx.actor()?.clone();
    if !same_name(typed, &me.name) {
        return Ok(Tried::WrongName);
    }
    let kept = store::code(tx.conn(), &bench.agreement.id, &me.id)?;
    let plain: String = code
        .chars()
        .map(text::half_width)
        .filter(char::is_ascii_digit)
        .collect();
    let now = tx.now();
    let right =
        kept.is_some_and(|(salt, hash, until)| now < until && hashed(&salt, &plain) == hash);
    if !right {
        bench.record(tx, What::CodeWrong, party, "")?;
        return Ok(Tried::WrongCode);
    }
    store::drop_code(tx.conn(), &bench.agreement.id, &me.id)?;
    bench.record(tx, What::CodeRight, party, "")?;
    if party == Party::Company {
        name_warrant(tx, &mut bench)?;
    }
    bench.signed(tx, party, typed, drawn)?;
    match party {
        Party::Company => company_signed(tx, &bench, &me.name)?,
        Party::Chamber => {
            member::begin(tx, &bench.case)?;
            seal::ask(tx, &bench.agreement)?;
        }
    }
    Ok(Tried::Signed)
}

/// Writes down by what the company's signer signs, in the language of the paper: that stands beside the signature,
/// the hash of a written authority under it.
fn name_warrant(tx: &mut Tx, bench: &mut Bench) -> Result<(), Fault> {
    let Right::Warrant(Some(warrant)) = bench.right.clone() else {
        return Ok(());
    };
    let brand = tx.brand()?;
    let speech = Speech::new(bench.agreement.document.lang, &brand);
    let detail = format!("{}\n{}", speech.say(&warrant.in_words()), warrant.proof());
    bench.record(tx, What::Warranted, Party::Company, detail.trim_end())
}

fn company_signed(tx: &mut Tx, bench: &Bench, signer: &str) -> Result<(), Fault> {
    let case = case::happen(tx, &bench.case.id, Event::CompanySigned)?;
    let out = case::kept_out(tx.conn(), &case.id)?;
    let mut people = countersigners(tx)?;
    people.retain(|person| !out.contains(person));
    if people.is_empty() {
        let what = say!("agreement-letter-office-nobody");
        return letters::office(tx, &case, "agreement.nobody", &what, "");
    }
    for person in people {
        let to = accounts::recipient(tx.conn(), &person)?;
        letters::to_countersign(tx, &case, &to, signer)?;
    }
    Ok(())
}

/// Who is asked to countersign: who was authorised, else the president.
fn countersigners(tx: &mut Tx) -> Result<Vec<PersonId>, Fault> {
    let mut people: Vec<PersonId> = accounts::people_with_role(tx.conn(), Role::President)?
        .into_iter()
        .map(|person| person.id)
        .collect();
    people.extend(chamber::signatory(tx.conn())?.authorised);
    people.sort();
    people.dedup();
    Ok(people)
}
