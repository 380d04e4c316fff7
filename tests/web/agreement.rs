//! The membership agreement: sent, read, signed with a code by mail, countersigned; passed on,
//! declined, run out; and whoever changes a row behind the portal's back is found out.
use crate::support::app::{PASSPHRASE, address, link_in};
use crate::support::board::NAME;
use crate::support::sign::{
    accept, authorise, code, colleague, desk, hand_in, mine, prepare, prove, sent, sign, signed,
    typed,
};
use chrono::TimeDelta;
use diesel::RunQueryDsl;
use huiguan::admission::agreement;
use huiguan::kernel::{Powers, Role, Who};
use huiguan::platform::db::Tx;

#[test]
fn an_agreement_is_signed_by_the_company_then_the_chamber_and_membership_begins() {
    let (mut hall, mut shen) = signed();
    assert_eq!(
        hall.app.mail_to(&address("Shen")).kind,
        "agreement.countersign"
    );
    let link = link_in(&hall.app.mail_to(&address("Shen")), "/agreement");
    shen.open("/desk/agreements").sees(NAME);
    sign(&hall.app, &mut shen, "Shen", &link);
    shen.says("agreement-done-title");
    let welcome = hall.app.mail_to(&address("Applicant"));
    assert_eq!(welcome.kind, "agreement.welcome");
    assert!(welcome.text_body.contains("-0001"), "{}", welcome.text_body);
    assert_eq!(
        hall.app.mail_to(&address("Secretary")).kind,
        "agreement.member"
    );
    hall.applicant
        .open(&hall.own())
        .says("admission-stage-member");
    hall.applicant.open("/my").sees("-0001");
    hall.admin.open("/desk/members").sees(NAME).sees("-0001");
    let print = format!("{}/print", mine(&hall));
    hall.applicant
        .open(&print)
        .sees("Applicant")
        .sees("Shen")
        .says("agreement-evidence-signed");
}

#[test]
fn what_is_signed_is_what_the_board_decided_and_the_office_saw() {
    let mut hall = sent();
    let mail = hall.app.mail_to(&address("Applicant"));
    assert_eq!(mail.kind, "agreement.sign");
    assert_eq!(link_in(&mail, "/agreement"), mine(&hall));
    hall.office.open(&desk(&hall)).sees(NAME);
    let hash = hall.office.text_of("code.hash");
    let text = hall.office.text_of("article.paper");
    assert!(text.contains("免缴"), "the assembly asks nothing: {text}");
    hall.applicant.open(&mine(&hall)).sees(&hash);
    assert_eq!(hall.applicant.text_of("article.paper"), text);
    let again = format!("{}/send", desk(&hall));
    let signer = [("sign_by", "2099-01-01")];
    assert_eq!(hall.post(&hall.office, &again, &signer), 422);
    assert_eq!(hall.mails("agreement.sign"), 1);
}

#[test]
fn nobody_signs_what_they_have_not_read_to_its_end() {
    let mut hall = sent();
    let path = mine(&hall);
    hall.applicant.open(&path);
    assert!(!hall.applicant.has("form[action$='/agreement/sign']"));
    hall.post(&hall.applicant, &format!("{path}/code"), &[]);
    assert_eq!(hall.mails("agreement.code"), 0);
    hall.applicant.open(&path).says("agreement-refused-unread");
    hall.post(
        &hall.applicant,
        &format!("{path}/sign"),
        &typed("Applicant", "123456"),
    );
    hall.applicant.open(&path).says("agreement-refused-unread");
    prepare(&mut hall.applicant, &path);
    let mut phone = hall.app.browser();
    phone.sign_in(&address("Applicant"), PASSPHRASE);
    phone.open(&path).says("agreement-read-title");
    assert!(!phone.has("form[action$='/agreement/sign']"));
}

#[test]
fn a_wrong_code_and_a_strangers_name_are_refused_at_their_fields() {
    let mut hall = sent();
    let path = mine(&hall);
    prepare(&mut hall.applicant, &path);
    let right = code(&hall.app, "Applicant");
    let wrong = if right == "123456" {
        "654321"
    } else {
        "123456"
    };
    let who = &mut hall.applicant;
    who.fill("code", &right).fill("name", "Applicant");
    who.submit("/agreement/sign").is_refused_at("agreed");
    who.fill("code", wrong).fill("agreed", "on");
    who.submit("/agreement/sign").is_refused_at("code");
    assert_eq!(who.value_of("name"), "Applicant");
    who.fill("code", &right)
        .fill("name", "Wang Wu")
        .fill("agreed", "on");
    who.submit("/agreement/sign").is_refused_at("name");
    hall.app.clock.advance(TimeDelta::minutes(11));
    who.fill("code", &right)
        .fill("name", "applicant")
        .fill("agreed", "on");
    who.submit("/agreement/sign");
    prove(who).is_refused_at("code");
    who.open(&path).press("agreement-code-ask");
    for (field, value) in typed("APPLICANT", &code(&hall.app, "Applicant")) {
        who.fill(field, value);
    }
    who.submit("/agreement/sign").says("agreement-wait-title");
    hall.office
        .open(&desk(&hall))
        .says("agreement-evidence-code-wrong")
        .sees("APPLICANT");
}

