//! The small Markdown that templates are written in, as blocks: headings, paragraphs, strong words,
//! lists, tables, quotes, rules. Everything else, such as pictures, links and HTML, is its plain text.

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::block::{Block, Column, Table, Words};

/// Reads Markdown. Nothing in it can fail: what is no markup is text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader {
        levels: vec![vec![]],
        ..Reader::default()
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.end_of_words();
    reader.levels.pop().unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    /// Blocks so far, of the paper and of each open quote or item.
    levels: Vec<Vec<Block>>,
    lists: Vec<(Option<u64>, Vec<Vec<Block>>)>,
    words: Words,
    strong: usize,
    strong_from: usize,
    heading: Option<u16>,
    table: Option<Table>,
    row: Vec<Words>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.words.text.push_str(&text);
            }
            // A line is a paragraph: that is how contracts are typed.
            Event::SoftBreak => self.end_of_line(),
            Event::HardBreak => self.words.text.push('\n'),
            Event::Rule => self.push(Block::Rule),
            _ => {}
        }
    }

    fn end_of_line(&mut self) {
        if self.table.is_some() {
            return;
        }
        if self.strong > 0 {
            self.words
                .strong
                .push(self.strong_from..self.words.text.len());
            self.strong_from = 0;
        }
        self.end_of_words();
    }

    fn push(&mut self, block: Block) {
        if let Some(level) = self.levels.last_mut() {
            level.push(block);
        }
    }

    fn take(&mut self) -> Words {
        let mut words = std::mem::take(&mut self.words);
        let trimmed = words.text.trim_end().len();
        words.text.truncate(trimmed);
        words
            .strong
            .iter_mut()
            .for_each(|range| range.end = range.end.min(trimmed));
        words.strong.retain(|range| range.start < range.end);
        words
    }

    fn end_of_words(&mut self) {
        if self.words.text.trim().is_empty() {
            self.words = Words::default();
            return;
        }
        let words = self.take();
        let block = match self.heading.take() {
            Some(0) => Block::Title(words),
            Some(level) => Block::Heading(level, words),
            None => Block::Para(words),
        };
        self.push(block);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some(match level {
                    HeadingLevel::H1 => 0,
                    HeadingLevel::H2 => 1,
                    HeadingLevel::H3 => 2,
                    _ => 3,
                });
            }
            Tag::Strong | Tag::Emphasis => {
                if self.strong == 0 {
                    self.strong_from = self.words.text.len();
                }
                self.strong += 1;
            }
            Tag::BlockQuote(_) => self.levels.push(vec![]),
            Tag::List(start) => {
                self.end_of_words();
                self.lists.push((start, vec![]));
            }
            Tag::Item => self.levels.push(vec![]),
            Tag::Table(aligns) => {
                self.table = Some(Table {
                    columns: aligns
                        .iter()
                        .map(|a| Column {
                            head: String::new(),
                            right: *a == Alignment::Right,
                        })
                        .collect(),
                    rows: vec![],
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.end_of_words();
            }
            TagEnd::Strong | TagEnd::Emphasis => {
                self.strong = self.strong.saturating_sub(1);
                if self.strong == 0 {
                    let range = self.strong_from..self.words.text.len();
                    self.words.strong.push(range);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.end_of_words();
                let inner = self.levels.pop().unwrap_or_default();
                self.push(Block::Quote(inner));
            }
            TagEnd::Item => {
                self.end_of_words();
                let item = self.levels.pop().unwrap_or_default();
                if let Some((_, items)) = self.lists.last_mut() {
                    items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some((start, items)) = self.lists.pop() {
                    self.push(Block::List(start, items));
                }
            }
            TagEnd::TableCell => {
                let words = self.take();
                self.row.push(words);
            }
            TagEnd::TableHead => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    for (column, words) in table.columns.iter_mut().zip(row) {
                        column.head = words.text;
                    }
                }
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(blocks: &[Block]) -> String {
        blocks
            .iter()
            .map(|block| match block {
                Block::Para(words) | Block::Title(words) | Block::Heading(_, words) => {
                    words.text.clone()
                }
                other => format!("{other:?}"),
            })
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn markdown_becomes_headings_paragraphs_lists_and_tables() {
        let read = blocks(
            "# 协议\n\n第**一**条\n**第二**条\n\n1. 甲\n2. 乙\n\n| 名 | 额 |\n|---|--:|\n| 会费 | 5 |\n",
        );
        assert!(matches!(&read[0], Block::Title(w) if w.text == "协议"));
        assert!(
            matches!(&read[1], Block::Para(w) if w.text == "第一条" && w.strong.first() == Some(&(3..6)))
        );
        assert!(
            matches!(&read[2], Block::Para(w) if w.text == "第二条" && w.strong.first() == Some(&(0..6)))
        );
        assert!(matches!(&read[3], Block::List(Some(1), items) if items.len() == 2));
        let Block::Table(table) = &read[4] else {
            panic!("{read:?}")
        };
        assert!(table.columns[1].right && table.rows[0][1].text == "5");
    }

    #[test]
    fn html_and_links_are_only_text() {
        let read = blocks("<b>x</b> [here](javascript:alert(1)) ![p](http://a/b.png)");
        assert_eq!(plain(&read), "<b>x</b> here p");
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "(?s).{0,200}") {
            let _ = blocks(&text);
        }
    }
}
