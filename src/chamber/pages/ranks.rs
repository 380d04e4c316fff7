//! Ranks, what each costs, and the route to each.

use actix_web::web;
use askama::Template;

use crate::accounts::Fresh;
use crate::chamber::acts::set::set;
use crate::chamber::forms::{Line, Rows};
use crate::chamber::rules::{Organ, Rank, RankRoute, Ranks, Routes};
use crate::chamber::{ManageChamber, forms};
use crate::kernel::{Day, Lang, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

/// What ranks cost: told by the room above that knows what the assembly adopted.
pub trait Prices: 'static {
    /// What each of these ranks costs whoever joins on a day, in words.
    ///
    /// # Errors
    /// If the database fails.
    fn of(conn: &mut Conn, ranks: &Ranks, day: Day) -> Result<Vec<Say>, Fault>;
}

/// A rank with the route to it and what it costs.
type Known = (Rank, RankRoute, Say);

#[derive(Template)]
#[template(path = "chamber/ranks.html")]
struct RanksPage<'a> {
    f: &'a Form,
    lines: Vec<Line>,
    known: &'a [Known],
    lang: Lang,
}

impl RanksPage<'_> {
    fn is_stored(&self, code: &str) -> bool {
        self.known.iter().any(|(rank, ..)| rank.code == code)
    }
}

async fn stored<P: Prices>(call: &Call) -> Result<(Ranks, Vec<Known>), Fault> {
    let today = call.today();
    call.read(move |conn| {
        let (ranks, routes): (Ranks, Routes) = (settings::get(conn)?, settings::get(conn)?);
        let prices = P::of(conn, &ranks, today)?;
        let all = ranks.list.iter().zip(prices);
        let known = |(rank, price): (&Rank, Say)| (rank.clone(), routes.of(&rank.code), price);
        let known = all.map(known).collect();
        Ok((ranks, known))
    })
    .await
}

fn page(call: &Call, f: &Form, known: &[Known]) -> Reply {
    let page = RanksPage {
        f,
        lines: Rows::RANKS.lines(f),
        known,
        lang: call.lang(),
    };
    call.with_form(say!("chamber-ranks-title"), f, &page)
}

/// `GET /desk/settings/ranks`
pub async fn show<P: Prices>(_: May<ManageChamber>, call: Call) -> Reply {
    let (ranks, known) = stored::<P>(&call).await?;
    page(&call, &forms::fill_ranks(&ranks), &known)
}

/// `POST /desk/settings/ranks`
pub async fn save<P: Prices>(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let (before, known) = stored::<P>(&call).await?;
    if let Some(moved) = Rows::RANKS.rearranged(&form, "rank") {
        return page(&call, &moved, &known);
    }
    call.act_on(forms::ranks(&mut form, &before), set)
        .then("/desk/settings/ranks", say!("chamber-saved"))
        .or_again("", &mut form, async |form| page(&call, form, &known))
        .await
}

#[derive(Template)]
#[template(path = "chamber/route.html")]
struct RoutePage<'a> {
    f: &'a Form,
    rank: &'a Rank,
    name: &'a str,
}

fn route_page(call: &Call, f: &Form, rank: &Rank) -> Reply {
    let page = RoutePage {
        f,
        rank,
        name: rank.name.get(call.lang()),
    };
    call.with_form(say!("chamber-route-title"), f, &page)
}

async fn one(call: &Call, code: String) -> Result<(Rank, RankRoute), Fault> {
    call.read(move |conn| {
        let (ranks, routes): (Ranks, Routes) = (settings::get(conn)?, settings::get(conn)?);
        let rank = ranks.find(&code).ok_or(Fault::Missing)?;
        Ok((rank.clone(), routes.of(&code)))
    })
    .await
}

/// `GET /desk/settings/routes/{rank}`
pub async fn show_route(_: May<ManageChamber>, call: Call, code: web::Path<String>) -> Reply {
    let (rank, route) = one(&call, code.into_inner()).await?;
    route_page(&call, &forms::fill_route(&route), &rank)
}

/// `POST /desk/settings/routes/{rank}`
pub async fn save_route(
    _: May<ManageChamber>,
    call: Call,
    code: web::Path<String>,
    Fresh { mut form, .. }: Fresh,
) -> Reply {
    let (rank, _) = one(&call, code.into_inner()).await?;
    let code = rank.code.clone();
    call.act_on(forms::route(&mut form), move |tx, route| {
        let mut routes: Routes = settings::get(tx.conn())?;
        routes.by_rank.insert(code.clone(), route.clone());
        set(tx, &routes)
    })
    .then("/desk/settings/ranks", say!("chamber-saved"))
    .or_again("", &mut form, async |form| route_page(&call, form, &rank))
    .await
}
