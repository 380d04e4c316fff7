//! The register: `/desk/members`.

use askama::Template;

use crate::chamber::{self, rules::Ranks};
use crate::companies::rules::Industry;
use crate::kernel::time::day_in;
use crate::kernel::{Act, Day, Lang, Say};
use crate::membership::acts::roll::under_way;
use crate::membership::acts::views::REGISTER;
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::standing::Standing;
use crate::membership::store::list::{self, Filter, Listed, Sort};
use crate::membership::store::views::{self, SavedView};
use crate::membership::{ImportMembers, SeeMembers, forms};
use crate::platform::chart::Chart;
use crate::platform::db::Conn;
use crate::platform::filters;
use crate::platform::runs::Run;
use crate::platform::settings;
use crate::say;
use crate::web::export::{self, Rows};
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{Call, May, Reply};

#[derive(Template)]
#[template(path = "membership/register.html")]
struct RegisterPage<'a> {
    ask: &'a Ask,
    list: &'a Paged<Listed>,
    ranks: &'a Ranks,
    industries: &'static [Industry],
    today: Day,
    rules: &'a PeriodRules,
    lang: Lang,
    views: &'a [SavedView],
    kept: String,
    imports: bool,
    /// Registers that are being brought in or taken back.
    under_way: &'a [Run],
    by_rank: Chart,
    by_year: Chart,
    /// Whether the reader issues certificates.
    issues: bool,
}

impl RegisterPage<'_> {
    fn standing(&self, member: &Listed) -> Standing {
        self.rules.standing(&member.membership.facts, self.today)
    }

    fn standings(&self) -> [Standing; 7] {
        Standing::LISTED
    }

    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.ask.filter(name).unwrap_or("") == value
    }

    fn sorted(&self, column: &str) -> &'static str {
        match self.ask.sort(&COLUMNS) {
            (now, false) if now == column => "ascending",
            (now, true) if now == column => "descending",
            _ => "",
        }
    }
}

const COLUMNS: [&str; 3] = ["number", "name", "joined"];

fn read(ask: &Ask, rules: &PeriodRules) -> (Filter, (Sort, bool)) {
    let word = ask.filter("standing");
    let standing = Standing::LISTED
        .into_iter()
        .find(|s| Some(s.word()) == word);
    let filter = Filter {
        search: ask.search(),
        rank: ask.filter("rank").map(str::to_owned),
        industry: ask.filter("industry").map(str::to_owned),
        current: match ask.filter("state") {
            Some("all") => None,
            Some("ended") => Some(false),
            _ if standing == Some(Standing::Lapsed) => None,
            _ => Some(true),
        },
        published: false,
        standing,
        rules: rules.clone(),
    };
    let (column, down) = ask.sort(&COLUMNS);
    let sort = match column {
        "name" => Sort::Name,
        "joined" => Sort::Joined,
        _ => Sort::Number,
    };
    (filter, (sort, down))
}

/// `GET /desk/members?q=…&rank=…&industry=…&state=…&sort=…&page=…&export=csv`
pub async fn show(me: May<SeeMembers>, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let today = day_in(call.brand().zone, call.now());
    if let Some(kind) = ask.filter("export") {
        return export(&call, &ask, today, kind).await;
    }
    let (person, asked, page) = (me.id.clone(), ask.clone(), ask.page());
    let views = call
        .kept_own(call.db(), &me, move |conn| {
            views::of(conn, REGISTER, &person)
        })
        .await?;
    // The charts are of the whole register: they stand on its first page.
    let whole = call.query().is_empty();
    let found = call
        .kept(call.db(), today, move |conn| {
            let rules: PeriodRules = settings::get(conn)?;
            let (filter, sort) = read(&asked, &rules);
            let span = ((page - 1) * PER_PAGE, PER_PAGE);
            let ranks = chamber::ranks(conn)?;
            let (mut by_rank, mut by_year) = (vec![], vec![]);
            let (rows, total) = if whole {
                // Who is counted by rank need not be counted again.
                by_rank = list::by_rank(conn, &filter, today)?;
                by_year = list::by_year(conn)?;
                let rows = list::list(conn, &filter, sort, span, today)?;
                (rows, by_rank.iter().map(|(_, n)| n).sum())
            } else {
                list::page(conn, &filter, sort, span, today)?
            };
            let list = Paged { rows, total, page };
            Ok((rules, list, ranks, by_rank, by_year, under_way(conn)?))
        })
        .await?;
    let (rules, list, ranks, by_rank, by_year, under_way) = &*found;
    let mut by_rank = by_rank.clone();
    let place = |code: &str| ranks.list.iter().position(|rank| rank.code == code);
    by_rank.sort_by_key(|(code, _)| place(code).unwrap_or(usize::MAX));
    let named = by_rank
        .into_iter()
        .map(|(code, n)| (ranks.name(&code, call.lang()).to_owned(), n));
    let by_rank = Chart::counts(say!("membership-chart-ranks"), named);
    let years = by_year.iter().map(|(year, n)| (year.to_string(), *n));
    let page = RegisterPage {
        ask: &ask,
        list,
        ranks,
        industries: &Industry::ALL,
        today,
        rules,
        lang: call.lang(),
        views: &views,
        kept: forms::kept(call.query()),
        imports: ImportMembers::allows(&me, &()),
        under_way,
        by_rank,
        by_year: Chart::counts(say!("membership-chart-years"), years),
        issues: IssueCertificates::allows(&me, &()),
    };
    call.page(say!("membership-register-title"), &page)
}

async fn export(call: &Call, ask: &Ask, today: Day, kind: &str) -> Reply {
    let rules = call.read(settings::get::<PeriodRules>).await?;
    let (filter, sort) = read(ask, &rules);
    let (speech, lang) = (call.speech(), call.lang());
    let head = vec![
        "membership-number",
        "membership-company",
        "membership-company-en",
        "membership-credit-code",
        "membership-rank",
        "membership-joined",
        "membership-standing",
        "membership-covered-until",
        "membership-industry",
        "membership-website",
        "membership-ended",
        "membership-ended-why",
    ];
    let fill = move |conn: &mut Conn, rows: &mut Rows| {
        let ranks = chamber::ranks(conn)?;
        list::each(conn, &filter, sort, today, |m| {
            let industry =
                Industry::from_word(&m.industry).map(|i| speech.say(&Say::plain(i.key())));
            let (ended, why) = m.membership.ended.clone().unzip();
            let standing = rules.standing(&m.membership.facts, today).key();
            rows.put(&[
                m.membership.number.into(),
                m.name.into(),
                m.name_en.into(),
                m.credit_code.into(),
                ranks.name(&m.membership.rank, lang).into(),
                m.membership.joined_on.into(),
                speech.plain(standing).into(),
                m.membership.facts.covered_until.into(),
                industry.into(),
                m.website.into(),
                ended.into(),
                why.into(),
            ])
        })
    };
    export::long(call.db(), ("members", kind), head, speech, fill).await
}
