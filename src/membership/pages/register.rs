//! The register: `/desk/members`.

use askama::Template;

use crate::chamber::{self, rules::Ranks};
use crate::companies::book::rules::Contact;
use crate::companies::rules::Industry;
use crate::kernel::{Act, Day, Lang};
use crate::membership::acts::roll::under_way;
use crate::membership::policy::IssueCertificates;
use crate::membership::rules::period::PeriodRules;
use crate::membership::rules::roll::SETS;
use crate::membership::rules::standing::Standing;
use crate::membership::store::list::{self, Filter, Listed, Sort};
use crate::membership::{ImportMembers, SeeMembers};
use crate::platform::chart::Chart;
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::platform::runs::Run;
use crate::platform::settings;
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, May, Reply};

/// The register of members.
pub const LIST: List = List {
    path: "/desk/members",
    title: "membership-register-title",
    filters: &["rank", "industry", "standing", "state"],
    sorted: "number",
    sees: may::<SeeMembers>,
};

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

    fn rank<'b>(&'b self, code: &'b str) -> &'b str {
        self.ranks.name(code, self.lang)
    }
}

fn filter(ask: &Ask, rules: &PeriodRules) -> Filter {
    let word = ask.filter("standing");
    let standing = Standing::LISTED
        .into_iter()
        .find(|s| Some(s.word()) == word);
    Filter {
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
    }
}

