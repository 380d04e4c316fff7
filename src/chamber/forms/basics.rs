//! The plain settings: who the chamber is, its charter, routes, time limits, mail server.

use crate::accounts::rules::judge_passphrase;
use crate::chamber::rules::{ChangeId, Organ, Provider, RankRoute, TimeLimits};
use crate::kernel::brand::{Brand, Contact};
use crate::kernel::{Day, Lang};
use crate::platform::db::Fault;
use crate::platform::mailer::{MailServer, Security};
use crate::platform::secrets::Key;
use crate::say;
use crate::voting::rules::MOST_DAYS;
use crate::web::Form;

/// The first administrator.
pub struct FirstForm {
    pub name: String,
    pub email: String,
    pub passphrase: String,
}

/// Reads the first administrator.
pub fn first_admin(form: &mut Form) -> Option<FirstForm> {
    let name = form.called("name", 1..=60);
    let email = form.email("email");
    // Not trimmed: spaces are part of it.
    let passphrase = form.value("password").to_owned();
    let own = [form.value("name"), form.value("email")];
    if passphrase.is_empty() {
        form.refuse("password", say!("web-form-needed"));
    } else if let Err(say) = judge_passphrase(&passphrase, &own) {
        form.refuse("password", say);
    }
    let (name, email) = (name?, email?);
    (!form.is_refused()).then_some(FirstForm {
        name,
        email,
        passphrase,
    })
}

/// The form that shows who the chamber is.
pub fn fill_identity(brand: &Brand) -> Form {
    let mut form = Form::of([
        ("zone", brand.zone.name()),
        ("currency", brand.currency.as_str()),
        ("lang", brand.lang.tag()),
    ]);
    form.put_trilingual("name", "", &brand.name);
    let contact = &brand.contact;
    form.put_trilingual("intro", "", &contact.intro);
    form.put_trilingual("address", "", &contact.address);
    form.put_trilingual("hours", "", &contact.hours);
    form.put("phone", contact.phone.as_str());
    form.put("email", contact.email.as_str());
    form.put("records", contact.records.join("\n"));
    form
}

/// Reads how the chamber is reached; all of it may be left empty.
fn contact(form: &mut Form) -> Option<Contact> {
    let intro = form.maybe_trilingual("intro", "", 1_000);
    let address = form.maybe_trilingual("address", "", 120);
    let hours = form.maybe_trilingual("hours", "", 120);
    let phone = form.text("phone", 0..=40);
    let email = form
        .maybe("email", Form::email)
        .map(Option::unwrap_or_default);
    let records = form.text("records", 0..=400);
    let lines = |text: String| {
        text.lines()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    };
    Some(Contact {
        intro: intro?,
        address: address?,
        phone: phone?,
        email: email?,
        hours: hours?,
        records: lines(records?),
    })
}

/// Reads who the chamber is; the rest stays as it was.
pub fn identity(form: &mut Form, before: &Brand) -> Option<Brand> {
    let name = form.trilingual("name", "", 80);
    let zone = form.choice("zone", |word| word.parse().ok());
    let currency = form.text("currency", 3..=3).map(|c| c.to_uppercase());
    if currency
        .as_ref()
        .is_some_and(|c| !c.chars().all(|c| c.is_ascii_uppercase()))
    {
        form.refuse("currency", say!("chamber-identity-currency-wrong"));
    }
    let lang = form.choice("lang", Lang::from_tag);
    let contact = contact(form);
    let brand = Brand {
        name: name?,
        zone: zone?,
        currency: currency?,
        lang: lang?,
        contact: contact?,
        mark: before.mark.clone(),
        demo: before.demo,
    };
    (!form.is_refused()).then_some(brand)
}

/// A charter to publish, its file apart.
pub struct CharterForm {
    pub version: String,
    pub title: String,
    pub adopted_on: Day,
    pub body: String,
}

