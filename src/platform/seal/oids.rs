//! The object identifiers of signatures (RFC 5652, 5035, 3161, 5480, 8017).

use der::asn1::ObjectIdentifier as Oid;

/// Data, the content that is signed.
pub const DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.1");
/// Signed data.
pub const SIGNED_DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.2");
/// Attribute: content type.
pub const CONTENT_TYPE: Oid = Oid::new_unwrap("1.2.840.113549.1.9.3");
/// Attribute: digest of the content.
pub const MESSAGE_DIGEST: Oid = Oid::new_unwrap("1.2.840.113549.1.9.4");
/// Attribute: which certificate signed.
pub const SIGNING_CERTIFICATE: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.2.47");
/// Attribute: time stamp over the signature.
pub const TIME_STAMP: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.2.14");
/// Content of a time stamp.
pub const STAMP_INFO: Oid = Oid::new_unwrap("1.2.840.113549.1.9.16.1.4");
/// SHA-256.
pub const SHA256: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.1");
/// SHA-384.
pub const SHA384: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.2");
/// SHA-512.
pub const SHA512: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.2.3");
/// ECDSA with SHA-256.
pub const ECDSA_SHA256: Oid = Oid::new_unwrap("1.2.840.10045.4.3.2");
/// ECDSA with SHA-384.
pub const ECDSA_SHA384: Oid = Oid::new_unwrap("1.2.840.10045.4.3.3");
/// RSA, with the digest named elsewhere.
pub const RSA: Oid = Oid::new_unwrap("1.2.840.113549.1.1.1");
/// RSA with SHA-256.
pub const RSA_SHA256: Oid = Oid::new_unwrap("1.2.840.113549.1.1.11");
/// RSA with SHA-384.
pub const RSA_SHA384: Oid = Oid::new_unwrap("1.2.840.113549.1.1.12");
/// RSA with SHA-512.
pub const RSA_SHA512: Oid = Oid::new_unwrap("1.2.840.113549.1.1.13");
/// Key on an elliptic curve.
pub const EC_KEY: Oid = Oid::new_unwrap("1.2.840.10045.2.1");
/// Curve P-256.
pub const P256: Oid = Oid::new_unwrap("1.2.840.10045.3.1.7");
/// Curve P-384.
pub const P384: Oid = Oid::new_unwrap("1.3.132.0.34");
/// Common name.
pub const COMMON_NAME: Oid = Oid::new_unwrap("2.5.4.3");
/// Organisation.
pub const ORGANISATION: Oid = Oid::new_unwrap("2.5.4.10");
/// Extension: whether a certificate may issue others.
pub const BASIC_CONSTRAINTS: Oid = Oid::new_unwrap("2.5.29.19");
