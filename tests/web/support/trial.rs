//! A chamber with a board of four and a member that is to be expelled: what the tests of motions begin
//! with.
use super::app::{PASSPHRASE, TestApp, address, link_in};
use super::board::{DIRECTORS, in_days, seat};
use super::browser::Browser;
use crate::membership::{admit, company};
use chrono::TimeDelta;
use huiguan::accounts;
use huiguan::ballots;
use huiguan::expulsion;
use huiguan::kernel::brand::Brand;
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::time::day_in;
use huiguan::kernel::{Day, Powers, Role, Who};
use huiguan::membership;
use huiguan::membership::rules::{MemberEvent, Membership};
use huiguan::platform::db::Tx;
use huiguan::voting;
use reqwest::Method;

/// The member.
pub const NAME: &str = "Plum Blossom Trading";
/// Why it is to be expelled.
pub const GROUNDS: &str = "Article 14: forged certificates of origin in March.";
/// What it says to that.
pub const ANSWER: &str = "The certificates were issued by our agent, whom we sued.";

/// A chamber with a board of four, a member with somebody who acts for it, the office.
pub struct Trial {
    pub app: TestApp,
    pub office: Browser,
    pub member: Browser,
    pub directors: Vec<Browser>,
    pub company: CompanyId,
    pub membership: Membership,
}

/// Lets somebody who has an account act for a company.
pub fn act_for(app: &TestApp, company: &CompanyId, name: &str, powers: Powers) {
    let (company, email) = (company.clone(), address(name));
    let link = move |tx: &mut Tx| {
        let person = accounts::person_by_email(tx.conn(), &email)?.unwrap();
        accounts::link_company(tx, &company, &person.id, "Manager", powers)
    };
    app.db.write_now(&Who::system("test"), link).unwrap();
}

impl Trial {
    /// No motion yet.
    pub fn set_up() -> Self {
        Self::set_up_with(|_| {})
    }

    /// The same after the office changed something more about the chamber.
    pub fn set_up_with(more: impl FnOnce(&mut Browser)) -> Self {
        let app = TestApp::start();
        let mut office = app.signed_in("Lin", &[Role::Admin, Role::Secretary]);
        let directors = DIRECTORS.map(|name| app.signed_in(name, &[]));
        for name in DIRECTORS {
            seat(&mut office, name);
        }
        more(&mut office);
        let company = company(&app, NAME);
        let membership = admit(&app, &company, None).unwrap();
        app.person("Wang", &[]);
        act_for(&app, &company, "Wang", Powers::ALL);
        let mut member = app.browser();
        member.sign_in(&address("Wang"), PASSPHRASE);
        Self {
            app,
            office,
            member,
            directors: directors.into(),
            company,
            membership,
        }
    }

    /// The office's page of the member.
    pub fn member_page(&self) -> String {
        format!("/desk/members/{}", self.membership.id)
    }

    /// The office brings the motion; its page.
    pub fn bring(&mut self) -> String {
        let page = self.member_page();
        let motions = self.office.open(&page).link("/motions");
        self.office.open(&motions).fill("grounds", GROUNDS);
        self.office.press("expulsion-bring-button");
        self.office.says("expulsion-brought").sees(GROUNDS);
        self.office.path().to_owned()
    }

    /// The same as the member reads it.
    pub fn own(page: &str) -> String {
        page.replace("/desk/members/", "/my/")
    }

    /// The member answers.
    pub fn answer(&mut self, page: &str) {
        self.member.open(&Self::own(page)).fill("answer", ANSWER);
        self.member.press("expulsion-my-send");
        self.member.says("expulsion-answered").sees(ANSWER);
    }

    /// The office opens the ballot; its path, from the second director's mail.
    pub fn open(&mut self, page: &str) -> String {
        let closes = in_days(&self.app, 4);
        self.office.open(page).fill("closes", closes);
        self.office
            .press("ballot-open-button")
            .says("ballot-opened");
        link_in(&self.app.mail_to(&address(DIRECTORS[1])), "/board/ballots/")
    }

    /// A motion that was answered and is on ballot: its page and the ballot's.
    pub fn on_ballot(&mut self) -> (String, String) {
        let page = self.bring();
        self.answer(&page);
        let ballot = self.open(&page);
        (page, ballot)
    }

    /// A director says that nothing binds them, reads and votes.
    pub fn vote(&mut self, ballot: &str, seat: usize, choice: &str) {
        let director = &mut self.directors[seat];
        director.open(ballot);
        if director.has("form[action$='/open']") {
            director.press("ballot-conflict-none");
        }
        director.fill("choice", choice).submit(ballot);
        assert_eq!(director.answer().status, 200, "{}", director.text());
    }

    /// The directors vote in the order of their seats.
    pub fn vote_all(&mut self, ballot: &str, choices: [&str; 4]) {
        for (seat, choice) in choices.into_iter().enumerate() {
            self.vote(ballot, seat, choice);
        }
    }

    /// What the clock does, as a server's workers call it.
    pub fn tick(&self) {
        self.app.round("ballots.running");
        self.app.round("expulsion.motions");
    }

    /// So many days pass; everybody signs in again.
    pub fn after(&mut self, days: i64) {
        self.app.clock.advance(TimeDelta::days(days));
        self.office.sign_in(&address("Lin"), PASSPHRASE);
        self.member.sign_in(&address("Wang"), PASSPHRASE);
        for (name, director) in DIRECTORS.iter().zip(&mut self.directors) {
            director.sign_in(&address(name), PASSPHRASE);
        }
    }

    /// A form posted by hand.
    pub fn post(&self, who: &Browser, path: &str, fields: &[(&str, &str)]) -> u16 {
        let request = who
            .by_hand(Method::POST, path)
            .header("Origin", &self.app.base);
        request.form(fields).send().unwrap().status().as_u16()
    }

    /// How many mails of this kind were posted.
    pub fn mails(&self, kind: &str) -> usize {
        let all = self.app.mails();
        all.iter().filter(|mail| mail.kind == kind).count()
    }

    /// What happened to the membership.
    pub fn history(&self) -> Vec<MemberEvent> {
        let id = self.membership.id.clone();
        let read = move |conn: &mut _| membership::events(conn, &id);
        self.app.db.read_now(read).unwrap()
    }

    /// The chamber's day.
    pub fn today(&self) -> Day {
        day_in(Brand::default().zone, self.app.clock.now())
    }

    /// Whether the company is a member today.
    pub fn is_member(&self) -> bool {
        let (id, today) = (self.membership.id.clone(), self.today());
        let read = move |conn: &mut _| membership::load(conn, &id);
        self.app.db.read_now(read).unwrap().is_current(today)
    }

    /// Nothing about ballots and motions was changed behind the portal's back.
    pub fn is_whole(&self) {
        let report = self.app.db.read_now(voting::verify).unwrap();
        assert_eq!(report.flaws, []);
        let (_, flaws) = self.app.db.read_now(expulsion::verify).unwrap();
        assert!(flaws.is_empty(), "{flaws:?}");
        let (packs, flaws) = self.app.db.read_now(ballots::verify).unwrap();
        assert!(flaws.is_empty(), "{flaws:?}");
        assert!(packs > 0);
    }
}
