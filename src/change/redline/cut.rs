//! Cuts running text into the units that are compared.

use crate::document::{Block, Inline, plain_text, walk_content, walk_inlines};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// What is compared as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unit<'a> {
    /// A word, a figure with its unit, a date, a blank, a punctuation mark.
    Word(&'a str),
    /// An inline that is not plain text.
    Node(&'a Inline),
}

/// Longest fact that is one unit: the longest names of organisations, and no sentence.
const LONGEST_VALUE: usize = 40;

const ERAS: &[&str] = &["明治", "大正", "昭和", "平成", "令和"];

/// What may stand between digits of one figure, telephone number or numeric date.
const JOINTS: &str = ".,．，:：/／-－";

/// Units behind which a figure or date goes on.
const LINKS: &[&str] = &["年", "月", "日", "時", "分", "兆", "億", "万", "千", "百", "十"];

/// Units that end a figure; the longer ones first.
const UNITS: &[&str] = &[
    "時間", "年間", "日間", "週間", "分間", "か月", "カ月", "ヶ月", "か所", "カ所", "ヶ所", "箇所", "件", "名", "人",
    "社", "者", "台", "通", "冊", "枚", "部", "校", "点", "回", "円", "歳", "個", "号", "条", "項", "秒", "％", "%",
];

/// At how many places a word may stand to tell them from the others, and how many such words of a text are followed.
const COMMON: usize = 16;
const RAREST: usize = 8;

/// Cuts texts.
pub(super) struct Cutter {
    segmenter: WordSegmenterBorrowed<'static>,
}

impl Cutter {
    pub fn new() -> Cutter {
        Cutter { segmenter: WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()) }
    }

    /// The units of running text, in order; nothing is left out.
    pub fn units<'a>(&self, content: &'a [Inline]) -> Vec<Unit<'a>> {
        let mut units = Vec::new();
        for inline in content {
            match inline {
                Inline::Text { text } => units.extend(self.words(text).into_iter().map(Unit::Word)),
                node => units.push(Unit::Node(node)),
            }
        }
        units
    }

    /// The words of a text. Japanese has no blanks, so a dictionary tells where they end.
    pub fn words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let (mut words, mut plain, mut at) = (Vec::new(), 0, 0);
        let mut in_word = false;
        while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
            match figure(&text[at..]).filter(|_| !in_word) {
                Some(length) => {
                    self.segment(&text[plain..at], &mut words);
                    words.push(&text[at..at + length]);
                    at += length;
                    plain = at;
                    in_word = false;
                }
                None => {
                    in_word = character.is_ascii_alphanumeric();
                    at += character.len_utf8();
                }
            }
        }
        self.segment(&text[plain..], &mut words);
        words
    }

    fn segment<'a>(&self, text: &'a str, words: &mut Vec<&'a str>) {
        let ends = self.segmenter.segment_str(text);
        let mut start = 0;
        words.extend(ends.filter(|&end| end > 0).map(|end| &text[std::mem::replace(&mut start, end)..end]));
    }

    /// What running text is about.
    pub fn gist(&self, content: &[Inline]) -> Gist {
        let mut words = Vec::new();
        walk_content(content, &mut |inline| self.note(inline, &mut words));
        Gist::of(words)
    }

    /// What blocks are about.
    pub fn gist_of_blocks(&self, blocks: &[Block]) -> Gist {
        let mut words = Vec::new();
        walk_inlines(blocks, &mut |inline| self.note(inline, &mut words));
        Gist::of(words)
    }

    /// What units are about.
    pub fn gist_of_units(&self, units: &[Unit<'_>]) -> Gist {
        let mut words = Vec::new();
        for unit in units {
            match unit {
                Unit::Word(word) => words.extend(weigh(word)),
                Unit::Node(node) => {
                    walk_content(std::slice::from_ref(*node), &mut |inline| self.note(inline, &mut words))
                }
            }
        }
        Gist::of(words)
    }

    fn note(&self, inline: &Inline, words: &mut Vec<(u64, u64)>) {
        if let Inline::Text { text } | Inline::Code { text } = inline {
            words.extend(self.words(text).into_iter().filter_map(weigh));
        }
    }
}

/// A word as a number, and how much it says: its letters. All figures are alike, since they change where the text does not.
fn weigh(word: &str) -> Option<(u64, u64)> {
    let weight = word.chars().filter(|character| character.is_alphanumeric()).count() as u64;
    let mut hasher = DefaultHasher::new();
    if figure(word).is_some() {
        "0".hash(&mut hasher)
    } else {
        word.hash(&mut hasher)
    }
    (weight > 0).then(|| (hasher.finish(), weight))
}

/// What a text is about: its words, sorted, with their weights.
#[derive(Debug, Clone, Default)]
pub(super) struct Gist {
    words: Vec<(u64, u64)>,
    weight: u64,
}

