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

impl From<&str> for Arg {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}
impl From<String> for Arg {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}
impl From<&String> for Arg {
    fn from(v: &String) -> Self {
        Self::Text(v.clone())
    }
}
impl From<i64> for Arg {
    fn from(v: i64) -> Self {
        Self::Number(v)
    }
}
impl From<i32> for Arg {
    fn from(v: i32) -> Self {
        Self::Number(v.into())
    }
}
impl From<u32> for Arg {
    fn from(v: u32) -> Self {
        Self::Number(v.into())
    }
}
impl From<usize> for Arg {
    fn from(v: usize) -> Self {
        Self::Number(i64::try_from(v).unwrap_or(i64::MAX))
    }
}
impl From<Moment> for Arg {
    fn from(v: Moment) -> Self {
        Self::Moment(v)
    }
}
impl From<Day> for Arg {
    fn from(v: Day) -> Self {
        Self::Day(v)
    }
}
impl From<Fen> for Arg {
    fn from(v: Fen) -> Self {
        Self::Money(v)
    }
}
impl From<Say> for Arg {
    fn from(v: Say) -> Self {
        Self::Say(Box::new(v))
    }
}
impl From<&u16> for Arg {
    fn from(v: &u16) -> Self {
        Self::Number((*v).into())
    }
}
impl From<&i64> for Arg {
    fn from(v: &i64) -> Self {
        Self::Number(*v)
    }
}
impl From<&u32> for Arg {
    fn from(v: &u32) -> Self {
        Self::Number((*v).into())
    }
}
impl From<&i32> for Arg {
    fn from(v: &i32) -> Self {
        Self::Number((*v).into())
    }
}
impl From<&usize> for Arg {
    fn from(v: &usize) -> Self {
        (*v).into()
    }
}
impl From<&Moment> for Arg {
    fn from(v: &Moment) -> Self {
        Self::Moment(*v)
    }
}
impl From<&Day> for Arg {
    fn from(v: &Day) -> Self {
        Self::Day(*v)
    }
}
impl From<&Fen> for Arg {
    fn from(v: &Fen) -> Self {
        Self::Money(*v)
    }
}
impl From<&Say> for Arg {
    fn from(v: &Say) -> Self {
        v.clone().into()
    }
}
impl From<&&str> for Arg {
    fn from(v: &&str) -> Self {
        Self::Text((*v).to_owned())
    }
}
impl From<&&Fen> for Arg {
    fn from(v: &&Fen) -> Self {
        Self::Money(**v)
    }
}
impl From<&&i32> for Arg {
    fn from(v: &&i32) -> Self {
        Self::Number((**v).into())
    }
}
impl From<&&i64> for Arg {
    fn from(v: &&i64) -> Self {
        Self::Number(**v)
    }
}
impl From<&&String> for Arg {
    fn from(v: &&String) -> Self {
        Self::Text((*v).clone())
    }
}
