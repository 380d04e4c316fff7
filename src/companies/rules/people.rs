//! What a representative may do for a company, and how a credit code's error is said.

use crate::kernel::credit_code::CreditCodeError;
use crate::kernel::{Powers, Say};
use crate::platform::limits::Limit;
use crate::say;
use crate::words;

/// Invitations a day to people whom the portal doesn't know, for a company that is no member.
pub const LETTERS_TO_STRANGERS: Limit = Limit {
    hits: 5,
    seconds: 24 * 3600,
};

words! {
    /// One thing a representative may do.
    #[derive(Hash)]
    pub enum Power: key "companies-power-" {
        /// Look after profile and representatives.
        Owner = "owner";
        /// Fill in and send applications.
        Submit = "submit";
        /// Answer the chamber in the company's name. Its agreement asks for more than a power (ADR 18).
        Sign = "sign";
        /// Pay dues and fees.
        Pay = "pay";
        /// Register people for events.
        Register = "register";
    }
}

impl Power {
    /// Whether it is among these powers.
    pub fn is_in(self, powers: &Powers) -> bool {
        match self {
            Self::Owner => powers.owner,
            Self::Submit => powers.submit,
            Self::Sign => powers.sign,
            Self::Pay => powers.pay,
            Self::Register => powers.register,
        }
    }

    /// The powers with these names.
    pub fn gather<'a>(names: impl IntoIterator<Item = &'a str>) -> Powers {
        let names: Vec<&str> = names.into_iter().collect();
        let has = |power: Self| names.contains(&power.word());
        Powers {
            owner: has(Self::Owner),
            submit: has(Self::Submit),
            sign: has(Self::Sign),
            pay: has(Self::Pay),
            register: has(Self::Register),
        }
    }
}

/// Whether one representative's powers may become `after` (`None`: no longer a representative).
/// A company always keeps somebody who looks after it.
///
/// # Errors
/// A refusal if nobody would be left who may change the company's people.
pub fn may_change(others: &[Powers], after: Option<&Powers>) -> Result<(), Say> {
    if others.iter().any(|p| p.owner) || after.is_some_and(|p| p.owner) {
        Ok(())
    } else {
        Err(say!("companies-people-last-owner"))
    }
}

/// What is wrong with a credit code, in words.
pub fn say_code(error: CreditCodeError) -> Say {
    match error {
        CreditCodeError::Empty => say!("companies-code-empty"),
        CreditCodeError::Length { found } => say!("companies-code-length", found = found),
        CreditCodeError::Letter { letter, place } => {
            say!(
                "companies-code-letter",
                letter = letter.to_string(),
                place = place
            )
        }
        CreditCodeError::Check => say!("companies-code-check"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_owner_stays() {
        let clerk = Powers {
            submit: true,
            ..Powers::default()
        };
        assert!(may_change(&[clerk], None).is_err());
        assert!(may_change(&[clerk], Some(&clerk)).is_err());
        assert!(may_change(&[clerk, Powers::ALL], None).is_ok());
        assert!(may_change(&[], Some(&Powers::ALL)).is_ok());
    }

    proptest! {
        #[test]
        fn powers_are_gathered_from_their_names(owner: bool, submit: bool, sign: bool, pay: bool, register: bool) {
            let powers = Powers { owner, submit, sign, pay, register };
            let names = Power::ALL.into_iter().filter(|p| p.is_in(&powers)).map(Power::word);
            prop_assert_eq!(Power::gather(names), powers);
        }
    }
}
