//! Properties of the redline on documents that nobody wrote.

use super::*;
use crate::change::compare::{Difference, differences};
use crate::document::{
    Align, Block, Cell, Definition, FormCell, FormRow, Inline, Inlines, ListItem, plain_text, walk_content,
    walk_inlines,
};
use crate::locale::Lang;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn content() -> impl Strategy<Value = Inlines> {
    let text = prop_oneof!["[個人情報の漏えい50件、。 ]{1,8}", "[ab 1]{1,4}", Just(String::new())];
    let leaf = prop_oneof![
        6 => text.prop_map(Inline::text),
        1 => "[ab]{0,2}".prop_map(Inline::code),
        1 => Just(Inline::Break),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = vec(inner, 0..3);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Strong { content }),
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            content.clone().prop_map(|content| Inline::Underlined { content }),
            ("[ab]", content.clone()).prop_map(|(url, content)| Inline::Link { url, content }),
            ("[ab]", content).prop_map(|(path, content)| Inline::Fact { path, form: String::new(), content }),
        ]
    });
    vec(inline, 0..4)
}

fn leaf_block() -> impl Strategy<Value = Block> {
    let cell = |most| {
        (content(), 1..=most, 1..=most).prop_map(|(content, colspan, rowspan)| Cell { content, colspan, rowspan })
    };
    let row = move |most| vec(cell(most), 0..3);
    let table = prop_oneof![Just(1_usize), Just(2)].prop_flat_map(move |most| (row(most), vec(row(most), 0..4)));
    let align = || prop_oneof![Just(Align::Start), Just(Align::End)];
    let regular = (1..4_usize, any::<bool>()).prop_flat_map(move |(width, has_head)| {
        let row = move || vec(cell(1), width);
        (vec(align(), width), vec(row(), usize::from(has_head)), vec(row(), 0..3))
    });
    let regular = regular.prop_map(|(columns, mut head, rows)| Block::Table {
        columns,
        head: head.pop().unwrap_or_default(),
        rows,
    });
    let number = || option::of("[1-3]");
    let heading = (1..3_u8, number(), any::<bool>(), "s[1-3]", content());
    prop_oneof![
        4 => content().prop_map(|content| Block::Paragraph { content }),
        2 => heading.prop_map(|(level, number, plain, anchor, content)| {
            Block::Heading { level, number, plain, anchor, content }
        }),
        2 => table.prop_map(|(head, rows)| Block::Table { columns: vec![Align::Start; 2], head, rows }),
        2 => regular,
        1 => ("※[12]?", content()).prop_map(|(mark, content)| Block::Note { mark, content }),
        1 => prop_oneof![Just(Block::Ki), Just(Block::Ijo)],
        1 => vec(content(), 0..3).prop_map(|lines| Block::Signature { lines }),
    ]
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = leaf_block().prop_recursive(3, 16, 3, |inner| {
        let blocks = vec(inner, 0..3);
        let item = ("[①②]", blocks.clone()).prop_map(|(mark, blocks)| ListItem { mark, blocks });
        let entry = (content(), blocks.clone()).prop_map(|(term, blocks)| Definition { term, blocks });
        let cell = (option::of(content()), blocks.clone()).prop_map(|(label, blocks)| FormCell { label, blocks });
        let row = (content(), vec(cell, 0..3)).prop_map(|(label, cells)| FormRow { label, cells });
        prop_oneof![
            3 => (option::of(1..3_u64), vec(item, 0..4)).prop_map(|(start, items)| Block::List { start, items }),
            1 => blocks.clone().prop_map(|blocks| Block::Quote { blocks }),
            1 => blocks.prop_map(|blocks| Block::Contact { blocks }),
            2 => vec(entry, 0..3).prop_map(|entries| Block::Definitions { entries }),
            2 => vec(row, 0..3).prop_map(|rows| Block::Form { rows }),
        ]
    });
    vec(block, 0..5)
}

/// The numbers of changes in a document, in reading order.
fn numbers(document: &Document) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut look = |inline: &Inline| {
        if let Inline::Change { number } = inline {
            numbers.push(*number);
        }
    };
    crate::document::header_content(&document.header).for_each(|line| walk_content(line, &mut look));
    walk_inlines(&document.body, &mut look);
    numbers
}

