//! The list of agreements: what waits for whom, what is signed, what came to nothing. Like on their pages,
//! nobody finds there what their own company signs.

use diesel::prelude::*;

use crate::admission::agreement::rules::{Party, Signing, What};
use crate::admission::agreement::store::{self, AgreementId};
use crate::admission::case::{self, Case};
use crate::admission::stage::Stage;
use crate::kernel::id::CaseId;
use crate::kernel::{Actor, Moment, text};
use crate::platform::db::{Conn, Fault};
use crate::platform::lists::{Condition, Part, by, pieces};
use crate::schema::{agreement_evidence, agreements, cases};
use crate::words;

words! {
    /// How an agreement stands.
    pub enum Standing: key "agreement-list-", tone {
        /// The company has signed; it waits for the chamber.
        Counter = "counter", "ochre";
        /// It waits for the company.
        Company = "company", "blue";
        /// Both have signed.
        Signed = "signed", "jade";
        /// The company declined, or the time to sign ran out.
        Over = "over", "ink";
    }
}

words! {
    /// What the list is sorted by.
    #[derive(Default)]
    pub enum Sort {
        /// Until when the company can sign, the soonest first.
        #[default]
        Until = "until";
        /// When it was made.
        Made = "made";
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What the list of cases searches.
    pub search: String,
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only those that wait for either.
    pub out: bool,
    /// None of these cases'.
    pub except: Vec<CaseId>,
}

impl Filter {
    /// Of what this person sees.
    ///
    /// # Errors
    /// If the database fails.
    pub fn of(conn: &mut Conn, who: &Actor) -> Result<Self, Fault> {
        Ok(Self {
            except: case::kept_from(conn, who)?,
            ..Self::default()
        })
    }

    fn condition(&self, now: Moment) -> Condition<agreements::table> {
        let seen = agreements::case_id.ne_all(self.except.clone());
        let mut all: Condition<agreements::table> = Box::new(seen);
        for pattern in text::patterns(&self.search) {
            let found = cases::table.filter(cases::search.like(pattern));
            let found = agreements::case_id.eq_any(found.select(cases::id));
            all = Box::new(all.and(found));
        }
        match self.standing {
            None if self.out => Box::new(all.and(out(now))),
            None => all,
            Some(Standing::Counter) => Box::new(all.and(out(now)).and(signed(Party::Company))),
            Some(Standing::Company) => {
                let not = diesel::dsl::not(signed(Party::Company));
                Box::new(all.and(out(now)).and(not))
            }
            Some(Standing::Signed) => Box::new(all.and(signed(Party::Chamber))),
            Some(Standing::Over) => {
                let not = diesel::dsl::not(out(now).or(signed(Party::Chamber)));
                Box::new(all.and(not))
            }
        }
    }
}

/// Those that wait for a signature: their time has not run out.
fn out(now: Moment) -> Condition<agreements::table> {
    let waiting = cases::table
        .filter(cases::stage.eq(Stage::AgreementSent.word()))
        .filter(cases::lapses_at.gt(now))
        .select(cases::id);
    Box::new(agreements::case_id.eq_any(waiting))
}

/// Those that this side has signed.
fn signed(side: Party) -> Condition<agreements::table> {
    let lines = agreement_evidence::table
        .filter(agreement_evidence::what.eq(What::Signed.word()))
        .filter(agreement_evidence::side.eq(side.word()))
        .select(agreement_evidence::agreement_id);
    Box::new(agreements::id.eq_any(lines))
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The case.
    pub case: Case,
    /// How it stands.
    pub standing: Standing,
    /// When it was made.
    pub made_at: Moment,
    /// Until when the company can sign.
    pub sign_by: Moment,
    /// When the company signed, if it has.
    pub company: Option<Moment>,
    /// When the chamber did.
    pub chamber: Option<Moment>,
}

/// Where an agreement stands in the list, whichever way it is sorted.
type Place = (AgreementId, CaseId, Moment, Moment);

fn places(
    conn: &mut Conn,
    filter: &Filter,
    (sort, down): (Sort, bool),
    part: &Part<Place>,
    now: Moment,
) -> Result<Vec<Place>, Fault> {
    use agreements::{case_id, id, made_at, sign_by};
    let at = part.at();
    let first = match sort {
        Sort::Until => by(sign_by, down, at.map(|place| place.2)),
        Sort::Made => by(made_at, down, at.map(|place| place.3)),
    };
    let last = by(id, down, at.map(|place| place.0.clone()));
    let query = agreements::table
        .filter(filter.condition(now))
        .select((id, case_id, sign_by, made_at))
        .into_boxed();
    Ok(part.of(query, vec![first, last]).load(conn)?)
}

/// The agreements at these places, in their order.
fn whole(conn: &mut Conn, places: &[Place], now: Moment) -> Result<Vec<Listed>, Fault> {
    let ids: Vec<_> = places.iter().map(|place| place.0.clone()).collect();
    let of: Vec<_> = places.iter().map(|place| place.1.clone()).collect();
    let cases = case::load_many(conn, &of)?;
    let mut evidence = store::evidence_of(conn, &ids)?;
    let read = |(id, of, sign_by, made_at): &Place| {
        let case = cases.iter().find(|case| case.id == *of)?.clone();
        let lines = evidence.remove(id).unwrap_or_default();
        let signing = Signing::of(&lines);
        let waits = case.stage(now) == Stage::AgreementSent;
        Some(Listed {
            standing: match (&signing.company, &signing.chamber) {
                (_, Some(_)) => Standing::Signed,
                (Some(_), None) if waits => Standing::Counter,
                (None, None) if waits => Standing::Company,
                _ => Standing::Over,
            },
            company: signing.company.map(|signature| signature.at),
            chamber: signing.chamber.map(|signature| signature.at),
            made_at: *made_at,
            sign_by: *sign_by,
            case,
        })
    };
    Ok(places.iter().filter_map(read).collect())
}

/// The lines `from..from + most` of the filtered and sorted list, and how many it has.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    span: (i64, i64),
    now: Moment,
) -> Result<(Vec<Listed>, i64), Fault> {
    let total = agreements::table.filter(filter.condition(now)).count();
    let total = total.get_result(conn)?;
    let places = places(conn, filter, sort, &Part::Page(span), now)?;
    Ok((whole(conn, &places, now)?, total))
}

/// Every line of the filtered and sorted list, one after another: for an export.
///
/// # Errors
/// Those of `with`, and if the database fails.
pub fn each(
    conn: &mut Conn,
    filter: &Filter,
    sort: (Sort, bool),
    now: Moment,
    mut with: impl FnMut(&Listed) -> Result<(), Fault>,
) -> Result<(), Fault> {
    pieces(|part| {
        let some = places(conn, filter, sort, &part, now)?;
        let lines = whole(conn, &some, now)?;
        lines.iter().try_for_each(&mut with)?;
        Ok(some.into_iter().next_back())
    })
}
