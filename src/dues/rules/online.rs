//! Paying online: what a provider is asked and what it tells. And Stripe's signatures: HMAC-SHA256 of
//! `time.body` on the bytes as they came, fresh within five minutes. Pure.

use std::collections::BTreeMap;

use ring::hmac;
use serde::Deserialize;
use serde_json::Value;

use super::came::Came;
use super::{AttemptId, InvoiceId};
use crate::kernel::{Fen, Moment};
use crate::words;

/// Seconds a signed notice may be old, or early.
const FRESH: i64 = 300;

/// What a provider is asked to collect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Our key: the same one never begins a second payment.
    pub id: AttemptId,
    /// For which invoice.
    pub invoice: InvoiceId,
    /// How much.
    pub amount: Fen,
    /// ISO 4217 code.
    pub currency: String,
    /// What the payer reads.
    pub what: String,
    /// Where the payer comes back to.
    pub back: String,
}

words! {
    /// How a try to pay stands.
    pub stored enum State: key "dues-online-is-", tone {
        /// The provider was not asked yet.
        Created = "created" as "unknown", "ochre";
        /// The payer is on the way.
        Pending = "pending" as "begun", "ochre";
        /// The provider did not answer well.
        Unknown = "unknown", "ochre";
        /// Money came, and not what was asked for: the treasurer looks at it.
        Differs = "differs", "red";
        /// The money is there.
        Succeeded = "succeeded" as "paid", "jade";
        /// It won't come.
        Failed = "failed", "ink";
        /// The money was there, and went back since, or is disputed: the treasurer looks at it.
        Returned = "returned", "red";
        /// Money came that was not asked for, and the treasurer said it is not to be booked.
        Dropped = "dropped", "ink";
    }
}

impl State {
    /// Whether it is known how it went, and nobody but the treasurer changes that.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::Differs | Self::Returned | Self::Dropped
        )
    }

    /// Whether it waits for the treasurer.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Differs | Self::Returned)
    }
}

/// What a provider tells of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The money is there.
    Succeeded(Came),
    /// Not yet.
    Pending,
    /// It won't come, in the provider's words.
    Failed(String),
}

/// A verified notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The provider's id of it: the same one twice is one.
    pub event: String,
    /// Which attempt it is about, if it is about one.
    pub about: Option<(AttemptId, Told)>,
    /// The provider's id of the payment: what tells of money that went back names nothing else that we know.
    pub intent: Option<String>,
    /// What of that payment went back, in all, or is disputed.
    pub back: Option<Came>,
}

/// Why a notice is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// It carries no signature that could be read.
    #[error("no signature")]
    Unsigned,
    /// The signature is another's.
    #[error("wrong signature")]
    Forged,
    /// It is too old, or from the future.
    #[error("not fresh")]
    Stale,
    /// The signature is right and the content can't be read.
    #[error("unreadable")]
    Unreadable,
}

