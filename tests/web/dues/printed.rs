//! Invoices, credit notes and receipts as PDF: who gets them, under which name, and how they are found.
use super::{Chamber, pay};
use crate::support::app::address;
use crate::support::browser::Browser;
use huiguan::accounts;
use huiguan::kernel::Powers;
use huiguan::membership::rules::period::PeriodRules;

/// Gets a PDF and gives the name it is saved under.
fn pdf(who: &mut Browser, path: &str) -> String {
    who.open(path);
    assert!(who.answer().bytes.starts_with(b"%PDF-1.7"), "{path}");
    let answer = who.by_hand(reqwest::Method::GET, path).send().unwrap();
    let named = answer.headers()["content-disposition"].to_str().unwrap();
    named.rsplit("UTF-8''").next().unwrap().to_owned()
}

#[test]
fn the_office_and_who_pays_get_the_papers_and_nobody_else() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, invoice) = chamber.joins("晨光机械有限公司");
    let invoice = invoice.unwrap();
    let link = |name: &str, powers| {
        let (person, company) = (chamber.app.person(name, &[]), member.company.clone());
        chamber.write(move |tx| accounts::link_company(tx, &company, &person, "Manager", powers));
    };
    let clerk = Powers {
        submit: true,
        ..Powers::default()
    };
    link("Owner", Powers::ALL);
    link("Clerk", clerk);
    let mut treasurer = chamber.treasurer();
    let page = format!("/desk/dues/invoices/{}", invoice.id);
    treasurer
        .open(&page)
        .fill("relief", "waive")
        .fill("waive", "500")
        .fill("why", "Between us")
        .submit("/relief");
    pay(&mut treasurer, &invoice, "6000");
    let desk = [
        treasurer.open(&page).link("/invoice.pdf"),
        treasurer.link("/note.pdf"),
        {
            treasurer.click("R2026-00001");
            treasurer.link("/receipt.pdf")
        },
    ];
    let mut owner = chamber.person("Owner");
    let home = format!("/my/dues/{}", member.company);
    let names = [
        "Invoice%20D2026-00001.pdf",
        "Credit%20note%20C2026-00001.pdf",
        "Receipt%20R2026-00001.pdf",
    ];
    let mut stranger = chamber.app.signed_in("Stranger", &[]);
    for ((path, name), end) in desk.iter().zip(names).zip(["invoice", "note", "receipt"]) {
        assert_eq!(pdf(&mut treasurer, path), name);
        let own = owner.open(&home).link(&format!("/{end}.pdf"));
        assert_eq!(&own, path, "the same paper for both");
        assert_eq!(pdf(&mut owner, &own), name);
        for other in ["Clerk", "President"] {
            let status = chamber.person(other).go(path);
            assert_eq!(status, if other == "Clerk" { 404 } else { 200 }, "{path}");
        }
        assert_eq!(stranger.go(path), 404, "{path}");
    }
    let mail = chamber.app.mail_to(&address("Owner"));
    assert!(mail.text_body.contains(&desk[2]), "{}", mail.text_body);
}

#[test]
fn what_is_given_up_as_lost_has_no_credit_note_for_the_company() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    let page = format!("/desk/dues/invoices/{}", invoice.unwrap().id);
    let mut president = chamber.person("President");
    president
        .open(&page)
        .fill("write_off_why", "They are gone")
        .submit("/write-off");
    president.open(&page).sees("C2026-00001");
    assert!(!president.answer().body.contains("/note.pdf"));
    let id: String = chamber.write(|tx| {
        use diesel::prelude::*;
        use huiguan::schema::credit_notes;
        Ok(credit_notes::table
            .select(credit_notes::id)
            .first(tx.conn())?)
    });
    assert_eq!(president.go(&format!("/dues/notes/{id}/note.pdf")), 404);
}