fn header() -> impl Strategy<Value = Header> {
    let lines = || vec(content(), 0..3);
    (option::of(content()), option::of(content()), option::of(content()), lines(), lines()).prop_map(
        |(title, number, date, addressee, sender)| Header {
            title,
            number,
            date,
            addressee,
            sender,
            plain_title: "題".into(),
            ..Header::default()
        },
    )
}

fn document(header: Header, body: Vec<Block>) -> Document {
    let (id, layout) = ("release".into(), "release".into());
    Document { id, lang: Lang::Ja, layout, draft: None, iso_date: None, header, body }
}

/// A sentence of eight words with a fact and a strong part; those of `edits` are other words.
fn sentence(leaf: usize, edits: &BTreeSet<(usize, usize)>) -> Inlines {
    let word = |at: usize| format!("{}{leaf:03}{at}", if edits.contains(&(leaf, at)) { "z" } else { "w" });
    let fact = Inline::Fact { path: "data.a".into(), form: String::new(), content: vec![Inline::text(word(2))] };
    vec![
        Inline::text(format!("{} {} ", word(0), word(1))),
        fact,
        Inline::text(" "),
        Inline::Strong { content: vec![Inline::text(format!("{} {}", word(3), word(4)))] },
        Inline::text(format!(" {} {} {}", word(5), word(6), word(7))),
    ]
}

/// A body with blocks of these kinds, full of sentences; the shape is what is not words.
fn body(kinds: &[usize], edits: &BTreeSet<(usize, usize)>, shape: u8) -> Vec<Block> {
    let mut leaf = 0;
    let mut next = || {
        leaf += 1;
        sentence(leaf - 1, edits)
    };
    kinds.iter().enumerate().map(|(at, kind)| block(*kind, at, shape, &mut next)).collect()
}

#[expect(clippy::too_many_lines, reason = "one arm for each kind of block")]
fn block(kind: usize, at: usize, shape: u8, next: &mut dyn FnMut() -> Inlines) -> Block {
    let mut two = || [next(), next()];
    let paragraph = |content| Block::Paragraph { content };
    let cell = |content| Cell { content, colspan: 1, rowspan: 1 };
    let [first, second] = two();
    match kind {
        0 => paragraph(first),
        1 => Block::Heading {
            level: 1 + shape,
            number: (shape != 1).then(|| at.to_string()),
            plain: shape == 1,
            anchor: at.to_string(),
            content: first,
        },
        2 => {
            let item =
                |(mark, content): (&str, Inlines)| ListItem { mark: mark.into(), blocks: vec![paragraph(content)] };
            let start = Some(u64::from(shape)).filter(|start| *start > 0);
            Block::List { start, items: [("①", first), ("②", second)].map(item).to_vec() }
        }
        3 => {
            let rows = vec![[first, second].map(cell).to_vec(), two().map(cell).to_vec()];
            let columns = vec![if shape == 0 { Align::Start } else { Align::End }; 2];
            Block::Table { columns, head: two().map(cell).to_vec(), rows }
        }
        4 => Block::Definitions { entries: vec![Definition { term: first, blocks: vec![paragraph(second)] }] },
        5 => Block::Note { mark: "※".into(), content: first },
        6 => {
            let cells = vec![FormCell { label: Some(second), blocks: vec![paragraph(next())] }];
            Block::Form { rows: vec![FormRow { label: first, cells }] }
        }
        7 => Block::Signature { lines: vec![first, second] },
        8 => Block::Contact { blocks: vec![paragraph(first), paragraph(second)] },
        9 => Block::Quote { blocks: vec![paragraph(first), Block::Ki, paragraph(second)] },
        10 => {
            let joined = |content| Cell { content, colspan: 2, rowspan: 1 };
            Block::Table {
                columns: vec![Align::Start; 2],
                head: vec![],
                rows: vec![vec![joined(first)], vec![joined(second)]],
            }
        }
        _ => Block::Ijo,
    }
}

