//! A list of people to seat, as it is pasted or comes from a sheet: a line each, with name, company, post, mail
//! address and number; between them tabs, commas, or several blanks. Pure.

use crate::companies::rules::phone;
use crate::kernel::{Day, Say, text};
use crate::membership::rules::heads::{Head, head};
use crate::say;

/// Most people of one list.
pub const MOST: usize = 200;

/// Somebody to seat.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Which line it is, counted from 1.
    pub at: usize,
    /// Name.
    pub name: String,
    /// The company that sends them; may be empty.
    pub company: String,
    /// What the seat is called; may be empty.
    pub post: String,
    /// Mail address, lower case.
    pub email: String,
    /// Telephone number; may be empty.
    pub phone: String,
}

/// What a whole list rests on.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The first day.
    pub from: Day,
    /// The written notice or resolution.
    pub notice: String,
    /// Whether the first one's seat is the chair's.
    pub chair: bool,
}

/// A line as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What stands in it, as far as it can be told.
    pub line: Line,
    /// Why nobody can be seated by it.
    pub wrong: Option<Say>,
}

/// The lines of a list; empty ones and rows of heads are no people.
#[must_use]
pub fn read(list: &str) -> Vec<Read> {
    let mut heads: Option<Vec<Option<Head>>> = None;
    let mut found: Vec<Read> = vec![];
    for (at, row) in (1..).zip(list.lines()) {
        let cells = cells(row);
        let named: Vec<Option<Head>> = cells.iter().map(|cell| head(cell)).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if named.iter().flatten().count() > 1 {
            heads = Some(named);
            continue;
        }
        let mut one = match &heads {
            Some(heads) => by_heads(heads, &cells),
            None => by_place(cells),
        };
        one.line.at = at;
        one.wrong = one.wrong.or_else(|| wrong(&one.line));
        let same = |before: &&Read| before.line.email == one.line.email;
        if one.wrong.is_none()
            && let Some(before) = found.iter().find(same)
        {
            one.wrong = Some(say!("council-many-twice", line = before.line.at));
        }
        found.push(one);
    }
    found
}

/// What is between a line's signs.
fn cells(row: &str) -> Vec<String> {
    let comma = |c: char| matches!(c, ',' | ';' | '\u{ff0c}' | '\u{ff1b}' | '\u{3001}');
    let cells: Vec<&str> = if row.contains('\t') {
        row.split('\t').collect()
    } else if row.contains(comma) {
        row.split(comma).collect()
    } else {
        by_blanks(row)
    };
    let clean = |cell: &str| text::one_line(cell.trim_matches(['"', ' ', '\u{3000}']));
    cells.into_iter().map(clean).collect()
}

