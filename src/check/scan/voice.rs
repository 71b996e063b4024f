//! Whose words a line of a document holds: the issuer's own, or somebody else's.

use crate::check::{Draft, Passage, Role, Subject};
use crate::document::quotes::touches;
use crate::facts::Case;
use crate::facts::stated::Entry;
use std::collections::BTreeMap;
use std::ops::Range;

/// Knows which facts are the words of others.
pub struct Voice<'a> {
    case: &'a Case,
    claims: BTreeMap<&'a str, &'a Entry>,
}

/// A passage with the ranges that are not its issuer's own words.
pub struct Line<'d, 'a> {
    /// The passage.
    pub passage: &'d Passage<'a>,
    foreign: Vec<Range<usize>>,
    names: Vec<Range<usize>>,
}

impl<'a> Voice<'a> {
    /// Gathers the claims once.
    pub fn of(subject: &Subject<'a>) -> Voice<'a> {
        let case = subject.case;
        Voice { case, claims: case.entries("claims").map(|claim| (claim.name.value.as_str(), claim)).collect() }
    }

    /// The lines of a document in reading order.
    pub fn lines<'d>(&self, draft: &'d Draft<'a>) -> Vec<Line<'d, 'a>> {
        let issuer = self.case.issuer(draft.entry).map(|party| party.name.value.as_str());
        let own = format!("documents.{}.", draft.entry.name.value);
        let line = |passage: &'d Passage<'a>| {
            let mut foreign = passage.quoted();
            let marks = passage.marks.iter().filter(|mark| self.is_foreign(mark.path, issuer, &own));
            foreign.extend(marks.map(|mark| mark.range.clone()));
            let names = passage.marks.iter().filter(|mark| is_name(mark.path)).map(|mark| mark.range.clone());
            Line { passage, foreign: merged(foreign), names: merged(names.collect()) }
        };
        draft.passages.iter().map(line).collect()
    }

    /// Whether a fact prints words of others: a quote, a title, a law, an earlier version, what another party claims.
    fn is_foreign(&self, path: &str, issuer: Option<&str>, own: &str) -> bool {
        let mut words = path.split('.');
        match words.next() {
            Some("quotes" | "references" | "regimes") => true,
            Some("documents") => !path.starts_with(own),
            Some("claims") => {
                let claim = words.next().and_then(|name| self.claims.get(name));
                claim.is_some_and(|claim| {
                    let by = self.case.names(claim, "by");
                    let others = !by.is_empty() && by.iter().all(|party| Some(party.value.as_str()) != issuer);
                    others || claim.field("retracted").is_some()
                })
            }
            _ => Case::earlier_path(path).is_some(),
        }
    }
}

impl Line<'_, '_> {
    /// Where words stand that are the issuer's own.
    pub fn own(&self, words: &str) -> Vec<Range<usize>> {
        let found = self.passage.text.match_indices(words).map(|(at, words)| at..at + words.len());
        found.filter(|range| self.is_own(range)).collect()
    }

    /// Whether a range touches no words of others.
    pub fn is_own(&self, range: &Range<usize>) -> bool {
        !touches(&self.foreign, range)
    }

    /// Whether a place belongs to a name, an address or the words of a law, which are written as their owners write them.
    pub fn is_name(&self, at: usize) -> bool {
        touches(&self.names, &(at..at + 1))
    }

    /// Whether the line is running text: a paragraph, an item of a list, a note.
    pub fn is_running(&self) -> bool {
        matches!(self.passage.role, Role::Text | Role::Note)
    }

    /// Whether the line belongs to the body: running text, a heading, a cell.
    pub fn is_body(&self) -> bool {
        self.is_running() || matches!(self.passage.role, Role::Heading(_) | Role::Cell)
    }

    /// Whether the line prints the title of its document, at the head or in a form.
    pub fn is_title(&self, draft: &Draft<'_>) -> bool {
        let own = title_path(draft);
        self.passage.role == Role::Title || self.passage.marks.iter().any(|mark| mark.path == own)
    }
}

