//! What the documents of a series have in common, apart from what only the recipient of each reads.
//!
//! Typst keeps what it worked out for as long as what it read stays the same. So the tree that it reads has holes for the
//! recipient's words, which lie in a file of their own, and is the same for all letters of a kind: it is made, parsed and
//! printed once, and only the paragraphs with a hole are printed anew.

use super::super::Loss;
use crate::document::{Block, Document, Inlines, punch, texts_mut, walk_blocks_mut};
use crate::fonts::Fonts;
use std::sync::{Mutex, PoisonError};
use typst::foundations::Bytes;

/// A document in two parts.
pub struct Parted {
    /// The document with holes in paragraphs, notes, signatures and the address.
    pub common: Document,
    /// What fills the holes, by their index.
    pub own: Vec<Inlines>,
}

impl Parted {
    /// Takes a document apart. Tables stay whole, because the widths of their columns depend on all words in them.
    pub fn of(document: &Document) -> Parted {
        let (mut common, mut own) = (document.clone(), Vec::new());
        let mut part = |content: &mut Inlines| {
            punch(content, &mut |path, content| {
                is_own(path).then(|| {
                    own.push(std::mem::take(content));
                    own.len() - 1
                })
            });
        };
        common.header.addressee.iter_mut().for_each(&mut part);
        walk_blocks_mut(&mut common.body, &mut |block| match block {
            Block::Paragraph { .. } | Block::Note { .. } | Block::Signature { .. } => texts_mut(block, &mut part),
            _ => {}
        });
        Parted { common, own }
    }
}

/// Whether a fact is read by one recipient only.
pub fn is_own(path: &str) -> bool {
    path.starts_with("recipient.")
}

/// The JSON of a tree with what became of nodes that PDF cannot hold.
pub type Tree = (Bytes, Vec<Loss>);

/// The trees of the last kinds of documents; the one that was needed last stands first.
pub struct Trees(Mutex<Vec<Known>>);

struct Known {
    common: Document,
    fonts: Fonts,
    tree: Tree,
}

impl Trees {
    /// Kinds of letters that one list mixes: languages and conditions.
    const KINDS: usize = 16;

    /// Nothing known yet.
    pub const fn new() -> Trees {
        Trees(Mutex::new(Vec::new()))
    }

    /// The tree of a document, made only if it is not known.
    pub fn tree(&self, common: Document, fonts: &Fonts, make: impl FnOnce(&Document) -> Tree) -> Tree {
        if let Some(tree) = self.known(&common, fonts) {
            return tree;
        }
        let tree = make(&common);
        let mut trees = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        trees.truncate(Self::KINDS - 1);
        trees.insert(0, Known { common, fonts: fonts.clone(), tree: tree.clone() });
        tree
    }

