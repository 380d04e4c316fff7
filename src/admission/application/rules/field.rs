//! The fields of the application, step by step, and how what was typed into one is read.

use crate::companies::rules::{Currency, Industry, LegalForm, Odd, RevenueBand, StaffBand};
use crate::companies::rules::{email, in_ten_thousands, phone, ten_thousands, website};
use crate::kernel::credit_code::{CreditCode, CreditCodeError};
use crate::kernel::text::one_line;
use crate::kernel::time::{self, Day};
use crate::words;

words! {
    /// The steps of the form.
    #[derive(Hash, PartialOrd, Ord)]
    pub enum Step: key "application-step-", lead "application-lead-" {
        /// The company.
        Company = "company";
        /// Who stands for it.
        People = "people";
        /// The rank applied for and who vouches.
        Rank = "rank";
        /// The papers.
        Papers = "papers";
        /// Why we join, the charter, the consents.
        Reasons = "reasons";
    }
}

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of at most so many characters.
    Line(usize),
    /// Several lines of at most so many characters.
    Lines(usize),
    /// A credit code.
    Code,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A website.
    Website,
    /// A day that is not ahead.
    PastDay,
    /// An amount in ten thousands.
    Capital,
    /// One of a fixed list.
    Choice,
    /// One of the chamber's ranks; which exist is the chamber's affair.
    Rank,
    /// A tick.
    Tick,
    /// The version of the charter that was accepted.
    Charter,
}

/// Why a field can't be taken as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing there and it is needed.
    Missing,
    /// Not what it should be.
    Odd(Odd),
    /// Not a credit code, and why.
    Code(CreditCodeError),
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $key:literal, $step:ident, $kind:expr, $need:literal;)+) => {
        /// A field of the application.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $variant,)+ }

        impl Field {
            /// Every field, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the form and in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Message key of its label.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The step it stands on.
            pub fn step(self) -> Step {
                match self { $(Self::$variant => Step::$step),+ }
            }

            /// How it is read.
            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => $kind),+ }
            }

            /// Whether nobody can send the application without it.
            pub fn is_needed(self) -> bool {
                match self { $(Self::$variant => $need),+ }
            }
        }
    };
}

fields! {
    /// Registered name.
    Name = "name", "application-field-name", Company, Kind::Line(100), true;
    /// English name.
    NameEn = "name_en", "application-field-name-en", Company, Kind::Line(120), false;
    /// Unified social credit code.
    CreditCode = "credit_code", "application-field-credit-code", Company, Kind::Code, true;
    /// Legal form.
    LegalForm = "legal_form", "application-field-legal-form", Company, Kind::Choice, true;
    /// Founded on.
    FoundedOn = "founded_on", "application-field-founded-on", Company, Kind::PastDay, true;
    /// Registered capital in ten thousands.
    Capital = "capital", "application-field-capital", Company, Kind::Capital, true;
    /// Currency of the capital.
    Currency = "currency", "application-field-currency", Company, Kind::Choice, true;
    /// Section of GB/T 4754-2017.
    Industry = "industry", "application-field-industry", Company, Kind::Choice, true;
    /// Staff.
    Staff = "staff", "application-field-staff", Company, Kind::Choice, true;
    /// Revenue.
    Revenue = "revenue", "application-field-revenue", Company, Kind::Choice, true;
    /// Address.
    Address = "address", "application-field-address", Company, Kind::Line(200), true;
    /// Website.
    Website = "website", "application-field-website", Company, Kind::Website, false;
    /// What the company does.
    Introduction = "introduction", "application-field-introduction", Company, Kind::Lines(2000), true;
    /// Legal representative.
    LegalName = "legal_name", "application-field-legal-name", People, Kind::Line(40), true;
    /// Member representative: name.
    RepName = "rep_name", "application-field-rep-name", People, Kind::Line(40), true;
    /// Member representative: post.
    RepPost = "rep_post", "application-field-rep-post", People, Kind::Line(40), true;
    /// Member representative: phone.
    RepPhone = "rep_phone", "application-field-rep-phone", People, Kind::Phone, true;
    /// Member representative: e-mail.
    RepEmail = "rep_email", "application-field-rep-email", People, Kind::Email, true;
    /// Contact: name.
    ContactName = "contact_name", "application-field-contact-name", People, Kind::Line(40), true;
    /// Contact: phone.
    ContactPhone = "contact_phone", "application-field-contact-phone", People, Kind::Phone, true;
    /// Contact: e-mail.
    ContactEmail = "contact_email", "application-field-contact-email", People, Kind::Email, true;
    /// Finance contact: name.
    FinanceName = "finance_name", "application-field-finance-name", People, Kind::Line(40), false;
    /// Finance contact: phone.
    FinancePhone = "finance_phone", "application-field-finance-phone", People, Kind::Phone, false;
    /// Finance contact: e-mail.
    FinanceEmail = "finance_email", "application-field-finance-email", People, Kind::Email, false;
    /// Rank applied for.
    Rank = "rank", "application-field-rank", Rank, Kind::Rank, true;
    /// First recommender: member company and person.
    Recommender1 = "recommender_1", "application-field-recommender-1", Rank, Kind::Line(80), false;
    /// First recommender: e-mail.
    Recommender1Email = "recommender_1_email", "application-field-recommender-1-email", Rank, Kind::Email, false;
    /// Second recommender.
    Recommender2 = "recommender_2", "application-field-recommender-2", Rank, Kind::Line(80), false;
    /// Second recommender: e-mail.
    Recommender2Email = "recommender_2_email", "application-field-recommender-2-email", Rank, Kind::Email, false;
    /// Third recommender.
    Recommender3 = "recommender_3", "application-field-recommender-3", Rank, Kind::Line(80), false;
    /// Third recommender: e-mail.
    Recommender3Email = "recommender_3_email", "application-field-recommender-3-email", Rank, Kind::Email, false;
    /// Why we join.
    Why = "why", "application-field-why", Reasons, Kind::Lines(2000), true;
    /// The charter was read and accepted, in this version.
    Charter = "charter", "application-field-charter", Reasons, Kind::Charter, true;
    /// Consent: processing for the application.
    ConsentProcessing = "consent_processing", "application-field-consent-processing", Reasons, Kind::Tick, true;
    /// Consent: publication in the directory.
    ConsentDirectory = "consent_directory", "application-field-consent-directory", Reasons, Kind::Tick, false;
    /// Consent: sharing with partners.
    ConsentSharing = "consent_sharing", "application-field-consent-sharing", Reasons, Kind::Tick, false;
}