fn is_name(path: &str) -> bool {
    ["parties.", "contacts.", "regimes."].iter().any(|kind| path.starts_with(kind))
}

fn title_path(draft: &Draft<'_>) -> String {
    format!("documents.{}.title", draft.entry.name.value)
}

/// Ranges in order, those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::drafted;

    /// What is asked of each line of a document `a`, whose body has one line for each of some texts.
    fn lines<T>(facts: &str, body: &[&str], ask: impl Fn(&Line<'_, '_>, &Draft<'_>) -> T) -> Vec<T> {
        let file = format!(
            "[parties]\nown = \"甲市\"\nother = \"乙社\"\n{facts}[documents.a]\nkind = \"statement\"\nissuer = \"own\"\n\
             title = \"流出のお詫び\"\ntext.body = \"\"\"\n{}\n\"\"\"\n",
            body.join("\n\n")
        );
        let (case, documents, sources) = drafted(&file);
        let subject = Subject::of(&case, &documents, &[], &sources);
        let draft = subject.drafts.iter().find(|draft| draft.entry.name.value == "a").unwrap();
        Voice::of(&subject).lines(draft).iter().map(|line| ask(line, draft)).collect()
    }

    #[test]
    fn words_of_others_are_told_from_own_ones() {
        let facts = "[claims]\nmine = \"流出はない。\"\ntheirs = { says = \"流出はない。\", by = [\"other\"] }\n\
            ours = { says = \"流出はない。\", by = [\"other\", \"own\"] }\nold = { says = \"流出はない。\", retracted = 2024-07-09 }\n\
            [quotes]\nq = { text = \"流出した\", by = \"other\" }\n\
            [documents.b]\nkind = \"press-release\"\nissuer = \"own\"\ntitle = \"流出について\"\ndate = 2024-07-09\ntext.lead = \"乙\"\n";
        let said = |text: &str| {
            let own = lines(facts, &["前", text], |line, _| (line.is_running(), line.own("流出").len()));
            own.into_iter().filter(|(is_running, _)| *is_running).map(|(_, own)| own).max().unwrap()
        };
        for (text, own) in [
            ("流出した。", 1),
            ("「流出した。」", 0),
            ("{{ claims.mine }}", 1),
            ("{{ claims.ours }}", 1),
            ("{{ claims.theirs }}", 0),
            ("{{ claims.old }}", 0),
            ("{{ quotes.q }}", 0),
            ("{{ documents.b.title }}", 0),
            ("{{ documents.a.title }}", 1),
        ] {
            assert_eq!(said(text), own, "{text}");
        }
    }

    #[test]
    fn titles_and_bodies_are_told_apart() {
        let other = "[documents.b]\nkind = \"press-release\"\nissuer = \"own\"\ntitle = \"別の題\"\ndate = 2024-07-09\ntext.lead = \"乙\"\n";
        let found = lines(
            other,
            &["# 経緯", "本文", "{{ documents.a.title }}", "{{ documents.b.title }}"],
            |line, draft| (line.passage.text.clone(), line.is_title(draft), line.is_body(), line.is_running()),
        );
        let of = |text: &str| -> Vec<(bool, bool, bool)> {
            found.iter().filter(|(words, ..)| words.contains(text)).map(|(_, a, b, c)| (*a, *b, *c)).collect()
        };
        assert_eq!(of("経緯"), [(false, true, false)]);
        assert_eq!(of("本文"), [(false, true, true)]);
        assert_eq!(of("別の題"), [(false, true, true)]);
        assert_eq!(
            of("流出のお詫び"),
            [(true, false, false), (true, true, true)],
            "the title, and where the text cites it"
        );
    }

    #[test]
    fn ranges_merge_in_order() {
        assert_eq!(merged(vec![5..6, 0..2, 1..3, 3..4]), [0..4, 5..6]);
    }
}
