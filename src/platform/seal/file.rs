//! A PDF as our own press writes it, with plain objects and a plain table of them, and how more
//! objects are appended to it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Unsealable;
use super::dict::{Dict, references};

/// Revisions that are followed back.
const MOST_REVISIONS: usize = 64;
/// Objects of a file; far more than any of our papers has.
const MOST_OBJECTS: usize = 200_000;
/// What reading an entry of a table costs, in bytes looked at.
const COST_OF_AN_ENTRY: usize = 64;

/// How much reading is left, in bytes looked at: a file may name the same part of it again and again.
pub struct Effort(Cell<usize>);

impl Effort {
    /// Enough for any paper of this length: to read it a dozen times, and as much again for small ones.
    pub fn on(bytes: &[u8]) -> Rc<Self> {
        let enough = bytes.len().saturating_mul(12).saturating_add(64 << 20);
        Rc::new(Self(Cell::new(enough)))
    }

    /// Looks at so many bytes more.
    pub fn spend(&self, bytes: usize) -> Result<(), Unsealable> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.map(drop).ok_or_else(|| flaw("takes too much to read"))
    }
}

/// A file that was read.
pub struct File<'a> {
    bytes: &'a [u8],
    effort: Rc<Effort>,
    /// Objects that a revision took away.
    gone: BTreeSet<u32>,
    /// Where each object stands.
    pub places: BTreeMap<u32, usize>,
    /// The trailer of the newest revision.
    pub trailer: Dict,
    table_at: usize,
}

fn flaw(what: &str) -> Unsealable {
    Unsealable(format!("this PDF {what}"))
}

impl<'a> File<'a> {
    /// Reads the tables of all revisions.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Unsealable> {
        Self::within(bytes, Effort::on(bytes))
    }

    /// [`File::read`] with the effort that is left.
    pub fn within(bytes: &'a [u8], effort: Rc<Effort>) -> Result<Self, Unsealable> {
        let tail = &bytes[bytes.len().saturating_sub(64)..];
        let at = find_last(tail, b"startxref").ok_or_else(|| flaw("has no end"))?;
        let table_at = leading_number(&tail[at + 9..]).ok_or_else(|| flaw("has no table"))?;
        let mut file = Self {
            bytes,
            effort,
            gone: BTreeSet::new(),
            places: BTreeMap::new(),
            trailer: Dict::default(),
            table_at,
        };
        let mut next = Some(table_at);
        for revision in 0..MOST_REVISIONS {
            let Some(at) = next else { break };
            let trailer = file.table(at)?;
            // Later revisions win: they are read first, and a place is not overwritten.
            next = trailer.number("Prev").filter(|prev| *prev < at);
            if revision == 0 {
                file.trailer = trailer;
            }
        }
        Ok(file)
    }

    fn table(&mut self, at: usize) -> Result<Dict, Unsealable> {
        let broken = || flaw("has a table that can't be read");
        let text = self.bytes.get(at..).ok_or_else(broken)?;
        let end = find(text, b"trailer").ok_or_else(broken)?;
        self.effort.spend(end)?;
        let (mut used_here, mut gone_here) = (BTreeMap::new(), BTreeSet::new());
        let mut words = text[..end]
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty());
        if words.next() != Some(b"xref") {
            return Err(broken());
        }
        let number = |word: &[u8]| std::str::from_utf8(word).ok()?.parse::<usize>().ok();
        while let Some(first) = words.next() {
            let first = number(first).ok_or_else(broken)?;
            let count = words.next().and_then(number).ok_or_else(broken)?;
            if count > MOST_OBJECTS {
                return Err(broken());
            }
            let last = first.checked_add(count).ok_or_else(broken)?;
            for object in first..last {
                let place = words.next().and_then(number).ok_or_else(broken)?;
                let _generation = words.next();
                let used = words.next().ok_or_else(broken)? == b"n";
                let object = u32::try_from(object).map_err(|_| broken())?;
                self.effort.spend(COST_OF_AN_ENTRY)?;
                let twice = if used {
                    used_here.insert(object, place).is_some() || gone_here.contains(&object)
                } else {
                    !gone_here.insert(object) || used_here.contains_key(&object)
                };
                // Which of the two holds, readers don't agree on.
                if twice || used_here.len() > MOST_OBJECTS {
                    return Err(broken());
                }
            }
        }
        for (object, place) in used_here {
            if !self.gone.contains(&object) {
                self.places.entry(object).or_insert(place);
            }
        }
        let older = |object: &u32| !self.places.contains_key(object);
        self.gone.extend(gone_here.into_iter().filter(older));
        if self.places.len() > MOST_OBJECTS {
            return Err(broken());
        }
        Dict::read(&text[end + 7..]).ok_or_else(broken)
    }

    /// What stands between `N 0 obj` and `endobj`, a stream's bytes included.
    pub fn object(&self, number: u32) -> Result<&'a [u8], Unsealable> {
        let broken = || flaw(&format!("has no object {number}"));
        let place = *self.places.get(&number).ok_or_else(broken)?;
        let head = format!("{number} 0 obj");
        let body = self
            .bytes
            .get(place..)
            .and_then(|text| text.strip_prefix(head.as_bytes()))
            .ok_or_else(broken)?;
        // What comes before any stream is looked at first, and paid for before it is read.
        let head = find(body, b"endobj").ok_or_else(broken)?;
        self.effort.spend(head)?;
        let end = match stream_in(&body[..head], body.len()) {
            Some((from, length)) => {
                let rest = body.get(from + length..).ok_or_else(broken)?;
                let rest = find(rest, b"endobj").ok_or_else(broken)?;
                self.effort.spend(length + rest)?;
                from + length + rest
            }
            None => head,
        };
        Ok(body[..end].trim_ascii())
    }

    /// An object that is a dictionary, or a stream's.
    pub fn dict(&self, number: u32) -> Result<Dict, Unsealable> {
        Dict::read(self.object(number)?).ok_or_else(|| flaw(&format!("has no dictionary {number}")))
    }

    /// The catalogue's number.
    pub fn root(&self) -> Result<u32, Unsealable> {
        self.trailer
            .reference("Root")
            .ok_or_else(|| flaw("has no catalogue"))
    }

    /// The pages, in order.
    pub fn pages(&self) -> Result<Vec<u32>, Unsealable> {
        let tree = self
            .dict(self.root()?)?
            .reference("Pages")
            .ok_or_else(|| flaw("has no pages"))?;
        let mut pages = vec![];
        let mut open = vec![tree];
        let mut seen = BTreeSet::new();
        while let Some(number) = open.pop() {
            if !seen.insert(number) || open.len() > MOST_OBJECTS {
                return Err(flaw("names a page twice, or has pages in a circle"));
            }
            let dict = self.dict(number)?;
            match dict.get("Kids") {
                Some(kids) => open.extend(references(kids).into_iter().rev()),
                None => pages.push(number),
            }
        }
        Ok(pages)
    }
}

