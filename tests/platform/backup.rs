//! Backup and restore, also from one kind of database into the other.

use std::path::{Path, PathBuf};

use diesel::prelude::*;
use huiguan::kernel::brand::Brand;
use huiguan::kernel::id::PersonId;
use huiguan::platform::audit::{self, Chain, Entry};
use huiguan::platform::backup::{self, How, Manifest, Rows, What};
use huiguan::platform::db::Tx;
use huiguan::platform::files::{self, Allowed, Held, Kind};
use huiguan::platform::letter::{Letter, Recipient};
use huiguan::platform::{outbox, settings};
use huiguan::schema::{mails, people, person_roles};

use super::instance::{Instance, who};
use crate::support::database::{self, TestDatabase};

/// People, a setting, a mail, a file and a record of it all.
async fn fill(instance: &Instance) -> String {
    let paper = Allowed::new(Kind::PAPERS, 1);
    let bytes = b"%PDF-1.4 charter".to_vec();
    let file = instance
        .files
        .take_in("章程.pdf", bytes, paper)
        .await
        .unwrap();
    let sha256 = file.sha256.clone();
    let fill = move |tx: &mut Tx| {
        settings::set(tx, &Brand::default())?;
        files::keep(tx, &file, "chamber", &"1")?;
        let person = PersonId::new();
        let now = tx.now();
        diesel::insert_into(people::table)
            .values((
                people::id.eq(&person),
                people::email.eq("li@firm.example"),
                people::name.eq("李\"伟'\n\u{1f600}"),
                people::name_key.eq(""),
                people::search.eq("li"),
                people::theme.eq("auto"),
                people::totp_last_step.eq(i64::MAX),
                people::confirmed_at.eq(now),
                people::created_at.eq(now),
            ))
            .execute(tx.conn())?;
        diesel::insert_into(person_roles::table)
            .values((
                person_roles::person_id.eq(&person),
                person_roles::role.eq("admin"),
                person_roles::granted_at.eq(now),
            ))
            .execute(tx.conn())?;
        let to = Recipient {
            email: "li@firm.example".into(),
            name: String::new(),
            lang: None,
        };
        let subject = huiguan::kernel::Say::plain("platform-letter-demo");
        outbox::post(tx, &Letter::new("test.letter", "1", &to, subject))?;
        audit::record(tx, Entry::on("person", &person).did("test.person.made"))
    };
    instance.db.write(&who(), fill).await.unwrap();
    sha256
}

async fn back_up(instance: &Instance, name: &str) -> (PathBuf, Manifest) {
    let place = instance.folder.path().join(name);
    let now = instance.clock.now();
    let made = backup::backup(&instance.db, &instance.files, &place, What::default(), now);
    (place.clone(), made.await.unwrap())
}

async fn restore(into: &Instance, place: &Path, how: How) -> Result<usize, String> {
    let done = backup::restore(&into.db, &into.files, place, how).await;
    done.map(|r| r.uncertain_mails).map_err(|e| e.to_string())
}

fn hashes(manifest: &Manifest) -> Vec<(String, u64, String)> {
    let one = |t: &Rows| (t.table.clone(), t.rows, t.sha256.clone());
    manifest.tables.iter().map(one).collect()
}

/// Backs up, restores elsewhere, backs up again: both archives hold the same rows.
async fn there_and_back(from: Instance, to: Instance) {
    let sha256 = fill(&from).await;
    let (place, first) = back_up(&from, "first.zip").await;
    assert!(first.rows() > 5);
    restore(
        &to,
        &place,
        How {
            moved: true,
            ..How::default()
        },
    )
    .await
    .unwrap();
    let (_, second) = back_up(&to, "second.zip").await;
    assert_eq!(hashes(&first), hashes(&second));
    assert_eq!(to.files.bytes(&sha256).await.unwrap(), b"%PDF-1.4 charter");
    let chain = to.db.read(audit::verify).await.unwrap();
    assert_eq!(chain, from.db.read(audit::verify).await.unwrap());
    assert!(matches!(chain, Chain::Whole(2.., _)), "{chain:?}");
    // It goes on from where it was.
    let more = |tx: &mut Tx| audit::record(tx, Entry::on("x", "1").did("test.x.made"));
    to.db.write(&who(), more).await.unwrap();
}

#[actix_web::test]
async fn what_was_backed_up_is_restored_whole() {
    there_and_back(Instance::sqlite(), Instance::sqlite()).await;
}

#[actix_web::test]
async fn an_instance_moves_between_the_databases_both_ways() {
    let Some(server) = database::postgres() else {
        return;
    };
    let postgres = || Instance::on(|_| TestDatabase::on_postgres(&server));
    there_and_back(Instance::sqlite(), postgres()).await;
    there_and_back(postgres(), Instance::sqlite()).await;
    there_and_back(postgres(), postgres()).await;
}

