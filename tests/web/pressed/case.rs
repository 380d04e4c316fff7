//! What applicants, reviewers, visitors and the office do about a case on its way.
use crate::review::panel;
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::apply;
use crate::visit::{complete, declared, photo, visit};
use huiguan::kernel::Role;
use reqwest::Method;

#[test]
fn a_step_that_comes_late_once_more_does_not_write_over_what_was_typed_since() {
    let app = TestApp::start();
    let mut li = app.signed_in("Li", &[]);
    let step = format!("{}/step/company", apply::begin(&mut li));
    li.open(&step);
    let mark = li.value_of("once");
    assert_eq!(mark.len(), 32);
    let late = [
        ("once", mark.as_str()),
        ("name", "Plum Blossom"),
        ("go", "later"),
    ];
    let post = || {
        let post = li.by_hand(Method::POST, &step).header("Origin", &app.base);
        post.form(&late).send().unwrap().status()
    };
    assert_eq!(post(), 303);
    let mut desk = app.browser();
    desk.sign_in(&address("Li"), PASSPHRASE);
    desk.open(&step);
    assert_eq!(desk.value_of("name"), "Plum Blossom");
    desk.fill("name", "Plum Blossom Trading");
    desk.press("application-go-later");
    assert_eq!(post(), 303);
    desk.open(&step);
    assert_eq!(desk.value_of("name"), "Plum Blossom Trading");
}

#[test]
fn more_reviewers_are_asked_and_who_cannot_is_released() {
    let mut p = panel();
    let path = p.review();
    for name in ["Reviewer Three", "Reviewer Four"] {
        let person = p.app.person(name, &[Role::Reviewer]);
        p.office.open(&path).fill("reviewer", person);
        p.office.submit("/review/assign");
        p.office.says("review-done-assigned").sees(name);
        assert_eq!(p.app.mail_to(&address(name)).kind, "review.asked");
        let mut asked = p.app.browser();
        asked.sign_in(&address(name), PASSPHRASE);
        assert_eq!(asked.go(&path), 200);
    }
    // They stand in the order in which they were asked: the first two go.
    for why in ["Away in May", "Away in June"] {
        p.office.open(&path).fill("reason", why);
        p.office.submit("/review/release");
        p.office.says("review-done-released").sees(why);
    }
    let browsers = [
        ("Reviewer One", &mut p.first),
        ("Reviewer Two", &mut p.second),
    ];
    for (name, reviewer) in browsers {
        assert_eq!(p.app.mail_to(&address(name)).kind, "review.released");
        assert_eq!(reviewer.go(&path), 404);
    }
}

#[test]
fn a_card_is_saved_without_a_script_and_read_by_the_other_visitor() {
    let mut p = declared();
    let record = format!("{}/record", visit(&p));
    let saved = [
        ("1", "The cellar was locked"),
        ("2", "The cellar, and the roof"),
    ];
    for (version, text) in saved {
        p.first.open(&record).fill("text", text);
        p.first.submit("/visit/cards/unseen");
        p.first.says("visit-done-card").sees(text);
        p.second.open(&record).sees(text);
        let stands = "form[action$='/cards/unseen'] [name=version]";
        assert_eq!(p.second.values_of(stands, "value"), [version]);
    }
}

#[test]
fn a_photo_gets_its_caption_and_goes_out_again() {
    let mut p = declared();
    let record = format!("{}/record", visit(&p));
    for name in ["gate.png", "hall.png"] {
        p.first.open(&record).attach("photo", name, &photo());
        p.first.submit("/visit/photos");
    }
    let photos = p.first.values_of(".photo-row form", "action");
    assert_eq!(photos.len(), 2);
    for (photo, caption) in photos.iter().zip(["The gate", "The hall"]) {
        p.first
            .fill("caption", caption)
            .fill("criterion", "premises");
        p.first.submit(photo);
        p.first.says("visit-done-card");
        let row = format!("form[action='{photo}']");
        assert!(
            p.first
                .has(&format!("{row} [name=caption][value='{caption}']"))
        );
        assert!(
            p.first
                .has(&format!("{row} option[value=premises][selected]"))
        );
    }
    p.first.press("visit-photo-remove");
    p.first.says("visit-done-photo-out");
    let left = p.first.values_of(".photo-row form", "action");
    assert_eq!(left, photos[1..]);
}

#[test]
fn a_record_is_thawed_until_somebody_signs_and_closed_without_who_does_not() {
    for why in ["Reviewer Two fell ill", "Reviewer Two moved away"] {
        let mut p = declared();
        complete(&p);
        let path = visit(&p);
        let record = format!("{path}/record");
        p.first.open(&path).press("visit-freeze");
        assert_eq!(p.first.go(&record), 404);
        p.second.open(&path).submit("/visit/thaw");
        p.second.is_at(&record).says("visit-done-thawed");
        assert_eq!(p.first.go(&record), 200);
        p.first.open(&path).press("visit-freeze");
        p.office.open(&path);
        assert!(!p.office.has("form[action$='/visit/close']"), "unsigned");
        p.first.fill("agree", "on").press("visit-sign");
        p.second.open(&path);
        assert!(!p.second.has("form[action$='/visit/thaw']"), "signed");
        p.office.open(&path).fill("reason", why);
        p.office.submit("/visit/close").says("visit-done-closed");
        p.office.says("visit-closed-without").sees(why);
        p.office.open(&p.case).says("admission-stage-visited");
    }
}
