//! What the columns of a list of people hold, by their heads as registers have them. Pure.

use super::roll_words::{CONTACTS, HEADS, OF_PEOPLE};
use crate::kernel::sheet::plain;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A person's name.
    Name,
    /// The company they come from.
    Company,
    /// Their post.
    Post,
    /// A number.
    Phone,
    /// A mail address.
    Email,
}

/// What the column under this head holds; `None` if that is nothing of these.
#[must_use]
pub fn head(text: &str) -> Option<Head> {
    let [names, posts, mobiles, tels, emails, ..] = CONTACTS;
    let [firms, offices] = OF_PEOPLE;
    let companies = HEADS.iter().find(|(field, _)| *field == "name");
    let companies = companies.map_or(&[][..], |(_, words)| *words);
    let kinds = [
        (Head::Company, firms),
        (Head::Name, names),
        (Head::Post, posts),
        (Head::Post, offices),
        (Head::Phone, mobiles),
        (Head::Phone, tels),
        (Head::Email, emails),
        (Head::Company, companies),
    ];
    let asked = plain(text);
    let found = kinds
        .into_iter()
        .find(|(_, words)| words.iter().any(|word| plain(word) == asked));
    found.map(|(head, _)| head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_as_registers_have_them() {
        for (text, expected) in [
            ("姓名", Some(Head::Name)),
            ("單位", Some(Head::Company)),
            ("单位名称", Some(Head::Company)),
            ("职 务", Some(Head::Post)),
            ("手机号", Some(Head::Phone)),
            ("E-mail", Some(Head::Email)),
            ("邮箱", Some(Head::Email)),
            ("张三", None),
            ("", None),
        ] {
            assert_eq!(head(text), expected, "{text}");
        }
    }
}
