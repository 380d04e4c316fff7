//! `/desk/settings/dues`: how periods and dues are counted, for administrators.

use actix_web::web;
use askama::Template;

use crate::chamber::{self, ManageChamber};
use crate::dues::forms;
use crate::dues::rules::DuesRules;
use crate::dues::rules::ladder::{LadderTexts, Tone};
use crate::membership::rules::period::PeriodRules;
use crate::platform::db::{Db, Tx};
use crate::platform::filters;
use crate::platform::settings;
use crate::say;
use crate::web::{Form, May, Reply, View};

#[derive(Template)]
#[template(path = "dues/settings.html")]
struct SettingsPage<'a> {
    f: &'a Form,
    currency: &'a str,
}

/// `GET /desk/settings/dues`
pub async fn show(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let (dues, periods) = db
        .read(|conn| {
            Ok((
                settings::get::<DuesRules>(conn)?,
                settings::get::<PeriodRules>(conn)?,
            ))
        })
        .await?;
    let page = SettingsPage {
        f: &forms::fill_rules(&dues, &periods),
        currency: &view.brand().currency,
    };
    view.page(say!("dues-settings-title"), &page)
}

/// `POST /desk/settings/dues`
pub async fn save(_: May<ManageChamber>, view: View, db: web::Data<Db>, mut form: Form) -> Reply {
    let (dues, periods) = (forms::rules(&mut form), forms::periods(&mut form));
    let (Some(dues), Some(periods)) = (dues, periods) else {
        let page = SettingsPage {
            f: &form,
            currency: &view.brand().currency,
        };
        return view.refused(say!("dues-settings-title"), &page);
    };
    db.write(&view.who(), move |tx: &mut Tx| {
        chamber::change(tx, &periods)?;
        chamber::change(tx, &dues)
    })
    .await?;
    view.done("/desk/settings", say!("chamber-saved"))
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

/// `GET /desk/settings/dues/texts`: what reminders say, in the chamber's own words.
pub async fn texts(_: May<ManageChamber>, view: View, db: web::Data<Db>) -> Reply {
    let texts = db.read(settings::get::<LadderTexts>).await?;
    let f = &forms::fill_ladder_texts(&texts);
    view.page(say!("dues-texts-title"), &TextsPage { f })
}

/// `POST /desk/settings/dues/texts`
pub async fn save_texts(
    _: May<ManageChamber>,
    view: View,
    db: web::Data<Db>,
    mut form: Form,
) -> Reply {
    let Some(texts) = forms::ladder_texts(&mut form) else {
        return view.refused(say!("dues-texts-title"), &TextsPage { f: &form });
    };
    db.write(&view.who(), move |tx: &mut Tx| chamber::change(tx, &texts))
        .await?;
    view.done("/desk/settings/dues", say!("chamber-saved"))
}
