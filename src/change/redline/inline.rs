//! Compares running text.

use super::Comparison;
use super::align::{Pairing, Step, align};
use super::cut::{Gist, Unit, is_value};
use crate::document::{Inline, Inlines, push_inline};
use std::ops::Range;

impl Comparison {
    /// Running text of both versions as one.
    pub(super) fn content(&mut self, old: &[Inline], new: &[Inline]) -> Inlines {
        if old == new {
            return new.to_vec();
        }
        let (old, new) = (self.cutter.units(old), self.cutter.units(new));
        let steps = if self.work.affords(&old, &new) { self.words(&old, &new) } else { self.sentences(&old, &new) };
        let mut marked = Marked::default();
        for step in steps {
            match step {
                Step::Both(i, j) => marked.both(self.unit(old[i], new[j])),
                Step::Gone(i) | Step::Away(i) => push_inline(&mut marked.gone, inline(old[i])),
                Step::New(j) | Step::Here(j) => push_inline(&mut marked.new, inline(new[j])),
            }
        }
        marked.finish()
    }

    /// Aligns running text of more words than can be compared each with each: its sentences first, then their words.
    fn sentences(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<Step> {
        let (old_sentences, new_sentences) = (cut(old), cut(new));
        let gists = |sentences: &[&[Unit<'_>]]| -> Vec<Gist> {
            sentences.iter().map(|sentence| self.cutter.gist_of_units(sentence)).collect()
        };
        let (old_gists, new_gists) = (gists(&old_sentences), gists(&new_sentences));
        let steps = self.align_by_gist(&old_sentences, &new_sentences, &old_gists, &new_gists, &|_, _| None);
        let (mut i, mut j, mut words) = (0, 0, Vec::new());
        for step in steps {
            let (gone, came) = match step {
                Step::Both(a, b) => (old_sentences[a], new_sentences[b]),
                Step::Gone(a) | Step::Away(a) => (old_sentences[a], &[][..]),
                Step::New(b) | Step::Here(b) => (&[][..], new_sentences[b]),
            };
            words.extend(self.words(gone, came).into_iter().map(|step| step.behind(i, j)));
            (i, j) = (i + gone.len(), j + came.len());
        }
        words
    }

    /// Aligns the words of running text.
    fn words(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<Step> {
        let gists = |units: &[Unit<'_>]| -> Vec<Gist> { units.iter().map(|unit| self.inner_gist(*unit)).collect() };
        let (old_gists, new_gists) = (gists(old), gists(new));
        let alike = |i: usize, j: usize| {
            if same_shell(old[i], new[j]) { 1 + old_gists[i].likeness(&new_gists[j]) } else { 0 }
        };
        // Words are equal or they are not; only wrappers can be compared inside.
        let has_wrapper = |units: &[Unit<'_>]| units.iter().any(|unit| matches!(unit, Unit::Node(_)));
        let likely = |old: &Range<usize>, new: &Range<usize>| Gist::likely((&old_gists, old), (&new_gists, new));
        let pairing = Pairing { alike: &alike, cost: Gist::cost(&old_gists, &new_gists), likely: &likely };
        let pairing = (has_wrapper(old) && has_wrapper(new)).then_some(pairing);
        align(old, new, &mut self.work, pairing)
    }

    /// Running text that may be absent.
    pub(super) fn perhaps(&mut self, old: &Option<Inlines>, new: &Option<Inlines>) -> Option<Inlines> {
        match (old, new) {
            (Some(old), Some(new)) => Some(paired(self.content(old, new))),
            (None, Some(new)) => Some(vec![Inline::Inserted { content: new.clone() }]),
            (Some(old), None) => Some(vec![Inline::Deleted { content: old.clone() }]),
            (None, None) => None,
        }
    }

    /// Lines of an address or a signature.
    pub(super) fn lines(&mut self, old: &[Inlines], new: &[Inlines]) -> Vec<Inlines> {
        let gists = |lines: &[Inlines]| -> Vec<Gist> { lines.iter().map(|line| self.cutter.gist(line)).collect() };
        let steps = self.align_by_gist(old, new, &gists(old), &gists(new), &|_, _| None);
        let line = |step| match step {
            Step::Both(i, j) => paired(self.content(&old[i], &new[j])),
            Step::Gone(i) | Step::Away(i) => vec![Inline::Deleted { content: old[i].clone() }],
            Step::New(j) | Step::Here(j) => vec![Inline::Inserted { content: new[j].clone() }],
        };
        steps.into_iter().map(line).collect()
    }

    /// A unit of both versions: equal, or the same wrapper around different words.
    fn unit(&mut self, old: Unit<'_>, new: Unit<'_>) -> Inline {
        let (Unit::Node(before), Unit::Node(after)) = (old, new) else { return inline(new) };
        let mut merged = after.clone();
        if before != after
            && let (Some(old), Some(new), Some(content)) = (inner(before), inner(after), merged.inner_mut())
        {
            *content = self.content(old, new);
        }
        merged
    }

    fn inner_gist(&self, unit: Unit<'_>) -> Gist {
        match unit {
            Unit::Node(node) => inner(node).map(|content| self.cutter.gist(content)).unwrap_or_default(),
            Unit::Word(_) => Gist::default(),
        }
    }
}

/// The sentences of running text; nothing is left out.
fn cut<'a, 'b>(units: &'a [Unit<'b>]) -> Vec<&'a [Unit<'b>]> {
    let ends = |unit: &Unit<'_>| {
        matches!(unit, Unit::Word("。" | "．" | "." | "！" | "？" | "!" | "?") | Unit::Node(Inline::Break))
    };
    units.split_inclusive(ends).collect()
}

/// What was compared so far.
#[derive(Default)]
struct Marked {
    content: Inlines,
    gone: Inlines,
    new: Inlines,
}

impl Marked {
    /// Adds what both versions have behind what only one has: the deleted words first.
    fn both(&mut self, inline: Inline) {
        self.mark();
        push_inline(&mut self.content, inline);
    }

    fn mark(&mut self) {
        if !self.gone.is_empty() && printed(&self.gone) == printed(&self.new) {
            let (was, content) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
            self.content.push(Inline::Recited { was, content });
        }
        if !self.gone.is_empty() {
            self.content.push(Inline::Deleted { content: std::mem::take(&mut self.gone) });
        }
        if !self.new.is_empty() {
            self.content.push(Inline::Inserted { content: std::mem::take(&mut self.new) });
        }
    }

    fn finish(mut self) -> Inlines {
        self.mark();
        self.content
    }
}

/// Keeps words that both versions have from looking like ones that only one has.
pub(super) fn paired(mut content: Inlines) -> Inlines {
    if matches!(content.as_slice(), [Inline::Inserted { .. } | Inline::Deleted { .. }]) {
        content.push(Inline::Deleted { content: Vec::new() });
    }
    content
}

/// Running text as it is printed, wherever it comes from: without the marks of facts.
fn printed(content: &[Inline]) -> Inlines {
    let mut flat = Vec::new();
    for inline in content {
        let mut inline = inline.clone();
        if let Some(inner) = inline.inner_mut() {
            *inner = printed(inner);
        }
        match inline {
            Inline::Fact { content, .. } => content.into_iter().for_each(|inline| push_inline(&mut flat, inline)),
            inline => push_inline(&mut flat, inline),
        }
    }
    flat
}

fn inline(unit: Unit<'_>) -> Inline {
    match unit {
        Unit::Word(word) => Inline::text(word),
        Unit::Node(node) => node.clone(),
    }
}

/// Whether two units are the same wrapper, whatever is in it.
fn same_shell(old: Unit<'_>, new: Unit<'_>) -> bool {
    let (Unit::Node(old), Unit::Node(new)) = (old, new) else { return false };
    match (old, new) {
        (Inline::Fact { path, form, .. }, Inline::Fact { path: other_path, form: other_form, .. }) => {
            path == other_path && form == other_form && inner(old).is_some() && inner(new).is_some()
        }
        (Inline::Link { url, .. }, Inline::Link { url: other, .. }) => url == other,
        (Inline::Strong { .. }, Inline::Strong { .. })
        | (Inline::Emphasis { .. }, Inline::Emphasis { .. })
        | (Inline::Underlined { .. }, Inline::Underlined { .. }) => true,
        _ => false,
    }
}

/// Whether a fact is wording, however short: a title is no name.
fn is_wording(path: &str) -> bool {
    let (_, key) = path.rsplit_once('.').unwrap_or_default();
    ["title", "text", "says"].contains(&key)
}

/// What is inside a wrapper that can be opened.
fn inner(node: &Inline) -> Option<&Inlines> {
    match node {
        Inline::Fact { path, content, .. } => (is_wording(path) || !is_value(content)).then_some(content),
        node => node.inner(),
    }
}
