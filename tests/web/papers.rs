//! The chamber writes the texts of its papers: looked through, tried out, published as versions that
//! papers keep.
use crate::support::app::TestApp;
use crate::support::board::Hall;
use huiguan::chamber::rules::Printed;
use huiguan::chamber::{self};
use huiguan::kernel::{Lang, Role};

const PDFS: [&str; 3] = [
    "chamber-text-pdf-zh-cn",
    "chamber-text-pdf-zh-tw",
    "chamber-text-pdf-en",
];

fn path(kind: Printed) -> String {
    format!("/desk/settings/papers/{}", kind.word())
}

#[test]
fn every_text_that_a_chamber_starts_from_is_in_order_and_prints_in_three_languages() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    for kind in Printed::ALL {
        lin.open("/desk/settings/papers").says(&kind.in_words().key);
        for button in PDFS {
            lin.open(&path(kind));
            assert!(!lin.answer().body.contains("field-error"), "{kind:?}");
            lin.press(button);
            assert_eq!(lin.answer().headers["content-type"], "application/pdf");
            assert!(lin.answer().bytes.starts_with(b"%PDF-1.7"), "{kind:?}");
        }
    }
    assert_eq!(lin.go("/desk/settings/papers/poem"), 404);
}

#[test]
fn a_text_is_looked_through_before_it_can_be_used_and_nothing_typed_is_lost() {
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let path = path(Printed::Minutes);
    let whole = "{company} {result}\n{attendance}\n{recusals}\n{arithmetic}\n{signatures}";
    for (text, sees) in [
        (format!("{whole} {{compny}}"), "compny"),
        (whole.replace("\n{recusals}", " {recusals}"), "recusals"),
        (whole.replace("{arithmetic}", ""), "arithmetic"),
        (format!("{whole}\n\u{e123}"), "U+E123"),
    ] {
        for button in ["chamber-text-publish", "chamber-text-pdf-zh-tw"] {
            lin.open(&path)
                .fill("text_en", &text)
                .fill("changes", "New");
            lin.press(button);
            lin.is_refused_at("text_en").sees(sees);
            assert!(lin.answer().body.contains("{company} {result}"));
        }
        lin.press("chamber-text-preview").sees(sees);
        assert_eq!(lin.answer().status, 200);
    }
    lin.open(&path)
        .fill("text_en", whole)
        .press("chamber-text-publish");
    lin.is_refused_at("changes");
    lin.fill("changes", "Shorter").press("chamber-text-publish");
    lin.is_at(&path).sees("Shorter");
    let text = app
        .db
        .read_now(|conn| chamber::text_in_force(conn, Printed::Minutes));
    let text = text.unwrap();
    assert_eq!((text.number, text.text.get(Lang::En)), (2, whole));
    lin.open(&format!("{path}?from=1"))
        .sees("the text of version 1");
    lin.fill("changes", "Back again")
        .press("chamber-text-publish");
    lin.is_at(&path);
    let (first, third) = app
        .db
        .read_now(|conn| {
            let all = chamber::text_versions(conn, Printed::Minutes)?;
            Ok((all[2].text.clone(), all[0].text.clone()))
        })
        .unwrap();
    assert_eq!(first.zh_cn, third.zh_cn);
}

#[test]
fn an_agreement_keeps_the_text_it_was_made_from() {
    let mut hall = Hall::admitted();
    let path = path(Printed::Agreement);
    let publish = |hall: &mut Hall, text: &str| {
        hall.admin.open(&path).fill("text_zh_cn", text);
        hall.admin
            .fill("changes", "New")
            .press("chamber-text-publish");
        hall.admin.is_at(&path);
    };
    publish(&mut hall, "# 协议\n\n{company}与{chamber}约定一事。");
    hall.office.open(&format!("{}/agreement", hall.case));
    hall.office.press("agreement-make-button");
    hall.office.says("agreement-sent").sees("约定一事");
    publish(&mut hall, "{company}与{chamber}约定两事。");
    let page = format!("{}/agreement", hall.case);
    hall.office.open(&page).sees("约定一事");
}
