//! The document tree: what every reader makes and every writer prints.
//!
//! A [`Document`] is a header and a list of blocks, in one language, with no trace of Markdown, TOML, HTML or Typst in it.
//! Its life has four steps:
//! 1. [`read()`]: Markdown with holes becomes blocks; a hole is `U+FDD0`, an index in decimal digits, `U+FDD1` ([`hole`]).
//! 2. [`fill()`]: every hole is replaced by what it stands for; a hole alone in its paragraph may become several blocks.
//! 3. [`number()`]: headings and list items get the printed numbers of the document's style.
//! 4. a writer prints it.
//!
//! What looks at a document as its reader meets it asks for its lines ([`Passage`]) and sentences ([`mentions`]).
//!
//! A redline is a tree too: [`Inline::Inserted`], [`Inline::Deleted`], [`Inline::Recited`] and [`Block::Revised`] mark what
//! differs between two versions, [`accept`] and [`reject`] lead back to them, and [`Side`] shows them one beside the other.
//! Readers and templates make none of these marks.
//!
//! **Invariant:** after filling, no [`Inline::Hole`] and no noncharacter is left; each was accounted for.

pub(crate) mod chars;
mod content;
mod emphasis;
mod fence;
mod fill;
pub mod hole;
mod mention;
pub(crate) mod notes;
mod number;
mod passage;
pub(crate) mod quotes;
mod read;
mod settle;
mod spotted;
mod table;
mod veil;
mod walk;

pub use fill::{Filling, fill, fill_content};
pub use mention::{Mention, mentions};
pub use number::{HeadingMarks, Marks, Series, number};
pub use passage::{Mark, Passage, Role, sentence_ends};
pub(crate) use read::name_headings;
pub use read::read;
pub use settle::{Side, accept, reject};
pub use spotted::{Oddity, Spotted};
pub use walk::{
    PrintedFact, facts, header_content, plain_text, punch, push_inline, run_in, shift_headings, texts_mut,
    walk_blocks_mut, walk_content, walk_inlines,
};

use crate::locale::Lang;
use serde::{Deserialize, Serialize};

/// Who wrote a Markdown text, which decides how much of Markdown it may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A template: definition lists are on.
    Template,
    /// Prose of an incident file: `TEL` above `: 03` is text.
    Prose,
}

/// A run of inline content.
pub type Inlines = Vec<Inline>;

/// One document, ready to be written in any format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Name of the document in the incident file; also its file name.
    pub id: String,
    /// Language of every generated word in it.
    pub lang: Lang,
    /// Which layout prints it: `letter`, `release`, `press-club-form`, `report`, or one of the project's own.
    pub layout: String,
    /// Set while the version is a draft: the words that every page carries, such as 「案」 or "DRAFT".
    pub draft: Option<String>,
    /// ISO 8601 date of the document (`2010-11-30`) for metadata, if it has one.
    pub iso_date: Option<String>,
    /// Everything that a layout places by itself.
    pub header: Header,
    /// The text.
    pub body: Vec<Block>,
}

/// What a layout places by itself, apart from the flow of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Title of the document as metadata; never empty (the writer of PDF/UA needs one).
    pub plain_title: String,
    /// Title as printed; absent if the document has none or prints it itself (a press-club sheet has it in a cell).
    pub title: Option<Inlines>,
    /// Reference number (文書番号).
    pub number: Option<Inlines>,
    /// Date as printed.
    pub date: Option<Inlines>,
    /// Addressee (宛名), one entry for each line.
    pub addressee: Vec<Inlines>,
    /// Sender (発信者), one entry for each line: organisation, office, title and name.
    pub sender: Vec<Inlines>,
    /// Organisation that issues the document, as metadata (author).
    pub issuer: String,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A section heading. Level 1 is the highest inside the body.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The printed number, such as `1`, `(1)`, `ア`; none before numbering or with `{.plain}`.
        number: Option<String>,
        /// Whether `{.plain}` leaves it out of the numbering.
        plain: bool,
        /// Name to link to, unique in the document.
        anchor: String,
        /// The words.
        content: Inlines,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        content: Inlines,
    },
    /// An ordered or unordered list.
    List {
        /// Number of the first item, or nothing for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A table of inline cells.
    Table {
        /// Alignment of each column; its length is the number of columns.
        columns: Vec<Align>,
        /// Header row; empty if the table has none.
        head: Vec<Cell>,
        /// Rows; cells hidden by a span of another are left out.
        rows: Vec<Vec<Cell>>,
    },
    /// Terms with their definitions (label–value lists).
    Definitions {
        /// Each term with its definition.
        entries: Vec<Definition>,
    },
    /// A note: ※ …, (注) …; printed with a hanging indent.
    Note {
        /// The mark, as written: `※`, `※1`, `(注)`.
        mark: String,
        /// The words behind the mark.
        content: Inlines,
    },
    /// A form of fixed cells (press-club sheet). Empty cells stay.
    Form {
        /// The rows.
        rows: Vec<FormRow>,
    },
    /// 「記」, centred: opens the details of a Japanese notice (記書き).
    Ki,
    /// 「以上」, right: closes a Japanese notice.
    Ijo,
    /// Who signs, at the right: one entry for each line.
    Signature {
        /// The lines.
        lines: Vec<Inlines>,
    },
    /// Whom to ask (お問い合わせ先), set apart from the text.
    Contact {
        /// The words.
        blocks: Vec<Block>,
    },
    /// A quotation.
    Quote {
        /// The words.
        blocks: Vec<Block>,
    },
    /// Blocks that differ between two versions of the document; only in a redline.
    Revised {
        /// How they differ.
        #[serde(flatten)]
        revision: Revision,
        /// The blocks.
        blocks: Vec<Block>,
    },
}

