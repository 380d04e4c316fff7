//! What the assembly adopted is what the agreement says and what is billed first.
use crate::support::app::{address, link_in};
use crate::support::board::Hall;
use crate::support::sign::{desk, mine, sign};
use diesel::{QueryDsl, RunQueryDsl};
use huiguan::dues;
use huiguan::dues::rules::StandardId;
use huiguan::dues::rules::standard::Standard;
use huiguan::kernel::{Fen, Role, Who};
use huiguan::membership::rules::period::{PeriodKind, PeriodRules};
use huiguan::platform::db::{Conn, Tx};
use huiguan::platform::settings;
use huiguan::schema::invoices;

#[test]
fn the_agreement_and_the_first_bill_say_what_the_assembly_adopted() {
    let mut hall = Hall::recommended();
    let adopt = |tx: &mut Tx| {
        let standard = Standard {
            id: StandardId::new(),
            name: "Dues".into(),
            resolution: "No. 3".into(),
            adopted_on: "2024-01-01".parse().unwrap_or_default(),
            valid_from: "2024-01-01".parse().unwrap_or_default(),
            joining_fee: Fen(100_000),
            levels: vec![("member".into(), Fen(765_400))],
            by: String::new(),
        };
        // Whatever day it is in these tests, the first bill is for a whole year.
        let rules = PeriodRules {
            kind: PeriodKind::Rolling,
            ..PeriodRules::default()
        };
        settings::set(tx, &rules)?;
        dues::adopt(tx, &standard)
    };
    hall.app.db.write_now(&Who::system("test"), adopt).unwrap();
    let ballot = hall.open();
    hall.decide(&ballot, ["yes"; 4]);
    hall.office
        .open(&desk(&hall))
        .press("agreement-make-button")
        .says("agreement-sent");
    let text = hall.applicant.open(&mine(&hall)).text_of("article.paper");
    assert!(text.contains("7,654.00"), "{text}");
    assert!(text.contains("1,000.00"), "{text}");
    let mut shen = hall.app.signed_in("Shen", &[Role::President]);
    let path = mine(&hall);
    sign(&hall.app, &mut hall.applicant, "Applicant", &path);
    let link = link_in(&hall.app.mail_to(&address("Shen")), "/agreement");
    sign(&hall.app, &mut shen, "Shen", &link);
    let billed = |conn: &mut Conn| {
        let totals = invoices::table.select(invoices::total);
        Ok(totals.load::<i64>(conn)?)
    };
    assert_eq!(hall.app.db.read_now(billed).unwrap(), [865_400]);
}
