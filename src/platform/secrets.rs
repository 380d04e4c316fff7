//! Hashes, random tokens, pass-phrases, and small secrets kept encrypted.

use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use icu_normalizer::ComposingNormalizerBorrowed;
use sha2::{Digest, Sha256};

use crate::platform::aside::Gate;
use crate::platform::config::Config;
use crate::platform::db::Fault;

/// SHA-256 as 64 lower-case hex digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// `N` bytes from the system's random source.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|e| Fault::Broken(format!("no randomness: {e}")))?;
    Ok(bytes)
}

/// A token for a link or cookie: 256 random bits as hex. Only [`sha256_hex`] of it is stored.
pub fn new_token() -> Result<String, Fault> {
    Ok(hex::encode(random::<32>()?))
}

/// A code people type: six decimal digits, each equally likely.
pub fn new_digits() -> Result<String, Fault> {
    loop {
        let n = u32::from_le_bytes(random::<4>()?);
        // Values above the last whole multiple would make small codes likelier.
        if n < u32::MAX / 1_000_000 * 1_000_000 {
            return Ok(format!("{:06}", n % 1_000_000));
        }
    }
}

/// A pass-phrase in one spelling (NFC, RFC 8265 §4.2.1): `é` is one character from one keyboard and two
/// from another.
fn composed(phrase: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(phrase)
}

/// Argon2 at once on one server: each takes [`Params::DEFAULT`]'s 19 MB and a processor.
const HASHED_AT_ONCE: u32 = 2;

/// Whoever waits longer for a pass-phrase to be looked at is asked to come back.
static HASHING: Gate = Gate::new(HASHED_AT_ONCE, Duration::from_secs(8));

/// The memory of the last hash, for the next one: allocated anew each time, every thread would keep as
/// much for itself.
static BLOCKS: Mutex<Vec<Block>> = Mutex::new(vec![]);

/// [`hash_passphrase`] away from the async threads, a few at once on the whole server.
///
/// # Errors
/// [`Fault::Busy`] if there are too many; if it can't be hashed.
pub async fn hash_aside(phrase: String) -> Result<String, Fault> {
    HASHING.aside(1, move || hash_passphrase(&phrase)).await?
}

/// [`check_passphrase`] away from the async threads, a few at once on the whole server.
///
/// # Errors
/// [`Fault::Busy`] if there are too many.
pub async fn check_aside(phrase: String, hash: Option<String>) -> Result<bool, Fault> {
    HASHING
        .aside(1, move || check_passphrase(&phrase, hash.as_deref()))
        .await
}

/// Argon2id of a pass-phrase in one spelling, with its own salt and the parameters in the text. Slow on
/// purpose: who answers people uses [`hash_aside`].
///
/// # Errors
/// If there is no randomness.
pub fn hash_passphrase(phrase: &str) -> Result<String, Fault> {
    let failed = |e: argon2::password_hash::Error| Fault::Broken(format!("argon2: {e}"));
    let salt = Salt::new(&random::<16>()?).map_err(|e| failed(e.into()))?;
    let (argon, mut out) = (Argon2::default(), [0u8; Params::DEFAULT_OUTPUT_LEN]);
    fill(&argon, &composed(phrase), &salt, &mut out)
        .map_err(|e| Fault::Broken(format!("argon2: {e}")))?;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon.params()).map_err(failed)?,
        salt: Some(salt),
        hash: Some(Output::new(&out).map_err(|e| failed(e.into()))?),
    };
    Ok(hash.to_string())
}

/// Whether `phrase` has this hash. Without a hash it takes as long and says no, so that
/// an unknown address can't be told from a wrong pass-phrase by the time it takes. A hash from before
/// pass-phrases had one spelling opens as it was typed then. Slow: who answers people uses [`check_aside`].
#[must_use]
pub fn check_passphrase(phrase: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGF0IGFsbCE$\
                          3Jq0u3o2m3vT3o1l0o9c7bqQ3a0c1X0u0d1bB7mN0aE";
    let opens = |phrase: &str| is_hash_of(phrase, hash.unwrap_or(NOBODY)).unwrap_or(false);
    let composed = composed(phrase);
    (opens(&composed) || (composed != phrase && opens(phrase))) && hash.is_some()
}

