//! Who may do what to an application, and several people at once: the office that applies itself, two
//! who check, two devices, a member that applies again.
use crate::application::send_back;
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::apply::{self, at_desk};
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::{Role, Who};
use huiguan::membership::{self, rules::NewMember};
use huiguan::platform::outbox::MailRow;

const NAME: &str = "Plum Blossom Trading";

#[test]
fn nobody_handles_the_application_of_their_own_company() {
    let app = TestApp::start();
    let mut secretary = app.signed_in("Secretary", &[Role::Secretary]);
    let case = apply::send(&mut secretary, NAME, &apply::credit_code(1));
    for page in [
        "",
        "/application",
        "/check",
        "/review",
        "/record",
        "/record.json",
    ] {
        let path = format!("{}{page}", at_desk(&case));
        assert_eq!(secretary.go(&path), 404, "{page}");
    }
    secretary.open("/desk/cases").misses(NAME);
    secretary.open("/desk").misses(NAME);
    assert_eq!(secretary.go(&case), 200);
    let to_them = |app: &TestApp| {
        let all = app.mails();
        let theirs = |m: &&MailRow| m.to_address == address("Secretary");
        let office = |m: &&MailRow| m.text_body.contains("/desk/cases/");
        all.iter().filter(theirs).filter(office).count()
    };
    let mut colleague = app.signed_in("Colleague", &[Role::Secretary]);
    apply::accept(&mut colleague, &case);
    colleague
        .open(&at_desk(&case))
        .says("admission-stage-accepted");
    secretary.open(&case).submit("/withdraw");
    assert_eq!(
        to_them(&app),
        0,
        "the office's mail is not for the applicant"
    );
}

#[test]
fn two_people_check_and_two_devices_write_without_undoing_each_other() {
    let app = TestApp::start();
    let (_, mut office, case) = apply::sent(&app, NAME);
    let check = format!("{}/check", at_desk(&case));
    let mut colleague = app.signed_in("Colleague", &[Role::Secretary]);
    office.open(&check).fill("mark-identity", "fine");
    colleague.open(&check).fill("mark-people", "missing");
    colleague.fill("why-people", "Who is this?");
    colleague.press("admission-check-save");
    office.press("admission-check-save");
    office.open(&check);
    assert!(office.has("[name=mark-identity][value=fine][checked]"));
    assert!(office.has("[name=mark-people][value=missing][checked]"));
    office.sees("Who is this?");

    let mut phone = app.signed_in("Wei", &[]);
    let draft = apply::begin(&mut phone);
    let mut desktop = app.browser();
    desktop.sign_in(&address("Wei"), PASSPHRASE);
    let step = format!("{draft}/step/company");
    desktop.open(&step);
    phone
        .open(&step)
        .fill("name", "Wei and Sons")
        .press("application-go-later");
    desktop
        .fill("address", "1 High Street")
        .press("application-go-later");
    phone.open(&step);
    assert!(phone.has("[name=name][value='Wei and Sons']"));
    assert!(phone.has("[name=address][value='1 High Street']"));
}

#[test]
fn the_office_reads_only_papers_that_were_sent() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, NAME);
    send_back(&mut office, &case);
    li.open(&format!("{case}/step/papers"));
    let sent = li.link("/papers/");
    li.attach("licence", "draft.pdf", b"%PDF-1.4 not sent yet")
        .submit("/papers/licence");
    let papers = li.values_of(".file-name", "href");
    let added = papers.iter().find(|path| **path != sent).unwrap();
    assert_eq!(li.go(added), 200);
    assert_eq!(office.go(&at_desk(added)), 404);
    assert_eq!(office.go(&at_desk(&sent)), 200);
}

#[test]
fn a_member_is_told_before_it_applies_again_and_refused_when_it_does() {
    let app = TestApp::start();
    let (mut li, mut office, case) = apply::sent(&app, NAME);
    li.open(&case).submit("/withdraw");
    li.open("/my/applications/new")
        .misses("is a member already");
    office.open("/desk/companies").click(NAME);
    let company = office.path().rsplit('/').next().unwrap();
    let company: CompanyId = company.parse().unwrap();
    let joined = app.clock.now().date();
    app.db
        .write_now(&Who::system("test"), move |tx| {
            let new = NewMember {
                company: company.clone(),
                case: None,
                rank: "member".into(),
                joined_on: joined,
                published: true,
            };
            membership::admit(tx, &new).map(|_| ())
        })
        .unwrap();
    li.open("/my/applications/new").sees("is a member already");
    let again = apply::fill_in(&mut li, NAME, &apply::credit_code(1));
    li.open(&format!("{again}/send")).submit("/send");
    li.sees("is a member already");
    li.open(&again).says("admission-stage-draft");
}
