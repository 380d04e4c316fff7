//! The register and the directory: search, filters, sorting, counts; quick at 100,000 members.
//!
//! The ids of a page are found first, from one index alone; whole rows are read for them only.
//! A membership counts as current here until it ends, from the moment it was written down, or lapses
//! where the board need not confirm that.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::Row;
use super::windows::{Condition, in_standing};
use crate::companies::book;
use crate::companies::book::rules::Contact;
use crate::kernel::{Day, text};
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing;
use crate::membership::rules::{Membership, MembershipId};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Backend, Part, by, pieces};
use crate::schema::{companies, memberships};
use crate::words;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Number, name, English name, pinyin, credit code; but for the directory a contact's name, numbers
    /// and addresses too.
    pub search: String,
    /// Only this rank.
    pub rank: Option<String>,
    /// Only this industry: a section of GB/T 4754-2017.
    pub industry: Option<String>,
    /// `Some(true)` only running ones, `Some(false)` only ended ones.
    pub current: Option<bool>,
    /// Only those listed in the directory.
    pub published: bool,
    /// Only those that stand like this.
    pub standing: Option<Standing>,
    /// What standing follows from.
    pub rules: PeriodRules,
}

impl Filter {
    /// What the public directory shows: running memberships of companies that agreed to it.
    #[must_use]
    pub fn directory(rules: PeriodRules) -> Self {
        Self {
            current: Some(true),
            published: true,
            rules,
            ..Self::default()
        }
    }

    fn condition(&self, today: Day) -> Condition {
        let mut all: Condition = Box::new(memberships::seq.gt(0));
        for pattern in text::patterns(&self.search) {
            let own = memberships::search.like(pattern.clone());
            // What is public is found by what is public.
            all = if self.published {
                Box::new(all.and(own))
            } else {
                let reached = memberships::company_id.eq_any(book::found_by(pattern));
                Box::new(all.and(own.or(reached)))
            };
        }
        if let Some(rank) = &self.rank {
            all = Box::new(all.and(memberships::rank.eq(rank.clone())));
        }
        if let Some(industry) = &self.industry {
            all = Box::new(all.and(memberships::industry.eq(industry.clone())));
        }
        if self.published {
            all = Box::new(all.and(memberships::published.eq(true)));
        }
        if let Some(standing) = self.standing {
            all = Box::new(all.and(in_standing(standing, &self.rules, today)));
        }
        let ended = memberships::ended_on.assume_not_null();
        match self.current {
            Some(true) => {
                all = Box::new(all.and(memberships::ended_on.is_null().or(ended.gt(today))));
                if !self.rules.confirm_lapse {
                    let lapsed = in_standing(Standing::Lapsed, &self.rules, today);
                    all = Box::new(all.and(diesel::dsl::not(lapsed)));
                }
                all
            }
            Some(false) => {
                Box::new(all.and(memberships::ended_on.is_not_null().and(ended.le(today))))
            }
            None => all,
        }
    }
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// The order the numbers were given in.
        #[default]
        Number = "number";
        /// The company's name by its sound.
        Name = "name";
        /// The day of joining.
        Joined = "joined";
    }
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
    /// Address; may be empty.
    pub address: String,
    /// By whom it is reached: never in a list that is public.
    pub people: Vec<Contact>,
}

/// Where a line stands in the list, whichever way it is sorted.
type Place = (MembershipId, String, Day, i64);

fn found(
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Place>,
    today: Day,
) -> memberships::BoxedQuery<'static, Backend> {
    use memberships::{joined_on, name_key, seq};
    let at = part.at();
    let last = by(seq, down, at.map(|place| place.3));
    let sorted = match sort {
        Sort::Number => vec![last],
        Sort::Name => vec![by(name_key, down, at.map(|place| place.1.clone())), last],
        Sort::Joined => vec![by(joined_on, down, at.map(|place| place.2)), last],
    };
    let query = memberships::table.filter(filter.condition(today));
    part.of(query.into_boxed(), sorted)
}

/// The lines `from..from + most` of the filtered and sorted list. `down`: the other way round.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
    today: Day,
) -> Result<Vec<Listed>, Fault> {
    let query = found(filter, sort, &Part::Page(span), today);
    let ids: Vec<MembershipId> = query.select(memberships::id).load(conn)?;
    whole(conn, &ids, !filter.published)
}

/// One page of the filtered and sorted list, `most` lines from `from` on, and how many lines there are
/// in all. Where the page shows the end of the list, nothing is counted for that.
pub fn page(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    (from, most): (i64, i64),
    today: Day,
) -> Result<(Vec<Listed>, i64), Fault> {
    let rows = list(conn, filter, sort, (from, most), today)?;
    let here = i64::try_from(rows.len()).unwrap_or(most);
    let total = if here < most && (here > 0 || from == 0) {
        from + here
    } else {
        count(conn, filter, today)?
    };
    Ok((rows, total))
}