/// `GET /desk/members?q=…&rank=…&industry=…&state=…&sort=…&page=…&export=csv`
pub async fn show(me: May<SeeMembers>, call: Call) -> Reply {
    let (ask, today) = (Ask::on(&call, &LIST).await?, call.today());
    if let Some(kind) = ask.filter("export") {
        return export(&call, &ask, today, kind).await;
    }
    let asked = ask.clone();
    // The charts are of the whole register: they stand on its first page.
    let whole = call.query().is_empty();
    let found = call
        .kept(call.db(), today, move |conn| {
            let rules: PeriodRules = settings::get(conn)?;
            let filter = filter(&asked, &rules);
            let (sort, span) = (asked.sort(Sort::from_word), asked.span());
            let ranks = chamber::ranks(conn)?;
            let (mut by_rank, mut by_year) = (vec![], vec![]);
            let (rows, total) = if whole {
                // Who is counted by rank need not be counted again.
                by_rank = list::by_rank(conn, &filter, today)?;
                by_year = list::by_year(conn, today)?;
                let rows = list::list(conn, &filter, sort, span, today)?;
                (rows, by_rank.iter().map(|(_, n)| n).sum())
            } else {
                list::page(conn, &filter, sort, span, today)?
            };
            let list = Paged {
                rows,
                total,
                page: asked.page(),
            };
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
        imports: ImportMembers::allows(&me, &()),
        under_way,
        by_rank,
        by_year: Chart::counts(say!("membership-chart-years"), years),
        issues: IssueCertificates::allows(&me, &()),
    };
    call.page(say!("membership-register-title"), &page)
}

async fn export(call: &Call, ask: &Ask, today: Day, kind: &str) -> Reply {
    let (asked, sort, speech) = (ask.clone(), ask.sort(Sort::from_word), call.speech());
    export::list(call, (LIST.name(), kind), COLUMNS, move |conn, put| {
        let rules: PeriodRules = settings::get(conn)?;
        let filter = filter(&asked, &rules);
        let ranks = chamber::ranks(conn)?;
        let words = Words {
            speech,
            ranks,
            rules,
            today,
        };
        list::each(conn, &filter, sort, today, |member| {
            lines(member).iter().try_for_each(|line| put(line, &words))
        })
    })
    .await
}

/// A member as the export writes it: in a line of its own, and where it has more contacts than fit one, in
/// further lines with the rest of them. An import reads it back so.
fn lines(member: &Listed) -> Vec<Listed> {
    let mut sets = member.people.chunks(SETS);
    let line = |people: &[Contact]| Listed {
        people: people.to_vec(),
        ..member.clone()
    };
    let first = line(sets.next().unwrap_or_default());
    std::iter::once(first).chain(sets.map(line)).collect()
}

/// A part of the contact at this place of a line.
fn part(member: &Listed, at: usize, of: impl Fn(&Contact) -> &str) -> export::Cell {
    let contact = member.people.get(at);
    contact.map_or("", of).into()
}

/// What the contact at this place is asked about, in words.
fn abouts(member: &Listed, at: usize, to: &Words) -> export::Cell {
    let abouts = member.people.get(at).map(|one| one.said.abouts.as_slice());
    let named = abouts.unwrap_or_default().iter();
    let named: Vec<&str> = named.map(|about| to.speech.plain(about.key())).collect();
    named.join("; ").as_str().into()
}

/// How the contact at this place likes to be reached, in words.
fn way(member: &Listed, at: usize, to: &Words) -> export::Cell {
    let way = member.people.get(at).and_then(|one| one.said.way);
    way.map(|way| to.speech.plain(way.key())).into()
}

/// What a line of the export is told with.
struct Words {
    speech: Speech,
    ranks: Ranks,
    rules: PeriodRules,
    today: Day,
}

const COLUMNS: &[Column<Listed, Words>] = &[
    ("membership-number", |m, _| (&m.membership.number).into()),
    ("membership-company", |m, _| (&m.name).into()),
    ("membership-company-en", |m, _| (&m.name_en).into()),
    ("membership-credit-code", |m, _| {
        m.credit_code.as_ref().into()
    }),
    ("membership-rank", |m, to| {
        let rank = &m.membership.rank;
        to.ranks.name(rank, to.speech.lang).into()
    }),
    ("membership-joined", |m, _| m.membership.joined_on.into()),
    ("membership-standing", |m, to| {
        let standing = to.rules.standing(&m.membership.facts, to.today);
        to.speech.plain(standing.key()).into()
    }),
    ("membership-covered-until", |m, _| {
        m.membership.facts.covered_until.into()
    }),
    ("membership-industry", |m, to| {
        let industry = Industry::from_word(&m.industry);
        // Its letter goes before: an import reads that.
        let name = |one: Industry| format!("{} {}", one.word(), to.speech.plain(one.key()));
        let told = |one| export::Cell::Text(name(one));
        industry.map(told).into()
    }),
    ("membership-website", |m, _| (&m.website).into()),
    ("membership-address", |m, _| (&m.address).into()),
    ("membership-contact", |m, _| part(m, 0, |c| &c.said.name)),
    ("membership-contact-post", |m, _| {
        part(m, 0, |c| &c.said.post)
    }),
    ("membership-contact-phone", |m, _| {
        part(m, 0, |c| &c.said.phone)
    }),
    ("membership-contact-tel", |m, _| part(m, 0, |c| &c.said.tel)),
    ("membership-contact-email", |m, _| {
        part(m, 0, |c| &c.said.email)
    }),
    ("membership-contact-wechat", |m, _| {
        part(m, 0, |c| &c.said.wechat)
    }),
    ("membership-contact-abouts", |m, to| abouts(m, 0, to)),
    ("membership-contact-way", |m, to| way(m, 0, to)),
    ("membership-contact", |m, _| part(m, 1, |c| &c.said.name)),
    ("membership-contact-post", |m, _| {
        part(m, 1, |c| &c.said.post)
    }),
    ("membership-contact-phone", |m, _| {
        part(m, 1, |c| &c.said.phone)
    }),
    ("membership-contact-tel", |m, _| part(m, 1, |c| &c.said.tel)),
    ("membership-contact-email", |m, _| {
        part(m, 1, |c| &c.said.email)
    }),
    ("membership-contact-wechat", |m, _| {
        part(m, 1, |c| &c.said.wechat)
    }),
    ("membership-contact-abouts", |m, to| abouts(m, 1, to)),
    ("membership-contact-way", |m, to| way(m, 1, to)),
    ("membership-contact", |m, _| part(m, 2, |c| &c.said.name)),
    ("membership-contact-post", |m, _| {
        part(m, 2, |c| &c.said.post)
    }),
    ("membership-contact-phone", |m, _| {
        part(m, 2, |c| &c.said.phone)
    }),
    ("membership-contact-tel", |m, _| part(m, 2, |c| &c.said.tel)),
    ("membership-contact-email", |m, _| {
        part(m, 2, |c| &c.said.email)
    }),
    ("membership-contact-wechat", |m, _| {
        part(m, 2, |c| &c.said.wechat)
    }),
    ("membership-contact-abouts", |m, to| abouts(m, 2, to)),
    ("membership-contact-way", |m, to| way(m, 2, to)),
    ("membership-ended", |m, _| {
        let ended = m.membership.ended.as_ref();
        ended.map(|(day, _)| *day).into()
    }),
    ("membership-ended-why", |m, _| {
        let ended = m.membership.ended.as_ref();
        ended.map(|(_, why)| why).into()
    }),
];
