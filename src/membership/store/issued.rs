//! The list of certificates that were issued: search, filters, order.

use diesel::dsl::{not, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::kernel::{Lang, Moment, text};
use crate::membership::rules::MembershipId;
use crate::membership::rules::certificate::CertificateId;
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::{certificates, memberships};
use crate::words;

words! {
    /// How a certificate stands by itself; whether its member may still show it is another question.
    pub enum State: key "membership-certificates-", tone {
        /// No other took its place.
        Current = "current", "jade";
        /// Its member has another rank by now: a new one is due.
        Due = "due", "ochre";
        /// Another took its place, or the membership ended.
        Withdrawn = "withdrawn", "ink";
    }
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// When they were issued, the newest first.
        #[default]
        Issued = "issued";
        /// Their number.
        Number = "number";
    }
}

/// That a certificate was not withdrawn, and its member has another rank by now than it states.
fn outdated() -> SqlLiteral<Bool> {
    sql(
        "(certificates.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM memberships WHERE \
         memberships.id = certificates.membership_id AND memberships.ended_on IS NULL \
         AND memberships.rank <> certificates.rank))",
    )
}

/// How many certificates a new one is due in place of.
pub fn due(conn: &mut Conn) -> Result<i64, Fault> {
    let due = certificates::table.filter(outdated()).count();
    Ok(due.get_result(conn)?)
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The certificate's number, or what the register finds the member by.
    pub search: String,
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those that state this rank, by its code.
    pub rank: Option<String>,
}

impl Filter {
    fn condition(&self) -> Condition<certificates::table> {
        use certificates::dsl as c;
        let mut all: Condition<certificates::table> = match self.state {
            None => Box::new(c::number.ne("")),
            Some(State::Current) => Box::new(c::withdrawn_at.is_null().and(not(outdated()))),
            Some(State::Due) => Box::new(outdated()),
            Some(State::Withdrawn) => Box::new(c::withdrawn_at.is_not_null()),
        };
        if let Some(rank) = &self.rank {
            all = Box::new(all.and(c::rank.eq(rank.clone())));
        }
        for pattern in text::patterns(&self.search) {
            // Numbers are in capitals.
            let number = c::number.like(pattern.to_uppercase());
            let members = memberships::table.filter(memberships::search.like(pattern));
            let members = c::membership_id.eq_any(members.select(memberships::id));
            all = Box::new(all.and(number.or(members)));
        }
        all
    }
}

/// A line of the list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = certificates)]
pub struct Issued {
    id: CertificateId,
    /// Whose.
    #[diesel(column_name = membership_id)]
    pub member: MembershipId,
    /// Its number.
    pub number: String,
    /// Code of the rank it states.
    pub rank: String,
    /// The company's name as it states it.
    pub company: String,
    lang: String,
    /// When it was issued.
    pub issued_at: Moment,
    /// By whom.
    pub issued_by: String,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Moment>,
    #[diesel(select_expression = outdated(), select_expression_type = SqlLiteral<Bool>)]
    outdated: bool,
}

impl Issued {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> State {
        match self.withdrawn_at {
            None if self.outdated => State::Due,
            None => State::Current,
            Some(_) => State::Withdrawn,
        }
    }

    /// The language it is written in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }
}

fn rows(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Issued>,
) -> Result<Vec<Issued>, Fault> {
    use certificates::{id, issued_at, number};
    let (at, down) = (part.at(), down != (sort == Sort::Issued));
    let first = match sort {
        Sort::Issued => by(issued_at, down, at.map(|one| one.issued_at)),
        Sort::Number => by(number, down, at.map(|one| one.number.clone())),
    };
    let last = by(id, down, at.map(|one| one.id.clone()));
    let query = certificates::table
        .filter(filter.condition())
        .select(Issued::as_select())
        .into_boxed();
    Ok(part.of(query, vec![first, last]).load(conn)?)
}

/// The lines `from..from + most` of the filtered and sorted list, and how many it has.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
) -> Result<(Vec<Issued>, i64), Fault> {
    let total = certificates::table.filter(filter.condition()).count();
    let total = total.get_result(conn)?;
    Ok((rows(conn, filter, sort, &Part::Page(span))?, total))
}

/// Every line of the filtered and sorted list, one after another: for an export.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    mut with: impl FnMut(&Issued) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = rows(conn, filter, sort, &part)?;
        some.iter().try_for_each(&mut with)?;
        Ok(some.into_iter().next_back())
    })
}
