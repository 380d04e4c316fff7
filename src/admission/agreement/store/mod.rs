//! Queries for agreements, their evidence and the codes that are out.

mod seal;

use std::collections::HashMap;

use diesel::prelude::*;

pub use seal::{
    Seal, SealState, begin_sealing, end_sealing, fail_sealing, unsealed, wait_for_seal,
};

use crate::admission::agreement::rules::{Document, Line, Party, What};
use crate::admission::stage::Stage;
use crate::kernel::Moment;
use crate::kernel::id::{CaseId, FileId, Id, PersonId};
use crate::platform::db::{Conn, Fault};
use crate::platform::secrets::sha256_hex;
use crate::schema::{agreement_codes, agreement_evidence, agreements, cases};

/// Marker for agreement ids.
pub enum AgreementKind {}
/// Id of a case's agreement.
pub type AgreementId = Id<AgreementKind>;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements)]
struct Row {
    id: AgreementId,
    case_id: CaseId,
    body: String,
    sha256: String,
    template: String,
    signatory_id: PersonId,
    sign_by: Moment,
    made_at: Moment,
    made_by: PersonId,
    paper_id: Option<FileId>,
    terms_sha256: Option<String>,
    seal_state: String,
    seal_tries: i32,
    seal_trouble: String,
    sealed_id: Option<FileId>,
    sealed_sha256: Option<String>,
    sealed_at: Option<Moment>,
}

/// An agreement as it was frozen.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// The case.
    pub case: CaseId,
    /// Its text and terms.
    pub document: Document,
    /// The frozen terms, as JSON.
    pub body: String,
    /// The hash that is signed: of the frozen paper, or of the terms where there is no paper.
    pub sha256: String,
    /// The frozen paper; agreements from before papers were typeset have none.
    pub paper: Option<FileId>,
    /// The hash of the terms, where the hash that is signed is of the paper.
    pub terms_sha256: Option<String>,
    /// The seal.
    pub seal: Seal,
    /// Who signs for the company.
    pub signatory: PersonId,
    /// Until when.
    pub sign_by: Moment,
    /// When it was made.
    pub made_at: Moment,
    /// By whom.
    pub made_by: PersonId,
}

impl Agreement {
    /// The hash of the terms.
    pub fn terms_hash(&self) -> &String {
        self.terms_sha256.as_ref().unwrap_or(&self.sha256)
    }

    /// Whether the terms still have the hash they were frozen with.
    pub fn is_whole(&self) -> bool {
        sha256_hex(self.body.as_bytes()) == *self.terms_hash()
    }
}

impl Row {
    fn read(self) -> Result<Agreement, Fault> {
        Ok(Agreement {
            id: self.id,
            case: self.case_id,
            document: serde_json::from_str(&self.body)?,
            body: self.body,
            sha256: self.sha256,
            signatory: self.signatory_id,
            sign_by: self.sign_by,
            made_at: self.made_at,
            made_by: self.made_by,
            paper: self.paper_id,
            terms_sha256: self.terms_sha256,
            seal: Seal {
                state: SealState::from_word(&self.seal_state).unwrap_or(SealState::None),
                tries: self.seal_tries,
                trouble: self.seal_trouble,
                file: self.sealed_id,
                sha256: self.sealed_sha256,
                at: self.sealed_at,
            },
        })
    }
}

/// The agreement of a case.
///
/// # Errors
/// `Fault::Missing` if none was made yet.
pub fn of_case(conn: &mut Conn, case: &CaseId) -> Result<Agreement, Fault> {
    agreements::table
        .filter(agreements::case_id.eq(case))
        .select(Row::as_select())
        .first(conn)?
        .read()
}

