//! `/check`: whether a member number or a certificate's is valid today; codes on certificates lead here. Nothing
//! more is told: not whose it is, not since when; of a certificate that another is to replace, that it is void.

use askama::Template;

use crate::kernel::Day;
use crate::membership;
use crate::membership::rules::certificate::Checked;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply};

#[derive(Template)]
#[template(path = "portal/check.html")]
struct CheckPage {
    asked: Form,
    answer: Option<Checked>,
    today: Day,
}

/// `GET /check?number=…`
pub async fn show(call: Call) -> Reply {
    let mut asked = Form::parse(call.query().as_bytes());
    let today = call.today();
    let number = if call.query().is_empty() {
        None
    } else {
        asked.text("number", 1..=32)
    };
    let answer = match number {
        Some(number) => Some(
            call.read(move |conn| membership::check_number(conn, &number, today))
                .await?,
        ),
        None => None,
    };
    let description = say!("portal-check-description");
    call.public(
        say!("portal-check-title"),
        description,
        &CheckPage {
            asked,
            answer,
            today,
        },
    )
}