#[test]
fn codes_are_not_guessed() {
    let mut hall = sent();
    let path = mine(&hall);
    prepare(&mut hall.applicant, &path);
    let right = code(&hall.app, "Applicant");
    let guess = if right == "111111" {
        "222222"
    } else {
        "111111"
    };
    let post = |code: &str| {
        let fields = typed("Applicant", code);
        hall.post(&hall.applicant, &format!("{path}/sign"), &fields)
    };
    let tries: Vec<u16> = (0..7).map(|_| post(guess)).collect();
    assert_eq!(tries, [422, 422, 422, 422, 422, 422, 429]);
    assert_eq!(post(&right), 429, "the right one has to wait as well");
}

#[test]
fn the_chamber_cannot_sign_first() {
    let mut hall = sent();
    let mut shen = hall.app.signed_in("Shen", &[Role::President]);
    let path = desk(&hall);
    shen.open(&path);
    assert!(!shen.has("form[action$='/read']"));
    for step in ["read", "code", "sign"] {
        let fields = typed("Shen", "123456");
        assert_eq!(hall.post(&shen, &format!("{path}/{step}"), &fields), 303);
        shen.open(&path).says("agreement-refused-company-first");
    }
    hall.applicant
        .open(&mine(&hall))
        .says("agreement-mine-title");
}

#[test]
fn whom_the_president_authorised_countersigns() {
    let (mut hall, shen) = signed();
    authorise(&mut hall, "Director Two");
    let path = desk(&hall);
    let mut two = hall.directors.remove(1);
    sign(&hall.app, &mut two, "Director Two", &path);
    two.says("agreement-done-title");
    hall.post(&shen, &format!("{path}/sign"), &typed("Shen", "123456"));
    assert_eq!(hall.mails("agreement.welcome"), 1);
}

#[test]
fn nobody_signs_for_both_sides() {
    let mut hall = sent();
    authorise(&mut hall, "Applicant");
    let (own, path) = (mine(&hall), desk(&hall));
    sign(&hall.app, &mut hall.applicant, "Applicant", &own);
    assert_eq!(hall.applicant.go(&path), 404, "they sign on their own page");
    hall.post(&hall.applicant, &format!("{path}/read"), &[]);
    hall.post(&hall.applicant, &format!("{path}/code"), &[]);
    assert_eq!(hall.mails("agreement.code"), 1);
}

#[test]
fn two_who_countersign_at_the_same_moment_make_one_member() {
    let (mut hall, mut shen) = signed();
    authorise(&mut hall, "Director Two");
    let path = desk(&hall);
    prepare(&mut shen, &path);
    prepare(&mut hall.directors[1], &path);
    let both = [(&shen, "Shen"), (&hall.directors[1], "Director Two")];
    std::thread::scope(|scope| {
        for (who, name) in both {
            let (hall, path) = (&hall, format!("{path}/sign"));
            scope.spawn(move || {
                let code = code(&hall.app, name);
                assert_eq!(hall.post(who, &path, &typed(name, &code)), 303);
            });
        }
    });
    assert_eq!(hall.mails("agreement.welcome"), 1);
    shen.open(&path).says("agreement-done-title");
    let signatures = shen.values_of(".signature-name", "class");
    assert_eq!(signatures.len(), 2, "one of each side");
}

#[test]
fn the_signer_passes_it_on_to_somebody_who_may_sign() {
    let mut hall = sent();
    let may = Powers {
        sign: true,
        ..Powers::default()
    };
    let mut wu = colleague(&hall, "Wu", Powers::default());
    let mut qian = colleague(&hall, "Qian", may);
    let authority = hand_in(&mut hall, "Wu", "2099-12-31");
    accept(&hall, &authority);
    let path = mine(&hall);
    qian.open(&path).misses("Read it first");
    assert_eq!(hall.post(&qian, &format!("{path}/read"), &[]), 404);
    let offered = hall.applicant.open(&path).values_of("[name=to]", "value");
    assert_eq!(offered.len(), 1, "only who may sign");
    hall.applicant
        .fill("to", &offered[0])
        .submit("/agreement/delegate");
    hall.applicant.is_refused_at("why");
    hall.applicant
        .fill("to", &offered[0])
        .fill("why", "On leave.")
        .submit("/agreement/delegate");
    hall.applicant.says("agreement-delegated").sees("Wu");
    assert!(!hall.applicant.has("form[action$='/read']"));
    assert_eq!(
        hall.post(&hall.applicant, &format!("{path}/read"), &[]),
        404
    );
    assert_eq!(hall.app.mail_to(&address("Wu")).kind, "agreement.sign");
    sign(&hall.app, &mut wu, "Wu", &path);
    wu.says("agreement-wait-title");
    hall.office.open(&desk(&hall)).sees("On leave.");
}

