//! The register and the directory: search, filters, sorting, counts; quick at 100,000 members.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::Row;
use crate::kernel::{Day, text};
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::db::{Conn, Fault};
use crate::schema::{companies, memberships};

/// Narrows a boxed query on memberships, joined with companies or not, to what memberships
/// alone can answer.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $today:expr) => {{
        let mut query = $query;
        if let Some(rank) = &$filter.rank {
            query = query.filter(memberships::rank.eq(rank.clone()));
        }
        if $filter.published {
            query = query.filter(memberships::published.eq(true));
        }
        match $filter.current {
            Some(true) => query
                .filter(
                    memberships::ended_on
                        .is_null()
                        .or(memberships::ended_on.gt($today)),
                )
                .filter(memberships::joined_on.le($today)),
            Some(false) => query.filter(memberships::ended_on.le($today)),
            None => query,
        }
    }};
}

/// [`narrowed`], and also to what only companies can answer.
macro_rules! narrowed_with_company {
    ($query:expr, $filter:expr, $today:expr) => {{
        let mut query = narrowed!($query, $filter, $today);
        for word in text::fold(&$filter.search)
            .split(' ')
            .filter(|word| !word.is_empty())
        {
            let pattern = format!("%{}%", word.replace(['%', '_'], ""));
            let number = memberships::number.like(pattern.to_uppercase());
            query = query.filter(companies::search.like(pattern).or(number));
        }
        if let Some(industry) = &$filter.industry {
            query = query.filter(companies::industry.eq(industry.clone()));
        }
        query
    }};
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Number, name, English name, pinyin, credit code.
    pub search: String,
    /// Only this rank.
    pub rank: Option<String>,
    /// Only this industry: a section of GB/T 4754-2017.
    pub industry: Option<String>,
    /// `Some(true)` only running ones, `Some(false)` only ended ones.
    pub current: Option<bool>,
    /// Only those listed in the directory.
    pub published: bool,
}

impl Filter {
    /// What the public directory shows: running memberships of companies that agreed to it.
    #[must_use]
    pub fn directory() -> Self {
        Self {
            current: Some(true),
            published: true,
            ..Self::default()
        }
    }

    fn needs_company(&self) -> bool {
        !self.search.trim().is_empty() || self.industry.is_some()
    }
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The order the numbers were given in.
    #[default]
    Number,
    /// The company's name by its sound.
    Name,
    /// The day of joining.
    Joined,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The membership.
    pub membership: Membership,
    /// The company's name.
    pub name: String,
    /// Its English name; may be empty.
    pub name_en: String,
    /// Its credit code.
    pub credit_code: Option<String>,
    /// Section of GB/T 4754-2017; may be empty.
    pub industry: String,
    /// Website; may be empty.
    pub website: String,
    /// What it says about itself; may be empty.
    pub introduction: String,
}

/// The lines `from..from + most` of the filtered and sorted list. `down`: the other way round.
///
/// The ids are found first, from indexes alone; whole rows are read for one page only.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    (from, most): (i64, i64),
    today: Day,
) -> Result<Vec<Listed>, Fault> {
    let ids = if filter.needs_company() || sort == Sort::Name {
        ids_by_company(conn, filter, (sort, down), (from, most), today)?
    } else {
        ids_alone(conn, filter, (sort, down), (from, most), today)?
    };
    whole(conn, &ids)
}

/// All lines of the filtered and sorted list, at most so many: for an export.
pub fn all(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    most: i64,
    today: Day,
) -> Result<Vec<Listed>, Fault> {
    let ids = if filter.needs_company() || sort == Sort::Name {
        ids_by_company(conn, filter, (sort, down), (0, most), today)?
    } else {
        ids_alone(conn, filter, (sort, down), (0, most), today)?
    };
    let mut rows = Vec::with_capacity(ids.len());
    // As many ids at once as both databases take as parameters.
    for some in ids.chunks(500) {
        rows.extend(whole(conn, some)?);
    }
    Ok(rows)
}

fn ids_alone(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    (from, most): (i64, i64),
    today: Day,
) -> Result<Vec<MembershipId>, Fault> {
    let query = memberships::table.select(memberships::id).into_boxed();
    let query = narrowed!(query, filter, today);
    let query = match (sort, down) {
        (Sort::Joined, false) => {
            query.order((memberships::joined_on.asc(), memberships::seq.asc()))
        }
        (Sort::Joined, true) => {
            query.order((memberships::joined_on.desc(), memberships::seq.desc()))
        }
        (_, false) => query.order(memberships::seq.asc()),
        (_, true) => query.order(memberships::seq.desc()),
    };
    Ok(query.offset(from).limit(most).load(conn)?)
}

