//! Whoever gives power, or changes who signs, counts or signs in, doesn't do it unseen: administrators, and
//! officers where it is theirs, get a letter. Nobody gives roles to themselves.
use crate::support::app::{TestApp, address};
use crate::support::board::seat;
use crate::support::browser::Browser;
use huiguan::accounts;
use huiguan::kernel::Role;
use huiguan::platform::db::Conn;
use reqwest::Method;

/// How many letters about powers this person got.
fn told(app: &TestApp, name: &str) -> usize {
    let mut all = app.mails();
    all.retain(|mail| mail.kind == "accounts.power" && mail.to_address == address(name));
    all.len()
}

/// Posts a form and says what came of it.
fn post(who: &Browser, path: &str, form: &[(&str, &str)]) -> u16 {
    let answer = who.by_hand(Method::POST, path).form(form).send();
    answer.unwrap().status().as_u16()
}

/// What a form sends.
type Fields<'a> = &'a [(&'a str, &'a str)];

#[test]
fn every_change_of_power_is_told_to_the_other_administrators() {
    let app = TestApp::start();
    app.person("Mei", &[Role::Admin]);
    app.person("Shen", &[Role::President]);
    let bo = app.person("Bo", &[]);
    app.person("Deputy", &[]);
    let mut lin = app.signed_in("Lin", &[Role::Admin]);
    let roles = format!("/desk/people/{bo}/roles");
    let deputy = address("Deputy");
    let signatory = [
        ("email", deputy.as_str()),
        ("authority", "Letter 3"),
        ("since", "2026-01-01"),
    ];
    let invited = [("email", "new@example.test"), ("roles", "treasurer")];
    // What is done, and whether the president hears of it too.
    let acts: [(&str, Fields, bool); 4] = [
        ("/desk/people/invite", &invited, true),
        (&roles, &[("roles", "reviewer")], true),
        ("/desk/settings/signatory", &signatory, true),
        ("/desk/settings/access", &[("roles", "events")], false),
    ];
    let mut heard = (0, 0);
    for (path, form, officers) in acts {
        assert_eq!(post(&lin, path, form), 303, "{path}");
        heard = (heard.0 + 1, heard.1 + usize::from(officers));
        let got = (told(&app, "Mei"), told(&app, "Shen"));
        assert_eq!(got, heard, "{path}");
        assert_eq!(told(&app, "Lin"), heard.0, "whose session it was");
    }
    seat(&mut lin, "Deputy");
    assert_eq!(told(&app, "Mei"), heard.0 + 1);
    let letter = app.mail_to(&address("Mei"));
    assert!(letter.text_body.contains("Deputy"), "{}", letter.text_body);
    assert!(letter.text_body.contains("Lin"), "{}", letter.text_body);
}

#[test]
fn a_closed_account_is_told_to_whose_it_is_and_to_administrators_and_officers() {
    let app = TestApp::start();
    app.person("Mei", &[Role::Admin]);
    app.person("Shen", &[Role::President]);
    let bo = app.person("Bo", &[Role::Treasurer]);
    let lin = app.signed_in("Lin", &[Role::Admin]);
    let close = format!("/desk/people/{bo}/close");
    assert_eq!(post(&lin, &close, &[("reason", "Left.")]), 303);
    for name in ["Lin", "Mei", "Shen", "Bo"] {
        assert_eq!(told(&app, name), 1, "{name}");
    }
    let letter = app.mail_to(&address("Mei"));
    assert!(letter.text_body.contains("Bo"), "{}", letter.text_body);
}

#[test]
fn nobody_gives_roles_to_themselves() {
    let app = TestApp::start();
    app.person("Mei", &[Role::Admin]);
    let id = app.person("Lin", &[Role::Admin]);
    let lin = {
        let mut lin = app.browser();
        lin.sign_in(&address("Lin"), crate::support::app::PASSPHRASE);
        lin
    };
    let own = format!("/desk/people/{id}/roles");
    let more = [("roles", "admin"), ("roles", "treasurer")];
    assert_eq!(post(&lin, &own, &more), 422);
    let email = address("Lin");
    let invited = [("email", email.as_str()), ("roles", "treasurer")];
    assert_eq!(post(&lin, "/desk/people/invite", &invited), 422);
    let read = |conn: &mut Conn| accounts::people_with_role(conn, Role::Treasurer);
    assert!(app.db.read_now(read).unwrap().is_empty());
    assert_eq!(told(&app, "Mei"), 0);
}
