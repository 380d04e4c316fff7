//! A chamber with a board of four and a case on its way to it: what the tests of ballots and
//! agreements begin with. The route has no visit, so that the way is short.
use super::app::{PASSPHRASE, TestApp, address, link_in};
use super::apply::{self, at_desk, credit_code};
use super::browser::Browser;
use crate::review::{answer, declare};
use chrono::{TimeDelta, TimeZone};
use huiguan::dues;
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::{AdoptedBy, Standard};
use huiguan::kernel::brand::Brand;
use huiguan::kernel::id::CaseId;
use huiguan::kernel::{Day, Fen, Role, Who};
use huiguan::membership::rules::period::{PeriodKind, PeriodRules};
use huiguan::platform::db::{Fault, Tx};
use huiguan::platform::i18n::Speech;
use huiguan::platform::settings;
use reqwest::Method;

/// The company that applies; with characters that few fonts have, as real names do.
pub const NAME: &str = "Plum Blossom 𠮷䶮 Trading";
/// Who sits on the board; the first is the chair.
pub const DIRECTORS: [&str; 4] = [
    "Director One",
    "Director Two",
    "Director Three",
    "Director Four",
];

/// Everybody who takes part.
pub struct Hall {
    pub app: TestApp,
    pub admin: Browser,
    pub office: Browser,
    pub reviewer: Browser,
    pub applicant: Browser,
    pub directors: Vec<Browser>,
    /// The office's path of the case.
    pub case: String,
}

impl Hall {
    /// A case whose review is concluded.
    pub fn reviewed() -> Self {
        Self::set_up(|_| {})
    }

    /// The administrator signs in anew: who gives power proves who they are.
    pub fn admin_anew(&mut self) {
        self.admin = self.app.browser();
        self.admin.sign_in(&address("Lin"), PASSPHRASE);
    }

    /// The same after the administrator changed something more about the chamber.
    pub fn set_up(more: impl FnOnce(&mut Browser)) -> Self {
        Self::asking(Some((0, 0)), more)
    }

    /// The same in a chamber whose assembly adopted these dues and this joining fee for members, in fen; or none.
    pub fn asking(dues: Option<(i64, i64)>, more: impl FnOnce(&mut Browser)) -> Self {
        let app = TestApp::start();
        if let Some(dues) = dues {
            adopt(&app, "2020-01-01", dues);
        }
        let mut admin = app.signed_in("Lin", &[Role::Admin]);
        admin.open("/desk/settings/routes/member").untick("visit");
        admin.submit("/routes/member");
        let directors = DIRECTORS.map(|name| app.signed_in(name, &[]));
        for name in DIRECTORS {
            seat(&mut admin, name);
        }
        more(&mut admin);
        let reviewer = app.signed_in("Reviewer", &[Role::Reviewer]);
        let (applicant, office, case) = apply::sent(&app, NAME);
        let mut hall = Self {
            app,
            admin,
            office,
            reviewer,
            applicant,
            directors: directors.into(),
            case: at_desk(&case),
        };
        hall.review(&hall.case.clone(), "pass");
        hall
    }

    /// The office accepts a case, one reviewer writes, the office concludes.
    pub fn review(&mut self, case: &str, proposal: &str) {
        apply::accept(&mut self.office, case);
        let path = format!("{case}/review");
        self.office.open(&path).press("review-open-button");
        declare(&mut self.reviewer, &path);
        answer(&mut self.reviewer, &path, proposal);
        self.office.open(&path).press("review-office-conclude");
        self.office.says("review-office-concluded");
    }

    /// Another company comes as far as this one: its applicant, the office's path of its case.
    pub fn another(&mut self, name: &str, number: usize) -> (Browser, String) {
        let mut applicant = self.app.signed_in(name, &[]);
        let case = at_desk(&apply::send(&mut applicant, name, &credit_code(number)));
        self.review(&case, "pass");
        (applicant, case)
    }

    /// The secretariat lays a case before the board.
    pub fn recommend(&mut self, case: &str) {
        self.office
            .open(&format!("{case}/ballot"))
            .fill("summary", "A sound company.");
        self.office
            .press("ballot-recommend-button")
            .says("ballot-recommended");
    }

    /// A case before the board.
    pub fn recommended() -> Self {
        let mut hall = Self::reviewed();
        hall.recommend(&hall.case.clone());
        hall
    }

    /// When ballots of these tests close, as a browser types it: in four days.
    pub fn closes(&self) -> String {
        in_days(&self.app, 4)
    }

    /// Opens the ballot; its path, from the first director's mail.
    pub fn open(&mut self) -> String {
        let closes = self.closes();
        self.office.open(&format!("{}/ballot", self.case));
        self.office.fill("closes", closes);
        self.office
            .press("ballot-open-button")
            .says("ballot-opened");
        link_in(&self.app.mail_to(&address(DIRECTORS[0])), "/board/ballots/")
    }

