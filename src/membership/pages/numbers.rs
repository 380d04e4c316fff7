//! How member numbers look, for administrators.

use actix_web::web;
use askama::Template;

use crate::chamber::{self, ManageChamber};
use crate::kernel::time::day_in;
use crate::membership::forms;
use crate::membership::rules::MemberNumbers;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "membership/numbers.html")]
struct NumbersPage<'a> {
    f: &'a Form,
    example: Option<String>,
}

fn example(view: &View, clock: &Clock, numbers: &MemberNumbers) -> String {
    numbers.format(day_in(view.brand().zone, clock.now()), 12)
}

/// `GET /desk/settings/numbers`
pub async fn show(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let numbers = db.read(settings::get::<MemberNumbers>).await?;
    let mut form = Form::of([("prefix", numbers.prefix.as_str())]);
    form.put("digits", numbers.digits.to_string());
    if numbers.year {
        form.put("year", "on");
    }
    let page = NumbersPage {
        f: &form,
        example: Some(example(&view, &clock, &numbers)),
    };
    view.page(say!("membership-numbers-title"), &page)
}

/// `POST /desk/settings/numbers`: `do=preview` shows one, `do=save` stores it.
pub async fn save(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let title = say!("membership-numbers-title");
    let Some(numbers) = forms::numbers(&mut form) else {
        return view.refused(
            title,
            &NumbersPage {
                f: &form,
                example: None,
            },
        );
    };
    if form.value("do") == "preview" {
        let example = Some(example(&view, &clock, &numbers));
        return view.page(title, &NumbersPage { f: &form, example });
    }
    db.write(&view.who(), move |tx| chamber::change(tx, &numbers))
        .await?;
    view.done("/desk/settings", say!("membership-saved"))
}
