//! What is known of the settings, and what the chamber begins without.

use serde::{Deserialize, Serialize};

use crate::platform::settings::Setting;
use crate::words;

words! {
    /// What a chamber may begin without, if it says so.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Later {
        /// A standard of dues: until there is one, pages say that none is published and no agreement goes out.
        Standard = "standard";
        /// The account that dues are paid to: until there is one, bills name none.
        Account = "account";
        /// The register of members there are: a chamber may be new.
        Register = "register";
    }
}

/// What the chamber said it does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PutOff {
    /// All of it.
    pub what: Vec<Later>,
}

impl Setting for PutOff {
    const KEY: &'static str = "put_off";
}

/// How a setting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody set it.
    Set,
    /// Its default holds; fine for a start.
    Default,
    /// The chamber said that it comes later.
    Later,
    /// It has to be set before the first application is decided.
    Missing,
}

/// What is known of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The chamber's name was set.
    pub identity: bool,
    /// The secretariat can be reached: by telephone or by mail.
    pub contact: bool,
    /// A charter was published.
    pub charter: bool,
    /// Seats of the board that somebody holds.
    pub seated: usize,
    /// The counting rules were set.
    pub counting: bool,
    /// There is a mail server.
    pub mail: bool,
    /// Somebody can countersign.
    pub signatory: bool,
    /// Keys to seal papers with are in use.
    pub seal: bool,
    /// They can't be used, or run out soon.
    pub seal_trouble: bool,
    /// Somebody works in the secretariat.
    pub office: bool,
    /// Somebody reviews applications.
    pub reviewers: bool,
    /// The ranks were set.
    pub ranks: bool,
    /// The time limits were set.
    pub limits: bool,
    /// It was set how members are heard before they are expelled.
    pub expulsion: bool,
    /// The criteria of the review were published anew.
    pub review: bool,
    /// The criteria of the visit were published anew.
    pub visit: bool,
    /// A text of the papers was published anew.
    pub texts: bool,
    /// The look of member numbers was set.
    pub numbers: bool,
    /// A second factor is demanded of somebody.
    pub access: bool,
    /// A standard of dues was adopted.
    pub standard: bool,
    /// How dues are counted was set.
    pub dues: bool,
    /// There is an account to pay to.
    pub account: bool,
    /// Somebody is a member already.
    pub register: bool,
    /// What comes later, as the chamber said.
    pub put_off: Vec<Later>,
    /// The public site is open.
    pub open: bool,
}
