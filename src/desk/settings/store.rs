//! What the database knows of the settings.

use super::rules::{Facts, PutOff};
use crate::accounts;
use crate::accounts::rules::Access;
use crate::chamber;
use crate::chamber::rules::{CountingRules, Organ, Purpose, Ranks, Routes, TimeLimits};
use crate::council;
use crate::dues::{self, rules::DuesRules};
use crate::expulsion::rules::ExpulsionRules;
use crate::kernel::brand::Brand;
use crate::kernel::{Day, Moment, Opening, Role};
use crate::membership::rules::MemberNumbers;
use crate::membership::{self, Filter};
use crate::platform::db::{Conn, Fault};
use crate::platform::mailer::MailServer;
use crate::platform::seal::{Health, store as seals};
use crate::platform::settings::{self, is_set};

/// What is known of the settings on that day, at `now`. `mail_configured` says whether the configuration names
/// a mail server.
///
/// # Errors
/// If the database fails.
pub fn facts(
    conn: &mut Conn,
    today: Day,
    now: Moment,
    mail_configured: bool,
) -> Result<Facts, Fault> {
    let somebody = |conn: &mut Conn, role| -> Result<bool, Fault> {
        Ok(!accounts::people_with_role(conn, role)?.is_empty())
    };
    let named: Brand = settings::get(conn)?;
    let mail: MailServer = settings::get(conn)?;
    let access: Access = settings::get(conn)?;
    let keys = seals::shown(conn)?;
    let health: Health = settings::get(conn)?;
    let (dues, put_off): (DuesRules, PutOff) = (settings::get(conn)?, settings::get(conn)?);
    Ok(Facts {
        identity: named.name != Brand::default().name,
        contact: !named.contact.phone.is_empty() || !named.contact.email.is_empty(),
        charter: !chamber::charters(conn)?.is_empty(),
        seated: council::filled(conn, Organ::Board, today)?.len(),
        counting: is_set::<CountingRules>(conn)?,
        mail: mail_configured || !mail.host.is_empty(),
        signatory: chamber::signatory(conn)?.authorised.is_some()
            || somebody(conn, Role::President)?,
        seal: !keys.is_empty(),
        seal_trouble: !health.trouble.is_empty() || keys.iter().any(|key| key.runs_out(now)),
        office: somebody(conn, Role::Secretary)?,
        reviewers: somebody(conn, Role::Reviewer)?,
        ranks: is_set::<Ranks>(conn)? || is_set::<Routes>(conn)?,
        limits: is_set::<TimeLimits>(conn)?,
        expulsion: is_set::<ExpulsionRules>(conn)?,
        review: chamber::criteria_in_force(conn, Purpose::Review)?.number > 1,
        visit: chamber::criteria_in_force(conn, Purpose::Visit)?.number > 1,
        texts: chamber::texts_changed(conn)?,
        numbers: is_set::<MemberNumbers>(conn)?,
        access: !access.second_factor_roles.is_empty(),
        standard: dues::has_standard(conn)?,
        dues: is_set::<DuesRules>(conn)?,
        account: !dues.account.is_empty(),
        register: membership::count(conn, &Filter::default(), today)? > 0,
        put_off: put_off.what,
        open: settings::get::<Opening>(conn)? == Opening::Open,
    })
}
