//! Papers signed twice, looked at as they are and after somebody changed something.

use proptest::prelude::*;

use super::*;
use crate::kernel::Lang;
use crate::platform::pdf::{Block, Paper, Press};
use crate::platform::seal::{Act, Keys, Subject, append, sign};

pub fn now() -> Moment {
    chrono::DateTime::from_timestamp(1_795_000_000, 0)
        .unwrap()
        .naive_utc()
}

pub fn paper(text: &str) -> Vec<u8> {
    let paper = Paper {
        lang: Lang::ZhCn,
        title: text.into(),
        issuer: "沪江商会".into(),
        pages: "{page}/{pages}".into(),
        blocks: vec![Block::Title(text.into()), Block::Para("𠮷田公司".into())],
        ..Paper::default()
    };
    Press::new(None).print(&paper).unwrap()
}

pub fn subject(name: &str) -> Subject {
    Subject {
        name: name.into(),
        organisation: "𠮷田（上海）有限公司".into(),
    }
}

pub fn act(field: &str, name: &str) -> Act {
    Act {
        field: field.into(),
        name: name.into(),
        reason: "同意并签署（agreed）".into(),
        at: now(),
        then: vec![],
    }
}

pub struct Made {
    frozen: Vec<u8>,
    pub once: Vec<u8>,
    pub twice: Vec<u8>,
    pub roots: Vec<Vec<u8>>,
}

pub fn made() -> Made {
    let root = Keys::root(&subject("Root"), now()).unwrap();
    let (member, seal) = (
        root.issue(&subject("李娜"), now()).unwrap(),
        root.issue(&subject("Seal"), now()).unwrap(),
    );
    let frozen = paper("会员入会协议");
    let longer = append(&frozen, &paper("签署页")).unwrap();
    let once = sign(&longer, &member, &act("Member", "李娜"), None).unwrap();
    let twice = sign(&once, &seal, &act("Chamber", "沪江商会"), None).unwrap();
    Made {
        frozen,
        once,
        twice,
        roots: root.chain().to_vec(),
    }
}

#[test]
fn both_signatures_hold_and_the_frozen_paper_is_the_beginning() {
    let made = made();
    assert!(made.twice.starts_with(&made.frozen));
    assert!(made.twice.starts_with(&made.once));
    let verdict = verify(&made.twice, &made.roots);
    assert!(verdict.is_good(), "{verdict:#?}");
    let [member, chamber] = verdict.signatures.as_slice() else {
        panic!("{verdict:#?}")
    };
    assert_eq!(
        (member.name.as_str(), member.later),
        ("李娜", Later::Signatures)
    );
    assert_eq!((chamber.later, chamber.at), (Later::Nothing, Some(now())));
    assert_eq!(member.reason, "同意并签署（agreed）");
    assert_eq!(File::read(&made.twice).unwrap().pages().unwrap().len(), 2);
}

#[test]
fn another_root_makes_them_strangers() {
    let made = made();
    let other = Keys::root(&subject("Other"), now()).unwrap();
    let verdict = verify(&made.twice, other.chain());
    assert!(
        verdict
            .signatures
            .iter()
            .all(|s| s.trouble == Some(Trouble::Stranger))
    );
}

#[test]
fn a_certificate_that_was_not_yet_valid_makes_a_stranger() {
    let root = Keys::root(&subject("Root"), now()).unwrap();
    let seal = root
        .issue(&subject("Seal"), now() + chrono::TimeDelta::days(60))
        .unwrap();
    let signed = sign(&paper("证书"), &seal, &act("Seal", "沪江商会"), None).unwrap();
    let verdict = verify(&signed, root.chain());
    assert_eq!(verdict.signatures[0].trouble, Some(Trouble::Stranger));
}

#[test]
fn what_is_appended_after_a_seal_is_noticed() {
    let made = made();
    let more = append(&made.twice, &paper("又一页")).unwrap();
    let verdict = verify(&more, &made.roots);
    let troubles: Vec<_> = verdict.signatures.iter().map(|s| s.trouble).collect();
    assert_eq!(troubles, [Some(Trouble::ChangedAfter); 2]);
    let mut tail = made.twice.clone();
    tail.extend_from_slice(b"% a comment\n");
    assert!(!verify(&tail, &made.roots).is_good());
}

#[test]
fn a_page_put_between_two_signatures_is_noticed() {
    let made = made();
    let root = Keys::root(&subject("Root"), now()).unwrap();
    let seal = root.issue(&subject("Seal"), now()).unwrap();
    let more = append(&made.once, &paper("偷偷加的一页")).unwrap();
    let signed = sign(&more, &seal, &act("Chamber", "沪江商会"), None).unwrap();
    let roots: Vec<_> = made.roots.iter().chain(root.chain()).cloned().collect();
    let verdict = verify(&signed, &roots);
    assert_eq!(verdict.signatures[0].trouble, Some(Trouble::ChangedAfter));
    assert_eq!(verdict.signatures[1].trouble, None);
}

