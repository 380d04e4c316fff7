//! The site visit: planned, written by two people at once, frozen, signed, read by the company.
use crate::review::{Panel, answer, declare, panel};
use crate::support::app::address;
use crate::support::browser::Browser;
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::kernel::Role;
use huiguan::schema::editions;
use reqwest::Method;
use serde_json::Value;

/// A photo as small as one can be.
pub fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    image::RgbImage::new(8, 6)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A reviewed case with a visit planned for both reviewers.
fn planned() -> Panel {
    let mut p = panel();
    for reviewer in [&mut p.first, &mut p.second] {
        let path = format!("{}/review", p.case);
        declare(reviewer, &path);
        answer(reviewer, &path, "pass");
    }
    p.office.open(&p.review()).press("review-office-conclude");
    p.office.open(&format!("{}/visit/plan", p.case));
    assert_eq!(p.office.value_of("address"), "1 Example Road");
    assert_eq!(p.office.value_of("host_email"), "wang@example.com");
    p.office.press("visit-plan-button");
    p.office.says("visit-phase-planned");
    p
}

pub fn visit(p: &Panel) -> String {
    format!("{}/visit", p.case)
}

/// The same with both visitors declared.
pub fn declared() -> Panel {
    let mut p = planned();
    let path = visit(&p);
    for visitor in [&mut p.first, &mut p.second] {
        declare(visitor, &path);
    }
    p
}

/// Posts a card as the page's script does; the status and what it answers.
pub fn card(who: &Browser, p: &Panel, name: &str, fields: &[(&str, &str)]) -> (u16, Value) {
    let answer = who
        .by_hand(Method::POST, &format!("{}/cards/{name}", visit(p)))
        .header("Origin", &p.app.base)
        .header("X-Autosave", "1")
        .form(fields)
        .send()
        .unwrap();
    (
        answer.status().as_u16(),
        serde_json::from_str(&answer.text().unwrap()).unwrap_or(Value::Null),
    )
}

pub fn complete(p: &Panel) {
    let met = [
        ("version", "0"),
        ("began", "2026-12-01T09:00"),
        ("ended", "2026-12-01T11:00"),
    ];
    let met = [&met[..], &[("hosts", "Wang Wu, manager")]].concat();
    assert_eq!(card(&p.first, p, "meeting", &met).0, 200);
    for (key, best) in [
        ("licences", "met"),
        ("operating", "met"),
        ("premises", "4"),
        ("staff", "4"),
        ("quality", "not_seen"),
        ("credit", "met"),
        ("motive", "5"),
        ("duties", "yes"),
    ] {
        let fields = [
            ("version", "0"),
            ("answer", best),
            ("observation", "Twelve people at work"),
        ];
        assert_eq!(
            card(&p.first, p, &format!("finding-{key}"), &fields).0,
            200,
            "{key}"
        );
    }
    let conclusion = [
        ("version", "0"),
        ("proposal", "pass"),
        ("statement", "A sound company"),
    ];
    assert_eq!(card(&p.second, p, "conclusion", &conclusion).0, 200);
}

#[test]
fn visitors_and_company_get_an_invitation_for_their_calendars() {
    let mut p = planned();
    let invited = |email: &str| {
        let mail = p.app.mail_to(email);
        assert!(
            mail.attachments.contains("method=REQUEST"),
            "{}",
            mail.attachments
        );
        assert!(mail.attachments.contains("METHOD:REQUEST"));
        mail
    };
    let uid = |attachments: &str| {
        attachments
            .split("UID:")
            .nth(1)
            .unwrap()
            .split("\\r")
            .next()
            .unwrap()
            .to_owned()
    };
    let first = invited(&address("Reviewer One"));
    assert_eq!(first.kind, "visit.planned");
    assert_eq!(invited("wang@example.com").kind, "visit.announced");
    p.office
        .open(&format!("{}/plan", visit(&p)))
        .fill("address", "2 Other Road");
    p.office.press("visit-plan-change");
    let moved = p.app.mail_to(&address("Reviewer One"));
    assert!(moved.attachments.contains("SEQUENCE:1"));
    assert_eq!(uid(&first.attachments), uid(&moved.attachments));
    p.office
        .open(&visit(&p))
        .fill("reason", "Snow")
        .submit("/visit/cancel");
    let off = p.app.mail_to("wang@example.com");
    assert!(off.attachments.contains("METHOD:CANCEL") && off.attachments.contains("SEQUENCE:2"));
    p.office.open(&visit(&p)).says("visit-show-cancelled");
}

