//! Certificates.

use diesel::prelude::*;

use super::history;
use crate::chamber::rules::TextId;
use crate::kernel::id::FileId;
use crate::kernel::{Day, Lang, Moment};
use crate::membership::rules::certificate::{Certificate, CertificateId, Checked, may_hold};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::{MembershipId, typed_number};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::platform::settings;
use crate::schema::certificates;

#[derive(HasQuery, Insertable)]
#[diesel(table_name = certificates, treat_none_as_default_value = false)]
struct Row {
    id: CertificateId,
    membership_id: MembershipId,
    number: String,
    rank: String,
    company: String,
    lang: String,
    text_id: TextId,
    file_id: FileId,
    issued_at: Moment,
    issued_by: String,
    withdrawn_at: Option<Moment>,
}

impl From<Row> for Certificate {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            membership: row.membership_id,
            number: row.number,
            rank: row.rank,
            company: row.company,
            lang: Lang::from_tag(&row.lang).unwrap_or_default(),
            file: row.file_id,
            issued_at: row.issued_at,
            withdrawn_at: row.withdrawn_at,
        }
    }
}

/// The certificate of a membership that was not withdrawn, if it has one.
pub fn current(conn: &mut Conn, member: &MembershipId) -> Result<Option<Certificate>, Fault> {
    let row: Option<Row> = Row::query()
        .filter(certificates::membership_id.eq(member))
        .filter(certificates::withdrawn_at.is_null())
        .order(certificates::issued_at.desc())
        .first(conn)
        .optional()?;
    Ok(row.map(Certificate::from))
}

/// Those of several memberships that were not withdrawn.
pub fn current_of_many(
    conn: &mut Conn,
    members: &[MembershipId],
) -> Result<Vec<Certificate>, Fault> {
    let rows: Vec<Row> = Row::query()
        .filter(certificates::membership_id.eq_any(members))
        .filter(certificates::withdrawn_at.is_null())
        .load(conn)?;
    Ok(rows.into_iter().map(Certificate::from).collect())
}

/// The certificate with this number, withdrawn or not.
pub fn by_number(conn: &mut Conn, number: &str) -> Result<Option<Certificate>, Fault> {
    let row: Option<Row> = Row::query()
        .filter(certificates::number.eq(number))
        .first(conn)
        .optional()?;
    Ok(row.map(Certificate::from))
}

/// Whether a number, as anybody types it, is that of a certificate or of a member that is valid on a
/// day; of a certificate that is void while its member may hold one, since when. Nothing else is told of either.
pub fn check_number(conn: &mut Conn, typed: &str, today: Day) -> Result<Checked, Fault> {
    let rules: PeriodRules = settings::get(conn)?;
    if let Some(found) = by_number(conn, &typed_number(typed))? {
        let member = super::load(conn, &found.membership)?;
        let since = match found.withdrawn_at {
            Some(at) => Some(settings::today(conn, at)?),
            None => ranked_on(conn, &member.id, today)?,
        };
        return Ok(found.checked(&member, (&rules, today), since));
    }
    let found = super::by_number(conn, typed)?;
    Ok(
        match found.is_some_and(|member| may_hold(&member, &rules, today)) {
            true => Checked::Valid,
            false => Checked::None,
        },
    )
}

/// Since when a member has its rank, if that was changed.
fn ranked_on(conn: &mut Conn, id: &MembershipId, today: Day) -> Result<Option<Day>, Fault> {
    let changes = history::rank_changes(conn, std::slice::from_ref(id))?;
    let days = changes.into_values().flatten().map(|change| change.from);
    Ok(days.filter(|day| *day <= today).max())
}

/// Writes a certificate down.
pub fn insert(
    conn: &mut Conn,
    new: &Certificate,
    (text, by): (&TextId, &str),
) -> Result<(), Fault> {
    let row = Row {
        id: new.id.clone(),
        membership_id: new.membership.clone(),
        number: new.number.clone(),
        rank: new.rank.clone(),
        company: new.company.clone(),
        lang: new.lang.tag().to_owned(),
        text_id: text.clone(),
        file_id: new.file.clone(),
        issued_at: new.issued_at,
        issued_by: by.to_owned(),
        withdrawn_at: None,
    };
    db::insert(conn, certificates::table, row)
}

/// Withdraws whatever a membership has.
pub fn withdraw(conn: &mut Conn, member: &MembershipId, now: Moment) -> Result<(), Fault> {
    diesel::update(certificates::table)
        .filter(certificates::membership_id.eq(member))
        .filter(certificates::withdrawn_at.is_null())
        .set(certificates::withdrawn_at.eq(now))
        .apply(conn)
}
