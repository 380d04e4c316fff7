//! `huiguan admin …`: the way back in when nobody can sign in.

use huiguan::accounts::rules::Grant;
use huiguan::accounts::{self, Invitation};
use huiguan::kernel::{Role, Who, text};
use huiguan::platform::db::Db;

use super::Done;
use super::out::Out;

/// Invites an administrator.
pub async fn invite(db: &Db, email: &str, out: &mut Out) -> Done {
    let Some(email) = text::email(email) else {
        return Err(format!("`{email}` is no mail address").into());
    };
    let grant = Grant {
        roles: vec![Role::Admin],
        ..Grant::default()
    };
    let invitation = Invitation {
        email,
        name: String::new(),
        lang: None,
        grant,
    };
    let who = Who::system("command line");
    let link = db
        .write(&who, move |tx| accounts::invite(tx, &invitation))
        .await?;
    out.line("The invitation is on its way. Its link, which works once:")?;
    out.line(&link)?;
    Ok(true)
}
