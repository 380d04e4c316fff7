//! A text to be said later, in the language of whoever reads it: a message key from
//! `locales/` with its arguments.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use super::{Day, Fen, Moment};

/// One argument of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Arg {
    /// Text, put in as it is.
    Text(String),
    /// A number; plural forms depend on it.
    Number(i64),
    /// A moment, shown in the reader's language and the chamber's time zone.
    Moment(Moment),
    /// A date, shown in the reader's language.
    Day(Day),
    /// An amount in the chamber's currency.
    Money(Fen),
    /// Another message, said in the same language.
    Say(Box<Say>),
}

/// A message key and its arguments. Made with [`crate::say!`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Say {
    /// The key in `locales/*/*.ftl`.
    pub key: Cow<'static, str>,
    /// Arguments by name.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

impl Say {
    /// A message without arguments.
    #[must_use]
    pub const fn plain(key: &'static str) -> Self {
        Self {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), arg.into()));
        self
    }
}

/// `say!("key")` or `say!("key", name = value, ..)`.
#[macro_export]
macro_rules! say {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::kernel::Say::plain($key)$(.with(stringify!($name), $value))*
    };
}

/// What an argument is made of.
macro_rules! args {
    ($($from:ty: $v:ident => $made:expr;)+) => {
        $(impl From<$from> for Arg {
            fn from($v: $from) -> Self {
                $made
            }
        })+
    };
}

args! {
    &str: v => Self::Text(v.to_owned());
    String: v => Self::Text(v);
    &String: v => Self::Text(v.clone());
    i64: v => Self::Number(v);
    i32: v => Self::Number(v.into());
    u32: v => Self::Number(v.into());
    usize: v => Self::Number(i64::try_from(v).unwrap_or(i64::MAX));
    Moment: v => Self::Moment(v);
    Day: v => Self::Day(v);
    Fen: v => Self::Money(v);
    Say: v => Self::Say(Box::new(v));
    &u16: v => Self::Number((*v).into());
    &i64: v => Self::Number(*v);
    &u32: v => Self::Number((*v).into());
    &i32: v => Self::Number((*v).into());
    &usize: v => (*v).into();
    &Moment: v => Self::Moment(*v);
    &Day: v => Self::Day(*v);
    &Fen: v => Self::Money(*v);
    &Say: v => v.clone().into();
    &&str: v => Self::Text((*v).to_owned());
    &&Fen: v => Self::Money(**v);
    &&i32: v => Self::Number((**v).into());
    &&i64: v => Self::Number(**v);
    &&String: v => Self::Text((*v).clone());
}