impl Field {
    /// The field of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.as_str() == name)
    }

    /// The recommenders, each with the e-mail address that goes with it.
    pub const RECOMMENDERS: [(Self, Self); 3] = [
        (Self::Recommender1, Self::Recommender1Email),
        (Self::Recommender2, Self::Recommender2Email),
        (Self::Recommender3, Self::Recommender3Email),
    ];

    /// Reads what was typed: `None` for nothing, else the text in its one form.
    ///
    /// # Errors
    /// [`Wrong`] if it is needed and missing, or not what it should be.
    pub fn read(self, typed: &str, today: Day) -> Result<Option<String>, Wrong> {
        let text = typed.trim();
        if text.is_empty() {
            return if self.is_needed() {
                Err(Wrong::Missing)
            } else {
                Ok(None)
            };
        }
        let read = match self.kind() {
            Kind::Line(most) => short(&one_line(text), most),
            Kind::Lines(most) => short(&text.replace("\r\n", "\n"), most),
            Kind::Code => {
                return CreditCode::parse(text)
                    .map(|c| Some(c.into()))
                    .map_err(Wrong::Code);
            }
            Kind::Phone => phone(text),
            Kind::Email => email(text),
            Kind::Website => website(text),
            Kind::PastDay => past_day(text, today),
            Kind::Capital => ten_thousands(text).map(in_ten_thousands),
            Kind::Choice => self.choice(text).map(str::to_owned).ok_or(Odd::Choice),
            Kind::Tick => Ok("yes".to_owned()),
            Kind::Rank | Kind::Charter => short(text, 80),
        };
        read.map(Some).map_err(Wrong::Odd)
    }

    fn choice(self, text: &str) -> Option<&'static str> {
        match self {
            Self::LegalForm => LegalForm::from_word(text).map(LegalForm::word),
            Self::Currency => Currency::from_word(text).map(Currency::word),
            Self::Industry => Industry::from_word(text).map(Industry::word),
            Self::Staff => StaffBand::from_word(text).map(StaffBand::word),
            Self::Revenue => RevenueBand::from_word(text).map(RevenueBand::word),
            _ => None,
        }
    }

    /// Message key for a stored value that is one of a fixed list or a tick.
    pub fn value_key(self, value: &str) -> Option<&'static str> {
        match self {
            Self::LegalForm => LegalForm::from_word(value).map(LegalForm::key),
            Self::Currency => Currency::from_word(value).map(Currency::key),
            Self::Industry => Industry::from_word(value).map(Industry::key),
            Self::Staff => StaffBand::from_word(value).map(StaffBand::key),
            Self::Revenue => RevenueBand::from_word(value).map(RevenueBand::key),
            _ if self.kind() == Kind::Tick => Some("application-value-given"),
            _ => None,
        }
    }
}

impl Step {
    /// The fields that stand on it.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL
            .iter()
            .copied()
            .filter(move |field| field.step() == self)
    }
}

fn short(text: &str, most: usize) -> Result<String, Odd> {
    if text.chars().count() > most {
        Err(Odd::Long(most))
    } else {
        Ok(text.to_owned())
    }
}

fn past_day(text: &str, today: Day) -> Result<String, Odd> {
    let day: Day = text.parse().map_err(|_| Odd::Date)?;
    if (time::OLDEST..=today).contains(&day) {
        Ok(day.to_string())
    } else {
        Err(Odd::Date)
    }
}
