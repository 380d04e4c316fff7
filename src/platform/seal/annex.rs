//! Puts the pages of one paper after those of another, without changing a byte of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Unsealable;
use super::dict::each_reference;
use super::file::{File, Update, stream};

/// `original` with the pages of `annex` after its own. The original stays the beginning of the file.
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
    let mut moved: BTreeMap<u32, u32> = BTreeMap::new();
    let mut open = new.pages()?;
    let pages = open.clone();
    for page in &pages {
        moved.insert(*page, update.number());
    }
    // Everything the pages need, each once, under a new number.
    let mut ready = vec![];
    while let Some(number) = open.pop() {
        let is_page = pages.contains(&number);
        let mut body = new.object(number)?.to_vec();
        if is_page {
            let mut dict = new.dict(number)?;
            // The tree of the annex stays behind, and with it what only its catalogue knows.
            dict.remove("Parent");
            dict.remove("StructParents");
            body = dict.write();
        }
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
    let mut all = old.pages()?;
    let mut parents = old.dict(tree)?;
    if super::dict::references(parents.get("Kids").unwrap_or_default()) != all {
        return Err(Unsealable("this PDF keeps its pages in branches".into()));
    }
    all.extend(pages.iter().map(|page| moved[page]));
    let kids: Vec<String> = all.iter().map(|page| format!("{page} 0 R")).collect();
    parents.set("Kids", format!("[{}]", kids.join(" ")));
    parents.set("Count", all.len().to_string());
    update.put(tree, parents.write());
    Ok(update.append(&old))
}

/// The part of an object that can refer to others: all of it, or what stands before its stream.
fn head(body: &[u8]) -> usize {
    stream(body).map_or(body.len(), |(from, _)| from)
}

fn needs(body: &[u8]) -> Vec<u32> {
    super::dict::references(&body[..head(body)])
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
