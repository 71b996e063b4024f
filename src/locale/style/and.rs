//! What joins the last two of a list.

use super::super::{Lang, Problem, check_outline};

/// Words that join, as they stand between two parts.
const JAPANESE: &[&str] = &["及び", "および", "並びに", "ならびに", "と"];
const ENGLISH: &[&str] = &["and", ", and", "&"];

/// What a language joins with where nothing is said.
pub(super) fn usual(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "及び",
        Lang::En => " and ",
    }
}

/// Reads one of the words; English puts blanks around it.
pub(super) fn parse(example: &str, lang: Lang) -> Result<String, Problem> {
    check_outline(example)?;
    let words = if lang == Lang::Ja { JAPANESE } else { ENGLISH };
    if !words.contains(&example) {
        let known = words.join(" / ");
        return Err(Problem::new(0..example.len(), "つなぐ語を読み取れません", "This word does not join a list")
            .with_hint(format!("次のどれかを書いてください: {known}"), format!("Write one of: {known}")));
    }
    Ok(match lang {
        Lang::Ja => example.to_owned(),
        Lang::En if example.starts_with(',') => format!("{example} "),
        Lang::En => format!(" {example} "),
    })
}
