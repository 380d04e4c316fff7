//! Dues through the real pages: from the first invoice to the closed year.
mod account;
pub mod bank;
mod bank_rows;
mod bank_sheets;
mod books;
mod bounds;
mod brought;
mod doubts;
mod exact;
mod exact_rows;
mod exports;
mod leaving;
pub mod life;
mod lines;
mod missed;
mod money;
mod online;
mod own;
mod plans;
mod printed;
mod quotes;
mod ranks;
mod receipts;
mod returning;
mod returns;
mod runs;
mod shown;
mod stage;
mod stale;
mod standing;
mod stripe;
mod year;

use crate::support::app::{PASSPHRASE, TestApp, address};
use crate::support::browser::Browser;
use chrono::TimeDelta;
use huiguan::companies::{self, rules::Profile};
use huiguan::dues::rules::invoice::Invoice;
use huiguan::dues::rules::standard::{AdoptedBy, Standard};
use huiguan::dues::rules::{StandardId, invoice::State};
use huiguan::dues::{self};
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::time::{day_in, start_of};
use huiguan::kernel::{Day, Fen, Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::membership::rules::standing::Standing;
use huiguan::membership::rules::{Membership, NewMember};
use huiguan::membership::{self};
use huiguan::platform::db::{Fault, Tx};
use huiguan::platform::settings;

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A chamber whose assembly adopted dues: members 5,000 a year, directors 10,000, joining 1,000.
pub struct Chamber {
    pub app: TestApp,
}

impl Chamber {
    pub fn with(rules: PeriodRules) -> Self {
        let chamber = Self {
            app: TestApp::start(),
        };
        chamber.app.person("Treasurer", &[Role::Treasurer]);
        chamber.app.person("President", &[Role::President]);
        chamber.write(move |tx| {
            settings::set(tx, &rules)?;
            dues::adopt(tx, &standard())
        });
        chamber
    }

    pub fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        self.app.db.write_now(&Who::system("test"), act).unwrap()
    }

    /// Moves the clock to ten in the morning of a day.
    pub fn at(&self, to: &str) -> &Self {
        let wanted = start_of(ZONE, day(to)) + TimeDelta::hours(10);
        self.app.clock.advance(wanted - self.app.clock.now());
        self
    }

    pub fn today(&self) -> Day {
        day_in(ZONE, self.app.clock.now())
    }

    pub fn company(&self, name: &str) -> CompanyId {
        let profile = Profile {
            name: name.to_owned(),
            ..Profile::default()
        };
        self.write(move |tx| companies::register(tx, profile.clone()))
            .id
    }

    /// A company joins today, with its first invoice in the same write.
    pub fn joins(&self, name: &str) -> (Membership, Option<Invoice>) {
        let company = self.company(name);
        let joined_on = self.today();
        self.write(move |tx| {
            let new = NewMember {
                company: company.clone(),
                case: None,
                rank: "member".to_owned(),
                joined_on,
                published: true,
            };
            let member = membership::admit(tx, &new)?;
            let invoice = dues::begin(tx, &member.id)?;
            Ok((member, invoice))
        })
    }

    /// The treasurer at the desk, today.
    pub fn treasurer(&self) -> Browser {
        self.person("Treasurer")
    }

    pub fn person(&self, name: &str) -> Browser {
        let mut browser = self.app.browser();
        browser.sign_in(&address(name), PASSPHRASE);
        browser
    }

    pub fn invoices(&self, member: &Membership) -> Vec<Invoice> {
        let company = member.company.clone();
        self.app
            .db
            .read_now(move |conn| dues::of_company(conn, &company))
            .unwrap()
    }

    pub fn standing(&self, member: &Membership) -> Standing {
        let (id, today) = (member.id.clone(), self.today());
        self.app
            .db
            .read_now(move |conn| {
                let rules: PeriodRules = settings::get(conn)?;
                Ok(rules.standing(&membership::load(conn, &id)?.facts, today))
            })
            .unwrap()
    }

    pub fn covered(&self, member: &Membership) -> Option<Day> {
        let id = member.id.clone();
        let found = self
            .app
            .db
            .read_now(move |conn| membership::load(conn, &id));
        found.unwrap().facts.covered_until
    }
}

fn standard() -> Standard {
    Standard {
        id: StandardId::new(),
        name: "Dues".into(),
        resolution: "Assembly of 2025, resolution 3".into(),
        organ: AdoptedBy::Assembly,
        adopted_on: day("2025-12-01"),
        valid_from: day("2026-01-01"),
        joining_fee: Fen(100_000),
        levels: vec![
            ("member".into(), Fen(500_000)),
            ("director".into(), Fen(1_000_000)),
        ],
        by: String::new(),
        paper: None,
    }
}

/// Records a payment on the page of an invoice.
pub fn pay(treasurer: &mut Browser, invoice: &Invoice, amount: &str) {
    treasurer.open(&format!("/desk/dues/invoices/{}", invoice.id));
    treasurer.fill("amount", amount).submit("/pay");
    treasurer.is_at(&format!("/desk/dues/invoices/{}", invoice.id));
}

/// The books must balance.
pub fn balanced(treasurer: &mut Browser) {
    for year in [2026, 2027] {
        treasurer.open(&format!("/desk/dues/ledger?year={year}"));
        let sums = treasurer.text_of("[data-trial]");
        assert!(sums.ends_with("¥0.00"), "{year}: {sums}");
        assert!(sums.starts_with("Sum ¥0.00"), "{year}: {sums}");
    }
}

pub fn state(chamber: &Chamber, invoice: &Invoice) -> State {
    invoice.state(chamber.today())
}