    /// A case on ballot, and the ballot's path.
    pub fn opened() -> (Self, String) {
        let mut hall = Self::recommended();
        let ballot = hall.open();
        (hall, ballot)
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

    /// All vote, and the office counts at once.
    pub fn decide(&mut self, ballot: &str, choices: [&str; 4]) {
        self.vote_all(ballot, choices);
        self.office
            .open(&format!("{}/ballot", self.case))
            .press("ballot-close-button");
    }

    /// A case the board has admitted.
    pub fn admitted() -> Self {
        let (mut hall, ballot) = Self::opened();
        hall.decide(&ballot, ["yes"; 4]);
        hall.office.says("voting-outcome-passed");
        hall
    }

    /// The applicant's path of the same case.
    pub fn own(&self) -> String {
        self.case.replace("/desk/cases/", "/my/applications/")
    }

    /// What the clock does to ballots and agreements, as a server's workers call it.
    pub fn tick(&self) {
        for round in [
            "ballots.running",
            "admission.applications",
            "admission.agreements",
        ] {
            self.app.round(round);
        }
    }

    /// What a worker does to the case's signed agreement.
    pub fn seal(&self) -> Result<(), Fault> {
        let case: CaseId = self.case.rsplit('/').next().unwrap().parse().unwrap();
        let sealer = self.app.sealer();
        actix_web::rt::System::new().block_on(async { sealer.seal(&case).await })
    }

    /// How many mails of this kind were posted.
    pub fn mails(&self, kind: &str) -> usize {
        let all = self.app.mails();
        all.iter().filter(|mail| mail.kind == kind).count()
    }

    /// The newest mail to this person must say the text of this message key, in the chamber's
    /// own language: nobody in these tests has chosen one.
    pub fn told(&self, name: &str, key: &str) {
        let brand = Brand::default();
        let text = Speech::new(brand.lang, &brand).plain(key).to_owned();
        let mail = self.app.mail_to(&address(name));
        let said = mail.text_body.split_whitespace().collect::<String>();
        let wanted = text.split_whitespace().collect::<String>();
        assert!(said.contains(&wanted), "not {text}:\n{}", mail.text_body);
    }

    /// A form posted by hand, as somebody would who doesn't see it on their page.
    pub fn post(&self, who: &Browser, path: &str, fields: &[(&str, &str)]) -> u16 {
        let request = who
            .by_hand(Method::POST, path)
            .header("Origin", &self.app.base);
        request.form(fields).send().unwrap().status().as_u16()
    }
}

/// The assembly's dues a year and its joining fee for members, in fen, from a day on. A first period lasts a
/// whole year whatever day it is in these tests.
pub fn adopt(app: &TestApp, from: &str, (dues, joining): (i64, i64)) {
    let from: Day = from.parse().unwrap();
    let standard = Standard {
        id: StandardId::new(),
        name: format!("Dues from {from}"),
        resolution: "No. 3".into(),
        organ: AdoptedBy::Assembly,
        adopted_on: from,
        valid_from: from,
        joining_fee: Fen(joining),
        levels: vec![("member".into(), Fen(dues))],
        by: String::new(),
        paper: None,
    };
    let adopt = move |tx: &mut Tx| {
        let rules = PeriodRules {
            kind: PeriodKind::Rolling,
            ..PeriodRules::default()
        };
        settings::set(tx, &rules)?;
        dues::adopt(tx, &standard)
    };
    app.db.write_now(&Who::system("test"), adopt).unwrap();
}

/// Where the office's forms about a ballot are posted.
pub fn on_desk(ballot: &str) -> String {
    ballot.replace("/board/", "/desk/")
}

/// The moment so many days from now, as a browser types it in the chamber's zone.
pub fn in_days(app: &TestApp, days: i64) -> String {
    let then = app.clock.now() + TimeDelta::days(days);
    let local = Brand::default().zone.from_utc_datetime(&then);
    local.format("%Y-%m-%dT%H:%M").to_string()
}

/// The clock goes on to the next time it is so many minutes past so many hours where the chamber is.
pub fn wait_until(app: &TestApp, hour: u32, minute: u32) {
    let zone = Brand::default().zone;
    let now = zone.from_utc_datetime(&app.clock.now()).naive_local();
    let then = now.date().and_hms_opt(hour, minute, 0).unwrap();
    let ahead = (then - now).num_seconds().rem_euclid(24 * 3600);
    app.clock.advance(TimeDelta::seconds(ahead));
}

/// Adds a seat and seats this person on it; the first becomes the chair's.
pub fn seat(admin: &mut Browser, name: &str) {
    admin
        .open("/desk/settings/board")
        .fill("label", format!("Seat of {name}"));
    if name == DIRECTORS[0] {
        admin.fill("chair", "on");
    }
    admin.submit("/board/seats");
    admin
        .fill("email", address(name))
        .fill("notice", "Assembly")
        .submit("/person");
}
