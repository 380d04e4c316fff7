//! Queries for companies.

use diesel::prelude::*;

use super::book::found_by;
use super::rules::Profile;
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Moment, firm, pinyin, text};
use crate::platform::db::{self, Change, Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::{companies, memberships};
use crate::words;

/// A company as stored.
#[derive(Clone, Debug)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// How it describes itself.
    pub profile: Profile,
    /// When it became known here.
    pub created_at: Moment,
    /// When its description changed last.
    pub changed_at: Moment,
}

#[derive(Clone, HasQuery, Insertable, AsChangeset)]
#[diesel(table_name = companies, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    id: CompanyId,
    name: String,
    name_en: String,
    name_key: String,
    search: String,
    credit_code: Option<String>,
    legal_form: String,
    founded_on: Option<Day>,
    capital_fen: i64,
    currency: String,
    industry: String,
    staff: String,
    revenue: String,
    address: String,
    website: String,
    introduction: String,
    created_at: Moment,
    changed_at: Moment,
    bare: String,
    bare_en: String,
}

impl From<&Company> for Row {
    fn from(company: &Company) -> Self {
        let p = company.profile.clone();
        let code = p.credit_code.map(String::from);
        let found_by = [&p.name, &p.name_en, code.as_deref().unwrap_or_default()].join(" ");
        Self {
            id: company.id.clone(),
            name_key: pinyin::sort_key(&p.name),
            bare: firm::bare(&p.name),
            bare_en: firm::bare(&p.name_en),
            search: format!("{} {}", text::fold(&found_by), pinyin::search(&p.name)),
            name: p.name,
            name_en: p.name_en,
            credit_code: code,
            legal_form: p.legal_form,
            founded_on: p.founded_on,
            capital_fen: p.capital_fen,
            currency: p.currency,
            industry: p.industry,
            staff: p.staff,
            revenue: p.revenue,
            address: p.address,
            website: p.website,
            introduction: p.introduction,
            created_at: company.created_at,
            changed_at: company.changed_at,
        }
    }
}

impl From<Row> for Company {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            created_at: row.created_at,
            changed_at: row.changed_at,
            profile: Profile {
                name: row.name,
                name_en: row.name_en,
                credit_code: row
                    .credit_code
                    .and_then(|code| CreditCode::parse(&code).ok()),
                legal_form: row.legal_form,
                founded_on: row.founded_on,
                capital_fen: row.capital_fen,
                currency: row.currency,
                industry: row.industry,
                staff: row.staff,
                revenue: row.revenue,
                address: row.address,
                website: row.website,
                introduction: row.introduction,
            },
        }
    }
}

/// The company.
///
/// # Errors
/// `Fault::Missing` if there is none.
pub fn load(conn: &mut Conn, id: &CompanyId) -> Result<Company, Fault> {
    Ok(Row::query()
        .filter(companies::id.eq(id))
        .first(conn)?
        .into())
}

