//! As many diagnostics as somebody reads: of each code in each file the first, and how many there are besides.

use crate::diag::{Diagnostic, Wording};
use crate::text::{SourceId, Sources};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many of one code are shown of one file: what is found a hundred times has one cause, or needs another list.
const SHOWN: usize = 100;

/// The diagnostics in the order in which they are read; behind them a note for each code of which some are left out.
pub fn few<'a>(diagnostics: &'a [Diagnostic], sources: &Sources) -> Vec<Cow<'a, Diagnostic>> {
    let mut counts: BTreeMap<(Option<SourceId>, &'static str), usize> = BTreeMap::new();
    let mut shown: Vec<Cow<'a, Diagnostic>> = Vec::new();
    for diagnostic in super::in_order(diagnostics) {
        let count = counts.entry((diagnostic.primary.map(|place| place.source), diagnostic.code)).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push(Cow::Borrowed(diagnostic));
        }
    }
    let left_out = counts.into_iter().filter(|(_, count)| *count > SHOWN);
    shown.extend(left_out.map(|((source, code), count)| {
        let file = source.map_or("", |source| sources.get(source).name.as_str());
        Cow::Owned(others(code, file, count - SHOWN))
    }));
    shown
}

fn others(code: &'static str, file: &str, count: usize) -> Diagnostic {
    let headline = Wording::new(
        format!("{file} に、同じ指摘がほかに{count}件あります"),
        format!("{count} more of these in {file}"),
    );
    Diagnostic::note(code, headline).hint(Wording::new(
        "kohyo check --format json を使うと、すべての場所が出ます。",
        "kohyo check --format json lists all of them.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_first_hundred_of_a_code_are_shown_and_the_others_counted() {
        let mut sources = Sources::default();
        let [a, b] = ["a.toml", "b.toml"].map(|name| sources.add(name, "x\n"));
        let of = |file, code| Diagnostic::warning(code, Wording::new("和", "sum")).at(Span::new(file, 0..1));
        let mut found = vec![of(a, "sum"); 103];
        found.extend(vec![of(b, "sum"); 100]);
        found.push(of(a, "other"));
        let shown = few(&found, &sources);
        let count = |file| shown.iter().filter(|one| one.primary == Some(Span::new(file, 0..1))).count();
        assert_eq!((count(a), count(b), shown.len()), (101, 100, 202));
        let last = shown.last().unwrap();
        assert_eq!((last.code, last.headline.en.as_str()), ("sum", "3 more of these in a.toml"));
    }
}
