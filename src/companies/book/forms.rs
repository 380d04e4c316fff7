//! Contacts and notes of calls as posted.

use super::rules::{About, Contact, Noted, Said, Way};
use crate::companies::rules::{email, phone};
use crate::kernel::Day;
use crate::say;
use crate::web::Form;

/// A contact as a form to change it.
pub fn filled(contact: &Contact) -> Form {
    let said = contact.said.clone();
    let mut form = Form::of([
        ("name", said.name),
        ("post", said.post),
        ("phone", said.phone),
        ("tel", said.tel),
        ("email", said.email),
        ("wechat", said.wechat),
        ("way", said.way.map_or("", Way::word).to_owned()),
    ]);
    for about in said.abouts {
        form.put("abouts", about.word());
    }
    form
}

/// What was posted of a contact, if nothing is wrong with it. One number or address has to be there, and
/// the way that is chosen.
pub fn contact(form: &mut Form) -> Option<Said> {
    let (name, post) = (form.text("name", 1..=40), form.text("post", 0..=40));
    let phone_ = number(form, "phone");
    let tel = number(form, "tel");
    let email_ = form.maybe("email", |form, name| {
        let read = email(form.value(name));
        read.map_err(|odd| form.refuse(name, say!(odd.key()))).ok()
    });
    let wechat = form.text("wechat", 0..=40);
    let way = form.maybe("way", |form, name| form.choice(name, Way::from_word));
    let abouts = form.values("abouts");
    let abouts = About::ALL
        .into_iter()
        .filter(|about| abouts.contains(&about.word()))
        .collect();
    let said = Said {
        name: name?,
        post: post?,
        phone: phone_?.unwrap_or_default(),
        tel: tel?.unwrap_or_default(),
        email: email_?.unwrap_or_default(),
        wechat: wechat?,
        abouts,
        way: way?,
    };
    let reached = match said.way {
        Some(Way::Phone) => !said.phone.is_empty() || !said.tel.is_empty(),
        Some(Way::Email) => !said.email.is_empty(),
        Some(Way::Wechat) => !said.wechat.is_empty(),
        None => true,
    };
    if !reached {
        form.refuse("way", say!("companies-contact-way-missing"));
    }
    let ways = [&said.phone, &said.tel, &said.email, &said.wechat];
    if ways.iter().all(|way| way.is_empty()) {
        form.refuse("phone", say!("companies-contact-no-way"));
    }
    (!form.is_refused()).then_some(said)
}

fn number(form: &mut Form, name: &str) -> Option<Option<String>> {
    form.maybe(name, |form, name| {
        let read = phone(form.value(name));
        read.map_err(|odd| form.refuse(name, say!(odd.key()))).ok()
    })
}

/// A note of a call: not of one that is to come, and to be answered on no day before it.
pub fn call(form: &mut Form, today: Day) -> Option<Noted> {
    let with = form.text("call_with", 1..=40);
    let held_on = form.date("call_on");
    if held_on.is_some_and(|day| day > today) {
        form.refuse("call_on", say!("companies-odd-date"));
    }
    let said = form.text("call_said", 1..=2000);
    let follow_up = form.maybe("call_follow", Form::date);
    if let (Some(held_on), Some(Some(day))) = (held_on, follow_up)
        && day < held_on
    {
        form.refuse("call_follow", say!("companies-call-follow-early"));
    }
    let noted = (with?, held_on?, said?, follow_up?);
    (!form.is_refused()).then_some(noted)
}
