//! `/directory`: the members who agreed to be listed, by name, pinyin and industry.

use askama::Template;
use chrono::Datelike;

use crate::chamber::rules::Ranks;
use crate::companies::rules::Industry;
use crate::kernel::{Day, Lang, Say};
use crate::membership::rules::period::PeriodRules;
use crate::membership::{self, Filter, Listed, Sort};
use crate::platform::db::{Conn, Fault};
use crate::platform::{filters, settings};
use crate::say;
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Public, Reply};

/// A listed member.
struct Line {
    name: String,
    notes: Vec<Say>,
    since: String,
}

#[derive(Template)]
#[template(path = "portal/directory.html")]
struct DirectoryPage {
    ask: Ask,
    industry: String,
    industries: &'static [Industry],
    members: Paged<Line>,
}

/// `GET /directory?q=…&industry=C&page=2`
pub async fn show(_: Public, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let industry = ask.filter("industry").and_then(Industry::from_word);
    let rules = call.read(settings::get::<PeriodRules>).await?;
    let filter = Filter {
        search: ask.search(),
        industry: industry.map(|one| one.word().to_owned()),
        ..Filter::directory(rules)
    };
    let (lang, page) = (call.lang(), (ask.page(), ask.span()));
    let today = call.today();
    let members = call
        .read(move |conn| lines(conn, &filter, page, (lang, today)))
        .await?;
    let industry = industry.map_or("", Industry::word).to_owned();
    let page = DirectoryPage {
        ask,
        industry,
        industries: &Industry::ALL,
        members,
    };
    let description = say!(
        "portal-directory-description",
        name = call.brand().name.get(lang)
    );
    call.public(say!("portal-directory-title"), description, &page)
}

fn lines(
    conn: &mut Conn,
    filter: &Filter,
    (page, span): (i64, (i64, i64)),
    (lang, today): (Lang, Day),
) -> Result<Paged<Line>, Fault> {
    let ranks: Ranks = settings::get(conn)?;
    let total = membership::count(conn, filter, today)?;
    let found = membership::list(conn, filter, (Sort::Name, false), span, today)?;
    let rows = found
        .into_iter()
        .map(|member| line(member, &ranks, lang))
        .collect();
    Ok(Paged { rows, total, page })
}

fn line(member: Listed, ranks: &Ranks, lang: Lang) -> Line {
    let industry = Industry::from_word(&member.industry).map(|one| Say::plain(one.key()));
    let rank = ranks
        .find(&member.membership.rank)
        .map(|rank| rank.name.get(lang).to_owned());
    let rank = rank.map(|name| say!("portal-directory-rank", name = name));
    let english = lang == Lang::En && !member.name_en.is_empty();
    Line {
        name: if english { member.name_en } else { member.name },
        notes: industry.into_iter().chain(rank).collect(),
        since: member.membership.joined_on.year().to_string(),
    }
}
