//! A signed agreement gets its seal: from the frozen paper, once, and anybody can check it; where it
//! fails the office sees why and has it tried again.
use crate::support::app::{PASSPHRASE, address, link_in};
use crate::support::board::{Hall, NAME};
use crate::support::browser::Browser;
use crate::support::sign::{self, code, desk, mine, prepare, sent, sign, signed};
use chrono::TimeDelta;
use diesel::RunQueryDsl;
use huiguan::admission::agreement;
use huiguan::kernel::Who;
use huiguan::platform::db::Tx;
use huiguan::platform::seal::{Keys, Subject, Trouble, store, verify};
use huiguan::platform::secrets::sha256_hex;
use reqwest::Method;

/// Signed by both.
fn done() -> Hall {
    let (hall, mut shen) = signed();
    let path = desk(&hall);
    sign(&hall.app, &mut shen, "Shen", &path);
    hall
}

fn fetch(hall: &Hall, who: &Browser, path: &str) -> (u16, Vec<u8>) {
    let answer = who
        .by_hand(Method::GET, &format!("{}{path}", hall.app.base))
        .send()
        .unwrap();
    (answer.status().as_u16(), answer.bytes().unwrap().to_vec())
}

fn roots(hall: &Hall) -> Vec<Vec<u8>> {
    hall.app.db.read_now(store::trusted).unwrap()
}

#[test]
fn a_signed_agreement_is_sealed_for_both_and_strangers_can_check_it() {
    let mut hall = done();
    let (own, office) = (mine(&hall), desk(&hall));
    hall.applicant.open(&own).says("agreement-paper-waits");
    hall.seal().unwrap();
    let link = link_in(&hall.app.mail_to(&address("Applicant")), "/agreement");
    hall.applicant.open(&link).says("agreement-paper-valid");
    let frozen = fetch(&hall, &hall.applicant, &format!("{own}/frozen.pdf")).1;
    let (status, sealed) = fetch(&hall, &hall.applicant, &format!("{own}/sealed.pdf"));
    assert_eq!(status, 200);
    assert!(
        sealed.starts_with(&frozen),
        "the frozen paper is its beginning"
    );
    hall.applicant.sees(&sha256_hex(&frozen));
    assert_eq!(
        fetch(&hall, &hall.office, &format!("{office}/sealed.pdf")).1,
        sealed
    );
    let verdict = verify(&sealed, &roots(&hall));
    assert!(verdict.is_good(), "{verdict:#?}");
    let who: Vec<_> = verdict.signatures.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(who[0], "Applicant");
    assert_eq!(verdict.signatures[0].organisation, NAME);
    hall.seal().unwrap();
    assert_eq!(
        fetch(&hall, &hall.office, &format!("{office}/sealed.pdf")).1,
        sealed,
        "once"
    );
    assert_eq!(hall.mails("agreement.sealed"), 1);
    let stranger = hall.app.browser();
    assert_ne!(fetch(&hall, &stranger, &format!("{own}/sealed.pdf")).0, 200);
}

#[test]
fn anybody_can_upload_it_and_sees_whether_it_was_changed() {
    let mut hall = done();
    let mut reader = hall.app.browser();
    let path = format!("{}/sealed.pdf", mine(&hall));
    assert_eq!(
        fetch(&hall, &hall.applicant, &path).0,
        404,
        "not sealed yet"
    );
    hall.seal().unwrap();
    let sealed = fetch(&hall, &hall.applicant, &path).1;
    let mut changed = sealed.clone();
    changed[sealed.len() / 3] ^= 1;
    for (bytes, key) in [
        (&sealed[..], "portal-paper-stamp-good"),
        (&changed[..], "portal-paper-stamp-bad"),
        (&b"%PDF-1.7\n%%EOF"[..], "portal-paper-stamp-none"),
    ] {
        reader
            .open("/check/paper")
            .attach("file", "agreement.pdf", bytes);
        reader.submit("/check/paper").says(key);
        let mut next = hall.app.browser();
        next.open("/check/paper").misses("agreement.pdf");
    }
    reader.open("/check/paper").attach("file", "", b"");
    reader.submit("/check/paper");
    reader.is_refused_at("file");
    let (status, root) = fetch(&hall, &reader, "/check/root.crt");
    assert_eq!(status, 200);
    assert!(verify(&sealed, &[root]).is_good());
    hall.app.clock.advance(TimeDelta::minutes(11));
    hall.admin
        .open("/desk/settings/seal")
        .press("chamber-seal-renew");
    sign::prove(&mut hall.admin)
        .says("chamber-seal-renewed")
        .says("chamber-seal-retired");
    assert!(
        verify(&sealed, &roots(&hall)).is_good(),
        "old papers stay valid"
    );
    let newest = fetch(&hall, &reader, "/check/root.crt").1;
    let verdict = verify(&sealed, &[newest]);
    assert_eq!(verdict.signatures[0].trouble, Some(Trouble::Stranger));
}

