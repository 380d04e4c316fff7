//! A paper that is frozen, grows an annex and is signed by two, as an agreement is, before the eyes of
//! pdfsig and pyHanko. `./check papers` installs both and names pyHanko in `HUIGUAN_TEST_PYHANKO`;
//! without it these tests only run ours.
use crate::strangers::{ask, count};
use huiguan::kernel::{Lang, Moment};
use huiguan::platform::clock::Clock;
use huiguan::platform::pdf::{Block, Paper, Press, Table, Words};
use huiguan::platform::seal::{Act, Keys, Subject, append, sign, verify};

fn now() -> Moment {
    Clock::default().now()
}

fn paper(press: &Press, title: &str) -> Vec<u8> {
    let rows = (1..=60).map(|n| {
        (
            n.to_string(),
            Words::from("上海𠮷田国际贸易有限公司 Shanghai Yoshida"),
        )
    });
    let paper = Paper {
        lang: Lang::ZhCn,
        title: title.into(),
        issuer: "沪江商会".into(),
        pages: "第 {page} 页，共 {pages} 页".into(),
        made_at: now(),
        blocks: vec![Block::Title(title.into()), Block::Table(Table::facts(rows))],
        ..Paper::default()
    };
    press.print(&paper).unwrap()
}

fn subject(name: &str, organisation: &str) -> Subject {
    Subject {
        name: name.into(),
        organisation: organisation.into(),
    }
}

/// The signed paper and the root it leads to.
fn signed_by_two() -> (Vec<u8>, Vec<u8>) {
    let press = Press::new(None);
    let root = Keys::root(&subject("沪江商会 Root", "沪江商会"), now()).unwrap();
    let member = root
        .issue(&subject("李娜", "上海𠮷田国际贸易有限公司"), now())
        .unwrap();
    let seal = root
        .issue(&subject("沪江商会 Seal", "沪江商会"), now())
        .unwrap();
    let act = |field: &str, name: &str| Act {
        field: field.into(),
        name: name.into(),
        reason: "同意并签署本协议".into(),
        at: now(),
        then: vec![],
    };
    let whole = append(&paper(&press, "会员入会协议"), &paper(&press, "签署页")).unwrap();
    let once = sign(&whole, &member, &act("Member", "李娜"), None).unwrap();
    let twice = sign(&once, &seal, &act("Chamber", "沪江商会"), None).unwrap();
    (twice, root.chain()[0].clone())
}

#[test]
fn strangers_find_both_signatures_valid() {
    let folder = tempfile::tempdir().unwrap();
    let (paper, root) = signed_by_two();
    assert!(verify(&paper, std::slice::from_ref(&root)).is_good());
    let Some(said) = ask(folder.path(), &paper, &root) else {
        return;
    };
    assert_eq!(
        count(&said.pdfsig, "Signature is Valid."),
        2,
        "{}",
        said.pdfsig
    );
    assert_eq!(
        count(&said.pdfsig, "ETSI.CAdES.detached"),
        2,
        "{}",
        said.pdfsig
    );
    assert_eq!(count(&said.pyhanko, "judged VALID"), 2, "{}", said.pyhanko);
    assert_eq!(count(&said.pyhanko, "INVALID"), 0, "{}", said.pyhanko);
    assert_eq!(count(&said.pdfsig, "Error"), 0, "{}", said.pdfsig);
    // The annex is read as well as the paper it follows: its title on both pages, all its rows.
    for (words, times) in [
        ("会员入会协议", 2),
        ("签署页", 2),
        ("Shanghai Yoshida", 120),
    ] {
        assert_eq!(count(&said.words, words), times, "{words}: {}", said.words);
    }
}

#[test]
fn strangers_notice_a_changed_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (mut paper, root) = signed_by_two();
    let at = paper.len() / 3;
    paper[at] ^= 1;
    assert!(!verify(&paper, std::slice::from_ref(&root)).is_good());
    let Some(said) = ask(folder.path(), &paper, &root) else {
        return;
    };
    assert_eq!(
        count(&said.pdfsig, "Signature is Valid."),
        0,
        "{}",
        said.pdfsig
    );
    assert_eq!(count(&said.pdfsig, "Digest Mismatch"), 2, "{}", said.pdfsig);
    assert_eq!(count(&said.pyhanko, "judged VALID"), 0, "{}", said.pyhanko);
}
