//! Contacts as the office keeps them.

use actix_web::web;

use super::shown::{self, Side};
use crate::companies::book::policy::NoteCalls;
use crate::companies::book::rules::ContactId;
use crate::companies::policy::SeeCompanies;
use crate::kernel::id::CompanyId;
use crate::web::{Call, May, Reply, Sent};

/// `GET /desk/companies/{company}/contacts`
pub async fn list(_: May<SeeCompanies>, call: Call, id: web::Path<CompanyId>) -> Reply {
    shown::list(&call, Side::Desk, id.into_inner(), None).await
}

/// `POST /desk/companies/{company}/contacts`: `name`, `post`, `phone`, `tel`, `email`, `wechat`, `way`,
/// `abouts` ticked.
pub async fn add(_: May<NoteCalls>, sent: Sent<CompanyId>) -> Reply {
    shown::add(Side::Desk, sent).await
}

/// `GET /desk/companies/{company}/contacts/{contact}`
pub async fn show(
    _: May<SeeCompanies>,
    call: Call,
    at: web::Path<(CompanyId, ContactId)>,
) -> Reply {
    shown::show(&call, Side::Desk, at.into_inner(), None).await
}

/// `POST /desk/companies/{company}/contacts/{contact}`: the same fields and `seen`, or
/// `go=remove`, or `go=consent` with `purpose`.
pub async fn change(_: May<NoteCalls>, sent: Sent<(CompanyId, ContactId)>) -> Reply {
    shown::change(Side::Desk, sent).await
}
