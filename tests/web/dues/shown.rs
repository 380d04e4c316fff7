//! What a page offers is what its reader may do, in words that hold.
use super::{Chamber, balanced};
use huiguan::kernel::Role;
use huiguan::membership::rules::period::PeriodRules;

#[test]
fn only_who_may_take_a_company_back_is_offered_to() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, _) = chamber.joins("晨光机械有限公司");
    let mut office = chamber.app.signed_in("Lin", &[Role::Secretary]);
    office
        .open(&format!("/desk/members/{}", member.id))
        .fill("why", "Letter")
        .submit("/end");
    let account = format!("/desk/dues/companies/{}", member.company);
    let mut treasurer = chamber.treasurer();
    treasurer.open(&account);
    assert!(!treasurer.has("form[action$='/back']"));
    office
        .open(&account)
        .fill("back_why", "A mistake")
        .submit("/back")
        .is_at(&account);
    balanced(&mut treasurer);
}

#[test]
fn a_history_names_ranks_and_goes_by_its_days() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (member, _) = chamber.joins("晨光机械有限公司");
    chamber.at("2026-11-30");
    let mut admin = chamber.app.signed_in("Lin", &[Role::Admin]);
    for (rank, on, why) in [
        ("director", "2026-10-01", "Autumn board"),
        ("director", "2026-03-01", "Spring board"),
    ] {
        admin
            .open(&format!("/desk/dues/companies/{}", member.company))
            .fill("rank", rank)
            .fill("on", on)
            .fill("rank_why", why)
            .submit("/rank");
    }
    admin.open(&format!("/desk/members/{}", member.id));
    admin.misses("member director").sees(" → ");
    let text = admin.text();
    let at = |why: &str| text.find(why).unwrap();
    assert!(at("Spring board") < at("Autumn board"), "{text}");
}

#[test]
fn one_bound_of_instalments_is_told() {
    let chamber = Chamber::with(PeriodRules::default());
    chamber.at("2026-01-01");
    let (_, invoice) = chamber.joins("晨光机械有限公司");
    let mut treasurer = chamber.treasurer();
    for parts in ["13", "61"] {
        treasurer
            .open(&format!(
                "/desk/dues/invoices/{}",
                invoice.as_ref().unwrap().id
            ))
            .fill("relief", "parts")
            .fill("parts", parts)
            .fill("first", "2026-01-31")
            .fill("why", "Asked for")
            .submit("/relief");
        treasurer.is_refused_at("parts").sees("from 2 to 12");
    }
}
