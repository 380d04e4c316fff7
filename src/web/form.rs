//! A posted form: what was typed, and what is wrong with it. All errors at once, each at
//! its field; nothing typed is lost.
//!
//! A slice's `forms.rs` reads it: each reader notes its own error and gives `None`, and
//! the clean value exists only if all of them gave one:
//! ```ignore
//! let email = form.email("email");
//! let name = form.text("name", 1..=80);
//! Some(SignUp { email: email?, name: name? })
//! ```

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use crate::kernel::{Day, Fen, Moment, Say, text, time};
use crate::platform::db::Fault;
use crate::platform::pdf::Press;
use crate::say;

/// Most bytes a form without files may have.
pub const MAX_FORM: usize = 512 * 1024;

/// Most characters of a text that is one line.
pub const LINE: usize = 120;

/// Posted pairs and the errors found in them.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pairs: Vec<(String, String)>,
    errors: Vec<(String, Say)>,
}

impl FromRequest for Form {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = web::Bytes::from_request(req, payload);
        Box::pin(async move { Ok(Self::parse(&body.await?)) })
    }
}

impl Form {
    /// Reads an `application/x-www-form-urlencoded` body or query.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body).into_owned().collect();
        Self {
            pairs,
            errors: vec![],
        }
    }

    /// A form that shows these values: to edit what exists.
    #[must_use]
    pub fn of<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let pairs = pairs
            .into_iter()
            .map(|(k, v)| (k.into(), v.into()))
            .collect();
        Self {
            pairs,
            errors: vec![],
        }
    }

    /// Ticks a box, if it is to be ticked.
    pub fn tick(&mut self, name: &str, ticked: bool) {
        if ticked {
            self.put(name, "on");
        }
    }

    /// Adds a value.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// Puts a value in place of what was typed.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.retain(|(key, _)| key != name);
        self.put(name, value);
    }

    /// The value as typed; empty if there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(k, _)| k == name)
            .map_or("", |(_, v)| v)
    }

    /// What a field said when the page was made: of a form that comes back, when it was made first.
    #[must_use]
    pub fn was(&self, name: &str) -> &str {
        let was = format!("was-{name}");
        let found = self.pairs.iter().find(|(key, _)| *key == was);
        found.map_or_else(|| self.value(name), |(_, value)| value)
    }

    /// The value as typed, unless it is the one that the page came with, which a hidden field named
    /// `was-` and the name says: then it is nobody's change, and what somebody else saved meanwhile
    /// stands.
    #[must_use]
    pub fn changed(&self, name: &str) -> Option<&str> {
        let plain = |text: &str| text.replace('\r', "");
        let (typed, was) = (self.value(name), format!("was-{name}"));
        let same = |(k, v): &(String, String)| *k == was && plain(v) == plain(typed);
        (!self.pairs.iter().any(same)).then_some(typed)
    }

    /// All values of a name, in the order posted.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.pairs
            .iter()
            .filter(|(k, _)| k == name)
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// All pairs as posted.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Whether this value is among those of the name: to tick and select.
    #[must_use]
    pub fn has(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.pairs
            .iter()
            .any(|(k, v)| k == name && v == value.as_ref())
    }

    /// The error of a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&Say> {
        self.errors
            .iter()
            .find(|(k, _)| k == name)
            .map(|(_, say)| say)
    }

    /// All errors, for the summary.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &Say)> {
        self.errors.iter().map(|(name, say)| (name.as_str(), say))
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Notes an error at a field. The first one of a field stands.
    pub fn refuse(&mut self, name: &str, say: Say) {
        if self.error(name).is_none() {
            self.errors.push((name.to_owned(), say));
        }
    }

    /// Takes a rule's refusal: at `name` if it is one, else the fault goes on.
    pub fn refuse_fault(&mut self, name: &str, fault: Fault) -> Result<(), Fault> {
        match fault {
            Fault::Refused(say) => {
                self.refuse(name, say);
                Ok(())
            }
            other => Err(other),
        }
    }

    fn note<T>(&mut self, name: &str, found: Result<T, Say>) -> Option<T> {
        found.map_err(|say| self.refuse(name, say)).ok()
    }

    /// Text of so many characters, outer spaces cut. Needed if the range starts above 0. One that may have
    /// [`LINE`] characters at most is one line: a name or a number, which stands in heads of letters too.
    pub fn text(&mut self, name: &str, length: RangeInclusive<usize>) -> Option<String> {
        let value = self.value(name).trim().to_owned();
        let n = value.chars().count();
        let found = if value.is_empty() && *length.start() > 0 {
            Err(say!("web-form-needed"))
        } else if n < *length.start() {
            Err(say!("web-form-too-short", min = *length.start()))
        } else if n > *length.end() {
            Err(say!("web-form-too-long", max = *length.end(), is = n))
        } else if value.chars().any(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => *length.end() <= LINE,
            other => other.is_control(),
        }) {
            Err(say!("web-form-control"))
        } else {
            Ok(value)
        };
        self.note(name, found)
    }

    /// What somebody is called, which goes into letters to people who don't know them: no sentence, no markup,
    /// nothing to follow.
    pub fn called(&mut self, name: &str, length: RangeInclusive<usize>) -> Option<String> {
        let found = self.text(name, length)?;
        let found = match text::is_name(&found) {
            true => Ok(found),
            false => Err(say!("web-form-not-a-name")),
        };
        self.note(name, found)
    }

    /// Refuses what no paper can print, a name above all: better here than when it is to be signed.
    pub fn printable(&mut self, name: &str, press: &Press) {
        if let Err(say) = press.check(self.value(name)) {
            self.refuse(name, say);
        }
    }

    /// A text that may be missing: `Some(None)` if nothing was typed.
    pub fn optional(&mut self, name: &str, max: usize) -> Option<Option<String>> {
        self.text(name, 0..=max)
            .map(|text| Some(text).filter(|t| !t.is_empty()))
    }

    /// What may be missing: `Some(None)` if nothing was typed, else what `read` makes of it.
    pub fn maybe<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self, &str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.value(name).trim().is_empty() {
            return Some(None);
        }
        read(self, name).map(Some)
    }

    /// An e-mail address.
    pub fn email(&mut self, name: &str) -> Option<String> {
        let found = match self.value(name).trim() {
            "" => Err(say!("web-form-needed")),
            typed => text::email(typed).ok_or_else(|| say!("web-form-email")),
        };
        self.note(name, found)
    }

    /// A whole number within a range.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let typed: String = self
            .value(name)
            .trim()
            .chars()
            .map(text::half_width)
            .collect();
        let found = match typed.parse::<i64>() {
            _ if typed.is_empty() => Err(say!("web-form-needed")),
            Ok(n) if range.contains(&n) => Ok(n),
            Ok(_) => Err(say!(
                "web-form-range",
                min = *range.start(),
                max = *range.end()
            )),
            Err(_) => Err(say!("web-form-number")),
        };
        self.note(name, found)
    }

    /// An amount of money.
    pub fn money(&mut self, name: &str) -> Option<Fen> {
        let found = match self.value(name).trim() {
            "" => Err(say!("web-form-needed")),
            typed => Fen::parse(typed).ok_or_else(|| say!("web-form-money")),
        };
        self.note(name, found)
    }

    /// A date, as browsers post it: `2026-11-22`; from [`time::FIRST`] to [`time::LAST`].
    pub fn date(&mut self, name: &str) -> Option<Day> {
        self.date_from(name, time::FIRST)
    }

    /// The same from another first day on.
    pub fn date_from(&mut self, name: &str, first: Day) -> Option<Day> {
        let found = match self.value(name).trim() {
            "" => Err(say!("web-form-needed")),
            typed => (typed.parse::<Day>().ok())
                .filter(|day| (first..=time::LAST).contains(day))
                .ok_or_else(|| wrong_date(first)),
        };
        self.note(name, found)
    }

    /// A date and time in the chamber's zone, as browsers post it: `2026-11-22T09:30`; UTC.
    pub fn moment(&mut self, name: &str, zone: chrono_tz::Tz) -> Option<Moment> {
        let found = match self.value(name).trim() {
            "" => Err(say!("web-form-needed")),
            typed => time::parse_moment(typed, zone).ok_or_else(|| wrong_date(time::FIRST)),
        };
        self.note(name, found)
    }

    /// Puts a moment as [`Form::moment`] reads it.
    pub fn put_moment(&mut self, name: &str, zone: chrono_tz::Tz, at: Moment) {
        let local = chrono::TimeZone::from_utc_datetime(&zone, &at).naive_local();
        self.put(name, local.format("%Y-%m-%dT%H:%M").to_string());
    }

    /// One of several words.
    pub fn choice<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = match self.value(name) {
            "" => Err(say!("web-form-choose")),
            word => read(word).ok_or_else(|| say!("web-form-choose")),
        };
        self.note(name, found)
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.pairs.iter().any(|(k, v)| k == name && !v.is_empty())
    }

    /// A box that must be ticked.
    pub fn must_tick(&mut self, name: &str, why: Say) -> Option<()> {
        if self.ticked(name) {
            return Some(());
        }
        self.refuse(name, why);
        None
    }
}

fn wrong_date(first: Day) -> Say {
    let year = |day: Day| chrono::Datelike::year(&day).to_string();
    say!(
        "web-form-date",
        first = year(first),
        last = year(time::LAST)
    )
}

/// What was read out of a form: whole if every part of it was fine.
pub trait Said {
    /// The clean value.
    type Whole;

    /// It, unless something in it was wrong.
    fn whole(self) -> Option<Self::Whole>;
}

impl<T> Said for Option<T> {
    type Whole = T;

    fn whole(self) -> Option<T> {
        self
    }
}

/// Several fields, each read for itself, so that each notes its error.
macro_rules! said {
    ($($name:ident),*) => {
        impl<$($name),*> Said for ($(Option<$name>,)*) {
            type Whole = ($($name,)*);

            #[allow(non_snake_case, reason = "a value is called like its type")]
            fn whole(self) -> Option<Self::Whole> {
                let ($($name,)*) = self;
                Some(($($name?,)*))
            }
        }
    };
}

said!(A, B);
said!(A, B, C);
said!(A, B, C, D);
said!(A, B, C, D, E);

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
