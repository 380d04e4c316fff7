//! Template filters. They find the reader's [`Speech`] among the values given at render
//! time, so that page structs hold page data only.
//!
//! `{{ "key"|t }}` · `{{ "key"|t1("name", value) }}` and `t2` · `{{ say|say }}` ·
//! `{{ moment|datetime }}` · `{{ day|date }}` · `{{ fen|money }}` · `{{ bytes|size }}`

#![allow(
    missing_docs,
    reason = "the filter macro makes public items that carry no docs"
)]

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe, Safe};
use askama::{FastWritable, Result, Template, Values};

use crate::kernel::{Arg, Day, Fen, Moment, Say};
use crate::platform::chart::Chart;
use crate::platform::db::Fault;
use crate::platform::i18n::Speech;

/// The name under which templates find the speech.
pub const SPEECH: &str = "speech";

fn speech(values: &dyn Values) -> Result<Speech> {
    askama::get_value::<Speech>(values, SPEECH).copied()
}

/// A template in a language, without a page round it.
///
/// # Errors
/// If the template fails.
pub fn html(page: &impl Template, speech: Speech) -> std::result::Result<String, Fault> {
    let values = (SPEECH, speech);
    page.render_with_values(&values)
        .map_err(|e| Fault::Broken(format!("template: {e}")))
}

/// A message without arguments by its key, looked up and escaped where it is written: what parts of pages
/// say that are copied into many, since `{{ label|t }}` costs more than twice as much to compile.
pub struct Key<'a>(pub &'a str);

impl HtmlSafe for Key<'_> {}

impl FastWritable for Key<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> Result<()> {
        Ok(Html.write_escaped_str(dest, speech(values)?.plain(self.0))?)
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Html.write_escaped_str(f, self.0)
    }
}

/// A message without arguments.
#[askama::filter_fn]
pub fn t(key: impl AsRef<str>, values: &dyn Values) -> Result<&'static str> {
    Ok(speech(values)?.plain(key.as_ref()))
}

fn with_args<const N: usize>(
    values: &dyn Values,
    key: &str,
    args: [(&str, Arg); N],
) -> Result<String> {
    let args = args
        .into_iter()
        .map(|(name, arg)| (name.to_owned().into(), arg))
        .collect();
    Ok(speech(values)?.say(&Say {
        key: key.to_owned().into(),
        args,
    }))
}

/// A message with one argument.
#[askama::filter_fn]
pub fn t1<A: Into<Arg>>(
    key: impl AsRef<str>,
    values: &dyn Values,
    name: &str,
    arg: A,
) -> Result<String> {
    with_args(values, key.as_ref(), [(name, arg.into())])
}

/// A message with two arguments.
#[askama::filter_fn]
pub fn t2<A: Into<Arg>, B: Into<Arg>>(
    key: impl AsRef<str>,
    values: &dyn Values,
    name_a: &str,
    a: A,
    name_b: &str,
    b: B,
) -> Result<String> {
    with_args(
        values,
        key.as_ref(),
        [(name_a, a.into()), (name_b, b.into())],
    )
}

/// A message that Rust code made.
#[askama::filter_fn]
pub fn say(say: &Say, values: &dyn Values) -> Result<String> {
    Ok(speech(values)?.say(say))
}

/// A stored word such as `mail.send` in the reader's words: message `desk-job-mail-send` of the family
/// `desk-job-`. A word of which this build knows nothing, left by an earlier one, is what the family calls `other`.
#[askama::filter_fn]
pub fn word(word: impl AsRef<str>, values: &dyn Values, family: &str) -> Result<String> {
    let word = word.as_ref();
    let key = format!("{family}{}", word.replace(['.', '_'], "-"));
    let speech = speech(values)?;
    let other = || speech.find(&format!("{family}other"));
    let said = speech.find(&key).or_else(other);
    Ok(said.unwrap_or(word).to_owned())
}

/// A message that Rust code made, or nothing.
#[askama::filter_fn]
pub fn maybe(say: &Option<Say>, values: &dyn Values) -> Result<String> {
    let speech = speech(values)?;
    Ok(say.as_ref().map(|say| speech.say(say)).unwrap_or_default())
}

/// A moment, with the exact time as tooltip.
#[askama::filter_fn]
pub fn datetime(moment: &Moment, values: &dyn Values) -> Result<Safe<String>> {
    let speech = speech(values)?;
    let machine = moment.format("%Y-%m-%dT%H:%M:%SZ");
    let (exact, text) = (speech.exact(*moment), speech.moment(*moment));
    Ok(Safe(format!(
        r#"<time datetime="{machine}" title="{exact}">{text}</time>"#
    )))
}

/// The day of a moment in the chamber's time zone, with the exact time as tooltip.
#[askama::filter_fn]
pub fn date_of(moment: &Moment, values: &dyn Values) -> Result<Safe<String>> {
    let speech = speech(values)?;
    let machine = moment.format("%Y-%m-%dT%H:%M:%SZ");
    let text = speech.day_of(*moment);
    Ok(Safe(format!(
        r#"<time datetime="{machine}" title="{}">{text}</time>"#,
        speech.exact(*moment)
    )))
}

/// A date.
#[askama::filter_fn]
pub fn date(day: &Day, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(format!(
        r#"<time datetime="{day}">{}</time>"#,
        speech(values)?.day(*day)
    )))
}

/// What is an amount: fen as such, or as rows hold them.
pub trait Amount {
    /// The amount.
    fn amount(&self) -> Fen;
}

impl Amount for Fen {
    fn amount(&self) -> Fen {
        *self
    }
}

impl Amount for i64 {
    fn amount(&self) -> Fen {
        Fen(*self)
    }
}

impl<T: Amount> Amount for &T {
    fn amount(&self) -> Fen {
        (**self).amount()
    }
}

/// An amount with its currency.
#[askama::filter_fn]
pub fn money(fen: impl Amount, values: &dyn Values) -> Result<String> {
    Ok(speech(values)?.money(fen.amount()))
}

/// A size in bytes.
#[askama::filter_fn]
pub fn size(bytes: &i64, values: &dyn Values) -> Result<String> {
    Ok(speech(values)?.size(*bytes))
}

/// The first character of a name, for the round beside it.
#[askama::filter_fn]
pub fn initial(name: impl AsRef<str>, _: &dyn Values) -> Result<String> {
    Ok(name
        .as_ref()
        .chars()
        .next()
        .map(String::from)
        .unwrap_or_default())
}

/// A chart of bars.
#[askama::filter_fn]
pub fn bars(chart: &Chart, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(chart.bars(speech(values)?)))
}

/// A chart of columns.
#[askama::filter_fn]
pub fn columns(chart: &Chart, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(chart.columns(speech(values)?)))
}

/// The numbers of a chart, as rows of the table beneath it.
#[askama::filter_fn]
pub fn numbers(chart: &Chart, values: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(chart.table(speech(values)?)))
}
