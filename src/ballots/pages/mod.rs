//! Pages of ballots: a director's list and one ballot, what is printed, and what the office does about
//! a round from the page of its subject.

pub mod ballot;
pub mod desk;
pub mod list;
pub mod print;

use actix_web::HttpResponse;
use actix_web::http::header;

/// For good to another address: letters that were sent name the old one.
fn moved_to(to: &str) -> HttpResponse {
    let mut answer = HttpResponse::PermanentRedirect();
    answer.insert_header((header::LOCATION, to));
    answer.finish()
}
