//! Pages of ballots: a director's list and one ballot, what is printed, and what the office does about
//! a round from the page of its subject.

pub mod ballot;
pub mod desk;
pub mod list;
pub mod print;

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};

use crate::ballots::subject::Subjects;
use crate::platform::db::Fault;
use crate::voting::rules::BallotId;

/// The ballot that a path names, and the kinds of questions that it may be on.
pub struct At {
    id: BallotId,
    subjects: Subjects,
}

impl FromRequest for At {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = req.match_info().query("ballot").parse();
        let subjects = req.app_data::<Data<Subjects>>();
        ready(match (id, subjects) {
            (_, None) => Err(Fault::Broken("a server without subjects".into())),
            (Err(_), _) => Err(Fault::Missing),
            (Ok(id), Some(subjects)) => Ok(Self {
                id,
                subjects: ***subjects,
            }),
        })
    }
}

/// A director's page of a ballot.
fn home(id: &BallotId) -> String {
    format!("/board/ballots/{id}")
}

/// For good to another address: letters that were sent name the old one.
fn moved_to(to: &str) -> HttpResponse {
    let mut answer = HttpResponse::PermanentRedirect();
    answer.insert_header((header::LOCATION, to));
    answer.finish()
}