#[test]
fn a_paper_without_signatures_is_not_good() {
    assert!(!verify(&paper("草稿"), &[]).is_good());
    assert!(verify(b"", &[]).signatures.is_empty());
}

/// A PKCS#12 file with this key and these certificates.
fn pkcs12(key: &Keys, chain: &Keys, phrase: &str) -> Vec<u8> {
    let certificates = chain
        .chain()
        .iter()
        .map(|der| p12_keystore::Certificate::from_der(der).unwrap());
    let entry = p12_keystore::PrivateKeyChain::new(key.pkcs8(), [1u8; 8], certificates);
    let mut store = p12_keystore::KeyStore::new();
    store.add_entry("seal", p12_keystore::KeyStoreEntry::PrivateKeyChain(entry));
    store.writer(phrase).write().unwrap()
}

#[test]
fn a_key_is_brought_along_as_pkcs12_with_its_pass_phrase_and_its_own_certificate() {
    // Names within a PKCS#12 file hold no character beyond U+FFFF.
    let subject = |name: &str| Subject {
        name: name.into(),
        organisation: "沪江商会".into(),
    };
    let root = Keys::root(&subject("Root"), now()).unwrap();
    let seal = root.issue(&subject("印章"), now()).unwrap();
    let file = pkcs12(&seal, &seal, "开门");
    let brought = Keys::from_pkcs12(&file, "开门").unwrap();
    assert_eq!(brought.chain(), seal.chain());
    assert_eq!(brought.subject().unwrap(), subject("印章"));
    let signed = sign(&paper("证书"), &brought, &act("Seal", "沪江商会"), None).unwrap();
    assert!(verify(&signed, root.chain()).is_good());
    assert!(Keys::from_pkcs12(&file, "关门").is_err());
    assert!(Keys::from_pkcs12(&file[..file.len() / 2], "开门").is_err());
    assert!(Keys::from_pkcs12(b"no file at all", "").is_err());
    let other = root.issue(&subject("Other"), now()).unwrap();
    let wrong = Keys::from_pkcs12(&pkcs12(&other, &seal, "开门"), "开门");
    assert!(wrong.unwrap_err().0.contains("another key"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn one_changed_byte_is_noticed(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        static MADE: std::sync::LazyLock<Made> = std::sync::LazyLock::new(made);
        let mut changed = MADE.twice.clone();
        let at = at.index(changed.len());
        prop_assume!(changed[at] != to);
        changed[at] = to;
        // The case of hexadecimal digits says nothing, and is the only thing that may differ.
        let same_hex = MADE.twice[at].eq_ignore_ascii_case(&to);
        prop_assert!(same_hex || !verify(&changed, &MADE.roots).is_good(), "{at}");
    }

    /// Also in the last signature, which none covers: its certificates, its algorithms, its padding.
    #[test]
    fn one_changed_digit_of_the_last_signature_is_noticed(at in 0usize..2700, to in "[0-9a-f]") {
        static MADE: std::sync::LazyLock<Made> = std::sync::LazyLock::new(made);
        let key = b"/Contents <";
        let begin = MADE.twice.windows(key.len()).rposition(|w| w == key).unwrap() + key.len();
        let mut changed = MADE.twice.clone();
        prop_assume!(!changed[begin + at].eq_ignore_ascii_case(&to.as_bytes()[0]));
        changed[begin + at] = to.as_bytes()[0];
        prop_assert!(!verify(&changed, &MADE.roots).is_good(), "{at}");
    }

    #[test]
    fn nothing_uploaded_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut text = b"1 0 obj <</Type /Sig/ByteRange [0 3 5 9]/Contents <00>".to_vec();
        text.extend(bytes);
        let _ = verify(&text, &[]);
    }
}

#[test]
fn what_stands_on_appended_pages_is_in_the_structure_of_the_paper() {
    let made = made();
    for whole in [&made.once, &made.twice] {
        let file = File::read(whole).unwrap();
        let root = file.dict(file.root().unwrap()).unwrap();
        let root = root.reference("StructTreeRoot").unwrap();
        let tree = file.dict(root).unwrap();
        let documents = references(tree.get("K").unwrap());
        assert_eq!(documents.len(), 2, "the paper's and the annex's");
        let parents = Dict::read(tree.get("ParentTree").unwrap()).unwrap();
        let lists = references(parents.get("Nums").unwrap());
        assert_eq!(tree.number("ParentTreeNextKey"), Some(lists.len()));
        for (page, document) in file.pages().unwrap().into_iter().zip(documents) {
            let key = file.dict(page).unwrap().number("StructParents").unwrap();
            let elements = references(file.object(lists[key]).unwrap());
            assert!(!elements.is_empty(), "something stands on page {page}");
            for mut element in elements {
                let own = file.object(element).unwrap();
                assert!(references(own).contains(&page), "it says its page");
                // Up to the tree by the document that it is of.
                while element != document {
                    element = file.dict(element).unwrap().reference("P").unwrap();
                    assert_ne!(element, root);
                }
                let up = file.dict(element).unwrap().reference("P");
                assert_eq!(up, Some(root));
            }
        }
    }
}
