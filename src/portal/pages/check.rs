//! `/check`: whether a member number or a certificate's is valid today; codes on certificates lead here. Nothing more is told: not whose it is,
//! not since when.

use actix_web::web::Data;
use askama::Template;

use crate::kernel::Day;
use crate::kernel::time::day_in;
use crate::membership;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::filters;
use crate::say;
use crate::web::{Form, Reply, View};

#[derive(Template)]
#[template(path = "portal/check.html")]
struct CheckPage {
    asked: Form,
    answer: Option<bool>,
    today: Day,
}

/// `GET /check?number=…`
pub async fn show(view: View, db: Data<Db>, clock: Data<Clock>) -> Reply {
    let mut asked = Form::parse(view.query().as_bytes());
    let today = day_in(view.brand().zone, clock.now());
    let number = if view.query().is_empty() {
        None
    } else {
        asked.text("number", 1..=32)
    };
    let answer = match number {
        Some(number) => Some(
            db.read(move |conn| membership::is_valid_number(conn, &number, today))
                .await?,
        ),
        None => None,
    };
    let description = say!("portal-check-description");
    view.public(
        say!("portal-check-title"),
        description,
        &CheckPage {
            asked,
            answer,
            today,
        },
    )
}
