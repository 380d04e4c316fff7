//! A page: its content, rendered from a page struct, inside the shell with menu, language
//! choice and flash. Handlers take a [`View`] and answer with what it makes.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use crate::kernel::{Act, Actor, Lang, Opening, Say, Who};
use crate::platform::db::{Editions, Fault};
use crate::platform::filters;
use crate::platform::i18n::Speech;
use crate::web::assets::ASSETS;
use crate::web::door::Guest;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::mark;
use crate::web::shell::{HousePage, LanguageLink, SheetPage, Shell, SitePage};
use crate::web::site::Site;

/// What a handler answers.
pub type Reply = Result<HttpResponse, Fault>;

/// What a page is made with: the reader, their language, the chamber, the path.
#[derive(Clone)]
pub struct View {
    guest: Arc<Guest>,
    site: web::Data<Site>,
    path: String,
    query: String,
}

impl FromRequest for View {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(req).ok_or_else(|| Fault::Broken("a page outside the door".into())))
    }
}

/// Which frame a page stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// The public site, content over the whole width.
    Site,
    /// The public site, content in a narrow column.
    Framed,
    /// Work: office, board, member.
    House,
    /// A sheet to print.
    Sheet,
}

/// What a refused form is answered with.
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// What a page with this form is answered with.
fn status(form: &Form) -> StatusCode {
    match form.is_refused() {
        true => REFUSED,
        false => StatusCode::OK,
    }
}

impl View {
    /// The view of a request that came through the door.
    #[must_use]
    pub fn of(req: &HttpRequest) -> Option<Self> {
        Some(Self {
            guest: Guest::of(req)?,
            site: req.app_data::<web::Data<Site>>()?.clone(),
            path: req.path().to_owned(),
            query: req.query_string().to_owned(),
        })
    }

