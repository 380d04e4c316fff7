//! Seals an agreement that both have signed, always from the frozen paper: signature and evidence
//! pages after it, the member's signature, the chamber's seal, looked at by our own verifier before it
//! is kept.

use crate::admission::agreement::acts::seal::{self, Taken};
use crate::admission::agreement::paper;
use crate::admission::agreement::rules::Signing;
use crate::chamber::letterhead::Letterhead;
use crate::kernel::id::CaseId;
use crate::kernel::{Moment, Who};
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault};
use crate::platform::files::{Allowed, Kind, Store};
use crate::platform::jobs::{JobRow, Outcome};
use crate::platform::pdf::Press;
use crate::platform::seal::store::{self as keys, Current};
use crate::platform::seal::{Act, Stamper, Subject, append, sign, stamp, verify};
use crate::platform::secrets::Key;
use crate::platform::tools::Tools;

/// A sealed agreement has some hundred kilobytes.
const ALLOWED: Allowed = Allowed::new(&[Kind::Pdf], 20);

/// What seals agreements.
#[derive(Clone)]
pub struct Sealer {
    /// Database.
    pub db: Db,
    /// Clock.
    pub clock: Clock,
    /// Where files lie.
    pub files: Store,
    /// What prints.
    pub press: Press,
    /// Key of the instance.
    pub key: Key,
    /// A server for time stamps, if one is used.
    pub stamps: Option<String>,
}

impl Sealer {
    /// With these tools.
    #[must_use]
    pub fn of(tools: &Tools) -> Self {
        Self {
            db: tools.db.clone(),
            clock: tools.clock.clone(),
            files: tools.files.clone(),
            press: tools.press.clone(),
            key: tools.key.clone(),
            stamps: tools.config.timestamp_url.clone(),
        }
    }

    /// The handler of [`seal::SEAL`].
    pub async fn work(&self, job: JobRow) -> Outcome {
        let case: CaseId = match serde_json::from_str(&job.payload) {
            Ok(case) => case,
            Err(error) => return Outcome::Failed(error.to_string()),
        };
        match self.seal(&case).await {
            Ok(()) => Outcome::Done,
            Err(fault) => Outcome::Later(fault.to_string()),
        }
    }

    /// Seals the agreement of a case, unless it is sealed or another worker takes it on.
    ///
    /// # Errors
    /// What went wrong; it is noted at the agreement, and another try may go well.
    pub async fn seal(&self, case: &CaseId) -> Result<(), Fault> {
        let who = Who::system("seal");
        let id = case.clone();
        let Some(taken) = self.db.write(&who, move |tx| seal::take(tx, &id)).await? else {
            return Ok(());
        };
        let taken = std::sync::Arc::new(taken);
        let sealed = match self.sealed(&taken).await {
            Ok(bytes) => self.files.take_in("agreement.pdf", bytes, ALLOWED).await,
            Err(fault) => Err(fault),
        };
        match sealed {
            Ok(file) => {
                let put = move |tx: &mut crate::platform::db::Tx| seal::put(tx, &taken, &file);
                self.db.write(&who, put).await?;
                Ok(())
            }
            Err(fault) => {
                let why = fault.to_string();
                self.db
                    .write(&who, move |tx| seal::give_back(tx, &taken, &why))
                    .await?;
                Err(fault)
            }
        }
    }

    async fn sealed(&self, taken: &std::sync::Arc<Taken>) -> Result<Vec<u8>, Fault> {
        let frozen = self.files.bytes(&taken.frozen.sha256).await?;
        let head = Letterhead::load(&self.db, &self.files).await?;
        let key = self.key.clone();
        let who = Who::system("seal");
        let ensure = move |tx: &mut crate::platform::db::Tx| {
            let brand = tx.brand()?;
            keys::ensure(tx, &key, brand.name.get(brand.lang))
        };
        self.db.write(&who, ensure).await?;
        let key = self.key.clone();
        let (current, roots) = self
            .db
            .read(move |conn: &mut Conn| Ok((keys::current(conn, &key)?, keys::trusted(conn)?)))
            .await?;
        let (taken, press, now) = (taken.clone(), self.press.clone(), self.clock.now());
        let stamps = self.stamps.clone();
        let runtime = tokio::runtime::Handle::current();
        tokio::task::spawn_blocking(move || {
            let ask = |signature: &[u8]| {
                stamps
                    .as_deref()
                    .and_then(|server| runtime.block_on(stamp::ask(server, signature)))
            };
            let stamper: Option<Stamper<'_>> = stamps.is_some().then_some(&ask as _);
            seal_frozen(
                &frozen, &taken, &head, &press, &current, &roots, now, stamper,
            )
        })
        .await
        .map_err(|e| Fault::Broken(e.to_string()))?
    }
}

#[allow(clippy::too_many_arguments, reason = "what one seal is made of")]
fn seal_frozen(
    frozen: &[u8],
    taken: &Taken,
    head: &Letterhead,
    press: &Press,
    keys: &Current,
    roots: &[Vec<u8>],
    now: Moment,
    stamper: Option<Stamper<'_>>,
) -> Result<Vec<u8>, Fault> {
    let agreement = &taken.agreement;
    let document = &agreement.document;
    let speech = head.speech(document.lang);
    let annex = paper::annex(head, agreement, &taken.lines, (&taken.check, press), now);
    let annex = press
        .print(&annex)
        .map_err(|e| crate::chamber::letterhead::fault(&e))?;
    let whole = append(frozen, &annex)?;
    let signing = Signing::of(&taken.lines);
    let company = signing.company.map(|s| s.typed).unwrap_or_default();
    let subject = Subject {
        name: company.clone(),
        organisation: document.decided.company.clone(),
    };
    let act = |field: &str, name: &str, reason: &str| Act {
        field: field.to_owned(),
        name: name.to_owned(),
        reason: speech.plain(reason).to_owned(),
        at: now,
        then: vec![],
    };
    let member = keys.root.issue(&subject, now)?;
    let mut by_member = act("Member", &company, "agreement-seal-reason-company");
    by_member.then = vec![document.decided.chamber.clone()];
    let once = sign(&whole, &member, &by_member, stamper)?;
    let by_chamber = act(
        "Chamber",
        &document.decided.chamber,
        "agreement-seal-reason-chamber",
    );
    let twice = sign(&once, &keys.seal, &by_chamber, stamper)?;
    let verdict = verify(&twice, roots);
    if verdict.is_good() && verdict.signatures.len() == 2 && twice.starts_with(frozen) {
        Ok(twice)
    } else {
        Err(Fault::Broken(format!(
            "the sealed agreement does not verify: {verdict:?}"
        )))
    }
}
