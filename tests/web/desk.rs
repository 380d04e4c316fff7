//! The administrator's windows: mailbox, audit record, jobs; and the office's day.
use crate::support::app::{PASSPHRASE, TestApp, address};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use huiguan::kernel::{Role, Who};
use huiguan::platform::db::Tx;
use huiguan::platform::files::LostFiles;
use huiguan::platform::settings;
use huiguan::schema::{jobs, mails};

/// Has the portal write a mail: somebody forgot their pass-phrase.
fn forgetful(app: &TestApp, name: &str) {
    app.person(name, &[]);
    let mut browser = app.browser();
    browser
        .open("/forgot")
        .fill("email", address(name))
        .submit("/forgot");
}

fn set_mails(app: &TestApp, state: &'static str) {
    let set = move |tx: &mut Tx| {
        let change = diesel::update(mails::table).set(mails::state.eq(state));
        Ok(change.execute(tx.conn())?)
    };
    app.db.write_now(&Who::system("test"), set).unwrap();
}

#[test]
fn only_administrators_look_through_the_windows() {
    let app = TestApp::start();
    for (name, role) in [
        ("Sec", Role::Secretary),
        ("Rev", Role::Reviewer),
        ("Dir", Role::Director),
    ] {
        let mut browser = app.signed_in(name, &[role]);
        for path in ["/desk/mail", "/desk/audit", "/desk/audit/1", "/desk/jobs"] {
            assert_eq!(browser.go(path), 404, "{name} at {path}");
        }
    }
    assert_eq!(
        app.browser().open("/desk/mail").path(),
        "/sign-in?next=%2Fdesk%2Fmail"
    );
}

#[test]
fn the_mailbox_finds_a_mail_by_its_receiver_and_its_state() {
    let app = TestApp::start();
    forgetful(&app, "Ada");
    forgetful(&app, "Bob");
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    admin
        .open("/desk/mail")
        .sees("ada@example.test")
        .sees("bob@example.test");
    admin
        .open("/desk/mail?q=ada")
        .sees("ada@example.test")
        .misses("bob@example.test");
    admin
        .open("/desk/mail?state=sent")
        .says("desk-nothing-found")
        .misses("ada@example.test");
}

#[test]
fn a_letter_that_opens_an_account_is_not_shown_to_the_administrator() {
    let app = TestApp::start();
    forgetful(&app, "Ada");
    let mail = app.mail_to(&address("Ada"));
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    admin
        .open(&format!("/desk/mail/{}", mail.id))
        .says("desk-mail-personal")
        .misses("/reset/");
    assert_eq!(admin.go(&format!("/desk/mail/{}/letter", mail.id)), 404);
}

#[test]
fn a_mail_that_failed_is_sent_again_by_hand_and_once() {
    let app = TestApp::start();
    forgetful(&app, "Ada");
    let id = app.mail_to(&address("Ada")).id;
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    assert!(
        !admin
            .open(&format!("/desk/mail/{id}"))
            .has("form[action$='/again']")
    );
    set_mails(&app, "failed");
    admin
        .open(&format!("/desk/mail/{id}"))
        .submit("/again")
        .says("desk-mail-again-done");
    assert_eq!(app.mail_to(&address("Ada")).state.word(), "queued");
    admin.open("/desk/audit").sees("Mail sent again");
}

#[test]
fn mails_that_may_have_arrived_are_sent_again_all_at_once_with_a_reason() {
    let app = TestApp::start();
    forgetful(&app, "Ada");
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    set_mails(&app, "uncertain");
    admin
        .open("/desk/mail?state=uncertain")
        .submit("/desk/mail/again")
        .says("web-form-needed");
    admin
        .open("/desk/mail?state=uncertain")
        .fill(
            "why",
            "The mail server stood still; it has no trace of them.",
        )
        .submit("/desk/mail/again")
        .path();
    assert_eq!(app.mail_to(&address("Ada")).state.word(), "queued");
    admin.open("/desk/audit").sees("Mail sent again");
}

#[test]
fn the_audit_record_is_narrowed_read_and_saved() {
    let app = TestApp::start();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    app.person("Ada", &[Role::Reviewer]);
    admin
        .open("/desk/audit?kind=person&q=ada")
        .sees("Person added");
    admin
        .open("/desk/audit?q=nobody")
        .says("desk-nothing-found");
    admin
        .open("/desk/audit?act=accounts.person")
        .sees("Person added");
    admin.open("/desk/audit?check=1").says("desk-audit-whole");
    admin
        .open("/desk/audit/1")
        .sees("root@example.test")
        .says("desk-audit-hash");
    assert_eq!(admin.go("/desk/audit/99999"), 404);
    admin.open("/desk/audit?export=csv");
    let answer = admin.answer();
    assert!(answer.headers["content-type"].starts_with("text/csv"));
    assert!(answer.body.starts_with('\u{feff}') && answer.body.contains("ada@example.test"));
    assert!(answer.body.lines().count() >= 3, "{}", answer.body);
}

