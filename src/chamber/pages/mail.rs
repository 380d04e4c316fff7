//! The mail server, tried out before it is relied on.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::set::set;
use crate::chamber::letters;
use crate::chamber::{ManageChamber, forms};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::filters;
use crate::platform::letter::Recipient;
use crate::platform::mailer::{MailServer, Mailer};
use crate::platform::outbox;
use crate::platform::secrets::Key;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

const PATH: &str = "/desk/settings/mail";

#[derive(Template)]
#[template(path = "chamber/mail.html")]
struct MailPage<'a> {
    f: &'a Form,
    configured: bool,
    stored: bool,
    kept: bool,
    email: &'a str,
}

fn page<'a>(view: &'a View, f: &'a Form, server: &MailServer) -> MailPage<'a> {
    MailPage {
        f,
        configured: view.site().config.smtp_url.is_some(),
        stored: !server.host.is_empty(),
        kept: !server.password_sealed.is_empty(),
        email: view.actor().map_or("", |a| a.email.as_str()),
    }
}

/// `GET /desk/settings/mail`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let server = db.read(settings::get::<MailServer>).await?;
    let form = forms::fill_mail_server(&server);
    view.page(say!("chamber-mail-title"), &page(&view, &form, &server))
}

/// `POST /desk/settings/mail`: stored only if the server lets us in.
pub async fn save(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    key: web::Data<Key>,
    clock: web::Data<Clock>,
    mut form: Form,
) -> Reply {
    let before = db.read(settings::get::<MailServer>).await?;
    if let Some(server) = forms::mail_server(&mut form, &before, &key)? {
        let mut mailer = Mailer::new(&view.site().config, &key, &clock)?;
        mailer.patience = std::time::Duration::from_secs(15);
        let tried = match mailer.open(&server)? {
            Some(open) => mailer.check(&open).await,
            None => Ok(()),
        };
        match tried {
            Ok(()) => {
                db.write(&view.who(), move |tx| {
                    set(tx, &server)?;
                    // What waited for a server goes out now.
                    let waiting = outbox::waiting(tx.conn())?;
                    outbox::release(tx, &waiting)
                })
                .await?;
                return view.done(PATH, say!("chamber-mail-saved"));
            }
            Err(why) => form.refuse("host", say!("chamber-mail-unreachable", why = why.as_str())),
        }
    }
    view.refused(say!("chamber-mail-title"), &page(&view, &form, &before))
}

/// `POST /desk/settings/mail/test`: a letter to whoever asks for it.
pub async fn test(me: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let to = Recipient {
        email: me.email.clone(),
        name: me.name.clone(),
        lang: Some(view.lang()),
    };
    db.write(&view.who(), move |tx| {
        let letter = letters::test(&to, tx.now());
        outbox::post(tx, &letter)
    })
    .await?;
    let email = me.email.as_str();
    view.done(PATH, say!("chamber-mail-sent", email = email))
}

/// `POST /desk/settings/mail/remove`
pub async fn remove(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let none =
        |tx: &mut crate::platform::db::Tx| -> Result<(), Fault> { set(tx, &MailServer::default()) };
    db.write(&view.who(), none).await?;
    view.done(PATH, say!("chamber-mail-removed"))
}
