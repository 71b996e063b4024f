//! Marks of headings and bullets.

use super::super::{Counter, Problem, check_outline};

/// Signs that open a heading without closing it.
const SIGNS: &str = "■□◆◇●○▼▽▲△※＊*・§";
/// Brackets that enclose a whole heading.
const BRACKETS: [(char, char); 6] = [('【', '】'), ('〔', '〕'), ('<', '>'), ('＜', '＞'), ('≪', '≫'), ('[', ']')];

/// How the headings of one level are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadingMark {
    /// By a number.
    Number(Counter),
    /// By signs around it: 【概要】, or before it: ■概要.
    Wrap {
        /// What stands before the title.
        open: String,
        /// What stands behind it.
        close: String,
    },
}

impl HeadingMark {
    /// Reads the mark of one level.
    pub fn parse(example: &str) -> Result<HeadingMark, Problem> {
        check_outline(example)?;
        let mut chars = example.chars();
        let wrap = match (chars.next(), chars.next(), chars.next()) {
            (Some(open), Some(close), None) if BRACKETS.contains(&(open, close)) => Some((open.into(), close.into())),
            (Some(sign), None, None) if SIGNS.contains(sign) => Some((sign.to_string(), String::new())),
            _ => None,
        };
        match wrap {
            Some((open, close)) => Ok(HeadingMark::Wrap { open, close }),
            None => Counter::parse(example).map(HeadingMark::Number),
        }
    }

    /// The number of the n-th heading with what stands around it, or nothing if the level has no numbers.
    pub fn number(&self, n: u64) -> Option<String> {
        match self {
            HeadingMark::Number(counter) => Some(counter.print(n)),
            HeadingMark::Wrap { .. } => None,
        }
    }
}

/// Reads one example a level, separated by ` / ` or `/`.
pub(super) fn levels<T>(example: &str, parse: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    check_outline(example)?;
    let mut at = 0;
    let mut found = Vec::new();
    for level in example.split('/') {
        let leading = level.len() - level.trim_start().len();
        found.push(parse(level.trim()).map_err(|problem| problem.shifted(at + leading))?);
        at += level.len() + 1;
    }
    Ok(found)
}

/// Reads the mark of unnumbered lists.
pub(super) fn bullet(example: &str) -> Result<String, Problem> {
    check_outline(example)?;
    if example.chars().count() <= 2 && !example.contains(char::is_alphanumeric) {
        return Ok(example.to_owned());
    }
    Err(Problem::new(0..example.len(), "箇条書きの記号ではありません", "This is no mark of a list").with_hint(
        "「・」「●」のような記号を一つ書いてください。番号は list に書きます。",
        "Write one sign such as • or -; numbers belong to `list`.",
    ))
}