#[test]
fn a_company_that_declines_says_why_and_its_case_ends() {
    let mut hall = sent();
    let path = mine(&hall);
    hall.applicant.open(&path).submit("/agreement/decline");
    hall.applicant.is_refused_at("reason");
    hall.applicant
        .fill("reason", "Our parent joins for us.")
        .submit("/agreement/decline");
    hall.applicant.says("agreement-declined");
    let told = hall.app.mail_to(&address("Secretary"));
    assert_eq!(told.kind, "agreement.declined");
    assert!(told.text_body.contains("Our parent joins for us."));
    hall.office
        .open(&hall.case)
        .says("admission-stage-declined");
    hall.post(&hall.applicant, &format!("{path}/read"), &[]);
    hall.applicant
        .open(&path)
        .says("agreement-refused-declined");
}

#[test]
fn the_signer_is_reminded_twice_before_the_time_runs_out() {
    let hall = sent();
    hall.tick();
    assert_eq!(hall.mails("agreement.reminder"), 0);
    hall.app.clock.advance(TimeDelta::days(24));
    hall.tick();
    hall.tick();
    assert_eq!(hall.mails("agreement.reminder"), 1);
    hall.app.clock.advance(TimeDelta::days(5));
    hall.tick();
    hall.tick();
    assert_eq!(hall.mails("agreement.reminder"), 2);
}

#[test]
fn what_nobody_signs_in_time_runs_out_and_both_sides_are_told_once() {
    let mut hall = sent();
    let path = mine(&hall);
    prepare(&mut hall.applicant, &path);
    hall.app.clock.advance(TimeDelta::days(32));
    hall.applicant.sign_in(&address("Applicant"), PASSPHRASE);
    hall.applicant.open(&path).says("admission-told-expired");
    assert!(!hall.applicant.has("form[action$='/read']"));
    hall.post(&hall.applicant, &format!("{path}/read"), &[]);
    hall.applicant.open(&path).says("agreement-refused-ended");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| hall.tick());
        }
    });
    hall.tick();
    for (name, times) in [("Applicant", 1), ("Secretary", 1)] {
        let all = hall.app.mails();
        let told = all.iter().filter(|m| m.kind == "agreement.expired");
        let told = told.filter(|m| m.to_address == address(name));
        assert_eq!(told.count(), times, "{name}");
    }
}

#[test]
fn strangers_find_no_agreement() {
    let mut hall = sent();
    let (own, path) = (mine(&hall), desk(&hall));
    let mut other = hall.app.signed_in("Other", &[]);
    let director = &mut hall.directors[0];
    for stranger in [&mut other, &mut hall.reviewer, director] {
        for page in [&own, &path] {
            assert_eq!(stranger.go(page), 404);
            assert_eq!(stranger.go(&format!("{page}/print")), 404);
        }
        assert_eq!(stranger.go("/desk/agreements"), 404);
    }
    for step in ["read", "code", "sign", "delegate", "decline"] {
        let mut fields = typed("Other", "123456").to_vec();
        let id = hall.app.person(&format!("P {step}"), &[]).to_string();
        fields.extend([("to", id.as_str()), ("why", "x"), ("reason", "x")]);
        assert_eq!(hall.post(&other, &format!("{own}/{step}"), &fields), 404);
    }
    for step in ["read", "code", "sign"] {
        let fields = typed("Secretary", "123456");
        let at = format!("{path}/{step}");
        assert_eq!(hall.post(&hall.office, &at, &fields), 404, "{step}");
    }
}

#[test]
fn a_change_behind_the_portals_back_is_found_and_its_row_named() {
    let (hall, _) = signed();
    let flaws = || hall.app.db.read_now(agreement::verify).unwrap().1;
    let change = |sql: &'static str| {
        let work = move |tx: &mut Tx| Ok(diesel::sql_query(sql).execute(tx.conn())?);
        hall.app.db.write_now(&Who::system("test"), work).unwrap()
    };
    assert_eq!(flaws(), [""; 0]);
    for (tamper, mend, named) in [
        (
            "UPDATE agreements SET body = body || ' '",
            "UPDATE agreements SET body = substr(body, 1, length(body) - 1)",
            "agreements ",
        ),
        (
            "UPDATE agreement_evidence SET detail = detail || '!' WHERE what = 'signed'",
            "UPDATE agreement_evidence SET detail = replace(detail, '!', '') WHERE what = 'signed'",
            "agreement_evidence ",
        ),
        (
            "UPDATE agreement_evidence SET side = 'chamber' WHERE what = 'signed'",
            "UPDATE agreement_evidence SET side = 'company' WHERE what = 'signed'",
            "agreement_evidence ",
        ),
        (
            "UPDATE agreement_evidence SET hash = hash || '0' WHERE what = 'opened'",
            "UPDATE agreement_evidence SET hash = substr(hash, 1, 64) WHERE what = 'opened'",
            "agreement_evidence ",
        ),
        (
            "DELETE FROM agreement_evidence WHERE what = 'signed'",
            "SELECT 1",
            "agreement_evidence ",
        ),
    ] {
        assert!(change(tamper) > 0, "{tamper}");
        let found = flaws();
        assert!(
            found.iter().any(|flaw| flaw.starts_with(named)),
            "{tamper} goes unseen: {found:?}"
        );
        change(mend);
    }
}
