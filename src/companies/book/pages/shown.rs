//! The pages of the contact book, the same from either side.

use askama::Template;

use crate::companies::book::acts;
use crate::companies::book::forms;
use crate::companies::book::policy::KeepBook;
use crate::companies::book::rules::{About, Consent, Contact, ContactId, Purpose, Way};
use crate::companies::book::store;
use crate::companies::store::{self as companies, Company};
use crate::kernel::Act;
use crate::kernel::id::{CompanyId, PersonId};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Sent};

/// From which side a book is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The company's own.
    Own,
    /// The office's.
    Desk,
}

impl Side {
    /// The company's page on this side.
    fn company(self, id: &CompanyId) -> String {
        let side = match self {
            Self::Own => "my",
            Self::Desk => "desk",
        };
        format!("/{side}/companies/{id}")
    }

    fn book(self, id: &CompanyId) -> String {
        format!("{}/contacts", self.company(id))
    }
}

#[derive(Template)]
#[template(path = "companies/book.html")]
struct BookPage<'a> {
    form: &'a Form,
    company: &'a Company,
    contacts: &'a [Contact],
    consents: &'a [Consent],
    /// The company's page on this side, and whether the reader may change something.
    home: String,
    keeps: bool,
    desk: bool,
    me: &'a PersonId,
}

impl BookPage<'_> {
    /// Whether the reader may take this consent back.
    fn may_end(&self, consent: &Consent) -> bool {
        (self.keeps || consent.person.as_ref() == Some(self.me)) && consent.is_apart()
    }
}

/// The page of a company's contacts.
pub(super) async fn list(call: &Call, side: Side, id: CompanyId, refused: Option<&Form>) -> Reply {
    let found = call.find(&id, |conn, id| {
        let company = companies::load(conn, id)?;
        let contacts = store::contacts::of_company(conn, id)?;
        Ok((company, contacts, store::consents::of_company(conn, id)?))
    });
    let (company, contacts, consents) = found.await?;
    let fresh = Form::default();
    let form = refused.unwrap_or(&fresh);
    let me = call.actor().ok_or(Fault::SignIn)?;
    let page = BookPage {
        form,
        company: &company,
        contacts: &contacts,
        consents: &consents,
        home: side.company(&id),
        keeps: KeepBook::allows(me, &id),
        desk: side == Side::Desk,
        me: &me.id,
    };
    call.with_form(say!("companies-book-title"), form, &page)
}

/// Adds a contact.
pub(super) async fn add(side: Side, mut sent: Sent<CompanyId>) -> Reply {
    let said = forms::contact(&mut sent.form);
    sent.act_on(said, acts::contacts::add)
        .then(side.book(&sent.id), say!("companies-contact-added"))
        .or_back("name", &sent, async |call, id, form| {
            list(call, side, id, form).await
        })
        .await
}

#[derive(Template)]
#[template(path = "companies/contact.html")]
struct ContactPage<'a> {
    form: &'a Form,
    company: &'a Company,
    contact: &'a Contact,
    /// The same, as a list of one.
    contacts: &'a [Contact],
    /// Each purpose with the consent to it that stands.
    consents: Vec<(Purpose, Option<Consent>)>,
    home: String,
    /// The page of all contacts.
    book: String,
    keeps: bool,
    desk: bool,
}

/// A contact of a company, as it stands in the path.
type At = (CompanyId, ContactId);

/// The page of a contact.
pub(super) async fn show(call: &Call, side: Side, at: At, refused: Option<&Form>) -> Reply {
    let found = call.find(&at, |conn, (company, id)| {
        let contact = store::contacts::one(conn, company, id)?;
        let consents = store::consents::of_company(conn, company)?;
        Ok((companies::load(conn, company)?, contact, consents))
    });
    let (company, contact, consents) = found.await?;
    let standing = |purpose: Purpose| {
        let own = |one: &&Consent| {
            one.contact.as_ref() == Some(&contact.id) && one.purpose == purpose && one.stands()
        };
        (purpose, consents.iter().find(own).cloned())
    };
    let filled = forms::filled(&contact);
    let form = refused.unwrap_or(&filled);
    let page = ContactPage {
        form,
        company: &company,
        contact: &contact,
        contacts: std::slice::from_ref(&contact),
        consents: Purpose::OF_CONTACTS.into_iter().map(standing).collect(),
        home: side.company(&at.0),
        book: side.book(&at.0),
        keeps: KeepBook::allows(call.actor().ok_or(Fault::SignIn)?, &at.0),
        desk: side == Side::Desk,
    };
    call.with_form(say!("companies-contact-title"), form, &page)
}

/// Changes a contact; with `go=remove` takes it out, with `go=consent` writes down that it agreed to `purpose`.
pub(super) async fn change(side: Side, mut sent: Sent<At>) -> Reply {
    let home = side.book(&sent.id.0);
    if sent.form.value("go") == "consent" {
        let purpose = sent.form.choice("purpose", Purpose::from_word);
        let to = format!("{home}/{}", sent.id.1);
        return sent
            .act_on(purpose, |tx, (company, id), purpose| {
                acts::consents::give_of_contact(tx, (company, id), *purpose)
            })
            .then(&to, say!("companies-consent-given"))
            .or_warn(&to)
            .await;
    }
    if sent.form.value("go") == "remove" {
        return sent
            .act(|tx, (company, id)| acts::contacts::remove(tx, company, id))
            .then(home, say!("companies-contact-removed"))
            .await;
    }
    let said = forms::contact(&mut sent.form);
    let said = said.map(|said| (said, sent.form.value("seen").to_owned()));
    sent.act_on(said, |tx, (company, id), (said, seen)| {
        acts::contacts::change(tx, (company, id), seen, said)
    })
    .then(home, say!("companies-contact-saved"))
    .or_back("name", &sent, async |call, at, form| {
        show(call, side, at, form).await
    })
    .await
}