impl Gist {
    fn of(mut words: Vec<(u64, u64)>) -> Gist {
        words.sort_unstable();
        let weight = words.iter().map(|(_, weight)| weight).sum();
        Gist { words, weight }
    }

    /// Adds another one to it.
    pub fn and(self, other: Gist) -> Gist {
        Gist::of([self.words, other.words].concat())
    }

    /// How many letters it has.
    pub fn weight(&self) -> u64 {
        self.weight
    }

    /// What it takes to weigh one of these against one of those.
    pub fn cost(some: &[Gist], others: &[Gist]) -> u64 {
        let words = some.iter().chain(others).map(|gist| gist.words.len()).sum::<usize>();
        1 + words.checked_div(some.len() + others.len()).unwrap_or(0) as u64 * 2
    }

    /// The pairs of these and those that share one of their rarer words, and those that stand at the same place, counted
    /// from either end; sorted.
    pub fn likely(
        (old, old_range): (&[Gist], &Range<usize>),
        (new, new_range): (&[Gist], &Range<usize>),
    ) -> Vec<(usize, usize)> {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        for j in new_range.clone() {
            for word in new[j].distinct() {
                let places = places.entry(word).or_default();
                // One place more than are followed tells that the word is a common one.
                places.extend((places.len() <= COMMON).then_some(j));
            }
        }
        let mut pairs = Vec::new();
        for i in old_range.clone() {
            let known = old[i].distinct().filter_map(|word| places.get(&word));
            let mut rare: Vec<&Vec<usize>> = known.filter(|places| places.len() <= COMMON).collect();
            rare.sort_by_key(|places| places.len());
            pairs.extend(rare.into_iter().take(RAREST).flatten().map(|j| (i, *j)));
            let from_start = new_range.start + (i - old_range.start);
            let from_end = (new_range.end + i).saturating_sub(old_range.end);
            pairs.extend([from_start, from_end].into_iter().filter(|j| new_range.contains(j)).map(|j| (i, j)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Its words, each once.
    fn distinct(&self) -> impl Iterator<Item = u64> {
        self.words.chunk_by(|one, next| one.0 == next.0).filter_map(|same| same.first()).map(|(word, _)| *word)
    }

    /// How much of both is the same, from 0 to 1000.
    pub fn likeness(&self, other: &Gist) -> u64 {
        let (mut shared, mut rest) = (0, other.words.iter().peekable());
        for (word, weight) in &self.words {
            while rest.next_if(|(other, _)| other < word).is_some() {}
            if let Some((_, other)) = rest.next_if(|(other, _)| other == word) {
                // Figures of different length are alike, as a whole.
                shared += weight + other;
            }
        }
        shared.saturating_mul(1000).checked_div(self.weight.saturating_add(other.weight)).unwrap_or(0)
    }
}

/// Whether a fact is one unit: a figure, a date, a name. Prose, and what holds facts itself, is opened.
pub(super) fn is_value(content: &[Inline]) -> bool {
    let text = plain_text(content);
    let mut holds_facts = false;
    walk_content(content, &mut |inline| holds_facts |= matches!(inline, Inline::Fact { .. }));
    let is_sentence = text.contains(['。', '．', '\n', '!', '?', '！', '？']) || text.contains(". ");
    !holds_facts && !is_sentence && text.chars().count() <= LONGEST_VALUE
}

/// The length of the figure or date that a text begins with: `46万517件`, `令和6年7月9日`, `03-1234-5678`.
fn figure(text: &str) -> Option<usize> {
    let starts = |rest: &str, signs: &[&str]| signs.iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
    let era = starts(text, ERAS).unwrap_or(0);
    let mut end = era;
    let mut has_digit = false;
    while let Some(rest) = text.get(end..) {
        let digits = rest.find(|character| !is_digit(character)).unwrap_or(rest.len());
        let first_year = if end == era && era > 0 { starts(rest, &["元"]) } else { None };
        let step = if digits > 0 { Some(digits) } else { first_year };
        if let Some(step) = step {
            end += step;
            has_digit = true;
        } else if !has_digit {
            return None;
        } else if let Some(step) = joint(rest) {
            end += step;
        } else if let Some(step) = starts(rest, UNITS) {
            return Some(end + step);
        } else if let Some(step) = starts(rest, LINKS) {
            end += step;
        } else {
            break;
        }
    }
    has_digit.then_some(end)
}

/// The length of a sign between two digits.
fn joint(rest: &str) -> Option<usize> {
    let mut characters = rest.chars();
    let sign = characters.next().filter(|sign| JOINTS.contains(*sign))?;
    characters.next().filter(|next| is_digit(*next)).map(|_| sign.len_utf8())
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}
