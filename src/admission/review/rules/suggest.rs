//! Whom to ask for a review: nobody who stands too near, then by load and knowledge of the industry.

use crate::kernel::Say;
use crate::kernel::id::{CompanyId, PersonId};
use crate::kernel::text::{fold, names};
use crate::say;
use crate::words;

words! {
    /// Why a person can't review or visit a company.
    pub enum Bar: key "review-bar-" {
        /// They act for the company.
        OwnCompany = "company";
        /// They, or a company they act for, recommended it.
        Recommender = "recommender";
    }
}

impl Bar {
    /// Why somebody of this name can't be asked.
    #[must_use]
    pub fn refusal(self, name: &str) -> Say {
        match self {
            Self::OwnCompany => say!("review-refusal-company", name = name),
            Self::Recommender => say!("review-refusal-recommender", name = name),
        }
    }
}

/// Somebody who vouches for the applicant, as the application names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommender {
    /// Member company and person, as typed.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// Somebody who could review a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Reviews that are awaited from them.
    pub load: i64,
    /// Reviews they wrote of companies in the same industry.
    pub known: i64,
    /// What stands against them.
    pub bar: Option<Bar>,
    /// Whether the applicant names them, or a company they act for, as recommender.
    pub named: bool,
}

/// What stands against a person who acts for these companies; `vouches`: the office knows that they recommended
/// the applicant.
pub fn bar(
    firms: &[(CompanyId, String)],
    applicant: Option<&CompanyId>,
    vouches: bool,
) -> Option<Bar> {
    if firms.iter().any(|(id, _)| Some(id) == applicant) {
        return Some(Bar::OwnCompany);
    }
    vouches.then_some(Bar::Recommender)
}

/// Whether an application may mean a person with this name and address, who acts for these companies, by a
/// recommender: a hint to look at, since an applicant doesn't choose who judges it.
pub fn is_named(
    (name, email): (&str, &str),
    firms: &[(CompanyId, String)],
    recommenders: &[Recommender],
) -> bool {
    recommenders.iter().any(|r| {
        let same_address = !r.email.is_empty() && fold(&r.email) == fold(email);
        same_address || names(&r.name, name) || firms.iter().any(|(_, firm)| names(&r.name, firm))
    })
}

/// Puts the best choice first: least work, then most knowledge of the industry; who is barred last.
pub fn order(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        let rank = |c: &Candidate| (c.bar.is_some(), 2 * c.load - c.known.min(3), c.load);
        rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(name: &str, load: i64, known: i64, bar: Option<Bar>) -> Candidate {
        Candidate {
            person: PersonId::new(),
            name: name.into(),
            load,
            known,
            bar,
            named: false,
        }
    }

    #[test]
    fn nobody_reviews_their_own_company_or_one_they_recommended() {
        let (mine, other) = (CompanyId::new(), CompanyId::new());
        let firms = [(mine.clone(), "海棠贸易有限公司".to_owned())];
        assert_eq!(bar(&firms, Some(&mine), false), Some(Bar::OwnCompany));
        assert_eq!(bar(&firms, Some(&other), false), None);
        assert_eq!(bar(&firms, Some(&other), true), Some(Bar::Recommender));
    }

    #[test]
    fn whom_an_application_names_is_hinted_at_by_company_name_and_address() {
        let firms = [(CompanyId::new(), "海棠贸易有限公司".to_owned())];
        let li = ("李伟", "li@example.com");
        let named = |firms: &[(CompanyId, String)], name: &str, email: &str| {
            let (name, email) = (name.to_owned(), email.to_owned());
            is_named(li, firms, &[Recommender { name, email }])
        };
        assert!(named(&firms, "海棠贸易有限公司 王芳", ""));
        assert!(named(&[], "某公司 李伟", ""));
        assert!(named(&[], "某公司", "LI@example.com"));
        assert!(!named(&[], "某公司 王芳", "w@example.com"));
    }

    #[test]
    fn less_load_comes_first_and_knowledge_outweighs_one_review() {
        let mut list = vec![
            candidate("barred", 0, 9, Some(Bar::OwnCompany)),
            candidate("busy", 4, 3, None),
            candidate("free", 0, 0, None),
            candidate("expert", 1, 3, None),
        ];
        order(&mut list);
        let names: Vec<&str> = list.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["expert", "free", "busy", "barred"]);
    }

    proptest! {
        #[test]
        fn who_is_barred_never_comes_before_who_is_not(loads in proptest::collection::vec((0i64..9, 0i64..9, any::<bool>()), 0..9)) {
            let mut list: Vec<_> = loads.into_iter()
                .map(|(load, known, barred)| candidate("x", load, known, barred.then_some(Bar::OwnCompany)))
                .collect();
            order(&mut list);
            prop_assert!(list.is_sorted_by_key(|c| c.bar.is_some()));
        }
    }
}
