//! The mail server, tried out before it is relied on; another one waits, and may be stopped.

use askama::Template;

use crate::accounts::Fresh;
use crate::chamber::acts::mail::{Changed, change_server};
use crate::chamber::acts::waits::{self, Shown};
use crate::chamber::letters;
use crate::chamber::rules::Provider;
use crate::chamber::{ManageChamber, forms};
use crate::kernel::Say;
use crate::platform::db::Fault;
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
    next: Option<&'a Shown>,
}

/// What there is to be shown: the server in use, and the one that waits.
struct Known {
    server: MailServer,
    next: Option<Shown>,
}

async fn known(call: &Call) -> Result<Known, Fault> {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    call.read(move |conn| {
        let server = settings::get(conn)?;
        let next = waits::shown::<MailServer>(conn, &me)?;
        Ok(Known { server, next })
    })
    .await
}

fn page(call: &Call, f: &Form, known: &Known) -> Reply {
    let server = &known.server;
    let mailer = Mailer::new(&call.site().config, call.key(), call.clock())?;
    let used = mailer.used(server).ok().flatten();
    let page = MailPage {
        nowhere: used.is_some_and(|server| server.is_from_nowhere()),
        f,
        configured: call.site().config.smtp_url.is_some(),
        stored: !server.host.is_empty(),
        kept: !server.password_sealed.is_empty(),
        email: call.actor().map_or("", |a| a.email.as_str()),
        next: known.next.as_ref(),
    };
    call.with_form(say!("chamber-mail-title"), f, &page)
}

/// `GET /desk/settings/mail`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let known = known(&call).await?;
    page(&call, &forms::fill_mail_server(&known.server), &known)
}

/// `POST /desk/settings/mail`: stored only if the server lets us in.
pub async fn save(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let known = known(&call).await?;
    let mut server = forms::mail_server(&mut form, &known.server, call.key())?;
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
            tracing::warn!(
                why = why.text,
                "a mail server that was asked for can't be used"
            );
            form.refuse("host", say!("chamber-mail-unreachable", why = why.say));
            server = None;
        }
    }
    call.act_on(server, change_server)
        .then_say(PATH, |changed| said(changed, "chamber-mail-saved"))
        .or_again("host", &mut form, async |form| page(&call, form, &known))
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
pub async fn remove(_: May<ManageChamber>, call: Call, _: Fresh) -> Reply {
    call.act(|tx| change_server(tx, &MailServer::default()))
        .then_say(PATH, |changed| said(changed, "chamber-mail-removed"))
        .await
}

/// What became of a change: it waits until then, or was done, and how many letters were given up.
fn said(changed: &Changed, done: &'static str) -> Say {
    match &changed.waits {
        Some(asked) => say!("chamber-next-waits", at = asked.due, told = asked.names()),
        None if changed.given_up > 0 => {
            say!("chamber-mail-given-up", count = changed.given_up)
        }
        None => say!(done),
    }
}
