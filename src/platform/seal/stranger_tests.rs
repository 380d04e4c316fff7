//! Files that strangers made up: to show what was not sealed, to leave out who signed, or to cost us more
//! than any paper is worth.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::tests::{Made, act, made, now, paper, subject};
use super::*;
use crate::platform::seal::file::Update;
use crate::platform::seal::{Keys, sign};

static MADE: std::sync::LazyLock<Made> = std::sync::LazyLock::new(made);

/// The sealed paper with one more revision, then signed by a stranger.
fn drawn_over(change: impl Fn(&File<'_>, &mut Update)) -> Vec<u8> {
    let file = File::read(&MADE.twice).unwrap();
    let mut update = Update::of(&file);
    change(&file, &mut update);
    let stranger = Keys::root(&subject("沪江商会 Seal"), now()).unwrap();
    let over = update.append(&file);
    sign(&over, &stranger, &act("Third", "沪江商会"), None).unwrap()
}

fn notes(file: &File<'_>) -> u32 {
    let page = file.pages().unwrap()[0];
    file.dict(page).unwrap().reference("Annots").unwrap()
}

#[test]
fn what_is_drawn_over_a_paper_makes_every_seal_before_it_invalid_whatever_it_calls_itself() {
    let stamp = "/Type /Sig/FT /Sig/Subtype /Stamp/Rect [0 0 600 800]/AP <</N 9 0 R>>";
    let overs = [
        // Calls itself a signature, and is a stamp over the page.
        drawn_over(|file, update| {
            let over = update.number();
            update.put(over, format!("<<{stamp}>>").into_bytes());
            let old = String::from_utf8_lossy(file.object(notes(file)).unwrap());
            let list = format!("{} {over} 0 R]", old.trim_end_matches(']'));
            update.put(notes(file), list.into_bytes());
        }),
        // Is no object of its own.
        drawn_over(|file, update| {
            let old = String::from_utf8_lossy(file.object(notes(file)).unwrap());
            let list = format!("{}<<{stamp}>>]", old.trim_end_matches(']'));
            update.put(notes(file), list.into_bytes());
        }),
        // A signature's own field that has an area and a picture.
        drawn_over(|_, update| {
            let over = update.number();
            let field = "<</Type /Annot/Subtype /Widget/FT /Sig/Rect [0 0 0 0]/Rect [0 0 9 9]>>";
            update.put(over, field.into());
        }),
        drawn_over(|file, update| {
            let root = file.root().unwrap();
            update.put(root, file.dict(root).unwrap().write());
        }),
    ];
    for (at, over) in overs.iter().enumerate() {
        let verdict = verify(over, &MADE.roots);
        let troubles: Vec<_> = verdict.signatures.iter().map(|s| s.trouble).collect();
        let [changed, stranger] = [Some(Trouble::ChangedAfter), Some(Trouble::Stranger)];
        assert_eq!(troubles, [changed, changed, stranger], "{at}");
    }
}

#[test]
fn another_signature_just_as_ours_leaves_those_before_it_valid() {
    let third = drawn_over_nothing();
    let verdict = verify(&third, &MADE.roots);
    let troubles: Vec<_> = verdict.signatures.iter().map(|s| s.trouble).collect();
    assert_eq!(troubles, [None, None, Some(Trouble::Stranger)]);
    // One byte of what it appends is otherwise: its field is where somebody can see it.
    let key = b"/Rect [0 0 0 0]";
    let at = third.windows(key.len()).rposition(|w| w == key).unwrap();
    let mut seen = third.clone();
    seen[at + 7] = b'9';
    let verdict = verify(&seen, &MADE.roots);
    assert_eq!(verdict.signatures[1].trouble, Some(Trouble::ChangedAfter));
}

fn drawn_over_nothing() -> Vec<u8> {
    let stranger = Keys::root(&subject("Other"), now()).unwrap();
    sign(&MADE.twice, &stranger, &act("Third", "Other"), None).unwrap()
}

#[test]
fn an_object_taken_away_after_a_seal_is_noticed() {
    let file = File::read(&MADE.twice).unwrap();
    let (at, size) = (MADE.twice.len(), file.trailer.number("Size").unwrap());
    let prev = String::from_utf8_lossy(&MADE.twice[at - 24..]).into_owned();
    let prev: String = prev.chars().filter(char::is_ascii_digit).collect();
    let gone = *file.places.keys().next().unwrap();
    let root = file.root().unwrap();
    let mut cut = MADE.twice.clone();
    let table = format!(
        "xref\n{gone} 1\n0000000000 00001 f \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {prev}>>\n\
         startxref\n{at}\n%%EOF\n"
    );
    cut.extend_from_slice(table.as_bytes());
    let read = File::read(&cut).unwrap();
    assert_eq!(read.places.get(&gone), None);
    assert_eq!(read.places.len(), file.places.len() - 1);
    let verdict = verify(&cut, &MADE.roots);
    assert_eq!(verdict.signatures[1].trouble, Some(Trouble::ChangedAfter));
}

#[test]
fn a_paper_cut_back_to_its_first_signature_says_who_is_missing() {
    let root = Keys::root(&subject("Root"), now()).unwrap();
    let member = root.issue(&subject("李娜"), now()).unwrap();
    let seal = root.issue(&subject("Seal"), now()).unwrap();
    let mut by_member = act("Member", "李娜");
    by_member.then = vec!["沪江商会".into(), "见证 (1) >".into()];
    let once = sign(&paper("协议"), &member, &by_member, None).unwrap();
    let missing = |file: &[u8]| verify(file, root.chain()).missing;
    assert_eq!(missing(&once), ["沪江商会", "见证 (1) >"]);
    let twice = sign(&once, &seal, &act("Chamber", "沪江商会"), None).unwrap();
    assert_eq!(missing(&twice), ["见证 (1) >"]);
    assert!(!verify(&twice, root.chain()).is_good());
    let whole = sign(&twice, &seal, &act("Third", "见证 (1) >"), None).unwrap();
    let verdict = verify(&whole, root.chain());
    assert!(verdict.is_good(), "{verdict:#?}");
    // An agreement of an earlier build names nobody: the chamber whose certificate it bears is missing.
    assert_eq!(
        verify(&MADE.once, &MADE.roots).missing,
        ["𠮷田（上海）有限公司"]
    );
    assert!(verify(&MADE.twice, &MADE.roots).missing.is_empty());
}

/// A file whose nodes each name the next one many times, some levels deep.
fn same_children_again_and_again() -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = vec![];
    let mut put = |file: &mut Vec<u8>, body: String| {
        places.push(file.len());
        let number = places.len();
        file.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    };
    put(&mut file, "<</Type /Catalog/Pages 2 0 R>>".into());
    for level in 2..7 {
        let kids = format!("{} 0 R ", level + 1).repeat(120);
        put(&mut file, format!("<</Type /Pages/Kids [{kids}]>>"));
    }
    put(&mut file, "<</Type /Page>>".into());
    let at = file.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        table += &format!("{place:010} 00000 n \n");
    }
    table += &format!("trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n");
    file.extend_from_slice(table.as_bytes());
    file
}

