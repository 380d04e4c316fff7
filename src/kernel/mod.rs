//! The pure words every room speaks: ids, time, money, languages, texts to be said,
//! who acts and what they may do. No query, no clock, no file, no HTTP.

pub mod actor;
pub mod brand;
pub mod can;
pub mod capitals;
pub mod credit_code;
pub mod firm;
pub mod id;
pub mod lang;
pub mod money;
pub mod opening;
pub mod pinyin;
mod pinyin_words;
pub mod say;
pub mod sheet;
pub mod text;
pub mod time;
pub mod words;

pub use actor::{Actor, Powers, Role, Who};
pub use can::{Act, Can, Denied};
pub use id::Id;
pub use lang::Lang;
pub use money::Fen;
pub use opening::Opening;
pub use say::{Arg, Say};
pub use time::{Day, Moment};
