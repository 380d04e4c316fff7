//! The chamber's door to a motion: who of its people sees it from within, and who leads it.
//!
//! Whoever acts for the member reads the motion as the member does, whatever they do for the chamber
//! besides. Whoever stepped back from the vote on it learns no more of it.

use crate::expulsion::policy::{LeadMotion, SeeMotion, Ties};
use crate::expulsion::rules::{KIND, Motion, MotionId};
use crate::expulsion::store;
use crate::kernel::id::CompanyId;
use crate::kernel::{Act, Actor, Can};
use crate::platform::db::{Conn, Fault, Tx};
use crate::voting;

fn ties(conn: &mut Conn, who: &Actor, motion: &Motion) -> Result<Ties, Fault> {
    let recused = voting::recused_from(conn, KIND, &who.id)?;
    Ok(Ties {
        own: who.acts_for(&motion.company).is_some(),
        recused: recused.iter().any(|id| id == motion.id.as_str()),
    })
}

/// Whether this person sees the motion from within.
///
/// # Errors
/// If the database fails.
pub fn sees(conn: &mut Conn, who: &Actor, motion: &Motion) -> Result<bool, Fault> {
    let ties = ties(conn, who, motion)?;
    Ok(SeeMotion::allows(who, &ties))
}

/// Whether this person leads the motion.
///
/// # Errors
/// If the database fails.
pub fn leads(conn: &mut Conn, who: &Actor, motion: &Motion) -> Result<bool, Fault> {
    let ties = ties(conn, who, motion)?;
    Ok(LeadMotion::allows(who, &ties))
}

/// The motion for somebody who sees it from within, and whether they lead it.
///
/// # Errors
/// `Fault::Missing` if there is none or they may not see it.
pub fn seen(conn: &mut Conn, who: &Actor, id: &MotionId) -> Result<(Motion, bool), Fault> {
    let motion = store::load(conn, id)?;
    let ties = ties(conn, who, &motion)?;
    Can::<SeeMotion>::check(who, &ties)?;
    let leads = LeadMotion::allows(who, &ties);
    Ok((motion, leads))
}

/// The motion for the acting person to lead.
///
/// # Errors
/// `Fault::Missing` if there is none or they may not lead it.
pub fn led(tx: &mut Tx, id: &MotionId) -> Result<Motion, Fault> {
    let who = tx.actor()?.clone();
    let motion = store::load(tx.conn(), id)?;
    let ties = ties(tx.conn(), &who, &motion)?;
    Can::<LeadMotion>::check(&who, &ties)?;
    Ok(motion)
}

/// The motions that lists leave out for this person.
///
/// # Errors
/// If the database fails.
pub fn kept_from(conn: &mut Conn, who: &Actor) -> Result<Vec<String>, Fault> {
    let firms: Vec<CompanyId> = who.firms.iter().map(|(id, _)| id.clone()).collect();
    let own = store::of_companies(conn, &firms)?.into_iter();
    let mut kept: Vec<String> = own.map(|motion| motion.id.to_string()).collect();
    kept.extend(voting::recused_from(conn, KIND, &who.id)?);
    Ok(kept)
}

/// Of these motions those that this person sees from within.
///
/// # Errors
/// If the database fails.
pub fn open_to(conn: &mut Conn, who: &Actor, motions: Vec<Motion>) -> Result<Vec<Motion>, Fault> {
    let recused = voting::recused_from(conn, KIND, &who.id)?;
    let kept = |motion: &Motion| {
        who.acts_for(&motion.company).is_none()
            && !recused.iter().any(|id| id == motion.id.as_str())
    };
    Ok(motions.into_iter().filter(kept).collect())
}
