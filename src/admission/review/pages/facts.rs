//! What an application says, as a reviewer reads it beside the questions.

use crate::admission::application;
use crate::admission::application::rules::{Answers, Field, Paper};
use crate::admission::case::Case;
use crate::chamber::rules::Ranks;
use crate::companies;
use crate::companies::rules::Profile;
use crate::kernel::Lang;
use crate::platform::db::{Conn, Fault};
use crate::platform::settings;

/// The application in short.
pub struct Facts {
    /// How the company describes itself.
    pub profile: Profile,
    /// The answers as they were sent.
    pub answers: Answers,
    /// The papers.
    pub papers: Vec<Paper>,
    /// Name of the rank applied for.
    pub rank: String,
}

impl Facts {
    /// The newest submission of a case.
    pub fn load(conn: &mut Conn, case: &Case, lang: Lang) -> Result<Self, Fault> {
        let revision = application::revision(conn, &case.id)?;
        let (answers, papers) = revision.map(|r| (r.answers, r.papers)).unwrap_or_default();
        let ranks: Ranks = settings::get(conn)?;
        let profile = match &case.company {
            Some(company) => companies::load(conn, company)?.profile,
            None => Profile::default(),
        };
        let rank = ranks.find(&case.rank).map(|r| r.name.get(lang).to_owned());
        Ok(Self {
            profile,
            answers,
            papers,
            rank: rank.unwrap_or_default(),
        })
    }

    /// People and reasons: label and text of what was filled in.
    pub fn rows(&self) -> Vec<(&'static str, &str)> {
        const SHOWN: [Field; 6] = [
            Field::LegalName,
            Field::RepName,
            Field::RepPost,
            Field::Recommender1,
            Field::Recommender2,
            Field::Recommender3,
        ];
        let row = |field: Field| (field.key(), self.answers.get(field));
        SHOWN
            .into_iter()
            .map(row)
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// Why the company wants to join.
    pub fn why(&self) -> &str {
        self.answers.get(Field::Why)
    }
}
