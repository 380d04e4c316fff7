//! How member numbers look, for administrators.

use askama::Template;

use crate::chamber::{self, ManageChamber};
use crate::membership::forms;
use crate::membership::rules::MemberNumbers;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "membership/numbers.html")]
struct NumbersPage<'a> {
    f: &'a Form,
    example: Option<String>,
}

fn page(call: &Call, f: &Form, numbers: Option<&MemberNumbers>) -> Reply {
    let example = numbers.map(|numbers| numbers.format(call.today(), 12));
    call.with_form(
        say!("membership-numbers-title"),
        f,
        &NumbersPage { f, example },
    )
}

/// `GET /desk/settings/numbers`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let numbers = call.read(settings::get::<MemberNumbers>).await?;
    let mut form = Form::of([("prefix", numbers.prefix.as_str())]);
    form.put("digits", numbers.digits.to_string());
    form.tick("year", numbers.year);
    page(&call, &form, Some(&numbers))
}

/// `POST /desk/settings/numbers`: `do=preview` shows one, `do=save` stores it.
pub async fn save(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let numbers = forms::numbers(&mut form);
    if numbers.is_some() && form.value("do") == "preview" {
        return page(&call, &form, numbers.as_ref());
    }
    call.act_on(numbers, chamber::change)
        .then("/desk/settings", say!("membership-saved"))
        .or_again("", &mut form, async |form| page(&call, form, None))
        .await
}