/// Every line of the filtered and sorted list, one after another: for an export.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    today: Day,
    mut with: impl FnMut(&Listed) -> Result<(), Fault>,
) -> Result<(), Fault> {
    use memberships::{id, joined_on, name_key, seq};
    pieces(|part| {
        let query = found(filter, sort, &part, today);
        let places: Vec<Place> = query.select((id, name_key, joined_on, seq)).load(conn)?;
        let ids: Vec<_> = places.iter().map(|place| place.0.clone()).collect();
        let some = whole(conn, &ids, !filter.published)?;
        some.iter().try_for_each(&mut with)?;
        Ok(places.into_iter().next_back())
    })
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
    address: String,
}

fn whole(conn: &mut Conn, ids: &[MembershipId], people: bool) -> Result<Vec<Listed>, Fault> {
    let rows: Vec<(Row, CompanyPart)> = memberships::table
        .inner_join(companies::table)
        .filter(memberships::id.eq_any(ids))
        .select((Row::as_select(), CompanyPart::as_select()))
        .load(conn)?;
    let firms = rows.iter().map(|(row, _)| row.company_id.clone());
    let firms: Vec<_> = firms.filter(|_| people).collect();
    let contacts = match firms.is_empty() {
        true => HashMap::new(),
        false => book::of_companies(conn, &firms)?,
    };
    let listed = |(row, company): (Row, CompanyPart)| {
        let people = contacts.get(&row.company_id).cloned();
        (
            row.id.clone(),
            listed(row, company, people.unwrap_or_default()),
        )
    };
    let mut found: HashMap<MembershipId, Listed> = rows.into_iter().map(listed).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn listed(row: Row, company: CompanyPart, people: Vec<Contact>) -> Listed {
    Listed {
        membership: row.into(),
        name: company.name,
        name_en: company.name_en,
        credit_code: company.credit_code,
        industry: company.industry,
        website: company.website,
        introduction: company.introduction,
        address: company.address,
        people,
    }
}

/// How many lines the filtered list has.
pub fn count(conn: &mut Conn, filter: &Filter, today: Day) -> Result<i64, Fault> {
    Ok(memberships::table
        .filter(filter.condition(today))
        .count()
        .get_result(conn)?)
}

/// How many members stand how today; standings that nobody has are left out.
pub fn by_standing(
    conn: &mut Conn,
    rules: &PeriodRules,
    today: Day,
) -> Result<Vec<(Standing, i64)>, Fault> {
    let mut found = vec![];
    for standing in Standing::LISTED {
        let n: i64 = memberships::table
            .filter(in_standing(standing, rules, today))
            .count()
            .get_result(conn)?;
        if n > 0 {
            found.push((standing, n));
        }
    }
    Ok(found)
}

/// How many of the filtered list there are at each rank, by the rank's code.
pub fn by_rank(conn: &mut Conn, filter: &Filter, today: Day) -> Result<Vec<(String, i64)>, Fault> {
    Ok(memberships::table
        .filter(filter.condition(today))
        .group_by(memberships::rank)
        .select((memberships::rank, count_star()))
        .order(memberships::rank)
        .load(conn)?)
}

/// How many of the filtered list there are in each industry, by the section's letter; the largest first.
pub fn by_industry(
    conn: &mut Conn,
    filter: &Filter,
    today: Day,
) -> Result<Vec<(String, i64)>, Fault> {
    let mut found: Vec<(String, i64)> = memberships::table
        .filter(filter.condition(today))
        .group_by(memberships::industry)
        .select((memberships::industry, count_star()))
        .load(conn)?;
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found)
}

/// How many members there were at the end of each year, from the first one in which anything changed to
/// this one: nobody knows the next.
pub fn by_year(conn: &mut Conn, today: Day) -> Result<Vec<(i32, i64)>, Fault> {
    /// The first year that is drawn: whatever days are stored, no page has to count through all of time.
    const FIRST: i32 = 1900;
    let joined: Vec<(i32, i64)> = memberships::table
        .group_by(memberships::joined_year)
        .select((memberships::joined_year, count_star()))
        .load(conn)?;
    let ended: Vec<(i32, i64)> = memberships::table
        .filter(memberships::ended_year.is_not_null())
        .group_by(memberships::ended_year)
        .select((memberships::ended_year.assume_not_null(), count_star()))
        .load(conn)?;
    let ended = ended.into_iter().map(|(year, n)| (year, -n));
    let mut change: BTreeMap<i32, i64> = BTreeMap::new();
    for (year, n) in joined.into_iter().chain(ended) {
        *change.entry(year).or_default() += n;
    }
    let Some(first) = change.keys().next().map(|year| FIRST.max(*year)) else {
        return Ok(vec![]);
    };
    let mut members: i64 = change.range(..first).map(|(_, n)| n).sum();
    Ok((first..=today.year())
        .map(|year| {
            members += change.get(&year).copied().unwrap_or_default();
            (year, members)
        })
        .collect())
}
