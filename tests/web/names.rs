//! A name that no font has is refused where it is typed, with the character named; a rare one that a
//! font has goes through. (That it reaches the sealed agreement, `sealed.rs` shows with 𠮷 and 䶮.)
use crate::support::app::{PASSPHRASE, TestApp};
use crate::support::apply;
use huiguan::kernel::Role;

/// A character that no font has, and how it is named.
const NONE: &str = "陈\u{f0123}";
const NAMED: &str = "U+F0123";
/// Characters that few fonts have, as real names do.
const RARE: &str = "𠮷䶮㛃";

#[test]
fn a_person_and_the_chamber_are_told_which_character_can_not_be_printed() {
    let app = TestApp::start();
    let mut visitor = app.browser();
    let mut sign_up = |name: &str| {
        visitor.open("/sign-up");
        visitor
            .fill("name", name)
            .fill("email", "chen@example.test");
        visitor.fill("password", PASSPHRASE).fill("privacy", "on");
        visitor.submit("/sign-up");
        (visitor.answer().status, visitor.text())
    };
    let (status, text) = sign_up(NONE);
    assert!(status == 422 && text.contains(NAMED), "{text}");
    assert_eq!(sign_up(RARE).0, 200);

    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/my/account").fill("name", NONE);
    lin.submit("/my/account").is_refused_at("name").sees(NAMED);
    lin.fill("name", RARE)
        .submit("/my/account")
        .is_at("/my/account");
    lin.open("/desk/settings/chamber").fill("name_zh_tw", NONE);
    lin.submit("/desk/settings/chamber")
        .is_refused_at("name_zh_tw")
        .sees(NAMED);
    lin.fill("name_zh_tw", RARE)
        .submit("/desk/settings/chamber");
    lin.is_at("/desk/settings");
}

#[test]
fn a_companys_name_is_refused_on_its_step_and_is_not_sent_by_another_way() {
    let app = TestApp::start();
    let mut applicant = app.signed_in("Applicant", &[]);
    let code = apply::credit_code(1);
    let case = apply::fill_in(&mut applicant, &format!("{RARE}有限公司"), &code);
    let step = format!("{case}/step/company");
    applicant.open(&step).fill("name", NONE);
    applicant.press("application-go-on");
    applicant.is_refused_at("name").sees(NAMED);
    assert!(
        applicant.answer().body.contains(NONE),
        "nothing typed is lost"
    );
    // Drafts save themselves whatever stands in them; they can't be sent like that.
    applicant.open(&format!("{case}/send"));
    applicant.submit("/send").sees(NAMED);
    applicant
        .open(&step)
        .fill("name", format!("{RARE}有限公司"));
    applicant.press("application-go-on");
    assert_eq!(applicant.answer().status, 200);
    applicant.open(&format!("{case}/send")).submit("/send");
    applicant.says("admission-stage-submitted");
}

#[test]
fn a_register_that_is_brought_in_is_told_too() {
    const PAGE: &str = "/desk/members/imports";
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let table = format!(
        "单位名称,级别,入会日期\n{NONE}公司,member,2020-01-01\n{RARE}公司,member,2020-01-01\n"
    );
    lin.open(PAGE)
        .attach("file", "名册.csv", table.as_bytes())
        .submit(PAGE);
    lin.sees("Row 2:").sees(NAMED);
    lin.press("membership-import-import").is_refused_at("name");
    lin.fill("without_bad", "on")
        .press("membership-import-import");
    lin.sees("Members imported: 1");
}