/// Reads a charter.
pub fn charter(form: &mut Form, has_file: bool, today: Day) -> Option<CharterForm> {
    let title = form.text("title", 1..=120);
    let version = form.text("version", 1..=40);
    let adopted_on = form.date("adopted_on");
    if adopted_on.is_some_and(|day| day > today) {
        form.refuse("adopted_on", say!("chamber-charter-future"));
    }
    let body = form.text("body", 0..=100_000);
    if !has_file && body.as_ref().is_some_and(String::is_empty) {
        form.refuse("file", say!("chamber-charter-empty"));
    }
    let read = CharterForm {
        version: version?,
        title: title?,
        adopted_on: adopted_on?,
        body: body?,
    };
    (!form.is_refused()).then_some(read)
}

/// The papers a route can ask for, with the keys of their names.
pub const PAPERS: [(&str, &str); 6] = [
    ("licence", "chamber-paper-licence"),
    ("identity", "chamber-paper-identity"),
    ("authority", "chamber-paper-authority"),
    ("qualification", "chamber-paper-qualification"),
    ("accounts", "chamber-paper-accounts"),
    ("recommendation", "chamber-paper-recommendation"),
];

/// The form that shows a route.
pub fn fill_route(route: &RankRoute) -> Form {
    let mut form = Form::of([("body", route.body.as_str())]);
    form.tick("visit", route.visit);
    form.put("notice_days", route.notice_days.to_string());
    form.put("recommenders", route.recommenders.to_string());
    for paper in &route.papers {
        form.put("papers", paper.as_str());
    }
    form
}

/// Reads a route.
pub fn route(form: &mut Form) -> Option<RankRoute> {
    let body = form.choice("body", Organ::from_word);
    let notice = form.number("notice_days", 0..=90);
    let recommenders = form.number("recommenders", 0..=5);
    let asked = form.values("papers");
    let papers = PAPERS.iter().filter(|(word, _)| asked.contains(word));
    let papers: Vec<String> = papers.map(|(word, _)| (*word).to_owned()).collect();
    Some(RankRoute {
        visit: form.ticked("visit"),
        notice_days: u16::try_from(notice?).ok()?,
        body: body?.word().to_owned(),
        recommenders: u8::try_from(recommenders?).ok()?,
        papers,
    })
}

/// The time limits: their fields, and the keys of their names.
pub const LIMITS: [(&str, &str); 13] = [
    ("answer", "chamber-limit-answer"),
    ("correction", "chamber-limit-correction"),
    ("grace", "chamber-limit-grace"),
    ("assign", "chamber-limit-assign"),
    ("review", "chamber-limit-review"),
    ("visit", "chamber-limit-visit"),
    ("recommend", "chamber-limit-recommend"),
    ("ballot", "chamber-limit-ballot"),
    ("agreement", "chamber-limit-agreement"),
    ("sign", "chamber-limit-sign"),
    ("countersign", "chamber-limit-countersign"),
    ("appeal", "chamber-limit-appeal"),
    ("cooling_off", "chamber-limit-cooling-off"),
];

/// The form that shows the time limits.
pub fn fill_limits(limits: &TimeLimits) -> Form {
    let json = serde_json::to_value(limits).unwrap_or_default();
    Form::of(
        LIMITS
            .iter()
            .map(|(name, _)| (*name, json[*name].to_string())),
    )
}

/// Reads the time limits.
pub fn limits(form: &mut Form) -> Option<TimeLimits> {
    let mut json = serde_json::Map::new();
    for (name, _) in LIMITS {
        // Waiting periods may be none; work needs at least a day.
        let least = i64::from(!["grace", "appeal", "cooling_off"].contains(&name));
        let most = if name == "ballot" { MOST_DAYS } else { 730 };
        if let Some(days) = form.number(name, least..=most) {
            json.insert(name.to_owned(), days.into());
        }
    }
    if form.is_refused() {
        return None;
    }
    serde_json::from_value(json.into()).ok()
}

/// Who is authorised to sign beside the president.
pub struct SignatoryForm {
    pub email: String,
    pub authority: String,
    pub since: Day,
}