#[test]
fn a_seal_that_fails_stands_on_the_offices_day_and_is_tried_again() {
    let mut hall = done();
    let frozen = fetch(
        &hall,
        &hall.applicant,
        &format!("{}/frozen.pdf", mine(&hall)),
    )
    .1;
    let sha256 = sha256_hex(&frozen);
    let file = hall
        .app
        .data()
        .join("files")
        .join(&sha256[..2])
        .join(&sha256);
    std::fs::remove_file(&file).unwrap();
    assert!(hall.seal().is_err());
    hall.office.open("/desk").says("desk-today-seal");
    let path = desk(&hall);
    hall.office.open(&path).says("agreement-seal-trouble");
    std::fs::write(&file, &frozen).unwrap();
    hall.office
        .press("agreement-seal-again")
        .says("agreement-seal-again-done");
    hall.seal().unwrap();
    hall.office.open(&path).says("agreement-paper-valid");
    let word = hall.office.word("desk-today-seal");
    hall.office.open("/desk").misses(&word);
    assert_eq!(hall.post(&hall.office, &format!("{path}/seal"), &[]), 303);
    hall.office.open(&path).says("agreement-seal-refused");
}

#[test]
fn a_seal_brought_along_as_pkcs12_seals_from_then_on() {
    let mut hall = done();
    let now = hall.app.clock.now();
    let subject = |name: &str| Subject {
        name: name.into(),
        organisation: "沪江商会".into(),
    };
    let root = Keys::root(&subject("Authority"), now).unwrap();
    let seal = root.issue(&subject("沪江商会电子印章"), now).unwrap();
    let chain = seal.chain().iter();
    let chain = chain.map(|der| p12_keystore::Certificate::from_der(der).unwrap());
    let entry = p12_keystore::PrivateKeyChain::new(seal.pkcs8(), [1u8; 8], chain);
    let mut store = p12_keystore::KeyStore::new();
    store.add_entry("seal", p12_keystore::KeyStoreEntry::PrivateKeyChain(entry));
    let file = store.writer("open it").write().unwrap();
    // A file can't be carried on by the page that asks for a proof: this form asks for it itself.
    hall.app.clock.advance(TimeDelta::minutes(11));
    hall.admin.open("/desk/settings/seal");
    hall.admin
        .attach("file", "seal.p12", &file)
        .fill("phrase", "open it");
    hall.admin.press("chamber-seal-bring-button");
    hall.admin.is_refused_at("current");
    hall.admin
        .attach("file", "seal.p12", &file)
        .fill("phrase", "wrong")
        .fill("current", PASSPHRASE);
    hall.admin.press("chamber-seal-bring-button");
    hall.admin.is_refused_at("file");
    hall.admin
        .attach("file", "seal.p12", &file)
        .fill("phrase", "open it");
    hall.admin.press("chamber-seal-bring-button");
    hall.admin
        .says("chamber-seal-brought")
        .sees("沪江商会电子印章");
    hall.seal().unwrap();
    let sealed = fetch(
        &hall,
        &hall.applicant,
        &format!("{}/sealed.pdf", mine(&hall)),
    )
    .1;
    let verdict = verify(&sealed, &roots(&hall));
    assert!(verdict.is_good(), "{verdict:#?}");
    let mut strangers = verify(&sealed, root.chain()).signatures.into_iter();
    let (member, chamber) = (strangers.next().unwrap(), strangers.next().unwrap());
    assert_eq!(
        member.trouble,
        Some(Trouble::Stranger),
        "the portal's own root"
    );
    assert_eq!(chamber.trouble, None, "the authority's");
}

#[test]
fn a_drawn_signature_stands_beside_the_typed_name_and_in_the_evidence() {
    let mut hall = sent();
    let path = mine(&hall);
    prepare(&mut hall.applicant, &path);
    let right = code(&hall.app, "Applicant");
    let drawn = "300,500 900,480 1500,700;1000,200";
    let who = &mut hall.applicant;
    who.fill("code", &right).fill("name", "Applicant");
    who.fill("drawn", drawn).submit("/agreement/sign");
    who.is_refused_at("agreed");
    assert_eq!(who.value_of("drawn"), drawn, "nothing drawn is lost");
    for outside in ["9000,1", "1,2;", "<svg>"] {
        who.fill("drawn", outside).fill("agreed", "on");
        who.submit("/agreement/sign").says("agreement-form-drawn");
    }
    who.fill("drawn", drawn).submit("/agreement/sign");
    who.says("agreement-wait-title");
    assert!(who.has("polyline[points='300,500 900,480 1500,700']"));
    assert!(who.has("polyline[points='1000,200 1000,200']"), "a dot");
    let change = |sql: &'static str| {
        let work = move |tx: &mut Tx| Ok(diesel::sql_query(sql).execute(tx.conn())?);
        hall.app.db.write_now(&Who::system("test"), work).unwrap();
        hall.app.db.read_now(agreement::verify).unwrap().1.len()
    };
    assert_eq!(change("UPDATE agreement_evidence SET ip = ip"), 0);
    let moved = "UPDATE agreement_evidence SET drawn = '1,1' WHERE what = 'signed'";
    assert_eq!(change(moved), 1, "it is part of the evidence");
}
