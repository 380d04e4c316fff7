//! The bench on which every act works: the agreement, its case, its evidence so far; and how a new
//! line of evidence is written, chained to the one before and to the audit record.

use serde_json::json;

use crate::admission::agreement::policy::{Countersign, Named, Right, SignForCompany};
use crate::admission::agreement::rules::{Line, Party, Signing, What};
use crate::admission::agreement::store::{self, Agreement};
use crate::admission::case::{self, Case};
use crate::admission::people;
use crate::admission::stage::Stage;
use crate::chamber;
use crate::kernel::id::CaseId;
use crate::kernel::{Can, Day};
use crate::platform::audit::{self, Entry};
use crate::platform::db::{Conn, Fault, Tx};
use crate::platform::secrets::sha256_hex;
use crate::say;

/// Hash before the first line.
const GENESIS: &str = "0";

/// An agreement on which somebody acts.
pub struct Bench {
    /// The case.
    pub case: Case,
    /// The agreement.
    pub agreement: Agreement,
    /// The evidence so far, each line with its hash.
    pub lines: Vec<(Line, String)>,
    /// On what the right of the company's signer rests.
    pub right: Right,
}

/// Loads what an act needs.
///
/// # Errors
/// `Fault::Missing` if the case has no agreement.
pub fn bench(tx: &mut Tx, id: &CaseId) -> Result<Bench, Fault> {
    let case = case::load(tx.conn(), id)?;
    let agreement = store::of_case(tx.conn(), id)?;
    let lines = store::evidence(tx.conn(), &agreement.id)?;
    let today = tx.today()?;
    let right = right(tx.conn(), &case, &agreement, today)?;
    Ok(Bench {
        case,
        agreement,
        lines,
        right,
    })
}

/// On what the right of the company's signer rests on this day.
///
/// # Errors
/// If the database fails.
pub fn right(
    conn: &mut Conn,
    case: &Case,
    agreement: &Agreement,
    today: Day,
) -> Result<Right, Fault> {
    if agreement.by_power {
        return Ok(Right::Power);
    }
    let warrant = people::warrant_of(conn, case, &agreement.signatory, today)?;
    Ok(Right::Warrant(warrant))
}

impl Bench {
    /// Where the signing stands.
    pub fn signing(&self) -> Signing {
        let lines: Vec<Line> = self.lines.iter().map(|(line, _)| line.clone()).collect();
        Signing::of(&lines)
    }

    /// The lines about the text as it stands now.
    pub fn of_this_text(&self) -> impl Iterator<Item = &Line> {
        let lines = self.lines.iter().rev().map(|(line, _)| line);
        lines.take_while(|line| line.what != What::Replaced)
    }

    /// For permissions on the company's side.
    pub fn named(&self) -> Named {
        Named {
            case: self.case.clone(),
            signatory: self.agreement.signatory.clone(),
            right: self.right.clone(),
        }
    }

    /// Whether the acting person may act for this party at all. From whom the case is kept countersigns
    /// nothing of it.
    ///
    /// # Errors
    /// `Fault::Missing` if not.
    pub fn admit(&self, tx: &mut Tx, party: Party) -> Result<(), Fault> {
        let me = tx.actor()?.clone();
        match party {
            Party::Company => Can::<SignForCompany>::check(&me, &self.named())?,
            Party::Chamber => {
                let signatory = chamber::signatory(tx.conn())?;
                let _can = Can::<Countersign>::check(&me, &signatory)?;
                return match case::is_kept_from(tx.conn(), &me, &self.case)? {
                    true => Err(Fault::Missing),
                    false => Ok(()),
                };
            }
        };
        Ok(())
    }

    /// Whether it is this party's turn, now, and the case still waits for it.
    ///
    /// # Errors
    /// `Fault::Refused` with what to tell.
    pub fn check_turn(&self, tx: &Tx, party: Party) -> Result<(), Fault> {
        self.signing().check_turn(party)?;
        if self.case.stage(tx.now()) != Stage::AgreementSent {
            return Err(say!("agreement-refused-ended").into());
        }
        Ok(())
    }

    /// Writes one line of evidence.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record(
        &mut self,
        tx: &mut Tx,
        what: What,
        side: Party,
        detail: &str,
    ) -> Result<(), Fault> {
        self.write(tx, what, side, (detail, ""))
    }

    /// Writes the line that somebody signed: the name as typed, and as drawn if it was.
    ///
    /// # Errors
    /// If the database fails.
    pub fn signed(
        &mut self,
        tx: &mut Tx,
        side: Party,
        typed: &str,
        drawn: &str,
    ) -> Result<(), Fault> {
        self.write(tx, What::Signed, side, (typed, drawn))
    }

    fn write(
        &mut self,
        tx: &mut Tx,
        what: What,
        side: Party,
        (detail, drawn): (&str, &str),
    ) -> Result<(), Fault> {
        let last = self.lines.last();
        let who = tx.who().clone();
        let line = Line {
            seq: last.map_or(1, |(line, _)| line.seq + 1),
            at: tx.now(),
            what,
            side,
            person: who.actor.as_ref().map(|a| a.id.clone()),
            name: who
                .actor
                .as_ref()
                .map(|a| a.name.clone())
                .unwrap_or_default(),
            detail: detail.to_owned(),
            drawn: drawn.to_owned(),
            ip: who.ip,
            agent: who.agent,
            session: who.actor.map(|a| a.session).unwrap_or_default(),
            document: self.agreement.sha256.clone(),
            prev_hash: last.map_or_else(|| GENESIS.to_owned(), |(_, hash)| hash.clone()),
        };
        let hash = sha256_hex(line.canonical()?.as_bytes());
        store::append(tx.conn(), &self.agreement.id, &line, &hash)?;
        let entry = Entry::on("agreement", &self.agreement.id)
            .did(what.act())
            .acting_as(side.word())
            .after(&json!({
                "seq": line.seq, "hash": hash, "document": line.document,
                "terms": self.agreement.terms_sha256,
            }));
        audit::record(tx, entry)?;
        self.lines.push((line, hash));
        Ok(())
    }
}
