//! XML as far as statements need it: elements with their texts, names without prefixes. A file comes
//! from a stranger, so how deep and how many they are has a bound. Pure.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::kernel::{Fen, Say};
use crate::say;

/// Deeper than any statement is.
const DEEPEST: usize = 40;
/// More elements than a statement of 20,000 entries has.
const MOST: usize = 600_000;

/// An element with its text and what is inside it.
#[derive(Debug, Default)]
pub struct Node {
    /// Its name, without a prefix.
    pub name: String,
    /// Its attribute `Ccy`.
    pub currency: String,
    text: String,
    inner: Vec<Node>,
}

impl Node {
    /// The elements of this name right inside.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.inner.iter().filter(move |node| node.name == name)
    }

    /// The elements of this name, however deep; none within another of them.
    #[must_use]
    pub fn within<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let deeper = |node: &'a Self| match node.name == name {
            true => vec![node],
            false => node.within(name),
        };
        self.inner.iter().flat_map(deeper).collect()
    }

    /// The element at the end of a path of names.
    #[must_use]
    pub fn at<'a>(&'a self, path: &[&'a str]) -> Option<&'a Self> {
        match path.split_first() {
            None => Some(self),
            Some((first, rest)) => self.all(first).find_map(|node| node.at(rest)),
        }
    }

    /// The text at the end of a path of names; empty without one.
    #[must_use]
    pub fn text<'a>(&'a self, path: &[&'a str]) -> &'a str {
        self.at(path).map_or("", |node| node.text.trim())
    }

    /// The first of several texts that is there.
    #[must_use]
    pub fn any<'a>(&'a self, paths: &[&[&'a str]]) -> &'a str {
        let mut texts = paths.iter().map(|path| self.text(path));
        texts.find(|text| !text.is_empty()).unwrap_or("")
    }

    /// All texts of elements with this name, however deep.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<&str> {
        let found = self.within(name).into_iter();
        let texts = found.map(|node| node.text.trim());
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// The amount at the end of the first of these paths that has one in this currency. `None` if
    /// there is none.
    #[must_use]
    pub fn money(&self, paths: &[&[&str]], currency: &str) -> Option<Fen> {
        let nodes = paths.iter().filter_map(|path| self.at(path));
        let mut ours = nodes.filter(|node| node.currency.is_empty() || node.currency == currency);
        ours.find_map(|node| super::amount(&node.text))
    }
}

/// What is said of a file that is no whole XML.
fn broken() -> Say {
    say!("dues-bank-xml-broken")
}

/// Reads a document into elements. One with entities of its own (`<!ENTITY`) is refused; a number that
/// is no character is a broken one, and what is no reference stays as it is written.
///
/// # Errors
/// If it is no XML, or more of it than a statement is.
pub fn tree(text: &str) -> Result<Node, Say> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let (mut stack, mut count) = (vec![Node::default()], 0);
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        let words = match event {
            Event::DocType(_) => return Err(broken()),
            Event::Start(start) => {
                count += 1;
                if stack.len() > DEEPEST || count > MOST {
                    return Err(say!("web-sheet-too-much"));
                }
                stack.push(element(&start));
                continue;
            }
            Event::End(_) => {
                let node = stack.pop().ok_or_else(broken)?;
                stack.last_mut().ok_or_else(broken)?.inner.push(node);
                continue;
            }
            Event::Text(words) => words.decode().map_err(|_| broken())?.into_owned(),
            Event::CData(words) => words.decode().map_err(|_| broken())?.into_owned(),
            Event::GeneralRef(entity) => referred(&entity),
            Event::Eof => break,
            _ => continue,
        };
        if let Some(node) = stack.last_mut() {
            node.text += &words;
        }
    }
    match (stack.pop(), stack.is_empty()) {
        (Some(root), true) => Ok(root),
        _ => Err(broken()),
    }
}

fn element(start: &BytesStart) -> Node {
    let mut attributes = start.attributes().flatten();
    let currency = attributes.find(|attribute| attribute.key.as_ref() == b"Ccy");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    Node {
        name: text(start.local_name().as_ref()),
        currency: currency.map(|found| text(&found.value)).unwrap_or_default(),
        ..Node::default()
    }
}

fn referred(entity: &BytesRef) -> String {
    let name: &[u8] = entity;
    let letter = match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        _ if entity.is_char_ref() => {
            let number = entity.resolve_char_ref().ok().flatten();
            number.unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        // `A & B; C`, of a bank that doesn't escape.
        _ => return format!("&{};", String::from_utf8_lossy(name)),
    };
    letter.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn too_deep_and_too_many_are_refused() {
        let too_much = Some(say!("web-sheet-too-much"));
        assert_eq!(tree(&"<a>".repeat(1_000_000)).err(), too_much);
        let many = format!("<a>{}</a>", "<b></b>".repeat(MOST));
        assert_eq!(tree(&many).err(), too_much);
    }

    #[test]
    fn a_bare_ampersand_spoils_nothing_and_a_number_of_no_character_one() {
        let root = tree("<a>A & B; C, &#0; &#x110000; &nbsp; E&amp;F &#65;</a>").unwrap();
        let read = "A & B; C, \u{fffd} \u{fffd} &nbsp; E&F A";
        assert_eq!(root.text(&["a"]), read);
        assert!(tree("<!DOCTYPE x [<!ENTITY y \"z\">]><a>&y;</a>").is_err());
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(text in "[<>/&;#a-c!?'\"= \\[\\]-]{0,80}") {
            let _ = tree(&text);
        }
    }
}
