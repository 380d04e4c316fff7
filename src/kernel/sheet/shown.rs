//! What a number's format shows beside it: a number of 500 that is shown as $500 is no 500 yuan. Only marks of
//! currencies and of units are told; how many places are shown says nothing.

/// Signs that stand for a currency, and the one of hundredths.
const SIGNS: &str = "$\u{20ac}\u{a3}\u{a5}\u{ffe5}\u{20a9}\u{20bd}\u{20b9}\u{e3f}%";
/// Characters of which names of currencies and units are made: yuan, coin, pound, ten thousand, hundred
/// million, thousand, in either script.
const NAMES: &str = "\u{5143}\u{5706}\u{5713}\u{5e01}\u{5e63}\u{91d1}\u{78c5}\u{938a}\u{4e07}\u{842c}\u{4ebf}\u{5104}\u{5343}";

/// What a format shows before a number, and behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark([String; 2]);

impl Mark {
    /// That of a format; `None` if it shows none, or is that of a day.
    pub(super) fn of(format: &str) -> Option<Self> {
        let (mut sides, mut side) = ([String::new(), String::new()], 0);
        let mut letters = format.chars();
        while let Some(c) = letters.next() {
            match c {
                ';' => break,
                '0' | '#' | '?' => side = 1,
                '"' => sides[side].extend(letters.by_ref().take_while(|c| *c != '"')),
                '\\' => sides[side].extend(letters.next()),
                '_' | '*' => {
                    letters.next();
                }
                '[' => {
                    let inner: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    let own = inner.strip_prefix('$');
                    sides[side].extend(own.and_then(|own| own.split('-').next()));
                }
                'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return None,
                c if SIGNS.contains(c) || NAMES.contains(c) => sides[side].push(c),
                _ => {}
            }
        }
        let sides = sides.map(|side| side.trim().to_owned());
        sides.iter().any(|side| tells(side)).then_some(Self(sides))
    }

    /// That of a format that workbooks know by its number alone, where their own table doesn't say it. Those of
    /// money (5 to 8, 41 to 44) then show the currency of whoever opens the file: none is told by them.
    pub(super) fn known(number: u32) -> Option<Self> {
        matches!(number, 9 | 10).then(|| Self([String::new(), "%".to_owned()]))
    }

    /// A number with what is shown beside it.
    pub(super) fn beside(&self, number: &str) -> String {
        let [before, after] = &self.0;
        format!("{before}{number}{after}")
    }
}

/// Whether a mark names a currency or a unit: other words may stand beside any number.
fn tells(mark: &str) -> bool {
    let code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    mark.contains(|c: char| SIGNS.contains(c) || NAMES.contains(c))
        || mark.split(|c: char| !c.is_ascii_alphabetic()).any(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(format: &str) -> String {
        Mark::of(format).map_or_else(|| "500".to_owned(), |mark| mark.beside("500"))
    }

    #[test]
    fn marks_of_currencies_and_units_are_told() {
        for (format, text) in [
            ("[$$-409]#,##0.00", "$500"),
            ("\"$\"#,##0.00_);[Red](\"$\"#,##0.00)", "$500"),
            ("$#,##0.00", "$500"),
            ("[$US$-409]#,##0", "US$500"),
            ("[$HKD] #,##0.00", "HKD500"),
            ("#,##0.00\\ [$\u{20ac}-407]", "500\u{20ac}"),
            ("#,##0.00\\ \"\u{7f8e}\u{5143}\"", "500\u{7f8e}\u{5143}"),
            (
                "_ \"\u{a5}\"* #,##0.00_ ;_ \"\u{a5}\"* \\-#,##0.00_ ",
                "\u{a5}500",
            ),
            ("0.00\"\u{4e07}\"", "500\u{4e07}"),
            ("0%", "500%"),
        ] {
            assert_eq!(shown(format), text, "{format}");
        }
        assert_eq!(Mark::known(10), Mark::of("0.00%"));
    }

    #[test]
    fn plain_numbers_days_and_other_words_are_left_as_they_are() {
        for format in [
            "General",
            "",
            "0.00",
            "#,##0.00_ ",
            "[Red]-#,##0.00",
            "yyyy-mm-dd",
            "[$-804]yyyy\"\u{5e74}\"m",
            "\"No. \"0",
            "@",
        ] {
            assert_eq!(shown(format), "500", "{format}");
        }
    }
}
