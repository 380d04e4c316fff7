//! Charts as SVG made on the server: bars beneath their labels, and columns over time.
//! Lengths are percentages, so that a chart fills its place on any screen without its
//! letters growing or shrinking. The numbers stand in a table beneath (`templates/parts/show.html`).

use crate::kernel::{Fen, Say};
use crate::platform::i18n::Speech;

/// What a value of a chart is called.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// A message, said in the reader's language.
    Say(Say),
    /// A name or a year, the same in every language.
    Text(String),
}

impl From<Say> for Label {
    fn from(say: Say) -> Self {
        Self::Say(say)
    }
}
impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// What the values of a chart count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Plain numbers.
    Count,
    /// Amounts in fen.
    Money,
}

/// Values with their labels; negative ones are drawn as nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, for those who don't see it.
    pub title: Say,
    /// What is counted.
    pub unit: Unit,
    /// Labels and values, in the order they are drawn.
    pub rows: Vec<(Label, i64)>,
}

impl Chart {
    /// A chart of plain numbers.
    #[must_use]
    pub fn counts<L: Into<Label>>(title: Say, rows: impl IntoIterator<Item = (L, i64)>) -> Self {
        let rows = rows
            .into_iter()
            .map(|(label, value)| (label.into(), value))
            .collect();
        Self {
            title,
            unit: Unit::Count,
            rows,
        }
    }

    /// A chart of amounts.
    #[must_use]
    pub fn amounts<L: Into<Label>>(title: Say, rows: impl IntoIterator<Item = (L, Fen)>) -> Self {
        let rows = rows
            .into_iter()
            .map(|(label, fen)| (label.into(), fen.0))
            .collect();
        Self {
            title,
            unit: Unit::Money,
            rows,
        }
    }

    /// Whether there is anything to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|(_, value)| *value <= 0)
    }

    fn texts(&self, speech: Speech) -> Vec<(String, String)> {
        let label = |label: &Label| match label {
            Label::Say(say) => speech.say(say),
            Label::Text(text) => text.clone(),
        };
        let value = |n: i64| match self.unit {
            Unit::Count => grouped(n),
            Unit::Money => speech.money(Fen(n)),
        };
        self.rows
            .iter()
            .map(|(l, n)| (label(l), value(*n)))
            .collect()
    }

    /// The rows of the table beneath the picture.
    #[must_use]
    pub fn table(&self, speech: Speech) -> String {
        let row = |(label, value): &(String, String)| {
            let (label, value) = (escape(label), escape(value));
            format!(r#"<tr><th scope="row">{label}</th><td class="num">{value}</td></tr>"#)
        };
        self.texts(speech).iter().map(row).collect()
    }

    fn top(&self) -> f64 {
        let top = self.rows.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
        top as f64
    }

    fn frame(&self, speech: Speech, height: usize, inner: &str) -> String {
        let title = escape(&speech.say(&self.title));
        format!(
            r#"<svg class="chart" role="img" aria-label="{title}" width="100%" height="{height}">{inner}</svg>"#
        )
    }

    /// One bar a row, its label above it and its value at the right edge.
    #[must_use]
    pub fn bars(&self, speech: Speech) -> String {
        const ROW: usize = 40;
        let mut svg = String::new();
        for (i, ((label, value), (_, n))) in self.texts(speech).iter().zip(&self.rows).enumerate() {
            let (words, bar) = (i * ROW + 15, i * ROW + 22);
            let long = share(*n, self.top());
            svg += &format!(
                r#"<text x="0" y="{words}">{}</text><text class="chart-value" x="100%" y="{words}" text-anchor="end">{}</text><rect class="chart-ground" x="0" y="{bar}" width="100%" height="8" rx="2"/><rect class="chart-1" x="0" y="{bar}" width="{long:.2}%" height="8" rx="2"/>"#,
                escape(label),
                escape(value),
            );
        }
        self.frame(speech, self.rows.len() * ROW, &svg)
    }

    /// One column a row, from left to right: for years and months. Only as many words as fit beside
    /// each other: of amounts the highest one is told, the others stand in the table.
    #[must_use]
    pub fn columns(&self, speech: Speech) -> String {
        const HEIGHT: f64 = 220.0;
        const GROUND: f64 = 194.0;
        let step = 100.0 / self.rows.len().max(1) as f64;
        let texts = self.texts(speech);
        let long = texts.iter().any(|(label, _)| label.chars().count() > 4);
        let every = self.rows.len().div_ceil(if long { 4 } else { 8 }).max(1);
        let highest = (0..self.rows.len()).max_by_key(|i| self.rows[*i].1);
        let mut svg =
            format!(r#"<line class="chart-grid" x1="0" y1="{GROUND}" x2="100%" y2="{GROUND}"/>"#);
        for (i, ((label, value), (_, n))) in texts.iter().zip(&self.rows).enumerate() {
            let middle = step * (i as f64 + 0.5);
            let high = share(*n, self.top()) / 100.0 * (GROUND - 28.0);
            let (left, wide, top) = (middle - step * 0.31, step * 0.62, GROUND - high);
            svg += &format!(
                r#"<rect class="chart-1" x="{left:.2}%" y="{top:.1}" width="{wide:.2}%" height="{high:.1}"/>"#
            );
            let named = (self.rows.len() - 1 - i).is_multiple_of(every);
            let told = match self.unit {
                Unit::Count => named && *n > 0,
                Unit::Money => Some(i) == highest && *n > 0,
            };
            if told {
                svg += &format!(
                    r#"<text class="chart-value" x="{middle:.2}%" y="{:.1}" text-anchor="{}">{}</text>"#,
                    top - 7.0,
                    anchor(middle),
                    escape(value),
                );
            }
            if named {
                svg += &format!(
                    r#"<text x="{middle:.2}%" y="{:.1}" text-anchor="middle">{}</text>"#,
                    HEIGHT - 6.0,
                    escape(label),
                );
            }
        }
        self.frame(speech, 220, &svg)
    }
}

/// On which side of its place a text stands, so that it stays within the picture.
fn anchor(middle: f64) -> &'static str {
    match middle {
        m if m < 15.0 => "start",
        m if m > 85.0 => "end",
        _ => "middle",
    }
}

/// How much of the whole, in percent.
fn share(n: i64, top: f64) -> f64 {
    (n.max(0) as f64 / top * 100.0).min(100.0)
}

fn grouped(n: i64) -> String {
    let whole = Fen(n.saturating_mul(100)).grouped();
    whole.trim_end_matches(".00").to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Lang, brand::Brand};
    use crate::say;

    fn drawn(rows: &[(&str, i64)]) -> String {
        let rows = rows.iter().map(|(label, n)| ((*label).to_owned(), *n));
        let chart = Chart::counts(say!("web-figure-numbers"), rows);
        chart.bars(Speech::new(Lang::ZhCn, &Brand::default()))
    }

    #[test]
    fn the_longest_bar_fills_the_width_and_names_are_escaped() {
        let svg = drawn(&[("甲 & 乙", 1_200), ("丙", 300)]);
        assert!(
            svg.contains(r#"width="100.00%""#) && svg.contains(r#"width="25.00%""#),
            "{svg}"
        );
        assert!(svg.contains("甲 &amp; 乙") && svg.contains("1,200"));
    }

    #[test]
    fn a_chart_of_nothing_is_drawn_without_a_bar() {
        assert!(drawn(&[("甲", 0)]).contains(r#"width="0.00%""#));
        assert!(Chart::counts(say!("web-figure-numbers"), Vec::<(String, i64)>::new()).is_empty());
    }
}
