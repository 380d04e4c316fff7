//! Makes certificates: printed from the chamber's text, sealed, kept, put down; some at a time.

use std::sync::Arc;

use futures_util::future::{BoxFuture, FutureExt};

use crate::chamber;
use crate::chamber::letterhead::{Heading, Letterhead, Values};
use crate::chamber::rules::{PaperText, Printed};
use crate::chamber::sealed::Sealing;
use crate::kernel::time::day_in;
use crate::kernel::{Lang, Moment, Who};
use crate::membership::acts::certificates::{self, Asked, Due, Made, Step};
use crate::platform::aside::aside;
use crate::platform::clock::Clock;
use crate::platform::db::{Conn, Db, Fault, Tx};
use crate::platform::files::{Allowed, Kind, Store};
use crate::platform::pdf::{Block, Ending, Look, Paper, Press, Qr, Value};
use crate::platform::runs::{Run, Steps, Work};
use crate::platform::secrets::Key;
use crate::platform::tools::Tools;
use crate::say;

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
pub struct Ground {
    head: Letterhead,
    sealing: Sealing,
    text: PaperText,
    ranks: crate::chamber::rules::Ranks,
    check: String,
    lang: Lang,
}

impl Work for Issuer {
    const KIND: &'static str = certificates::KIND;
    type Ready = Ground;
    type Step = Step;

    fn who(&self, _: &Run) -> Who {
        Who::system("certificates")
    }

    fn ready<'a>(&'a self, run: &'a Run) -> BoxFuture<'a, Result<Ground, Fault>> {
        async move {
            let head = Letterhead::load(&self.db, &self.files).await?;
            let sealing = Sealing::load(&self.db, &self.key, (&self.press, &head)).await?;
            let read = |conn: &mut Conn| {
                let text = chamber::text_in_force(conn, Printed::Certificate)?;
                Ok((text, chamber::ranks(conn)?))
            };
            let (text, ranks) = self.db.read(read).await?;
            Ok(Ground {
                check: format!("{}/check?number=", self.public_url),
                lang: run.asked::<Asked>()?.lang,
                head,
                sealing,
                text,
                ranks,
            })
        }
        .boxed()
    }

    fn next(&self, conn: &mut Conn, _: &Ground, run: &Run) -> Result<Steps<Step>, Fault> {
        certificates::next(conn, run, self.clock.now())
    }

    fn make(
        &self,
        ground: Arc<Ground>,
        mut steps: Steps<Step>,
    ) -> BoxFuture<'_, Result<Steps<Step>, Fault>> {
        async move {
            for (_, step) in &mut steps {
                if let Some(due) = &step.due {
                    step.made = Some(self.print(&ground, due).await?);
                }
            }
            Ok(steps)
        }
        .boxed()
    }

    fn about(&self, step: &Step) -> String {
        step.number.clone()
    }

    fn put(&self, tx: &mut Tx, ground: &Ground, run: &mut Run, step: &Step) -> Result<(), Fault> {
        certificates::put(tx, run, &ground.text.id, step)
    }
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

    async fn print(&self, ground: &Arc<Ground>, due: &Due) -> Result<Made, Fault> {
        let (ground, due, now) = (Arc::clone(ground), due.clone(), self.clock.now());
        let printing = move || {
            let paper = certificate(&ground, &due, now);
            ground.sealing.print(&ground.head, &paper, now)
        };
        match aside(printing).await? {
            Ok(bytes) => {
                let name = "certificate.pdf";
                Ok(Ok(self.files.take_in(name, bytes, ALLOWED).await?))
            }
            // For people to mend; the others get theirs.
            Err(Fault::Refused(why)) => Ok(Err(why)),
            Err(other) => Err(other),
        }
    }
}

/// A certificate on paper: lying, to be hung on a wall.
fn certificate(ground: &Ground, due: &Due, now: Moment) -> Paper {
    let (head, lang) = (&ground.head, ground.lang);
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
    let until = match due.member.facts.covered_until {
        Some(day) => speech.say(&say!("chamber-certificate-until", day = day)),
        None => speech.plain("chamber-certificate-while").to_owned(),
    };
    put("until", &until);
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
        seal: chamber.to_owned(),
    };
    let text = ground.text.text.get(lang);
    let mut paper = head.written(heading, (text, &values), "", vec![Block::Ending(ending)]);
    paper.look = Look::Certificate;
    paper
}