fn is_hash_of(phrase: &str, hash: &str) -> Option<bool> {
    let parsed = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::try_from(parsed.algorithm.as_str()).ok()?;
    let version = parsed.version.and_then(|v| Version::try_from(v).ok());
    let params = Params::try_from(&parsed).ok()?;
    let (salt, known) = (parsed.salt?, parsed.hash?);
    let argon = Argon2::new(algorithm, version.unwrap_or_default(), params);
    let mut out = vec![0u8; known.len()];
    fill(&argon, phrase, &salt, &mut out).ok()?;
    // Compared in constant time, as its type does.
    Some(Output::new(&out).ok()? == known)
}

/// Hashes in the memory that is kept; a second at the same time in its own.
fn fill(argon: &Argon2<'_>, phrase: &str, salt: &[u8], out: &mut [u8]) -> argon2::Result<()> {
    let kept = |mut kept: MutexGuard<'_, Vec<Block>>| std::mem::take(&mut *kept);
    let mut blocks = BLOCKS.lock().map(kept).unwrap_or_default();
    let needed = argon.params().block_count();
    if blocks.len() < needed {
        blocks.resize(needed, Block::default());
    }
    let filled = argon.hash_password_into_with_memory(phrase.as_bytes(), salt, out, &mut blocks);
    if let Ok(mut kept) = BLOCKS.lock() {
        *kept = blocks;
    }
    filled
}

/// The instance's key: encrypts small secrets at rest.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// Reads the key from the configuration or the data folder, making one at first start.
    pub fn load(config: &Config) -> Result<Self, Fault> {
        let path = config.data.join("secret.key");
        let text = match &config.secret_key {
            Some(text) => text.clone(),
            None if path.exists() => std::fs::read_to_string(&path)?,
            None => {
                let fresh = new_token()?;
                write_private(&path, &fresh)?;
                fresh
            }
        };
        let mut key = [0u8; 32];
        hex::decode_to_slice(text.trim(), &mut key)
            .map_err(|_| Fault::Broken("the secret key must be 64 hex digits".into()))?;
        Ok(Self(key))
    }

    /// As it stands in the file and in the configuration: for a backup that is asked to hold it.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }

    /// Puts a restored key into the data folder. `false`: it is there already. Another key in
    /// its place is refused.
    pub fn put(config: &Config, key: &str) -> Result<bool, Fault> {
        let path = config.data.join("secret.key");
        if config.secret_key.is_some() || path.exists() {
            return if Self::load(config)?.to_hex() == key.trim() {
                Ok(false)
            } else {
                Err(Fault::Broken(
                    "another secret key is in place than the archive's".into(),
                ))
            };
        }
        write_private(&path, key.trim())?;
        Ok(true)
    }

    /// Encrypts; the result is hex of nonce and ciphertext.
    pub fn seal(&self, plain: &[u8]) -> Result<String, Fault> {
        self.seal_for("", plain)
    }

    /// Encrypts what belongs to `owner` alone: put in another's place it doesn't open.
    pub fn seal_for(&self, owner: &str, plain: &[u8]) -> Result<String, Fault> {
        let nonce = random::<12>()?;
        let bound = Payload {
            msg: plain,
            aad: owner.as_bytes(),
        };
        let sealed = ChaCha20Poly1305::new(&self.0.into())
            .encrypt(&Nonce::from(nonce), bound)
            .map_err(|_| Fault::Broken("a secret can't be encrypted".into()))?;
        Ok(hex::encode(nonce) + &hex::encode(sealed))
    }

    /// Decrypts what [`Key::seal`] gave.
    pub fn open(&self, sealed: &str) -> Result<Vec<u8>, Fault> {
        self.open_for("", sealed)
    }

    /// Decrypts what [`Key::seal_for`] gave for the same owner.
    pub fn open_for(&self, owner: &str, sealed: &str) -> Result<Vec<u8>, Fault> {
        let broken = || Fault::Broken("a stored secret doesn't open with this key".into());
        let bytes = hex::decode(sealed).map_err(|_| broken())?;
        let (nonce, cipher) = bytes.split_at_checked(12).ok_or_else(broken)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| broken())?;
        ChaCha20Poly1305::new(&self.0.into())
            .decrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: cipher,
                    aad: owner.as_bytes(),
                },
            )
            .map_err(|_| broken())
    }
}

