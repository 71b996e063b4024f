//! Formulas that define an alias: (以下「X」という。), (以下:X), (hereinafter “X”).

use super::voice::Line;
use super::words::{Script, after, script, stands_alone};
use std::ops::Range;

/// How many formulas of one document are looked at: one that people read has fewer by far.
const MOST: usize = 60;

/// The formulas in the body of a document, each with the index of its line.
pub fn defined(lines: &[Line<'_, '_>]) -> Vec<(usize, Definition)> {
    let body = lines.iter().enumerate().filter(|(_, line)| line.is_body());
    let all = body.flat_map(|(index, line)| definitions(&line.passage.text).into_iter().map(move |one| (index, one)));
    all.take(MOST).collect()
}

/// One formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The alias.
    pub alias: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Where the name before the formula may end: at the bracket, or at the comma inside it.
    pub name_ends: [usize; 2],
}

const QUOTES: [(char, char); 5] = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"'), ('‘', '’')];

/// What may follow the quoted alias of a formula.
const TAILS: &[&str] =
    &[")", "）", "。", "〕", "]", "という", "といい", "と言", "とす", "とし", "と呼", "と略", "と総称"];

/// All formulas of a text, in order.
pub fn definitions(text: &str) -> Vec<Definition> {
    let words = ["以下", "以降", "以後", "hereinafter", "Hereinafter"];
    let mut found: Vec<Definition> = words
        .iter()
        .flat_map(|word| text.match_indices(word).filter_map(|(at, _)| one(text, at, at + word.len())))
        .collect();
    found.sort_by_key(|definition| definition.range.start);
    found
}

/// The formula whose first word stands at a range.
fn one(text: &str, at: usize, end: usize) -> Option<Definition> {
    let (lead_at, lead) = text.get(..at)?.char_indices().next_back()?;
    if !matches!(lead, '(' | '（' | '、' | '，' | ',' | '。' | ' ' | '〔') {
        return None;
    }
    // The name stands in the same line, not far before the formula.
    let opening = text.get(..at)?.char_indices().rev().take(60).take_while(|(_, c)| !matches!(c, ')' | '）' | '\n'));
    let bracket = opening.into_iter().find(|(_, c)| matches!(c, '(' | '（' | '〔')).map(|(at, _)| at)?;
    let rest = text.get(end..)?;
    let rest = rest.trim_start_matches("referred to as").trim_start_matches(" referred to as");
    let trimmed = rest.trim_start_matches(['、', '，', ',', ':', '：', ' ', '　']);
    let trimmed = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    let start = text.len() - trimmed.len();
    let range = quoted(trimmed).or_else(|| bare(trimmed).filter(|_| trimmed.len() < text.len() - end))?;
    let range = start + range.start..start + range.end;
    Some(Definition { alias: text.get(range.clone())?.to_string(), range, name_ends: [bracket, lead_at] })
}

fn quoted(text: &str) -> Option<Range<usize>> {
    let open = text.chars().next()?;
    let (_, close) = QUOTES.iter().find(|(sign, _)| *sign == open)?;
    let inner = text.get(open.len_utf8()..)?;
    let length = inner.char_indices().take(40).find(|(_, c)| c == close)?.0;
    let tail = inner.get(length + close.len_utf8()..)?;
    let is_formula = TAILS.iter().any(|word| tail.starts_with(word));
    (length > 0 && is_formula).then(|| open.len_utf8()..open.len_utf8() + length)
}

/// An alias without quotation marks, up to the closing bracket: a name, not a clause.
fn bare(text: &str) -> Option<Range<usize>> {
    let end = text.char_indices().take(20).find(|(_, c)| matches!(c, ')' | '）'))?.0;
    let is_name =
        |c: char| script(c) != Script::Other && script(c) != Script::Hiragana || matches!(c, '・' | '-' | '&');
    (end > 0 && text.get(..end)?.chars().all(is_name)).then_some(0..end)
}

/// Where an alias stands as a word of its own.
pub fn uses(text: &str, alias: &str) -> Vec<Range<usize>> {
    let all = text.match_indices(alias).map(|(at, alias)| at..at + alias.len());
    all.filter(|range| stands_alone(text, range.start, range.end)).collect()
}

/// Whether a range is the whole of a bracket or a quotation: `(MDIS)` beside the full name defines it too.
pub fn is_enclosed(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let pairs = [('(', ')'), ('（', '）'), ('「', '」'), ('“', '”')];
    pairs.iter().any(|(open, close)| before == Some(*open) && after(text, range.end) == Some(*close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_formulas_of_real_releases() {
        for (text, expected) in [
            ("東京ガス株式会社(以下、「TGES社」という。)の", Some("TGES社")),
            ("東京ガス株式会社(以下:TGES)から", Some("TGES")),
            ("株式会社(東京都港区。以下、「T社」。)の", Some("T社")),
            ("(東京ガス株式会社、以下「TGES」。)の", Some("TGES")),
            ("(以下、「TGES社」といいます。)へ", Some("TGES社")),
            ("(社長:小西 康弘、本社:東京都、以降:TGES)にて", Some("TGES")),
            ("社員(以降、当該本人)1名", Some("当該本人")),
            ("こと(以下、「本件」といいます。)を", Some("本件")),
            ("Lanternfield Forensics LLP (hereinafter “Lanternfield”) began", Some("Lanternfield")),
            ("Corp. (hereinafter referred to as the \"Company\") said", Some("Company")),
            ("以下のとおり", None),
            ("(以下の4点)", None),
            ("(以下、順に述べる)", None),
            ("、以下「安全管理」の措置", None),
            ("(以下「安全管理」の措置)", None),
            ("18歳以下(小学生)", None),
            ("規程(以下省略)による", None),
            ("甲社(以下「」という。)が", None),
            ("甲社(以下、)が", None),
        ] {
            let found = definitions(text);
            assert_eq!(found.first().map(|definition| definition.alias.as_str()), expected, "{text}");
            assert!(found.iter().all(|definition| text[definition.range.clone()] == definition.alias));
        }
    }

    #[test]
    fn a_bracket_encloses_on_both_sides() {
        let enclosed = |text: &str| {
            let at = text.find("MDIS").unwrap();
            is_enclosed(text, &(at..at + 4))
        };
        assert!(enclosed("三菱電機インフォメーションシステムズ(MDIS)が"));
        assert!(!enclosed("(MDISほか)") && !enclosed("(旧MDIS)") && !enclosed("(MDIS」"));
    }

    #[test]
    fn knows_where_the_name_may_end() {
        let text = "A社(B、以下「C」。)";
        let ends = definitions(text)[0].name_ends;
        assert_eq!(ends.map(|end| &text[..end]), ["A社", "A社(B"]);
    }
}
