//! Says things in the reader's language: Fluent messages from `locales/`, and dates,
//! numbers and money by locale.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, TimeZone, Timelike};
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;

use crate::kernel::brand::Brand;
use crate::kernel::capitals::capitals;
use crate::kernel::{Arg, Day, Fen, Lang, Moment, Say};

#[derive(RustEmbed)]
#[folder = "locales"]
struct Locales;

/// The messages of one language.
struct Voice {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once: most of every page.
    plain: HashMap<String, String>,
}

static VOICES: LazyLock<[Voice; 3]> = LazyLock::new(|| Lang::ALL.map(load));

fn load(lang: Lang) -> Voice {
    let tag = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks would be copied along with names and numbers; our texts are one direction.
    bundle.set_use_isolating(false);
    let mut plain = HashMap::new();
    let folder = format!("{}/", lang.tag());
    for path in Locales::iter().filter(|p| p.starts_with(&folder)) {
        let Some(file) = Locales::get(&path) else {
            continue;
        };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%path, ?errors, "messages that don't parse");
            resource
        });
        let keys: Vec<String> = resource
            .entries()
            .filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            })
            .collect();
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%path, ?errors, "messages defined twice");
        }
        for key in keys {
            let mut errors = vec![];
            let Some(pattern) = bundle.get_message(&key).and_then(|m| m.value()) else {
                continue;
            };
            let text = bundle
                .format_pattern(pattern, None, &mut errors)
                .into_owned();
            if errors.is_empty() {
                plain.insert(key, text);
            }
        }
    }
    Voice { bundle, plain }
}

/// How to speak to one reader. Small and `Copy`; templates find it as the value `speech`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speech {
    /// The reader's language.
    pub lang: Lang,
    /// The zone moments are shown in.
    pub zone: Tz,
    /// ISO 4217 code, three letters.
    currency: [u8; 3],
}

impl askama::Value for Speech {
    fn ref_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl Speech {
    /// For a reader of `lang` in the chamber with this brand.
    #[must_use]
    pub fn new(lang: Lang, brand: &Brand) -> Self {
        let currency = brand.currency.as_bytes().try_into().unwrap_or(*b"CNY");
        Self {
            lang,
            zone: brand.zone,
            currency,
        }
    }

    fn voice(self) -> &'static Voice {
        let [zh_cn, zh_tw, en] = &*VOICES;
        match self.lang {
            Lang::ZhCn => zh_cn,
            Lang::ZhTw => zh_tw,
            Lang::En => en,
        }
    }

