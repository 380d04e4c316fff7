//! Power is asked for where something is written: whoever loses it while their request comes in writes
//! nothing, and does the same with it. Each role, each power for a company, a seat, a review, a visit.
use crate::dues::Chamber;
use crate::review::panel;
use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::apply;
use crate::support::board::{DIRECTORS, Hall};
use crate::support::sign;
use crate::visit;
use diesel::prelude::*;
use huiguan::accounts;
use huiguan::kernel::id::{CompanyId, PersonId};
use huiguan::kernel::{Powers, Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::db::{Conn, Tx};
use huiguan::schema::{audit, ballot_votes, case_people, cases};
use reqwest::Method;
use std::io::{Read, Write};
use std::net::TcpStream;

/// Somebody who signed in, and whose requests are put together by hand.
struct Sender<'a> {
    app: &'a TestApp,
    id: PersonId,
    cookie: String,
}

/// A request of which all but the end has come in.
struct Slow {
    socket: TcpStream,
    rest: String,
}

impl Slow {
    /// The end comes in: the status of the answer.
    fn ends(mut self) -> u16 {
        self.socket.write_all(self.rest.as_bytes()).unwrap();
        let mut told = String::new();
        self.socket.read_to_string(&mut told).unwrap();
        told.split(' ').nth(1).unwrap().parse().unwrap()
    }
}

impl<'a> Sender<'a> {
    fn of(app: &'a TestApp, name: &str) -> Self {
        let form = [
            ("email", address(name)),
            ("password", PASSPHRASE.to_owned()),
        ];
        let sign_in = app.browser().by_hand(Method::POST, "/sign-in").form(&form);
        let answer = sign_in.send().unwrap();
        let cookies = answer.headers().get_all("set-cookie").iter();
        let cookies = cookies.map(|c| c.to_str().unwrap().split(';').next().unwrap());
        let cookie = cookies.filter(|c| c.starts_with("session=")).collect();
        let email = address(name);
        let find = move |conn: &mut Conn| accounts::person_by_email(conn, &email);
        let id = app.db.read_now(find).unwrap().unwrap().id;
        Self { app, id, cookie }
    }

    /// Sends a form but for its end, and waits until the server looked at its head.
    fn begins(&self, path: &str, body: &str) -> Slow {
        let host = self.app.base.trim_start_matches("http://");
        let mut socket = TcpStream::connect(host).unwrap();
        let (start, rest) = body.split_at(1);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{start}",
            self.cookie,
            body.len()
        );
        socket.write_all(head.as_bytes()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(300));
        let rest = rest.to_owned();
        Slow { socket, rest }
    }

    /// What stands on record of them.
    fn done(&self) -> i64 {
        let id = self.id.clone();
        let count = move |conn: &mut Conn| {
            let mine = audit::table.filter(audit::actor_id.eq(Some(id.as_str())));
            Ok(mine.count().get_result(conn)?)
        };
        self.app.db.read_now(count).unwrap()
    }

    /// They lose what the form needs while it comes in: nothing is done.
    fn loses(&self, path: &str, body: &str, lose: impl FnOnce()) {
        let before = self.done();
        let slow = self.begins(path, body);
        lose();
        let status = slow.ends();
        assert!((400..500).contains(&status), "{path} answers {status}");
        assert_eq!(self.done(), before, "{path} wrote something");
    }

    /// The same form does what it is for where nothing is lost.
    fn keeps(&self, path: &str, body: &str) {
        let before = self.done();
        assert_eq!(self.begins(path, body).ends(), 303, "{path}");
        assert!(self.done() > before, "{path} wrote nothing");
    }
}

fn write(
    app: &TestApp,
    act: impl Fn(&mut Tx) -> Result<(), huiguan::platform::db::Fault> + Send + 'static,
) {
    app.db.write_now(&Who::system("test"), act).unwrap();
}

/// Gives this person exactly these powers for the company that applies.
fn empowers(app: &TestApp, person: &PersonId, powers: Powers) {
    let person = person.clone();
    write(app, move |tx| {
        let company: Option<CompanyId> = cases::table.select(cases::company_id).first(tx.conn())?;
        accounts::link_company(tx, &company.unwrap(), &person, "Clerk", powers)
    });
}

/// What became of asking the legal representative.
fn stands(app: &TestApp, state: &'static str) {
    write(app, move |tx| {
        diesel::update(case_people::table)
            .set(case_people::state.eq(state))
            .execute(tx.conn())?;
        Ok(())
    });
}

#[test]
fn every_role_that_is_lost_while_a_request_comes_in_writes_nothing() {
    let app = TestApp::start();
    for role in Role::ALL {
        let (path, body) = match role {
            Role::Admin => ("/desk/settings/access", "roles=events"),
            Role::Secretary => ("/desk/views/companies", "name=Mine"),
            Role::Reviewer => ("/desk/views/cases", "name=Mine"),
            Role::President => ("/desk/views/members", "name=Mine"),
            Role::Treasurer => ("/desk/views/invoices", "name=Mine"),
            // A director writes by a seat, which is tried below; what is for events is only read.
            Role::Director | Role::Events => continue,
        };
        app.person(role.word(), &[role]);
        let sender = Sender::of(&app, role.word());
        let id = sender.id.clone();
        sender.loses(path, body, || {
            let id = id.clone();
            write(&app, move |tx| accounts::take_role(tx, &id, role));
        });
        write(&app, move |tx| accounts::give_role(tx, &id, role));
        sender.keeps(path, body);
    }
}

