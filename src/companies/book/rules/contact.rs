//! Who is reached for what, and in which way.

use serde::{Serialize, Serializer};

use crate::companies::rules::{email, phone};
use crate::kernel::id::{CompanyId, Id};
use crate::kernel::{Moment, pinyin, text};
use crate::words;

/// Marker for contacts.
pub enum ContactMark {}
/// Id of a contact.
pub type ContactId = Id<ContactMark>;

words! {
    /// What somebody is asked about.
    #[derive(Hash)]
    pub enum About: key "companies-about-" {
        /// Whatever nobody else is named for.
        General = "general";
        /// Represents the company in the chamber.
        Representative = "representative";
        /// Dues and invoices.
        Dues = "dues";
        /// Events.
        Events = "events";
        /// Rights and legal help.
        Law = "law";
        /// Visits and care.
        Care = "care";
        /// Official letters.
        Letters = "letters";
    }
}

words! {
    /// How somebody likes to be reached.
    #[derive(Hash)]
    pub enum Way: key "companies-way-" {
        /// By phone.
        Phone = "phone";
        /// By e-mail.
        Email = "email";
        /// In WeChat.
        Wechat = "wechat";
    }
}

impl Serialize for About {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl Serialize for Way {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

/// What is written down of a contact. Texts may be empty; numbers and addresses are kept as they were
/// written where they could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Name.
    pub name: String,
    /// Post in the company.
    pub post: String,
    /// Mobile number, or the one number there is.
    pub phone: String,
    /// Landline.
    pub tel: String,
    /// E-mail address.
    pub email: String,
    /// Name in WeChat.
    pub wechat: String,
    /// What they are asked about.
    pub abouts: Vec<About>,
    /// How they like to be reached.
    pub way: Option<Way>,
}

impl Said {
    /// Whether it says by what anybody is reached, or who it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [
            &self.name,
            &self.phone,
            &self.tel,
            &self.email,
            &self.wechat,
        ]
        .iter()
        .all(|part| part.is_empty())
    }

    /// Whether it is the same person, as far as can be told: the same name, and no two numbers or addresses
    /// that differ.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let alike = |one: &str, two: &str| one == two || one.is_empty() || two.is_empty();
        text::same(&self.name) == text::same(&other.name)
            && alike(&self.phone, &other.phone)
            && alike(&self.email, &other.email)
            && alike(&self.wechat, &other.wechat)
    }

    /// By what a search finds them: name and its sound, numbers with and without marks, addresses.
    #[must_use]
    pub fn search(&self) -> String {
        let bare =
            |number: &str| -> String { number.chars().filter(char::is_ascii_digit).collect() };
        let words = [
            self.name.as_str(),
            &self.phone,
            &bare(&self.phone),
            &self.tel,
            &bare(&self.tel),
            &self.email,
            &self.wechat,
        ]
        .join(" ");
        format!("{} {}", text::fold(&words), pinyin::search(&self.name))
    }
}

/// A contact of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Whose.
    pub company: CompanyId,
    /// What is written down.
    pub said: Said,
    /// Since when.
    pub created_at: Moment,
    /// When it was changed last.
    pub changed_at: Moment,
}

impl Contact {
    /// The mobile number or the landline, as it is written.
    #[must_use]
    pub fn number(&self) -> &str {
        if self.said.phone.is_empty() {
            &self.said.tel
        } else {
            &self.said.phone
        }
    }

    /// Numbers as written, each with what a phone dials for it where that can be told.
    #[must_use]
    pub fn dialled(&self) -> Vec<(&str, Option<String>)> {
        let numbers = [self.said.phone.as_str(), &self.said.tel];
        let written = numbers.into_iter().filter(|number| !number.is_empty());
        written.map(|number| (number, dial(number))).collect()
    }

    /// The address mails can go to, if there is one.
    #[must_use]
    pub fn mail(&self) -> Option<String> {
        email(&self.said.email).ok()
    }

    /// The same for a link that opens a mail to it.
    #[must_use]
    pub fn mailto(&self) -> Option<String> {
        self.mail().map(|address| mailto(&address))
    }
}

