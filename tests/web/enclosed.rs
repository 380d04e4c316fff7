//! What lies with the papers of a ballot opens from them: for whoever reads them, and for nobody else.
use crate::permits::{filled_for, found};
use crate::support::app::TestApp;
use crate::support::board::Hall;
use huiguan::demo;

#[test]
fn papers_open_from_the_pack_for_a_seat_that_nothing_binds() {
    let (mut hall, ballot) = Hall::opened();
    hall.directors[0]
        .open(&ballot)
        .press("ballot-conflict-none");
    let paper = hall.directors[0].link("/board/cases/");
    assert_eq!(hall.directors[0].go(&paper), 200);
    assert!(hall.directors[0].answer().bytes.starts_with(b"%PDF"));
    assert_eq!(hall.office.go(&paper), 200);
    // Who has not answered yet, whose case it is, who only reviewed it.
    assert_eq!(hall.directors[1].go(&paper), 404);
    assert_eq!(hall.applicant.go(&paper), 404);
    assert_eq!(hall.reviewer.go(&paper), 404);
    let (folder, hash) = paper.rsplit_once('/').unwrap();
    let other = format!("{folder}/{}", "0".repeat(hash.len()));
    assert_eq!(hall.directors[0].go(&other), 404);
    // Who steps back reads them no more.
    let mut two = hall.directors.remove(1);
    two.open(&ballot).fill("why", "My brother owns it");
    two.submit("/recuse");
    assert_eq!(two.go(&paper), 404);
}

#[test]
fn what_a_seat_read_in_an_earlier_round_stays_open_to_it() {
    let (mut hall, ballot) = Hall::opened();
    hall.directors[0]
        .open(&ballot)
        .press("ballot-conflict-none");
    let paper = hall.directors[0].link("/board/cases/");
    hall.office.open(&format!("{}/ballot", hall.case));
    hall.office.fill("why", "A wrong date").submit("/annul");
    hall.office.says("ballot-annulled");
    hall.open();
    assert_eq!(hall.directors[0].go(&paper), 200);
    assert_eq!(hall.directors[1].go(&paper), 404);
}

#[test]
fn the_pack_is_folded_on_the_page_and_open_on_paper() {
    let (mut hall, ballot) = Hall::opened();
    let one = &mut hall.directors[0];
    one.open(&ballot).press("ballot-conflict-none");
    assert!(one.has("#pack details.fold:not([open]) a[href*='/papers/']"));
    one.open(&format!("{ballot}/pack"));
    assert!(one.has("#pack details.fold[open] a[href*='/papers/']"));
    assert!(!one.has("#pack details:not([open])"));
}

#[test]
fn photos_of_the_visit_open_from_the_pack() {
    let app = TestApp::demo();
    let sql = "SELECT c.id AS id FROM cases c JOIN visits v ON v.case_id = c.id JOIN visit_photos p \
               ON p.visit_id = v.id WHERE c.stage = 'on_ballot' ORDER BY c.id LIMIT 1";
    let case = found(&app, sql).remove(0);
    let photo = filled_for(&app, "/board/cases/{case}/photos/{photo}/{face}", &case);
    let mut office = app.browser();
    office.sign_in("admin@demo.huiguan.test", demo::PASSPHRASE);
    office.open(&format!("/desk/cases/{case}/ballot"));
    assert!(office.has(&format!("#pack .photos a[href='{photo}']")));
    for face in [photo.clone(), photo.replace("/shown", "/thumb")] {
        assert_eq!(office.go(&face), 200);
        assert!(office.answer().headers["content-type"].starts_with("image/"));
    }
    assert_eq!(office.go(&photo.replace("/shown", "/original")), 404);
    let mut other = app.browser();
    other.sign_in("events@demo.huiguan.test", demo::PASSPHRASE);
    assert_eq!(other.go(&photo), 404);
}
