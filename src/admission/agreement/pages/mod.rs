//! Pages of the agreement: the company's, the office's and the chamber's signer's. Both parties
//! sign on the same page.

pub mod desk;
pub mod list;
pub mod my;
mod steps;

use askama::Template;

use crate::accounts;
use crate::admission::agreement::acts::{dues, right};
use crate::admission::agreement::policy::{Countersign, Delegate, Named, SignForCompany};
use crate::admission::agreement::rules::{Line, Party, Signing, What};
use crate::admission::agreement::store::{self, Agreement, SealState};
use crate::admission::case::{Case, Top};
use crate::admission::people::{self, Signer};
use crate::admission::stage::Stage;
use crate::chamber;
use crate::kernel::id::{CaseId, PersonId};
use crate::kernel::time::day_in;
use crate::kernel::{Act, Actor, Moment, Say};
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{self, Allowed, Face, Kind, Store};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::web::Reply;

/// An agreement on paper has some hundred kilobytes.
const PAPER: Allowed = Allowed::new(&[Kind::Pdf], 20);

/// Somebody who may sign for the company, as a form offers them.
pub struct Offered {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// By what they sign, and what they are there.
    pub note: String,
}

/// Who may sign for the company of a case now.
fn offered(
    conn: &mut Conn,
    case: &Case,
    (now, speech): (Moment, Speech),
) -> Result<Vec<Offered>, Fault> {
    let all = people::signers(conn, case, day_in(speech.zone, now))?;
    let offer = |one: Signer| {
        let mut note = vec![speech.say(&one.warrant.in_words()), one.post];
        note.retain(|part| !part.is_empty());
        Offered {
            id: one.person.id,
            name: one.person.name,
            note: note.join(" · "),
        }
    };
    Ok(all.into_iter().map(offer).collect())
}

/// An agreement as its pages show it, to one reader on one side.
pub struct Paper {
    /// The top of the page.
    pub top: Top,
    /// The agreement.
    pub agreement: Agreement,
    /// Its evidence.
    pub lines: Vec<Line>,
    /// Where the signing stands.
    pub signing: Signing,
    /// On which side the reader looks at it.
    pub side: Party,
    /// Whether the reader is this side's signer.
    pub signs: bool,
    /// Whether the reader may name another signer.
    pub delegates: bool,
    /// Whether the reader read it to the end in this session.
    pub was_read: bool,
    /// Whether a code is out for the reader.
    pub code_out: bool,
    /// Who could sign for the company instead.
    pub others: Vec<Offered>,
    /// Whether who is asked to sign for the company may do so no more.
    pub lapsed: bool,
    /// Name of who is asked to sign for the company.
    pub signatory: String,
    /// Why nobody can sign it today, as it stands.
    pub bar: Option<Say>,
}

/// The agreement to print, for either party.
#[derive(Template)]
#[template(path = "agreement/print.html")]
struct PrintPage {
    paper: Paper,
}

impl Paper {
    /// Reads an agreement for this reader.
    fn load(
        conn: &mut Conn,
        case: Case,
        side: Party,
        me: &Actor,
        (now, speech): (Moment, Speech),
    ) -> Result<Self, Fault> {
        let agreement = store::of_case(conn, &case.id)?;
        let evidence = store::evidence(conn, &agreement.id)?;
        let lines: Vec<Line> = evidence.into_iter().map(|(line, _)| line).collect();
        let signing = Signing::of(&lines);
        let mut others = offered(conn, &case, (now, speech))?;
        others.retain(|one| one.id != agreement.signatory);
        let named = Named {
            right: right(conn, &case, &agreement, day_in(speech.zone, now))?,
            case,
            signatory: agreement.signatory.clone(),
        };
        let signs = match side {
            Party::Company => SignForCompany::allows(me, &named),
            Party::Chamber => {
                let for_company = signing.company.as_ref().and_then(|s| s.person.as_ref());
                for_company != Some(&me.id) && Countersign::allows(me, &chamber::signatory(conn)?)
            }
        };
        let code = store::code(conn, &agreement.id, &me.id)?;
        let bar = match named.case.stage(now) {
            Stage::AgreementSent => dues::bar(conn, &agreement, now)?,
            _ => None,
        };
        Ok(Self {
            bar,
            was_read: signing.was_read(&me.id, &me.session),
            code_out: code.is_some_and(|(.., until)| now < until),
            delegates: side == Party::Company && Delegate::allows(me, &named),
            signatory: accounts::person(conn, &agreement.signatory)?.name,
            lapsed: named.is_lapsed(),
            others,
            top: Top::new(named.case, now, speech),
            agreement,
            lines,
            signing,
            side,
            signs,
        })
    }

