//! Consents of a company and its contacts are taken back; what they allowed ends with them.

use crate::companies::SeeOwnCompany;
use crate::companies::book::NoteCalls;
use crate::companies::book::rules::ConsentId;
use crate::kernel::Can;
use crate::kernel::id::CompanyId;
use crate::membership::acts;
use crate::say;
use crate::web::{May, Reply, Sent, Signed};

/// A consent for a company, as it stands in the path.
type At = (CompanyId, ConsentId);

async fn withdraw(sent: Sent<At>, side: &str) -> Reply {
    let to = format!("/{side}/companies/{}/contacts", sent.id.0);
    sent.act(|tx, (company, id)| acts::withdraw_consent(tx, company, id))
        .then(&to, say!("companies-consent-taken-back"))
        .or_warn(&to)
        .await
}

/// `POST /my/companies/{company}/consents/{consent}/withdraw`
pub async fn own(me: Signed, sent: Sent<At>) -> Reply {
    Can::<SeeOwnCompany>::check(&me, &sent.id.0)?;
    withdraw(sent, "my").await
}

/// `POST /desk/companies/{company}/consents/{consent}/withdraw`
pub async fn desk(_: May<NoteCalls>, sent: Sent<At>) -> Reply {
    withdraw(sent, "desk").await
}