/// Writes a new agreement.
///
/// # Errors
/// A fault that `is_duplicate` if the case has one.
pub fn insert(conn: &mut Conn, agreement: &Agreement) -> Result<(), Fault> {
    let row = Row {
        id: agreement.id.clone(),
        case_id: agreement.case.clone(),
        body: agreement.body.clone(),
        sha256: agreement.sha256.clone(),
        template: agreement.document.template.clone(),
        signatory_id: agreement.signatory.clone(),
        sign_by: agreement.sign_by,
        made_at: agreement.made_at,
        made_by: agreement.made_by.clone(),
        paper_id: agreement.paper.clone(),
        terms_sha256: agreement.terms_sha256.clone(),
        seal_state: agreement.seal.state.word().to_owned(),
        seal_tries: agreement.seal.tries,
        seal_trouble: agreement.seal.trouble.clone(),
        sealed_id: agreement.seal.file.clone(),
        sealed_sha256: agreement.seal.sha256.clone(),
        sealed_at: agreement.seal.at,
    };
    diesel::insert_into(agreements::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Names another signer for the company.
pub fn set_signatory(conn: &mut Conn, id: &AgreementId, to: &PersonId) -> Result<(), Fault> {
    diesel::update(agreements::table.find(id))
        .set(agreements::signatory_id.eq(to))
        .execute(conn)?;
    Ok(())
}

/// Agreements that are out for signature, the most urgent first.
pub fn out(conn: &mut Conn) -> Result<Vec<Agreement>, Fault> {
    let rows: Vec<Row> = agreements::table
        .inner_join(cases::table.on(cases::id.eq(agreements::case_id)))
        .filter(cases::stage.eq(Stage::AgreementSent.word()))
        .order((agreements::sign_by, agreements::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// An agreement as it is kept: its id, its terms, the hash that was signed, the terms' hash if it is
/// another.
pub type Kept = (AgreementId, String, String, Option<String>);

/// Every agreement, for verification; a text that can't be read is left to the hash to tell.
pub fn all(conn: &mut Conn) -> Result<Vec<Kept>, Fault> {
    Ok(agreements::table
        .order(agreements::id)
        .select((
            agreements::id,
            agreements::body,
            agreements::sha256,
            agreements::terms_sha256,
        ))
        .load(conn)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = agreement_evidence)]
struct LineRow {
    agreement_id: AgreementId,
    seq: i32,
    at: Moment,
    what: String,
    side: String,
    person_id: Option<PersonId>,
    person_name: String,
    detail: String,
    ip: String,
    agent: String,
    session: String,
    document: String,
    prev_hash: String,
    hash: String,
    drawn: String,
}

/// The evidence of an agreement in order, each line with its hash.
pub fn evidence(conn: &mut Conn, id: &AgreementId) -> Result<Vec<(Line, String)>, Fault> {
    let rows: Vec<LineRow> = agreement_evidence::table
        .filter(agreement_evidence::agreement_id.eq(id))
        .order(agreement_evidence::seq)
        .select(LineRow::as_select())
        .load(conn)?;
    rows.into_iter().map(LineRow::read).collect()
}

/// The evidence of several agreements, each in order.
pub fn evidence_of(
    conn: &mut Conn,
    ids: &[AgreementId],
) -> Result<HashMap<AgreementId, Vec<Line>>, Fault> {
    let rows: Vec<LineRow> = agreement_evidence::table
        .filter(agreement_evidence::agreement_id.eq_any(ids))
        .order(agreement_evidence::seq)
        .select(LineRow::as_select())
        .load(conn)?;
    let mut all: HashMap<AgreementId, Vec<Line>> = HashMap::new();
    for row in rows {
        let id = row.agreement_id.clone();
        all.entry(id).or_default().push(row.read()?.0);
    }
    Ok(all)
}

impl LineRow {
    fn read(self) -> Result<(Line, String), Fault> {
        let what = What::from_word(&self.what)
            .ok_or_else(|| Fault::Broken(format!("evidence of `{}`", self.what)))?;
        let line = Line {
            seq: self.seq,
            at: self.at,
            what,
            side: Party::from_word(&self.side).unwrap_or(Party::Chamber),
            person: self.person_id,
            name: self.person_name,
            detail: self.detail,
            drawn: self.drawn,
            ip: self.ip,
            agent: self.agent,
            session: self.session,
            document: self.document,
            prev_hash: self.prev_hash,
        };
        Ok((line, self.hash))
    }
}

/// Appends a line of evidence with its hash.
pub fn append(conn: &mut Conn, id: &AgreementId, line: &Line, hash: &str) -> Result<(), Fault> {
    let row = LineRow {
        agreement_id: id.clone(),
        seq: line.seq,
        at: line.at,
        what: line.what.word().to_owned(),
        side: line.side.word().to_owned(),
        person_id: line.person.clone(),
        person_name: line.name.clone(),
        detail: line.detail.clone(),
        ip: line.ip.clone(),
        agent: line.agent.clone(),
        session: line.session.clone(),
        document: line.document.clone(),
        prev_hash: line.prev_hash.clone(),
        hash: hash.to_owned(),
        drawn: line.drawn.clone(),
    };
    diesel::insert_into(agreement_evidence::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// A code that is out: its salt, its hash, until when it holds.
pub type Code = (String, String, Moment);

/// The code this person asked for last, if it was not used.
pub fn code(conn: &mut Conn, id: &AgreementId, who: &PersonId) -> Result<Option<Code>, Fault> {
    Ok(agreement_codes::table
        .find((id, who))
        .select((
            agreement_codes::salt,
            agreement_codes::hash,
            agreement_codes::expires_at,
        ))
        .first(conn)
        .optional()?)
}

/// Keeps a new code instead of the one before.
pub fn set_code(
    conn: &mut Conn,
    id: &AgreementId,
    who: &PersonId,
    (salt, hash, expires_at): &Code,
) -> Result<(), Fault> {
    drop_code(conn, id, who)?;
    diesel::insert_into(agreement_codes::table)
        .values((
            agreement_codes::agreement_id.eq(id),
            agreement_codes::person_id.eq(who),
            agreement_codes::salt.eq(salt),
            agreement_codes::hash.eq(hash),
            agreement_codes::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets a code.
pub fn drop_code(conn: &mut Conn, id: &AgreementId, who: &PersonId) -> Result<(), Fault> {
    diesel::delete(agreement_codes::table.find((id, who))).execute(conn)?;
    Ok(())
}
