//! What the server is made of, opened once.

use std::sync::Arc;

use actix_web::web;

use super::nav;
use crate::accounts;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, Fault, Options};
use crate::platform::files::Store;
use crate::platform::migrate;
use crate::platform::pdf::Press;
use crate::platform::private;
use crate::platform::secrets::Key;
use crate::platform::tools::Tools;
use crate::web::site::Site;

/// What every request and worker of one server shares.
#[derive(Clone)]
pub struct Parts {
    /// Database.
    pub db: Db,
    /// Clock.
    pub clock: Clock,
    /// Key of the instance.
    pub key: Key,
    /// Where files lie.
    pub files: Store,
    /// What prints papers.
    pub press: Press,
    /// Brand, menus, configuration.
    pub site: web::Data<Site>,
}

impl Parts {
    /// Opens the database, brings it up to date and loads the key.
    pub fn open(config: Config, clock: Clock, rehearse: bool) -> Result<Self, Fault> {
        private::data_folder(&config)?;
        let options = |rehearse| Options {
            url: config.database_url.clone(),
            clock: clock.clone(),
            public_url: config.public_url.clone(),
            rehearse,
        };
        let db = Db::open(options(rehearse))?;
        migrate::run(&db)?;
        let key = Key::load(&config)?;
        let files = Store::open(&config)?;
        Ok(Self {
            db,
            clock,
            key,
            files,
            press: Press::new(config.fonts.as_deref()),
            site: web::Data::new(Site::new(config, nav::menus, accounts::actor_now)),
        })
    }
    /// What rooms do their background work with.
    #[must_use]
    pub fn tools(&self) -> Tools {
        Tools {
            db: self.db.clone(),
            clock: self.clock.clone(),
            key: self.key.clone(),
            files: self.files.clone(),
            press: self.press.clone(),
            config: Arc::new(self.site.config.clone()),
        }
    }
}