/// Checks a `Stripe-Signature` header (`t=…,v1=…`) against the body as it came.
///
/// # Errors
/// Says why it isn't believed.
pub fn verify_stripe(header: &str, body: &[u8], secret: &str, now: Moment) -> Result<(), Rejected> {
    let pairs = || {
        header
            .split(',')
            .filter_map(|pair| pair.trim().split_once('='))
    };
    let at = pairs()
        .find(|(k, _)| *k == "t")
        .map(|(_, v)| v)
        .ok_or(Rejected::Unsigned)?;
    let signatures: Vec<Vec<u8>> = pairs()
        .filter(|(k, _)| *k == "v1")
        .filter_map(|(_, v)| hex::decode(v).ok())
        .collect();
    if signatures.is_empty() {
        return Err(Rejected::Unsigned);
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signed = [at.as_bytes(), b".", body].concat();
    // Several during a change of secrets; compared in constant time.
    if !signatures
        .iter()
        .any(|s| hmac::verify(&key, &signed, s).is_ok())
    {
        return Err(Rejected::Forged);
    }
    let seconds: i64 = at.parse().map_err(|_| Rejected::Unsigned)?;
    let age = now.and_utc().timestamp() - seconds;
    if (-FRESH..=FRESH).contains(&age) {
        Ok(())
    } else {
        Err(Rejected::Stale)
    }
}

/// A Checkout Session, as far as it is needed.
#[derive(Debug, Clone, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// Where the payer goes.
    #[serde(default)]
    pub url: Option<String>,
    /// Our key.
    #[serde(default)]
    pub client_reference_id: Option<String>,
    /// `open`, `complete`, `expired`.
    #[serde(default)]
    pub status: Option<String>,
    /// `paid`, `unpaid`, `no_payment_required`.
    #[serde(default)]
    pub payment_status: Option<String>,
    /// In the smallest unit.
    #[serde(default)]
    pub amount_total: Option<i64>,
    /// Lower case.
    #[serde(default)]
    pub currency: Option<String>,
    /// What was given along.
    #[serde(default)]
    pub metadata: Option<BTreeMap<String, String>>,
}

/// Under which name the invoice is given along.
pub const INVOICE: &str = "invoice";

impl Session {
    /// What it tells.
    #[must_use]
    pub fn told(&self) -> Told {
        match (self.payment_status.as_deref(), self.status.as_deref()) {
            (Some("paid"), _) => Told::Succeeded(self.came()),
            (_, Some("expired")) => Told::Failed("expired".to_owned()),
            _ => Told::Pending,
        }
    }

    fn came(&self) -> Came {
        let along = self.metadata.as_ref().and_then(|all| all.get(INVOICE));
        Came {
            amount: self.amount_total.map(Fen),
            currency: self.currency.clone().unwrap_or_default(),
            invoice: along.cloned(),
        }
    }
}

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Value,
}

/// What tells that money went back, with the field that says how much: all that was paid back so far, or what
/// the payer's bank was asked for.
const BACK: [(&str, &str); 2] = [
    ("charge.refunded", "amount_refunded"),
    ("charge.dispute.created", "amount"),
];