/// What stands behind `mailto:` for an address: RFC 6068, so that nothing in it is taken for a header.
fn mailto(address: &str) -> String {
    let mut out = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"@.-_+~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

/// What is dialled for a number as people write it: RFC 3966, an extension apart.
fn dial(number: &str) -> Option<String> {
    let read = phone(number).ok()?;
    let mut parts = read.split('-');
    let digits: String = match (parts.next(), parts.next()) {
        (Some(area), Some(number)) => format!("{area}{number}"),
        (Some(number), None) => number.to_owned(),
        _ => return None,
    };
    Some(match parts.next() {
        Some(extension) => format!("{digits};ext={extension}"),
        None => digits,
    })
}

/// Whom of a company's contacts somebody turns to about this: who is named for it, else who is named for
/// everything, else who represents the company. Nobody where none of them is named.
#[must_use]
pub fn asked(contacts: &[Contact], about: About) -> Vec<&Contact> {
    let named = |about: About| -> Vec<&Contact> {
        let named = contacts
            .iter()
            .filter(|one| one.said.abouts.contains(&about));
        named.collect()
    };
    let ways = [about, About::General, About::Representative];
    let found = ways.into_iter().map(named);
    found
        .into_iter()
        .find(|some| !some.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(name: &str, phone: &str, abouts: &[About]) -> Contact {
        Contact {
            id: ContactId::new(),
            company: CompanyId::new(),
            said: Said {
                name: name.to_owned(),
                phone: phone.to_owned(),
                abouts: abouts.to_vec(),
                ..Said::default()
            },
            created_at: Moment::default(),
            changed_at: Moment::default(),
        }
    }

    #[test]
    fn who_is_asked_falls_back_to_everything_and_then_to_the_representative() {
        let all = [
            contact("Rep", "", &[About::Representative]),
            contact("All", "", &[About::General]),
            contact("Dues", "", &[About::Dues, About::Events]),
            contact("Nobody", "", &[]),
        ];
        let names = |all: &[Contact], about| -> Vec<String> {
            let found = asked(all, about).into_iter();
            found.map(|one| one.said.name.clone()).collect()
        };
        assert_eq!(names(&all, About::Dues), ["Dues"]);
        assert_eq!(names(&all, About::Events), ["Dues"]);
        assert_eq!(names(&all, About::Law), ["All"]);
        assert_eq!(names(&all[..1], About::Law), ["Rep"]);
        assert_eq!(names(&all[3..], About::Law), [""; 0]);
    }

    #[test]
    fn a_number_is_dialled_where_it_can_be_read_and_shown_as_it_is_where_not() {
        for (number, dialled) in [
            ("138 0013 8000", Some("13800138000")),
            ("0755-88888888-801", Some("075588888888;ext=801")),
            ("+852 2123 4567", Some("+85221234567")),
            ("ask the porter", None),
        ] {
            let one = contact("A", number, &[]);
            assert_eq!(one.dialled(), [(number, dialled.map(str::to_owned))]);
            assert_eq!(one.number(), number);
        }
    }

    #[test]
    fn an_address_in_a_link_is_nothing_but_an_address() {
        let mut one = contact("A", "", &[]);
        for (typed, link) in [
            ("li.na+a@example.com", Some("li.na+a@example.com")),
            ("a?bcc=x&y@example.com", Some("a%3Fbcc%3Dx%26y@example.com")),
            ("nobody", None),
        ] {
            one.said.email = typed.to_owned();
            assert_eq!(one.mailto().as_deref(), link);
        }
    }

    #[test]
    fn the_same_person_is_known_again_and_another_of_that_name_is_not() {
        let one = contact("Li Na", "13800138000", &[]).said;
        for (other, same) in [
            (contact("li na", "", &[]), true),
            (contact("Ｌi Na", "13800138000", &[]), true),
            (contact("Li Na", "13900139000", &[]), false),
            (contact("Li Mei", "13800138000", &[]), false),
        ] {
            assert_eq!(one.is_same(&other.said), same, "{other:?}");
        }
    }

    #[test]
    fn a_landline_is_found_with_and_without_its_marks() {
        let mut said = contact("A", "", &[]).said;
        said.tel = "0755-12345678".to_owned();
        for typed in ["0755-12345678", "075512345678", "12345678"] {
            assert!(said.search().contains(typed), "{typed}");
        }
    }
}