/// Reads who is authorised; `Some(None)` if only the president signs.
pub fn signatory(form: &mut Form) -> Option<Option<SignatoryForm>> {
    form.maybe("email", |form, name| {
        let email = form.email(name);
        let authority = form.text("authority", 1..=200);
        let since = form.date("since");
        Some(SignatoryForm {
            email: email?,
            authority: authority?,
            since: since?,
        })
    })
}

/// Which change that waits a form is about.
#[must_use]
pub fn change(form: &Form) -> Option<ChangeId> {
    form.value("change").parse().ok()
}

/// The form that shows the mail server; its password never.
pub fn fill_mail_server(server: &MailServer) -> Form {
    let mut form = Form::of([
        ("host", server.host.as_str()),
        ("user", &server.user),
        ("from_address", &server.from_address),
        ("from_name", &server.from_name),
    ]);
    let port = if server.port == 0 { 587 } else { server.port };
    form.put("port", port.to_string());
    form.put("security", server.security.word());
    form
}

/// Fills in the server of a provider that was chosen, where nothing else was typed: host, port and TLS, and the
/// address as the account, which all of them want. Then the fields speak for themselves.
fn choose_provider(form: &mut Form) {
    let Some(provider) = Provider::from_word(form.value("provider")) else {
        return;
    };
    for (name, value) in [
        ("host", provider.host().to_owned()),
        ("port", Provider::PORT.to_string()),
        ("security", Security::Tls.word().to_owned()),
    ] {
        if form
            .changed(name)
            .is_none_or(|typed| typed.trim().is_empty())
        {
            form.set(name, value);
        }
    }
    if form.value("user").trim().is_empty() {
        form.set("user", form.value("from_address").to_owned());
    }
    form.set("provider", "");
}

/// Reads the mail server; a provider that was chosen says what was not typed. An empty password keeps the one there was, for the same host only.
pub fn mail_server(
    form: &mut Form,
    before: &MailServer,
    key: &Key,
) -> Result<Option<MailServer>, Fault> {
    choose_provider(form);
    let host = form.text("host", 1..=200);
    let port = form.number("port", 1..=65_535);
    let security = form.choice("security", Security::from_word);
    let user = form.text("user", 0..=200);
    let from_address = form.email("from_address");
    let from_name = form.text("from_name", 0..=80);
    let typed = form.value("password").to_owned();
    let (Some(host), Some(port), Some(security), Some(user), Some(from_address), Some(from_name)) =
        (host, port, security, user, from_address, from_name)
    else {
        return Ok(None);
    };
    let password_sealed = match (user.is_empty(), typed.is_empty()) {
        (true, _) => String::new(),
        (false, true) if before.password_sealed.is_empty() || before.host != host => {
            form.refuse("password", say!("web-form-needed"));
            return Ok(None);
        }
        (false, true) => before.password_sealed.clone(),
        (false, false) => key.seal(typed.as_bytes())?,
    };
    Ok(Some(MailServer {
        host,
        port: u16::try_from(port).unwrap_or(587),
        security,
        user,
        password_sealed,
        from_address,
        from_name,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_as_they_were_shown() {
        let changed = TimeLimits {
            cooling_off: 0,
            ..TimeLimits::default()
        };
        assert_eq!(limits(&mut fill_limits(&changed)), Some(changed));
        let no_visit = RankRoute {
            visit: false,
            recommenders: 3,
            ..RankRoute::default()
        };
        assert_eq!(route(&mut fill_route(&no_visit)), Some(no_visit));
        let brand = Brand::default();
        assert_eq!(identity(&mut fill_identity(&brand), &brand), Some(brand));
    }

    #[test]
    fn work_that_may_take_no_day_is_refused() {
        let mut form = fill_limits(&TimeLimits {
            review: 0,
            ..TimeLimits::default()
        });
        assert!(limits(&mut form).is_none() && form.error("review").is_some());
    }
}
