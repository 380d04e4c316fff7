//! Ranks with their dues, and the route to each.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::set::set;
use crate::chamber::forms::{Line, PAPERS, Rows};
use crate::chamber::rules::{Organ, Rank, RankRoute, Ranks, Routes};
use crate::chamber::{ManageChamber, forms};
use crate::kernel::Lang;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

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

async fn stored(db: &Db) -> Result<(Ranks, Vec<(Rank, RankRoute)>), Fault> {
    db.read(|conn| {
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

fn page<'a>(view: &'a View, f: &'a Form, routes: &'a [(Rank, RankRoute)]) -> RanksPage<'a> {
    RanksPage {
        f,
        currency: &view.brand().currency,
        lines: Rows::RANKS.lines(f),
        routes,
        lang: view.lang(),
    }
}

/// `GET /desk/settings/ranks`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let (ranks, routes) = stored(&db).await?;
    let form = forms::fill_ranks(&ranks);
    view.page(say!("chamber-ranks-title"), &page(&view, &form, &routes))
}

/// `POST /desk/settings/ranks`
pub async fn save(_: May<ManageChamber>, view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    let (before, routes) = stored(&db).await?;
    if let Some(moved) = Rows::RANKS.rearranged(&form, "rank") {
        return view.page(say!("chamber-ranks-title"), &page(&view, &moved, &routes));
    }
    let Some(ranks) = forms::ranks(&mut form, &before) else {
        return view.refused(say!("chamber-ranks-title"), &page(&view, &form, &routes));
    };
    db.write(&view.who(), move |tx| set(tx, &ranks)).await?;
    view.done("/desk/settings/ranks", say!("chamber-saved"))
}

#[derive(Template)]
#[template(path = "chamber/route.html")]
struct RoutePage<'a> {
    f: &'a Form,
    rank: &'a Rank,
    name: &'a str,
    organs: [Organ; 3],
    papers: [(&'static str, &'static str); 6],
}

fn route_page<'a>(view: &View, f: &'a Form, rank: &'a Rank) -> RoutePage<'a> {
    let name = rank.name.get(view.lang());
    RoutePage {
        f,
        rank,
        name,
        organs: Organ::ALL,
        papers: PAPERS,
    }
}

async fn one(db: &Db, code: String) -> Result<(Rank, RankRoute), Fault> {
    let (_, routes) = stored(db).await?;
    routes
        .into_iter()
        .find(|(rank, _)| rank.code == code)
        .ok_or(Fault::Missing)
}

/// `GET /desk/settings/routes/{rank}`
pub async fn show_route(
    _: May<ManageChamber>,
    view: View,
    code: web::Path<String>,
    db: web::Data<Db>,
) -> Reply {
    let (rank, route) = one(&db, code.into_inner()).await?;
    let form = forms::fill_route(&route);
    view.page(
        say!("chamber-route-title"),
        &route_page(&view, &form, &rank),
    )
}

/// `POST /desk/settings/routes/{rank}`
pub async fn save_route(
    _: May<ManageChamber>,
    view: View,
    code: web::Path<String>,
    db: web::Data<Db>,
    mut form: Form,
) -> Reply {
    let (rank, _) = one(&db, code.into_inner()).await?;
    let Some(route) = forms::route(&mut form) else {
        return view.refused(
            say!("chamber-route-title"),
            &route_page(&view, &form, &rank),
        );
    };
    db.write(&view.who(), move |tx| {
        let mut routes: Routes = settings::get(tx.conn())?;
        routes.by_rank.insert(rank.code.clone(), route.clone());
        set(tx, &routes)
    })
    .await?;
    view.done("/desk/settings/ranks", say!("chamber-saved"))
}
