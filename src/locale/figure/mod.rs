//! Figures: counts as people write them, with 約, 以上, their unit and their way of writing numbers.
//!
//! 1. `parse.rs` reads `[延べ] [最大] [約] number [～ number] unit [以上]` and its English counterpart.
//! 2. `number.rs` reads one number in any writing, and writes one in a chosen writing.
//! 3. `print.rs` prints as written, or by a style and the forms of prose.
//!
//! A figure keeps its source text, and everything else is a reading of that text, so printing it as written cannot lose anything.

mod number;
mod parse;
mod print;
#[cfg(test)]
mod tests;

pub use number::{Numeral, Writing};
pub use print::{FigureForm, FigureStyle};

use super::{Lang, Problem};
use std::ops::Range;

/// A count, or the word that stands where one is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// `不明`, `under investigation`.
    Word(FigureWord),
    /// `約8千6百件`.
    Quantity(Quantity),
}

/// A word that stands in place of a count, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureWord {
    /// What it says.
    pub meaning: FigureMeaning,
    text: String,
}

/// What a word in place of a count says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureMeaning {
    /// 不明.
    Unknown,
    /// 調査中.
    UnderInvestigation,
    /// 確認中.
    BeingConfirmed,
    /// 非公表.
    NotDisclosed,
    /// なし: stated to be none, which no blank is.
    None,
}

/// A stated quantity.
///
/// 約 moves neither [`Figure::low`] nor [`Figure::high`]: how far an approximate number reaches is the business of the check that compares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    text: String,
    lang: Lang,
    cumulative: bool,
    limit: Option<Limit>,
    approx: Option<Approx>,
    first: Numeral,
    /// The upper end of a range.
    second: Option<Numeral>,
    bound: Option<Bound>,
    /// The blank between the last word before the number and the number.
    lead: Range<usize>,
    /// What stands between number and unit.
    gap: Range<usize>,
    unit: Range<usize>,
}

/// A limit before the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// 最大, up to, at most.
    AtMost,
    /// 少なくとも, at least.
    AtLeast,
}

/// A word that makes the number approximate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approx {
    /// 約, about.
    About,
    /// およそ, roughly.
    Roughly,
}

/// A bound behind the unit; in English also before the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// 以上, or more.
    OrMore,
    /// 以下, or fewer.
    OrLess,
    /// 未満, fewer than.
    Under,
    /// 超, more than.
    Over,
    /// 程度.
    Around,
    /// 強, 余り: a little more.
    SlightlyOver,
    /// 弱, nearly: a little less.
    SlightlyUnder,
}

impl Figure {
    /// Reads a figure; a problem's range lies inside `text`.
    ///
    /// Full-width digits are read and kept. A bare number has an empty unit; whether that will do is the caller's question.
    pub fn parse(text: &str, lang: Lang) -> Result<Figure, Problem> {
        super::check_outline(text)?;
        match FigureMeaning::parse(text, lang) {
            Some(meaning) => Ok(Figure::Word(FigureWord { meaning, text: text.to_owned() })),
            None => parse::quantity(text, lang).map(Figure::Quantity),
        }
    }

    /// Prints exactly what was written.
    pub fn print(&self) -> String {
        self.text().to_owned()
    }

    /// Prints in a style, changed by the forms that prose asked for.
    ///
    /// A form that cannot write the number exactly is a problem; a style that cannot falls back to 万, because it speaks for all figures.
    pub fn print_in(&self, style: &FigureStyle, form: FigureForm) -> Result<String, Problem> {
        match self {
            Figure::Word(word) => Ok(word.text.clone()),
            Figure::Quantity(quantity) => print::quantity(quantity, style, form),
        }
    }

    /// The least that the statement allows: nothing for a word, zero under 最大.
    pub fn low(&self) -> Option<u64> {
        self.quantity().and_then(|quantity| quantity.limits().0)
    }

    /// The most that the statement allows: nothing for a word and for 以上.
    pub fn high(&self) -> Option<u64> {
        self.quantity().and_then(|quantity| quantity.limits().1)
    }

    /// The least and the most that it can mean; 約 reaches as far as its last digit that is not zero.
    ///
    /// 約8千6百 is anything that rounds to it either way: more than 8,500 and less than 8,700. なし is zero; 不明 is nothing.
    pub fn reach(&self) -> Option<(u64, Option<u64>)> {
        if matches!(self, Figure::Word(word) if word.meaning == FigureMeaning::None) {
            return Some((0, Some(0)));
        }
        let quantity = self.quantity()?;
        let slack = |value: u64| match quantity.is_approximate() && value > 0 {
            true => 10u64.saturating_pow(trailing_zeros(value)).saturating_sub(u64::from(value.is_multiple_of(10))),
            false => 0,
        };
        let low = self.low().unwrap_or(0);
        Some((low.saturating_sub(slack(low)), self.high().map(|high| high.saturating_add(slack(high)))))
    }

