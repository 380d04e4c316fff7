//! Makes certificates: printed from the chamber's text, sealed, kept, put down; some at a time.

use std::sync::Arc;

use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::{PaperText, Printed};
use crate::chamber::sealed::Sealing;
use crate::kernel::time::day_in;
use crate::kernel::{Lang, Moment, Who};
use crate::membership::acts::certificates::{self, Due, Made, Next};
use crate::membership::rules::certificate::CertificateRunId;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault};
use crate::platform::files::{Allowed, Kind, Store};
use crate::platform::pdf::{Block, Ending, Look, Paper, Press, Qr, Value};
use crate::platform::secrets::Key;
use crate::platform::tools::Tools;

/// A certificate has some hundred kilobytes.
const ALLOWED: Allowed = Allowed::new(&[Kind::Pdf], 10);

/// What issues certificates.
#[derive(Clone)]
pub struct Issuer {
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
    /// How people reach the portal; the codes lead there.
    pub public_url: String,
}

/// What all certificates of a run have in common.
struct Ground {
    head: Letterhead,
    sealing: Sealing,
    text: PaperText,
    ranks: crate::chamber::rules::Ranks,
    check: String,
}

impl Issuer {
    /// With these tools.
    #[must_use]
    pub fn of(tools: &Tools) -> Self {
        Self {
            db: tools.db.clone(),
            clock: tools.clock.clone(),
            files: tools.files.clone(),
            press: tools.press.clone(),
            key: tools.key.clone(),
            public_url: tools.config.public_url.clone(),
        }
    }

    /// Carries a run on to its end.
    ///
    /// # Errors
    /// The first failure; what was put down until then stands, and it goes on from there.
    pub async fn carry_on(&self, id: &CertificateRunId) -> Result<(), Fault> {
        let head = Letterhead::load(&self.db, &self.files).await?;
        let sealing = Sealing::load(&self.db, &self.key, (&self.press, &head)).await?;
        let read = |conn: &mut crate::platform::db::Conn| {
            let text = chamber::text_in_force(conn, Printed::Certificate)?;
            Ok((text, chamber::ranks(conn)?))
        };
        let (text, ranks) = self.db.read(read).await?;
        let ground = Arc::new(Ground {
            check: format!("{}/check?number=", self.public_url),
            head,
            sealing,
            text,
            ranks,
        });
        loop {
            let (run, now) = (id.clone(), self.clock.now());
            let next = self
                .db
                .read(move |conn| certificates::next(conn, &run, now))
                .await?;
            let Some(next) = next else { return Ok(()) };
            if !self.step(&ground, next, now).await? {
                return Ok(());
            }
        }
    }

    async fn step(&self, ground: &Arc<Ground>, next: Next, now: Moment) -> Result<bool, Fault> {
        let lang = Lang::from_tag(&next.run.lang).unwrap_or_default();
        let mut made: Vec<Made> = vec![];
        for due in &next.due {
            let (ground, due) = (Arc::clone(ground), due.clone());
            let printing = move || {
                let paper = certificate(&ground, &due, lang, now);
                ground.sealing.print(&ground.head, &paper, now)
            };
            let printed = tokio::task::spawn_blocking(printing)
                .await
                .map_err(|e| Fault::Broken(e.to_string()))?;
            made.push(match printed {
                Ok(bytes) => {
                    let name = "certificate.pdf";
                    Ok(self.files.take_in(name, bytes, ALLOWED).await?)
                }
                // For people to mend; the others get theirs.
                Err(Fault::Refused(why)) => Err(why),
                Err(other) => return Err(other),
            });
        }
        let text = ground.text.id.clone();
        let who = Who::system("certificates");
        let put =
            move |tx: &mut crate::platform::db::Tx| certificates::put(tx, &next, &text, &made);
        self.db.write(&who, put).await
    }
}

/// A certificate on paper: lying, to be hung on a wall.
fn certificate(ground: &Ground, due: &Due, lang: Lang, now: Moment) -> Paper {
    let head = &ground.head;
    let speech = head.speech(lang);
    let chamber = head.brand.name.get(lang);
    let rank = ground.ranks.find(&due.member.rank);
    let today = speech.day(day_in(head.brand.zone, now));
    let mut values = Values::new();
    let mut put = |name: &'static str, text: &str| {
        values.insert(name, Value::Text(text.to_owned()));
    };
    put("chamber", chamber);
    put("company", &due.company);
    put("credit_code", &due.credit_code);
    put(
        "rank",
        rank.map_or(due.member.rank.as_str(), |rank| rank.name.get(lang)),
    );
    put("member_number", &due.member.number);
    put("since", &speech.day(due.member.joined_on));
    put("certificate", &due.number);
    put("issued_on", &today);
    let heading = Heading {
        lang,
        title: speech.say(&Printed::Certificate.in_words()),
        foot: String::new(),
        at: now,
        id: due.number.clone(),
    };
    let ending = Ending {
        qr: Some(Qr {
            content: format!("{}{}", ground.check, due.number),
            caption: speech.plain("chamber-certificate-check").to_owned(),
        }),
        lines: vec![chamber.to_owned(), today],
    };
    let text = ground.text.text.get(lang);
    let mut paper = head.written(heading, (text, &values), "", vec![Block::Ending(ending)]);
    paper.look = Look::Certificate;
    paper
}
