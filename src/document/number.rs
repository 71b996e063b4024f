//! Prints numbers: of headings, of list items; and makes the names of headings unique.

use super::{Block, Document, Inline, ListItem, walk::push_inline, walk::walk_blocks_mut};
use crate::locale::Lang;
use std::collections::BTreeSet;

/// Prints the n-th number of a series, from 1.
pub type Series = Box<dyn Fn(u64) -> String>;

/// How headings and lists are marked in one document.
pub struct Marks {
    /// The mark of each heading level; deeper levels have none.
    pub headings: Vec<HeadingMarks>,
    /// The series of ordered lists, from the outermost inwards; the last one serves deeper lists too.
    pub lists: Vec<Series>,
    /// The mark of unordered items.
    pub bullet: String,
}

/// How the headings of one level are marked.
pub enum HeadingMarks {
    /// A number before the words.
    Series(Series),
    /// Signs around the words, such as 【 and 】.
    Around(String, String),
}

impl Marks {
    /// The usual marks of a language: `(1)`, `ア` in Japanese; `1.`, `(a)` in English; no numbers before headings.
    pub fn usual(lang: Lang) -> Marks {
        let (first, second, bullet): (Series, Series, &str) = match lang {
            Lang::Ja => (
                Box::new(|n| format!("({n})")),
                Box::new(|n| letter(n, "アイウエオカキクケコサシスセソタチツテト")),
                "・",
            ),
            Lang::En => (
                Box::new(|n| format!("{n}.")),
                Box::new(|n| format!("({})", letter(n, "abcdefghijklmnopqrstuvwxyz"))),
                "•",
            ),
        };
        Marks { headings: Vec::new(), lists: vec![first, second], bullet: bullet.into() }
    }
}

/// The n-th letter of a series; behind its last one, the number.
fn letter(n: u64, letters: &str) -> String {
    let index = usize::try_from(n).ok().and_then(|n| n.checked_sub(1));
    index.and_then(|index| letters.chars().nth(index)).map_or_else(|| n.to_string(), String::from)
}

/// Gives every heading and every list item its printed mark, and every heading a name of its own.
///
/// A heading starts the numbers of the levels below it anew; one with `{.plain}` does so too, but has no number.
pub fn number(document: &mut Document, marks: &Marks) {
    let mut counts = [0_u64; 6];
    let mut names = BTreeSet::new();
    walk_blocks_mut(&mut document.body, &mut |block| {
        if let Block::Heading { level, number, plain, anchor, content } = block {
            let index = usize::from(level.saturating_sub(1)).min(5);
            counts[index + 1..].fill(0);
            if !*plain {
                counts[index] += 1;
                match marks.headings.get(index) {
                    Some(HeadingMarks::Series(series)) => *number = Some(series(counts[index])),
                    Some(HeadingMarks::Around(open, close)) => {
                        let mut around = vec![Inline::text(open)];
                        std::mem::take(content).into_iter().for_each(|inline| push_inline(&mut around, inline));
                        push_inline(&mut around, Inline::text(close));
                        *content = around;
                    }
                    None => {}
                }
            }
            *anchor = unique(anchor, &mut names);
        }
    });
    number_lists(&mut document.body, marks, 0);
}

/// A name that was not given out yet: the wanted one, or one with a number behind it.
fn unique(wanted: &str, names: &mut BTreeSet<String>) -> String {
    let wanted: String = wanted.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    let wanted = if wanted.is_empty() { "s1".to_string() } else { wanted };
    let mut name = wanted.clone();
    let mut count = 2;
    while !names.insert(name.clone()) {
        name = format!("{wanted}-{count}");
        count += 1;
    }
    name
}

/// Marks the items of lists; `depth` counts the ordered lists around them.
fn number_lists(blocks: &mut [Block], marks: &Marks, depth: usize) {
    for block in blocks {
        match block {
            Block::List { start, items } => {
                let inner = depth + usize::from(start.is_some());
                for (index, item) in items.iter_mut().enumerate() {
                    mark_item(item, start.map(|start| start.saturating_add(index as u64)), marks, depth);
                    number_lists(&mut item.blocks, marks, inner);
                }
            }
            Block::Definitions { entries } => {
                entries.iter_mut().for_each(|entry| number_lists(&mut entry.blocks, marks, depth));
            }
            Block::Form { rows } => {
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| number_lists(&mut cell.blocks, marks, depth));
            }
            Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => {
                number_lists(blocks, marks, depth);
            }
            _ => {}
        }
    }
}

fn mark_item(item: &mut ListItem, number: Option<u64>, marks: &Marks, depth: usize) {
    item.mark = match (number, marks.lists.get(depth).or(marks.lists.last())) {
        (None, _) => marks.bullet.clone(),
        (Some(number), Some(series)) => series(number),
        (Some(number), None) => format!("{number}."),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Header, Origin, plain_text, read};

    fn numbered(markdown: &str, marks: &Marks) -> Vec<Block> {
        let mut document = Document {
            id: "release".into(),
            lang: Lang::Ja,
            layout: "release".into(),
            draft: None,
            iso_date: None,
            header: Header::default(),
            body: read(markdown, Lang::Ja, Origin::Prose).0,
        };
        number(&mut document, marks);
        document.body
    }

    #[test]
    fn numbers_headings_by_level_and_leaves_plain_ones_out() {
        let series =
            |pattern: &'static str| HeadingMarks::Series(Box::new(move |n| pattern.replace('1', &n.to_string())));
        let headings = vec![series("1"), series("(1)"), HeadingMarks::Around("【".into(), "】".into())];
        let marks = Marks { headings, ..Marks::usual(Lang::Ja) };
        let body = numbered("# a\n## b\n## c\n# お詫び {.plain}\n## d\n# e {#a}\n### f\n#### g {#a}", &marks);
        let printed: Vec<_> = body
            .iter()
            .filter_map(|block| match block {
                Block::Heading { number, content, anchor, .. } => {
                    Some((number.clone().unwrap_or_default(), plain_text(content), anchor.clone()))
                }
                _ => None,
            })
            .collect();
        let expected = [
            ("1", "a", "s1"),
            ("(1)", "b", "s2"),
            ("(2)", "c", "s3"),
            ("", "お詫び", "s4"),
            ("(1)", "d", "s5"),
            ("2", "e", "a"),
            ("", "【f】", "s7"),
            ("", "g", "a-2"),
        ];
        assert_eq!(printed, expected.map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string())));
    }

    #[test]
    fn marks_nested_lists() {
        let body = numbered("3. a\n   - b\n     1. c\n4. d", &Marks::usual(Lang::Ja));
        let mut marks = Vec::new();
        fn collect(blocks: &[Block], marks: &mut Vec<String>) {
            for block in blocks {
                if let Block::List { items, .. } = block {
                    for item in items {
                        marks.push(item.mark.clone());
                        collect(&item.blocks, marks);
                    }
                }
            }
        }
        collect(&body, &mut marks);
        assert_eq!(marks, ["(3)", "・", "ア", "(4)"]);
    }
}
