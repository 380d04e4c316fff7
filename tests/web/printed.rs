//! The papers of a case as PDF: what they say, who gets them, that they stay what they were, and that
//! a sealed one can be checked without the portal.
use crate::support::board::{DIRECTORS, Hall, NAME};
use crate::support::browser::Browser;
use crate::support::server::program;
use crate::support::sign;
use crate::visit::{complete, declared, photo, visit};
use huiguan::admission::{ballot, case, printed};
use huiguan::chamber::letterhead::Letterhead;
use huiguan::kernel::Lang;
use huiguan::kernel::brand::Brand;
use huiguan::kernel::id::CaseId;
use huiguan::platform::pdf::{Block, Paper, plain};
use huiguan::platform::seal::{store, verify};
use huiguan::voting;
use reqwest::Method;

fn fetch(who: &Browser, path: &str) -> (u16, Vec<u8>) {
    let answer = who.by_hand(Method::GET, path).send().unwrap();
    (answer.status().as_u16(), answer.bytes().unwrap().to_vec())
}

/// A PDF that this person gets there.
fn pdf(who: &Browser, path: &str) -> Vec<u8> {
    let (status, bytes) = fetch(who, path);
    assert_eq!(status, 200, "{path}");
    assert!(bytes.starts_with(b"%PDF-1.7"), "{path}");
    bytes
}

fn case_id(hall: &Hall) -> CaseId {
    hall.case.rsplit('/').next().unwrap().parse().unwrap()
}

fn says(paper: &Paper) -> String {
    plain(&paper.blocks).join("\n")
}

#[test]
fn the_minutes_tell_who_took_part_who_stepped_back_and_how_it_was_counted() {
    let (mut hall, ballot) = Hall::opened();
    let path = format!("{ballot}/minutes.pdf");
    hall.directors[3]
        .open(&ballot)
        .fill("why", "My brother runs it")
        .press("ballot-conflict-step-back");
    for (seat, choice) in ["yes", "yes", "no"].into_iter().enumerate() {
        hall.vote(&ballot, seat, choice);
    }
    assert_eq!(fetch(&hall.office, &path).0, 404, "not before it is over");
    hall.office.open(&format!("{}/ballot", hall.case));
    hall.office.press("ballot-close-button");
    let link = hall.office.link("/minutes.pdf");
    let bytes = pdf(&hall.office, &link);
    assert_eq!(
        pdf(&hall.directors[0], &path),
        bytes,
        "the same for everybody"
    );
    assert_eq!(fetch(&hall.applicant, &path).0, 404);
    let (id, now) = (case_id(&hall), hall.app.clock.now());
    for lang in Lang::ALL {
        let id = id.clone();
        let paper = hall.app.db.read_now(move |conn| {
            let frozen = ballot::decided(conn, &id)?.unwrap();
            let closed = voting::result(conn, &frozen.ballot, now)?.unwrap();
            let head = Letterhead::plain(Brand::default());
            printed::minutes(conn, &head, lang, (&frozen, &closed))
        });
        let paper = paper.unwrap();
        let text = says(&paper);
        for wanted in [NAME, DIRECTORS[0], "My brother runs it", "2026-0001", "3"] {
            assert!(text.contains(wanted), "no {wanted}:\n{text}");
        }
        assert!(text.contains('≥') || text.contains('>'), "{text}");
        let signed = paper
            .blocks
            .iter()
            .any(|b| matches!(b, Block::Signatures(s) if s.len() == 2));
        assert!(signed, "room for two signatures");
    }
}

#[test]
fn a_pack_stays_what_it_was_when_the_text_is_changed_later() {
    let (mut hall, ballot) = Hall::opened();
    let path = format!("{ballot}/pack.pdf");
    assert_eq!(fetch(&hall.directors[0], &path).0, 404, "conflicts first");
    hall.directors[0]
        .open(&ballot)
        .press("ballot-conflict-none");
    let before = pdf(&hall.directors[0], &path);
    hall.app.clock.advance(chrono::TimeDelta::minutes(1));
    hall.admin
        .open("/desk/settings/papers/pack")
        .fill(
            "text_en",
            "{company}\n{recommendation}\n{facts}\n{interests}",
        )
        .fill("changes", "Shorter")
        .press("chamber-text-publish");
    hall.admin.sees("Shorter");
    assert_eq!(pdf(&hall.directors[0], &path), before);
    assert_eq!(fetch(&hall.directors[1], &path).0, 404);
    assert_eq!(fetch(&hall.applicant, &path).0, 404);
}

#[test]
fn who_was_admitted_gets_a_sealed_notice_and_nobody_else() {
    let (mut hall, ballot) = Hall::opened();
    let (own, desk) = (
        format!("{}/notice.pdf", hall.own()),
        format!("{}/notice.pdf", hall.case),
    );
    assert_eq!(fetch(&hall.applicant, &own).0, 404);
    hall.applicant.open(&format!("{}/record", hall.own()));
    let word = hall.applicant.word("record-notice");
    hall.applicant.misses(&word);
    hall.decide(&ballot, ["yes"; 4]);
    hall.applicant.open(&format!("{}/record", hall.own()));
    let link = hall.applicant.link("notice.pdf");
    let mine = pdf(&hall.applicant, &link);
    let roots = hall.app.db.read_now(store::trusted).unwrap();
    for bytes in [mine, pdf(&hall.office, &desk)] {
        let verdict = verify(&bytes, &roots);
        assert!(
            verdict.is_good() && verdict.signatures.len() == 1,
            "{verdict:?}"
        );
    }
    let other = hall.app.signed_in("Stranger", &[]);
    assert_eq!(fetch(&other, &own).0, 404);
    assert_eq!(fetch(&hall.directors[0], &desk).0, 404);
}

