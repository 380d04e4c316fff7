//! Certificates as they are read: names, validity, whether one issued another.

use chrono::DateTime;
use der::{Decode, Encode};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey,
    VerificationAlgorithm,
};
use x509_cert::Certificate;
use x509_cert::ext::pkix::BasicConstraints;
use x509_cert::name::Name;

use super::{Unsealable, oids};
use crate::kernel::Moment;

/// A chain is followed this far up.
const LONGEST_CHAIN: usize = 8;

/// Reads a certificate.
pub fn read(der: &[u8]) -> Result<Certificate, Unsealable> {
    Ok(Certificate::from_der(der)?)
}

/// The first part of a name with this identifier.
pub fn name_part(name: &Name, oid: der::asn1::ObjectIdentifier) -> Option<String> {
    name.0
        .iter()
        .flat_map(|part| part.0.iter())
        .find(|part| part.oid == oid)
        .and_then(|part| {
            part.value
                .decode_as::<der::asn1::Utf8StringRef<'_>>()
                .ok()
                .map(|t| t.to_string())
                .or_else(|| {
                    part.value
                        .decode_as::<der::asn1::PrintableStringRef<'_>>()
                        .ok()
                        .map(|t| t.to_string())
                })
        })
}

/// Its subject's common name and organisation; empty where it has none.
pub fn subject(certificate: &Certificate) -> (String, String) {
    let name = &certificate.tbs_certificate.subject;
    let part = |oid| name_part(name, oid).unwrap_or_default();
    (part(oids::COMMON_NAME), part(oids::ORGANISATION))
}

/// The organisation that issued it; empty where it has none.
pub fn issuer(certificate: &Certificate) -> String {
    name_part(&certificate.tbs_certificate.issuer, oids::ORGANISATION).unwrap_or_default()
}

/// From when until when it is valid, UTC.
pub fn validity(certificate: &Certificate) -> (Moment, Moment) {
    let validity = &certificate.tbs_certificate.validity;
    let moment = |time: &x509_cert::time::Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        DateTime::from_timestamp(seconds, 0)
            .unwrap_or_default()
            .naive_utc()
    };
    (moment(&validity.not_before), moment(&validity.not_after))
}

/// Whether `signature` over `message` was made with the key of this certificate. `algorithm` is the
/// signature's, `digest` the one named beside it if the signature's algorithm names none.
pub fn signed_by(
    certificate: &Certificate,
    algorithm: der::asn1::ObjectIdentifier,
    digest: der::asn1::ObjectIdentifier,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let key = &certificate.tbs_certificate.subject_public_key_info;
    let curve = key
        .algorithm
        .parameters
        .as_ref()
        .and_then(|p| p.decode_as::<der::asn1::ObjectIdentifier>().ok());
    let on = |wanted| key.algorithm.oid == oids::EC_KEY && curve == Some(wanted);
    let is_rsa = key.algorithm.oid == oids::RSA;
    let known: Option<&dyn VerificationAlgorithm> = match algorithm {
        oids::ECDSA_SHA256 if on(oids::P256) => Some(&ECDSA_P256_SHA256_ASN1),
        oids::ECDSA_SHA384 if on(oids::P384) => Some(&ECDSA_P384_SHA384_ASN1),
        oids::RSA_SHA256 if is_rsa => Some(&RSA_PKCS1_2048_8192_SHA256),
        oids::RSA_SHA384 if is_rsa => Some(&RSA_PKCS1_2048_8192_SHA384),
        oids::RSA_SHA512 if is_rsa => Some(&RSA_PKCS1_2048_8192_SHA512),
        oids::RSA if is_rsa => match digest {
            oids::SHA256 => Some(&RSA_PKCS1_2048_8192_SHA256),
            oids::SHA384 => Some(&RSA_PKCS1_2048_8192_SHA384),
            oids::SHA512 => Some(&RSA_PKCS1_2048_8192_SHA512),
            _ => None,
        },
        _ => None,
    };
    let bits = key.subject_public_key.raw_bytes();
    known.is_some_and(|known| {
        UnparsedPublicKey::new(known, bits)
            .verify(message, signature)
            .is_ok()
    })
}

/// Whether `issuer` may issue certificates and issued this one.
pub fn issued(issuer: &Certificate, certificate: &Certificate) -> bool {
    let may = issuer
        .tbs_certificate
        .extensions
        .iter()
        .flatten()
        .find(|e| e.extn_id == oids::BASIC_CONSTRAINTS)
        .and_then(|e| BasicConstraints::from_der(e.extn_value.as_bytes()).ok())
        .is_some_and(|basic| basic.ca);
    let Ok(message) = certificate.tbs_certificate.to_der() else {
        return false;
    };
    let algorithm = certificate.signature_algorithm.oid;
    // RFC 5280, 4.1.1.2: what stands outside of the signed part repeats it.
    let repeats = certificate.signature_algorithm == certificate.tbs_certificate.signature
        && certificate.signature.unused_bits() == 0;
    may && repeats
        && issuer.tbs_certificate.subject == certificate.tbs_certificate.issuer
        && signed_by(
            issuer,
            algorithm,
            oids::SHA256,
            &message,
            certificate.signature.raw_bytes(),
        )
}

/// Whether each of the certificates that came with a signature is a root, or issued by one of them or
/// of the others: nothing was put among them.
pub fn are_known(others: &[Certificate], roots: &[Certificate]) -> bool {
    let is_issued = |c: &Certificate| {
        let issuers = roots
            .iter()
            .chain(others.iter().filter(|other| *other != c));
        issuers.into_iter().any(|issuer| issued(issuer, c))
    };
    others.iter().all(|c| roots.contains(c) || is_issued(c))
}

/// Whether a certificate is one of `roots`, or leads to one through `others`, all valid at `at`.
pub fn leads_to(
    certificate: &Certificate,
    others: &[Certificate],
    roots: &[Certificate],
    at: Option<Moment>,
) -> bool {
    let valid = |c: &Certificate| {
        let (from, until) = validity(c);
        at.is_none_or(|at| from <= at && at <= until)
    };
    let mut now = certificate;
    for _ in 0..LONGEST_CHAIN {
        if !valid(now) {
            return false;
        }
        if roots.contains(now) {
            return true;
        }
        if let Some(root) = roots.iter().find(|root| issued(root, now)) {
            return valid(root);
        }
        match others
            .iter()
            .find(|other| *other != now && issued(other, now))
        {
            Some(next) => now = next,
            None => return false,
        }
    }
    false
}
