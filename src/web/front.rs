//! Public pages, rendered once per change: a visitor without a session gets what the visitor before
//! got at the same address, in the same language and theme, while nothing it was made from was changed.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use actix_web::{Error, HttpResponse};

use crate::web::door::Guest;
use crate::web::site::Site;

/// Answers with the page that is kept, if one is.
pub async fn pages(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match found(&req) {
        Some(page) => {
            let answer = HttpResponse::Ok()
                .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
                .body(page);
            Ok(req.into_response(answer))
        }
        None => Ok(next.call(req).await?.map_into_boxed_body()),
    }
}

fn found(req: &ServiceRequest) -> Option<Bytes> {
    let guest: Arc<Guest> = Guest::of(req.request())?;
    let site = req.app_data::<web::Data<Site>>()?;
    let address = req.uri().path_and_query()?.as_str();
    site.front.find(&guest, address)
}

/// Answers HEAD as GET is answered: the same status and headers. The body is left out where the answer is
/// written, which knows how it was asked.
pub async fn head_as_get<B: MessageBody>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if req.method() == Method::HEAD {
        req.head_mut().method = Method::GET;
    }
    next.call(req).await
}
