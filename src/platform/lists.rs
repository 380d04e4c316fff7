//! Lists: what one is, and how it is read, a page by its number or all of it piece by piece, each from
//! where the last one ended. However many rows there are, few are in memory.

use diesel::dsl::{Asc, Desc, Gt, GtEq, Lt, LtEq};
use diesel::expression::expression_types::NotSelectable;
use diesel::expression::{AsExpression, Expression};
use diesel::expression_methods::{BoolExpressionMethods, ExpressionMethods};
use diesel::prelude::BoxableExpression;
use diesel::query_dsl::methods::{FilterDsl, LimitDsl, OffsetDsl, OrderDsl, ThenOrderDsl};
use diesel::sql_types::{Bool, SqlType};
use form_urlencoded::Serializer;

use crate::kernel::{Act, Actor};
use crate::platform::db::{Conn, Fault};

/// A list of the office: what it is called, where it stands, what one may ask it for.
#[derive(Debug)]
pub struct List {
    /// Its address, of which the end is its name: no two may end alike.
    pub path: &'static str,
    /// Key of its title.
    pub title: &'static str,
    /// What its address narrows it by, beside the search `q`.
    pub filters: &'static [&'static str],
    /// The column that it is sorted by, upwards, unless asked otherwise; empty if its head has none for
    /// that.
    pub sorted: &'static str,
    /// Who sees it.
    pub sees: fn(&Actor) -> bool,
}

/// The lists of the office.
pub type Lists = &'static [&'static List];

impl List {
    /// Its name, under which views of it are kept.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// What of an address makes a view of it: the search, its filters, the order.
    #[must_use]
    pub fn kept(&self, asked: &[(String, String)]) -> String {
        let named = |name: &&str| {
            let pair = asked.iter().find(|(asked, _)| asked == name);
            pair.filter(|(_, value)| !value.is_empty())
        };
        let names = [&["q"][..], self.filters, &["sort"]].concat();
        Serializer::new(String::new())
            .extend_pairs(names.iter().filter_map(named))
            .finish()
    }
}

/// Whether somebody may do what needs nothing but them, as a list asks it.
#[must_use]
pub fn may<A: Act<On = ()>>(who: &Actor) -> bool {
    A::allows(who, &())
}

/// Either database, as Diesel sees it.
pub type Backend = <Conn as diesel::Connection>::Backend;
/// What rows of a table a list is narrowed to.
pub type Condition<T> = Box<dyn BoxableExpression<T, Backend, SqlType = Bool>>;
/// What rows of a table are sorted by.
type Order<T> = Box<dyn BoxableExpression<T, Backend, SqlType = NotSelectable>>;

/// Rows of a piece: as many ids as both databases take as parameters.
pub const PIECE: i64 = 500;

/// Which rows of a sorted list are read. A place is whatever tells the row's values in the columns that
/// the list is sorted by.
pub enum Part<'a, P> {
    /// From a row on, at most so many.
    Page((i64, i64)),
    /// Those after a place, or from the first on: some hundred.
    After(Option<&'a P>),
}

impl<P> Part<'_, P> {
    /// The place after which it begins.
    #[must_use]
    pub fn at(&self) -> Option<&P> {
        match self {
            Self::Page(_) => None,
            Self::After(place) => *place,
        }
    }

    /// The query, sorted by these columns, the first before the others, and cut to this part. No two rows
    /// may be alike in all of them: among such the databases choose, each time anew.
    pub fn of<T, Q>(&self, query: Q, by: Vec<Column<T>>) -> Q
    where
        T: 'static,
        Q: OrderDsl<Order<T>, Output = Q> + ThenOrderDsl<Order<T>, Output = Q>,
        Q: FilterDsl<Condition<T>, Output = Q> + LimitDsl<Output = Q> + OffsetDsl<Output = Q>,
        And<T>: BoxableExpression<T, Backend, SqlType = Bool>,
        Or<T>: BoxableExpression<T, Backend, SqlType = Bool>,
    {
        let (mut orders, mut past) = (vec![], None);
        for column in by.into_iter().rev() {
            orders.push(column.order);
            past = column.entered.map(|(from, beyond)| match past {
                None => beyond,
                // Said twice, so that an index is entered at the right place.
                Some(rest) => boxed(from.and(boxed(beyond.or(rest)))),
            });
        }
        let query = match orders.pop() {
            Some(first) => OrderDsl::order(query, first),
            None => query,
        };
        let query = orders
            .into_iter()
            .rev()
            .fold(query, ThenOrderDsl::then_order_by);
        let query = match past {
            Some(past) => FilterDsl::filter(query, past),
            None => query,
        };
        match self {
            Self::Page((from, most)) => query.offset(*from).limit(*most),
            Self::After(_) => query.limit(PIECE),
        }
    }
}

type And<T> = diesel::dsl::And<Condition<T>, Condition<T>, Bool>;
type Or<T> = diesel::dsl::Or<Condition<T>, Condition<T>, Bool>;

/// A column that a list is sorted by, and where it is entered.
pub struct Column<T> {
    order: Order<T>,
    /// From the place on, and beyond it.
    entered: Option<(Condition<T>, Condition<T>)>,
}

/// Sorts by a column, `down` or up, and enters at its value in a place. A column that may be empty is
/// none to sort by: the databases differ in where they put what is empty.
pub fn by<C, V>(column: C, down: bool, at: Option<V>) -> Column<C::Table>
where
    C: diesel::Column + ExpressionMethods + Expression<SqlType: SqlType> + Copy,
    V: AsExpression<C::SqlType> + Clone,
    Asc<C>: BoxableExpression<C::Table, Backend, SqlType = NotSelectable> + 'static,
    Desc<C>: BoxableExpression<C::Table, Backend, SqlType = NotSelectable> + 'static,
    Gt<C, V>: BoxableExpression<C::Table, Backend, SqlType = Bool> + 'static,
    GtEq<C, V>: BoxableExpression<C::Table, Backend, SqlType = Bool> + 'static,
    Lt<C, V>: BoxableExpression<C::Table, Backend, SqlType = Bool> + 'static,
    LtEq<C, V>: BoxableExpression<C::Table, Backend, SqlType = Bool> + 'static,
{
    let entered = |v: V| {
        if down {
            (boxed(column.le(v.clone())), boxed(column.lt(v)))
        } else {
            (boxed(column.ge(v.clone())), boxed(column.gt(v)))
        }
    };
    Column {
        order: if down {
            Box::new(column.desc())
        } else {
            Box::new(column.asc())
        },
        entered: at.map(entered),
    }
}

fn boxed<T>(is: impl BoxableExpression<T, Backend, SqlType = Bool> + 'static) -> Condition<T> {
    Box::new(is)
}

/// Reads a list to its end: `next` reads the rows after a place, does something with each, and gives the
/// place of the last; none if there was no row.
///
/// # Errors
/// Those of `next`.
pub fn pieces<P>(
    mut next: impl FnMut(Part<'_, P>) -> Result<Option<P>, Fault>,
) -> Result<(), Fault> {
    let mut last = None;
    loop {
        last = next(Part::After(last.as_ref()))?;
        if last.is_none() {
            return Ok(());
        }
    }
}