#[test]
fn a_page_is_visited_once_and_naming_it_again_is_refused() {
    let file = same_children_again_and_again();
    assert!(file.len() < 8_000);
    let began = Instant::now();
    let refused = File::read(&file).unwrap().pages().unwrap_err();
    assert!(refused.0.contains("twice"), "{refused}");
    assert!(began.elapsed() < Duration::from_secs(1));
}

#[test]
fn many_updates_of_many_objects_under_many_signatures_are_given_up_in_time_and_in_words() {
    // One table of fifty thousand entries, and forty revisions that all lead back to it.
    let mut file = b"%PDF-1.4\n1 0 obj\n<</Pages 2 0 R>>\nendobj\n".to_vec();
    let mut prev = file.len();
    let entries = "9 0 n ".repeat(50_000);
    let table = format!("xref\n1 50000\n{entries}\ntrailer<</Root 1 0 R>>\n");
    file.extend_from_slice(table.as_bytes());
    let head =
        "9 0 obj<</Type /Sig/FT /Sig/T (x)/Name (a)/Reason (b)/M (D:20261125060000)/Contents ";
    for _ in 0..40 {
        let at = file.len();
        let (begin, end) = (at + head.len(), at + head.len() + 4);
        // As long whatever the last number is.
        let object = |d: usize| format!("{head}<00>/ByteRange [0 {begin:07} {end:07} {d:07}]>>\n");
        let table = at + object(0).len();
        let tail = format!(
            "xref\n1 1\n9 0 n\ntrailer<</Root 1 0 R/Prev {prev}>>\nstartxref\n{table}\n%%EOF\n"
        );
        let rest = table + tail.len() - end;
        file.extend_from_slice((object(rest) + &tail).as_bytes());
        prev = table;
    }
    let began = Instant::now();
    let verdict = verify(&file, &[]);
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(verdict.signatures.len(), 40);
    let given_up = |found: &Found| found.trouble == Some(Trouble::TooMuch);
    assert!(verdict.signatures.iter().all(given_up), "{verdict:#?}");
}

#[test]
fn what_is_looked_at_is_bounded_by_what_was_sent() {
    let effort = Effort::on(&[0; 10]);
    assert!(effort.spend(64 << 20).is_ok());
    assert!(effort.spend(120).is_ok());
    assert!(effort.spend(1).is_err());
    // A table with fifty thousand entries, read again and again with one effort.
    let entries = "0000000009 00000 n \n".repeat(50_000);
    let head = format!("xref\n1 50000\n{entries}trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    let effort = Effort::on(&[]);
    let reads = (0..100).take_while(|_| File::within(head.as_bytes(), Rc::clone(&effort)).is_ok());
    let reads = reads.count();
    assert!((1..30).contains(&reads), "{reads}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A sealed paper with pieces of it cut out, doubled and overwritten: never a panic, never long,
    /// never good.
    #[test]
    fn a_mangled_paper_is_never_good(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 1usize..400, 0u8..3), 1..6)
    ) {
        let mut file = MADE.twice.clone();
        for (at, length, how) in cuts {
            let at = at.index(file.len() - 1);
            let end = (at + length).min(file.len());
            match how {
                0 => drop(file.drain(at..end)),
                1 => {
                    let piece = file[at..end].to_vec();
                    file.splice(at..at, piece);
                }
                _ => file[at..end].fill(b'7'),
            }
        }
        prop_assume!(file != MADE.twice);
        let began = Instant::now();
        let verdict = verify(&file, &MADE.roots);
        prop_assert!(began.elapsed() < Duration::from_secs(10));
        prop_assert!(!verdict.is_good() || hex_only(&file));
        let _ = File::read(&file).and_then(|file| file.pages());
    }
}

/// Whether only digits of the same value differ, which say nothing.
fn hex_only(file: &[u8]) -> bool {
    file.eq_ignore_ascii_case(&MADE.twice)
}