#[actix_web::test]
async fn an_instance_that_holds_something_is_replaced_only_on_purpose() {
    let (from, to) = (Instance::new(), Instance::new());
    fill(&from).await;
    let (place, _) = back_up(&from, "a.zip").await;
    fill(&to).await;
    let refusal = restore(&to, &place, How::default()).await.unwrap_err();
    assert!(refusal.contains("--force"), "{refusal}");
    restore(
        &to,
        &place,
        How {
            force: true,
            moved: false,
        },
    )
    .await
    .unwrap();
}

#[actix_web::test]
async fn a_mail_that_waited_then_is_not_sent_a_second_time() {
    let (from, to) = (Instance::new(), Instance::new());
    fill(&from).await;
    let (place, _) = back_up(&from, "a.zip").await;
    assert_eq!(restore(&to, &place, How::default()).await, Ok(1));
    let states = to.db.read(outbox::states).await.unwrap();
    assert_eq!(states, [(outbox::State::Uncertain, 1)]);
}

#[actix_web::test]
async fn an_archive_that_was_changed_is_refused_before_anything_is_written() {
    let (from, to) = (Instance::new(), Instance::new());
    fill(&from).await;
    let (place, _) = back_up(&from, "a.zip").await;
    let mut bytes = std::fs::read(&place).unwrap();
    let at = bytes.windows(7).position(|w| w == b"-1.4 ch").unwrap();
    bytes[at + 1] = b'2';
    std::fs::write(&place, bytes).unwrap();
    assert!(restore(&to, &place, How::default()).await.is_err());
    let mails = to
        .db
        .read(|c| Ok(mails::table.count().get_result::<i64>(c)?))
        .await
        .unwrap();
    assert_eq!(mails, 0);
}

#[actix_web::test]
async fn a_backup_made_while_others_write_is_of_one_moment() {
    let from = Instance::new();
    let writing = from.db.clone();
    let writer = tokio::spawn(async move {
        for n in 0..300 {
            // Two rows that belong together: a record and a counter that says how many there are.
            let both = move |tx: &mut Tx| {
                settings::next_number(tx, "records")?;
                audit::record(tx, Entry::on("x", n).did("test.x.made"))
            };
            writing.write(&who(), both).await.unwrap();
        }
    });
    let mut rows = vec![];
    while !writer.is_finished() || rows.is_empty() {
        let (place, manifest) = back_up(&from, "busy.zip").await;
        rows.push(
            manifest
                .tables
                .iter()
                .find(|t| t.table == "audit")
                .unwrap()
                .rows,
        );
        let to = Instance::sqlite();
        restore(&to, &place, How::default()).await.unwrap();
        let count = to.db.read(|c| {
            use huiguan::schema::counters;
            let last: Option<i64> = counters::table
                .find("records")
                .select(counters::last)
                .first(c)
                .optional()?;
            Ok(last.unwrap_or(0))
        });
        assert_eq!(
            u64::try_from(count.await.unwrap()).unwrap(),
            *rows.last().unwrap()
        );
        assert!(matches!(
            to.db.read(audit::verify).await.unwrap(),
            Chain::Whole(..)
        ));
    }
    writer.await.unwrap();
}

#[actix_web::test]
async fn a_lost_file_is_listed_and_all_else_is_saved_and_nothing_half_made_stays() {
    let (from, to) = (Instance::new(), Instance::new());
    let sha256 = fill(&from).await;
    let lying = from
        .folder
        .path()
        .join("files")
        .join(&sha256[..2])
        .join(&sha256);
    std::fs::remove_file(&lying).unwrap();
    let named = [sha256.clone()].into_iter().collect();
    assert_eq!(
        from.files.lost(named).await.unwrap(),
        std::slice::from_ref(&sha256)
    );
    let (place, made) = back_up(&from, "with-a-loss.zip").await;
    assert_eq!(made.lost, std::slice::from_ref(&sha256));
    assert!(!made.files.contains(&sha256));
    restore(&to, &place, How::default()).await.unwrap();
    // Other bytes under its name are no better.
    std::fs::create_dir_all(lying.parent().unwrap()).unwrap();
    std::fs::write(&lying, b"other bytes").unwrap();
    let (_, made) = back_up(&from, "changed.zip").await;
    assert_eq!(made.lost, std::slice::from_ref(&sha256));
    // One that can't be read keeps the others from being saved as little.
    std::fs::remove_file(&lying).unwrap();
    std::os::unix::fs::symlink(&lying, &lying).unwrap();
    let found = from.files.held(&sha256).await.unwrap();
    assert!(matches!(found, Held::Unread(_)));
    let (_, made) = back_up(&from, "unread.zip").await;
    assert_eq!(made.lost, [sha256]);
    // A backup that can't be made leaves nothing behind.
    let nowhere = from.folder.path().join("a folder");
    std::fs::create_dir(&nowhere).unwrap();
    std::fs::write(nowhere.join("in the way"), b"").unwrap();
    let (what, now) = (What::default(), from.clock.now());
    let failed = backup::backup(&from.db, &from.files, &nowhere, what, now).await;
    assert!(failed.is_err());
    assert!(!from.folder.path().join("a folder.part").exists());
}