    /// How to speak to the reader.
    #[must_use]
    pub fn speech(&self) -> Speech {
        Speech::new(self.guest.lang, &self.guest.brand)
    }

    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.guest.lang
    }

    /// The chamber.
    #[must_use]
    pub fn brand(&self) -> &crate::kernel::brand::Brand {
        &self.guest.brand
    }

    /// What all pages share.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Who stands behind a write made by this request.
    #[must_use]
    pub fn who(&self) -> Who {
        self.guest.who.clone()
    }

    /// Address of the chamber's mark.
    #[must_use]
    pub fn mark(&self) -> String {
        let own = self.guest.brand.mark.as_ref();
        own.map_or_else(|| ASSETS.mark.clone(), |file| format!("/mark/{file}"))
    }

    /// Whether the reader sees the public site: not before the chamber opened it, unless they work for it.
    #[must_use]
    pub fn sees_site(&self) -> bool {
        self.guest.opening.lets_in(self.actor())
    }

    /// How the public site stands.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.guest.opening
    }

    /// The signed-in reader.
    #[must_use]
    pub fn actor(&self) -> Option<&Actor> {
        self.guest.who.actor.as_ref()
    }

    /// Whether the reader may do what needs nothing but them: shows and hides its buttons.
    #[must_use]
    pub fn may<A: Act<On = ()>>(&self) -> bool {
        self.actor().is_some_and(|actor| A::allows(actor, &()))
    }

    /// The path and query of this page: to come back to it.
    #[must_use]
    pub fn here(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }

    /// The numbers of the tables when the request came.
    #[must_use]
    pub fn editions(&self) -> &Editions {
        &self.guest.editions
    }

    /// The query of this page.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// A page of the house: for people at work.
    pub fn page(&self, title: Say, page: &impl Template) -> Reply {
        self.answer(StatusCode::OK, Frame::House, &title, None, page)
    }

    /// A page of the public site with its description for search engines.
    pub fn public(&self, title: Say, description: Say, page: &impl Template) -> Reply {
        self.answer(
            StatusCode::OK,
            Frame::Site,
            &title,
            Some(&description),
            page,
        )
    }

    /// A narrow page for visitors, like signing in.
    pub fn framed(&self, title: Say, page: &impl Template) -> Reply {
        self.answer(StatusCode::OK, Frame::Framed, &title, None, page)
    }

    /// A sheet to be printed.
    pub fn sheet(&self, title: Say, page: &impl Template) -> Reply {
        self.answer(StatusCode::OK, Frame::Sheet, &title, None, page)
    }

    /// The same form again, with what was typed and what is wrong with it: 422.
    pub fn refused(&self, title: Say, page: &impl Template) -> Reply {
        self.answer(REFUSED, Frame::House, &title, None, page)
    }

    /// A page with a form: as it is, or with what is wrong in it.
    pub fn with_form(&self, title: Say, form: &Form, page: &impl Template) -> Reply {
        self.answer(status(form), Frame::House, &title, None, page)
    }

    /// [`View::with_form`] for a narrow page.
    pub fn framed_with_form(&self, title: Say, form: &Form, page: &impl Template) -> Reply {
        self.answer(status(form), Frame::Framed, &title, None, page)
    }

    /// [`View::refused`] for a narrow page.
    pub fn framed_refused(&self, title: Say, page: &impl Template) -> Reply {
        self.answer(REFUSED, Frame::Framed, &title, None, page)
    }

    /// A page with another status: errors.
    pub fn status(&self, status: StatusCode, title: Say, page: &impl Template) -> Reply {
        let inside = ["/desk", "/board", "/my"]
            .iter()
            .any(|house| self.path.starts_with(house));
        let frame = if inside && self.actor().is_some() {
            Frame::House
        } else {
            Frame::Framed
        };
        self.answer(status, frame, &title, None, page)
    }

    /// On to another page (303), with a message for it.
    pub fn done(&self, to: &str, say: Say) -> Reply {
        Ok(self.go_with(to, &Flash::done(say)))
    }

    /// On to another page (303), with a warning for it.
    pub fn warned(&self, to: &str, say: Say) -> Reply {
        Ok(self.go_with(to, &Flash::warn(say)))
    }

    /// On to another page (303).
    pub fn go(&self, to: &str) -> Reply {
        Ok(see_other(to).finish())
    }

    fn go_with(&self, to: &str, flash: &Flash) -> HttpResponse {
        let mut answer = see_other(to);
        flash.leave(&mut answer);
        answer.finish()
    }

    /// A template in the reader's language, without the shell.
    pub fn render(&self, page: &impl Template) -> Result<String, Fault> {
        filters::html(page, self.speech())
    }

    fn answer(
        &self,
        status: StatusCode,
        frame: Frame,
        title: &Say,
        description: Option<&Say>,
        page: &impl Template,
    ) -> Reply {
        let main = self.render(page)?;
        let shell = self.shell(frame, title, description, &main);
        let html = match frame {
            Frame::Site | Frame::Framed => self.render(&SitePage { shell: &shell }),
            Frame::House => self.render(&HousePage { shell: &shell }),
            Frame::Sheet => self.render(&SheetPage { shell: &shell }),
        }?;
        let mut answer = HttpResponse::build(status);
        answer.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
        if self.guest.flash.is_some() {
            answer.cookie(Flash::wipe());
        }
        if description.is_some() {
            self.site.front.keep(&self.guest, &self.here(), &html);
        }
        Ok(answer.body(mark::marked(&html).unwrap_or(html)))
    }

    fn shell<'a>(
        &'a self,
        frame: Frame,
        title: &Say,
        description: Option<&Say>,
        main: &'a str,
    ) -> Shell<'a> {
        let (open, here) = (self.sees_site(), self.here());
        let menus = (self.site.menus)(self.actor(), &self.path, open);
        let (speech, back) = (self.speech(), encode(&here));
        let language = |lang| LanguageLink::to(lang, lang == self.guest.lang, &back);
        Shell {
            lang: self.guest.lang,
            title: speech.say(title),
            description: description.map(|d| speech.say(d)).unwrap_or_default(),
            brand_name: self.guest.brand.name.get(self.guest.lang),
            mark: self.mark(),
            demo: self.guest.brand.demo,
            open,
            unopened: *self.opening() != Opening::Open,
            nav: menus.main,
            account: menus.account,
            actor: self.actor().map(|a| a.name.as_str()),
            flash: self.guest.flash.as_ref(),
            languages: Lang::ALL.map(language).to_vec(),
            theme: self.guest.theme,
            path: here,
            private: description.is_none(),
            framed: frame == Frame::Framed,
            records: &self.guest.brand.contact.records,
            assets: &ASSETS,
            main,
        }
    }
}

/// A 303 to `to`.
pub fn see_other(to: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, to));
    answer
}

/// Percent-encodes a value for a query.
#[must_use]
pub fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A path of our own to go back to: anything else becomes `/`. Keeps `next=//evil` at home.
#[must_use]
pub fn own_path(path: &str) -> &str {
    let fine = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(|c: char| c.is_control());
    if fine { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_out_of_the_house() {
        assert_eq!(own_path("/desk?x=1"), "/desk?x=1");
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/\nx",
        ] {
            assert_eq!(own_path(bad), "/", "{bad}");
        }
    }
}
