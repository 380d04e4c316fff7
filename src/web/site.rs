//! What all pages of one server share: the chamber's brand, the menu, how it is reached.

use std::any::Any;
use std::sync::Arc;

use crate::kernel::brand::Brand;
use crate::kernel::{Actor, Moment, Opening, Say};
use crate::platform::config::Config;
use crate::platform::db::{Conn, Db, Editions, Fault};
use crate::platform::kept::Kept;
use crate::platform::settings;
use crate::web::stock::{Front, Turns};

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

/// Builds the menus: who reads, at which path, and whether they see the public site. Given by the app, which knows
/// all pages.
pub type MenuMaker = fn(Option<&Actor>, &str, bool) -> Menus;

/// Reads anew, within a write, who has the session of an actor and what they may do now. Given by the app,
/// which knows the accounts. Fails with `Fault::SignIn` if the session is over.
pub type ActorReader = fn(&mut Conn, &Actor, Moment) -> Result<Actor, Fault>;

/// What every page goes by: what the chamber calls itself, and whether its public site is open.
type Chamber = (Arc<Brand>, Arc<Opening>);

/// Lists kept in memory at the same time: pages of the busiest addresses.
const LISTS: usize = 64;

/// Shared by all requests of a server.
pub struct Site {
    /// Configuration.
    pub config: Config,
    /// Makes the menus.
    pub menus: MenuMaker,
    /// Reads an actor anew.
    pub actor_now: ActorReader,
    /// Public pages as visitors get them.
    pub(super) front: Front,
    /// What lists read, by their address; see [`View::kept`](crate::web::View::kept).
    pub(super) lists: Kept<String, Arc<dyn Any + Send + Sync>>,
    pub(super) turns: Turns,
    chamber: Kept<(), Chamber>,
}

impl Site {
    /// A site with these menus and this way to read an actor anew.
    #[must_use]
    pub fn new(config: Config, menus: MenuMaker, actor_now: ActorReader) -> Self {
        Self {
            config,
            menus,
            actor_now,
            front: Front::default(),
            lists: Kept::new(LISTS),
            turns: Turns::default(),
            chamber: Kept::new(1),
        }
    }

    /// The chamber's brand and whether its public site is open, as it is now.
    pub async fn chamber(&self, db: &Db, now: &Editions) -> Result<Chamber, Fault> {
        let read = |conn: &mut Conn| {
            let (brand, opening) = (settings::get(conn)?, settings::get(conn)?);
            Ok((Arc::new(brand), Arc::new(opening)))
        };
        self.chamber.get_or(now, (), db.read(read)).await
    }
}