/// Several companies, in no particular order; unknown ids are left out.
///
/// # Errors
/// If the database fails.
pub fn load_many(conn: &mut Conn, ids: &[CompanyId]) -> Result<Vec<Company>, Fault> {
    let rows: Vec<Row> = Row::query().filter(companies::id.eq_any(ids)).load(conn)?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// The company that holds this credit code.
///
/// # Errors
/// If the database fails.
pub fn by_code(conn: &mut Conn, code: &CreditCode) -> Result<Option<Company>, Fault> {
    let row: Option<Row> = Row::query()
        .filter(companies::credit_code.eq(code.as_str()))
        .first(conn)
        .optional()?;
    Ok(row.map(Company::from))
}

/// Companies that hold one of these credit codes, or a name that sounds like one of these and is the same
/// but for width, case and spaces; at most some hundred of each at once.
///
/// # Errors
/// If the database fails.
pub fn known(conn: &mut Conn, codes: &[&str], names: &[&str]) -> Result<Vec<Company>, Fault> {
    let held = companies::credit_code.assume_not_null().eq_any(codes);
    let held = companies::credit_code.is_not_null().and(held);
    let keys: Vec<String> = names.iter().map(|name| pinyin::sort_key(name)).collect();
    let named = companies::name
        .eq_any(names)
        .or(companies::name_key.eq_any(&keys));
    let rows: Vec<Row> = Row::query()
        .filter(held.or(named))
        .order((companies::created_at, companies::id))
        .load(conn)?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// The companies that have one of these names, in either language, however it is spelt: see [`firm::bare`].
///
/// # Errors
/// If the database fails.
pub fn named(conn: &mut Conn, names: &[&str]) -> Result<Vec<Company>, Fault> {
    let keys: Vec<String> = names.iter().map(|name| pinyin::sort_key(name)).collect();
    let mut bare: Vec<String> = names.iter().map(|name| firm::bare(name)).collect();
    bare.retain(|name| !name.is_empty());
    let spelt = companies::bare
        .eq_any(&bare)
        .or(companies::bare_en.eq_any(&bare));
    let rows: Vec<Row> = Row::query()
        .filter(companies::name_key.eq_any(keys).or(spelt))
        .order((companies::created_at, companies::id))
        .load(conn)?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// Companies whose keys are not those that their names have now: they were made by an older reading of sounds, or
/// not at all.
pub(super) fn misread(conn: &mut Conn) -> Result<Vec<CompanyId>, Fault> {
    let names = (companies::name, companies::name_en);
    let keys = (companies::name_key, companies::bare, companies::bare_en);
    type Named = (CompanyId, (String, String), (String, String, String));
    let all = companies::table.select((companies::id, names, keys));
    let all: Vec<Named> = all.load(conn)?;
    let misread = all.into_iter().filter(|(_, (name, name_en), keys)| {
        let now = (
            pinyin::sort_key(name),
            firm::bare(name),
            firm::bare(name_en),
        );
        now != *keys
    });
    Ok(misread.map(|(id, ..)| id).collect())
}

/// Makes the keys anew by which these companies are sorted and found.
pub(super) fn read_again(conn: &mut Conn, ids: &[CompanyId]) -> Result<(), Fault> {
    for company in load_many(conn, ids)? {
        let row = Row::from(&company);
        let same = companies::name.eq(&row.name);
        diesel::update(companies::table.filter(companies::id.eq(&row.id).and(same)))
            .set((
                companies::name_key.eq(&row.name_key),
                companies::search.eq(&row.search),
                companies::bare.eq(&row.bare),
                companies::bare_en.eq(&row.bare_en),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes a company out.
pub(super) fn remove(conn: &mut Conn, id: &CompanyId) -> Result<(), Fault> {
    diesel::delete(companies::table.find(id)).apply(conn)
}

/// Companies known under this name or code, but for one: possible duplicates, for the office only.
///
/// # Errors
/// If the database fails.
pub fn alike(
    conn: &mut Conn,
    name: &str,
    code: Option<&CreditCode>,
    but: Option<&CompanyId>,
) -> Result<Vec<Company>, Fault> {
    let code = code.map(CreditCode::as_str).unwrap_or_default();
    let same = companies::name_key
        .eq(pinyin::sort_key(name))
        .or(companies::credit_code.assume_not_null().eq(code));
    let rows: Vec<Row> = Row::query()
        .filter(same.and(companies::id.ne(but.map(CompanyId::as_str).unwrap_or_default())))
        .order((companies::created_at, companies::id))
        .limit(20)
        .load(conn)?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// Writes a new company.
///
/// # Errors
/// A fault that `is_duplicate` if its code belongs to another.
pub fn insert(conn: &mut Conn, company: &Company) -> Result<(), Fault> {
    db::insert(conn, companies::table, Row::from(company))
}

/// Writes a company that is there.
///
/// # Errors
/// A fault that `is_duplicate` if its code belongs to another.
pub fn save(conn: &mut Conn, company: &Company) -> Result<(), Fault> {
    let row = Row::from(company);
    diesel::update(companies::table.find(&company.id))
        .set(row)
        .apply(conn)
}

/// What the office's list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Name, English name, pinyin, credit code, a contact's name, numbers and addresses; folded.
    pub search: String,
    /// Section of GB/T 4754-2017.
    pub industry: Option<String>,
    /// Code of the staff band.
    pub staff: Option<String>,
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// The name by its sound.
        #[default]
        Name = "name";
        /// The industry, then the name.
        Industry = "industry";
        /// When it became known here.
        Created = "created";
    }
}

fn rows(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Row>,
) -> Result<Vec<Row>, Fault> {
    use companies::{created_at, id, industry, name_key};
    let at = part.at();
    let name = by(name_key, down, at.map(|row| row.name_key.clone()));
    let last = by(id, down, at.map(|row| row.id.clone()));
    let sorted = match sort {
        Sort::Name => vec![name, last],
        Sort::Created => vec![by(created_at, down, at.map(|row| row.created_at)), last],
        Sort::Industry => {
            let first = by(industry, down, at.map(|row| row.industry.clone()));
            vec![first, name, last]
        }
    };
    let query = Row::query().filter(condition(filter)).into_boxed();
    Ok(part.of(query, sorted).load(conn)?)
}

/// The lines `from..from + most` of the filtered and sorted list. `down`: the other way round.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
) -> Result<Vec<Company>, Fault> {
    let rows = rows(conn, filter, sort, &Part::Page(span))?;
    Ok(rows.into_iter().map(Company::from).collect())
}

/// Every line of the filtered and sorted list, one after another: for an export.
///
/// # Errors
/// Those of `with`, and if the database fails.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    mut with: impl FnMut(&Company) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = rows(conn, filter, sort, &part)?;
        let last = some.last().cloned();
        some.into_iter().try_for_each(|row| with(&row.into()))?;
        Ok(last)
    })
}

/// How many lines the filtered list has.
///
/// # Errors
/// If the database fails.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Fault> {
    Ok(companies::table
        .filter(condition(filter))
        .count()
        .get_result(conn)?)
}

fn condition(filter: &Filter) -> Condition<companies::table> {
    let mut all: Condition<companies::table> = Box::new(companies::id.ne(""));
    for pattern in text::patterns(&filter.search) {
        let own = companies::search.like(pattern.clone());
        let reached = companies::id.eq_any(found_by(pattern));
        all = Box::new(all.and(own.or(reached)));
    }
    if let Some(industry) = &filter.industry {
        all = Box::new(all.and(companies::industry.eq(industry.clone())));
    }
    if let Some(staff) = &filter.staff {
        all = Box::new(all.and(companies::staff.eq(staff.clone())));
    }
    all
}

/// Whether a membership of this company runs.
///
/// # Errors
/// If the database fails.
pub fn is_member(conn: &mut Conn, id: &CompanyId) -> Result<bool, Fault> {
    let running = memberships::table
        .filter(memberships::company_id.eq(id))
        .filter(memberships::ended_on.is_null());
    let found: i64 = running.count().get_result(conn)?;
    Ok(found > 0)
}