fn ids_by_company(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    (from, most): (i64, i64),
    today: Day,
) -> Result<Vec<MembershipId>, Fault> {
    let query = memberships::table
        .inner_join(companies::table)
        .select(memberships::id)
        .into_boxed();
    let query = narrowed_with_company!(query, filter, today);
    let query = match (sort, down) {
        (Sort::Name, false) => query.order((companies::name_key.asc(), companies::id.asc())),
        (Sort::Name, true) => query.order((companies::name_key.desc(), companies::id.desc())),
        (Sort::Joined, false) => {
            query.order((memberships::joined_on.asc(), memberships::seq.asc()))
        }
        (Sort::Joined, true) => {
            query.order((memberships::joined_on.desc(), memberships::seq.desc()))
        }
        (Sort::Number, false) => query.order(memberships::seq.asc()),
        (Sort::Number, true) => query.order(memberships::seq.desc()),
    };
    Ok(query.offset(from).limit(most).load(conn)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = companies)]
struct CompanyPart {
    name: String,
    name_en: String,
    credit_code: Option<String>,
    industry: String,
    website: String,
    introduction: String,
}

fn whole(conn: &mut Conn, ids: &[MembershipId]) -> Result<Vec<Listed>, Fault> {
    let rows: Vec<(Row, CompanyPart)> = memberships::table
        .inner_join(companies::table)
        .filter(memberships::id.eq_any(ids))
        .select((Row::as_select(), CompanyPart::as_select()))
        .load(conn)?;
    let mut found: std::collections::HashMap<MembershipId, Listed> = rows
        .into_iter()
        .map(|(row, company)| (row.id.clone(), listed(row, company)))
        .collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn listed(row: Row, company: CompanyPart) -> Listed {
    Listed {
        membership: row.into(),
        name: company.name,
        name_en: company.name_en,
        credit_code: company.credit_code,
        industry: company.industry,
        website: company.website,
        introduction: company.introduction,
    }
}

/// How many lines the filtered list has.
pub fn count(conn: &mut Conn, filter: &Filter, today: Day) -> Result<i64, Fault> {
    if !filter.needs_company() {
        let query = memberships::table.select(count_star()).into_boxed();
        return Ok(narrowed!(query, filter, today).first(conn)?);
    }
    let query = memberships::table
        .inner_join(companies::table)
        .select(count_star())
        .into_boxed();
    Ok(narrowed_with_company!(query, filter, today).first(conn)?)
}

/// How many members there are at each rank today, by the rank's code.
pub fn by_rank(conn: &mut Conn, today: Day) -> Result<Vec<(String, i64)>, Fault> {
    Ok(memberships::table
        .filter(
            memberships::ended_on
                .is_null()
                .or(memberships::ended_on.gt(today)),
        )
        .filter(memberships::joined_on.le(today))
        .group_by(memberships::rank)
        .select((memberships::rank, count_star()))
        .load(conn)?)
}

/// How many members there are in each industry today, by the section's letter; the largest first.
pub fn by_industry(conn: &mut Conn, today: Day) -> Result<Vec<(String, i64)>, Fault> {
    let mut found: Vec<(String, i64)> = memberships::table
        .inner_join(companies::table)
        .filter(
            memberships::ended_on
                .is_null()
                .or(memberships::ended_on.gt(today)),
        )
        .filter(memberships::joined_on.le(today))
        .group_by(companies::industry)
        .select((companies::industry, count_star()))
        .load(conn)?;
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found)
}

/// How many members there were at the end of each year, from the first to the last one in
/// which anything changed.
pub fn by_year(conn: &mut Conn) -> Result<Vec<(i32, i64)>, Fault> {
    let joined: Vec<(i32, i64)> = memberships::table
        .group_by(memberships::joined_year)
        .select((memberships::joined_year, count_star()))
        .load(conn)?;
    let ended: Vec<(i32, i64)> = memberships::table
        .filter(memberships::ended_year.is_not_null())
        .group_by(memberships::ended_year)
        .select((memberships::ended_year.assume_not_null(), count_star()))
        .load(conn)?;
    let years = joined.iter().chain(&ended).map(|(year, _)| *year);
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
        return Ok(vec![]);
    };
    let of =
        |list: &[(i32, i64)], year| list.iter().find(|(y, _)| *y == year).map_or(0, |(_, n)| *n);
    let mut members = 0;
    Ok((first..=last)
        .map(|year| {
            members += of(&joined, year) - of(&ended, year);
            (year, members)
        })
        .collect())
}
