//! The signature itself: a CMS with the attributes that PAdES-B-B asks for, made and checked.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode, Reader, SliceReader};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::certificate;
use super::keys::Keys;
use super::{Unsealable, oids};
use crate::kernel::Moment;

/// Certificates that come with a signature, at most.
const MOST_CERTIFICATES: usize = 8;

/// Asks for a time stamp over a signature; none if the server does not answer well.
pub type Stamper<'a> = &'a dyn Fn(&[u8]) -> Option<Vec<u8>>;

fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: None,
    }
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, Unsealable> {
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value])?,
    })
}

/// Names the certificate by its hash (RFC 5035: SHA-256 is what is meant where none is named).
fn signing_certificate(der: &[u8]) -> Result<Any, Unsealable> {
    let mut value = vec![0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20];
    value.extend_from_slice(&Sha256::digest(der));
    Ok(Any::from_der(&value)?)
}

/// A signature over content with this SHA-256, which stands elsewhere.
pub fn sign(
    keys: &Keys,
    digest: &[u8],
    stamper: Option<Stamper<'_>>,
) -> Result<Vec<u8>, Unsealable> {
    let elsewhere = EncapsulatedContentInfo {
        econtent_type: oids::DATA,
        econtent: None,
    };
    signed(keys, elsewhere, digest, stamper)
}

/// Signed data over content with this SHA-256.
fn signed(
    keys: &Keys,
    content: EncapsulatedContentInfo,
    digest: &[u8],
    stamper: Option<Stamper<'_>>,
) -> Result<Vec<u8>, Unsealable> {
    let own = keys.certificate()?;
    let der = keys.chain().first().map(Vec::as_slice).unwrap_or_default();
    let attributes: Attributes = SetOfVec::try_from(vec![
        attribute(
            oids::CONTENT_TYPE,
            Any::encode_from(&content.econtent_type)?,
        )?,
        attribute(
            oids::MESSAGE_DIGEST,
            Any::encode_from(&OctetString::new(digest)?)?,
        )?,
        attribute(oids::SIGNING_CERTIFICATE, signing_certificate(der)?)?,
    ])?;
    let signature = keys.sign(&attributes.to_der()?)?;
    let stamp = stamper.and_then(|ask| ask(&signature));
    let unsigned = match stamp.map(|token| Any::from_der(&token)) {
        Some(Ok(token)) => Some(SetOfVec::try_from(vec![attribute(
            oids::TIME_STAMP,
            token,
        )?])?),
        _ => None,
    };
    let certificates: Result<Vec<_>, Unsealable> = keys
        .chain()
        .iter()
        .map(|der| Ok(CertificateChoices::Certificate(certificate::read(der)?)))
        .collect();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.tbs_certificate.issuer.clone(),
            serial_number: own.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: algorithm(oids::SHA256),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(keys.algorithm()?),
        signature: OctetString::new(signature)?,
        unsigned_attrs: unsigned,
    };
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![algorithm(oids::SHA256)])?,
        encap_content_info: content,
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates?)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    let info = ContentInfo {
        content_type: oids::SIGNED_DATA,
        content: Any::encode_from(&data)?,
    };
    Ok(info.to_der()?)
}

/// What a signature says, once it was found to be whole.
pub struct Signed {
    /// Who signed.
    pub certificate: Certificate,
    /// Other certificates that came with it.
    pub others: Vec<Certificate>,
    /// When it was made, as a time stamp server attests, and whether that attestation holds.
    pub stamped: Option<Moment>,
}

/// Reads the signed data that begins `bytes`; zeros after it are padding.
pub fn read(bytes: &[u8]) -> Option<SignedData> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let info = ContentInfo::decode(&mut reader).ok()?;
    // Nothing but padding may follow.
    let rest = reader.read_slice(reader.remaining_len()).ok()?;
    (info.content_type == oids::SIGNED_DATA && rest.iter().all(|b| *b == 0))
        .then(|| info.content.decode_as().ok())
        .flatten()
}

/// Whether signed data says nothing but what we say: the parts of it that no signature covers are
/// then as we made them, the certificates aside.
pub fn is_plain(data: &SignedData) -> bool {
    let Some(signer) = data.signer_infos.0.get(0) else {
        return false;
    };
    let said = [signer.digest_alg.clone()];
    data.version == CmsVersion::V1
        && signer.version == CmsVersion::V1
        && data.signer_infos.0.len() == 1
        && data.digest_algorithms.iter().eq(said.iter())
        && data.encap_content_info.econtent_type == oids::DATA
        && data.encap_content_info.econtent.is_none()
        && data.crls.is_none()
}

/// The only value of an attribute.
pub fn value(attributes: &Attributes, oid: ObjectIdentifier) -> Option<&Any> {
    let found = attributes.iter().find(|a| a.oid == oid)?;
    found.values.get(0)
}

/// The digest of pieces of content.
pub fn digest_of(algorithm: ObjectIdentifier, content: &[&[u8]]) -> Option<Vec<u8>> {
    fn over<D: Digest>(content: &[&[u8]]) -> Vec<u8> {
        let mut digest = D::new();
        content.iter().for_each(|piece| digest.update(piece));
        digest.finalize().to_vec()
    }
    match algorithm {
        oids::SHA256 => Some(over::<Sha256>(content)),
        oids::SHA384 => Some(over::<sha2::Sha384>(content)),
        oids::SHA512 => Some(over::<sha2::Sha512>(content)),
        _ => None,
    }
}

/// Checks the signer of signed data with signed attributes.
pub fn check_signer(
    data: &SignedData,
    kind: &ObjectIdentifier,
    digest: impl Fn(ObjectIdentifier) -> Option<Vec<u8>>,
) -> Option<Signed> {
    let signer = data.signer_infos.0.get(0)?;
    let SignerIdentifier::IssuerAndSerialNumber(sid) = &signer.sid else {
        return None;
    };
    // Each may have issued each other: looked at pair by pair.
    let sent = &data.certificates.as_ref()?.0;
    if sent.len() > MOST_CERTIFICATES {
        return None;
    }
    let mut certificates: Vec<Certificate> = sent
        .iter()
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        })
        .collect();
    let own = certificates.iter().position(|c| {
        c.tbs_certificate.issuer == sid.issuer
            && c.tbs_certificate.serial_number == sid.serial_number
    })?;
    let certificate = certificates.remove(own);
    let attributes = signer.signed_attrs.as_ref()?;
    let named: ObjectIdentifier = value(attributes, oids::CONTENT_TYPE)?.decode_as().ok()?;
    let told: OctetString = value(attributes, oids::MESSAGE_DIGEST)?.decode_as().ok()?;
    let is = digest(signer.digest_alg.oid)?;
    if named != *kind || told.as_bytes() != is {
        return None;
    }
    if let Some(stated) = value(attributes, oids::SIGNING_CERTIFICATE) {
        let hash = Sha256::digest(certificate.to_der().ok()?);
        let stated = stated.to_der().ok()?;
        if !stated.windows(32).any(|window| window == hash.as_slice()) {
            return None;
        }
    }
    certificate::signed_by(
        &certificate,
        signer.signature_algorithm.oid,
        signer.digest_alg.oid,
        &attributes.to_der().ok()?,
        signer.signature.as_bytes(),
    )
    .then_some(Signed {
        certificate,
        others: certificates,
        stamped: None,
    })
}

#[cfg(test)]
#[path = "stamp_tests.rs"]
mod stamp_tests;
