//! Who signs agreements for the chamber.

use actix_web::web;
use askama::Template;

use crate::accounts::{self, PersonRow};
use crate::chamber::acts::set::set;
use crate::chamber::rules::Signatory;
use crate::chamber::{ManageChamber, forms, store};
use crate::kernel::Role;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "chamber/signatory.html")]
struct SignatoryPage<'a> {
    f: &'a Form,
    presidents: &'a [PersonRow],
    now: &'a Signatory,
}

async fn stored(db: &Db) -> Result<(Signatory, Vec<PersonRow>, Form), Fault> {
    db.read(|conn| {
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

/// `GET /desk/settings/signatory`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let (now, presidents, form) = stored(&db).await?;
    let page = SignatoryPage {
        f: &form,
        presidents: &presidents,
        now: &now,
    };
    view.page(say!("chamber-signatory-title"), &page)
}

/// `POST /desk/settings/signatory`
pub async fn save(_: May<ManageChamber>, view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    if let Some(wanted) = forms::signatory(&mut form) {
        let saved = db
            .write(&view.who(), move |tx| {
                let mut signatory = Signatory::default();
                if let Some(wanted) = &wanted {
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
                set(tx, &signatory)
            })
            .await;
        match saved {
            Ok(()) => return view.done("/desk/settings", say!("chamber-saved")),
            Err(fault) => form.refuse_fault("email", fault)?,
        }
    }
    let (now, presidents, _) = stored(&db).await?;
    let page = SignatoryPage {
        f: &form,
        presidents: &presidents,
        now: &now,
    };
    view.refused(say!("chamber-signatory-title"), &page)
}
