//! The office's list of companies, and the page of one.

use actix_web::web;
use askama::Template;

use crate::accounts::{self, Colleague};
use crate::companies::acts::people::{self, is_orphan};
use crate::companies::policy::{HelpCompany, SeeCompanies};
use crate::companies::rules::{Industry, Power, StaffBand};
use crate::companies::store::{self, Company, Filter, Sort};
use crate::kernel::Say;
use crate::kernel::id::CompanyId;
use crate::platform::filters;
use crate::say;
use crate::web::export::{Cell, Sheet};
use crate::web::list::{Ask, PER_PAGE, Paged};
use crate::web::{Call, Form, May, Reply, View};

/// Most lines of an export.
const MOST: i64 = 200_000;

/// The columns one can sort by.
const COLUMNS: [&str; 3] = ["name", "industry", "created"];

#[derive(Template)]
#[template(path = "companies/list.html")]
struct ListPage<'a> {
    ask: &'a Ask,
    list: Paged<Company>,
}

impl ListPage<'_> {
    fn is(&self, filter: &str, value: &str) -> bool {
        self.ask.filter(filter) == Some(value)
    }

    fn state(&self, column: &str) -> &'static str {
        match self.ask.sort(&COLUMNS) {
            (sorted, true) if sorted == column => "descending",
            (sorted, false) if sorted == column => "ascending",
            _ => "",
        }
    }
}

/// `GET /desk/companies?q=…&industry=C&staff=u100&sort=-created&page=2&export=csv`
pub async fn list(_: May<SeeCompanies>, call: Call) -> Reply {
    let ask = Ask::of(call.query());
    let filter = Filter {
        search: ask.search(),
        industry: ask.filter("industry").map(str::to_owned),
        staff: ask.filter("staff").map(str::to_owned),
    };
    let sort = match ask.sort(&COLUMNS) {
        ("industry", down) => (Sort::Industry, down),
        ("created", down) => (Sort::Created, down),
        (_, down) => (Sort::Name, down),
    };
    let page = ask.page();
    let export = ask.filter("export").map(str::to_owned);
    let window = if export.is_some() {
        (0, MOST)
    } else {
        ((page - 1) * PER_PAGE, PER_PAGE)
    };
    let list = call
        .read(move |conn| {
            let rows = store::list(conn, &filter, sort, window)?;
            Ok(Paged {
                rows,
                total: store::count(conn, &filter)?,
                page,
            })
        })
        .await?;
    if let Some(kind) = export {
        return sheet(&list.rows, &call).answer(&kind, call.speech());
    }
    call.page(say!("companies-list-title"), &ListPage { ask: &ask, list })
}

fn sheet(rows: &[Company], view: &View) -> Sheet {
    let speech = view.speech();
    let word = |key: Option<&'static str>| {
        Cell::from(key.map(|key| speech.plain(key)).unwrap_or_default())
    };
    let row = |company: &Company| {
        let p = &company.profile;
        vec![
            Cell::from(p.name.as_str()),
            Cell::from(p.name_en.as_str()),
            Cell::from(p.credit_code.as_ref().map(|code| code.as_str().to_owned())),
            word(p.legal_form_key()),
            word(p.industry_key()),
            word(p.staff_key()),
            word(p.revenue_key()),
            Cell::from(p.address.as_str()),
            Cell::from(p.website.as_str()),
            Cell::from(company.created_at),
        ]
    };
    Sheet {
        name: "companies",
        head: vec![
            "companies-field-name",
            "companies-field-name-en",
            "companies-field-code",
            "companies-field-form",
            "companies-field-industry",
            "companies-field-staff",
            "companies-field-revenue",
            "companies-field-address",
            "companies-field-website",
            "companies-field-created",
        ],
        rows: rows.iter().map(row).collect(),
    }
}

#[derive(Template)]
#[template(path = "companies/company.html")]
struct CompanyPage<'a> {
    form: &'a Form,
    /// Whether nobody looks after it any more and the reader can help.
    orphan: bool,
    company: Company,
    people: Vec<Colleague>,
    alike: Vec<Company>,
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
            Ok((company, people, alike))
        })
        .await?;
    let (company, people, alike) = page;
    let page = CompanyPage {
        form,
        orphan: helps && is_orphan(&people),
        company,
        people,
        alike,
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
    mut form: Form,
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
