//! The unified social credit code: the 18 characters by which an organisation in China is known.
//!
//! GB 32100-2015: one character for the registering department, one for the kind of organisation,
//! six digits for the place, nine characters of organisation code, and a check character. It is also
//! the tax number. This file knows the form of a code, not whether such a company exists.

use std::fmt;

/// The 31 characters a code is written in; a character's value is its place here. I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// How many characters a code has, the check character included.
const LENGTH: usize = 18;

/// A credit code that is well formed: 18 characters, upper case, no spaces, right check character.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// What is wrong with a text that was meant to be a credit code, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Nothing was written.
    #[error("the credit code is empty")]
    Empty,
    /// It doesn't have 18 characters.
    #[error("the credit code has {found} characters instead of 18")]
    Length {
        /// How many there are once spaces and dashes are gone.
        found: usize,
    },
    /// A character that no code is written with.
    #[error("character {place} of the credit code, {letter}, is not used in credit codes")]
    Letter {
        /// The character as written.
        letter: char,
        /// Its place, counted from 1.
        place: usize,
    },
    /// The last character doesn't follow from the others, so one of them was mistyped.
    #[error("the last character of the credit code doesn't fit the others")]
    Check,
}

impl CreditCode {
    /// Reads a code as people write it: lower case, full-width letters, spaces and dashes are put right.
    ///
    /// # Errors
    /// Says what is wrong: nothing there, a wrong length, a wrong character and its place, or a check character that doesn't fit.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = normal(text);
        let found = code.chars().count();
        if found == 0 {
            return Err(CreditCodeError::Empty);
        }
        if let Some((at, letter)) = code.chars().enumerate().find(|(_, c)| value(*c).is_none()) {
            return Err(CreditCodeError::Letter {
                letter,
                place: at + 1,
            });
        }
        if found != LENGTH {
            return Err(CreditCodeError::Length { found });
        }
        if code.chars().last() != check_character(&code) {
            return Err(CreditCodeError::Check);
        }
        Ok(Self(code))
    }

    /// Makes a code from 17 characters by adding the check character; `None` if they are not 17 of the alphabet.
    pub fn complete(body: &str) -> Option<Self> {
        let body = normal(body);
        if body.chars().count() != LENGTH - 1 || body.chars().any(|c| value(c).is_none()) {
            return None;
        }
        let check = check_character(&body)?;
        Some(Self(format!("{body}{check}")))
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups, as it is easiest to read aloud and compare: `91 440300 192203821 6`.
    pub fn grouped(&self) -> String {
        let part = |from: usize, to: usize| self.0.get(from..to).unwrap_or_default();
        format!(
            "{} {} {} {}",
            part(0, 2),
            part(2, 8),
            part(8, 17),
            part(17, 18)
        )
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.0
    }
}

/// Without what people put between the characters, in upper case, full-width letters as plain ones.
fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '–' | '\u{200b}' | '\u{feff}'))
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            other => other,
        })
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// A character's place in the alphabet.
fn value(letter: char) -> Option<u32> {
    (0u32..)
        .zip(ALPHABET)
        .find(|(_, a)| char::from(**a) == letter)
        .map(|(at, _)| at)
}

/// The check character of the first 17: weights are the powers of 3 modulo 31.
fn check_character(code: &str) -> Option<char> {
    let mut weight = 1;
    let mut sum = 0;
    for letter in code.chars().take(LENGTH - 1) {
        sum = (sum + value(letter)? * weight) % 31;
        weight = weight * 3 % 31;
    }
    ALPHABET
        .get(((31 - sum) % 31) as usize)
        .map(|a| char::from(*a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code_of(places: &[usize]) -> CreditCode {
        let body: String = places.iter().map(|p| char::from(ALPHABET[*p])).collect();
        CreditCode::complete(&body).unwrap()
    }

    #[test]
    fn the_codes_of_known_companies_are_read_and_broken_ones_refused() {
        let text = include_str!("../../tests/data/credit-codes.csv");
        let mut seen = 0;
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.splitn(3, ',').collect();
            assert_eq!(
                CreditCode::parse(fields[0]).is_ok(),
                fields[1] == "yes",
                "{line}"
            );
            seen += 1;
        }
        assert_eq!(seen, 16);
    }

    #[test]
    fn an_error_names_what_is_wrong_and_where() {
        assert_eq!(CreditCode::parse("  "), Err(CreditCodeError::Empty));
        assert_eq!(
            CreditCode::parse("91440300192203821"),
            Err(CreditCodeError::Length { found: 17 })
        );
        let wrong = CreditCode::parse("9144030O1922038216");
        assert_eq!(
            wrong,
            Err(CreditCodeError::Letter {
                letter: 'O',
                place: 8
            })
        );
        assert_eq!(
            CreditCode::parse("914403001922038217"),
            Err(CreditCodeError::Check)
        );
        let chinese = CreditCode::parse("统一社会信用代码");
        assert_eq!(
            chinese,
            Err(CreditCodeError::Letter {
                letter: '统',
                place: 1
            })
        );
    }

    #[test]
    fn full_width_letters_and_dashes_are_put_right() {
        let code = CreditCode::parse("９１４４０３００-71526726xg").unwrap();
        assert_eq!(code.as_str(), "9144030071526726XG");
        assert_eq!(code.grouped(), "91 440300 71526726X G");
    }

    proptest! {
        #[test]
        fn a_completed_code_is_always_read_back(places in proptest::collection::vec(0usize..31, 17)) {
            let code = code_of(&places);
            prop_assert_eq!(CreditCode::parse(code.as_str()), Ok(code.clone()));
            prop_assert_eq!(CreditCode::parse(&code.grouped().to_lowercase()), Ok(code));
        }

        #[test]
        fn one_mistyped_character_is_always_caught(
            places in proptest::collection::vec(0usize..31, 17),
            at in 0usize..18,
            by in 1usize..31,
        ) {
            let code = code_of(&places);
            let mut letters: Vec<char> = code.as_str().chars().collect();
            let old = value(letters[at]).unwrap() as usize;
            letters[at] = char::from(ALPHABET[(old + by) % 31]);
            let typed: String = letters.into_iter().collect();
            prop_assert_eq!(CreditCode::parse(&typed), Err(CreditCodeError::Check));
        }

        #[test]
        fn two_different_neighbours_swapped_are_always_caught(
            places in proptest::collection::vec(0usize..31, 17),
            at in 0usize..16,
        ) {
            let code = code_of(&places);
            let mut letters: Vec<char> = code.as_str().chars().collect();
            prop_assume!(letters[at] != letters[at + 1]);
            letters.swap(at, at + 1);
            let typed: String = letters.into_iter().collect();
            prop_assert!(CreditCode::parse(&typed).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = CreditCode::parse(&text);
        }
    }
}