#[test]
fn a_changed_row_of_the_record_is_named() {
    let app = TestApp::start();
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    let forge = |tx: &mut huiguan::platform::db::Tx| {
        use huiguan::schema::audit::dsl::{actor_name, audit, seq};
        let row = diesel::update(audit.filter(seq.eq(1)));
        Ok(row.set(actor_name.eq("somebody else")).execute(tx.conn())?)
    };
    app.db.write_now(&Who::system("test"), forge).unwrap();
    admin.open("/desk/audit?check=1").says("desk-audit-broken");
    assert!(admin.has("a[href='/desk/audit/1']"));
}

#[test]
fn a_job_that_failed_runs_again_by_hand() {
    let app = TestApp::start();
    forgetful(&app, "Ada");
    let mut admin = app.signed_in("Root", &[Role::Admin]);
    let fail = |tx: &mut huiguan::platform::db::Tx| {
        let failed = (
            jobs::state.eq("failed"),
            jobs::last_error.eq("no route to host"),
        );
        Ok(diesel::update(jobs::table).set(failed).execute(tx.conn())?)
    };
    app.db.write_now(&Who::system("test"), fail).unwrap();
    admin
        .open("/desk/jobs?state=failed")
        .sees("no route to host");
    admin.submit("/again").says("desk-jobs-again-done");
    admin
        .open("/desk/jobs?state=failed")
        .says("desk-nothing-found");
}

#[test]
fn files_that_are_lost_stand_before_the_administrator_and_nobody_else() {
    let app = TestApp::start();
    let names = vec!["ab".repeat(32)];
    let lost = LostFiles { many: 1, names };
    let note = move |tx: &mut Tx| settings::set(tx, &lost);
    app.db.write_now(&Who::system("test"), note).unwrap();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk")
        .sees("One file on record is missing: put it back");
    lin.open("/desk/jobs")
        .says("desk-jobs-lost-text")
        .sees(&"ab".repeat(32));
    let mut sec = app.signed_in("Sec", &[Role::Secretary]);
    let told = sec.open("/desk").text();
    assert!(!told.contains("backup"), "{told}");
}

#[test]
fn everybody_who_works_for_the_chamber_has_a_day_to_begin_with() {
    let app = TestApp::start();
    for role in [
        Role::Admin,
        Role::Reviewer,
        Role::President,
        Role::Treasurer,
        Role::Events,
    ] {
        let mut browser = app.signed_in(role.word(), &[role]);
        browser.is_at("/desk");
        browser.open("/desk").says("desk-today-mine-none");
    }
    let mut member = app.browser();
    app.person("Member", &[]);
    member.sign_in(&address("Member"), PASSPHRASE).is_at("/my");
    member.says("portal-my-none");
    assert_eq!(member.go("/desk"), 404);
}

#[test]
fn what_earlier_builds_wrote_and_this_one_does_not_know_is_named_in_words() {
    let app = TestApp::start();
    let mut admin = app.signed_in("Ada", &[Role::Admin]);
    forgetful(&app, "Ada Bell");
    let old = |tx: &mut huiguan::platform::db::Tx| {
        let change = diesel::update(mails::table).set(mails::kind.eq("office.of_old"));
        Ok(change.execute(tx.conn())?)
    };
    app.db.write_now(&Who::system("test"), old).unwrap();
    admin.open("/desk/mail").says("desk-letter-other");
    admin.misses("office.of_old");
    let word = admin.word("desk-letter-other");
    let choice = "select[name=kind] option[value='office.of_old']";
    assert_eq!(admin.text_of(choice), word);
}

#[test]
fn slips_and_bank_lines_wait_on_the_treasurer_from_the_first_page_on() {
    let app = TestApp::demo();
    let mut treasurer = app.browser();
    treasurer.sign_in("treasurer@demo.huiguan.test", huiguan::demo::PASSPHRASE);
    treasurer.open("/desk");
    assert!(treasurer.has(".todo a[href='/desk/dues/bank']"));
    assert!(treasurer.has(".todo a[href='/desk/dues']"));
    let nothing = treasurer.word("desk-today-mine-none");
    treasurer.misses(&nothing);
}

#[test]
fn what_is_left_to_set_up_stands_below_what_is_late() {
    let app = TestApp::demo();
    let mut admin = app.browser();
    admin.sign_in("admin@demo.huiguan.test", huiguan::demo::PASSPHRASE);
    admin.open("/desk");
    assert!(admin.has(".todo .badge-red"), "the demo has late cases");
    assert!(!admin.has(".next a[href='/desk/settings']"));
    let app = TestApp::start();
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    lin.open("/desk");
    assert!(lin.has(".next a[href='/desk/settings']"));
}
