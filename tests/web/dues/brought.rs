//! What members bring is kept within bounds: slips of an invoice that wait, bytes a day.
use super::{Chamber, pay};
use crate::support::apply::PDF;
use crate::support::browser::Browser;
use huiguan::accounts;
use huiguan::dues::rules::invoice::Invoice;
use huiguan::kernel::id::PersonId;
use huiguan::kernel::{Actor, Powers, Who};
use huiguan::membership::rules::period::PeriodRules;
use huiguan::platform::files;

/// A chamber with an invoice, who acts for its company, and the page where they send slips.
fn owing() -> (Chamber, Invoice, PersonId, String) {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let owner = chamber.app.person("Owner", &[]);
    let (person, company) = (owner.clone(), member.company.clone());
    chamber.write(move |tx| accounts::link_company(tx, &company, &person, "Manager", Powers::ALL));
    let home = format!("/my/dues/{}", member.company);
    (chamber, invoice.unwrap(), owner, home)
}

fn send(owner: &mut Browser, home: &str) {
    owner.open(home).fill("amount", "6000");
    owner.attach("file", "slip.pdf", PDF).submit("/slip");
}

#[test]
fn a_few_slips_of_an_invoice_wait_and_others_come_once_these_were_checked() {
    let (chamber, invoice, _, home) = owing();
    let mut owner = chamber.person("Owner");
    for _ in 0..5 {
        send(&mut owner, &home);
        owner.is_at(&home);
    }
    send(&mut owner, &home);
    owner.is_refused_at("file");
    pay(&mut chamber.treasurer(), &invoice, "1000");
    send(&mut owner, &home);
    owner.is_at(&home);
}

#[test]
fn one_person_brings_so_many_bytes_a_day_and_goes_on_the_day_after() {
    let (chamber, _, owner, home) = owing();
    let actor = Actor {
        id: owner,
        name: "Owner".to_owned(),
        email: String::new(),
        lang: None,
        roles: vec![],
        firms: vec![],
        second_factor: false,
        must_set_up_second_factor: false,
        session: String::new(),
    };
    let who = Who {
        actor: Some(actor),
        ..Who::default()
    };
    let bring = |bytes: usize| {
        let db = &chamber.app.db;
        db.write_now(&who, move |tx| files::bring(tx, &[bytes]))
    };
    assert!(bring((400 << 20) - 1).is_ok());
    assert!(bring(2).is_err(), "one byte too much");
    assert!(bring(1).is_ok(), "what was refused doesn't count");
    let mut owner = chamber.person("Owner");
    send(&mut owner, &home);
    owner.is_refused_at("file");
    owner.sees("400 MB a day");
    chamber.at("2026-01-03");
    let mut owner = chamber.person("Owner");
    send(&mut owner, &home);
    owner.is_at(&home);
}
