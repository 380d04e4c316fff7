//! What the QR code of a business licence tells of its company. There is no one form of it: mostly an address of the
//! registry with the credit code in it (`uniscid=…`), and often no more than a key of the registry's own; some say
//! name and code in lines with a label each. What can't be told is left to be typed.

use crate::kernel::credit_code::CreditCode;

/// What was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The registered name; empty for none.
    pub name: String,
    /// The credit code in its one form; empty for none.
    pub code: String,
}

impl Told {
    /// What it tells, as one line; empty for nothing.
    #[must_use]
    pub fn line(&self) -> String {
        let all = [self.name.as_str(), self.code.as_str()];
        let told: Vec<&str> = all.into_iter().filter(|text| !text.is_empty()).collect();
        told.join(" \u{b7} ")
    }
}

/// The characters that a credit code has.
const LENGTH: usize = 18;
/// Most characters of a name.
const MOST_NAME: usize = 100;
/// How the address of a registry calls a company's name.
const NAMED: [&str; 3] = ["entname", "companyname", "corpname"];
/// How a label of it ends in Chinese: "name". No text that anybody is shown.
const LABEL: &str = "\u{540d}\u{79f0}";

/// What the codes of one picture tell. Two of them that tell of two companies tell nothing.
#[must_use]
pub fn told(codes: &[String]) -> Told {
    Told {
        name: one(codes.iter().flat_map(|text| names(text))),
        code: one(codes.iter().flat_map(|text| credit_codes(text))),
    }
}

/// The one thing that all of these are; nothing if they differ.
fn one(all: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = all.collect();
    all.sort();
    all.dedup();
    match all.as_slice() {
        [only] => only.clone(),
        _ => String::new(),
    }
}

fn credit_codes(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let whole = words.filter(|word| word.len() == LENGTH);
    let codes = whole.filter_map(|word| CreditCode::parse(word).ok());
    codes.map(String::from).collect()
}

fn names(text: &str) -> Vec<String> {
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let asked = form_urlencoded::parse(query.as_bytes());
    let asked = asked.filter(|(key, _)| NAMED.contains(&key.to_lowercase().as_str()));
    let lines = text.split(['\n', '\r', ';', '\u{ff1b}', ',', '\u{ff0c}']);
    let labelled = lines.filter_map(|line| line.split_once([':', '\u{ff1a}']));
    let labelled = labelled.filter(|(label, _)| label.trim().ends_with(LABEL));
    let all = asked
        .map(|(_, name)| name.trim().to_owned())
        .chain(labelled.map(|(_, name)| name.trim().to_owned()));
    let fits = |name: &String| (2..=MOST_NAME).contains(&name.chars().count());
    all.filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "91350100M000100Y43";

    fn read(codes: &[&str]) -> (String, String) {
        let codes: Vec<String> = codes.iter().map(|text| (*text).to_owned()).collect();
        let told = told(&codes);
        (told.name, told.code)
    }

    #[test]
    fn an_address_of_the_registry_tells_the_code_and_sometimes_the_name() {
        let plain = format!("http://www.gsxt.example/index.html?uniscid={CODE}");
        assert_eq!(read(&[&plain]), (String::new(), CODE.to_owned()));
        let named = format!(
            "https://gsxt.example/?entName=%E6%A2%85%E8%8A%B1&uniscid={}",
            CODE.to_lowercase()
        );
        assert_eq!(
            read(&[&named]),
            ("\u{6885}\u{82b1}".to_owned(), CODE.to_owned())
        );
    }

    #[test]
    fn lines_with_labels_tell_name_and_code() {
        let lines =
            format!("\u{4f01}\u{4e1a}{LABEL}\u{ff1a}\u{6885}\u{82b1}\n\u{4ee3}\u{7801}:{CODE}");
        assert_eq!(
            read(&[&lines]),
            ("\u{6885}\u{82b1}".to_owned(), CODE.to_owned())
        );
    }

    #[test]
    fn a_key_of_the_registry_or_a_code_that_is_none_tells_nothing() {
        for text in [
            "https://gsxt.example/q/0b1c2d3e4f5a6b7c8d",
            "91350100M000100Y44",
            "",
            "a?entName=",
        ] {
            assert_eq!(read(&[text]), (String::new(), String::new()), "{text}");
        }
    }

    #[test]
    fn codes_of_two_companies_tell_nothing() {
        let other = CreditCode::complete("91440300MA0000001")
            .unwrap()
            .to_string();
        assert_eq!(read(&[CODE, &other]).1, "");
        assert_eq!(read(&[CODE, &CODE.to_lowercase()]).1, CODE);
    }
}
