//! Loads the demo into an empty instance, once.

use std::sync::Arc;

use chrono::TimeDelta;

use super::papers::Papers;
use super::play::{PASSPHRASE, Play};
use super::plot::{End, PLOTS};
use super::road::scenes;
use super::thread::{APPLICANT, Thread};
use super::{chamber, dues, expulsion, members, motions, scenes as stage, treasury};
use crate::accounts;
use crate::kernel::brand::Brand;
use crate::kernel::time::{day_in, start_of};
use crate::kernel::{Lang, Who};
use crate::membership::issue_certificates;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::Store;
use crate::platform::secrets::hash_aside;
use crate::platform::{outbox, settings};

/// Days before today on which the story begins.
const BEGINS: i64 = 210;
/// Members on the last day, those whom the story admits included.
const MEMBERS: usize = 300;

/// What loading came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// The demo was loaded just now.
    Now,
    /// It was there already.
    Before,
}

/// Loads the demo, unless it was loaded before.
///
/// # Errors
/// [`Fault::Broken`] if the instance is somebody's real one.
pub async fn load(db: &Db, files: &Store) -> Result<Loaded, Fault> {
    if db.read(is_loaded).await? {
        return Ok(Loaded::Before);
    }
    let hash = hash_aside(PASSPHRASE.to_owned()).await?;
    let props = Arc::new((hash, Papers::make(db, files).await?));
    db.write(&Who::system("demo"), move |tx| {
        if is_loaded(tx.conn())? {
            return Ok(Loaded::Before);
        }
        tell(tx, &props.0, &props.1)?;
        Ok(Loaded::Now)
    })
    .await
}

/// Whether the demo is there. An instance with people of its own is refused.
fn is_loaded(conn: &mut Conn) -> Result<bool, Fault> {
    let brand: Brand = settings::get(conn)?;
    if !brand.demo && (settings::is_set::<Brand>(conn)? || accounts::has_staff(conn)?) {
        let why = "this instance is in use; the demo loads only into an empty one";
        return Err(Fault::Broken(why.into()));
    }
    Ok(brand.demo)
}

fn tell(tx: &mut Tx, hash: &str, papers: &Papers) -> Result<(), Fault> {
    let zone = chamber::brand().zone;
    // The story begins at nine in the morning.
    let first = day_in(zone, tx.now()) - TimeDelta::days(BEGINS);
    let begins = start_of(zone, first) + TimeDelta::hours(9);
    let mut play = Play::new(tx, begins, hash);
    chamber::found(&mut play)?;
    let admitted = PLOTS.iter().filter(|plot| plot.end == End::Member).count();
    let register = members::take_over(&mut play, MEMBERS - admitted)?;
    let boards = members::send_people(&mut play, &register)?;
    chamber::seat_the_board(&mut play, &boards)?;
    dues::found(&mut play, papers, &register)?;
    dues::bill(&mut play, &register)?;
    run_cases(&mut play, papers)?;
    treasury::renew_early(&mut play, papers, &register)?;
    treasury::statement(&mut play, papers, &register)?;
    expulsion::lose(&mut play, &register)?;
    expulsion::put(&mut play, &register)?;
    motions::put(&mut play)?;
    play.now = play.end;
    members::bring_register(&mut play, papers)?;
    // They are made once the chamber is served: it takes the key of the instance to seal them.
    play.by("admin", |tx| {
        issue_certificates(tx, None, Lang::ZhCn, false)
    })?;
    outbox::keep(tx)?;
    Ok(())
}

/// All cases side by side, in the order in which things happened.
fn run_cases(play: &mut Play, papers: &Papers) -> Result<(), Fault> {
    let zone = chamber::brand().zone;
    play.enter("applicant", APPLICANT, &[])?;
    let mut threads: Vec<Thread> = PLOTS
        .iter()
        .enumerate()
        .map(|(n, plot)| Thread::new(n, *plot))
        .collect();
    let mut all = vec![];
    for thread in &threads {
        let own = scenes(&thread.plot, thread.number, play.end, zone);
        all.extend(
            own.into_iter()
                .map(|(at, scene)| (at, thread.number, scene)),
        );
    }
    all.sort_by_key(|(at, number, _)| (*at, *number));
    for (at, number, scene) in all {
        let Some(thread) = threads.get_mut(number) else {
            continue;
        };
        play.now = at;
        stage::play(play, papers, thread, scene).map_err(|fault| {
            Fault::Broken(format!("case {number} of the demo, {scene:?}: {fault}"))
        })?;
    }
    Ok(())
}
