//! The mail server, tried out before it is relied on.

use askama::Template;

use crate::chamber::acts::mail::change_server;
use crate::chamber::letters;
use crate::chamber::{ManageChamber, forms};
use crate::platform::filters;
use crate::platform::letter::Recipient;
use crate::platform::mailer::{MailServer, Mailer};
use crate::platform::outbox;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

const PATH: &str = "/desk/settings/mail";

#[derive(Template)]
#[template(path = "chamber/mail.html")]
struct MailPage<'a> {
    f: &'a Form,
    configured: bool,
    stored: bool,
    kept: bool,
    /// Letters come from an address at localhost.
    nowhere: bool,
    email: &'a str,
}

fn page(call: &Call, f: &Form, server: &MailServer) -> Reply {
    let mailer = Mailer::new(&call.site().config, call.key(), call.clock())?;
    let used = mailer.used(server).ok().flatten();
    let page = MailPage {
        nowhere: used.is_some_and(|server| server.is_from_nowhere()),
        f,
        configured: call.site().config.smtp_url.is_some(),
        stored: !server.host.is_empty(),
        kept: !server.password_sealed.is_empty(),
        email: call.actor().map_or("", |a| a.email.as_str()),
    };
    call.with_form(say!("chamber-mail-title"), f, &page)
}

/// `GET /desk/settings/mail`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let server = call.read(settings::get::<MailServer>).await?;
    page(&call, &forms::fill_mail_server(&server), &server)
}

/// `POST /desk/settings/mail`: stored only if the server lets us in.
pub async fn save(_: May<ManageChamber>, call: Call, mut form: Form) -> Reply {
    let before = call.read(settings::get::<MailServer>).await?;
    let mut server = forms::mail_server(&mut form, &before, call.key())?;
    let allowed = |server: &MailServer| call.site().config.allows_mail_port(server.port);
    if server.as_ref().is_some_and(|server| !allowed(server)) {
        form.refuse("port", say!("chamber-mail-port-refused"));
        server = None;
    }
    if let Some(wanted) = &server {
        let mut mailer = Mailer::new(&call.site().config, call.key(), call.clock())?;
        mailer.patience = std::time::Duration::from_secs(15);
        let tried = match mailer.open(wanted)? {
            Some(open) => mailer.check(&open).await,
            None => Ok(()),
        };
        if let Err(why) = tried {
            form.refuse("host", say!("chamber-mail-unreachable", why = why.as_str()));
            server = None;
        }
    }
    call.act_on(server, change_server)
        .then(PATH, say!("chamber-mail-saved"))
        .or_again("host", &mut form, async |form| page(&call, form, &before))
        .await
}

/// `POST /desk/settings/mail/test`: a letter to whoever asks for it.
pub async fn test(me: May<ManageChamber>, call: Call) -> Reply {
    let to = Recipient {
        email: me.email.clone(),
        name: me.name.clone(),
        lang: Some(call.lang()),
    };
    call.act(move |tx| {
        let letter = letters::test(&to, tx.now());
        outbox::post(tx, &letter)
    })
    .then(PATH, say!("chamber-mail-sent", email = &me.email))
    .await
}

/// `POST /desk/settings/mail/remove`
pub async fn remove(_: May<ManageChamber>, call: Call) -> Reply {
    call.act(|tx| change_server(tx, &MailServer::default()))
        .then(PATH, say!("chamber-mail-removed"))
        .await
}
