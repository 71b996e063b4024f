//! The alias formula, the register, 記 and 以上.

use super::super::{Problem, check_outline};

const QUOTES: [(char, char); 4] = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')];
const BRACKETS: [(char, char); 3] = [('(', ')'), ('（', '）'), ('[', ']')];

/// The formula that introduces an alias, with the place of the alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasFormula {
    /// What stands before the alias: `(以下、「`.
    pub before: String,
    /// What stands behind it: `」という。)`.
    pub after: String,
}

/// How generated sentences end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// です・ます.
    Polite,
    /// である.
    Plain,
}

/// 記 above and 以上 below the enclosed items of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KiStyle {
    /// Whether 記 opens them.
    pub opens: bool,
    /// Whether 以上 closes them.
    pub closes: bool,
}

impl AliasFormula {
    /// Reads an example with any alias in it: quoted, or behind 以下、.
    pub fn parse(example: &str) -> Result<AliasFormula, Problem> {
        check_outline(example)?;
        let (start, end) = quoted(example).or_else(|| unquoted(example)).ok_or_else(|| {
            Problem::new(0..example.len(), "略称の位置が分かりません", "The place of the alias is not clear").with_hint(
                "「(以下、「A社」という。)」「(以下、A社)」のように、略称の例を入れて書いてください。",
                "Write it with an example of an alias: (hereinafter \"TGES\").",
            )
        })?;
        Ok(AliasFormula { before: example[..start].to_owned(), after: example[end..].to_owned() })
    }

    /// Prints the formula for an alias.
    pub fn print(&self, alias: &str) -> String {
        format!("{}{alias}{}", self.before, self.after)
    }
}

fn quoted(example: &str) -> Option<(usize, usize)> {
    QUOTES.iter().find_map(|(open, close)| {
        let start = example.find(*open)? + open.len_utf8();
        let end = start + example[start..].rfind(*close)?;
        (start < end).then_some((start, end))
    })
}

/// The alias between 以下、 and the closing bracket.
fn unquoted(example: &str) -> Option<(usize, usize)> {
    let (_, close) = BRACKETS.iter().find(|(open, close)| example.starts_with(*open) && example.ends_with(*close))?;
    let end = example.len() - close.len_utf8();
    ["以下", "以降", "以後", "hereinafter"].iter().find_map(|word| {
        let after = example.find(word)? + word.len();
        let inner = example.get(after..end)?;
        let start = end - inner.trim_start_matches(['、', '，', ',', ':', '：', ' ', '　']).len();
        (start < end).then_some((start, end))
    })
}

impl Register {
    /// Reads `です・ます` or `である`.
    pub fn parse(example: &str) -> Result<Register, Problem> {
        check_outline(example)?;
        match example {
            "です・ます" | "ですます" | "です" => Ok(Register::Polite),
            "である" | "だ・である" => Ok(Register::Plain),
            _ => Err(Problem::new(0..example.len(), "文体を読み取れません", "This register is not known")
                .with_hint("「です・ます」か「である」と書いてください。", "Write です・ます or である.")),
        }
    }
}

impl KiStyle {
    /// Reads `記 / 以上` or `以上`. 記 alone is refused, because every 記 has its 以上.
    pub fn parse(example: &str) -> Result<KiStyle, Problem> {
        check_outline(example)?;
        let words: Vec<&str> = example.split('/').map(str::trim).collect();
        match words.as_slice() {
            ["記", "以上"] => Ok(KiStyle { opens: true, closes: true }),
            ["以上"] => Ok(KiStyle { opens: false, closes: true }),
            _ => Err(Problem::new(
                0..example.len(),
                "記・以上の書き方を読み取れません",
                "This is neither 記 / 以上 nor 以上",
            )
            .with_hint("「記 / 以上」か「以上」と書いてください。", "Write 記 / 以上 or 以上.")),
        }
    }
}
