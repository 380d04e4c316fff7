//! The contacts that a row of a register names: which columns are theirs, and what stands in them. A
//! company has several by several columns (a second name, a second number) or by several rows. Pure.

use super::roll_words::{ABOUTS, CONTACTS, LAST, LEGAL, ORDINALS, REPRESENTATIVES, WAYS};
use crate::companies::book::rules::{About, Said, Way};
use crate::companies::rules::{email, phone};
use crate::kernel::sheet::plain;
use crate::kernel::{Say, text};
use crate::say;

/// Contacts that one row can name; more of a company stand in further rows.
pub const SETS: usize = 3;

/// Most characters of a part of a contact.
const LONG: usize = 60;

/// What a column of a contact holds: key of its name, in the order of [`CONTACTS`].
pub const PARTS: [&str; 8] = [
    "membership-contact",
    "membership-contact-post",
    "membership-contact-phone",
    "membership-contact-tel",
    "membership-contact-email",
    "membership-contact-wechat",
    "membership-contact-abouts",
    "membership-contact-way",
];

/// Where the parts stand.
const NAME: usize = 0;
const POST: usize = 1;
const PHONE: usize = 2;
const TEL: usize = 3;
const EMAIL: usize = 4;
const WECHAT: usize = 5;
const ABOUT: usize = 6;
const WAY: usize = 7;
/// Parts that say by themselves whom they are of.
const ALONE: [usize; 5] = [NAME, PHONE, TEL, EMAIL, WECHAT];

macro_rules! fields {
    ($number:literal) => {
        [
            concat!("contact_", $number),
            concat!("contact_post_", $number),
            concat!("contact_phone_", $number),
            concat!("contact_tel_", $number),
            concat!("contact_email_", $number),
            concat!("contact_wechat_", $number),
            concat!("contact_abouts_", $number),
            concat!("contact_way_", $number),
        ]
    };
}

/// The fields of each contact, by the order of its parts.
pub const PEOPLE: [[&str; PARTS.len()]; SETS] = [fields!("1"), fields!("2"), fields!("3")];

/// A head that no other field has.
struct Free<'a> {
    text: &'a str,
    /// Where it stands among all of them.
    at: usize,
    /// What it says without its number.
    base: String,
    /// The contact it says it is of, counted from 0.
    of: Option<usize>,
}

/// A head without the number of the contact it is of, and that number, from 0.
fn numbered(head: &str) -> (String, Option<usize>) {
    let whole = plain(head);
    let begins = |(word, n): &(&str, usize)| Some((whole.strip_prefix(word)?.to_owned(), *n));
    let ends = |(word, n): &(&str, usize)| Some((whole.strip_suffix(word)?.to_owned(), *n));
    let mut digits = whole.chars().filter(char::is_ascii_digit);
    let digit = match (digits.next(), digits.next()) {
        (Some(digit), None) => digit.to_digit(10).filter(|n| *n > 0),
        _ => None,
    };
    let bare = || {
        let n = usize::try_from(digit?).ok()?;
        let rest = whole.chars().filter(|c| !c.is_ascii_digit());
        Some((rest.collect::<String>(), n))
    };
    let found = bare()
        .or_else(|| ORDINALS.iter().find_map(begins))
        .or_else(|| LAST.iter().find_map(ends));
    match found {
        Some((rest, n)) if !rest.is_empty() => (rest, Some(n - 1)),
        _ => (whole, None),
    }
}

fn words(part: usize) -> impl Iterator<Item = String> {
    let words = CONTACTS.get(part).copied().unwrap_or_default();
    words.iter().map(|word| plain(word))
}

/// Whether a head may be one of a contact.
pub fn is_known(head: &str) -> bool {
    let (base, _) = numbered(head);
    !base.is_empty() && (0..PARTS.len()).any(|part| words(part).any(|word| word == base))
}

/// Which of these heads, in their order, are of which contact, but for those that are taken. A number in
/// a head says it; else a head is of the contact whose name stands before it, or there are as many of its
/// word as there are names.
pub fn guess(heads: &[String], taken: &[String]) -> Vec<(&'static str, String)> {
    let free = heads.iter().enumerate();
    let free = free.filter(|(_, head)| !taken.contains(head));
    let mut free: Vec<Free> = free
        .map(|(at, text)| {
            let (base, of) = numbered(text);
            Free { text, at, base, of }
        })
        .collect();
    let mut found: [[Option<&str>; PARTS.len()]; SETS] = Default::default();
    let names = named(&mut free, &mut found);
    for part in 1..PARTS.len() {
        for word in words(part) {
            let own: Vec<&Free> = free.iter().filter(|head| head.base == word).collect();
            let each = own.len() > 1 && own.len() == names.len();
            let mut gone = vec![];
            for (nth, head) in own.iter().enumerate() {
                let before = names.iter().rev().find(|(at, _)| *at < head.at);
                let by_place = before.or(names.first()).map_or(0, |(_, of)| *of);
                let by_order = names.get(nth).filter(|_| each).map(|(_, of)| *of);
                let of = head.of.or(by_order).unwrap_or(by_place);
                if let Some(slot) = found.get_mut(of).map(|set| &mut set[part])
                    && slot.is_none()
                {
                    *slot = Some(head.text);
                    gone.push(head.at);
                }
            }
            free.retain(|head| !gone.contains(&head.at));
        }
    }
    let mut all = vec![];
    for (set, fields) in found.iter().zip(PEOPLE) {
        // A post alone is nobody's: it may be one in the chamber.
        if ALONE.iter().any(|part| set[*part].is_some()) {
            let pairs = fields.into_iter().zip(set);
            all.extend(pairs.filter_map(|(field, head)| Some((field, (*head)?.to_owned()))));
        }
    }
    all
}

