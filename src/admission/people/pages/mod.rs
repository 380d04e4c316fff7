//! The pages about a company's people: the company's, the office's, and that of whoever was asked.

pub mod desk;
pub mod my;
pub mod named;

use crate::accounts::{self, Colleague};
use crate::admission::case::{self, Case, Top};
use crate::admission::people::policy::{Asked, TakeBack};
use crate::admission::people::rules::{Authority, NamedState, is_on};
use crate::admission::people::store::{self, Post};
use crate::kernel::time::day_in;
use crate::kernel::{Act, Actor, Day, Moment};
use crate::platform::db::{Conn, Fault};
use crate::platform::files::{self, Allowed, Kind};
use crate::platform::i18n::Speech;

/// What a written authority may be: PDF or picture, up to 10 MB.
const PAPER: Allowed = Allowed::new(Kind::PAPERS, 10);

/// A written authority as the pages show it.
pub struct Shown {
    /// It.
    pub authority: Authority,
    /// Whom it lets sign.
    pub name: String,
    /// What its paper was called.
    pub file: String,
}

impl Shown {
    /// The field in which the office types why it refuses it.
    pub fn why(&self) -> String {
        format!("why_{}", self.authority.id)
    }
}

/// A company's people in its case, to one reader.
pub struct People {
    /// The top of the page.
    pub top: Top,
    /// Whom the application names.
    pub posts: [Post; 3],
    /// What was handed in, the latest first.
    pub authorities: Vec<Shown>,
    /// Who acts for the company, with an open account.
    pub colleagues: Vec<Colleague>,
    /// The day, where the chamber is.
    pub today: Day,
    /// Whether anything of it can still change.
    pub on: bool,
    me: Actor,
}

impl People {
    fn load(
        conn: &mut Conn,
        case: Case,
        me: Actor,
        (now, speech): (Moment, Speech),
    ) -> Result<Self, Fault> {
        let papers = files::of(conn, case::KIND, &case.id)?;
        let shown = |(authority, name): (Authority, String)| {
            let paper = papers.iter().find(|paper| paper.id == authority.file);
            let file = paper.map(|paper| paper.name.clone()).unwrap_or_default();
            Shown {
                authority,
                name,
                file,
            }
        };
        let all = store::authorities_named(conn, &case.id)?;
        let authorities = all.into_iter().map(shown).collect();
        let mut colleagues = match &case.company {
            Some(company) => accounts::colleagues(conn, company)?,
            None => vec![],
        };
        colleagues.retain(|c| c.person.disabled_at.is_none());
        Ok(Self {
            posts: store::posts(conn, &case.id)?,
            authorities,
            colleagues,
            today: day_in(speech.zone, now),
            on: is_on(&case, now),
            top: Top::new(case, now, speech),
            me,
        })
    }

    /// Those who still have to confirm.
    pub fn open(&self) -> usize {
        self.posts.iter().filter(|p| !p.is_confirmed()).count()
    }

    /// Whether the legal representative has confirmed.
    pub fn has_legal(&self) -> bool {
        let [legal, ..] = &self.posts;
        legal.is_confirmed()
    }

    /// Whether the reader was asked and has not answered.
    pub fn is_mine(&self, post: &Post) -> bool {
        let open = post.state() == Some(NamedState::Invited);
        open && post.named.as_ref().is_some_and(|n| n.is_to(&self.me))
    }

    /// Whether the reader may take back what somebody was asked or confirmed.
    pub fn takes_back(&self, post: &Post) -> bool {
        let may = |named| {
            let case = self.top.case.clone();
            TakeBack::allows(&self.me, &Asked { case, named })
        };
        post.named.clone().is_some_and(may)
    }

    /// Where a written authority's paper is, for the company.
    pub fn own_file(&self, shown: &Shown) -> String {
        let (case, id) = (&self.top.case.id, &shown.authority.id);
        format!("/my/applications/{case}/authorities/{id}")
    }

    /// The same for the office, which decides at that address.
    pub fn desk_file(&self, shown: &Shown) -> String {
        let (case, id) = (&self.top.case.id, &shown.authority.id);
        format!("/desk/cases/{case}/authorities/{id}")
    }
}
