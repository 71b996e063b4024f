//! The reach of changed facts as a document.

use super::{FactImpact, Impact};
use crate::diag::Wording;
use crate::document::{Align, Block, Cell, Document, Header, Inline, Inlines, Mention};
use crate::facts::Case;
use crate::locale::Lang;

/// Lays it out: whether an old value still stands, and for each fact what it was and is, where it stood, and where it still does.
pub fn impact_list(before: &Case, after: &Case, impact: &Impact) -> Document {
    let (lang, from, to) = (after.lang, before.version, after.version);
    let title = match lang {
        Lang::Ja => format!("変更の及ぶ箇所（{} 第{from}版→第{to}版）", after.slug),
        Lang::En => format!("What the changes reach: {}, version {from} to {to}", after.slug),
    };
    let list = List { lang, from, to };
    let mut body = vec![list.summary(impact)];
    impact.facts.iter().for_each(|fact| list.fact(fact, &mut body));
    Document {
        id: "impact".into(),
        lang,
        layout: "report".into(),
        draft: None,
        iso_date: None,
        header: Header { plain_title: title.clone(), title: Some(vec![Inline::text(title)]), ..Header::default() },
        body,
    }
}

struct List {
    lang: Lang,
    from: u32,
    to: u32,
}

impl List {
    fn summary(&self, impact: &Impact) -> Block {
        let List { lang, from, to } = self;
        let standing: usize = impact.facts.iter().map(|fact| fact.standing.len()).sum();
        let words = match (lang, impact.facts.len(), standing) {
            (Lang::Ja, 0, _) => format!("第{from}版から変わった事実はありません。"),
            (Lang::En, 0, _) => format!("No fact of version {from} changed."),
            (Lang::Ja, _, 0) => format!("第{to}版の文書に、変更前の値は残っていません。"),
            (Lang::En, _, 0) => format!("No document of version {to} still says an old value."),
            (Lang::Ja, ..) => format!("第{to}版の文書に、変更前の値が残っている箇所が {standing} か所あります。"),
            (Lang::En, _, 1) => format!("One sentence of version {to} still says an old value."),
            (Lang::En, ..) => format!("{standing} sentences of version {to} still say an old value."),
        };
        paragraph(words)
    }

    fn fact(&self, fact: &FactImpact, body: &mut Vec<Block>) {
        let List { lang, from, to } = self;
        let change = &fact.change;
        body.push(Block::Heading {
            level: 1,
            number: None,
            plain: true,
            anchor: change.path.clone(),
            content: vec![Inline::code(change.path.clone())],
        });
        let nothing = if *lang == Lang::Ja { "記載なし" } else { "not stated" };
        let said = |value: &Option<String>| value.clone().unwrap_or_else(|| nothing.to_string());
        let Wording { ja, en } = change.kind().wording();
        let (old, new) = (said(&change.before), said(&change.after));
        body.push(paragraph(match lang {
            Lang::Ja => format!("{old} → {new}（{ja}）"),
            Lang::En => format!("{old} → {new} ({en})"),
        }));
        match (lang, fact.carried.is_empty()) {
            (Lang::Ja, true) => body.push(paragraph(format!("第{from}版の文書に、この事実を載せた箇所はありません。"))),
            (Lang::En, true) => body.push(paragraph(format!("No document of version {from} states it."))),
            (Lang::Ja, false) => body.push(paragraph(format!("第{from}版で載せていた箇所:"))),
            (Lang::En, false) => body.push(paragraph(format!("Version {from} states it in:"))),
        }
        body.extend(self.table(&fact.carried));
        if !fact.standing.is_empty() {
            body.push(paragraph(match lang {
                Lang::Ja => format!("第{to}版に変更前の値が残っている箇所:"),
                Lang::En => format!("Version {to} still says the old value in:"),
            }));
            body.extend(self.table(&fact.standing));
        }
    }

    fn table(&self, mentions: &[Mention]) -> Option<Block> {
        let head = match self.lang {
            Lang::Ja => ["文書", "箇所", "文"],
            Lang::En => ["Document", "Place", "Sentence"],
        };
        let row = |mention: &Mention| {
            vec![
                cell(vec![Inline::code(mention.document.clone())]),
                cell(vec![Inline::text(mention.place.clone())]),
                cell(sentence(mention)),
            ]
        };
        (!mentions.is_empty()).then(|| Block::Table {
            columns: vec![Align::Start; head.len()],
            head: head.map(|words| cell(vec![Inline::text(words)])).to_vec(),
            rows: mentions.iter().map(row).collect(),
        })
    }
}

/// The sentence with the value in it made strong; if that is all of it, nothing is.
fn sentence(mention: &Mention) -> Inlines {
    let (sentence, words) = (&mention.sentence, &mention.words);
    let parts = (sentence.get(..words.start), sentence.get(words.clone()), sentence.get(words.end..));
    let (Some(before), Some(said), Some(behind)) = parts else { return vec![Inline::text(sentence.clone())] };
    if before.is_empty() && behind.is_empty() {
        return vec![Inline::text(sentence.clone())];
    }
    let mut content =
        vec![Inline::text(before), Inline::Strong { content: vec![Inline::text(said)] }, Inline::text(behind)];
    content.retain(|inline| *inline != Inline::text(""));
    content
}

fn paragraph(words: String) -> Block {
    Block::Paragraph { content: vec![Inline::text(words)] }
}

fn cell(content: Inlines) -> Cell {
    Cell { content, colspan: 1, rowspan: 1 }
}
