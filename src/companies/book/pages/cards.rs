//! Cards for the address book of a phone.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::companies::book::rules::{Contact, ContactId};
use crate::companies::book::store::contacts;
use crate::companies::policy::SeeCompanies;
use crate::companies::store::{self as companies, Company};
use crate::kernel::id::CompanyId;
use crate::platform::vcard::{self, Card};
use crate::web::{Call, May, Reply};

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

fn answer(name: &str, all: &[Card]) -> Reply {
    Ok(HttpResponse::Ok()
        .content_type("text/vcard; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.vcf\""),
        ))
        .body(vcard::cards(all)))
}

/// `GET /desk/companies/{company}/contacts.vcf`
pub async fn all(_: May<SeeCompanies>, call: Call, id: web::Path<CompanyId>) -> Reply {
    let all = call.find(&*id, |conn, id| {
        let company = companies::load(conn, id)?;
        let contacts = contacts::of_company(conn, id)?;
        let cards = contacts.iter().map(|contact| card(&company, contact));
        Ok(cards.collect::<Vec<_>>())
    });
    answer("contacts", &all.await?)
}

/// `GET /desk/companies/{company}/contacts/{contact}/card.vcf`
pub async fn one(_: May<SeeCompanies>, call: Call, at: web::Path<(CompanyId, ContactId)>) -> Reply {
    let one = call.find(&*at, |conn, (company, id)| {
        let contact = contacts::one(conn, company, id)?;
        Ok(card(&companies::load(conn, company)?, &contact))
    });
    answer("contact", &[one.await?])
}
