//! The record as a list with filters, one row with its differences, and all of it as CSV.

use actix_web::web;
use askama::Template;
use chrono::TimeDelta;

use super::rules::{Change, changes, key};
use super::store::{self, Filter};
use crate::desk::kept;
use crate::desk::policy::SeeAudit;
use crate::kernel::time::{parse_day, start_of};
use crate::platform::audit::{self, Chain, Row};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, May, Reply};

/// The audit record.
pub const LIST: List = List {
    path: "/desk/audit",
    title: "desk-audit-title",
    filters: &["person", "act", "kind", "id", "from", "until"],
    sorted: "",
    sees: may::<SeeAudit>,
};

/// The words for what stands in the record.
#[derive(Clone, Copy)]
struct Words(Speech);

impl Words {
    /// An act in words; one that has none stands as it is.
    fn act<'a>(&self, act: &'a str) -> &'a str {
        self.0.find(&key("desk-act-", act)).unwrap_or(act)
    }

    /// A kind of thing in words.
    fn thing<'a>(&self, kind: &'a str) -> &'a str {
        self.0.find(&key("desk-thing-", kind)).unwrap_or(kind)
    }

    /// Roles and capacities in words.
    fn capacity(&self, words: &str) -> String {
        let one = |word: &str| match self.0.find(&key("web-role-", word)) {
            Some(text) => text.to_owned(),
            None => self
                .0
                .find(&key("desk-as-", word))
                .unwrap_or(word)
                .to_owned(),
        };
        words
            .split(' ')
            .filter(|w| !w.is_empty())
            .map(one)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// Who acted: a name, a visitor, or the portal itself.
    fn who<'a>(&self, row: &'a Row) -> &'a str {
        match (&row.actor_id, row.actor_name.as_str()) {
            (None, "visitor") => self.0.plain("desk-audit-visitor"),
            (None, _) => self.0.plain("desk-audit-system"),
            (Some(_), name) => name,
        }
    }
}

#[derive(Template)]
#[template(path = "desk/audit_list.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    list: Paged<Row>,
    acts: Vec<String>,
    kinds: Vec<String>,
    newest: Option<(i64, String)>,
    chain: Option<Chain>,
    keeps: bool,
    words: Words,
}

async fn asked(ask: &Ask, view: &Call) -> Result<Filter, Fault> {
    let text = |name: &str| {
        ask.form()
            .value(name)
            .trim()
            .chars()
            .take(100)
            .collect::<String>()
    };
    let zone = view.brand().zone;
    let day = |name: &str| parse_day(&text(name)).map(|day| start_of(zone, day));
    Ok(Filter {
        kept: kept::from_reader(view).await?,
        search: text("q"),
        person: text("person"),
        act: text("act"),
        kind: text("kind"),
        id: text("id"),
        from: day("from"),
        until: day("until").map(|at| at + TimeDelta::days(1)),
    })
}

/// `GET /desk/audit`; `?check=1` walks the whole chain, `?export=csv` saves what is found.
pub async fn list(_: May<SeeAudit>, call: Call) -> Reply {
    let ask = Ask::on(&call, &LIST).await?;
    let filter = asked(&ask, &call).await?;
    let keeps = !filter.kept.is_empty();
    if ask.is("export", "csv") {
        return export::list(&call, (LIST.name(), "csv"), COLUMNS, move |conn, put| {
            store::each(conn, &filter, |row| put(row, &()))
        })
        .await;
    }
    let (page, span, check) = (ask.page(), ask.span(), ask.filter("check").is_some());
    let (found, (acts, kinds), newest, chain) = call
        .read(move |conn| {
            let found = store::list(conn, &filter, span)?;
            let chain = if check {
                Some(audit::verify(conn)?)
            } else {
                None
            };
            let choices = store::choices(conn, &filter.kept)?;
            Ok((found, choices, store::newest(conn)?, chain))
        })
        .await?;
    let list = Paged {
        rows: found.0,
        total: found.1,
        page,
    };
    let page = ListPage {
        ask: &ask,
        list,
        acts,
        kinds,
        newest,
        chain,
        keeps,
        words: Words(call.speech()),
    };
    call.page(say!("desk-audit-title"), &page)
}

const COLUMNS: &[Column<Row, ()>] = &[
    ("desk-audit-seq", |row, ()| row.seq.into()),
    ("desk-audit-at", |row, ()| row.at.into()),
    ("desk-audit-who", |row, ()| (&row.actor_name).into()),
    ("desk-audit-as", |row, ()| (&row.acting_as).into()),
    ("desk-audit-act", |row, ()| (&row.act).into()),
    ("desk-audit-thing", |row, ()| (&row.subject_kind).into()),
    ("desk-audit-id", |row, ()| (&row.subject_id).into()),
    ("desk-audit-before", |r, ()| r.before_json.as_ref().into()),
    ("desk-audit-after", |r, ()| r.after_json.as_ref().into()),
    ("desk-audit-why", |row, ()| row.reason.as_ref().into()),
    ("desk-audit-ip", |row, ()| (&row.ip).into()),
    ("desk-audit-request", |row, ()| (&row.request_id).into()),
    ("desk-audit-hash", |row, ()| (&row.hash).into()),
];

#[derive(Template)]
#[template(path = "desk/audit.html")]
struct RowPage {
    row: Row,
    changes: Vec<Change>,
    words: Words,
}

impl RowPage {
    fn exact(&self) -> String {
        self.words.0.exact(self.row.at)
    }

    fn has_both_sides(&self) -> bool {
        self.row.before_json.is_some() && self.row.after_json.is_some()
    }
}

/// `GET /desk/audit/{seq}`
pub async fn show(_: May<SeeAudit>, call: Call, seq: web::Path<i64>) -> Reply {
    let kept = kept::from_reader(&call).await?;
    let row = call.read(move |conn| store::row(conn, *seq)).await?;
    if kept.contains(&row.subject_id) {
        return Err(Fault::Missing);
    }
    let changes = changes(row.before_json.as_deref(), row.after_json.as_deref());
    let title = say!("desk-audit-one-title", seq = row.seq);
    call.page(
        title,
        &RowPage {
            row,
            changes,
            words: Words(call.speech()),
        },
    )
}