/// Whether this counts the lines of a list.
fn counts(cell: &str) -> bool {
    let digits = cell.trim_end_matches('.');
    !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// What is between several blanks, or a wide one; between single ones where there are no others.
fn by_blanks(row: &str) -> Vec<&str> {
    let wide = row.replace('\u{3000}', "  ");
    if !wide.trim().contains("  ") {
        return row.split_whitespace().collect();
    }
    let parts = row.split('\u{3000}').flat_map(|part| part.split("  "));
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A line below heads.
fn by_heads(heads: &[Option<Head>], cells: &[String]) -> Read {
    let (mut line, mut wrong) = (Line::default(), None);
    for (head, cell) in heads.iter().zip(cells) {
        match head {
            Some(Head::Name) if line.name.is_empty() => line.name.clone_from(cell),
            Some(Head::Company) if line.company.is_empty() => line.company.clone_from(cell),
            Some(Head::Post) if line.post.is_empty() => line.post.clone_from(cell),
            Some(Head::Email | Head::Phone) if !cell.is_empty() => {
                wrong = wrong.or(reached(&mut line, cell));
            }
            _ => {}
        }
    }
    Read { line, wrong }
}

/// A line without heads: by what somebody is reached shows by itself, the others stand in their order, behind the
/// number of the line if it has one.
fn by_place(mut cells: Vec<String>) -> Read {
    let (mut line, mut wrong) = (Line::default(), None);
    if cells.first().is_some_and(|cell| counts(cell)) {
        cells.remove(0);
    }
    let (reach, mut rest): (Vec<_>, Vec<_>) = cells.into_iter().partition(|cell| is_reach(cell));
    for cell in reach {
        wrong = wrong.or(reached(&mut line, &cell));
    }
    while rest.last().is_some_and(String::is_empty) {
        rest.pop();
    }
    if rest.len() > 3 {
        wrong = wrong.or(Some(say!("council-many-cells")));
    }
    let mut rest = rest.into_iter();
    line.name = rest.next().unwrap_or_default();
    line.company = rest.next().unwrap_or_default();
    line.post = rest.next().unwrap_or_default();
    Read { line, wrong }
}

fn is_reach(cell: &str) -> bool {
    cell.contains(['@', '\u{ff20}']) || phone(cell).is_ok()
}

/// Notes by what somebody is reached; or why it is nothing of the kind.
fn reached(line: &mut Line, cell: &str) -> Option<Say> {
    if let Ok(number) = phone(cell) {
        line.phone = number;
        return None;
    }
    match text::email(cell) {
        Some(address) => {
            line.email = address;
            None
        }
        None => Some(say!("council-many-unreachable", text = cell)),
    }
}

/// What is wrong with a line, the first thing of it.
fn wrong(line: &Line) -> Option<Say> {
    let long = [(&line.name, 60), (&line.company, 120), (&line.post, 60)];
    let long = long
        .into_iter()
        .find(|(cell, most)| cell.chars().count() > *most);
    if line.name.is_empty() {
        return Some(say!("council-many-nameless"));
    }
    if !text::is_name(&line.name) {
        return Some(say!("web-form-not-a-name"));
    }
    if line.email.is_empty() {
        return Some(say!("council-many-no-mail"));
    }
    long.map(|(cell, most)| say!("web-form-too-long", max = most, is = cell.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(one: &Read) -> [&str; 5] {
        let line = &one.line;
        [
            &line.name,
            &line.company,
            &line.post,
            &line.email,
            &line.phone,
        ]
        .map(String::as_str)
    }

    #[test]
    fn tabs_commas_and_blanks_part_the_same_cells() {
        let expected = ["王一", "甲公司", "会长", "wang@example.test", "13800138000"];
        for list in [
            "王一\t甲公司\t会长\twang@example.test\t13800138000",
            "王一,甲公司,会长,wang@example.test,138 0013 8000",
            "王一，甲公司，会长，13800138000，Wang@example.test",
            "王一  甲公司   会长  wang@example.test  13800138000",
            "王一　甲公司　会长　wang@example.test　13800138000",
            "王一 甲公司 会长 wang@example.test 13800138000",
            "1、王一、甲公司、会长、wang@example.test、13800138000",
            "12\t王一\t甲公司\t会长\twang@example.test\t13800138000\t",
            "\"王一\",\"甲公司\",\"会长\",\"wang@example.test\",\"13800138000\"",
        ] {
            let found = read(list);
            assert_eq!(found.len(), 1, "{list}");
            assert_eq!(
                (told(&found[0]), &found[0].wrong),
                (expected, &None),
                "{list}"
            );
        }
    }

    #[test]
    fn heads_say_what_stands_where() {
        let list = "序号\t职务\t邮箱\t姓名\t单位名称\n\n1\t理事\tli@example.test\t李二\t乙公司";
        let found = read(list);
        assert_eq!(found.len(), 1);
        assert_eq!(
            told(&found[0]),
            ["李二", "乙公司", "理事", "li@example.test", ""]
        );
        assert_eq!((found[0].line.at, &found[0].wrong), (3, &None));
    }

    #[test]
    fn what_is_missing_keeps_its_place() {
        let found = read("王一,,会长,wang@example.test\nLi Er,Plum Trading Ltd,li@example.test");
        assert_eq!(
            told(&found[0]),
            ["王一", "", "会长", "wang@example.test", ""]
        );
        assert_eq!(
            told(&found[1]),
            ["Li Er", "Plum Trading Ltd", "", "li@example.test", ""]
        );
    }

    #[test]
    fn each_line_that_seats_nobody_says_why() {
        let lines = [
            ("王一,甲公司,会长", say!("council-many-no-mail")),
            ("王一,甲公司,13800138000", say!("council-many-no-mail")),
            (",甲公司,会长,a@example.test", say!("council-many-nameless")),
            (
                "王一,甲公司,a@b",
                say!("council-many-unreachable", text = "a@b"),
            ),
            ("王一,甲,乙,丙,a@example.test", say!("council-many-cells")),
            (
                "见 https://x.cn/,甲,b@example.test",
                say!("web-form-not-a-name"),
            ),
        ];
        for (line, why) in lines {
            assert_eq!(read(line)[0].wrong, Some(why), "{line}");
        }
        let twice = read("王一,甲,a@example.test\n李二,乙,A@example.test");
        assert_eq!(twice[0].wrong, None);
        assert_eq!(
            twice[1].wrong,
            Some(say!("council-many-twice", line = 1usize))
        );
    }
}
