//! `huiguan mail …`: the way on when letters go nowhere.

use huiguan::chamber;
use huiguan::kernel::Who;
use huiguan::platform::db::Db;

use super::Done;
use super::out::Out;

/// Uses the mail server at once that waits to be used, because the one in use is dead.
pub async fn use_waiting(db: &Db, out: &mut Out) -> Done {
    let who = Who::system("command line");
    match db.write(&who, chamber::use_waiting_server).await? {
        Some(host) if host.is_empty() => out.line("There is no mail server from now on.")?,
        Some(host) => out.line(&format!("Letters go through {host} from now on."))?,
        None => {
            let none = "no mail server waits: set one in the portal first, under settings, or name \
                        one as HUIGUAN_SMTP_URL";
            return Err(none.into());
        }
    }
    Ok(true)
}
