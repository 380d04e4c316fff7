//! What all pages of one server share: the chamber's brand, the menu, how it is reached.

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use crate::kernel::brand::Brand;
use crate::kernel::{Actor, Say};
use crate::platform::config::Config;
use crate::platform::db::{Db, Fault};
use crate::platform::settings;

/// An entry of a menu.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: Say,
    /// Whether it is where the reader is.
    pub current: bool,
}

/// The menus for one reader: the main one, and the one behind their name.
#[derive(Debug, Clone, Default)]
pub struct Menus {
    /// Main menu.
    pub main: Vec<NavItem>,
    /// Behind the name.
    pub account: Vec<NavItem>,
}

/// Builds the menus: who reads, and at which path. Given by the app, which knows all pages.
pub type MenuMaker = fn(Option<&Actor>, &str) -> Menus;

/// How old a server's copy of the brand may be. Another server may have changed it.
const FRESH: Duration = Duration::from_secs(2);

/// Shared by all requests of a server.
pub struct Site {
    /// Configuration.
    pub config: Config,
    /// Makes the menus.
    pub menus: MenuMaker,
    brand: RwLock<Option<(Instant, Arc<Brand>)>>,
}

impl Site {
    /// A site with these menus.
    #[must_use]
    pub fn new(config: Config, menus: MenuMaker) -> Self {
        Self {
            config,
            menus,
            brand: RwLock::new(None),
        }
    }

    /// The chamber's brand, at most two seconds old.
    pub async fn brand(&self, db: &Db) -> Result<Arc<Brand>, Fault> {
        if let Ok(kept) = self.brand.read()
            && let Some((at, brand)) = &*kept
            && at.elapsed() < FRESH
        {
            return Ok(Arc::clone(brand));
        }
        let brand = Arc::new(db.read(settings::get::<Brand>).await?);
        if let Ok(mut kept) = self.brand.write() {
            *kept = Some((Instant::now(), Arc::clone(&brand)));
        }
        Ok(brand)
    }

    /// Forgets the copy: call after changing the brand.
    pub fn forget_brand(&self) {
        if let Ok(mut kept) = self.brand.write() {
            *kept = None;
        }
    }
}
