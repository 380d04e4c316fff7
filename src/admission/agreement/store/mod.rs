//! Queries for agreements, their evidence and the codes that are out.

mod earlier;
mod seal;

use std::collections::HashMap;
use std::ops::Deref;

use diesel::prelude::*;

pub use earlier::{earlier, replace};
pub use seal::{
    Seal, SealState, begin_sealing, end_sealing, fail_sealing, unsealed, wait_for_seal,
};

use crate::admission::agreement::rules::{Document, Line};
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

/// An agreement as it is kept.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements, treat_none_as_default_value = false)]
pub struct AgreementRow {
    /// Its id.
    pub id: AgreementId,
    /// The case.
    #[diesel(column_name = case_id)]
    pub case: CaseId,
    /// The frozen terms, as JSON.
    pub body: String,
    /// The hash that is signed: of the frozen paper, or of the terms where there is no paper.
    pub sha256: String,
    /// Which text it is made from.
    pub template: String,
    /// Who signs for the company.
    #[diesel(column_name = signatory_id)]
    pub signatory: PersonId,
    /// Until when.
    pub sign_by: Moment,
    /// When it was made.
    pub made_at: Moment,
    /// By whom.
    pub made_by: PersonId,
    /// The frozen paper; agreements from before papers were typeset have none.
    #[diesel(column_name = paper_id)]
    pub paper: Option<FileId>,
    /// The hash of the terms, where the hash that is signed is of the paper.
    pub terms_sha256: Option<String>,
    /// The seal.
    #[diesel(embed)]
    pub seal: Seal,
    /// Whether the power to sign is enough for its signer: only where it went out while that was the rule.
    pub by_power: bool,
}

/// An agreement as it was frozen, with its text and terms.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// What is kept of it; the agreement stands for it.
    pub row: AgreementRow,
    /// Its text and terms.
    pub document: Document,
}

impl Deref for Agreement {
    type Target = AgreementRow;

    fn deref(&self) -> &AgreementRow {
        &self.row
    }
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

    fn read(row: AgreementRow) -> Result<Self, Fault> {
        Ok(Self {
            document: serde_json::from_str(&row.body)?,
            row,
        })
    }
}

/// The agreement of a case.
///
/// # Errors
/// `Fault::Missing` if none was made yet.
pub fn of_case(conn: &mut Conn, case: &CaseId) -> Result<Agreement, Fault> {
    let row = agreements::table
        .filter(agreements::case_id.eq(case))
        .select(AgreementRow::as_select())
        .first(conn)?;
    Agreement::read(row)
}

/// The ids of the agreements of these cases.
pub fn of_cases(conn: &mut Conn, cases: &[CaseId]) -> Result<Vec<AgreementId>, Fault> {
    Ok(agreements::table
        .filter(agreements::case_id.eq_any(cases))
        .select(agreements::id)
        .load(conn)?)
}

/// Writes a new agreement.
///
/// # Errors
/// A fault that `is_duplicate` if the case has one.
pub fn insert(conn: &mut Conn, agreement: &Agreement) -> Result<(), Fault> {
    diesel::insert_into(agreements::table)
        .values(&agreement.row)
        .execute(conn)?;
    Ok(())
}

/// Names another signer for the company, by today's rule.
pub fn set_signatory(conn: &mut Conn, id: &AgreementId, to: &PersonId) -> Result<(), Fault> {
    diesel::update(agreements::table.find(id))
        .set((
            agreements::signatory_id.eq(to),
            agreements::by_power.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}

/// Agreements that are out for signature, the most urgent first.
pub fn out(conn: &mut Conn) -> Result<Vec<Agreement>, Fault> {
    let rows: Vec<AgreementRow> = agreements::table
        .inner_join(cases::table.on(cases::id.eq(agreements::case_id)))
        .filter(cases::stage.eq(Stage::AgreementSent.word()))
        .order((agreements::sign_by, agreements::id))
        .select(AgreementRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Agreement::read).collect()
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

/// The evidence of an agreement in order, each line with its hash.
pub fn evidence(conn: &mut Conn, id: &AgreementId) -> Result<Vec<(Line, String)>, Fault> {
    Ok(agreement_evidence::table
        .filter(agreement_evidence::agreement_id.eq(id))
        .order(agreement_evidence::seq)
        .select((Line::as_select(), agreement_evidence::hash))
        .load(conn)?)
}

/// The evidence of several agreements, each in order.
pub fn evidence_of(
    conn: &mut Conn,
    ids: &[AgreementId],
) -> Result<HashMap<AgreementId, Vec<Line>>, Fault> {
    let rows: Vec<(AgreementId, Line)> = agreement_evidence::table
        .filter(agreement_evidence::agreement_id.eq_any(ids))
        .order(agreement_evidence::seq)
        .select((agreement_evidence::agreement_id, Line::as_select()))
        .load(conn)?;
    let mut all: HashMap<AgreementId, Vec<Line>> = HashMap::new();
    for (id, line) in rows {
        all.entry(id).or_default().push(line);
    }
    Ok(all)
}

/// Appends a line of evidence with its hash.
pub fn append(conn: &mut Conn, id: &AgreementId, line: &Line, hash: &str) -> Result<(), Fault> {
    diesel::insert_into(agreement_evidence::table)
        .values((
            line,
            agreement_evidence::agreement_id.eq(id),
            agreement_evidence::hash.eq(hash),
        ))
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
