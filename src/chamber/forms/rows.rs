//! A list edited as one form: rows are added, moved and dropped with buttons, without a
//! script, and nothing is stored until the whole form is.

use crate::web::Form;

/// The rows of one list in a form: each field's name ends with `.{letter}{row}`.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// Tells the lists of one form apart.
    pub letter: char,
    /// The stems of a row's fields.
    pub stems: &'static [&'static str],
    /// The stem of the field that names the row and is never typed.
    pub key: &'static str,
}

/// A row as a page shows it.
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its place in the words of buttons: `c2`.
    pub place: String,
    /// The name of the hidden field with its key.
    pub key_name: String,
    /// Its key.
    pub key: String,
    /// Whether none stands before it.
    pub first: bool,
    /// Whether none stands behind it.
    pub last: bool,
}

impl Line {
    /// The name of one of its fields.
    #[must_use]
    pub fn field(&self, stem: &str) -> String {
        format!("{stem}.{}", self.place)
    }
}

impl Rows {
    /// What a row's field names end with.
    #[must_use]
    pub fn tail(self, row: usize) -> String {
        format!(".{}{row}", self.letter)
    }

    fn counter(self) -> String {
        format!("rows_{}", self.letter)
    }

    /// How many rows the form has.
    #[must_use]
    pub fn count(self, form: &Form) -> usize {
        form.value(&self.counter()).parse().unwrap_or(0).min(200)
    }

    /// Says how many rows a form has.
    pub fn set_count(self, form: &mut Form, rows: usize) {
        form.put(&self.counter(), rows.to_string());
    }

    /// The rows as a page shows them.
    #[must_use]
    pub fn lines(self, form: &Form) -> Vec<Line> {
        let keys = self.keys(form);
        let last = keys.len();
        let line = |(row, key)| Line {
            number: row + 1,
            place: format!("{}{row}", self.letter),
            key_name: format!("{}{}", self.key, self.tail(row)),
            key,
            first: row == 0,
            last: row + 1 == last,
        };
        keys.into_iter().enumerate().map(line).collect()
    }

    /// The keys of the rows, in order.
    #[must_use]
    pub fn keys(self, form: &Form) -> Vec<String> {
        let key = |row| {
            form.value(&format!("{}{}", self.key, self.tail(row)))
                .to_owned()
        };
        (0..self.count(form)).map(key).collect()
    }

    /// Does what the button `do` asks of this list: `add.c`, `up.c2`, `down.c2`, `drop.c2`.
    /// `None` if it asks nothing of it. A new row's key begins with `stem`.
    #[must_use]
    pub fn rearranged(self, form: &Form, stem: &str) -> Option<Form> {
        let (verb, place) = form.value("do").split_once('.')?;
        let row = place.strip_prefix(self.letter)?;
        let mut order: Vec<Option<usize>> = (0..self.count(form)).map(Some).collect();
        match (verb, row.parse::<usize>()) {
            ("add", _) => order.push(None),
            ("up", Ok(row)) if row > 0 && row < order.len() => order.swap(row - 1, row),
            ("down", Ok(row)) if row + 1 < order.len() => order.swap(row, row + 1),
            ("drop", Ok(row)) if row < order.len() => {
                order.remove(row);
            }
            _ => {}
        }
        Some(self.rebuilt(form, &order, stem))
    }

    fn rebuilt(self, form: &Form, order: &[Option<usize>], stem: &str) -> Form {
        let mine = |name: &str| {
            let tail = name.rsplit_once('.').map_or("", |(_, tail)| tail);
            tail.starts_with(self.letter) || name == self.counter() || name == "do"
        };
        let mut new = Form::of(form.pairs().iter().filter(|(name, _)| !mine(name)).cloned());
        self.set_count(&mut new, order.len());
        let taken = self.keys(form);
        for (row, from) in order.iter().enumerate() {
            let tail = self.tail(row);
            let Some(from) = from else {
                new.put(&format!("{}{tail}", self.key), free(&taken, stem));
                continue;
            };
            for stem in self.stems.iter().chain([&self.key]) {
                for value in form.values(&format!("{stem}{}", self.tail(*from))) {
                    new.put(&format!("{stem}{tail}"), value);
                }
            }
        }
        new
    }
}

/// A key that none of these is.
fn free(taken: &[String], stem: &str) -> String {
    let mut n = taken.len() + 1;
    while taken.contains(&format!("{stem}{n}")) {
        n += 1;
    }
    format!("{stem}{n}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROWS: Rows = Rows {
        letter: 'c',
        stems: &["text"],
        key: "key",
    };

    fn form(keys: &[&str]) -> Form {
        let mut form = Form::default();
        ROWS.set_count(&mut form, keys.len());
        for (row, key) in keys.iter().enumerate() {
            form.put(&format!("key.c{row}"), *key);
            form.put(&format!("text.c{row}"), format!("text of {key}"));
        }
        form.put("changes", "why");
        form
    }

    fn press(mut form: Form, button: &str) -> Form {
        form.put("do", button);
        ROWS.rearranged(&form, "q").unwrap()
    }

    #[test]
    fn a_row_moves_with_all_its_fields() {
        let moved = press(form(&["a", "b"]), "up.c1");
        assert_eq!(ROWS.keys(&moved), ["b", "a"]);
        assert_eq!(moved.value("text.c0"), "text of b");
        assert_eq!(moved.value("changes"), "why");
        assert_eq!(ROWS.keys(&press(moved, "drop.c0")), ["a"]);
    }

    #[test]
    fn a_button_of_another_list_is_left_alone() {
        let mut form = form(&["a"]);
        form.put("do", "add.r");
        assert!(ROWS.rearranged(&form, "q").is_none());
    }

    proptest! {
        #[test]
        fn added_rows_never_share_a_key(presses in proptest::collection::vec(0usize..4, 0..20)) {
            let mut now = form(&["q1", "a"]);
            for press_ in presses {
                let button = ["add.c", "up.c1", "down.c0", "drop.c0"][press_];
                now = press(now, button);
            }
            let mut keys = ROWS.keys(&now);
            let all = keys.len();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), all);
        }
    }
}
