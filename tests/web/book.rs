//! The contact book: by whom a company is reached, what was talked about, what use of data they agreed to.
use crate::dues::Chamber;
use crate::membership::{admit, company};
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use crate::support::trial::act_for;
use huiguan::companies::book::rules::{About, ContactId, Giver, Purpose, Said};
use huiguan::companies::book::{self, Reach};
use huiguan::dues;
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::{Powers, Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::Tx;
use huiguan::platform::outbox::MailRow;

const NAME: &str = "云台物流有限公司";

/// A company that Wang looks after and Zhou, who may nothing of that, acts for; Wang and the company.
fn own(app: &TestApp) -> (Browser, CompanyId) {
    let company = company(app, NAME);
    for (name, powers) in [("Wang", Powers::ALL), ("Zhou", Powers::default())] {
        app.person(name, &[]);
        act_for(app, &company, name, powers);
    }
    (signed_in(app, "Wang"), company)
}

fn signed_in(app: &TestApp, name: &str) -> Browser {
    let mut browser = app.browser();
    browser.sign_in(&address(name), PASSPHRASE);
    browser
}

/// Writes contacts down as an import does.
fn bring(app: &TestApp, company: &CompanyId, people: &[(&str, &str, &[About])]) {
    let said = |(name, phone, abouts): &(&str, &str, &[About])| Said {
        name: (*name).to_owned(),
        phone: (*phone).to_owned(),
        email: address(name),
        abouts: abouts.to_vec(),
        ..Said::default()
    };
    let people: Vec<Said> = people.iter().map(said).collect();
    let company = company.clone();
    let write = move |tx: &mut Tx| book::bring(tx, &company, &people);
    app.db.write_now(&Who::system("test"), write).unwrap();
}

fn contacts(app: &TestApp, company: &CompanyId) -> Vec<(ContactId, Said)> {
    let company = company.clone();
    let found = app
        .db
        .read_now(move |conn| book::of_company(conn, &company));
    let found = found.unwrap().into_iter();
    found.map(|one| (one.id, one.said)).collect()
}

fn reached(app: &TestApp, company: &CompanyId, about: About) -> Vec<String> {
    let company = company.clone();
    let found = app
        .db
        .read_now(move |conn| book::contacts_for(conn, &company, about));
    let found: Vec<Reach> = found.unwrap();
    found.into_iter().map(|one| one.name).collect()
}

#[test]
fn a_company_keeps_its_contacts_and_calls_and_mails_are_one_touch_away() {
    let app = TestApp::start();
    let (mut wang, company) = own(&app);
    let home = format!("/my/companies/{company}/contacts");
    wang.open(&home).fill("name", "Li Na").fill("phone", "12");
    wang.submit("/contacts");
    wang.is_refused_at("phone");
    wang.fill("phone", "").submit("/contacts");
    wang.is_refused_at("phone").says("companies-contact-no-way");
    wang.fill("phone", "138 0013 8000").fill("way", "email");
    wang.submit("/contacts");
    wang.is_refused_at("way");
    wang.fill("email", "li@example.test")
        .fill("abouts", "dues")
        .submit("/contacts");
    wang.is_at(&home).says("companies-contact-added");
    wang.sees("Li Na").sees("Dues and invoices");
    assert!(wang.has("a[href='tel:13800138000']"));
    assert!(wang.has("a[href='mailto:li@example.test']"));
    // The same person again is said, not doubled.
    wang.fill("name", "Li Na")
        .fill("phone", "13800138000")
        .submit("/contacts");
    wang.is_refused_at("name");
    let all = contacts(&app, &company);
    let [(id, said)] = &all[..] else {
        panic!("one contact")
    };
    assert_eq!(
        (said.phone.as_str(), said.post.as_str()),
        ("13800138000", "")
    );
    let page = format!("{home}/{id}");
    wang.open(&page).fill("post", "Treasurer").submit(&page);
    wang.is_at(&home).says("companies-contact-saved");
    wang.open(&page).press("companies-contact-remove");
    wang.is_at(&home).says("companies-contact-removed");
    assert_eq!(contacts(&app, &company), []);
    let mut admin = app.signed_in("Lin", &[Role::Admin]);
    admin
        .open("/desk/audit")
        .says("desk-act-companies-contact-added");
    admin.says("desk-act-companies-contact-changed");
    admin.says("desk-act-companies-contact-removed");
}

#[test]
fn two_who_change_a_contact_at_once_lose_nothing_unseen() {
    let app = TestApp::start();
    let (mut wang, company) = own(&app);
    bring(&app, &company, &[("Li Na", "13800138000", &[])]);
    let (id, _) = contacts(&app, &company).remove(0);
    let mut office = app.signed_in("Lin", &[Role::Secretary]);
    let (own, desk) = (
        format!("/my/companies/{company}/contacts/{id}"),
        format!("/desk/companies/{company}/contacts/{id}"),
    );
    wang.open(&own);
    office.open(&desk);
    wang.fill("phone", "13900139000").submit(&own);
    office.fill("post", "Manager").submit(&desk);
    office.is_refused_at("name");
    office.says("companies-contact-changed-since");
    assert_eq!(office.value_of("post"), "Manager", "what was typed stays");
    assert_eq!(contacts(&app, &company)[0].1.phone, "13900139000");
    // Who has looked at it now saves with the other's number.
    office.fill("phone", "13900139000").submit(&desk);
    office.says("companies-contact-saved");
    let said = contacts(&app, &company).remove(0).1;
    assert_eq!(
        (said.phone, said.post),
        ("13900139000".into(), "Manager".into())
    );
}

#[test]
fn who_may_not_keep_a_book_does_not_and_no_contact_is_found_under_another_company() {
    let app = TestApp::start();
    let (_, firm) = own(&app);
    let other = company(&app, "晨光机械有限公司");
    bring(&app, &firm, &[("Li Na", "13800138000", &[])]);
    let (id, _) = contacts(&app, &firm).remove(0);
    let own = format!("/my/companies/{firm}/contacts");
    let desk = format!("/desk/companies/{firm}/contacts");
    // Who acts for the company without looking after it, and the treasurer, see it and change nothing.
    let mut zhou = signed_in(&app, "Zhou");
    zhou.open(&own).sees("Li Na");
    let mut treasurer = app.signed_in("Wu", &[Role::Treasurer]);
    treasurer.open(&desk).sees("Li Na");
    for (reader, path) in [(&zhou, &own), (&treasurer, &desk)] {
        assert!(!reader.has("form[action$='/contacts']"));
        for to in [path.clone(), format!("{path}/{id}")] {
            let post = reader.by_hand(reqwest::Method::POST, &to);
            let post = post.header("Origin", &app.base);
            let form = [("name", "X"), ("phone", "13900139000"), ("go", "remove")];
            assert_eq!(post.form(&form).send().unwrap().status(), 404, "{to}");
        }
    }
    assert_eq!(contacts(&app, &firm).len(), 1);
    let mut stranger = app.signed_in("Gao", &[]);
    for path in [&own, &desk] {
        assert_eq!(stranger.go(path), 404, "{path}");
    }
    for path in [desk.clone(), format!("{desk}.vcf")] {
        assert_eq!(zhou.go(&path), 404, "{path}");
    }
    let mut office = app.signed_in("Lin", &[Role::Secretary]);
    let elsewhere = format!("/desk/companies/{other}/contacts/{id}");
    let card = format!("/desk/companies/{other}/contacts.vcf?contact={id}");
    for path in [elsewhere, card] {
        assert_eq!(office.go(&path), 404, "{path}");
    }
}

#[test]
fn the_office_notes_calls_and_a_later_one_answers_what_was_to_follow() {
    let app = TestApp::start();
    let firm = company(&app, NAME);
    bring(&app, &firm, &[("Li Na", "13800138000", &[])]);
    let page = format!("/desk/companies/{firm}");
    let mut office = app.signed_in("Lin", &[Role::Secretary]);
    office.open(&format!("{page}/contacts"));
    office.fill("name", "Chen").fill("phone", "13900139000");
    office.submit("/contacts").says("companies-contact-added");
    office.open(&page).sees("Li Na").sees("Chen");
    office
        .fill("call_with", "Li Na")
        .fill("call_on", "2199-01-01");
    office
        .fill("call_said", "Dues come next week.")
        .submit("/calls");
    office.is_refused_at("call_on");
    office
        .fill("call_on", "2026-01-05")
        .fill("call_follow", "2026-01-04")
        .submit("/calls");
    office.is_refused_at("call_follow");
    office.fill("call_follow", "2199-01-01").submit("/calls");
    office.is_at(&page).says("companies-call-noted");
    office.sees("Dues come next week.").sees("Lin");
    office.says("companies-call-waits");
    office
        .fill("call_with", "Li Na")
        .fill("call_said", "They came.")
        .submit("/calls");
    let waits = office.word("companies-call-waits");
    office.sees("They came.").misses(&waits);
    // The company's own people don't read what the office notes.
    app.person("Wang", &[]);
    act_for(&app, &firm, "Wang", Powers::ALL);
    let mut wang = signed_in(&app, "Wang");
    wang.open(&format!("/my/companies/{firm}"));
    wang.misses("They came.");
}

#[test]
fn cards_go_to_a_phone_one_by_one_or_all_of_a_company() {
    let app = TestApp::start();
    let firm = company(&app, NAME);
    let two: [(&str, &str, &[About]); 2] =
        [("Li Na", "13800138000", &[]), ("Chen", "13900139000", &[])];
    bring(&app, &firm, &two);
    let mut office = app.signed_in("Lin", &[Role::Secretary]);
    office.go(&format!("/desk/companies/{firm}/contacts.vcf"));
    let all = office.answer().body.clone();
    assert_eq!(all.matches("BEGIN:VCARD").count(), 2);
    assert!(all.contains(&format!("ORG:{NAME}")), "{all}");
    let (id, _) = contacts(&app, &firm).remove(1);
    office.go(&format!("/desk/companies/{firm}/contacts.vcf?contact={id}"));
    let one = &office.answer().body;
    assert!(one.contains("FN:Chen") && one.contains("TEL;TYPE=CELL:13900139000"));
    assert!(!one.contains("Li Na"), "{one}");
}

#[test]
fn the_register_finds_a_member_by_its_contact_and_the_directory_does_not() {
    let app = TestApp::start();
    let firm = company(&app, NAME);
    let other = company(&app, "晨光机械有限公司");
    for one in [&firm, &other] {
        admit(&app, one, None).unwrap();
    }
    bring(&app, &firm, &[("李娜", "0755-12345678", &[])]);
    let mut office = app.signed_in("Lin", &[Role::Secretary]);
    for typed in ["李娜", "lina", "075512345678", "0755-12345678"] {
        office.open(&format!("/desk/members?q={typed}"));
        office.sees(NAME).misses("晨光机械有限公司");
    }
    office.open("/desk/members").sees("李娜");
    assert!(office.has("a[href='tel:075512345678']"));
    let mut visitor = app.browser();
    visitor.open("/directory").sees(NAME).misses("李娜");
    for typed in ["李娜", "12345678"] {
        visitor.open(&format!("/directory?q={typed}")).misses(NAME);
    }
}

#[test]
fn whom_a_company_is_reached_by_falls_back_to_its_owner() {
    let app = TestApp::start();
    let (_, firm) = own(&app);
    assert_eq!(reached(&app, &firm, About::Law), ["Wang"]);
    bring(
        &app,
        &firm,
        &[("Rep", "13800138000", &[About::Representative])],
    );
    assert_eq!(reached(&app, &firm, About::Law), ["Rep"]);
    bring(&app, &firm, &[("All", "13900139000", &[About::General])]);
    bring(&app, &firm, &[("Law", "13700137000", &[About::Law])]);
    assert_eq!(reached(&app, &firm, About::Law), ["Law"]);
    assert_eq!(reached(&app, &firm, About::Events), ["All"]);
}

fn agreed(app: &TestApp, id: &ContactId, purpose: Purpose) -> bool {
    let id = id.clone();
    let asked = app
        .db
        .read_now(move |conn| book::has_consented(conn, Giver::Contact(&id), purpose));
    asked.unwrap()
}

#[test]
fn consents_are_given_each_for_itself_and_taken_back_and_end_with_the_contact() {
    let app = TestApp::start();
    let (mut wang, firm) = own(&app);
    bring(&app, &firm, &[("Li Na", "13800138000", &[])]);
    let (id, _) = contacts(&app, &firm).remove(0);
    let mut office = app.signed_in("Lin", &[Role::Secretary]);
    for (keeper, side) in [(&mut wang, "my"), (&mut office, "desk")] {
        let home = format!("/{side}/companies/{firm}/contacts");
        keeper.open(&format!("{home}/{id}"));
        keeper.press("companies-consent-note");
        keeper.says("companies-consent-given");
        assert!(agreed(&app, &id, Purpose::Notices));
        assert!(!agreed(&app, &id, Purpose::Photos), "each for itself");
        keeper.open(&home).says("companies-consent-notices");
        keeper.press("companies-consent-withdraw");
        keeper.is_at(&home).says("companies-consent-taken-back");
        keeper.says("companies-consent-withdrawn");
        assert!(!agreed(&app, &id, Purpose::Notices));
    }
    let page = format!("/my/companies/{firm}/contacts/{id}");
    wang.open(&page).press("companies-consent-note");
    assert!(agreed(&app, &id, Purpose::Notices));
    wang.open(&page).press("companies-contact-remove");
    assert!(!agreed(&app, &id, Purpose::Notices), "it ends with them");
}

#[test]
fn what_stands_in_the_directory_is_a_consent_and_goes_with_it() {
    let app = TestApp::start();
    let (mut wang, firm) = own(&app);
    admit(&app, &firm, None).unwrap();
    // Off, and on again by who looks after the company: that is a consent.
    wang.open("/my").submit("listed");
    wang.submit("listed");
    app.browser().open("/directory").sees(NAME);
    let home = format!("/my/companies/{firm}/contacts");
    wang.open(&home).says("companies-consent-directory");
    wang.press("companies-consent-withdraw");
    wang.is_at(&home).says("companies-consent-withdrawn");
    app.browser().open("/directory").misses(NAME);
}

#[test]
fn a_reminder_goes_to_the_contact_for_dues_where_nobody_has_an_account() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, _) = chamber.joins(NAME);
    let people: [(&str, &str, &[About]); 2] = [
        ("Dues", "13800138000", &[About::Dues]),
        ("All", "13900139000", &[About::General]),
    ];
    bring(&chamber.app, &member.company, &people);
    let reminded = || -> Vec<MailRow> {
        while chamber.write(dues::remind_batch) > 0 {}
        let mails = chamber.app.mails().into_iter();
        mails.filter(|mail| mail.kind == "dues.remind").collect()
    };
    let first = reminded();
    let [one] = &first[..] else {
        panic!("one letter")
    };
    assert_eq!(one.to_address, address("Dues"));
    assert!(!one.text_body.contains("/my/dues/"), "there is no account");
    // Once somebody pays for the company in the portal, it goes there and nowhere else.
    chamber.app.person("Wang", &[]);
    act_for(&chamber.app, &member.company, "Wang", Powers::ALL);
    chamber.at("2026-06-01");
    let to: Vec<String> = reminded().into_iter().map(|mail| mail.to_address).collect();
    assert_eq!(to, [address("Dues"), address("Wang")]);
}
