//! Finds words and numbers in texts, whatever their blanks.

use crate::page::Letter;
use std::ops::Range;

/// A page without blanks, but with its line feeds and the blanks that part two numbers.
pub fn packed(page: &[Letter]) -> Vec<Letter> {
    let keep = |at: usize, letter: &Letter| {
        let near = |letter: Option<&Letter>| letter.is_some_and(|letter| is_digit(letter.character));
        let mut before = page[..at].iter().rev().filter(|letter| letter.character != ' ');
        let mut after = page[at..].iter().filter(|letter| letter.character != ' ');
        !letter.character.is_whitespace() || letter.character == '\n' || near(before.next()) && near(after.next())
    };
    page.iter().enumerate().filter(|(at, letter)| keep(*at, letter)).map(|(_, letter)| letter.clone()).collect()
}

/// A text without blanks, but with one wherever a blank parts two numbers.
pub fn packed_text(text: &str) -> Vec<char> {
    let mut packed: Vec<char> = Vec::new();
    let mut parted = false;
    for character in text.chars() {
        if character.is_whitespace() {
            parted = true;
        } else {
            if parted && is_digit(character) && packed.last().copied().is_some_and(is_digit) {
                packed.push(' ');
            }
            packed.push(character);
            parted = false;
        }
    }
    packed
}

/// A text without any blanks.
pub fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

pub fn occurrences(page: &[Letter], text: &str) -> Vec<Range<usize>> {
    places(&page.iter().map(|letter| letter.character).collect::<Vec<_>>(), text)
}

/// Where words stand in a packed text; a number is found as a whole, never as a part of another.
pub fn places(text: &[char], words: &str) -> Vec<Range<usize>> {
    let words = packed_text(words);
    let joins = |a: Option<&char>, b: Option<&char>| match (a, b) {
        (Some(a), Some(b)) => is_digit(*a) && is_digit(*b),
        _ => false,
    };
    let found = (0..text.len()).filter(|&at| text[at..].starts_with(&words)).map(|at| at..at + words.len());
    let is_whole = |range: &Range<usize>| {
        let before = range.start.checked_sub(1).map(|at| &text[at]);
        let comma = before == Some(&',') && range.start > 1 && is_digit(text[range.start - 2]);
        let parted = comma && words.first().copied().is_some_and(is_digit);
        !joins(before, words.first()) && !joins(words.last(), text.get(range.end)) && !parted
    };
    found.filter(is_whole).collect()
}

pub fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

pub fn digit_runs(text: &[char]) -> Vec<Range<usize>> {
    runs(text, is_digit)
}

/// Runs of digits, and Chinese numerals before a counter: `一人`, `三千世帯`.
pub fn numerals(text: &[char]) -> Vec<Range<usize>> {
    const COUNTERS: &str = "件人名社台枚本回点箇個世帯";
    let counted = |run: &Range<usize>| text.get(run.end).is_some_and(|&next| COUNTERS.contains(next));
    let mut found = digit_runs(text);
    found
        .extend(runs(text, |character| "一二三四五六七八九十百千万億".contains(character)).into_iter().filter(counted));
    found
}

fn runs(text: &[char], is_in: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|&at| is_in(text[at])) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// A place with a few characters on both sides.
pub fn around(text: &[char], run: &Range<usize>) -> String {
    let side = |range: Range<usize>| text[range].iter().collect::<String>().replace('\n', " ");
    let (start, end) = (run.start.saturating_sub(10), (run.end + 10).min(text.len()));
    format!("{}»{}«{}", side(start..run.start), side(run.clone()), side(run.end..end))
}

/// A line without its brackets.
pub fn plain(line: &str) -> String {
    line.replace(['⟨', '⟩'], "")
}

/// A line as [`bracketed`] prints it.
pub fn tightened(line: &str) -> String {
    packed_text(line).into_iter().collect()
}
