//! The sheet: the redlines of all documents of two versions as one document.
//!
//! 1. Documents are compared pair by pair and their changes numbered through (`compared`).
//! 2. The list of changes comes first, by document and section; each entry links to its number in the text (`contents`).
//! 3. Each document follows under its title, its header as paragraphs.
//!
//! For a terminal there is a brief form: no list, and stretches without a change left out (`elided`).

use super::list::{Change, number_changes};
use super::redline;
use crate::document::{
    Block, Document, Header, Inline, ListItem, Revision, Side, header_content, name_headings, plain_text, run_in,
    shift_headings, walk_blocks_mut,
};
use crate::facts::Case;
use crate::locale::Lang;
use std::collections::BTreeMap;

/// One document as the versions print it.
#[derive(Debug, Clone)]
pub enum Pair {
    /// Both versions have it: the earlier one, and the later one.
    Both(Box<(Document, Document)>),
    /// Only this version has it.
    Single(Side, Box<Document>),
}

impl Pair {
    /// The document as the last version that has it prints it.
    fn document(&self) -> &Document {
        match self {
            Pair::Both(pair) => &pair.1,
            Pair::Single(_, document) => document,
        }
    }
}

/// How much of a redline is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The list of changes, and every document in full.
    Full,
    /// Only what changed, under its heading.
    Brief,
}

/// All redlines as one document.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The document; its layout is `redline`.
    pub document: Document,
    /// Documents with places that were too different to compare, and how many.
    pub coarse: Vec<(String, usize)>,
}

/// Compares the documents of two versions, in the order given.
pub fn sheet(before: &Case, after: &Case, pairs: Vec<Pair>, extent: Extent) -> Sheet {
    let lang = after.lang;
    let titles = titles(&pairs);
    let (mut last, mut coarse, mut parts) = (0, Vec::new(), Vec::new());
    for (pair, title) in pairs.into_iter().zip(titles) {
        let part = compared(pair, title, (extent == Extent::Full).then_some(last), lang);
        last += part.changes.len();
        coarse.extend((part.coarse > 0).then(|| (part.id.clone(), part.coarse)));
        parts.push(part);
    }
    let mut body = if extent == Extent::Full { contents(&parts, last, lang) } else { Vec::new() };
    for part in parts {
        body.push(part.heading.clone());
        body.extend(if extent == Extent::Full { part.body } else { brief(part, before, after) });
    }
    name_headings(&mut body);
    Sheet { document: document(before, after, body), coarse }
}

const UNCHANGED: (&str, &str) = ("変更はありません。", "Nothing changed.");

fn document(before: &Case, after: &Case, body: Vec<Block>) -> Document {
    let (lang, slug, from, to) = (after.lang, &after.slug, before.version, after.version);
    let title = match lang {
        Lang::Ja => format!("新旧の比較（{slug} 第{from}版→第{to}版）"),
        Lang::En => format!("Redline of {slug}, version {from} to {to}"),
    };
    Document {
        id: "redline".into(),
        lang,
        layout: "redline".into(),
        draft: None,
        iso_date: None,
        header: Header { plain_title: title.clone(), title: Some(vec![Inline::text(title)]), ..Header::default() },
        body,
    }
}

/// One document of the sheet.
struct Part {
    id: String,
    title: String,
    /// The version that alone has it.
    only: Option<Side>,
    heading: Block,
    body: Vec<Block>,
    changes: Vec<Change>,
    coarse: usize,
}

/// What the documents are called: by their titles, with the name in the file where the title is none or not the only one.
fn titles(pairs: &[Pair]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    pairs.iter().for_each(|pair| *counts.entry(&pair.document().header.plain_title).or_default() += 1);
    let called = |document: &Document| {
        let title = &document.header.plain_title;
        let is_clear = document.header.title.is_some() && counts.get(title.as_str()) == Some(&1);
        match document.lang {
            _ if is_clear => title.clone(),
            Lang::Ja => format!("{title}（{}）", document.id),
            Lang::En => format!("{title} ({})", document.id),
        }
    };
    pairs.iter().map(|pair| called(pair.document())).collect()
}

/// One pair as a part of the sheet; its changes are numbered behind `last`, if there is one. A document that is new or gone
/// is one change.
fn compared(pair: Pair, title: String, last: Option<usize>, lang: Lang) -> Part {
    let id = pair.document().id.clone();
    let (mut body, changes, coarse, content, only) = match pair {
        Pair::Both(pair) => {
            let mut redline = redline(&pair.0, &pair.1);
            let changes = match last {
                Some(last) => number_changes(&mut redline.document, last),
                None => redline.changes(),
            };
            (flat(redline.document), changes, redline.coarse, vec![Inline::text(&title)], None)
        }
        Pair::Single(side, document) => {
            let revision = if side == Side::After { Revision::Inserted } else { Revision::Deleted };
            let number = last.map(|last| Inline::Change { number: last + 1 });
            let content = revision.mark(number.into_iter().chain([Inline::text(&title)]).collect());
            let change = whole(&revision, lang);
            (vec![Block::Revised { revision, blocks: flat(*document) }], vec![change], 0, content, Some(side))
        }
    };
    shift_headings(&mut body, 1);
    // Names that are unique in one document are not in a sheet of several.
    walk_blocks_mut(&mut body, &mut |block| {
        if let Block::Heading { anchor, .. } = block {
            anchor.clear();
        }
    });
    let heading = Block::Heading { level: 1, number: None, plain: true, anchor: format!("document-{id}"), content };
    Part { id, title, only, heading, body, changes, coarse }
}

