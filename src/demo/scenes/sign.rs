//! The agreement: sent, signed by the company, countersigned by the president; or declined.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::admission::agreement::rules::Party;
use crate::admission::agreement::{self, Tried};
use crate::admission::application::rules::PaperKind;
use crate::admission::people;
use crate::chamber::letterhead::Letterhead;
use crate::demo::chamber::brand;
use crate::demo::papers::Papers;
use crate::demo::play::{Play, address};
use crate::demo::thread::Thread;
use crate::kernel::time::day_in;
use crate::platform::db::{Conn, Fault};
use crate::schema::mails;

/// The company hands in its authority in writing for the applicant, and the office accepts it.
fn authorise(play: &mut Play, papers: &Papers, thread: &Thread) -> Result<(), Fault> {
    let (id, holder) = (thread.case()?, play.person(&thread.applicant)?);
    let paper = papers.of(PaperKind::Authority)?;
    let until = day_in(brand().zone, play.now + TimeDelta::days(90));
    let authority = play.by(&thread.applicant, |tx| {
        people::file(tx, &id, (&holder, until), paper)
    })?;
    play.tick(60);
    play.by("admin", |tx| people::accept(tx, &id, &authority))
}

/// The office sends the agreement to who signs for the company.
pub fn send(play: &mut Play, papers: &Papers, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    if thread.has_authority() {
        authorise(play, papers, thread)?;
    }
    let signer = play.person(thread.signer())?;
    let by = day_in(brand().zone, play.now + TimeDelta::days(30));
    let head = Letterhead::plain(brand());
    let now = play.now;
    play.by("admin", |tx| {
        let frozen = agreement::draw_up(tx.conn(), &id, now, &head)?.freeze(&papers.press)?;
        let file = papers.keep("agreement.pdf", frozen.bytes.clone())?;
        agreement::send(tx, &id, &signer, by, (&frozen, &file))
    })
}

/// A drawn signature: a wave and a line under it.
const DRAWN: &str = "420,640 560,330 660,610 800,290 890,630 1060,360 1150,600 1330,420 1420,560 1700,470;\
                     380,760 1200,730 2300,690";

/// One side reads to the end, gets its code by mail, types its name and signs; the company draws it as well.
pub fn sign(play: &mut Play, thread: &Thread, party: Party) -> Result<(), Fault> {
    let id = thread.case()?;
    let (who, drawn) = match party {
        Party::Company => (thread.signer(), DRAWN),
        Party::Chamber => ("president", ""),
    };
    play.by(who, |tx| agreement::opened(tx, &id, party))?;
    play.tick(240);
    play.by(who, |tx| agreement::read_to_end(tx, &id, party))?;
    play.tick(20);
    play.by(who, |tx| agreement::ask_code(tx, &id, party))?;
    play.tick(75);
    let tried = play.by(who, |tx| {
        let code = mailed_code(tx.conn(), &address(who))?;
        let name = tx.actor()?.name.clone();
        agreement::sign(tx, &id, party, (&name, drawn), &code)
    })?;
    if tried == Tried::Signed {
        Ok(())
    } else {
        Err(Fault::Broken("a signature of the demo was refused".into()))
    }
}

/// The code in the newest letter to this address, as its receiver reads it.
fn mailed_code(conn: &mut Conn, to: &str) -> Result<String, Fault> {
    let text: String = mails::table
        .filter(
            mails::to_address
                .eq(to)
                .and(mails::kind.eq("agreement.code")),
        )
        .order((mails::created_at.desc(), mails::id.desc()))
        .select(mails::text_body)
        .first(conn)?;
    let is_code = |word: &&str| word.len() == 6 && word.chars().all(|c| c.is_ascii_digit());
    text.split_whitespace()
        .find(is_code)
        .map(str::to_owned)
        .ok_or(Fault::Missing)
}

/// The company won't sign.
pub fn decline(play: &mut Play, thread: &Thread) -> Result<(), Fault> {
    let id = thread.case()?;
    let why = "集团决定由母公司统一入会，本公司不再单独加入。";
    play.by(thread.signer(), |tx| agreement::decline(tx, &id, why))
}