#[test]
fn the_appointment_saved_by_hand_is_the_one_that_came_by_mail() {
    let mut p = declared();
    // When it was written may differ, nothing else.
    let plain = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("DTSTAMP"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let mail = p.app.mail_to(&address("Reviewer One"));
    let sent: serde_json::Value = serde_json::from_str(&mail.attachments).unwrap();
    let sent = plain(sent[0]["text"].as_str().unwrap());
    assert_eq!(p.first.go(&format!("{}/calendar", visit(&p))), 200);
    assert_eq!(plain(&p.first.answer().body), sent);
    assert!(sent.iter().any(|line| line.starts_with("ATTENDEE")));
}

#[test]
fn one_visitor_is_not_enough() {
    let mut p = panel();
    for reviewer in [&mut p.first, &mut p.second] {
        let path = format!("{}/review", p.case);
        declare(reviewer, &path);
        answer(reviewer, &path, "pass");
    }
    p.office.open(&p.review()).press("review-office-conclude");
    p.office.open(&format!("{}/visit/plan", p.case));
    let only = p
        .office
        .values_of("[name=visitor][checked]", "value")
        .remove(0);
    p.office.fill("visitor", only).press("visit-plan-button");
    assert_eq!(p.office.answer().status, 422);
    p.office.says("visit-refusal-two");
}

#[test]
fn a_visitor_declares_before_the_record_opens() {
    let mut p = planned();
    let path = visit(&p);
    assert_eq!(p.first.go(&format!("{path}/record")), 404);
    p.first.open(&path).misses("1 Example Road");
    declare(&mut p.first, &path);
    p.first
        .open(&format!("{path}/record"))
        .says("visit-card-meeting");
    assert_eq!(p.second.go(&format!("{path}/record")), 404);
    assert_eq!(p.applicant.go(&path), 404);
}

#[test]
fn two_visitors_on_one_card_never_overwrite_each_other_unseen() {
    let mut p = declared();
    let one = [("version", "0"), ("answer", "met"), ("observation", "Mine")];
    let two = [
        ("version", "0"),
        ("answer", "partly"),
        ("observation", "Theirs"),
    ];
    assert_eq!(card(&p.first, &p, "finding-licences", &one).1["version"], 1);
    let (status, clash) = card(&p.second, &p, "finding-licences", &two);
    assert_eq!(
        (status, &clash["fields"]["observation"]),
        (409, &Value::from("Mine"))
    );
    assert_eq!(clash["title"], "Reviewer One has just changed this card");
    assert_eq!(
        card(&p.first, &p, "finding-licences", &one),
        (200, serde_json::json!({"version": 1}))
    );
    let two = [
        ("version", "1"),
        ("answer", "partly"),
        ("observation", "Theirs"),
    ];
    assert_eq!(
        card(&p.second, &p, "finding-licences", &two).1["version"],
        2
    );
    let stale = p.first.by_hand(
        Method::POST,
        &format!("{}/cards/finding-licences", visit(&p)),
    );
    let stale = stale
        .header("Origin", &p.app.base)
        .form(&one)
        .send()
        .unwrap();
    assert_eq!(stale.status(), 422);
    let page = stale.text().unwrap();
    assert!(page.contains("Theirs") && page.contains("Mine"));
    p.first
        .open(&format!("{}/record", visit(&p)))
        .sees("Theirs");
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story, told in its order")]
fn a_photo_goes_on_where_it_stopped_and_is_added_once() {
    let mut p = declared();
    let bytes = photo();
    let address = format!("{}/pieces/0123456789abcdef", visit(&p));
    let post = |path: &str| {
        p.first
            .by_hand(Method::POST, path)
            .header("Origin", &p.app.base)
    };
    let (head, tail) = bytes.split_at(20);
    let piece = |address: &str, place: usize, bytes: &[u8]| -> String {
        let sent = post(&format!("{address}/{place}")).body(bytes.to_vec());
        let sent = sent.send().unwrap();
        assert_eq!(sent.status(), 200);
        let said: Value = serde_json::from_str(&sent.text().unwrap()).unwrap();
        said["receipt"].as_str().unwrap().to_owned()
    };
    let finish = |receipts: &[&String]| {
        let mut fields = vec![
            ("name", "gate.png"),
            ("caption", "The gate"),
            ("criterion", "premises"),
        ];
        fields.extend(receipts.iter().map(|receipt| ("receipt", receipt.as_str())));
        post(&address)
            .form(&fields)
            .send()
            .unwrap()
            .status()
            .as_u16()
    };
    let raised = || {
        let any = editions::table.find("any").select(editions::number);
        p.app
            .db
            .read_now(|conn| Ok(any.first::<i64>(conn)?))
            .unwrap()
    };
    let before = raised();
    let (first, second) = (piece(&address, 0, head), piece(&address, 1, tail));
    let elsewhere = format!("{}/pieces/fedcba9876543210", visit(&p));
    let other = piece(&elsewhere, 0, head);
    assert_eq!(raised(), before, "pieces on their way change nothing");
    let made_up = "0".repeat(120);
    for receipts in [
        vec![],
        vec![&second],
        vec![&second, &first],
        vec![&other, &second],
        vec![&made_up, &second],
    ] {
        assert_eq!(finish(&receipts), 409);
    }
    assert_eq!(finish(&[&first, &second]), 200);
    assert_eq!(finish(&[&first, &second]), 200);
    let strange = p.applicant.by_hand(Method::POST, &format!("{address}/0"));
    let strange = strange.header("Origin", &p.app.base).body(head.to_vec());
    assert_eq!(strange.send().unwrap().status(), 404);
    p.first.open(&format!("{}/record", visit(&p)));
    assert_eq!(
        p.first
            .values_of("[name=caption][value='The gate']", "value")
            .len(),
        1
    );
    let thumb = p.first.values_of(".photo-row img", "src").remove(0);
    assert_eq!(p.first.go(&thumb), 200);
    assert_eq!(p.applicant.go(&thumb), 404);
}

#[test]
fn a_record_is_signed_by_each_on_one_hash_and_only_added_to_after() {
    let mut p = declared();
    let path = visit(&p);
    p.first.open(&path).says("visit-show-lacks");
    complete(&p);
    p.first.open(&path).press("visit-freeze");
    assert_eq!(p.app.mail_to(&address("Reviewer Two")).kind, "visit.sign");
    let hash = p.first.value_of("hash");
    assert_eq!(hash.len(), 64);
    p.first.press("visit-sign").is_refused_at("agree");
    p.first.fill("agree", "on").press("visit-sign");
    assert_eq!(p.first.go(&format!("{path}/record")), 404);
    p.second.open(&path);
    assert_eq!(p.second.value_of("hash"), hash);
    assert!(!p.second.has("form[action$='/thaw']"));
    p.second
        .fill("agree", "on")
        .press("visit-sign")
        .says("visit-phase-done");
    assert_eq!(
        card(
            &p.second,
            &p,
            "unseen",
            &[("version", "0"), ("text", "late")]
        )
        .0,
        404
    );
    p.second
        .open(&path)
        .fill("text", "The roof is new")
        .press("visit-addendum-button");
    p.second.sees("The roof is new");
    p.office.open(&p.case).says("admission-stage-visited");
}

#[test]
fn the_company_reads_facts_without_ratings_and_comments() {
    let mut p = declared();
    complete(&p);
    let path = visit(&p);
    let own = path.replace("/desk/cases/", "/my/applications/");
    p.applicant
        .open(&own)
        .sees("1 Example Road")
        .misses("Twelve people");
    p.first.open(&path).press("visit-freeze");
    for visitor in [&mut p.first, &mut p.second] {
        visitor.open(&path).fill("agree", "on").press("visit-sign");
    }
    p.applicant
        .open(&own)
        .sees("Twelve people at work")
        .misses("A sound company");
    p.applicant.misses("4 of 5");
    p.applicant
        .fill("text", "We are fourteen")
        .press("visit-company-comment-button");
    p.applicant.sees("We are fourteen");
    assert_eq!(p.app.mail_to(&address("Secretary")).kind, "visit.office");
    p.office
        .open(&path)
        .sees("We are fourteen")
        .sees("A sound company");
    let mut other = p.app.signed_in("Other", &[]);
    assert_eq!(other.go(&own), 404);
}

#[test]
fn everybody_finds_their_page_of_the_visit_from_the_case() {
    let mut p = planned();
    let path = visit(&p);
    let own = path.replace("/desk/cases/", "/my/applications/");
    p.applicant.open(&own.replace("/visit", ""));
    assert_eq!(p.applicant.link("/visit"), own);
    // A reviewer who also visits has two pages of the case; the list leads to the later one.
    p.first.open("/desk/cases");
    let case = p.first.link(&p.case);
    p.first.open(&case).is_at(&path);
    declare(&mut p.first, &path);
    let review = p.first.open(&path).link("/review");
    p.first.open(&review).sees("Submitted on ");
    // Who has nothing to do with a case neither sees it in the list nor gets to it.
    let mut other = p.app.signed_in("Reviewer Three", &[Role::Reviewer]);
    other.open("/desk/cases").says("admission-cases-empty");
    assert_eq!(other.go(&p.case), 404);
}
