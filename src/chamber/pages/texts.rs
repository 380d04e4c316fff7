//! The texts of the papers: which there are, edited in three languages, looked at before they are
//! used, published as versions.

use actix_web::web;
use askama::Template;

use crate::chamber::acts::texts::{flaws, publish_text, written};
use crate::chamber::letterhead::{self, Letterhead};
use crate::chamber::rules::{PaperText, Printed};
use crate::chamber::{ManageChamber, example, store};
use crate::kernel::brand::Trilingual;
use crate::kernel::{Lang, Say};
use crate::platform::db::Fault;
use crate::platform::files::{self};
use crate::platform::filters;
use crate::platform::pdf::{Press, plain};
use crate::say;
use crate::web::{Call, Form, May, Reply};

const PATH: &str = "/desk/settings/papers";
/// Most characters of a text.
const LONGEST: usize = 20_000;

#[derive(Template)]
#[template(path = "chamber/texts.html")]
struct ListPage {
    texts: Vec<PaperText>,
}

/// `GET /desk/settings/papers`
pub async fn list(_: May<ManageChamber>, call: Call) -> Reply {
    let texts = call
        .read(|conn| {
            let all = Printed::ALL.into_iter();
            all.map(|kind| store::text_in_force(conn, kind)).collect()
        })
        .await?;
    call.page(say!("chamber-texts-title"), &ListPage { texts })
}

#[derive(Template)]
#[template(path = "chamber/text.html")]
struct TextPage<'a> {
    f: &'a Form,
    kind: Printed,
    title: Say,
    versions: &'a [PaperText],
    /// The version that is shown, if it isn't the newest.
    older: Option<i32>,
    proofs: Vec<Proof>,
}

/// What a text will say, in one language.
struct Proof {
    lang: Lang,
    flaws: Vec<Say>,
    lines: Vec<String>,
}

impl Proof {
    /// Key of the language's name.
    fn language(&self) -> String {
        format!("chamber-lang-{}", self.lang.tag().to_lowercase())
    }
}

/// What a page is made with.
#[derive(Clone)]
struct Desk {
    kind: Printed,
    versions: Vec<PaperText>,
    head: Letterhead,
}

impl Desk {
    async fn open(word: &str, call: &Call) -> Result<Self, Fault> {
        let kind = Printed::from_word(word).ok_or(Fault::Missing)?;
        Ok(Self {
            kind,
            versions: call
                .read(move |conn| store::text_versions(conn, kind))
                .await?,
            head: Letterhead::load(call.db(), call.files()).await?,
        })
    }

    fn page<'a>(&'a self, f: &'a Form, proofs: Vec<Proof>) -> TextPage<'a> {
        TextPage {
            f,
            kind: self.kind,
            title: self.kind.in_words(),
            versions: &self.versions,
            older: None,
            proofs,
        }
    }

    /// What each of the texts will say, with what is wrong in it.
    fn proofs(&self, call: &Call, text: &Trilingual) -> Vec<Proof> {
        let proof = |(lang, text): (Lang, &str)| {
            let about = ("", call.now());
            let paper = example::paper(&self.head, self.kind, lang, text, about);
            Proof {
                lang,
                flaws: flaws(call.press(), self.kind, lang, text),
                lines: plain(&paper.blocks),
            }
        };
        written(text).map(proof).collect()
    }
}

/// `GET /desk/settings/papers/{printed}`, `?from=2`: begins with that version's text.
pub async fn show(_: May<ManageChamber>, call: Call, word: web::Path<String>) -> Reply {
    let desk = Desk::open(&word, &call).await?;
    let newest = desk.versions.first().ok_or(Fault::Missing)?;
    let asked: Option<i32> = Form::parse(call.query().as_bytes())
        .value("from")
        .parse()
        .ok();
    let shown = desk
        .versions
        .iter()
        .find(|text| Some(text.number) == asked)
        .unwrap_or(newest);
    let mut form = Form::default();
    form.put_trilingual("text", "", &shown.text);
    let mut page = desk.page(&form, desk.proofs(&call, &shown.text));
    page.older = Some(shown.number).filter(|n| *n != newest.number);
    call.page(desk.kind.in_words(), &page)
}

/// `POST /desk/settings/papers/{printed}`: `do` is `publish`, `preview`, or the language of the
/// example that is wanted as PDF.
pub async fn publish(
    _: May<ManageChamber>,
    call: Call,
    word: web::Path<String>,
    mut form: Form,
) -> Reply {
    let desk = Desk::open(&word, &call).await?;
    let (kind, title) = (desk.kind, desk.kind.in_words());
    let what = form.value("do").to_owned();
    let Some(text) = form.trilingual("text", "", LONGEST) else {
        return call.refused(title, &desk.page(&form, vec![]));
    };
    if what == "preview" {
        let proofs = desk.proofs(&call, &text);
        return call.page(title, &desk.page(&form, proofs));
    }
    for (lang, text) in written(&text) {
        for flaw in flaws(call.press(), kind, lang, text) {
            form.refuse(field(lang), flaw);
        }
    }
    if let Some(lang) = Lang::ALL.into_iter().find(|lang| field(*lang) == what)
        && !form.is_refused()
    {
        let about = (call.site().config.public_url.as_str(), call.now());
        let paper = example::paper(&desk.head, kind, lang, text.get(lang), about);
        let name = format!("{}-{}.pdf", kind.word(), lang.tag());
        let printing = move |press: &Press| press.print(&paper);
        return match call.press().aside(printing).await? {
            Ok(bytes) => Ok(files::hand_out(&name, bytes)),
            Err(why) => Err(letterhead::fault(&why)),
        };
    }
    let changes = match what == "publish" {
        true => form.text("changes", 1..=500),
        false => None,
    };
    let (said, press) = (changes.filter(|_| !form.is_refused()), call.press().clone());
    call.act_on(said, move |tx, changes| {
        publish_text(tx, &press, kind, &text, changes)
    })
    .then_say(format!("{PATH}/{}", kind.word()), |new| {
        say!("chamber-text-published", number = new.number)
    })
    .or_again("changes", &mut form, async |form| {
        call.refused(title, &desk.page(form, vec![]))
    })
    .await
}

/// The field of the text in a language.
fn field(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "text_zh_cn",
        Lang::ZhTw => "text_zh_tw",
        Lang::En => "text_en",
    }
}
