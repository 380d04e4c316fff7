//! The mailbox page, one mail as text and as it looks, and the button that sends it again.

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::acts;
use super::rules::{Piece, pieces};
use super::store::{self, Filter, Listed};
use crate::desk::kept;
use crate::desk::policy::SeeMail;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::lists::{List, may};
use crate::platform::outbox::{self, MailId, MailRow, State};
use crate::say;
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply, View, guard};

/// The mails that the portal writes.
pub const LIST: List = List {
    path: "/desk/mail",
    title: "desk-mail-title",
    filters: &["state", "kind", "to"],
    sorted: "",
    sees: may::<SeeMail>,
};

#[derive(Template)]
#[template(path = "desk/mail_list.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    f: &'a Form,
    uncertain: i64,
    list: Paged<Listed>,
    tabs: Vec<(State, i64)>,
    kinds: Vec<String>,
    all: i64,
    demo: bool,
    keeps: bool,
}

/// `GET /desk/mail`
pub async fn list(_: May<SeeMail>, call: Call) -> Reply {
    mailbox(&call, &Form::default()).await
}

/// `POST /desk/mail/again`: `why`. All that are uncertain and that the reader may know of.
pub async fn all_again(_: May<SeeMail>, call: Call, mut form: Form) -> Reply {
    let why = form.text("why", 1..=500);
    call.act_on(why, |tx, why| acts::send_uncertain_again(tx, why))
        .then_say("/desk/mail", |(sent, left): &(i64, i64)| {
            say!("desk-mail-all-again-done", sent = *sent, left = *left)
        })
        .or_again("why", &mut form, async |form| mailbox(&call, form).await)
        .await
}

async fn mailbox(call: &Call, form: &Form) -> Reply {
    let ask = Ask::on(call, &LIST).await?;
    let filter = Filter {
        search: ask.form().value("q").chars().take(100).collect(),
        state: ask.filter("state").and_then(State::from_word),
        kind: ask.filter("kind").map(str::to_owned),
        to: ask.filter("to").map(str::to_owned),
        kept: kept::from_reader(call).await?,
    };
    let keeps = !filter.kept.is_empty();
    let (page, span) = (ask.page(), ask.span());
    let (rows, total, states, kinds) = call
        .read(move |conn| {
            let (rows, total) = store::list(conn, &filter, span)?;
            let states = store::states(conn, &filter.kept)?;
            let kinds = store::kinds(conn, &filter.kept)?;
            Ok((rows, total, states, kinds))
        })
        .await?;
    let count = |s: State| {
        states
            .iter()
            .find(|(state, _)| *state == s)
            .map_or(0, |(_, n)| *n)
    };
    let tabs = State::ALL
        .into_iter()
        .map(|s| (s, count(s)))
        .filter(|(_, n)| *n > 0)
        .collect();
    let all = states.iter().map(|(_, n)| n).sum();
    let list = Paged { rows, total, page };
    let page = ListPage {
        uncertain: count(State::Uncertain),
        ask: &ask,
        f: form,
        list,
        tabs,
        kinds,
        all,
        demo: call.brand().demo,
        keeps,
    };
    call.with_form(say!("desk-mail-title"), form, &page)
}

#[derive(Template)]
#[template(path = "desk/mail.html")]
struct MailPage {
    mail: MailRow,
    state: State,
    as_text: bool,
    hidden: bool,
    text: Vec<Piece>,
    attachments: Vec<(String, String)>,
}

/// A mail that the reader may know of.
async fn found(call: &Call, id: MailId) -> Result<MailRow, Fault> {
    let kept = kept::from_reader(call).await?;
    let mail = call.read(move |conn| outbox::find(conn, &id)).await?;
    match kept.contains(&mail.subject_id) {
        true => Err(Fault::Missing),
        false => Ok(mail),
    }
}

/// `GET /desk/mail/{id}`: as it looks, or with `?as=text` as plain text.
pub async fn show(_: May<SeeMail>, call: Call, id: web::Path<MailId>) -> Reply {
    let mail = found(&call, id.into_inner()).await?;
    let ask = Ask::of(call.query());
    let attachments: Vec<crate::platform::letter::Attachment> =
        serde_json::from_str(&mail.attachments)?;
    let page = MailPage {
        state: mail.state,
        hidden: is_hidden(&call, &mail),
        as_text: ask.filter("as") == Some("text"),
        text: pieces(&mail.text_body),
        attachments: attachments.into_iter().map(|a| (a.name, a.text)).collect(),
        mail,
    };
    let title = say!("desk-mail-one-title", subject = page.mail.subject.as_str());
    let mut answer = call.page(title, &page)?;
    let csp = format!("{}; frame-src 'self'", guard::CSP);
    let csp = HeaderValue::from_str(&csp).map_err(|e| Fault::Broken(e.to_string()))?;
    answer
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, csp);
    Ok(answer)
}

/// Whether the letter is not for the administrator's eyes. The demo shows every letter: there
/// the mailbox is the only inbox.
fn is_hidden(view: &View, mail: &MailRow) -> bool {
    outbox::is_keyed(&mail.kind) && !view.brand().demo
}

/// What the framed letter may do: be looked at, and lead the whole window where its links say.
const LETTER_CSP: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                          frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

/// `GET /desk/mail/{id}/letter`: the letter itself, for the frame. It can't run anything.
pub async fn letter(_: May<SeeMail>, call: Call, id: web::Path<MailId>) -> Reply {
    let mail = found(&call, id.into_inner()).await?;
    if is_hidden(&call, &mail) {
        return Err(Fault::Missing);
    }
    let html = mail
        .html_body
        .replacen("<head>", "<head><base target=\"_top\">", 1);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_SECURITY_POLICY, LETTER_CSP))
        .insert_header((HeaderName::from_static("x-frame-options"), "SAMEORIGIN"))
        .body(html))
}

/// `POST /desk/mail/{id}/again`
pub async fn again(_: May<SeeMail>, call: Call, id: web::Path<MailId>) -> Reply {
    let id = found(&call, id.into_inner()).await?.id;
    let back = format!("/desk/mail/{id}");
    call.act(move |tx| acts::send_again(tx, &id))
        .then(&back, say!("desk-mail-again-done"))
        .or_warn(&back)
        .await
}
