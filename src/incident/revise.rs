//! The next version of an incident file: a text of the last one's lines, with what belongs to that version alone taken out.
//!
//! It works on lines and not on the `Incident`, because comments, order and layout are the author's and stay.

use super::lines::{self, Kind, Part};
use crate::locale::Lang;

/// What the author is told about corrections: a comment, so that the new file can be checked and printed at once.
fn scaffold(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => include_str!("../../templates/scaffolds/corrections.ja.toml"),
        Lang::En => include_str!("../../templates/scaffolds/corrections.en.toml"),
    }
}

/// The text of the next version, for a text that has been read without errors of syntax.
///
/// It is a draft of the given stage, and without corrections: those of the last version explain how that one came about.
pub fn revised(text: &str, stage: &str, lang: Lang) -> String {
    let newline = match text.split_once('\n') {
        Some((line, _)) if line.ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let mut parts = lines::parts(text);
    if let Some(last) = parts.last_mut().filter(|last| !last.text.ends_with('\n')) {
        last.text.push_str(newline);
    }
    let mut parts = without_corrections(parts, scaffold(lang));
    set_state(&mut parts, stage, newline);
    add_scaffold(&mut parts, &scaffold(lang).replace('\n', newline), newline);
    parts.into_iter().map(|part| part.text).collect()
}

impl Part {
    fn is_correction(&self) -> bool {
        match &self.kind {
            Kind::Header(path) | Kind::Pair(path, _) => path.first().is_some_and(|kind| kind == "corrections"),
            Kind::Blank | Kind::Comment => false,
        }
    }

    fn is_comment(&self) -> bool {
        self.kind == Kind::Comment
    }

    fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }
}

/// Takes out the corrections with their comments, and one of two blank lines that meet then.
fn without_corrections(parts: Vec<Part>, scaffold: &str) -> Vec<Part> {
    let gone = gone(&parts, scaffold);
    let (mut kept, mut at_gap): (Vec<Part>, bool) = (Vec::new(), false);
    for (part, gone) in parts.into_iter().zip(gone) {
        at_gap |= gone;
        if gone || at_gap && part.is_blank() && kept.last().is_none_or(Part::is_blank) {
            continue;
        }
        at_gap = false;
        kept.push(part);
    }
    kept
}

/// Which parts go: corrections, the comments that touch nothing else, and the scaffold if nobody has used it.
fn gone(parts: &[Part], scaffold: &str) -> Vec<bool> {
    let mut gone: Vec<bool> = parts.iter().map(Part::is_correction).collect();
    let mut end = 0;
    for run in parts.chunk_by(|one, next| one.is_comment() == next.is_comment()) {
        let start = end;
        end += run.len();
        // Comments at the very top are about the file, whatever stands below.
        if start == 0 || !run.iter().all(Part::is_comment) {
            continue;
        }
        let (above, below) = (&parts[start - 1], parts.get(end));
        let heads = below.is_some_and(Part::is_correction);
        if heads || above.is_correction() && below.is_none_or(Part::is_blank) {
            gone[start..end].fill(true);
        }
    }
    let unused: Vec<&str> = scaffold.lines().collect();
    let is_unused = |window: &[Part]| window.iter().map(|part| part.text.trim_end()).eq(unused.iter().copied());
    if let Some(start) = parts.windows(unused.len()).position(is_unused) {
        gone[start..start + unused.len()].fill(true);
    }
    gone
}

/// Sets `status` and `stage`; a key that is not there yet comes to the top, the stage below the status.
fn set_state(parts: &mut Vec<Part>, stage: &str, newline: &str) {
    let status = set(parts, "status", "draft").unwrap_or_else(|| {
        let first = parts.iter().position(|part| matches!(part.kind, Kind::Header(_) | Kind::Pair(..)));
        let top = above(parts, first.unwrap_or(parts.len()));
        if parts.get(top).is_some_and(|next| !matches!(next.kind, Kind::Pair(..))) {
            insert(parts, top, newline);
        }
        insert(parts, top, &format!("status = \"draft\"{newline}"));
        top
    });
    if set(parts, "stage", stage).is_none() {
        // Where the equals signs are aligned, this one is too.
        let gap = match parts[status].text.strip_prefix("status ").and_then(|rest| rest.split_once('=')) {
            Some((gap, _)) if !gap.is_empty() => format!(" {gap}"),
            _ => String::new(),
        };
        insert(parts, status + 1, &format!("stage {gap}= \"{stage}\"{newline}"));
    }
}

/// Replaces the value of a key of the file itself; returns its place, if it is there.
fn set(parts: &mut [Part], key: &str, word: &str) -> Option<usize> {
    parts.iter_mut().position(|part| match &part.kind {
        Kind::Pair(path, value) if path.len() == 1 && path[0] == key => {
            part.text.replace_range(value.clone(), &format!("\"{word}\""));
            true
        }
        _ => false,
    })
}

/// Adds the scaffold where a header can stand: above the first header of a document, or at the end.
fn add_scaffold(parts: &mut Vec<Part>, scaffold: &str, newline: &str) {
    let is_document =
        |part: &Part| matches!(&part.kind, Kind::Header(path) if path.first().is_some_and(|kind| kind == "documents"));
    let place = parts.iter().position(is_document).map_or(parts.len(), |header| above(parts, header));
    if place < parts.len() {
        insert(parts, place, newline);
    }
    insert(parts, place, scaffold);
    if place > 0 && !parts[place - 1].is_blank() {
        insert(parts, place, newline);
    }
}

/// The place above a part and its comments; comments at the very top are the file's.
fn above(parts: &[Part], index: usize) -> usize {
    parts[..index].iter().rposition(|part| !part.is_comment()).map_or(index, |last| last + 1)
}

fn insert(parts: &mut Vec<Part>, place: usize, text: &str) {
    parts.splice(place..place, lines::parts(text));
}

#[cfg(test)]
#[path = "revise_tests.rs"]
mod tests;
