//! Ranks with their dues, and the route to each.

use actix_web::web;
use askama::Template;

use crate::accounts::Fresh;
use crate::chamber::acts::set::set;
use crate::chamber::forms::{Line, Rows};
use crate::chamber::rules::{Organ, Rank, RankRoute, Ranks, Routes};
use crate::chamber::{ManageChamber, forms};
use crate::kernel::Lang;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "chamber/ranks.html")]
struct RanksPage<'a> {
    f: &'a Form,
    currency: &'a str,
    lines: Vec<Line>,
    routes: &'a [(Rank, RankRoute)],
    lang: Lang,
}

impl RanksPage<'_> {
    fn is_stored(&self, code: &str) -> bool {
        self.routes.iter().any(|(rank, _)| rank.code == code)
    }
}

async fn stored(call: &Call) -> Result<(Ranks, Vec<(Rank, RankRoute)>), Fault> {
    call.read(|conn| {
        let (ranks, routes): (Ranks, Routes) = (settings::get(conn)?, settings::get(conn)?);
        let both = ranks
            .list
            .iter()
            .map(|rank| (rank.clone(), routes.of(&rank.code)))
            .collect();
        Ok((ranks, both))
    })
    .await
}

fn page(call: &Call, f: &Form, routes: &[(Rank, RankRoute)]) -> Reply {
    let page = RanksPage {
        f,
        currency: &call.brand().currency,
        lines: Rows::RANKS.lines(f),
        routes,
        lang: call.lang(),
    };
    call.with_form(say!("chamber-ranks-title"), f, &page)
}

/// `GET /desk/settings/ranks`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let (ranks, routes) = stored(&call).await?;
    page(&call, &forms::fill_ranks(&ranks), &routes)
}

/// `POST /desk/settings/ranks`
pub async fn save(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let (before, routes) = stored(&call).await?;
    if let Some(moved) = Rows::RANKS.rearranged(&form, "rank") {
        return page(&call, &moved, &routes);
    }
    call.act_on(forms::ranks(&mut form, &before), set)
        .then("/desk/settings/ranks", say!("chamber-saved"))
        .or_again("", &mut form, async |form| page(&call, form, &routes))
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
    let (_, routes) = stored(call).await?;
    routes
        .into_iter()
        .find(|(rank, _)| rank.code == code)
        .ok_or(Fault::Missing)
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