/// How blocks differ between the version before and the version after.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "revision", rename_all = "kebab-case")]
pub enum Revision {
    /// Only the version after has them.
    Inserted,
    /// Only the version before has them.
    Deleted,
    /// The version before has them here, the version after elsewhere.
    MovedAway,
    /// The version after has them here, the version before elsewhere.
    MovedHere,
    /// Both versions have them here, with another number or in another shape: one block, or all blocks of a list item.
    Reshaped {
        /// What was not words before: the block, empty; of an item, a list of one empty item with its mark.
        ///
        /// A table with other columns has those of both versions; each has an empty cell in the head of this one, in which
        /// an empty mark says that only one version has the column.
        was: Box<Block>,
    },
}

impl Revision {
    /// Whether the blocks are gone from the version after.
    pub fn is_gone(&self) -> bool {
        matches!(self, Revision::Deleted | Revision::MovedAway)
    }

    /// The same revision as a mark on running text; blocks in another shape carry none.
    pub fn mark(&self, content: Inlines) -> Inlines {
        match self {
            Revision::Inserted | Revision::MovedHere => vec![Inline::Inserted { content }],
            Revision::Deleted | Revision::MovedAway => vec![Inline::Deleted { content }],
            Revision::Reshaped { .. } => content,
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListItem {
    /// The printed mark, such as `①`, `1.`, `・`; empty before numbering.
    pub mark: String,
    /// The words; the first block is a paragraph in the usual case.
    pub blocks: Vec<Block>,
}

/// One entry of [`Block::Definitions`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Definition {
    /// The term.
    pub term: Inlines,
    /// What is said about it.
    pub blocks: Vec<Block>,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// At the start of the line.
    Start,
    /// Centred.
    Center,
    /// At the end of the line: figures.
    End,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The words; empty if the cell is.
    pub content: Inlines,
    /// How many columns it covers, at least 1.
    pub colspan: usize,
    /// How many rows it covers, at least 1.
    pub rowspan: usize,
}

/// A row of a [`Block::Form`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormRow {
    /// The label of the row.
    pub label: Inlines,
    /// One or more cells beside it, from left to right.
    pub cells: Vec<FormCell>,
}

/// A cell of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormCell {
    /// A label inside the cell, such as 「(実施日時)」; often absent.
    pub label: Option<Inlines>,
    /// What was filled in; empty if nothing was.
    pub blocks: Vec<Block>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain characters; never a line break.
    Text {
        /// The characters.
        text: String,
    },
    /// A place to be filled; only between reading and filling.
    Hole {
        /// Index of the hole in the list that its template printed.
        index: usize,
    },
    /// The value of a fact, with the path it came from.
    Fact {
        /// Path of the fact, such as `data.ebino.persons`.
        path: String,
        /// Forms it was asked for, such as `md weekday`; empty for the default form.
        form: String,
        /// What is printed.
        content: Inlines,
    },
    /// Strong emphasis.
    Strong {
        /// The words.
        content: Inlines,
    },
    /// Emphasis.
    Emphasis {
        /// The words.
        content: Inlines,
    },
    /// Words that a table or a text of corrections points out, underlined: they differ from the other version.
    Underlined {
        /// The words.
        content: Inlines,
    },
    /// Characters to be taken literally.
    Code {
        /// The characters.
        text: String,
    },
    /// A link.
    Link {
        /// Where it leads.
        url: String,
        /// The words.
        content: Inlines,
    },
    /// A line break that the author asked for.
    Break,
    /// Words that only the version after has; only in a redline.
    Inserted {
        /// The words.
        content: Inlines,
    },
    /// Words that only the version before has; only in a redline.
    Deleted {
        /// The words.
        content: Inlines,
    },
    /// Words that both versions print, but as other facts, or one as a fact and one as typed; only in a redline.
    Recited {
        /// The words in the version before.
        #[serde(skip)]
        was: Inlines,
        /// The words in the version after.
        content: Inlines,
    },
    /// The number of a change, inside the mark where it begins; only in a redline with a list of its changes.
    ///
    /// A link to `#change-3` leads to number 3, and number 3 back to the first such link.
    Change {
        /// From 1.
        number: usize,
    },
}

impl Inline {
    /// Plain characters.
    pub fn text(text: impl Into<String>) -> Inline {
        Inline::Text { text: text.into() }
    }

    /// Characters to be taken literally.
    pub fn code(text: impl Into<String>) -> Inline {
        Inline::Code { text: text.into() }
    }
}
