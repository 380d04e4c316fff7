//! Who signs for a company: its legal representative who said so themselves, or who has its authority in writing
//! that the office accepted; nobody else, whatever powers they hold or wherever they sit.
use crate::support::app::{PASSPHRASE, address};
use crate::support::apply::{self, PDF, credit_code};
use crate::support::board::{DIRECTORS, Hall};
use crate::support::browser::Browser;
use crate::support::sign::{accept, colleague, desk, hand_in, id_of, mine, sent, sign};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, RunQueryDsl};
use huiguan::admission::people::rules::Warrant;
use huiguan::kernel::brand::Brand;
use huiguan::kernel::{Powers, Who};
use huiguan::platform::i18n::Speech;
use huiguan::platform::secrets::sha256_hex;
use huiguan::schema::agreements;

/// A day that no authority of these tests outlives.
const LATE: &str = "2099-12-31";

const CLERK: Powers = Powers {
    owner: false,
    submit: true,
    sign: false,
    pay: false,
    register: false,
};

/// The office chooses this person to sign: the status of the answer.
fn choose(hall: &Hall, name: &str) -> u16 {
    let person = id_of(&hall.app, name);
    let fields = [("signatory", person.as_str()), ("sign_by", "2099-01-01")];
    hall.post(&hall.office, &format!("{}/send", desk(hall)), &fields)
}

/// What somebody signs by, as the chamber's own language says it on the paper.
fn on_paper(warrant: &Warrant) -> String {
    let brand = Brand::default();
    Speech::new(brand.lang, &brand).say(&warrant.in_words())
}

/// The office refuses an authority.
fn refuse(hall: &Hall, at: &str) {
    let id = at.rsplit('/').next().unwrap();
    let why = format!("why_{id}");
    let fields = [("go", "refuse"), (why.as_str(), "It bears no stamp.")];
    assert_eq!(hall.post(&hall.office, at, &fields), 303);
}

/// The company takes an authority back.
fn take_back(hall: &Hall, at: &str) {
    let own = at.replace("/desk/cases/", "/my/applications/");
    let path = format!("{own}/withdraw");
    assert_eq!(hall.post(&hall.applicant, &path, &[]), 303);
}

/// The legal representative takes back that they are.
fn step_down(hall: &mut Hall) {
    let page = format!("{}/people", hall.own());
    hall.applicant
        .open(&page)
        .press("people-withdraw")
        .says("people-withdrawn");
}

/// Everybody who may not sign: powers, a seat or a desk are not enough, nor an authority that was refused, ran out,
/// was taken back or waits for the office, nor being asked; nor standing for another company.
const NOBODY: [&str; 10] = [
    "Applicant",
    "Clerk",
    "Owner",
    "Refused",
    "Expired",
    "Withdrawn",
    "Undecided",
    "Elsewhere",
    "Secretary",
    DIRECTORS[0],
];

/// All of them, and somebody whose authority holds, who is given back.
fn candidates(hall: &mut Hall) -> Browser {
    colleague(hall, "Clerk", CLERK);
    for name in ["Owner", "Refused", "Expired", "Withdrawn", "Undecided"] {
        colleague(hall, name, Powers::ALL);
    }
    let mut holder = colleague(hall, "Holder", Powers::default());
    // The legal representative of another company, who confirmed it there.
    let mut elsewhere = hall.app.signed_in("Elsewhere", &[]);
    apply::send(&mut elsewhere, "Camellia Foods", &credit_code(9));
    let today = hall.app.clock.now().date() + TimeDelta::days(1);
    for (name, until) in [
        ("Refused", LATE.to_owned()),
        ("Expired", today.to_string()),
        ("Withdrawn", LATE.to_owned()),
        ("Undecided", LATE.to_owned()),
        ("Holder", LATE.to_owned()),
    ] {
        let at = hand_in(hall, name, &until);
        match name {
            "Undecided" => {}
            "Refused" => refuse(hall, &at),
            "Withdrawn" => {
                accept(hall, &at);
                take_back(hall, &at);
            }
            _ => accept(hall, &at),
        }
    }
    step_down(hall);
    // Asked once more, and not confirmed.
    let me = address("Applicant");
    let again = [("duty", "legal"), ("email_legal", me.as_str())];
    let people = format!("{}/people", hall.own());
    assert_eq!(hall.post(&hall.applicant, &people, &again), 303);
    hall.app.clock.advance(TimeDelta::days(3));
    holder.sign_in(&address("Holder"), PASSPHRASE);
    holder
}

#[test]
fn the_office_can_choose_nobody_but_who_stands_for_the_company() {
    let mut hall = Hall::admitted();
    let mut holder = candidates(&mut hall);
    for name in NOBODY {
        assert_eq!(choose(&hall, name), 422, "{name}");
    }
    let page = format!("{}/agreement", hall.case);
    let offered = hall
        .office
        .open(&page)
        .values_of("[name=signatory]", "value");
    assert_eq!(offered, [id_of(&hall.app, "Holder")]);
    assert_eq!(choose(&hall, "Holder"), 303);
    let own = mine(&hall);
    for name in NOBODY {
        let mut other = hall.app.browser();
        other.sign_in(&address(name), PASSPHRASE);
        assert_eq!(
            hall.post(&other, &format!("{own}/read"), &[]),
            404,
            "{name}"
        );
    }
    sign(&hall.app, &mut holder, "Holder", &own);
    holder.says("agreement-wait-title");
    hall.office
        .open(&desk(&hall))
        .says("agreement-evidence-warranted")
        .sees(&on_paper(&Warrant::Authority(
            LATE.parse().unwrap(),
            String::new(),
        )))
        .sees(&sha256_hex(PDF));
}

