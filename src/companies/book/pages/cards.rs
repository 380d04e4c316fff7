//! Cards for the address book of a phone.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::companies::book::rules::Contact;
use crate::companies::book::store::contacts;
use crate::companies::policy::SeeCompanies;
use crate::companies::store::{self as companies, Company};
use crate::kernel::id::CompanyId;
use crate::platform::db::Fault;
use crate::platform::vcard::{self, Card};
use crate::web::{Call, Form, May, Reply};

fn card(company: &Company, contact: &Contact) -> Card {
    let said = contact.said.clone();
    Card {
        name: said.name,
        organisation: company.profile.name.clone(),
        post: said.post,
        phone: said.phone,
        tel: said.tel,
        email: said.email,
        wechat: said.wechat,
        address: company.profile.address.clone(),
    }
}

/// `GET /desk/companies/{company}/contacts.vcf?contact=…`: the cards of all contacts, or that of one.
pub async fn cards(_: May<SeeCompanies>, call: Call, id: web::Path<CompanyId>) -> Reply {
    let only = Form::parse(call.query().as_bytes())
        .value("contact")
        .to_owned();
    let all = call.find(&*id, move |conn, id| {
        let company = companies::load(conn, id)?;
        let mut contacts = contacts::of_company(conn, id)?;
        contacts.retain(|contact| only.is_empty() || contact.id.as_str() == only);
        if contacts.is_empty() && !only.is_empty() {
            return Err(Fault::Missing);
        }
        let cards = contacts.iter().map(|contact| card(&company, contact));
        Ok(cards.collect::<Vec<_>>())
    });
    let text = vcard::cards(&all.await?);
    Ok(HttpResponse::Ok()
        .content_type("text/vcard; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"contacts.vcf\"",
        ))
        .body(text))
}
