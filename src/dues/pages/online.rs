//! Paying online: the member's way to the provider's page, and the provider's notices.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::dues::acts;
use crate::dues::policy::{HandleDues, PayDues};
use crate::dues::provider::configured;
use crate::dues::rules::online::State;
use crate::dues::rules::{AttemptId, InvoiceId};
use crate::dues::store::invoices;
use crate::dues::store::online::{self, Attempt};
use crate::kernel::{Can, Fen};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::call::Pressed;
use crate::web::site::Site;
use crate::web::{Call, May, Reply, Sent, Signed};

#[derive(Template)]
#[template(path = "dues/online.html")]
struct OnlinePage {
    attempt: Attempt,
    amount: Fen,
    back: String,
}

/// `POST /my/dues/invoices/{invoice}/online`: begins a payment of what is open.
pub async fn begin(me: Signed, call: Call, id: web::Path<InvoiceId>) -> Reply {
    let invoice = call.find(&*id, invoices::load).await?;
    Can::<PayDues>::check(&me, &invoice.company)?;
    let config = &call.site().config;
    let provider = configured(config, None).ok_or(Fault::Missing)?;
    let name = provider.name();
    let begun = call
        .act(move |tx| acts::online::begin(tx, &id, name))
        .then_lead(|attempt| (format!("/my/dues/online/{}", attempt.id), None))
        .first_or_warn(&format!("/my/dues/{}", invoice.company))
        .await?;
    let attempt = match begun {
        Pressed::First(attempt) => attempt,
        Pressed::Answered(answer) => return Ok(answer),
    };
    acts::online::pursue(
        call.db(),
        provider.as_ref(),
        &attempt.id,
        &config.public_url,
    )
    .await?;
    call.go(&format!("/my/dues/online/{}", attempt.id))
}

/// `GET /my/dues/online/{attempt}`: on to the provider, or how it went.
pub async fn show(me: Signed, call: Call, id: web::Path<AttemptId>) -> Reply {
    let id = id.into_inner();
    let (attempt, invoice) = call
        .read(move |conn| {
            let attempt = online::attempt(conn, &id)?;
            let invoice = invoices::load(conn, &attempt.invoice_id)?;
            Ok((attempt, invoice))
        })
        .await?;
    Can::<PayDues>::check(&me, &invoice.company)?;
    let page = OnlinePage {
        amount: Fen(attempt.amount),
        back: format!("/my/dues/{}", invoice.company),
        attempt,
    };
    call.page(say!("dues-online-title"), &page)
}

/// `POST /desk/dues/online/{attempt}`: something else came than was asked for; `do` is `book` or `drop`.
pub async fn settle(_: May<HandleDues>, sent: Sent<AttemptId>) -> Reply {
    let invoice = sent.find(&sent.id, online::attempt).await?.invoice_id;
    let to = format!("/desk/dues/invoices/{invoice}");
    let taken = sent.form.value("do") == "book";
    let why = sent.form.value("why").trim().to_owned();
    sent.act(move |tx, id| acts::online::settle(tx, id, taken, &why))
        .then(&to, say!("dues-online-settled-done"))
        .or_warn(&to)
        .await
}

/// `POST /hooks/{provider}`: a notice. Only a signed one is read; 200 says that it is stored.
pub async fn hook(
    req: HttpRequest,
    name: web::Path<String>,
    body: web::Bytes,
    (db, clock, site): (web::Data<Db>, web::Data<Clock>, web::Data<Site>),
) -> Reply {
    let provider = configured(&site.config, Some(&name)).ok_or(Fault::Missing)?;
    let header = |name: &str| {
        let value = req.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let notice = match provider.notice(&header, &body, clock.now()) {
        Ok(notice) => notice,
        Err(why) => {
            tracing::warn!(%why, provider = provider.name(), "a notice was not believed");
            return Ok(HttpResponse::new(StatusCode::BAD_REQUEST));
        }
    };
    let body = String::from_utf8_lossy(&body).into_owned();
    acts::online::notice(&db, provider.name(), notice, body).await?;
    Ok(HttpResponse::Ok().finish())
}