#[test]
fn the_legal_representative_signs_once_they_confirmed_it_themselves() {
    let mut hall = Hall::admitted();
    step_down(&mut hall);
    hall.office
        .open(&format!("{}/people", hall.case))
        .says("people-desk-no-legal");
    assert_eq!(choose(&hall, "Applicant"), 422);
    hall.office.open(&desk(&hall)).says("agreement-make-nobody");
    let own = hall.own();
    apply::stand(&mut hall.applicant, &own);
    assert_eq!(choose(&hall, "Applicant"), 303);
    let path = mine(&hall);
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    hall.office
        .open(&desk(&hall))
        .says("agreement-evidence-warranted")
        .sees(&on_paper(&Warrant::Legal));
}

#[test]
fn whose_authority_ends_while_the_agreement_is_out_signs_no_more_and_another_is_named() {
    let mut hall = Hall::admitted();
    let mut wu = colleague(&hall, "Wu", CLERK);
    let at = hand_in(&mut hall, "Wu", LATE);
    accept(&hall, &at);
    assert_eq!(choose(&hall, "Wu"), 303);
    let path = mine(&hall);
    wu.open(&path).press("agreement-read-button");
    refuse(&hall, &at);
    hall.told("Applicant", "people-letter-refused");
    assert_eq!(hall.post(&wu, &format!("{path}/code"), &[]), 404);
    assert_eq!(hall.mails("agreement.code"), 0);
    wu.open(&path).misses("Read it first");
    let me = id_of(&hall.app, "Applicant");
    let offered = wu.values_of("[name=to]", "value");
    assert_eq!(offered, std::slice::from_ref(&me));
    let fields = [("to", me.as_str()), ("why", "Their authority ended.")];
    assert_eq!(hall.post(&wu, &format!("{path}/delegate"), &fields), 303);
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    hall.applicant.says("agreement-wait-title");
}

#[test]
fn an_agreement_that_went_out_by_the_earlier_rule_is_signed_by_whom_it_names() {
    let mut hall = sent();
    let earlier = |tx: &mut huiguan::platform::db::Tx| {
        diesel::update(agreements::table)
            .set(agreements::by_power.eq(true))
            .execute(tx.conn())?;
        Ok::<_, huiguan::platform::db::Fault>(())
    };
    hall.app
        .db
        .write_now(&Who::system("test"), earlier)
        .unwrap();
    step_down(&mut hall);
    let path = mine(&hall);
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    hall.applicant.says("agreement-wait-title");
    let by = hall.office.word("agreement-evidence-warranted");
    hall.office.open(&desk(&hall)).misses(&by);
}

#[test]
fn an_authority_is_looked_at_by_the_office_and_only_the_case_s_people_read_it() {
    let mut hall = Hall::reviewed();
    let page = format!("{}/people", hall.own());
    let yesterday = hall.app.clock.now().date() - TimeDelta::days(2);
    let me = id_of(&hall.app, "Applicant");
    hall.applicant.open(&page).submit("/authorities");
    hall.applicant
        .is_refused_at("file")
        .is_refused_at("valid_until");
    hall.applicant
        .fill("person", &me)
        .fill("valid_until", yesterday.to_string())
        .attach("file", "authority.pdf", PDF)
        .submit("/authorities")
        .is_refused_at("valid_until");
    let at = hand_in(&mut hall, "Applicant", LATE);
    let told = hall.app.mail_to(&address("Secretary"));
    assert_eq!(told.kind, "people.filed");
    assert_eq!(hall.office.go(&at), 200);
    let own = at.replace("/desk/cases/", "/my/applications/");
    assert_eq!(hall.applicant.go(&own), 200);
    let mut stranger = hall.app.signed_in("Stranger", &[]);
    for path in [&at, &own, &page] {
        assert_eq!(stranger.go(path), 404, "{path}");
    }
    assert_eq!(hall.post(&stranger, &at, &[("go", "accept")]), 404);
    assert_eq!(hall.post(&hall.applicant, &at, &[("go", "accept")]), 404);
    let people = format!("{}/people", hall.case);
    hall.office.open(&people).press("people-accept");
    hall.office.says("people-accepted");
    hall.told("Applicant", "people-letter-accepted");
    hall.applicant
        .open(&page)
        .press("people-authority-withdraw");
    hall.applicant.says("people-taken-back");
    let again = hand_in(&mut hall, "Applicant", LATE);
    let why = format!("why_{}", again.rsplit('/').next().unwrap());
    hall.office.open(&people).press("people-refuse");
    hall.office.is_refused_at(&why);
    hall.office.fill(&why, "It bears no stamp.");
    hall.office.press("people-refuse").says("people-refused");
    hall.applicant.open(&page).sees("It bears no stamp.");
}
