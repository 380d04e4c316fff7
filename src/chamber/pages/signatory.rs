//! Who signs agreements for the chamber.

use askama::Template;

use crate::accounts::{self, Fresh, PersonRow};
use crate::chamber::acts::set::set_signatory;
use crate::chamber::rules::Signatory;
use crate::chamber::{ManageChamber, forms, store};
use crate::kernel::Role;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "chamber/signatory.html")]
struct SignatoryPage<'a> {
    f: &'a Form,
    presidents: &'a [PersonRow],
    now: &'a Signatory,
}

async fn stored(call: &Call) -> Result<(Signatory, Vec<PersonRow>, Form), Fault> {
    call.read(|conn| {
        let now = store::signatory(conn)?;
        let presidents = accounts::people_with_role(conn, Role::President)?;
        let mut form = Form::default();
        if let Some(id) = &now.authorised {
            form.put("email", accounts::person(conn, id)?.email);
            form.put("authority", now.authority.as_str());
            form.put(
                "since",
                now.since.map(|day| day.to_string()).unwrap_or_default(),
            );
        }
        Ok((now, presidents, form))
    })
    .await
}

async fn page(call: &Call, refused: Option<&Form>) -> Reply {
    let (now, presidents, fresh) = stored(call).await?;
    let f = refused.unwrap_or(&fresh);
    let page = SignatoryPage {
        f,
        presidents: &presidents,
        now: &now,
    };
    call.with_form(say!("chamber-signatory-title"), f, &page)
}

/// `GET /desk/settings/signatory`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    page(&call, None).await
}

/// `POST /desk/settings/signatory`
pub async fn save(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    call.act_on(forms::signatory(&mut form), |tx, wanted| {
        let mut signatory = Signatory::default();
        if let Some(wanted) = wanted {
            let person = accounts::person_by_email(tx.conn(), &wanted.email)?
                .filter(|p| p.disabled_at.is_none())
                .ok_or_else(|| say!("chamber-signatory-unknown"))?;
            signatory = Signatory {
                authorised: Some(person.id),
                name: person.name,
                since: Some(wanted.since),
                authority: wanted.authority.clone(),
            };
        }
        set_signatory(tx, &signatory)
    })
    .then("/desk/settings", say!("chamber-saved"))
    .or_again("email", &mut form, async |form| {
        page(&call, Some(form)).await
    })
    .await
}