/// The words that are marked, sorted: inserted ones and deleted ones.
fn marked(document: &Document) -> (Vec<String>, Vec<String>) {
    let (mut inserted, mut deleted) = (Vec::new(), Vec::new());
    let words = |content: &Inlines| plain_text(content).split_whitespace().map(String::from).collect::<Vec<_>>();
    let mut look = |inline: &Inline| match inline {
        Inline::Inserted { content } => inserted.extend(words(content)),
        Inline::Deleted { content } => deleted.extend(words(content)),
        _ => {}
    };
    document.header.title.iter().for_each(|title| walk_content(title, &mut look));
    walk_inlines(&document.body, &mut look);
    inserted.sort();
    deleted.sort();
    (inserted, deleted)
}

/// The words that a table of corrections underlines, sorted: in the version after and in the one before.
fn underlined(redline: &Redline) -> (Vec<String>, Vec<String>) {
    let differences = differences(redline);
    let words = |side: fn(&Difference) -> &Option<Inlines>| {
        let mut words = Vec::new();
        for content in differences.iter().filter_map(|found| side(found).as_ref()) {
            walk_content(content, &mut |inline| {
                if let Inline::Underlined { content } = inline {
                    words.extend(plain_text(content).split_whitespace().map(String::from));
                }
            });
        }
        words.sort();
        words
    };
    (words(|found| &found.after), words(|found| &found.before))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn holds_both_versions((before, old) in (header(), blocks()), (after, new) in (header(), blocks())) {
        let before = accept(&document(before, old));
        let after = accept(&document(after, new));
        let redline = redline(&before, &after).document;
        prop_assert_eq!(accept(&redline), after);
        prop_assert_eq!(reject(&redline), before);
        let mut numbered = redline;
        let count = list::number_changes(&mut numbered, 7).len();
        prop_assert_eq!(numbers(&numbered), (8..8 + count).collect::<Vec<_>>());
    }

    #[test]
    fn holds_versions_that_differ_in_order(
        header in header(),
        parts in vec(blocks(), 1..5),
        order in vec((0..5_usize, any::<bool>()), 0..6),
    ) {
        let body = |order: &[usize]| order.iter().flat_map(|at| parts[at % parts.len()].clone()).collect::<Vec<_>>();
        let before = accept(&document(header.clone(), body(&order.iter().map(|(at, _)| *at).collect::<Vec<_>>())));
        let kept: Vec<usize> = order.iter().rev().filter(|(_, kept)| *kept).map(|(at, _)| *at).collect();
        let after = accept(&document(header, body(&kept)));
        let redline = redline(&before, &after).document;
        prop_assert_eq!(accept(&redline), after);
        prop_assert_eq!(reject(&redline), before);
    }

    #[test]
    fn marks_nothing_in_the_same_document(header in header(), blocks in blocks()) {
        let document = accept(&document(header, blocks));
        let redline = redline(&document, &document);
        prop_assert_eq!(redline.changes(), []);
        prop_assert_eq!(redline.document, document);
    }

    #[test]
    fn marks_exactly_the_words_that_changed(
        kinds in vec(0..12_usize, 1..20),
        wanted in btree_set((0..40_usize, 0..8_usize), 0..12),
        shape in 0..3_u8,
    ) {
        let nth = |edit: &(usize, usize)| wanted.iter().filter(|other| other.0 == edit.0 && other.1 < edit.1).count();
        let edits: BTreeSet<_> = wanted.iter().copied().filter(|edit| nth(edit) < 3).collect();
        let header = |edits| Header { title: Some(sentence(0, edits)), ..Header::default() };
        let none = BTreeSet::new();
        let before = document(header(&none), body(&kinds, &none, 0));
        let after = document(header(&edits), body(&kinds, &edits, shape));
        let redline = redline(&before, &after);
        prop_assert_eq!(&accept(&redline.document), &after);
        prop_assert_eq!(&reject(&redline.document), &before);
        // Kinds with one sentence leave their second one out: only what is printed can be marked.
        let printed = crate::document::run_in(&after.body, &Inline::text(" "), false);
        let printed = format!("{} {}", plain_text(&sentence(0, &edits)), plain_text(&printed));
        let mut new: Vec<String> = printed.split_whitespace().filter(|w| w.starts_with('z')).map(String::from).collect();
        new.sort();
        let old: Vec<String> = new.iter().map(|word| word.replace('z', "w")).collect();
        prop_assert_eq!(underlined(&redline), (new.clone(), old.clone()));
        prop_assert_eq!(marked(&redline.document), (new, old));
    }
}
