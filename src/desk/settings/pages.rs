//! `/desk/settings`: the list, and what comes next.

use actix_web::web;
use askama::Template;

use super::rules::{Facts, Group, Item, State, groups, missing};
use crate::accounts;
use crate::accounts::rules::Access;
use crate::chamber::rules::{CountingRules, Organ, Purpose, Ranks, Routes, TimeLimits};
use crate::chamber::{self, ManageChamber};
use crate::council;
use crate::kernel::brand::Brand;
use crate::kernel::time::day_in;
use crate::kernel::{Day, Role};
use crate::membership::rules::MemberNumbers;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::filters;
use crate::platform::mailer::MailServer;
use crate::platform::settings::{self, is_set};
use crate::say;
use crate::web::{May, Reply, View};

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage<'a> {
    groups: &'a [Group],
    next: Option<&'a Item>,
    done: usize,
    needed: usize,
}

fn facts(conn: &mut Conn, today: Day, mail_configured: bool) -> Result<Facts, Fault> {
    let somebody = |conn: &mut Conn, role| -> Result<bool, Fault> {
        Ok(!accounts::people_with_role(conn, role)?.is_empty())
    };
    let named: Brand = settings::get(conn)?;
    let mail: MailServer = settings::get(conn)?;
    let access: Access = settings::get(conn)?;
    Ok(Facts {
        identity: named.name != Brand::default().name,
        charter: !chamber::charters(conn)?.is_empty(),
        seated: council::filled(conn, Organ::Board, today)?.len(),
        counting: is_set::<CountingRules>(conn)?,
        mail: mail_configured || !mail.host.is_empty(),
        signatory: chamber::signatory(conn)?.authorised.is_some()
            || somebody(conn, Role::President)?,
        office: somebody(conn, Role::Secretary)?,
        ranks: is_set::<Ranks>(conn)? || is_set::<Routes>(conn)?,
        limits: is_set::<TimeLimits>(conn)?,
        review: chamber::criteria_in_force(conn, Purpose::Review)?.number > 1,
        visit: chamber::criteria_in_force(conn, Purpose::Visit)?.number > 1,
        agreement: chamber::agreement_in_force(conn)?.number > 1,
        numbers: is_set::<MemberNumbers>(conn)?,
        access: !access.second_factor_roles.is_empty(),
    })
}

/// `GET /desk/settings`
pub async fn show(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Reply {
    let today = day_in(view.brand().zone, clock.now());
    let configured = view.site().config.smtp_url.is_some();
    let facts = db.read(move |conn| facts(conn, today, configured)).await?;
    let groups = groups(&facts);
    let open = missing(&groups);
    let needed = missing(&super::rules::groups(&Facts::default())).len();
    let page = SettingsPage {
        groups: &groups,
        next: open.first().copied(),
        done: needed - open.len(),
        needed,
    };
    view.page(say!("desk-settings-title"), &page)
}
