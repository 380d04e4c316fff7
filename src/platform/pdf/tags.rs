//! The paper's structure for screen readers: what is a heading, a list, a cell.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// What a part of the paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Heading of a level, with its text.
    Heading(u16, String),
    /// Paragraph.
    Para,
    /// List; whether its items are numbered.
    List(bool),
    /// Item of a list.
    Item,
    /// The item's number or dot.
    Label,
    /// What the item says.
    ItemBody,
    /// Table.
    Table,
    /// Row.
    Row,
    /// Head of a column.
    Head,
    /// Cell.
    Cell,
    /// Picture, with what it shows.
    Figure(String),
}

struct Node {
    role: Role,
    inner: Vec<Inner>,
}

enum Inner {
    Node(usize),
    Content(Identifier),
}

/// The parts so far; the open ones are a path from the paper down.
#[derive(Default)]
pub struct Parts {
    nodes: Vec<Node>,
    top: Vec<usize>,
    open: Vec<usize>,
}

/// A part, by its place in the list.
pub type Part = usize;

impl Parts {
    /// Opens a part inside the one that is open.
    pub fn open(&mut self, role: Role) -> Part {
        let part = self.nodes.len();
        self.nodes.push(Node {
            role,
            inner: vec![],
        });
        match self.open.last() {
            Some(outer) => self.nodes[*outer].inner.push(Inner::Node(part)),
            None => self.top.push(part),
        }
        self.open.push(part);
        part
    }

    /// Closes the part that was opened last.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// Notes that something drawn belongs to a part.
    pub fn drawn(&mut self, part: Part, content: Identifier) {
        self.nodes[part].inner.push(Inner::Content(content));
    }

    /// As the library wants it.
    pub fn tree(self) -> TagTree {
        let mut tree = TagTree::new();
        for part in &self.top {
            if let Some(group) = self.group(*part) {
                tree.push(group);
            }
        }
        tree
    }

    fn group(&self, part: Part) -> Option<TagGroup> {
        let node = &self.nodes[part];
        let mut group = TagGroup::new(kind(&node.role));
        for inner in &node.inner {
            match inner {
                Inner::Node(below) => {
                    if let Some(below) = self.group(*below) {
                        group.push(below);
                    }
                }
                Inner::Content(content) => group.push(*content),
            }
        }
        (!group.children.is_empty()).then_some(group)
    }
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, text) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Role::Para => Tag::P.into(),
        Role::List(numbered) => Tag::L(if *numbered {
            ListNumbering::Decimal
        } else {
            ListNumbering::Disc
        })
        .into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::Head => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(alt) => Tag::Figure(Some(alt.clone())).into(),
    }
}
