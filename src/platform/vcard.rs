//! Somebody's card for the address book of a phone: vCard 3.0 (RFC 2426), which every phone in use reads.

use super::ics::{escaped, fold};

/// What stands on a card; texts may be empty.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// Name; where there is none, that of the organisation stands for it.
    pub name: String,
    /// Organisation.
    pub organisation: String,
    /// Post.
    pub post: String,
    /// Mobile number.
    pub phone: String,
    /// Landline.
    pub tel: String,
    /// E-mail address.
    pub email: String,
    /// Name in WeChat.
    pub wechat: String,
    /// Address.
    pub address: String,
}

/// The text of a `.vcf` with these cards.
#[must_use]
pub fn cards<'a>(all: impl IntoIterator<Item = &'a Card>) -> String {
    let mut out = String::new();
    for card in all {
        put(&mut out, card);
    }
    out
}

fn put(out: &mut String, card: &Card) {
    let name = if card.name.is_empty() {
        &card.organisation
    } else {
        &card.name
    };
    let mut line = |head: &str, text: &str| {
        if !text.is_empty() {
            fold(out, &format!("{head}:{}", escaped(text)));
        }
    };
    line("BEGIN", "VCARD");
    line("VERSION", "3.0");
    line("FN", name);
    // Names aren't taken apart: which part of one is the family's, nobody wrote down.
    line("N", name);
    line("ORG", &card.organisation);
    line("TITLE", &card.post);
    line("TEL;TYPE=CELL", &card.phone);
    line("TEL;TYPE=WORK", &card.tel);
    line("EMAIL;TYPE=INTERNET", &card.email);
    line("X-WECHAT", &card.wechat);
    line("LABEL;TYPE=WORK", &card.address);
    line("END", "VCARD");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_what_there_is_and_nothing_runs_out_of_its_line() {
        let card = Card {
            name: "Li; Na".to_owned(),
            organisation: "A, B\nEND:VCARD".to_owned(),
            phone: "13800138000".to_owned(),
            ..Card::default()
        };
        assert_eq!(
            cards([&card]),
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Li\\; Na\r\nN:Li\\; Na\r\nORG:A\\, B\\nEND:VCARD\r\n\
             TEL;TYPE=CELL:13800138000\r\nEND:VCARD\r\n"
        );
    }

    #[test]
    fn a_card_without_a_name_is_called_by_its_organisation_and_long_lines_are_folded() {
        let long = Card {
            organisation: "商".repeat(40),
            ..Card::default()
        };
        let text = cards([&long, &long]);
        assert_eq!(text.matches("BEGIN:VCARD").count(), 2);
        assert!(text.contains("FN:商"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    }
}
