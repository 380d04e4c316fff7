//! How an organ counts, with a preview in plain words and numbers.

use askama::Template;

use super::board::asked;
use crate::accounts::Fresh;
use crate::chamber::rules::{CountingRules, Organ};
use crate::chamber::{self, ManageChamber};
use crate::council::forms::{SHARES, counting, fill_counting, organ};
use crate::council::rules::{Seat, bases};
use crate::council::store;
use crate::kernel::Say;
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::voting::rules::{CountingRule, Op, Quorum, QuorumBase, Threshold, ThresholdBase, Tie};
use crate::web::{Call, Form, May, Reply};

/// A board of this many seats is the example that everybody can picture.
const EXAMPLE: u64 = 9;

#[derive(Template)]
#[template(path = "council/counting.html")]
struct CountingPage<'a> {
    f: &'a Form,
    organ: Organ,
    words: Vec<Say>,
    example: Vec<Say>,
    real: Option<(u64, Vec<Say>)>,
    /// What the shares come to on each base: how many have to take part, how many to be in favour.
    of_seats: Vec<Say>,
    of_votes: Vec<Say>,
    chairless: bool,
}

impl CountingPage<'_> {
    fn shares(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        SHARES.iter().map(|(word, _, key)| (*word, *key))
    }
}

/// Rules as real charters have them.
fn preset(word: &str) -> Option<CountingRule> {
    let rule = |(qn, qd, qop), (tn, td, top), base| CountingRule {
        quorum: Quorum {
            num: qn,
            den: qd,
            op: qop,
            base: QuorumBase::Entitled,
            count_recused: false,
            floor: 3,
        },
        thresholds: vec![Threshold {
            num: tn,
            den: td,
            op: top,
            base,
        }],
        tie: Tie::Reject,
    };
    let (thirds, more) = ((2, 3, Op::AtLeast), (1, 2, Op::MoreThan));
    Some(match word {
        "model" => rule(thirds, thirds, ThresholdBase::Present),
        "majority" => rule(thirds, more, ThresholdBase::Present),
        "half" => rule(more, more, ThresholdBase::Present),
        "all" => rule(thirds, more, ThresholdBase::Roster),
        _ => return None,
    })
}

/// What the page shows besides the form.
struct Around {
    rule: CountingRule,
    seats: Vec<Seat>,
}

async fn around(call: &Call, organ: Organ) -> Result<Around, Fault> {
    let today = call.today();
    call.read(move |conn| {
        let rules: CountingRules = settings::get(conn)?;
        let seats = store::filled(conn, organ, today)?;
        Ok(Around {
            rule: rules.admission_by(organ),
            seats,
        })
    })
    .await
}

fn page<'a>(
    f: &'a Form,
    organ: Organ,
    around: &Around,
    rule: Option<&CountingRule>,
) -> CountingPage<'a> {
    let filled = around.seats.len() as u64;
    let real = rule.filter(|_| filled > 0 && filled != EXAMPLE);
    let chaired = around.seats.iter().any(|seat| seat.chair);
    CountingPage {
        f,
        organ,
        words: rule.map(CountingRule::in_words).unwrap_or_default(),
        example: rule.map(|rule| rule.preview(EXAMPLE)).unwrap_or_default(),
        real: real.map(|rule| (filled, rule.preview(filled))),
        of_seats: rule.map(bases::quorum).unwrap_or_default(),
        of_votes: rule.map(bases::threshold).unwrap_or_default(),
        chairless: rule.is_some_and(|rule| rule.tie == Tie::Chair) && !chaired,
    }
}

/// `GET /desk/settings/counting?organ=…&preset=…`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let organ = asked(&call);
    let around = around(&call, organ).await?;
    let query = Form::parse(call.query().as_bytes());
    let rule = preset(query.value("preset")).unwrap_or_else(|| around.rule.clone());
    let form = fill_counting(&rule);
    call.page(
        say!("council-counting-title"),
        &page(&form, organ, &around, Some(&rule)),
    )
}

/// `POST /desk/settings/counting`: `do=preview` shows what it means, `do=save` stores it.
pub async fn save(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let organ = organ(&mut form).ok_or(Fault::Missing)?;
    let around = around(&call, organ).await?;
    let rule = counting(&mut form);
    let shown = |form: &Form, rule: Option<&CountingRule>| {
        let page = page(form, organ, &around, rule);
        call.with_form(say!("council-counting-title"), form, &page)
    };
    if rule.is_some() && form.value("do") == "preview" {
        return shown(&form, rule.as_ref());
    }
    call.act_on(rule, move |tx, rule| {
        let mut rules: CountingRules = settings::get(tx.conn())?;
        rules.admission.insert(organ, rule.clone());
        chamber::set_counting(tx, &rules)
    })
    .then("/desk/settings", say!("council-saved"))
    .or_again("", &mut form, async |form| shown(form, None))
    .await
}
