//! The record as a list with filters, one row with its differences, and all of it as CSV.

use actix_web::web;
use askama::Template;
use chrono::TimeDelta;
use futures_util::stream;

use super::rules::{Change, changes, key};
use super::store::{self, Filter};
use crate::desk::policy::SeeAudit;
use crate::kernel::time::{parse_day, start_of};
use crate::platform::audit::{self, Chain, Row};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::say;
use crate::web::export::{Cell, csv_answer, csv_head, csv_rows};
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{Call, May, Reply, View};

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
    words: Words,
}

impl ListPage<'_> {
    fn is(&self, name: &str, value: &str) -> bool {
        self.ask.filter(name) == Some(value)
    }

    fn value(&self, name: &str) -> &str {
        self.ask.form().value(name)
    }

    fn page_link(&self, step: i64) -> String {
        let page = self.list.page + step;
        let there = (1..=self.list.pages()).contains(&page);
        if there {
            self.ask.with("page", &page.to_string())
        } else {
            String::new()
        }
    }
}

fn asked(ask: &Ask, view: &View) -> Filter {
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
    Filter {
        search: text("q"),
        person: text("person"),
        act: text("act"),
        kind: text("kind"),
        id: text("id"),
        from: day("from"),
        until: day("until").map(|at| at + TimeDelta::days(1)),
    }
}

/// `GET /desk/audit`; `?check=1` walks the whole chain, `?export=csv` saves what is found.
pub async fn list(_: May<SeeAudit>, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let filter = asked(&ask, &call);
    if ask.filter("export") == Some("csv") {
        return export(&call, filter);
    }
    let (page, check) = (ask.page(), ask.filter("check").is_some());
    let (found, (acts, kinds), newest, chain) = call
        .read(move |conn| {
            let found = store::list(conn, &filter, page, PER_PAGE)?;
            let chain = if check {
                Some(audit::verify(conn)?)
            } else {
                None
            };
            Ok((found, store::choices(conn)?, store::newest(conn)?, chain))
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
        words: Words(call.speech()),
    };
    call.page(say!("desk-audit-title"), &page)
}

/// Rows read at once for an export.
const CHUNK: i64 = 1000;

fn export(call: &Call, filter: Filter) -> Reply {
    let (db, speech) = (call.db().clone(), call.speech());
    let head = csv_head(
        &[
            "desk-audit-seq",
            "desk-audit-at",
            "desk-audit-who",
            "desk-audit-as",
            "desk-audit-act",
            "desk-audit-thing",
            "desk-audit-id",
            "desk-audit-before",
            "desk-audit-after",
            "desk-audit-why",
            "desk-audit-ip",
            "desk-audit-request",
            "desk-audit-hash",
        ],
        speech,
    )?;
    let rows = stream::try_unfold((i64::MAX, Some(head)), move |(seq, head)| {
        let (db, filter) = (db.clone(), filter.clone());
        async move {
            if let Some(head) = head {
                return Ok(Some((web::Bytes::from(head), (seq, None))));
            }
            let rows = db
                .read(move |conn| store::before(conn, &filter, seq, CHUNK))
                .await?;
            let Some(last) = rows.last().map(|row| row.seq) else {
                return Ok::<_, Fault>(None);
            };
            let lines = csv_rows(&rows.into_iter().map(cells).collect::<Vec<_>>(), speech)?;
            Ok(Some((web::Bytes::from(lines), (last, None))))
        }
    });
    Ok(csv_answer("audit").streaming(rows))
}

fn cells(row: Row) -> Vec<Cell> {
    vec![
        row.seq.into(),
        row.at.into(),
        row.actor_name.into(),
        row.acting_as.into(),
        row.act.into(),
        row.subject_kind.into(),
        row.subject_id.into(),
        row.before_json.into(),
        row.after_json.into(),
        row.reason.into(),
        row.ip.into(),
        row.request_id.into(),
        row.hash.into(),
    ]
}

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
    let row = call.read(move |conn| store::row(conn, *seq)).await?;
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
