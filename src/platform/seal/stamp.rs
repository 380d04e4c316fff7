//! Time stamps (RFC 3161): asked for, read, checked. Best effort: whoever asks can go without.

use std::time::Duration;

use chrono::DateTime;
use cms::content_info::ContentInfo;
use der::asn1::{GeneralizedTime, ObjectIdentifier, OctetString};
use der::{Decode, Encode, Reader, SliceReader, Tag, Tagged};
use sha2::{Digest, Sha256};

use super::{cms as signature, oids};
use crate::kernel::Moment;

/// How long a server has to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// An answer has at most so many bytes.
const LARGEST: usize = 64 * 1024;

/// The request for a stamp over a signature: its SHA-256, and please with the certificate.
#[must_use]
pub fn request(signature: &[u8]) -> Vec<u8> {
    let mut out = vec![
        0x30, 0x39, 0x02, 0x01, 0x01, // version 1
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0x04, 0x20, // SHA-256 of what follows
    ];
    out.extend_from_slice(&Sha256::digest(signature));
    out.extend_from_slice(&[0x01, 0x01, 0xff]); // with the certificate
    out
}

/// The stamp in an answer, if it was granted.
#[must_use]
pub fn token(answer: &[u8]) -> Option<Vec<u8>> {
    let mut reader = SliceReader::new(answer).ok()?;
    let parts: Vec<der::Any> = reader
        .sequence(|inner| {
            let mut parts = vec![];
            while !inner.is_finished() {
                parts.push(der::Any::decode(inner)?);
            }
            Ok(parts)
        })
        .ok()?;
    let status = parts.first()?.value();
    // PKIStatus granted (0) or granted with changes (1).
    let granted = matches!(status, [0x02, 0x01, 0 | 1, ..]);
    let token = parts.get(1)?.to_der().ok()?;
    granted.then_some(token)
}

/// Asks a server, within a few seconds.
pub async fn ask(server: &str, signature: &[u8]) -> Option<Vec<u8>> {
    let client = reqwest::Client::builder().timeout(PATIENCE).build().ok()?;
    let answer = client
        .post(server)
        .header("content-type", "application/timestamp-query")
        .body(request(signature))
        .send()
        .await
        .ok()?
        .error_for_status()
        .ok()?;
    let bytes = answer.bytes().await.ok()?;
    let token = (bytes.len() <= LARGEST).then(|| token(&bytes)).flatten()?;
    // A stamp over something else, or one that does not hold, is none.
    check(&token, signature).map(|_| token)
}

/// When a stamp says that `signed` existed; `None` if it is about something else or does not hold.
#[must_use]
pub fn check(token: &[u8], signed: &[u8]) -> Option<Moment> {
    let info = ContentInfo::from_der(token).ok()?;
    let data = signature::read(&info.to_der().ok()?)?;
    if data.encap_content_info.econtent_type != oids::STAMP_INFO {
        return None;
    }
    let content: OctetString = data
        .encap_content_info
        .econtent
        .as_ref()?
        .decode_as()
        .ok()?;
    signature::check_signer(&data, &oids::STAMP_INFO, |algorithm| {
        signature::digest_of(algorithm, &[content.as_bytes()])
    })?;
    let (digest, at) = stamp_info(content.as_bytes())?;
    (digest == Sha256::digest(signed).as_slice()).then_some(at)
}

/// The digest and the time of a `TSTInfo`.
fn stamp_info(bytes: &[u8]) -> Option<(Vec<u8>, Moment)> {
    let mut reader = SliceReader::new(bytes).ok()?;
    reader
        .sequence(|inner| {
            let _version = u8::decode(inner)?;
            let _policy = ObjectIdentifier::decode(inner)?;
            let digest = inner.sequence(|imprint| {
                let _algorithm = der::Any::decode(imprint)?;
                OctetString::decode(imprint)
            })?;
            let _serial = der::Any::decode(inner)?;
            let time = der::Any::decode(inner)?;
            while !inner.is_finished() {
                let _rest = der::Any::decode(inner)?;
            }
            let at = match time.tag() {
                Tag::GeneralizedTime => moment(&time),
                _ => None,
            };
            Ok((digest.as_bytes().to_vec(), at))
        })
        .ok()
        .and_then(|(digest, at)| Some((digest, at?)))
}

fn moment(time: &der::Any) -> Option<Moment> {
    // Servers may give fractions of a second, which DER's own type does not read.
    let text = std::str::from_utf8(time.value()).ok()?;
    if let Ok(whole) = time.decode_as::<GeneralizedTime>() {
        let seconds = i64::try_from(whole.to_unix_duration().as_secs()).ok()?;
        return DateTime::from_timestamp(seconds, 0).map(|t| t.naive_utc());
    }
    Moment::parse_from_str(text.get(..14)?, "%Y%m%d%H%M%S").ok()
}