/// The lines of a header as paragraphs before the body.
fn flat(document: Document) -> Vec<Block> {
    let lines = header_content(&document.header).filter(|line| !line.is_empty());
    let mut blocks: Vec<Block> = lines.map(|line| Block::Paragraph { content: line.clone() }).collect();
    blocks.extend(document.body);
    blocks
}

/// A document that only one version has, as a change.
fn whole(revision: &Revision, lang: Lang) -> Change {
    let whole = words(lang, ("文書全体", "the whole document"));
    let (before, after) = if revision.is_gone() { (whole, String::new()) } else { (String::new(), whole) };
    Change { place: String::new(), before, after, moved: false }
}

/// The list of changes, with how they are marked.
fn contents(parts: &[Part], count: usize, lang: Lang) -> Vec<Block> {
    let title = match lang {
        Lang::Ja => format!("変更箇所の一覧（全{count}か所）"),
        Lang::En => format!("List of changes ({count} in all)"),
    };
    let content = vec![Inline::text(title)];
    let mut blocks = vec![Block::Heading { level: 1, number: None, plain: true, anchor: "changes".into(), content }];
    if count > 0 {
        blocks.push(legend(lang));
    }
    let mut number = 0;
    for part in parts {
        let name = vec![Inline::Strong { content: vec![Inline::text(&part.title)] }];
        blocks.push(Block::Paragraph { content: name });
        if part.changes.is_empty() {
            blocks.push(paragraph(words(lang, UNCHANGED)));
            continue;
        }
        let items = (number + 1..).zip(&part.changes).map(|(number, change)| entry(number, change, lang)).collect();
        blocks.push(Block::List { start: Some(number as u64 + 1), items });
        number += part.changes.len();
    }
    blocks
}

fn legend(lang: Lang) -> Block {
    let mark = |ja, en| vec![Inline::text(words(lang, (ja, en)))];
    let comma = || Inline::text(words(lang, ("、", ", ")));
    let content = vec![
        Inline::text(words(lang, ("しるし：", "Marks: "))),
        Inline::Deleted { content: mark("削除した文字", "deleted words") },
        comma(),
        Inline::Inserted { content: mark("追加した文字", "inserted words") },
        Inline::text(words(lang, ("。番号は下の一覧の番号です。", ". Numbers are those of the list below."))),
    ];
    match lang {
        Lang::Ja => Block::Note { mark: "※".into(), content },
        Lang::En => Block::Paragraph { content },
    }
}

/// An entry: place as a link to the change, what was done, the words before and after.
fn entry(number: usize, change: &Change, lang: Lang) -> ListItem {
    let kind = change.wording();
    let kind = if lang == Lang::Ja { kind.ja } else { kind.en };
    let quoted = [&change.before, &change.after].into_iter().filter(|words| !words.is_empty());
    let (open, close) = if lang == Lang::Ja { ('「', '」') } else { ('“', '”') };
    let quoted: Vec<String> = quoted.map(|words| format!("{open}{}{close}", excerpt(words))).collect();
    let quoted = quoted.join(if lang == Lang::Ja { "→" } else { " → " });
    // A whole document stands in no section.
    let (place, said) = match (change.place.is_empty(), lang) {
        (true, Lang::Ja) => (format!("{}を{kind}", change.before.clone() + &change.after), String::new()),
        (true, Lang::En) => (format!("{} {kind}", change.before.clone() + &change.after), String::new()),
        (false, Lang::Ja) => (excerpt(&change.place), format!("：{quoted}（{kind}）")),
        (false, Lang::En) => (excerpt(&change.place), format!(": {quoted} ({kind})")),
    };
    let link = Inline::Link { url: format!("#change-{number}"), content: vec![Inline::text(place)] };
    let content = vec![link, Inline::text(said)];
    ListItem { mark: format!("{number}."), blocks: vec![Block::Paragraph { content }] }
}

/// The longest excerpt in the list, in characters: a line of a page.
const LONGEST: usize = 40;

/// The beginning of words, in one line.
fn excerpt(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut characters = line.chars();
    let start: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() { start + "…" } else { start }
}