/// Copied to an empty folder without portal or database, both files get their verdict; changed, they
/// don't.
fn elsewhere(sealed: &[u8], json: &[u8], root: &[u8], sha256: &str) {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let verify = |file: &str, more: &[&str]| {
        let mut command = program(&["verify", file]);
        let done = command.args(more).current_dir(folder.path()).output();
        let done = done.unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        (done.status.success(), said)
    };
    put("case.pdf", sealed);
    put("case.json", json);
    put("root.crt", root);
    let (fine, said) = verify("case.json", &[]);
    assert!(fine && said.contains(sha256), "{said}");
    let (fine, said) = verify("case.pdf", &["--root", "root.crt"]);
    assert!(fine && said.contains("as it was signed"), "{said}");
    assert!(!verify("case.pdf", &[]).0, "nobody vouches for it");
    let text = String::from_utf8_lossy(json).replacen("licence", "license", 1);
    put("case.json", text.as_bytes());
    let mut changed = sealed.to_vec();
    changed[sealed.len() / 3] ^= 1;
    put("case.pdf", &changed);
    assert!(!verify("case.json", &[]).0);
    assert!(!verify("case.pdf", &["--root", "root.crt"]).0);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 3, "it leaves nothing there");
}

#[test]
fn the_dossier_is_sealed_and_names_the_hash_of_the_data_file() {
    let (mut hall, mut shen) = sign::signed();
    let agreement = sign::desk(&hall);
    sign::sign(&hall.app, &mut shen, "Shen", &agreement);
    hall.seal().unwrap();
    hall.office.open(&format!("{}/record", hall.case));
    let sealed = pdf(&hall.office, &hall.office.link("record.pdf"));
    let roots = hall.app.db.read_now(store::trusted).unwrap();
    assert!(verify(&sealed, &roots).is_good());
    let (_, json) = fetch(&hall.office, &hall.office.link("record.json"));
    let data: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let files = data["parts"]["files"]["content"].as_array().unwrap();
    let kinds: Vec<_> = files.iter().filter_map(|f| f["kind"].as_str()).collect();
    assert!(kinds.contains(&"licence"), "{kinds:?}");
    assert_eq!(kinds.iter().filter(|k| **k == "agreement").count(), 2);
    let root = fetch(&hall.office, "/check/root.crt").1;
    elsewhere(&sealed, &json, &root, data["sha256"].as_str().unwrap());
    let (id, now) = (case_id(&hall), hall.app.clock.now());
    let made = |reader: case::Reader| {
        let id = id.clone();
        let made = hall.app.db.read_now(move |conn| {
            let case = case::load(conn, &id)?;
            let head = Letterhead::plain(Brand::default());
            printed::dossier(conn, &head, Lang::En, &case, (reader, now))
        });
        says(&made.unwrap())
    };
    let whole = made(case::Reader::Chamber);
    assert!(whole.contains(data["sha256"].as_str().unwrap()), "{whole}");
    let (half, rest) = files[0]["sha256"].as_str().unwrap().split_at(32);
    assert!(whole.contains(&format!("{half}\n{rest}")));
    assert!(whole.contains(DIRECTORS[1]) && whole.contains("Shen"));
    let theirs = made(case::Reader::Applicant);
    assert!(
        !theirs.contains(DIRECTORS[1]) && !theirs.contains("Reviewer"),
        "{theirs}"
    );
    pdf(&hall.applicant, &format!("{}/record.pdf", hall.own()));
    assert_eq!(
        fetch(&hall.directors[0], &format!("{}/record.pdf", hall.case)).0,
        404
    );
}

#[test]
fn the_report_is_handed_out_in_full_to_the_chamber_and_as_facts_to_the_company() {
    let mut p = declared();
    complete(&p);
    let path = visit(&p);
    let (report, own) = (
        format!("{path}/report.pdf"),
        path.replace("/desk/cases/", "/my/applications/"),
    );
    p.first
        .open(&format!("{path}/record"))
        .attach("photo", "roof.png", &photo())
        .submit("/visit/photos");
    assert_eq!(p.office.go(&report), 404, "not before it is frozen");
    p.first.open(&path).press("visit-freeze");
    assert_eq!(p.applicant.go(&format!("{own}/report.pdf")), 404);
    for visitor in [&mut p.first, &mut p.second] {
        visitor.open(&path).fill("agree", "on").press("visit-sign");
    }
    let mut sizes = vec![];
    for who in [&mut p.office, &mut p.first] {
        let link = who.open(&path).link("/report.pdf");
        who.open(&link);
        assert!(who.answer().bytes.starts_with(b"%PDF-1.7"));
        sizes.push(who.answer().bytes.len());
    }
    let link = p.applicant.open(&own).link("/report.pdf");
    p.applicant.open(&link);
    assert!(p.applicant.answer().bytes.starts_with(b"%PDF-1.7"));
    assert!(
        p.applicant.answer().bytes.len() < sizes[0],
        "without ratings"
    );
    let mut other = p.app.signed_in("Other", &[]);
    assert_eq!(other.go(&format!("{own}/report.pdf")), 404);
    assert_eq!(other.go(&report), 404);
}