    fn known(&self, common: &Document, fonts: &Fonts) -> Option<Tree> {
        let mut trees = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = trees.iter().position(|known| known.fonts == *fonts && known.common == *common)?;
        trees[..=at].rotate_right(1);
        trees.first().map(|known| known.tree.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::prepare;
    use super::super::laid_out;
    use super::super::samples::{cell, document, fact, list, outfit, paragraph, words};
    use super::*;
    use crate::document::{Align, Inline, Revision};
    use crate::locale::Lang;
    use typst::layout::{Frame, FrameItem};

    /// A letter that cites a fact in every place outside tables.
    fn citing(path: &str, value: &str) -> Document {
        let cited = || vec![Inline::text("氏名 "), fact(path, value), Inline::text(" 様")];
        let paragraph = |inline: Inline| Block::Paragraph { content: vec![Inline::text("前"), inline] };
        let link = |content| Inline::Link { url: "https://example.jp/".to_owned(), content };
        let revised = |revision| Block::Revised { revision, blocks: vec![Block::Paragraph { content: cited() }] };
        let mut letter = document("letter", Lang::Ja, "題");
        letter.header.addressee = vec![cited(), vec![fact(path, value)]];
        letter.body = vec![
            paragraph(Inline::Strong { content: vec![Inline::Emphasis { content: cited() }] }),
            paragraph(Inline::Underlined { content: cited() }),
            paragraph(Inline::Inserted { content: vec![fact(path, value), Inline::text("様")] }),
            paragraph(Inline::Deleted { content: vec![Inline::Strong { content: vec![fact(path, value)] }] }),
            paragraph(link(cited())),
            revised(Revision::Inserted),
            revised(Revision::MovedAway),
            Block::Quote { blocks: vec![Block::Note { mark: "※".to_owned(), content: cited() }] },
            Block::Signature { lines: vec![cited()] },
        ];
        letter
    }

    fn printed(document: &Document) -> String {
        fn add(frame: &Frame, text: &mut String) {
            for (_, item) in frame.items() {
                match item {
                    FrameItem::Group(group) => add(&group.frame, text),
                    FrameItem::Text(item) => text.push_str(&item.text),
                    _ => {}
                }
            }
        }
        let (outfit, mut text) = (outfit(), String::new());
        laid_out(document, &outfit).unwrap().pages.pages().iter().for_each(|page| add(&page.frame, &mut text));
        text
    }

    #[test]
    fn a_letter_says_what_it_says_without_holes() {
        for value in ["森田 花子", "辻󠄀\n髙橋", "", &"long".repeat(30)] {
            let letter = citing("recipient.name", value);
            assert_eq!(Parted::of(&letter).own.len(), 11);
            assert_eq!(printed(&letter), printed(&citing("parties.mayor.name", value)));
        }
    }

    #[test]
    fn letters_have_the_same_tree_without_a_word_of_their_recipients() {
        let prepared = |value| prepare(&citing("recipient.name", value), &Fonts::embedded());
        let (first, second) = (prepared("森田 花子"), prepared("Lin Zhang"));
        assert_eq!(first.document, second.document);
        for word in ["森田", "花子", "Lin", "Zhang"] {
            assert!(!first.document.as_str().unwrap().contains(word));
        }
        assert_eq!(first.own.as_str().unwrap().matches("森田 花子").count(), 11);
        assert!(!second.own.as_str().unwrap().contains("森田"));
    }

    #[test]
    fn a_table_keeps_the_words_that_its_columns_are_measured_by() {
        let table = |value: &str| {
            let mut letter = document("letter", Lang::Ja, "題");
            let row =
                vec![cell("氏名"), crate::document::Cell { content: vec![fact("recipient.name", value)], ..cell("") }];
            letter.body = vec![Block::Table { columns: vec![Align::Start; 2], head: Vec::new(), rows: vec![row] }];
            letter
        };
        let tree = |value| prepare(&table(value), &Fonts::embedded()).document;
        assert!(tree("森").as_str().unwrap().contains("\"widths\":[4,2]"));
        assert!(tree("森田花子").as_str().unwrap().contains("\"widths\":[4,8]"));
        assert!(printed(&table("森田花子")).contains("森田花子"));
    }

    #[test]
    fn a_tree_is_made_once_for_each_kind_and_fonts() {
        let trees = Trees::new();
        let make = |text: &str, fonts: &Fonts, made: &mut usize| {
            let mut letter = document("letter", Lang::En, "which trees are known");
            letter.body = vec![paragraph(text), list(&["・"], &[text])];
            letter.header.sender = vec![words(text)];
            let make = |_: &Document| {
                *made += 1;
                (Bytes::from_string(text.to_owned()), Vec::new())
            };
            trees.tree(letter, fonts, make).0
        };
        let (first, other) = (Fonts::embedded(), Fonts::with(Vec::new()).unwrap());
        let mut made = 0;
        for text in ["a", "b", "a", "b"] {
            assert_eq!(make(text, &first, &mut made).as_str(), Ok(text));
        }
        assert_eq!(made, 2);
        make("a", &other, &mut made);
        assert_eq!(made, 3, "another font may print it otherwise");
    }
}
