//! Sentences of a document that say a certain thing.

use super::{Document, Passage};
use serde::Serialize;
use std::ops::Range;

/// A sentence, and where its reader meets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// Name of the document.
    pub document: String,
    /// Its headings, or the part of the page, in the language of the document.
    pub place: String,
    /// The sentence, heading, cell or line.
    pub sentence: String,
    /// Where in the sentence the thing is said, in bytes.
    #[serde(skip)]
    pub words: Range<usize>,
}

/// The sentences of a document in which `find` finds something, header first, in reading order, each once.
///
/// To find those that carry a fact, let it give the ranges of the [`marks`](Passage::marks) that are the fact's.
pub fn mentions(document: &Document, find: impl Fn(&Passage<'_>) -> Vec<Range<usize>>) -> Vec<Mention> {
    Passage::all(document).iter().flat_map(|passage| passage.mentions(document, find(passage))).collect()
}

impl Passage<'_> {
    /// Its sentences that hold one of some ranges, each once, as mentions of its document.
    pub fn mentions(&self, document: &Document, mut ranges: Vec<Range<usize>>) -> Vec<Mention> {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_by_key(|range| range.start);
        if ranges.is_empty() {
            return Vec::new();
        }
        let in_sentence = |sentence: Range<usize>| {
            let range = ranges.iter().find(|range| range.start < sentence.end && sentence.start < range.end)?;
            Some(Mention {
                document: document.id.clone(),
                place: self.place(document.lang),
                sentence: self.text.get(sentence.clone())?.to_string(),
                // What goes on beyond the sentence is cut there.
                words: range.start.max(sentence.start) - sentence.start..range.end.min(sentence.end) - sentence.start,
            })
        };
        self.sentences().into_iter().filter_map(in_sentence).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Header, Inline};
    use crate::locale::Lang;

    #[test]
    fn each_sentence_that_says_it_is_found_once() {
        let fact =
            |words: &str| Inline::Fact { path: "a".into(), form: String::new(), content: vec![Inline::text(words)] };
        let content = vec![
            Inline::text("前。"),
            fact("362件"),
            Inline::text("と"),
            fact("362件"),
            Inline::text("です。"),
            fact("一つ。二つ"),
            Inline::text("。"),
        ];
        let header = Header { title: Some(vec![fact("362件")]), ..Header::default() };
        let body = vec![Block::Paragraph { content }];
        let document = Document {
            id: "d".into(),
            lang: Lang::Ja,
            layout: "report".into(),
            draft: None,
            iso_date: None,
            header,
            body,
        };
        let carried = |passage: &Passage<'_>| passage.marks.iter().map(|mark| mark.range.clone()).collect();
        let found: Vec<_> = mentions(&document, carried)
            .into_iter()
            .map(|mention| (mention.place, mention.sentence[mention.words].to_string(), mention.sentence))
            .collect();
        let row =
            |place: &str, words: &str, sentence: &str| (place.to_string(), words.to_string(), sentence.to_string());
        let opening = "本文の冒頭";
        assert_eq!(
            found,
            [
                row("題名", "362件", "362件"),
                row(opening, "362件", "362件と362件です。"),
                row(opening, "一つ。", "一つ。"),
                row(opening, "二つ", "二つ。"),
            ]
        );
    }
}
