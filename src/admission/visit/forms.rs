//! Posted forms of a visit, read into clean values; and a plan or a card as a form.

use crate::admission::visit::rules::{
    CARD_MOST, Card, CardState, Chosen, Fields, Host, Plan, Visit,
};
use crate::kernel::Moment;
use crate::kernel::id::PersonId;
use crate::kernel::text;
use crate::say;
use crate::web::Form;
use chrono::TimeZone;
use chrono_tz::Tz;

/// Most characters of a reason, an addendum, a comment.
const WORDS: usize = 3000;

/// The plan.
pub fn plan(form: &mut Form, zone: Tz) -> Option<Plan> {
    let purpose = form.text("purpose", 1..=500);
    let address = form.text("address", 1..=200);
    let (starts, ends) = (form.moment("starts", zone), form.moment("ends", zone));
    let name = form.text("host_name", 1..=60);
    let phone = form.text("host_phone", 0..=40);
    let email = host_email(form);
    let visitors = visitors(form);
    Some(Plan {
        purpose: purpose?,
        address: address?,
        starts: starts?,
        ends: ends?,
        host: Host {
            name: name?,
            phone: phone?,
            email: email?,
        },
        visitors,
    })
}

fn host_email(form: &mut Form) -> Option<String> {
    match form.value("host_email").trim() {
        "" => Some(String::new()),
        typed => match text::email(typed) {
            Some(email) => Some(email),
            None => {
                form.refuse("host_email", say!("web-form-email"));
                None
            }
        },
    }
}

/// The visitors that are ticked; without a choice of lead the first leads.
fn visitors(form: &mut Form) -> Vec<Chosen> {
    let people: Vec<PersonId> = form
        .values("visitor")
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    let chosen = form.value("leads").parse::<PersonId>().ok();
    let lead = chosen
        .filter(|id| people.contains(id))
        .or_else(|| people.first().cloned());
    people
        .into_iter()
        .map(|person| Chosen {
            role: form
                .value(&format!("role-{person}"))
                .trim()
                .chars()
                .take(60)
                .collect(),
            leads: Some(&person) == lead.as_ref(),
            person,
        })
        .collect()
}

/// A moment as a browser's field wants it, in the chamber's zone.
pub fn local(at: Moment, zone: Tz) -> String {
    zone.from_utc_datetime(&at)
        .format("%Y-%m-%dT%H:%M")
        .to_string()
}

/// The plan as it stands, as a form.
pub fn of_plan(visit: &Visit, zone: Tz) -> Form {
    let mut form = Form::of([
        ("purpose", visit.purpose.clone()),
        ("address", visit.address.clone()),
        ("starts", local(visit.starts, zone)),
        ("ends", local(visit.ends, zone)),
        ("host_name", visit.host.name.clone()),
        ("host_phone", visit.host.phone.clone()),
        ("host_email", visit.host.email.clone()),
    ]);
    for visitor in visit.party() {
        form.put("visitor", visitor.person.as_str());
        form.put(&format!("role-{}", visitor.person), visitor.role.as_str());
        if visitor.leads {
            form.put("leads", visitor.person.as_str());
        }
    }
    form
}

/// Why something is done, or what is added.
pub fn words(form: &mut Form, name: &str) -> Option<String> {
    form.text(name, 1..=WORDS)
}

/// A card: the version it was written on top of, and its texts. Only what is too long is refused.
pub fn card(form: &mut Form, card: &Card) -> Option<(i64, Fields)> {
    let base = form.value("version").parse().unwrap_or(0);
    let mut fields = Fields::new();
    for name in card.fields() {
        let text = form.text(&name, 0..=CARD_MOST)?;
        fields.insert(name, text.replace("\r\n", "\n"));
    }
    Some((base, fields))
}

/// A card as a form.
pub fn of_card(state: &CardState) -> Form {
    let mut form = Form::of(state.fields.iter().map(|(k, v)| (k.clone(), v.clone())));
    form.put("version", state.version.to_string());
    form
}
