//! A company's description as posted, and as a form to change it.

use super::rules::{
    Currency, Industry, LegalForm, Odd, Profile, RevenueBand, StaffBand, ten_thousands, website,
};
use crate::kernel::{Day, Say, time};
use crate::say;
use crate::web::Form;

/// The description as a form.
pub fn filled(profile: &Profile) -> Form {
    let founded_on = profile
        .founded_on
        .map(|day| day.to_string())
        .unwrap_or_default();
    Form::of([
        ("name", profile.name.clone()),
        ("name_en", profile.name_en.clone()),
        ("legal_form", profile.legal_form.clone()),
        ("founded_on", founded_on),
        ("capital", profile.capital()),
        ("currency", profile.currency.clone()),
        ("industry", profile.industry.clone()),
        ("staff", profile.staff.clone()),
        ("revenue", profile.revenue.clone()),
        ("address", profile.address.clone()),
        ("website", profile.website.clone()),
        ("introduction", profile.introduction.clone()),
    ])
}

/// What was posted, if nothing is wrong with it. Name and credit code are the office's to change.
pub fn profile(form: &mut Form, before: &Profile, today: Day) -> Option<Profile> {
    let name_en = form.text("name_en", 0..=120);
    let legal_form = form.choice("legal_form", LegalForm::from_word);
    let founded_on = form.date_from("founded_on", time::OLDEST);
    if founded_on.is_some_and(|day| day > today) {
        form.refuse("founded_on", say_odd(Odd::Date));
    }
    let capital = form
        .text("capital", 1..=20)
        .and_then(|text| read(form, "capital", ten_thousands(&text)));
    let currency = form.choice("currency", Currency::from_word);
    let industry = form.choice("industry", Industry::from_word);
    let staff = form.choice("staff", StaffBand::from_word);
    let revenue = form.choice("revenue", RevenueBand::from_word);
    let address = form.text("address", 1..=200);
    let site = form.optional("website", 200).and_then(|text| match text {
        Some(text) => read(form, "website", website(&text)),
        None => Some(String::new()),
    });
    let introduction = form.text("introduction", 1..=2000);
    if form.is_refused() {
        return None;
    }
    Some(Profile {
        name: before.name.clone(),
        credit_code: before.credit_code.clone(),
        name_en: name_en?,
        legal_form: legal_form?.word().to_owned(),
        founded_on,
        capital_fen: capital?,
        currency: currency?.word().to_owned(),
        industry: industry?.word().to_owned(),
        staff: staff?.word().to_owned(),
        revenue: revenue?.word().to_owned(),
        address: address?,
        website: site?,
        introduction: introduction?,
    })
}

fn read<T>(form: &mut Form, field: &str, found: Result<T, Odd>) -> Option<T> {
    found.map_err(|odd| form.refuse(field, say_odd(odd))).ok()
}

fn say_odd(odd: Odd) -> Say {
    match odd {
        Odd::Long(most) => say!("companies-odd-long", most = most),
        odd => say!(odd.key()),
    }
}
