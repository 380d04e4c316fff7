//! Fills the database through the portal's own acts: a clerk who may see lists, and members.
use crate::database::open;
use huiguan::accounts::{self, NewPerson};
use huiguan::companies::rules::Profile;
use huiguan::kernel::{Role, Who};
use huiguan::membership::rules::NewMember;
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Fault, Tx};
use huiguan::platform::{secrets, settings};
use huiguan::{companies, membership};

/// The clerk's address.
pub const CLERK: &str = "clerk@example.test";
/// The clerk's pass phrase.
pub const PASSPHRASE: &str = "a bench needs no secret";

/// Adds the clerk and this many members to the database.
pub async fn members(url: &str, count: u32) {
    let db = open(url, Clock::default());
    let who = Who::system("bench");
    let hash = secrets::hash_passphrase(PASSPHRASE).unwrap();
    db.write(&who, move |tx: &mut Tx| {
        settings::next_number(tx, "bench")?;
        let roles = [Role::Admin, Role::Secretary];
        let password_hash = Some(hash.clone());
        let new = NewPerson {
            email: CLERK,
            name: "Clerk",
            lang: None,
            password_hash,
            roles: &roles,
        };
        accounts::add_person(tx, &new)
    })
    .await
    .unwrap();
    let tasks: Vec<_> = (0..64)
        .map(|lane| {
            let db = db.clone();
            tokio::spawn(async move {
                for at in (lane..count).step_by(64) {
                    add(&db, at).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn add(db: &Db, at: u32) -> Result<(), Fault> {
    let admit = move |tx: &mut Tx| {
        let profile = Profile {
            name: format!("示例企业{at:06}有限公司"),
            name_en: format!("Example {at:06} Limited"),
            industry: "C".into(),
            ..Profile::default()
        };
        let company = companies::register(tx, profile)?;
        let joined_on = tx.now().date() - chrono::Days::new(u64::from(at % 3000));
        let new = NewMember {
            company: company.id,
            case: None,
            rank: "member".into(),
            joined_on,
            published: true,
        };
        membership::admit(tx, &new).map(|_| ())
    };
    db.write(&Who::system("bench"), admit).await
}