/// What of a part is worth the lines of a terminal.
fn brief(part: Part, before: &Case, after: &Case) -> Vec<Block> {
    let lang = after.lang;
    let said = match (part.only, lang) {
        (None, _) if part.changes.is_empty() => words(lang, UNCHANGED),
        (None, _) => return elided(part.body, lang),
        (Some(Side::After), Lang::Ja) => format!("（第{}版で加わった文書。全文は省略）", after.version),
        (Some(Side::After), Lang::En) => format!("(new in version {}; its text is left out)", after.version),
        (Some(Side::Before), Lang::Ja) => format!("（第{}版までの文書。全文は省略）", before.version),
        (Some(Side::Before), Lang::En) => format!("(last in version {}; its text is left out)", before.version),
    };
    vec![paragraph(said)]
}

/// Blocks without the stretches that hold no change; a heading over a change stays.
fn elided(blocks: Vec<Block>, lang: Lang) -> Vec<Block> {
    let marked: Vec<bool> = blocks.iter().map(differs).collect();
    let levels: Vec<Option<u8>> = blocks.iter().map(level).collect();
    let leads = |at: usize, level: u8| {
        let below = (at + 1..blocks.len()).take_while(|below| levels[*below].is_none_or(|other| other > level));
        below.into_iter().any(|below| marked[below])
    };
    let stays: Vec<bool> =
        (0..blocks.len()).map(|at| marked[at] || levels[at].is_some_and(|level| leads(at, level))).collect();
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for (block, stays) in blocks.into_iter().zip(stays) {
        if stays {
            kept.append(&mut folded(&mut left_out, lang));
            kept.push(block);
        } else {
            left_out.push(block);
        }
    }
    kept.append(&mut folded(&mut left_out, lang));
    kept
}

/// A stretch without a change, in one line that says how long it is; a short one as it stands.
fn folded(blocks: &mut Vec<Block>, lang: Lang) -> Vec<Block> {
    let blocks = std::mem::take(blocks);
    if plain_text(&run_in(&blocks, &Inline::text(" "), true)).chars().count() <= LONGEST {
        return blocks;
    }
    let count = blocks.len();
    let said = match (lang, count) {
        (Lang::Ja, _) => format!("（略：変更のない段落・見出し・表など、{count}個）"),
        (Lang::En, 1) => "(1 unchanged paragraph, heading or table left out)".to_string(),
        (Lang::En, _) => format!("({count} unchanged paragraphs, headings or tables left out)"),
    };
    vec![paragraph(said)]
}

/// Whether the versions print other words; a number that shifted is none.
fn differs(block: &Block) -> bool {
    let words = |side: Side| plain_text(&run_in(&side.blocks(std::slice::from_ref(block)), &Inline::Break, false));
    words(Side::Before) != words(Side::After)
}

/// The level of a heading, reshaped or not.
fn level(block: &Block) -> Option<u8> {
    match block {
        Block::Heading { level, .. } => Some(*level),
        Block::Revised { revision: Revision::Reshaped { .. }, blocks } => blocks.first().and_then(level),
        _ => None,
    }
}

fn paragraph(words: String) -> Block {
    Block::Paragraph { content: vec![Inline::text(words)] }
}

fn words(lang: Lang, (ja, en): (&str, &str)) -> String {
    if lang == Lang::Ja { ja.to_string() } else { en.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str) -> Block {
        let content = vec![Inline::text(text)];
        Block::Heading { level, number: None, plain: true, anchor: String::new(), content }
    }

    fn long(text: &str) -> Block {
        paragraph(text.repeat(LONGEST + 1))
    }

    fn said(blocks: &[Block]) -> String {
        plain_text(&run_in(blocks, &Inline::text("|"), false))
    }

    #[test]
    fn leaves_out_what_did_not_change_but_the_headings_over_a_change() {
        let changed = Block::Paragraph { content: vec![Inline::Inserted { content: vec![Inline::text("追")] }] };
        let blocks = vec![
            heading(2, "a"),
            long("い"),
            heading(2, "b"),
            heading(3, "c"),
            long("ろ"),
            long("は"),
            heading(3, "d"),
            paragraph("短い段落".into()),
            changed,
            long("に"),
        ];
        let expected = "（略：変更のない段落・見出し・表など、2個）|b|（略：変更のない段落・見出し・表など、3個）|d|短い段落|追|（略：変更のない段落・見出し・表など、1個）";
        assert_eq!(said(&elided(blocks, Lang::Ja)), expected);
    }

    #[test]
    fn an_entry_names_place_kind_and_words_in_one_line() {
        let change = |before: &str, after: &str, moved| Change {
            place: "2 経緯".into(),
            before: before.into(),
            after: after.into(),
            moved,
        };
        let said = |change: &Change, lang| said(&entry(3, change, lang).blocks);
        assert_eq!(said(&change("362件", "3,622件", false), Lang::Ja), "2 経緯：「362件」→「3,622件」（置換）");
        assert_eq!(said(&change("a\nb", "", false), Lang::En), "2 経緯: “a b” (deleted)");
        assert_eq!(said(&change("", "あ", true), Lang::Ja), "2 経緯：「あ」（ここへ移動）");
        let long = "長".repeat(LONGEST);
        assert_eq!(said(&change("", &format!("{long}い"), false), Lang::Ja), format!("2 経緯：「{long}…」（追加）"));
    }
}
