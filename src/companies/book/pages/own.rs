//! Contacts as the company's own people keep them.

use actix_web::web;

use super::shown::{self, Side};
use crate::companies::book::policy::KeepBook;
use crate::companies::book::rules::ContactId;
use crate::companies::policy::SeeOwnCompany;
use crate::kernel::Can;
use crate::kernel::id::CompanyId;
use crate::web::{Call, Reply, Sent, Signed};

/// `GET /my/companies/{company}/contacts`
pub async fn list(me: Signed, call: Call, id: web::Path<CompanyId>) -> Reply {
    Can::<SeeOwnCompany>::check(&me, &id)?;
    shown::list(&call, Side::Own, id.into_inner(), None).await
}

/// `POST /my/companies/{company}/contacts`: `name`, `post`, `phone`, `tel`, `email`, `wechat`, `way`,
/// `abouts` ticked.
pub async fn add(me: Signed, sent: Sent<CompanyId>) -> Reply {
    Can::<SeeOwnCompany>::check(&me, &sent.id)?;
    Can::<KeepBook>::check(&me, &sent.id)?;
    shown::add(Side::Own, sent).await
}

/// `GET /my/companies/{company}/contacts/{contact}`
pub async fn show(me: Signed, call: Call, at: web::Path<(CompanyId, ContactId)>) -> Reply {
    let at = at.into_inner();
    Can::<SeeOwnCompany>::check(&me, &at.0)?;
    shown::show(&call, Side::Own, at, None).await
}

/// `POST /my/companies/{company}/contacts/{contact}`: the same fields and `seen`, or
/// `go=remove`, or `go=consent` with `purpose`.
pub async fn change(me: Signed, sent: Sent<(CompanyId, ContactId)>) -> Reply {
    Can::<SeeOwnCompany>::check(&me, &sent.id.0)?;
    Can::<KeepBook>::check(&me, &sent.id.0)?;
    shown::change(Side::Own, sent).await
}
