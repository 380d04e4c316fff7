//! The office's list of companies, and the page of one.

use actix_web::web;
use askama::Template;

use crate::accounts::{self, Colleague, Fresh};
use crate::companies::acts::people::{self, is_orphan};
use crate::companies::book::rules::{Call as Talk, Contact, waits};
use crate::companies::book::{self, NoteCalls};
use crate::companies::policy::{FindCases, HelpCompany, SeeCompanies};
use crate::companies::rules::{Industry, Power, StaffBand};
use crate::companies::store::{self, Company, Filter, Sort};
use crate::kernel::credit_code::CreditCode;
use crate::kernel::id::CompanyId;
use crate::kernel::{Day, Say};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::platform::lists::{List, may};
use crate::say;
use crate::web::export::{self, Cell, Column};
use crate::web::listing::{Ask, Paged};
use crate::web::{Call, Form, May, Reply, Sent};

/// The companies known to the chamber.
pub const LIST: List = List {
    path: "/desk/companies",
    title: "companies-list-title",
    filters: &["industry", "staff"],
    sorted: "name",
    sees: may::<SeeCompanies>,
};

#[derive(Template)]
#[template(path = "companies/list.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    list: Paged<Company>,
}

/// `GET /desk/companies?q=…&industry=C&staff=u100&sort=-created&page=2&export=csv`
pub async fn list(_: May<SeeCompanies>, call: Call) -> Reply {
    let ask = Ask::on(&call, &LIST).await?;
    let filter = Filter {
        search: ask.search(),
        industry: ask.filter("industry").map(str::to_owned),
        staff: ask.filter("staff").map(str::to_owned),
    };
    let sort = ask.sort(Sort::from_word);
    if let Some(kind) = ask.filter("export") {
        let speech = call.speech();
        return export::list(&call, (LIST.name(), kind), COLUMNS, move |conn, put| {
            store::each(conn, &filter, sort, |company| put(company, &speech))
        })
        .await;
    }
    let (page, span) = (ask.page(), ask.span());
    let list = call
        .read(move |conn| {
            let rows = store::list(conn, &filter, sort, span)?;
            let total = store::count(conn, &filter)?;
            Ok(Paged { rows, total, page })
        })
        .await?;
    call.page(say!("companies-list-title"), &ListPage { ask: &ask, list })
}

/// A word that may be missing, in the reader's language.
fn word(key: Option<&'static str>, speech: Speech) -> Cell {
    key.map(|key| speech.plain(key)).into()
}

const COLUMNS: &[Column<Company, Speech>] = &[
    ("companies-field-name", |c, _| (&c.profile.name).into()),
    ("companies-field-name-en", |c, _| {
        (&c.profile.name_en).into()
    }),
    ("companies-field-code", |c, _| {
        let code = c.profile.credit_code.as_ref();
        code.map(CreditCode::as_str).into()
    }),
    ("companies-field-form", |c, to| {
        word(c.profile.legal_form_key(), *to)
    }),
    ("companies-field-industry", |c, to| {
        word(c.profile.industry_key(), *to)
    }),
    ("companies-field-staff", |c, to| {
        word(c.profile.staff_key(), *to)
    }),
    ("companies-field-revenue", |c, to| {
        word(c.profile.revenue_key(), *to)
    }),
    ("companies-field-address", |c, _| {
        (&c.profile.address).into()
    }),
    ("companies-field-website", |c, _| {
        (&c.profile.website).into()
    }),
    ("companies-field-created", |c, _| c.created_at.into()),
];

#[derive(Template)]
#[template(path = "companies/company.html")]
struct CompanyPage<'a> {
    form: &'a Form,
    /// Whether nobody looks after it any more and the reader can help.
    orphan: bool,
    company: Company,
    people: Vec<Colleague>,
    alike: Vec<Company>,
    contacts: Vec<Contact>,
    /// Its page, and that it is the office's.
    home: String,
    desk: bool,
    calls: Vec<Talk>,
    /// By when the company is to be called again, and whether that day is over.
    waits: Option<(Day, bool)>,
    /// Whether the reader may write down a call.
    notes: bool,
    /// Whether the reader finds its cases.
    cases: bool,
}

impl CompanyPage<'_> {
    fn powers(&self, colleague: &Colleague) -> Vec<&'static str> {
        powers_of(colleague)
    }
}

/// Message keys of what a representative may do.
pub(super) fn powers_of(colleague: &Colleague) -> Vec<&'static str> {
    Power::ALL
        .into_iter()
        .filter(|p| p.is_in(&colleague.powers))
        .map(Power::key)
        .collect()
}

async fn page(call: &Call, id: &CompanyId, form: &Form) -> Reply {
    let id = id.clone();
    let helps = call.may::<HelpCompany>();
    let page = call
        .read(move |conn| {
            let company = store::load(conn, &id)?;
            let p = &company.profile;
            let alike = store::alike(conn, &p.name, p.credit_code.as_ref(), Some(&company.id))?;
            let people = accounts::colleagues(conn, &company.id)?;
            let contacts = book::of_company(conn, &company.id)?;
            let calls = book::calls(conn, &company.id)?;
            Ok((company, people, alike, contacts, calls))
        })
        .await?;
    let (company, people, alike, contacts, calls) = page;
    let today = call.today();
    let mut fresh = form.clone();
    if form.pairs().is_empty() {
        fresh.put("call_on", today.to_string());
    }
    let page = CompanyPage {
        form: &fresh,
        home: format!("/desk/companies/{}", company.id),
        desk: true,
        orphan: helps && is_orphan(&people),
        company,
        people,
        alike,
        contacts,
        waits: waits(&calls).map(|day| (day, day < today)),
        calls,
        notes: call.may::<NoteCalls>(),
        cases: call.may::<FindCases>(),
    };
    call.with_form(Say::plain("companies-company-title"), form, &page)
}

/// `GET /desk/companies/{company}`
pub async fn show(_: May<SeeCompanies>, call: Call, id: web::Path<CompanyId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

/// `POST /desk/companies/{company}/owner`: `email`, `post`. Invites somebody to look after a company
/// that nobody looks after any more.
pub async fn invite_owner(
    _: May<HelpCompany>,
    call: Call,
    id: web::Path<CompanyId>,
    Fresh { mut form, .. }: Fresh,
) -> Reply {
    let (company, said) = (id.clone(), (form.email("email"), form.text("post", 0..=40)));
    call.act_on(said, move |tx, (email, post)| {
        people::invite_owner(tx, &company, email, post)?;
        Ok(email.clone())
    })
    .then_say(format!("/desk/companies/{id}"), |email| {
        say!("companies-people-invited", email = email)
    })
    .or_again("email", &mut form, async |form| {
        page(&call, &id, form).await
    })
    .await
}

/// `POST /desk/companies/{company}/calls`: `call_with`, `call_on`, `call_said`, `call_follow`. Writes down
/// what was talked about.
pub async fn note_call(_: May<NoteCalls>, mut sent: Sent<CompanyId>) -> Reply {
    let today = sent.today();
    let noted = book::call_form(&mut sent.form, today);
    sent.act_on(noted, book::note_call)
        .then(
            format!("/desk/companies/{}", sent.id),
            say!("companies-call-noted"),
        )
        .or_back("call_said", &sent, async |call, id, form| {
            page(call, &id, form.unwrap_or(&Form::default())).await
        })
        .await
}
