//! Exact lines of a statement: booked together they leave the same rows as one by one, whatever else stands
//! in the statement. Runs on the database that the tests run on.
use super::bank::import;
use super::exact_rows::rows;
use super::{Chamber, day};
use crate::support::database::open;
use diesel::prelude::*;
use futures_util::future::{BoxFuture, FutureExt, join};
use huiguan::dues::rules::invoice::Invoice;
use huiguan::dues::{self, BookingExact};
use huiguan::kernel::id::CompanyId;
use huiguan::kernel::{Actor, Role, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::audit::{Chain, verify};
use huiguan::platform::db::{Conn, Fault, Tx};
use huiguan::platform::runs::{self, Run, RunId, Steps, Work};
use huiguan::schema::{company_people, instalments};

/// Books as [`BookingExact`] does, each line by itself.
#[derive(Clone, Copy)]
struct OneByOne;

type Line = <BookingExact as Work>::Step;

impl Work for OneByOne {
    const KIND: &'static str = BookingExact::KIND;
    type Ready = ();
    type Step = Line;

    fn ready<'a>(&'a self, _: &'a Run) -> BoxFuture<'a, Result<(), Fault>> {
        std::future::ready(Ok(())).boxed()
    }

    fn next(&self, conn: &mut Conn, ready: &(), run: &Run) -> Result<Steps<Line>, Fault> {
        BookingExact.next(conn, ready, run)
    }

    fn about(&self, line: &Line) -> String {
        BookingExact.about(line)
    }

    fn put(&self, tx: &mut Tx, ready: &(), run: &mut Run, line: &Line) -> Result<(), Fault> {
        BookingExact.put(tx, ready, run, line)
    }
}

/// Somebody who pays for a company, and owns it where `n` is even.
fn acts(chamber: &Chamber, n: usize, company: &CompanyId) {
    let payer = chamber.app.person(&format!("Payer {n}"), &[]);
    let company = company.clone();
    chamber.write(move |tx| {
        let now = tx.now();
        diesel::insert_into(company_people::table)
            .values((
                company_people::company_id.eq(&company),
                company_people::person_id.eq(&payer),
                company_people::post.eq(""),
                company_people::owner.eq(n.is_multiple_of(2)),
                company_people::can_submit.eq(false),
                company_people::can_sign.eq(false),
                company_people::can_pay.eq(true),
                company_people::can_register.eq(false),
                company_people::since.eq(now),
            ))
            .execute(tx.conn())?;
        Ok(())
    });
}

fn in_parts(chamber: &Chamber, invoice: &Invoice) {
    let id = invoice.id.clone();
    chamber.write(move |tx| {
        for (place, due) in [(0, "2026-02-01"), (1, "2026-08-01")] {
            diesel::insert_into(instalments::table)
                .values((
                    instalments::invoice_id.eq(&id),
                    instalments::place.eq(place),
                    instalments::due_on.eq(day(due)),
                    instalments::amount.eq(300_000i64),
                ))
                .execute(tx.conn())?;
        }
        Ok(())
    });
}

/// A chamber with a statement of every kind of line. Gives it with the statement's id.
fn chamber() -> (Chamber, String) {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let member = |n: usize| chamber.joins(&format!("第{n}企业有限公司"));
    let all: Vec<_> = (0..30).map(member).collect();
    let invoice = |n: usize| all[n].1.clone().unwrap();
    let reference = |n: usize| invoice(n).reference;
    for (n, (member, _)) in all.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        acts(&chamber, n, &member.company);
    }
    let mut treasurer = chamber.treasurer();
    // One member is billed for its next year too; another pays in parts; a third has paid a part.
    treasurer
        .open(&format!("/desk/dues/companies/{}", all[7].0.company))
        .submit("/renew");
    let next = chamber.invoices(&all[7].0).remove(0);
    assert_ne!(next.id, invoice(7).id);
    in_parts(&chamber, &invoice(9));
    super::pay(&mut treasurer, &invoice(11), "1,000.00");
    let mut text = String::from("交易日期,收入,对方户名,附言\n");
    let mut line = |on: &str, amount: &str, said: &str| {
        let n = text.lines().count();
        text += &format!("{on},{amount},付款人{n},{said}\n");
    };
    for n in 0..9 {
        line("2026-01-01", "6000", &format!("会费 {}", reference(n)));
    }
    // What is paid already, what nobody owes, too much, and two companies at once.
    line("2026-01-01", "6000", &reference(3));
    line("2026-01-01", "88", "利息");
    line("2026-01-01", "6000.01", &reference(10));
    line(
        "2026-01-01",
        "12000",
        &format!("{} {}", reference(13), reference(12)),
    );
    // In parts, the rest of one, of tomorrow, a member's next year, from before there was a chamber.
    line("2026-01-01", "6000", &reference(9));
    line("2026-01-01", "5000", &reference(11));
    line("2026-01-02", "6000", &reference(14));
    line("2026-01-01", "5000", &next.reference);
    line("2024-05-01", "6000", &reference(15));
    for n in 14..30 {
        line("2026-01-01", "6000", &reference(n));
    }
    import(&mut treasurer, text.as_bytes());
    let id = treasurer.path().rsplit('/').next().unwrap().to_owned();
    (chamber, id)
}