fn write_private(path: &std::path::Path, text: &str) -> Result<(), Fault> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_phrase_is_known_again_and_no_other() {
        let hash = hash_passphrase("correct horse").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(check_passphrase("correct horse", Some(&hash)));
        assert!(!check_passphrase("wrong horse", Some(&hash)));
        assert!(!check_passphrase("correct horse", None));
    }

    /// Made with the crate's own hasher, as accounts of earlier builds have it.
    #[test]
    fn a_hash_of_an_earlier_build_is_known_again() {
        use argon2::password_hash::{PasswordHasher, PasswordVerifier};
        let old = Argon2::default().hash_password(b"correct horse").unwrap();
        assert!(check_passphrase("correct horse", Some(&old.to_string())));
        let new = hash_passphrase("correct horse").unwrap();
        let theirs = Argon2::default().verify_password(b"correct horse", new.as_str());
        assert!(theirs.is_ok());
        let cheaper = Argon2::from(Params::new(8, 1, 1, Some(16)).unwrap());
        let old = cheaper.hash_password(b"correct horse").unwrap().to_string();
        assert!(check_passphrase("correct horse", Some(&old)));
        assert!(!check_passphrase("wrong horse", Some(&old)));
        assert!(!check_passphrase(
            "correct horse",
            Some("$argon2id$v=19$m=1")
        ));
    }

    #[actix_web::test]
    async fn many_at_once_are_looked_at_in_turn_and_keep_the_memory_of_one_at_most() {
        let hash = hash_aside("correct horse".to_owned()).await.unwrap();
        let wrong = |_| tokio::spawn(check_aside("wrong horse".to_owned(), Some(hash.clone())));
        let asked: Vec<_> = (0..12).map(wrong).collect();
        for answer in asked {
            assert!(!answer.await.unwrap().unwrap());
        }
        // Kept for the next one, but never more than one.
        let kept = BLOCKS.lock().unwrap().len();
        assert!(kept <= Params::DEFAULT.block_count(), "{kept}");
    }

    #[test]
    fn a_pass_phrase_is_the_same_in_either_spelling() {
        use argon2::password_hash::PasswordHasher;
        let (nfc, nfd) = ("Caf\u{e9} cr\u{e8}me", "Cafe\u{301} cre\u{300}me");
        for (typed, again) in [(nfc, nfd), (nfd, nfc)] {
            let hash = hash_passphrase(typed).unwrap();
            assert!(check_passphrase(again, Some(&hash)));
        }
        // As it was hashed before there was one spelling.
        let before = Argon2::default().hash_password(nfd.as_bytes()).unwrap();
        assert!(check_passphrase(nfd, Some(&before.to_string())));
    }

    #[test]
    fn what_belongs_to_one_opens_for_nobody_else() {
        let key = Key([3; 32]);
        let sealed = key.seal_for("ada", b"totp").unwrap();
        assert_eq!(key.open_for("ada", &sealed).unwrap(), b"totp");
        assert!(key.open_for("bo", &sealed).is_err() && key.open(&sealed).is_err());
    }

    #[test]
    fn an_unknown_account_costs_the_same_work() {
        let hash = hash_passphrase("x").unwrap();
        let time = |hash: Option<&str>| {
            let start = std::time::Instant::now();
            let _ = check_passphrase("y", hash);
            start.elapsed().as_secs_f64()
        };
        let best = |hash: Option<&str>| (0..7).map(|_| time(hash)).fold(f64::MAX, f64::min);
        let ratio = best(None) / best(Some(&hash));
        assert!((0.5..2.0).contains(&ratio), "{ratio}");
    }

    #[test]
    fn a_sealed_secret_opens_with_its_key_only() {
        let (a, b) = (Key([1; 32]), Key([2; 32]));
        let sealed = a.seal(b"totp").unwrap();
        assert_eq!(a.open(&sealed).unwrap(), b"totp");
        assert!(b.open(&sealed).is_err());
        assert!(a.open("00").is_err());
    }
}
