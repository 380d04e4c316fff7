//! A letter as a list of paragraphs, buttons and facts; its plain text and its HTML come
//! from the same list, in the receiver's language.

use askama::Template;

use crate::kernel::brand::Brand;
use crate::kernel::text::unlinked;
use crate::kernel::{Lang, Say};
use crate::platform::filters;
use crate::platform::i18n::Speech;

/// A file that goes along, like an `.ics`; text only.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Media type with its parameters.
    pub media_type: String,
    /// Content.
    pub text: String,
}

/// To whom a letter goes.
#[derive(Debug, Clone, Default)]
pub struct Recipient {
    /// Address.
    pub email: String,
    /// Name, may be empty.
    pub name: String,
    /// Language they read; `None` for the chamber's own.
    pub lang: Option<Lang>,
}

#[derive(Clone)]
enum Part {
    Line(Say),
    Quote(String),
    Code(String),
    Button(Say, String),
    Fact(Say, Say),
    Item(Say),
}

/// A letter being written. Post it with [`crate::platform::outbox::post`], or to many with
/// [`post_each`](crate::platform::db::Tx::post_each).
#[derive(Clone)]
pub struct Letter {
    /// Sent at most once per key, for ever.
    pub key: String,
    /// What kind of letter: `accounts.confirm`.
    pub kind: &'static str,
    /// Who gets it.
    pub to: Recipient,
    /// The thing it is about: kind and id, for the mailbox page's filter.
    pub about: (&'static str, String),
    subject: Say,
    parts: Vec<Part>,
    /// Files that go along.
    pub attachments: Vec<Attachment>,
}

impl Letter {
    /// A letter of `kind` about a thing, unique by `key`.
    #[must_use]
    pub fn new(kind: &'static str, key: &str, to: &Recipient, subject: Say) -> Self {
        Self {
            key: format!("{kind}:{key}"),
            kind,
            to: to.clone(),
            about: ("", String::new()),
            subject,
            parts: vec![],
            attachments: vec![],
        }
    }

    /// A letter that goes to several people, for each of whom it is unique by `key`.
    #[must_use]
    pub fn to_several(kind: &'static str, key: &str, subject: Say) -> Self {
        Self::new(kind, key, &Recipient::default(), subject)
    }

    /// It for one of them.
    #[must_use]
    pub fn copy_for(&self, to: &Recipient) -> Self {
        Self {
            key: format!("{}:{}", self.key, to.email),
            to: to.clone(),
            ..self.clone()
        }
    }

    /// Names the thing it is about.
    #[must_use]
    pub fn about(mut self, kind: &'static str, id: impl ToString) -> Self {
        self.about = (kind, id.to_string());
        self
    }

    /// A paragraph.
    #[must_use]
    pub fn line(mut self, say: Say) -> Self {
        self.parts.push(Part::Line(say));
        self
    }

    /// Somebody's own words, as they wrote them; nothing if they said nothing.
    #[must_use]
    pub fn quote(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.parts.push(Part::Quote(text.to_owned()));
        }
        self
    }

    /// The words of a member or a stranger, under the name of who wrote them, and with nothing in them that a mail
    /// program would make a link of: a letter of the chamber leads nowhere that the chamber didn't choose.
    #[must_use]
    pub fn quote_of(self, writer: &str, text: &str) -> Self {
        if text.is_empty() {
            return self;
        }
        let said: Vec<String> = text.lines().map(unlinked).collect();
        self.quote(&format!("{}\n— {}", said.join("\n"), unlinked(writer)))
    }

    /// A code to type in, large.
    #[must_use]
    pub fn code(mut self, code: &str) -> Self {
        self.parts.push(Part::Code(code.to_owned()));
        self
    }

    /// The one thing to do: label and full address.
    #[must_use]
    pub fn button(mut self, label: Say, url: String) -> Self {
        self.parts.push(Part::Button(label, url));
        self
    }

    /// A labelled fact: `Closes: 22 Nov 2026`.
    #[must_use]
    pub fn fact(mut self, label: Say, value: Say) -> Self {
        self.parts.push(Part::Fact(label, value));
        self
    }

    /// An item of a numbered list; neighbours are one list.
    #[must_use]
    pub fn item(mut self, say: Say) -> Self {
        self.parts.push(Part::Item(say));
        self
    }

    /// A file that goes along.
    #[must_use]
    pub fn attach(mut self, attachment: Attachment) -> Self {
        self.attachments.push(attachment);
        self
    }

    /// Subject, text and HTML in the receiver's language.
    pub fn render(&self, brand: &Brand) -> Result<Rendered, askama::Error> {
        let lang = self.to.lang.unwrap_or(brand.lang);
        let speech = Speech::new(lang, brand);
        let page = LetterPage {
            tag: lang.tag(),
            subject: speech.say(&self.subject),
            chamber: brand.name.get(lang),
            greeting: &self.to.name,
            blocks: self.blocks(speech),
            demo: brand.demo,
        };
        let values = (filters::SPEECH, speech);
        Ok(Rendered {
            lang,
            html: page.render_with_values(&values)?,
            text: LetterText(&page).render_with_values(&values)?,
            subject: page.subject,
        })
    }

    fn blocks(&self, speech: Speech) -> Vec<Block> {
        let mut number = 0;
        let block = |part: &Part| {
            number = if matches!(part, Part::Item(_)) {
                number + 1
            } else {
                0
            };
            match part {
                Part::Line(say) => Block::Line(speech.say(say)),
                Part::Quote(text) => Block::Quote(text.clone()),
                Part::Code(code) => Block::Code(code.clone()),
                Part::Button(label, url) => Block::Button(speech.say(label), url.clone()),
                Part::Fact(label, value) => Block::Fact(speech.say(label), speech.say(value)),
                Part::Item(say) => Block::Item(number, speech.say(say)),
            }
        };
        self.parts.iter().map(block).collect()
    }
}

/// A finished letter.
pub struct Rendered {
    /// Its language.
    pub lang: Lang,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

enum Block {
    Line(String),
    Quote(String),
    Code(String),
    Button(String, String),
    Fact(String, String),
    Item(usize, String),
}

#[derive(Template)]
#[template(path = "platform/letter.html")]
struct LetterPage<'a> {
    tag: &'static str,
    subject: String,
    chamber: &'a str,
    greeting: &'a str,
    blocks: Vec<Block>,
    demo: bool,
}

#[derive(Template)]
#[template(path = "platform/letter.txt", escape = "none")]
struct LetterText<'a>(&'a LetterPage<'a>);
