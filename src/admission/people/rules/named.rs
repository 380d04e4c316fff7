//! A person named in an application, and whether they said that they are that person.

use diesel::{Insertable, Queryable, Selectable};

use crate::admission::agreement::rules::same_name;
use crate::admission::application::rules::{Answers, Field};
use crate::admission::case::Case;
use crate::admission::stage::Stage;
use crate::kernel::id::{CaseId, Id, PersonId};
use crate::kernel::{Actor, Moment, Powers};
use crate::words;

words! {
    /// As what somebody is named.
    #[derive(Hash)]
    pub stored enum Duty: key "people-duty-", lead "people-lead-" {
        /// 法定代表人: signs, and gives others their powers.
        Legal = "legal";
        /// 会员代表: exercises the member's rights.
        Representative = "representative";
        /// 联系人: is written and called.
        Contact = "contact";
    }
}

words! {
    /// What became of asking somebody.
    pub stored enum NamedState: key "people-named-", tone {
        /// Asked, no answer yet.
        Invited = "invited", "ochre";
        /// They are that person and take it on.
        Confirmed = "confirmed", "jade";
        /// They are not, or don't.
        Declined = "declined", "red";
        /// Nobody asks them any more.
        Withdrawn = "withdrawn", "ink";
    }
}

/// Marker for ids of named people.
pub enum NamedMark {}
/// Id of an asking.
pub type NamedId = Id<NamedMark>;

/// Somebody whom a company names and asks to confirm it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::schema::case_people, treat_none_as_default_value = false)]
pub struct Named {
    /// Its id.
    pub id: NamedId,
    /// In which case.
    #[diesel(column_name = case_id)]
    pub case: CaseId,
    /// As what.
    pub duty: Duty,
    /// Their name as the application had it when they were asked.
    pub name: String,
    /// The address they were asked at; only whose account has it can answer.
    pub email: String,
    /// What became of it.
    pub state: NamedState,
    /// What they are in the company, in their own words; empty until they say.
    pub post: String,
    /// Why they declined; empty otherwise.
    pub reason: String,
    /// Who confirmed.
    #[diesel(column_name = person_id)]
    pub person: Option<PersonId>,
    /// The link by which they make an account, if they had none.
    #[diesel(column_name = invitation_id)]
    pub invitation: Option<String>,
    /// When they were asked last.
    pub invited_at: Moment,
    /// By whom.
    pub invited_by: PersonId,
    /// When they answered, or it was taken back.
    pub answered_at: Option<Moment>,
}

/// Whether a company's people are still an affair of the case: once it was sent, until it came to nothing.
#[must_use]
pub fn is_on(case: &Case, now: Moment) -> bool {
    let stage = case.stage(now);
    case.company.is_some() && (stage.is_open() || stage == Stage::Member)
}

impl Duty {
    /// Where the application has their name, and their address if it asks for one.
    #[must_use]
    pub const fn fields(self) -> (Field, Option<Field>) {
        match self {
            Self::Legal => (Field::LegalName, None),
            Self::Representative => (Field::RepName, Some(Field::RepEmail)),
            Self::Contact => (Field::ContactName, Some(Field::ContactEmail)),
        }
    }

    /// Who the application names so.
    #[must_use]
    pub fn name(self, answers: &Answers) -> &str {
        answers.get(self.fields().0)
    }

    /// The field in which their address is typed.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Legal => "email_legal",
            Self::Representative => "email_representative",
            Self::Contact => "email_contact",
        }
    }
}

impl Named {
    /// Whether it is about whom the application names today. One that was corrected since names somebody else.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        same_name(&self.name, name)
    }

    /// Whether this person is the one who was asked.
    #[must_use]
    pub fn is_to(&self, who: &Actor) -> bool {
        self.email == who.email
    }

    /// Whether this person is who confirmed it.
    #[must_use]
    pub fn is_by(&self, who: &PersonId) -> bool {
        self.state == NamedState::Confirmed && self.person.as_ref() == Some(who)
    }
}

/// What somebody who confirms may do for the company from then on: what they may already, and as its legal
/// representative everything, unless it is looked after and who asked them doesn't do that. `asker` is what who
/// asked them may do for it now, `looked_after` whether anybody does. None where who asked may not ask any more.
#[must_use]
pub fn given(
    duty: Duty,
    may: Powers,
    (asker, looked_after): (Option<Powers>, bool),
) -> Option<Powers> {
    let asker = asker.filter(|p| p.owner || p.submit)?;
    let whole = duty == Duty::Legal && (asker.owner || !looked_after);
    Some(if whole { Powers::ALL } else { may })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLERK: Powers = Powers {
        owner: false,
        submit: true,
        sign: false,
        pay: false,
        register: false,
    };

    #[test]
    fn only_the_legal_representative_is_given_powers_and_no_clerk_takes_a_company_over() {
        let none = Powers::default();
        for (duty, asker, looked_after, wanted) in [
            (Duty::Legal, Some(CLERK), false, Some(Powers::ALL)),
            (Duty::Legal, Some(CLERK), true, Some(none)),
            (Duty::Legal, Some(Powers::ALL), true, Some(Powers::ALL)),
            (Duty::Legal, Some(none), false, None),
            (Duty::Legal, None, false, None),
            (Duty::Representative, Some(CLERK), false, Some(none)),
            (Duty::Contact, Some(Powers::ALL), true, Some(none)),
        ] {
            let found = given(duty, none, (asker, looked_after));
            assert_eq!(found, wanted, "{duty:?} asked by {asker:?}, {looked_after}");
        }
        let may = given(Duty::Contact, CLERK, (Some(CLERK), false));
        assert_eq!(may, Some(CLERK), "what they may already stays");
    }
}