/// Where the bytes of an object's stream begin, and how many there are.
pub fn stream(body: &[u8]) -> Option<(usize, usize)> {
    stream_in(body, body.len())
}

/// The same, of an object whose beginning this is and that has so many bytes at most.
fn stream_in(head: &[u8], most: usize) -> Option<(usize, usize)> {
    let dict = Dict::read(head)?;
    let length = dict.number("Length")?;
    let at = find(head, b"stream")? + 6;
    let at = at + head.get(at..)?.iter().take_while(|b| **b == b'\r').count();
    let fits = (at + 1).checked_add(length).is_some_and(|end| end <= most);
    (head.get(at) == Some(&b'\n') && fits).then_some((at + 1, length))
}

/// Objects to be appended to a file as one revision.
pub struct Update {
    next: u32,
    objects: BTreeMap<u32, Vec<u8>>,
}

impl Update {
    /// Of this file.
    pub fn of(file: &File<'_>) -> Self {
        let last = file.places.keys().next_back().copied().unwrap_or(0);
        let size = file
            .trailer
            .number("Size")
            .and_then(|n| u32::try_from(n).ok());
        Self {
            next: size.unwrap_or(0).max(last + 1),
            objects: BTreeMap::new(),
        }
    }

    /// A number for a new object.
    pub fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Writes an object, new or instead of the one with this number.
    pub fn put(&mut self, number: u32, body: Vec<u8>) {
        self.objects.insert(number, body);
    }

    /// The file with the update after it.
    pub fn append(self, file: &File<'_>) -> Vec<u8> {
        let mut out = file.bytes.to_vec();
        if out.last() != Some(&b'\n') {
            out.push(b'\n');
        }
        let mut places = BTreeMap::new();
        for (number, body) in &self.objects {
            places.insert(*number, out.len());
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let table_at = out.len();
        out.extend_from_slice(b"xref\n");
        let numbers: Vec<u32> = places.keys().copied().collect();
        for run in numbers.chunk_by(|a, b| a + 1 == *b) {
            out.extend_from_slice(format!("{} {}\n", run[0], run.len()).as_bytes());
            for number in run {
                out.extend_from_slice(format!("{:010} 00000 n \n", places[number]).as_bytes());
            }
        }
        let mut trailer = file.trailer.clone();
        trailer.set("Size", self.next.to_string());
        trailer.set("Prev", file.table_at.to_string());
        out.extend_from_slice(b"trailer\n");
        out.extend_from_slice(&trailer.write());
        out.extend_from_slice(format!("\nstartxref\n{table_at}\n%%EOF\n").as_bytes());
        out
    }
}

/// Where `what` first stands in `text`.
pub fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn find_last(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).rposition(|window| window == what)
}

fn leading_number(text: &[u8]) -> Option<usize> {
    let digits: Vec<u8> = text
        .trim_ascii_start()
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}
