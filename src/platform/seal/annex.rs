//! Puts the pages of one paper after those of another, without changing a byte of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Unsealable;
use super::dict::{Dict, each_reference, references};
use super::file::{File, Update, stream};

/// The structure of a paper as our press writes it: what stands on its pages, for who can't see them.
struct Tree {
    number: u32,
    dict: Dict,
    parents: Dict,
}

impl Tree {
    /// That of a paper; none if it has none, or one that is written otherwise.
    fn of(file: &File<'_>) -> Result<Option<Self>, Unsealable> {
        let Some(number) = file.dict(file.root()?)?.reference("StructTreeRoot") else {
            return Ok(None);
        };
        let dict = file.dict(number)?;
        let parents = dict.get("ParentTree").and_then(Dict::read);
        let tree = parents.map(|parents| Self {
            number,
            dict,
            parents,
        });
        // The keys of the pages are the places of their lists.
        Ok(tree.filter(|tree| tree.dict.number("ParentTreeNextKey") == Some(tree.lists().len())))
    }

    /// What stands on each page, or on an annotation.
    fn lists(&self) -> Vec<u32> {
        references(self.parents.get("Nums").unwrap_or_default())
    }

    /// Its uppermost elements.
    fn tops(&self) -> Vec<u32> {
        references(self.dict.get("K").unwrap_or_default())
    }

    /// Takes another's elements in, which have new numbers.
    fn join(mut self, other: &Self, moved: &BTreeMap<u32, u32>, update: &mut Update) {
        let new = |number: &u32| moved.get(number).copied().unwrap_or(0);
        let lists: Vec<u32> = [self.lists(), other.lists().iter().map(new).collect()].concat();
        let tops: Vec<u32> = [self.tops(), other.tops().iter().map(new).collect()].concat();
        let keyed = lists.iter().enumerate();
        let keyed: Vec<String> = keyed
            .map(|(key, list)| format!("{key} {list} 0 R"))
            .collect();
        self.parents.set("Nums", format!("[{}]", keyed.join(" ")));
        self.dict.set("ParentTree", self.parents.write());
        self.dict.set("ParentTreeNextKey", lists.len().to_string());
        self.dict.set("K", listed(&tops));
        update.put(self.number, self.dict.write());
    }
}

fn listed(numbers: &[u32]) -> String {
    let all: Vec<String> = numbers.iter().map(|n| format!("{n} 0 R")).collect();
    format!("[{}]", all.join(" "))
}

/// `original` with the pages of `annex` after its own, and what stands on them in its structure. The
/// original stays the beginning of the file.
///
/// # Errors
/// If one of them is no PDF as our press writes them.
pub fn append(original: &[u8], annex: &[u8]) -> Result<Vec<u8>, Unsealable> {
    let (old, new) = (File::read(original)?, File::read(annex)?);
    let mut update = Update::of(&old);
    let tree = old
        .dict(old.root()?)?
        .reference("Pages")
        .ok_or_else(|| Unsealable("this PDF has no pages".into()))?;
    let trees = Tree::of(&old)?.zip(Tree::of(&new)?);
    let base = trees.as_ref().map(|(tree, _)| tree.lists().len());
    let mut moved: BTreeMap<u32, u32> = BTreeMap::new();
    let pages = new.pages()?;
    let mut open = pages.clone();
    if let Some((tree, other)) = &trees {
        // Whose elements are those of the annex is the original's tree from now on.
        moved.insert(other.number, tree.number);
        open.extend(other.lists().into_iter().chain(other.tops()));
    }
    open.sort_unstable();
    open.dedup();
    for number in &open {
        moved.insert(*number, update.number());
    }
    // Everything the pages need, each once, under a new number.
    let mut ready = vec![];
    while let Some(number) = open.pop() {
        let is_page = pages.contains(&number);
        let body = carried(&new, number, is_page, base)?;
        for needed in needs(&body) {
            if let Entry::Vacant(place) = moved.entry(needed) {
                place.insert(update.number());
                open.push(needed);
            }
        }
        ready.push((number, is_page, body));
    }
    for (number, is_page, body) in ready {
        let mut body = renumbered(&body, &moved);
        if is_page {
            let end = body.len() - 2;
            body.splice(end..end, format!("/Parent {tree} 0 R").into_bytes());
        }
        update.put(moved[&number], body);
    }
    if let Some((tree, other)) = trees {
        tree.join(&other, &moved, &mut update);
    }
    let mut all = old.pages()?;
    let mut parents = old.dict(tree)?;
    if references(parents.get("Kids").unwrap_or_default()) != all {
        return Err(Unsealable("this PDF keeps its pages in branches".into()));
    }
    all.extend(pages.iter().map(|page| moved[page]));
    parents.set("Kids", listed(&all));
    parents.set("Count", all.len().to_string());
    update.put(tree, parents.write());
    Ok(update.append(&old))
}

/// An object of the annex as it is taken over, with its old numbers. Its keys into the structure go on
/// after those of the original; without a structure to go on in there are none.
fn carried(
    new: &File<'_>,
    number: u32,
    is_page: bool,
    base: Option<usize>,
) -> Result<Vec<u8>, Unsealable> {
    const KEYS: [&str; 2] = ["StructParents", "StructParent"];
    let body = new.object(number)?;
    let Some(mut dict) = Dict::read(body).filter(|_| stream(body).is_none()) else {
        return Ok(body.to_vec());
    };
    if !is_page && KEYS.iter().all(|key| dict.get(key).is_none()) {
        return Ok(body.to_vec());
    }
    if is_page {
        // The tree of pages stays behind, and with it what only the annex's catalogue knows.
        dict.remove("Parent");
    }
    for key in KEYS {
        match (dict.number(key), base) {
            (Some(at), Some(base)) => dict.set(key, (base + at).to_string()),
            (Some(_), None) => dict.remove(key),
            (None, _) => {}
        }
    }
    Ok(dict.write())
}

/// The part of an object that can refer to others: all of it, or what stands before its stream.
fn head(body: &[u8]) -> usize {
    stream(body).map_or(body.len(), |(from, _)| from)
}

fn needs(body: &[u8]) -> Vec<u32> {
    references(&body[..head(body)])
}

fn renumbered(body: &[u8], moved: &BTreeMap<u32, u32>) -> Vec<u8> {
    let head = head(body);
    let mut out = vec![];
    let mut from = 0;
    each_reference(&body[..head], |begin, end, number| {
        out.extend_from_slice(&body[from..begin]);
        out.extend_from_slice(
            format!("{} 0 R", moved.get(&number).copied().unwrap_or(0)).as_bytes(),
        );
        from = end;
    });
    out.extend_from_slice(&body[from..]);
    out
}