    /// Whether the figure states one number without 約, limits or range.
    pub fn is_exact(&self) -> bool {
        self.quantity().is_some_and(|quantity| {
            let Quantity { limit, approx, bound, .. } = quantity;
            limit.is_none() && approx.is_none() && bound.is_none() && self.low() == self.high()
        })
    }

    /// The unit, or nothing for a word and a bare number.
    pub fn unit(&self) -> &str {
        self.quantity().map_or("", Quantity::unit)
    }

    /// The quantity, unless a word stands in its place.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Figure::Quantity(quantity) => Some(quantity),
            Figure::Word(_) => None,
        }
    }

    fn text(&self) -> &str {
        match self {
            Figure::Word(word) => &word.text,
            Figure::Quantity(quantity) => &quantity.text,
        }
    }
}

fn trailing_zeros(value: u64) -> u32 {
    std::iter::successors(Some(value), |value| Some(value / 10)).take_while(|value| value % 10 == 0).count() as u32
}

impl Quantity {
    /// Whether it counts 延べ, so that one person may be counted twice.
    pub fn cumulative(&self) -> bool {
        self.cumulative
    }

    /// 最大 or 少なくとも.
    pub fn limit(&self) -> Option<Limit> {
        self.limit
    }

    /// 約 or およそ.
    pub fn approx(&self) -> Option<Approx> {
        self.approx
    }

    /// Whether any word says that the number is only near: 約, およそ, 程度, 強, 弱, 数十.
    pub fn is_approximate(&self) -> bool {
        let near = matches!(self.bound, Some(Bound::Around | Bound::SlightlyOver | Bound::SlightlyUnder));
        self.approx.is_some() || near || self.first.is_several()
    }

    /// 以上, 未満 and the like.
    pub fn bound(&self) -> Option<Bound> {
        self.bound
    }

    /// The number, or the lower end of a range.
    pub fn first(&self) -> &Numeral {
        &self.first
    }

    /// The upper end of a range.
    pub fn second(&self) -> Option<&Numeral> {
        self.second.as_ref()
    }

    /// The writing of its numbers, if they show one: `362` shows none.
    pub fn writing(&self) -> Option<Writing> {
        self.first.writing().or(self.second.as_ref().and_then(Numeral::writing))
    }

    /// The unit as written.
    pub fn unit(&self) -> &str {
        &self.text[self.unit.clone()]
    }

    /// Low and high of what was stated; `None` where nothing limits it.
    fn limits(&self) -> (Option<u64>, Option<u64>) {
        let (low, high) = (self.first.low(), self.second.as_ref().unwrap_or(&self.first).high());
        let (low, high) = match self.bound {
            None | Some(Bound::Around) => (Some(low), Some(high)),
            Some(Bound::OrMore | Bound::SlightlyOver) => (Some(low), None),
            Some(Bound::Over) => (low.checked_add(1), None),
            Some(Bound::OrLess | Bound::SlightlyUnder) => (Some(0), Some(high)),
            Some(Bound::Under) => (Some(0), Some(high.saturating_sub(1))),
        };
        match self.limit {
            None => (low, high),
            Some(Limit::AtMost) => (Some(0), high),
            Some(Limit::AtLeast) => (low, None),
        }
    }
}

impl FigureMeaning {
    const WORDS: [(FigureMeaning, &str, &str); 5] = [
        (FigureMeaning::Unknown, "不明", "unknown"),
        (FigureMeaning::UnderInvestigation, "調査中", "under investigation"),
        (FigureMeaning::BeingConfirmed, "確認中", "being confirmed"),
        (FigureMeaning::NotDisclosed, "非公表", "not disclosed"),
        (FigureMeaning::None, "なし", "none"),
    ];

    /// The word of a language.
    pub fn word(self, lang: Lang) -> &'static str {
        let row = FigureMeaning::WORDS.iter().find(|row| row.0 == self);
        row.map_or("", |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
    }

    /// Whether a text is such a word, in either language.
    pub fn is_word(text: &str) -> bool {
        [Lang::Ja, Lang::En].into_iter().any(|lang| FigureMeaning::parse(text, lang).is_some())
    }

    fn parse(text: &str, lang: Lang) -> Option<FigureMeaning> {
        FigureMeaning::WORDS.iter().map(|row| row.0).find(|meaning| meaning.word(lang).eq_ignore_ascii_case(text))
    }
}