pub fn teller(chamber: &Chamber) -> Who {
    let actor = Actor {
        id: chamber.app.person("Teller", &[Role::Treasurer]),
        name: "Teller".to_owned(),
        email: String::new(),
        lang: None,
        roles: vec![Role::Treasurer],
        firms: vec![],
        second_factor: true,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    Who {
        actor: Some(actor),
        ..Who::system("test")
    }
}

/// Books a statement's exact lines in as many writes as a worker makes.
fn carried(chamber: &Chamber, statement: &str, work: &impl Work) -> Run {
    let id = statement.parse().unwrap();
    let begin = move |tx: &mut Tx| dues::bank::book_exact(tx, &id);
    let db = &chamber.app.db;
    let run: RunId = db.write_now(&teller(chamber), begin).unwrap();
    let carried = runs::carry_on(db, work, &run, None);
    assert!(
        actix_web::rt::System::new().block_on(carried).unwrap(),
        "it is over"
    );
    db.read_now(|conn| runs::run(conn, &run)).unwrap()
}

/// Two servers carry the same run at once.
fn by_two(chamber: &Chamber, statement: &str) -> Run {
    let id = statement.parse().unwrap();
    let begin = move |tx: &mut Tx| dues::bank::book_exact(tx, &id);
    let app = &chamber.app;
    let run: RunId = app.db.write_now(&teller(chamber), begin).unwrap();
    let other = open(app.database_url(), app.clock.clone());
    let both = join(
        runs::carry_on(&app.db, &BookingExact, &run, None),
        runs::carry_on(&other, &BookingExact, &run, None),
    );
    let (one, two) = actix_web::rt::System::new().block_on(both);
    assert!(one.unwrap() | two.unwrap(), "one of them saw it through");
    app.db.read_now(|conn| runs::run(conn, &run)).unwrap()
}

/// Books them in one write, as many together as there are.
fn at_once(chamber: &Chamber, statement: &str) -> Run {
    let id = statement.parse().unwrap();
    let all = move |tx: &mut Tx| {
        let run = dues::bank::book_exact(tx, &id)?;
        runs::all_at_once(tx, &BookingExact, &(), &run)
    };
    let who = teller(chamber);
    chamber.app.db.write_now(&who, all).unwrap()
}

#[test]
fn lines_booked_together_leave_the_same_rows_as_one_by_one() {
    let (one, statement) = chamber();
    let run = carried(&one, &statement, &OneByOne);
    let expected = rows(&one, &run);
    // Nine, two companies' one, that in parts, the rest of one, the next year, and sixteen.
    assert_eq!((run.seen, run.done), (34, 29));
    let left_out = expected.iter().filter(|row| row.starts_with("left out"));
    assert_eq!(
        left_out.count(),
        3,
        "of tomorrow, from before, and what is paid already"
    );
    let (some, statement) = chamber();
    let in_some = carried(&some, &statement, &BookingExact);
    let (whole, statement) = chamber();
    let in_one = at_once(&whole, &statement);
    let (shared, statement) = chamber();
    let in_two = by_two(&shared, &statement);
    for (chamber, run) in [(&some, &in_some), (&whole, &in_one), (&shared, &in_two)] {
        assert_eq!((run.seen, run.done), (34, 29));
        let found = rows(chamber, run);
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(found, expected);
        }
        assert_eq!(found.len(), expected.len());
        let chain = chamber.app.db.read_now(verify).unwrap();
        assert!(matches!(chain, Chain::Whole(..)), "{chain:?}");
    }
}

#[test]
fn lines_booked_together_cost_less_than_a_statement_each() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let mut text = String::from("交易日期,收入,对方户名,附言\n");
    for n in 0..80 {
        let (_, invoice) = chamber.joins(&format!("第{n}企业有限公司"));
        text += &format!("2026-01-01,6000,付款人{n},{}\n", invoice.unwrap().reference);
    }
    let mut treasurer = chamber.treasurer();
    import(&mut treasurer, text.as_bytes());
    let id = treasurer.path().rsplit('/').next().unwrap().to_owned();
    let before = chamber.app.db.statements();
    assert_eq!(at_once(&chamber, &id).done, 80);
    let sent = chamber.app.db.statements() - before;
    assert!(sent < 80, "{sent} statements");
}