/// Reads a verified body. Kinds of events that are neither about a Checkout Session nor about money that went back
/// are about nothing.
///
/// # Errors
/// If it is no event.
pub fn read_stripe(body: &[u8]) -> Result<Notice, Rejected> {
    let event: Event = serde_json::from_slice(body).map_err(|_| Rejected::Unreadable)?;
    let text = |field: &str| event.data.object.get(field)?.as_str().map(str::to_owned);
    let intent = text("payment_intent");
    let back = BACK.iter().find(|(kind, _)| *kind == event.kind);
    let back = back.map(|(_, field)| Came {
        amount: event
            .data
            .object
            .get(*field)
            .and_then(Value::as_i64)
            .map(Fen),
        currency: text("currency").unwrap_or_default(),
        invoice: None,
    });
    let about = if event.kind.starts_with("checkout.session.") {
        let session: Session =
            serde_json::from_value(event.data.object).map_err(|_| Rejected::Unreadable)?;
        let told = match event.kind.as_str() {
            "checkout.session.async_payment_failed" => Told::Failed("declined".to_owned()),
            _ => session.told(),
        };
        let id = session
            .client_reference_id
            .as_deref()
            .and_then(|id| id.parse().ok());
        id.map(|id| (id, told))
    } else {
        None
    };
    Ok(Notice {
        event: event.id,
        about,
        intent,
        back,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_test_secret";

    fn at(seconds: i64) -> Moment {
        chrono::DateTime::from_timestamp(seconds, 0)
            .unwrap()
            .naive_utc()
    }

    fn sign(body: &[u8], seconds: i64, secret: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, &[format!("{seconds}.").as_bytes(), body].concat());
        format!("t={seconds},v1={},v0=ignored", hex::encode(tag.as_ref()))
    }

    #[test]
    fn the_hash_is_the_one_rfc_4231_publishes() {
        // Test case 2 of RFC 4231: what Stripe's scheme is built on.
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"Jefe");
        let tag = hmac::sign(&key, b"what do ya want for nothing?");
        let published = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex::encode(tag.as_ref()), published);
    }

    #[test]
    fn only_what_is_signed_whole_and_fresh_is_believed() {
        let body = br#"{"id":"evt_1"}"#;
        let header = sign(body, 1_000, SECRET);
        let check = |header: &str, body: &[u8], now| verify_stripe(header, body, SECRET, at(now));
        assert_eq!(check(&header, body, 1_300), Ok(()));
        assert_eq!(check(&header, body, 1_301), Err(Rejected::Stale));
        assert_eq!(check(&header, body, 699), Err(Rejected::Stale));
        assert_eq!(
            check(&header, br#"{"id":"evt_2"}"#, 1_000),
            Err(Rejected::Forged)
        );
        assert_eq!(
            check(&sign(body, 1_000, "other"), body, 1_000),
            Err(Rejected::Forged)
        );
        assert_eq!(check("t=1000", body, 1_000), Err(Rejected::Unsigned));
        assert_eq!(check("", body, 1_000), Err(Rejected::Unsigned));
        // The time is signed too.
        let moved = header.replace("t=1000", "t=2000");
        assert_eq!(check(&moved, body, 2_000), Err(Rejected::Forged));
        // While a secret changes both signatures come.
        let both = format!(
            "{},{}",
            sign(body, 1_000, "old").replace(",v0=ignored", ""),
            header.split_once(',').unwrap().1
        );
        assert_eq!(check(&both, body, 1_000), Ok(()));
    }

    #[test]
    fn an_event_tells_of_its_session() {
        let id = AttemptId::new();
        let body = |kind: &str, status: &str, currency: &str| {
            format!(
                r#"{{"id":"evt_1","object":"event","type":"checkout.session.{kind}","data":{{"object":{{"id":"cs_1","object":"checkout.session",
                "client_reference_id":"{id}","amount_total":600000,"currency":"{currency}","payment_status":"{status}","status":"complete","livemode":false}}}}}}"#
            )
        };
        let told = |kind, status, currency| {
            read_stripe(body(kind, status, currency).as_bytes())
                .unwrap()
                .about
                .unwrap()
                .1
        };
        let came = |currency: &str| {
            Told::Succeeded(Came {
                amount: Some(Fen(600_000)),
                currency: currency.to_owned(),
                invoice: None,
            })
        };
        assert_eq!(told("completed", "paid", "cny"), came("cny"));
        assert_eq!(told("completed", "unpaid", "cny"), Told::Pending);
        assert_eq!(told("async_payment_succeeded", "paid", "cny"), came("cny"));
        assert!(matches!(
            told("async_payment_failed", "unpaid", "cny"),
            Told::Failed(_)
        ));
        assert_eq!(told("completed", "paid", "usd"), came("usd"));
        let other = br#"{"id":"evt_2","type":"charge.updated","data":{"object":{}}}"#;
        let other = read_stripe(other).unwrap();
        assert_eq!((other.about, other.intent, other.back), (None, None, None));
        assert_eq!(read_stripe(b"[]"), Err(Rejected::Unreadable));
    }

    #[test]
    fn an_event_tells_what_of_a_payment_went_back() {
        for (kind, amount) in [
            ("charge.refunded", 150_000),
            ("charge.dispute.created", 600_000),
        ] {
            let body = format!(
                r#"{{"id":"evt_3","type":"{kind}","data":{{"object":{{"id":"x_1","payment_intent":"pi_1","amount":600000,"amount_refunded":150000,"currency":"cny"}}}}}}"#
            );
            let told = read_stripe(body.as_bytes()).unwrap();
            assert_eq!((told.about, told.intent.as_deref()), (None, Some("pi_1")));
            assert_eq!(told.back.unwrap().amount, Some(Fen(amount)), "{kind}");
        }
    }
}
