//! PDF dictionaries as text: enough of the syntax to read an entry and to write one.

/// No dictionary is read further than so many bytes: it holds a copy of them.
const MOST: usize = 1 << 20;

/// The entries of a dictionary in order, keys without slash, values as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dict(pub Vec<(String, Vec<u8>)>);

impl Dict {
    /// Reads the dictionary that begins at the start of `text`, after white space.
    pub fn read(text: &[u8]) -> Option<Self> {
        let text = &text[..text.len().min(MOST)];
        let mut at = skip(text, 0);
        if !text.get(at..)?.starts_with(b"<<") {
            return None;
        }
        at += 2;
        let mut entries = vec![];
        loop {
            at = skip(text, at);
            if text.get(at..)?.starts_with(b">>") {
                return Some(Self(entries));
            }
            if text.get(at) != Some(&b'/') {
                return None;
            }
            let end = name_end(text, at + 1);
            let key = String::from_utf8_lossy(&text[at + 1..end]).into_owned();
            let from = skip(text, end);
            let to = value_end(text, from)?;
            entries.push((key, text[from..to].to_vec()));
            at = to;
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&[u8]> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value.as_slice())
    }

    /// The object a key refers to.
    pub fn reference(&self, key: &str) -> Option<u32> {
        references(self.get(key)?).first().copied()
    }

    /// The whole number at a key.
    pub fn number(&self, key: &str) -> Option<usize> {
        std::str::from_utf8(self.get(key)?)
            .ok()?
            .trim()
            .parse()
            .ok()
    }

    /// Sets a key.
    pub fn set(&mut self, key: &str, value: impl Into<Vec<u8>>) {
        let value = value.into();
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        self.0.retain(|(known, _)| known != key);
    }

    /// As it is written.
    pub fn write(&self) -> Vec<u8> {
        let mut out = b"<<".to_vec();
        for (key, value) in &self.0 {
            out.push(b'/');
            out.extend_from_slice(key.as_bytes());
            out.push(b' ');
            out.extend_from_slice(value);
        }
        out.extend_from_slice(b">>");
        out
    }
}

/// The objects that a value such as `[3 0 R 7 0 R]` refers to, in order.
pub fn references(value: &[u8]) -> Vec<u32> {
    let mut found = vec![];
    each_reference(value, |_, _, object| found.push(object));
    found
}

/// Calls `see` with where each `N 0 R` begins and ends outside of strings, and its N.
pub fn each_reference(value: &[u8], mut see: impl FnMut(usize, usize, u32)) {
    let mut at = 0;
    while at < value.len() {
        match value[at] {
            b'<' if value[at..].starts_with(b"<<") => at += 2,
            b'(' | b'<' => {
                at = value_end(value, at).unwrap_or(value.len());
            }
            b'/' => at = name_end(value, at + 1),
            b'0'..=b'9' => match reference(value, at) {
                Some((end, object)) => {
                    see(at, end, object);
                    at = end;
                }
                None => at = number_end(value, at),
            },
            _ => at += 1,
        }
    }
}

fn number_end(text: &[u8], at: usize) -> usize {
    let digits = |b: &&u8| b.is_ascii_digit() || **b == b'.';
    at + text[at..].iter().take_while(digits).count()
}

fn reference(text: &[u8], at: usize) -> Option<(usize, u32)> {
    let end = number_end(text, at);
    let object = std::str::from_utf8(&text[at..end]).ok()?.parse().ok()?;
    let rest = text.get(end..)?.strip_prefix(b" 0 R")?;
    let whole = rest.first().is_none_or(|b| !b.is_ascii_alphanumeric());
    whole.then_some((end + 4, object))
}

fn skip(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' | 0 | 12 => at += 1,
            b'%' => at += text[at..].iter().take_while(|b| **b != b'\n').count(),
            _ => break,
        }
    }
    at
}

fn name_end(text: &[u8], at: usize) -> usize {
    let inside = |b: &&u8| !b.is_ascii_whitespace() && !b"/<>[]()%{}\0".contains(b);
    at + text
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(inside)
        .count()
}

/// Where the value that begins at `at` ends. Nesting is counted, not recursed into.
fn value_end(text: &[u8], at: usize) -> Option<usize> {
    let (mut at, mut depth) = (at, 0_usize);
    loop {
        at = skip(text, at);
        let rest = text.get(at..)?;
        match rest.first()? {
            b'<' if rest.starts_with(b"<<") => {
                depth += 1;
                at += 2;
                continue;
            }
            b'>' if rest.starts_with(b">>") && depth > 0 => {
                depth -= 1;
                at += 2;
            }
            b'[' => {
                depth += 1;
                at += 1;
                continue;
            }
            b']' if depth > 0 => {
                depth -= 1;
                at += 1;
            }
            b'(' => at = string_end(text, at)?,
            b'<' => at += rest.iter().position(|b| *b == b'>')? + 1,
            b'/' => at = name_end(text, at + 1),
            b'0'..=b'9' if reference(text, at).is_some() => at = reference(text, at)?.0,
            _ => {
                let end = name_end(text, at);
                if end == at {
                    return None;
                }
                at = end;
            }
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

fn string_end(text: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.get(at..)?.iter().enumerate();
    while let Some((place, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + place + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// A text as PDF writes it when it may hold any character: UTF-16 with a mark, in hexadecimal.
pub fn text(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}

/// Reads such a text, or one in plain letters.
pub fn read_text(value: &[u8]) -> Option<String> {
    if let Some(hex) = value.strip_prefix(b"<").and_then(|v| v.strip_suffix(b">")) {
        let bytes = hex::decode(hex).ok()?;
        return Some(match bytes.strip_prefix(&[0xfe, 0xff]) {
            Some(wide) => {
                let units: Vec<u16> = wide
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                String::from_utf16_lossy(&units)
            }
            None => String::from_utf8_lossy(&bytes).into_owned(),
        });
    }
    let plain = value.strip_prefix(b"(")?.strip_suffix(b")")?;
    Some(String::from_utf8_lossy(plain).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn entries_are_read_whatever_is_nested_in_them() {
        let dict = Dict::read(b" <</A/B/C[1 0 R (x\\)]>>)]/D<</E 5>>/F 12 0 R/G<AB>/H 1.5>> tail")
            .unwrap();
        assert_eq!(dict.get("A"), Some(&b"/B"[..]));
        assert_eq!(dict.reference("C"), Some(1));
        assert_eq!(dict.get("D"), Some(&b"<</E 5>>"[..]));
        assert_eq!(dict.reference("F"), Some(12));
        assert_eq!(Dict::read(&dict.write()), Some(dict));
    }

    #[test]
    fn references_are_found_in_dictionaries_too_but_not_in_strings() {
        let value = b"<</A 1 0 R/B<</C[2 0 R 3 0 R]>>/D<05 0 R>/E(6 0 R)/F 7 0 R>>";
        assert_eq!(references(value), [1, 2, 3, 7]);
    }

    proptest! {
        #[test]
        fn texts_are_read_back(plain in "(?s).{0,40}") {
            prop_assert_eq!(read_text(text(&plain).as_bytes()), Some(plain));
        }

        #[test]
        fn nothing_that_is_read_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Dict::read(&bytes);
            let _ = references(&bytes);
            let mut with = b"<</A ".to_vec();
            with.extend(&bytes);
            let _ = Dict::read(&with);
        }
    }
}
