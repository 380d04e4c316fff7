//! Keys with their certificates: made here, or brought as PKCS#12.

use chrono::Datelike;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PublicKeyData, SigningKey, date_time_ymd,
};

use super::certificate::{self, subject, validity};
use super::{Unsealable, oids};
use crate::kernel::Moment;

/// Years a root is valid.
const ROOT_YEARS: i32 = 30;
/// Years a seal is valid; it is to be renewed long before, and papers stay valid with the old.
const SEAL_YEARS: i32 = 10;
/// A common name holds so many characters (X.520).
const LONGEST_NAME: usize = 64;

/// A private key, its certificate and those above it.
pub struct Keys {
    key: KeyPair,
    /// DER, the own first, the root last.
    chain: Vec<Vec<u8>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys")
            .field("certificates", &self.chain.len())
            .finish_non_exhaustive()
    }
}

/// Whom a certificate names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The person or the thing: "Anna Li", "Seal".
    pub name: String,
    /// Whose it is: the company, the chamber.
    pub organisation: String,
}

impl Subject {
    fn distinguished(&self) -> DistinguishedName {
        let mut name = DistinguishedName::new();
        let short = |text: &str| text.chars().take(LONGEST_NAME).collect::<String>();
        if !self.organisation.is_empty() {
            name.push(DnType::OrganizationName, short(&self.organisation));
        }
        name.push(DnType::CommonName, short(&self.name));
        name
    }
}

fn params(subject: &Subject, now: Moment, years: i32) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = subject.distinguished();
    // A day earlier, for clocks that are slow; the 29th of February has no other year.
    let day = now.date() - chrono::TimeDelta::days(1);
    let at = |year: i32| {
        let month = u8::try_from(day.month()).unwrap_or(1);
        date_time_ymd(year, month, u8::try_from(day.day().min(28)).unwrap_or(1))
    };
    params.not_before = at(day.year());
    params.not_after = at(day.year() + years);
    params
}

fn root_params(subject: &Subject, now: Moment) -> CertificateParams {
    let mut params = params(subject, now, ROOT_YEARS);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

impl Keys {
    /// A new root that vouches for itself.
    pub fn root(subject: &Subject, now: Moment) -> Result<Self, Unsealable> {
        let key = KeyPair::generate()?;
        let own = root_params(subject, now).self_signed(&key)?;
        Ok(Self {
            chain: vec![own.der().to_vec()],
            key,
        })
    }

    /// A new key with a certificate issued by this root, for signing papers.
    pub fn issue(&self, subject: &Subject, now: Moment) -> Result<Self, Unsealable> {
        let root = self.certificate()?;
        let (name, organisation) = certificate::subject(&root);
        let above = root_params(&Subject { name, organisation }, now);
        let key = KeyPair::generate()?;
        let mut params = params(subject, now, SEAL_YEARS);
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::ContentCommitment,
        ];
        params.use_authority_key_identifier_extension = true;
        let own = params.signed_by(&key, &Issuer::from_params(&above, &self.key))?;
        let chain = std::iter::once(own.der().to_vec()).chain(self.chain.iter().cloned());
        Ok(Self {
            chain: chain.collect(),
            key,
        })
    }

    /// As they were stored: PKCS#8 and the certificates.
    pub fn stored(pkcs8: &[u8], chain: Vec<Vec<u8>>) -> Result<Self, Unsealable> {
        let key = KeyPair::try_from(pkcs8)?;
        let keys = Self { key, chain };
        keys.check()?;
        Ok(keys)
    }

    /// Out of a PKCS#12 file with its pass phrase.
    pub fn from_pkcs12(file: &[u8], phrase: &str) -> Result<Self, Unsealable> {
        let store = p12_keystore::KeyStore::from_pkcs12(file, phrase)
            .map_err(|e| Unsealable(format!("PKCS#12: {e}")))?;
        let (_, found) = store
            .private_key_chain()
            .ok_or_else(|| Unsealable("PKCS#12: there is no key in it".into()))?;
        let chain = found.chain().iter().map(|c| c.as_der().to_vec()).collect();
        Self::stored(found.key(), chain)
    }

    /// That the certificate is this key's, and that the signature algorithm is one we know.
    fn check(&self) -> Result<(), Unsealable> {
        let info = self.certificate()?.tbs_certificate.subject_public_key_info;
        if info.subject_public_key.raw_bytes() != self.key.der_bytes() {
            return Err(Unsealable("the certificate belongs to another key".into()));
        }
        self.algorithm().map(|_| ())
    }

    /// The own certificate.
    pub fn certificate(&self) -> Result<x509_cert::Certificate, Unsealable> {
        let own = self
            .chain
            .first()
            .ok_or_else(|| Unsealable("there is no certificate".into()))?;
        certificate::read(own)
    }

    /// All certificates, DER, the own first.
    #[must_use]
    pub fn chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    /// The private key, PKCS#8.
    #[must_use]
    pub fn pkcs8(&self) -> &[u8] {
        self.key.serialized_der()
    }

    /// Whom it names.
    pub fn subject(&self) -> Result<Subject, Unsealable> {
        let (name, organisation) = subject(&self.certificate()?);
        Ok(Subject { name, organisation })
    }

    /// Until when its certificates are all valid, UTC.
    pub fn until(&self) -> Result<Moment, Unsealable> {
        let mut until = Moment::MAX;
        for der in &self.chain {
            until = until.min(validity(&certificate::read(der)?).1);
        }
        Ok(until)
    }

    /// The identifier of its signature algorithm.
    pub(super) fn algorithm(&self) -> Result<der::asn1::ObjectIdentifier, Unsealable> {
        let alg = self.key.algorithm();
        if alg == &rcgen::PKCS_ECDSA_P256_SHA256 {
            Ok(oids::ECDSA_SHA256)
        } else if alg == &rcgen::PKCS_RSA_SHA256 {
            Ok(oids::RSA_SHA256)
        } else {
            Err(Unsealable(
                "the key is neither RSA nor on the curve P-256".into(),
            ))
        }
    }

    /// Signs.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Unsealable> {
        Ok(SigningKey::sign(&self.key, message)?)
    }
}