    /// The case.
    pub fn id(&self) -> &CaseId {
        &self.top.case.id
    }

    /// Where this page's forms go.
    pub fn base(&self) -> String {
        match self.side {
            Party::Company => format!("/my/applications/{}/agreement", self.id()),
            Party::Chamber => format!("/desk/cases/{}/agreement", self.id()),
        }
    }

    /// Whether it is out for signature.
    pub fn is_out(&self) -> bool {
        self.top.stage() == Stage::AgreementSent
    }

    /// Whether it is the reader who is asked to sign now, or to decline.
    pub fn is_asked(&self) -> bool {
        self.is_out() && self.signs && self.signing.turn() == Some(self.side)
    }

    /// Whether the reader can sign now.
    pub fn may_sign(&self) -> bool {
        self.is_asked() && self.bar.is_none()
    }

    /// Whether the reader can pass it to another signer of the company.
    pub fn may_delegate(&self) -> bool {
        self.is_out()
            && self.delegates
            && self.signing.turn() == Some(Party::Company)
            && !self.others.is_empty()
    }

    /// Whether it waits for the company.
    pub fn waits_for_company(&self) -> bool {
        self.is_out() && self.signing.turn() == Some(Party::Company)
    }

    /// Whether it waits for somebody of the company who may sign it no more.
    pub fn is_stuck(&self) -> bool {
        self.waits_for_company() && self.lapsed
    }

    /// Whether it waits for the chamber.
    pub fn waits_for_chamber(&self) -> bool {
        self.is_out() && self.signing.turn() == Some(Party::Chamber)
    }

    /// Hands out the frozen or the sealed paper.
    async fn serve(&self, db: &Db, store: &Store, which: &str) -> Reply {
        let file = match which {
            "frozen" => self.agreement.paper.clone(),
            "sealed" => self.agreement.seal.file.clone(),
            _ => None,
        };
        let id = file.ok_or(Fault::Missing)?;
        let mut file = db.read(move |conn| files::find(conn, &id)).await?;
        file.name = format!("{}-{which}.pdf", self.agreement.document.decided.number);
        files::serve(store, &file, Face::Original).await
    }

    /// Whether it is sealed.
    pub fn is_sealed(&self) -> bool {
        self.agreement.seal.state == SealState::Sealed
    }

    /// Whether it waits for its seal.
    pub fn waits_for_seal(&self) -> bool {
        self.agreement.seal.is_open()
    }

    /// Whether both have signed.
    pub fn is_done(&self) -> bool {
        self.signing.chamber.is_some()
    }

    /// The evidence this reader may see: the company sees its own side, and of the chamber's what
    /// was sent and signed; addresses and browsers are shown to the chamber only.
    pub fn shown_lines(&self) -> Vec<&Line> {
        let own = |line: &&Line| {
            self.side == Party::Chamber
                || line.side == Party::Company
                || matches!(line.what, What::Sent | What::Reminded | What::Signed)
        };
        self.lines.iter().filter(own).collect()
    }

    /// Whether the reader sees addresses and browsers in the evidence.
    pub fn shows_origin(&self) -> bool {
        self.side == Party::Chamber
    }
}