    /// A message without arguments. A key that isn't there is shown as itself and logged.
    #[must_use]
    pub fn plain(self, key: &str) -> &'static str {
        if let Some(text) = self.voice().plain.get(key) {
            return text;
        }
        tracing::error!(
            key,
            lang = self.lang.tag(),
            "a message is missing or needs arguments"
        );
        ""
    }

    /// A message without arguments whose key was put together from stored words; `None` if
    /// there is no such message.
    #[must_use]
    pub fn find(self, key: &str) -> Option<&'static str> {
        self.voice().plain.get(key).map(String::as_str)
    }

    /// A message with its arguments.
    #[must_use]
    pub fn say(self, say: &Say) -> String {
        if say.args.is_empty() {
            return self.plain(&say.key).to_owned();
        }
        let mut args = FluentArgs::with_capacity(say.args.len());
        for (name, arg) in &say.args {
            args.set(name.as_ref(), self.value(arg));
        }
        let voice = self.voice();
        let Some(pattern) = voice.bundle.get_message(&say.key).and_then(|m| m.value()) else {
            tracing::error!(key = %say.key, lang = self.lang.tag(), "a message is missing");
            return String::new();
        };
        let mut errors = vec![];
        let text = voice
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::error!(key = %say.key, ?errors, "a message lacks an argument");
        }
        text
    }

    fn value(self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => text.clone().into(),
            Arg::Number(n) => (*n).into(),
            Arg::Moment(moment) => self.moment(*moment).into(),
            Arg::Day(day) => self.day(*day).into(),
            Arg::Money(fen) => self.money(*fen).into(),
            Arg::Say(say) => self.say(say).into(),
        }
    }

    /// 2026年11月22日, 22 Nov 2026
    #[must_use]
    pub fn day(self, day: Day) -> String {
        if self.lang.is_chinese() {
            format!("{}年{}月{}日", day.year(), day.month(), day.day())
        } else {
            day.format("%-d %b %Y").to_string()
        }
    }

    /// 2026年11月22日 09:05, 22 Nov 2026, 09:05: in the chamber's time zone. Midnight is where a day
    /// ends, as everybody means it who has "until the 22nd": 2026年11月22日 24:00.
    #[must_use]
    pub fn moment(self, moment: Moment) -> String {
        let local = self.zone.from_utc_datetime(&moment);
        let comma = if self.lang.is_chinese() { "" } else { "," };
        let hour = if local.time() == chrono::NaiveTime::MIN {
            24
        } else {
            local.hour()
        };
        let day = self.day_of(moment);
        format!("{day}{comma} {hour:02}:{:02}", local.minute())
    }

    /// The day of a moment in the chamber's time zone; of midnight, the day that ends with it.
    #[must_use]
    pub fn day_of(self, moment: Moment) -> String {
        let local = self.zone.from_utc_datetime(&moment);
        let day = local.date_naive();
        let ends = local.time() == chrono::NaiveTime::MIN;
        self.day(day.pred_opt().filter(|_| ends).unwrap_or(day))
    }

    /// The exact time with its zone, for tooltips: `2026-11-22 09:05:07 +08:00`.
    #[must_use]
    pub fn exact(self, moment: Moment) -> String {
        self.zone
            .from_utc_datetime(&moment)
            .format("%Y-%m-%d %H:%M:%S %:z")
            .to_string()
    }

    /// ¥5,000.00; other currencies by their code.
    #[must_use]
    pub fn money(self, fen: Fen) -> String {
        let code = std::str::from_utf8(&self.currency).unwrap_or("CNY");
        let sign = if fen.0 < 0 { "-" } else { "" };
        let amount = Fen(fen.0.saturating_abs()).grouped();
        match code {
            "CNY" => format!("{sign}¥{amount}"),
            "HKD" => format!("{sign}HK${amount}"),
            "TWD" => format!("{sign}NT${amount}"),
            _ => format!("{sign}{code}\u{a0}{amount}"),
        }
    }

    /// 人民币伍仟元整: for readers of Chinese, in the currency whose bills are written so.
    #[must_use]
    pub fn capitals(self, fen: Fen) -> Option<String> {
        let name = match self.lang {
            Lang::ZhCn => "人民币",
            Lang::ZhTw => "人民幣",
            Lang::En => return None,
        };
        (&self.currency == b"CNY").then(|| name.to_owned() + &capitals(fen, self.lang))
    }

    /// Bytes for people: 340 KB, 2.1 MB.
    #[must_use]
    pub fn size(self, bytes: i64) -> String {
        if bytes < 1_000_000 {
            format!("{} KB", (bytes + 999) / 1000)
        } else {
            format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech(lang: Lang) -> Speech {
        Speech::new(lang, &Brand::default())
    }

    #[test]
    fn a_moment_is_shown_in_the_chambers_zone() {
        let moment = Day::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(16, 5, 0)
            .unwrap();
        assert_eq!(speech(Lang::ZhCn).moment(moment), "2026年11月22日 00:05");
        assert_eq!(speech(Lang::En).moment(moment), "22 Nov 2026, 00:05");
        assert_eq!(speech(Lang::En).exact(moment), "2026-11-22 00:05:00 +08:00");
    }

    #[test]
    fn midnight_ends_the_day_before() {
        let end = Day::from_ymd_opt(2026, 12, 20)
            .and_then(|day| day.and_hms_opt(16, 0, 0))
            .unwrap();
        assert_eq!(speech(Lang::ZhCn).moment(end), "2026年12月20日 24:00");
        assert_eq!(speech(Lang::En).day_of(end), "20 Dec 2026");
        let after = end + chrono::TimeDelta::seconds(1);
        assert_eq!(speech(Lang::En).moment(after), "21 Dec 2026, 00:00");
    }

    #[test]
    fn money_carries_its_currency() {
        assert_eq!(speech(Lang::ZhTw).money(Fen(500_000)), "¥5,000.00");
        assert_eq!(speech(Lang::En).money(Fen(-185)), "-¥1.85");
    }
}
