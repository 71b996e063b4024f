//! Styles by example: how a document looks, read from short examples by their parts.
//!
//! 1. `date.rs` reads what joins dates, `japanese_date.rs` and `english_date.rs` dates, `time.rs` times.
//! 2. `figure/print.rs` of the neighbouring folder reads figures; `counter.rs` reads numbers of headings and lists.
//! 3. `heading.rs`, `formula.rs` and `and.rs` read the rest: heading marks, the alias formula, 記 and 以上, what joins the last two of a list; `columns.rs` the headings of old and new.

mod and;
mod columns;
mod date;
mod english_date;
mod formula;
mod heading;
mod japanese_date;
#[cfg(test)]
mod tests;
mod time;

pub use columns::ColumnStyle;
pub(super) use date::DatePattern;
pub use date::DateStyle;
pub(super) use english_date::{EnglishDate, EnglishOrder};
pub use formula::{AliasFormula, KiStyle, Register};
pub use heading::HeadingMark;
pub(super) use japanese_date::{JapaneseDate, YearStyle};

use super::{Counter, FigureStyle, Lang, Problem};
use std::ops::Range;

/// The style of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Figures.
    pub figure: FigureStyle,
    /// Dates, times, ranges and deadlines.
    pub date: DateStyle,
    /// The date at the head of the document, where it is written otherwise than in the text.
    pub dateline: Option<DateStyle>,
    /// One mark a level of headings; none: headings are not numbered.
    pub headings: Vec<HeadingMark>,
    /// One counter a level of numbered lists.
    pub list: Vec<Counter>,
    /// The mark of unnumbered lists.
    pub bullets: Option<String>,
    /// What joins the last two of a list where it is asked for: 及び, および.
    pub and: String,
    /// The number of causes: `原因①:`.
    pub cause: Option<Counter>,
    /// The formula that introduces an alias.
    pub alias: Option<AliasFormula>,
    /// です・ます or である, for generated sentences.
    pub register: Register,
    /// Whether the letter has 記 and 以上.
    pub ki: Option<KiStyle>,
    /// The columns of a table that sets two versions side by side.
    pub columns: Option<ColumnStyle>,
}

impl Style {
    /// The keys that [`Style::set`] knows.
    pub const KEYS: &'static [&'static str] = &[
        "figure", "date", "dateline", "time", "range", "until", "headings", "list", "bullets", "and", "cause", "alias",
        "register", "ki", "columns",
    ];

    /// The style of a language where nothing is said.
    pub fn default_for(lang: Lang) -> Style {
        Style {
            figure: FigureStyle::default_for(lang),
            date: DateStyle::default_for(lang),
            dateline: None,
            headings: Vec::new(),
            list: Vec::new(),
            bullets: None,
            and: and::usual(lang).to_owned(),
            cause: None,
            alias: None,
            register: Register::Polite,
            ki: None,
            columns: None,
        }
    }

    /// Reads one example and keeps what it shows.
    pub fn set(&mut self, key: &str, example: &str, lang: Lang) -> Result<(), Problem> {
        match key {
            "figure" => self.figure = FigureStyle::parse(example, lang)?,
            "date" => self.date.set_date(example)?,
            "dateline" => {
                let mut dateline = DateStyle::default_for(lang);
                dateline.set_date(example)?;
                self.dateline = Some(dateline);
            }
            "time" => self.date.set_time(example)?,
            "range" => self.date.set_range(example)?,
            "until" => self.date.set_until(example)?,
            "headings" => self.headings = heading::levels(example, HeadingMark::parse)?,
            // A list without numbers is what `bullets` says, and people write it here.
            "list" if heading::bullet(example).is_ok() => self.bullets = Some(heading::bullet(example)?),
            "list" => self.list = heading::levels(example, Counter::parse)?,
            "bullets" => self.bullets = Some(heading::bullet(example)?),
            "and" => self.and = and::parse(example, lang)?,
            "cause" => self.cause = Some(Counter::parse(example)?),
            "alias" => self.alias = Some(AliasFormula::parse(example)?),
            "register" => self.register = Register::parse(example)?,
            "ki" => self.ki = Some(KiStyle::parse(example)?),
            "columns" => self.columns = Some(ColumnStyle::parse(example)?),
            _ => return Err(unknown_key(0..example.len())),
        }
        Ok(())
    }
}

fn unknown_key(range: Range<usize>) -> Problem {
    let keys = Style::KEYS.join(" ");
    Problem::new(range, "この書式の項目はありません", "There is no such key of style")
        .with_hint(format!("使える項目: {keys}"), format!("Keys: {keys}"))
}
