//! A board of nine in an empty database, on SQLite and, where a server is named, on PostgreSQL.

use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Actor, Who};
use huiguan::platform::clock::Clock;
use huiguan::platform::db::{Db, Fault, Options, Tx};
use huiguan::platform::migrate;
use huiguan::voting;
use huiguan::voting::rules::{BallotId, Choice, Closed, CountingRule, NewSeat, Opening};

/// Where a test meets.
pub struct Hall {
    pub db: Db,
    pub clock: Clock,
    pub directors: Vec<PersonId>,
    _folder: Option<tempfile::TempDir>,
}

/// One hall on each database there is.
pub fn halls() -> Vec<Hall> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("hall.db").display());
    let mut halls = vec![Hall::at(url, Some(folder))];
    if let Some(server) = std::env::var("HUIGUAN_TEST_POSTGRES")
        .ok()
        .filter(|s| !s.is_empty())
    {
        halls.push(Hall::at(new_database(&server), None));
    }
    halls
}

fn new_database(server: &str) -> String {
    let name = format!("voting_{}", PersonId::new().as_str().replace('-', ""));
    let options = options(server.to_owned(), Clock::default());
    let mut conn = Db::open(options).unwrap().connect().unwrap();
    conn.batch_execute(&format!("CREATE DATABASE {name}"))
        .unwrap();
    let (host, _) = server.rsplit_once('/').unwrap();
    format!("{host}/{name}")
}

fn options(url: String, clock: Clock) -> Options {
    Options {
        url,
        clock,
        public_url: "http://127.0.0.1".into(),
        rehearse: false,
    }
}

impl Hall {
    fn at(url: String, folder: Option<tempfile::TempDir>) -> Self {
        let clock = Clock::default();
        let db = Db::open(options(url, clock.clone())).unwrap();
        migrate::run(&db).unwrap();
        let directors = (0..9).map(|_| PersonId::new()).collect();
        Self {
            db,
            clock,
            directors,
            _folder: folder,
        }
    }

    /// A second server on the same database.
    pub fn second_server(&self) -> Db {
        Db::open(options(self.db.url().to_owned(), self.clock.clone())).unwrap()
    }

    /// A ballot of the nine, open now and for a day.
    pub fn opening(&self, rule: CountingRule) -> Opening {
        let now = self.clock.now();
        Opening {
            subject_kind: "motion",
            subject_id: "m1".into(),
            title: "A question".into(),
            rule,
            authorised: 9,
            seats: self.seats(),
            chair_seat: Some("s0".into()),
            pack_hash: "ab".repeat(32),
            opens_at: now,
            closes_at: now + TimeDelta::days(1),
        }
    }

    pub fn seats(&self) -> Vec<NewSeat> {
        let seat = |(i, person): (usize, &PersonId)| NewSeat {
            seat: format!("s{i}"),
            label: format!("Director {i}"),
            person: person.clone(),
            recused: None,
        };
        self.directors.iter().enumerate().map(seat).collect()
    }

    pub fn open(&self, opening: Opening) -> Result<BallotId, Fault> {
        self.as_office(move |tx| voting::open(tx, &opening))
    }

    /// A ballot under the usual rule.
    pub fn opened(&self) -> BallotId {
        self.open(self.opening(CountingRule::default())).unwrap()
    }

    pub fn cast(&self, ballot: &BallotId, director: usize, choice: Choice) -> Result<i32, Fault> {
        let ballot = ballot.clone();
        self.as_director(director, move |tx| voting::cast(tx, &ballot, choice, None))
    }

    /// Directors vote in their order.
    pub fn vote(&self, ballot: &BallotId, choices: &[Choice]) {
        for (director, choice) in choices.iter().enumerate() {
            self.cast(ballot, director, *choice).unwrap();
        }
    }

    pub fn close(&self, ballot: &BallotId) -> Result<Closed, Fault> {
        let ballot = ballot.clone();
        self.as_office(move |tx| voting::close(tx, &ballot))
    }

    pub fn annul(&self, ballot: &BallotId, why: &'static str) -> Result<(), Fault> {
        let ballot = ballot.clone();
        self.as_office(move |tx| voting::annul(tx, &ballot, why))
    }

    pub fn result(&self, ballot: &BallotId) -> Option<Closed> {
        let now = self.clock.now();
        self.db
            .read_now(|conn| voting::result(conn, ballot, now))
            .unwrap()
    }

    pub fn flaws(&self) -> Vec<String> {
        let report = self.db.read_now(voting::verify).unwrap();
        report
            .flaws
            .into_iter()
            .map(|f| format!("{}: {}", f.row, f.what))
            .collect()
    }

    pub fn a_day_later(&self) {
        self.clock
            .advance(TimeDelta::days(1) + TimeDelta::minutes(1));
    }

    pub fn as_office<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.db.write_now(&Who::system("test"), work)
    }

    pub fn as_director<T: Send + 'static>(
        &self,
        director: usize,
        work: impl Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.db.write_now(&who(&self.directors[director]), work)
    }

    /// Plain SQL past everything, as somebody with the file in hand could.
    pub fn tamper(&self, sql: &str) {
        self.db.connect().unwrap().batch_execute(sql).unwrap();
    }
}

/// This person, signed in.
pub fn who(person: &PersonId) -> Who {
    let actor = Actor {
        id: person.clone(),
        name: "A director".into(),
        email: "director@example.test".into(),
        lang: None,
        roles: vec![],
        firms: vec![],
        second_factor: false,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    Who {
        actor: Some(actor),
        ..Who::default()
    }
}

/// The key of a refusal.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, Fault>) -> String {
    match result {
        Err(Fault::Refused(say)) => say.key.into_owned(),
        other => panic!("no refusal: {other:?}"),
    }
}
