//! The columns of a table that sets two versions side by side.

use super::super::{Lang, Problem, check_outline};

/// What the columns of both versions are called, and which stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnStyle {
    /// The heading of the version before: 訂正前.
    pub before: String,
    /// The heading of the version after: 訂正後.
    pub after: String,
    /// Whether the version after stands first, as in tables of amended law (改正後｜改正前).
    pub after_first: bool,
}

/// Words by which the version before is told; those of the version after stand beside them.
const PAIRS: &[(&str, &str)] =
    &[("前", "後"), ("旧", "新"), ("誤", "正"), ("before", "after"), ("old", "new"), ("published", "corrected")];

impl ColumnStyle {
    /// What a language calls versions of which the first has errors, or has only been overtaken.
    pub fn usual(lang: Lang, errors: bool) -> ColumnStyle {
        let (before, after) = match (lang, errors) {
            (Lang::Ja, true) => ("訂正前", "訂正後"),
            (Lang::Ja, false) => ("変更前", "変更後"),
            (Lang::En, true) => ("As published", "Corrected"),
            (Lang::En, false) => ("Before", "After"),
        };
        ColumnStyle { before: before.to_owned(), after: after.to_owned(), after_first: false }
    }

    /// Reads the two headings in the order of the columns: `訂正前｜訂正後`, `New | Old`.
    pub(super) fn parse(example: &str) -> Result<ColumnStyle, Problem> {
        check_outline(example)?;
        let headings = example.split_once(['｜', '|', '/', '／']).map(|(left, right)| (left.trim(), right.trim()));
        let told = headings.and_then(|(left, right)| {
            let both = |earlier: &str, later: &str| {
                PAIRS.iter().any(|(before, after)| has(earlier, before) && has(later, after))
            };
            let style = |before: &str, after: &str, after_first| ColumnStyle {
                before: before.to_owned(),
                after: after.to_owned(),
                after_first,
            };
            match (both(left, right), both(right, left)) {
                (true, false) => Some(style(left, right, false)),
                (false, true) => Some(style(right, left, true)),
                _ => None,
            }
        });
        told.ok_or_else(|| {
            Problem::new(0..example.len(), "新旧の見出しを読み取れません", "These are no headings of two versions")
                .with_hint(
                    "表の左から順に「訂正前｜訂正後」「新｜旧」のように書いてください。",
                    "Write both headings in the order of the columns: Before | After, New | Old.",
                )
        })
    }
}

fn has(heading: &str, word: &str) -> bool {
    heading.to_lowercase().contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_which_version_stands_first() {
        let read = |example| ColumnStyle::parse(example).map(|style| (style.before, style.after, style.after_first));
        let expected = |before: &str, after: &str, first| Ok((before.to_owned(), after.to_owned(), first));
        assert_eq!(read("訂正前｜訂正後"), expected("訂正前", "訂正後", false));
        assert_eq!(read("訂正後 | 訂正前"), expected("訂正前", "訂正後", true));
        assert_eq!(read("New | Old"), expected("Old", "New", true));
        assert_eq!(read("誤｜正"), expected("誤", "正", false));
        for wrong in ["訂正前", "前｜前", "A | B", "新｜前", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