/// Takes the heads of names out: where each stands, and of which contact it is, by their places.
fn named<'a>(
    free: &mut Vec<Free<'a>>,
    found: &mut [[Option<&'a str>; PARTS.len()]; SETS],
) -> Vec<(usize, usize)> {
    let known: Vec<String> = words(NAME).collect();
    let (names, rest): (Vec<Free>, Vec<Free>) = std::mem::take(free)
        .into_iter()
        .partition(|head| known.contains(&head.base));
    *free = rest;
    let mut places = vec![];
    // Those that say a number have it before the others choose.
    let (sure, open): (Vec<Free>, Vec<Free>) =
        names.into_iter().partition(|head| head.of.is_some());
    for head in sure.into_iter().chain(open) {
        let asked = head
            .of
            .filter(|of| *of < SETS && found[*of][NAME].is_none());
        let next = || (0..SETS).find(|of| found[*of][NAME].is_none());
        let of = if head.of.is_some() { asked } else { next() };
        if let Some(of) = of {
            found[of][NAME] = Some(head.text);
            places.push((head.at, of));
        }
    }
    places.sort_unstable();
    places
}

/// The contacts that a row names; what is wrong with them is added. `heads`: what stands at the head of
/// each contact's name.
pub fn read<'a>(
    of: &impl Fn(&str) -> &'a str,
    heads: &[String; SETS],
    wrong: &mut Vec<Say>,
) -> Vec<Said> {
    let sets = PEOPLE.iter().zip(heads);
    let people = sets.map(|(fields, head)| person(of, fields, head, wrong));
    people.flatten().collect()
}

/// Whether a row names any contact.
pub fn is_named<'a>(of: &impl Fn(&str) -> &'a str) -> bool {
    PEOPLE.iter().flatten().any(|field| !of(field).is_empty())
}

fn person<'a>(
    of: &impl Fn(&str) -> &'a str,
    fields: &[&str; PARTS.len()],
    head: &str,
    wrong: &mut Vec<Say>,
) -> Option<Said> {
    if fields.iter().all(|field| of(field).is_empty()) {
        return None;
    }
    let cells = fields.map(|field| text::one_line(of(field)));
    for (cell, key) in cells.iter().zip(PARTS) {
        if cell.chars().count() > LONG && key != PARTS[ABOUT] {
            wrong.push(say!(
                "membership-import-long",
                column = say!(key),
                most = LONG
            ));
        }
    }
    let mut said = Said {
        name: cells[NAME].clone(),
        post: cells[POST].clone(),
        wechat: cells[WECHAT].clone(),
        abouts: abouts(&cells[ABOUT], wrong),
        way: way(&cells[WAY], wrong),
        ..Said::default()
    };
    (said.phone, said.tel) = numbers(&cells[PHONE], &cells[TEL]);
    if !cells[EMAIL].is_empty() {
        match email(&cells[EMAIL]) {
            Ok(read) => said.email = read,
            Err(_) => wrong.push(say!(
                "membership-import-bad-email",
                text = cells[EMAIL].as_str()
            )),
        }
    }
    let (base, _) = numbered(head);
    let is_one_of = |words: &[&str]| words.iter().any(|word| plain(word) == base);
    if is_one_of(&REPRESENTATIVES) && !said.abouts.contains(&About::Representative) {
        said.abouts.insert(0, About::Representative);
    }
    if is_one_of(&LEGAL) && said.post.is_empty() && !said.name.is_empty() {
        head.clone_into(&mut said.post);
    }
    Some(said)
}

/// Two numbers as they stand in their columns, or both in the first. What can't be read is kept as it is:
/// somebody can dial it all the same.
fn numbers(first: &str, second: &str) -> (String, String) {
    let one = |typed: &str| phone(typed).unwrap_or_else(|_| typed.to_owned());
    if second.is_empty() && phone(first).is_err() {
        let parts = first.split(['/', '\u{3001}', ',', '\u{ff0c}', ';', '\u{ff1b}', ' ']);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if let [a, b] = parts[..]
            && let (Ok(a), Ok(b)) = (phone(a), phone(b))
        {
            return (a, b);
        }
    }
    (one(first), one(second))
}

/// What somebody is asked about, in words of any language, one after another.
fn abouts(typed: &str, wrong: &mut Vec<Say>) -> Vec<About> {
    let words = typed.split(['\u{3001}', ',', '\u{ff0c}', ';', '\u{ff1b}', '/']);
    let mut found = vec![];
    for word in words.map(str::trim).filter(|word| !word.is_empty()) {
        match known(word, &ABOUTS).and_then(About::from_word) {
            Some(about) if found.contains(&about) => {}
            Some(about) => found.push(about),
            None => wrong.push(strange(PARTS[ABOUT], word)),
        }
    }
    let all = About::ALL.into_iter();
    all.filter(|about| found.contains(about)).collect()
}

fn way(typed: &str, wrong: &mut Vec<Say>) -> Option<Way> {
    if typed.is_empty() {
        return None;
    }
    let found = known(typed, &WAYS).and_then(Way::from_word);
    if found.is_none() {
        wrong.push(strange(PARTS[WAY], typed));
    }
    found
}

/// The stored word that a word of any language stands for.
fn known<'a>(typed: &str, table: &[(&'a str, &[&str])]) -> Option<&'a str> {
    let typed = plain(typed);
    let means = |(word, names): &&(&str, &[&str])| {
        typed == *word || names.iter().any(|name| plain(name) == typed)
    };
    table.iter().find(means).map(|(word, _)| *word)
}

fn strange(key: &'static str, text: &str) -> Say {
    say!(
        "membership-import-bad-word",
        column = say!(key),
        text = text
    )
}

#[cfg(test)]
#[path = "roll_people_tests.rs"]
mod tests;