#[test]
fn every_power_for_a_company_that_is_lost_while_a_request_comes_in_writes_nothing() {
    let hall = sign::sent();
    let app = &hall.app;
    let sender = Sender::of(app, "Applicant");
    let read = |conn: &mut Conn| {
        let company: Option<CompanyId> = cases::table.select(cases::company_id).first(conn)?;
        Ok(company.unwrap())
    };
    let company = app.db.read_now(read).unwrap();
    // A power that comes to be is tried here; what is for events is only read, and signing asks for no power.
    let Powers {
        owner: _,
        submit: _,
        sign: _,
        pay: _,
        register: _,
    } = Powers::ALL;
    let not = |change: fn(&mut Powers)| {
        let mut powers = Powers::ALL;
        change(&mut powers);
        powers
    };
    let number = apply::credit_code(1);
    let title = format!("kind=plain&title=Plum&tax_number={number}");
    let of_company = format!("/my/companies/{company}/people");
    let trials = [
        (
            not(|p| p.owner = false),
            of_company,
            "email=new%40example.test&powers=submit".to_owned(),
        ),
        (
            not(|p| (p.pay, p.owner) = (false, false)),
            format!("/my/dues/{company}/title"),
            title,
        ),
    ];
    for (less, path, body) in trials {
        sender.loses(&path, &body, || empowers(app, &sender.id, less));
        empowers(app, &sender.id, Powers::ALL);
        sender.keeps(&path, &body);
    }
    // Who signs is the confirmed legal representative, whatever powers they hold.
    let decline = format!("{}/decline", sign::mine(&hall));
    sender.loses(&decline, "reason=Too+dear", || stands(app, "withdrawn"));
    stands(app, "confirmed");
    sender.keeps(&decline, "reason=Too+dear");
    let other = sign::sent();
    let sender = Sender::of(&other.app, "Applicant");
    let (path, body) = (format!("{}/withdraw", other.own()), "reason=Not+now");
    sender.loses(&path, body, || {
        empowers(
            &other.app,
            &sender.id,
            not(|p| (p.submit, p.owner) = (false, false)),
        );
    });
    empowers(&other.app, &sender.id, Powers::ALL);
    sender.keeps(&path, body);
}

#[test]
fn a_seat_that_comes_to_be_tied_while_a_vote_comes_in_has_not_voted() {
    let (mut hall, ballot) = Hall::opened();
    for director in hall.directors.iter_mut().take(2) {
        director.open(&ballot).press("ballot-conflict-none");
    }
    let votes = || {
        let count = |conn: &mut Conn| Ok(ballot_votes::table.count().get_result::<i64>(conn)?);
        hall.app.db.read_now(count).unwrap()
    };
    let [tied, free] = [DIRECTORS[0], DIRECTORS[1]].map(|name| Sender::of(&hall.app, name));
    let vote = tied.begins(&ballot, "choice=yes");
    empowers(&hall.app, &tied.id, Powers::ALL);
    vote.ends();
    assert_eq!(votes(), 0);
    assert_eq!(free.begins(&ballot, "choice=yes").ends(), 303);
    assert_eq!(votes(), 1);
}

#[test]
fn a_reviewer_who_is_released_while_a_declaration_comes_in_has_not_declared() {
    let panel = panel();
    let [released, kept] =
        ["Reviewer One", "Reviewer Two"].map(|name| Sender::of(&panel.app, name));
    let (path, body) = (format!("{}/declare", panel.review()), "conflict=none");
    released.loses(&path, body, || {
        let release = format!("{}/release", panel.review());
        let post = panel.office.by_hand(Method::POST, &release);
        let form = [("person", released.id.as_str()), ("reason", "Away")];
        assert_eq!(post.form(&form).send().unwrap().status(), 303);
    });
    kept.keeps(&path, body);
}

#[test]
fn a_visitor_whose_visit_is_called_off_while_a_card_comes_in_has_written_nothing() {
    for called_off in [true, false] {
        let panel = visit::declared();
        let sender = Sender::of(&panel.app, "Reviewer One");
        let at = visit::visit(&panel);
        let path = format!("{at}/cards/conclusion");
        let body = "version=0&proposal=pass&statement=A+sound+company";
        if !called_off {
            sender.keeps(&path, body);
            continue;
        }
        sender.loses(&path, body, || {
            let post = panel.office.by_hand(Method::POST, &format!("{at}/cancel"));
            let sent = post.form(&[("reason", "Snow")]).send().unwrap();
            assert_eq!(sent.status(), 303);
        });
    }
}

#[test]
fn a_run_outlasts_the_power_of_whoever_began_it_and_others_see_and_steer_it() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-11-20");
    let (member, _) = chamber.joins("晨光机械有限公司");
    chamber.app.person("Deputy", &[Role::Treasurer]);
    let mut one = chamber.treasurer();
    one.open("/desk/dues/runs").press("dues-run-preview");
    one.press("dues-run-start");
    let page = one.path().to_owned();
    let loses = |tx: &mut Tx| {
        let one = accounts::person_by_email(tx.conn(), &address("Treasurer"))?;
        accounts::take_role(tx, &one.unwrap().id, Role::Treasurer)
    };
    chamber.write(loses);
    assert_eq!(one.go(&page), 404);
    let steer = one.by_hand(Method::POST, &page).form(&[("do", "cancel")]);
    assert_eq!(steer.send().unwrap().status(), 404, "it is theirs no more");
    let mut other = chamber.person("Deputy");
    let begun = other.open(&page).text_of("[data-run-by]");
    assert!(begun.contains("Treasurer"), "{begun}");
    other.press("web-run-pause");
    assert!(!chamber.app.carry(&page));
    assert_eq!(chamber.invoices(&member).len(), 1);
    other.open(&page).press("web-run-resume");
    assert!(chamber.app.carry(&page));
    other.open(&page).says("web-run-is-done");
    assert_eq!(chamber.invoices(&member).len(), 2);
}
