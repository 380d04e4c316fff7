//! `/desk/settings/dues`: how periods and dues are counted, for administrators.

use askama::Template;

use crate::accounts::Fresh;
use crate::chamber::{self, ManageChamber, Shown};
use crate::dues::acts::account;
use crate::dues::forms;
use crate::dues::rules::ladder::{LadderTexts, Tone, parse};
use crate::dues::rules::{PayTo, examples};
use crate::kernel::{Day, Say};
use crate::platform::db::{Conn, Fault};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Call, Form, May, Reply};

#[derive(Template)]
#[template(path = "dues/settings.html")]
struct SettingsPage<'a> {
    f: &'a Form,
    currency: &'a str,
    next: Option<&'a Shown>,
    /// What the day from which first periods run on comes to.
    rollover: Option<Say>,
    /// When each reminder comes for what falls due on the last day of the dues year.
    ladder: Vec<Say>,
    due: Day,
}

async fn page(call: &Call, f: &Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let next = call
        .read(move |conn| chamber::shown::<PayTo>(conn, &me))
        .await?;
    // As it stands in the form, as far as that can be read.
    let periods = forms::periods(&mut f.clone()).unwrap_or_default();
    let due = periods.year_of(call.today()).last;
    let page = SettingsPage {
        f,
        currency: &call.brand().currency,
        next: next.as_ref(),
        rollover: examples::rollover(&periods, call.today()),
        ladder: examples::ladder(&parse(f.value("ladder")).unwrap_or_default(), due),
        due,
    };
    call.with_form(say!("dues-settings-title"), f, &page)
}

/// `GET /desk/settings/dues`
pub async fn show(_: May<ManageChamber>, call: Call) -> Reply {
    let read = |conn: &mut Conn| {
        let (dues, periods) = (settings::get(conn)?, settings::get(conn)?);
        Ok(forms::fill_rules(&dues, &periods))
    };
    page(&call, &call.read(read).await?).await
}

/// `POST /desk/settings/dues`: another place to pay waits.
pub async fn save(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let said = (forms::rules(&mut form), forms::periods(&mut form));
    call.act_on(said, |tx, (dues, periods)| {
        chamber::change(tx, periods)?;
        account::change(tx, dues)
    })
    .then_say("/desk/settings", |asked| match asked {
        Some(asked) => say!("dues-account-waits", at = asked.due, told = asked.names()),
        None => say!("chamber-saved"),
    })
    .or_again("", &mut form, async |form| page(&call, form).await)
    .await
}

#[derive(Template)]
#[template(path = "dues/texts.html")]
struct TextsPage<'a> {
    f: &'a Form,
}

impl TextsPage<'_> {
    /// A tone, and its field in each language with the key of the language's name.
    fn tones(&self) -> Vec<(Tone, [(String, &'static str); 3])> {
        let fields = |tone: Tone| {
            [
                ("zh_cn", "chamber-in-zh-cn"),
                ("zh_tw", "chamber-in-zh-tw"),
                ("en", "chamber-in-en"),
            ]
            .map(|(tail, key)| (format!("{}_{tail}", tone.word()), key))
        };
        Tone::ALL.map(|tone| (tone, fields(tone))).to_vec()
    }
}

fn texts_page(call: &Call, f: &Form) -> Reply {
    call.with_form(say!("dues-texts-title"), f, &TextsPage { f })
}

/// `GET /desk/settings/dues/texts`: what reminders say, in the chamber's own words.
pub async fn texts(_: May<ManageChamber>, call: Call) -> Reply {
    let texts = call.read(settings::get::<LadderTexts>).await?;
    texts_page(&call, &forms::fill_ladder_texts(&texts))
}

/// `POST /desk/settings/dues/texts`: words that could name another account.
pub async fn save_texts(_: May<ManageChamber>, call: Call, Fresh { mut form, .. }: Fresh) -> Reply {
    let texts = forms::ladder_texts(&mut form);
    call.act_on(texts, chamber::change)
        .then("/desk/settings/dues", say!("chamber-saved"))
        .or_again("", &mut form, async |form| texts_page(&call, form))
        .await
}
