//! Printing a quantity by a style's example and by the forms of prose.

use super::super::{Lang, Problem, is_blank, narrow, widen};
use super::{Figure, Numeral, Quantity, Writing};

/// How figures of a document look, read from an example such as `3622 件(2761 名)`.
///
/// What the example does not show stays as each figure was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureStyle {
    /// The writing of numbers.
    pub writing: Option<Writing>,
    /// Whether digits are full width.
    pub wide: Option<bool>,
    /// What stands between 約 and the number.
    pub lead: Option<String>,
    /// What stands between number and unit.
    pub gap: Option<String>,
    /// What stands before the second measure, the blank before the bracket included.
    pub open: String,
    /// What stands behind the second measure.
    pub close: String,
}

/// The forms of prose that apply to a figure; `who` and `label` are not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FigureForm {
    /// The number alone, without 約, unit or bound.
    pub number: bool,
    /// The writing asked for.
    pub writing: Option<Writing>,
}

impl FigureStyle {
    /// The style of a language: as written, with half-width brackets.
    pub fn default_for(lang: Lang) -> FigureStyle {
        let open = if lang == Lang::Ja { "(" } else { " (" };
        FigureStyle { writing: None, wide: None, lead: None, gap: None, open: open.to_owned(), close: ")".to_owned() }
    }

    /// Reads an example of one figure, or of two with the second in brackets.
    pub fn parse(example: &str, lang: Lang) -> Result<FigureStyle, Problem> {
        super::super::check_outline(example)?;
        let bracket = example.char_indices().find(|(_, c)| matches!(c, '(' | '（'));
        let Some((at, bracket)) = bracket else { return FigureStyle::of_figures(&[part(example, 0, lang)?], lang) };
        let main = example[..at].trim_end_matches(is_blank);
        let inner_at = at + bracket.len_utf8();
        let close = if bracket == '(' { ')' } else { '）' };
        let Some(inner) = example[inner_at..].strip_suffix(close) else {
            return Err(Problem::new(at..example.len(), "かっこが閉じていません", "The bracket is not closed")
                .with_hint("「3,622件(2,761名)」のように書いてください。", "Write \"3,622 records (2,761 people)\"."));
        };
        let figures = [part(main, 0, lang)?, part(inner, inner_at, lang)?];
        let open = example[main.len()..inner_at].to_owned();
        Ok(FigureStyle { open, close: close.to_string(), ..FigureStyle::of_figures(&figures, lang)? })
    }

    /// Joins the printed first and second measure: `3,622件(2,761名)`.
    pub fn join(&self, first: &str, second: &str) -> String {
        format!("{first}{}{second}{}", self.open, self.close)
    }

    fn of_figures(figures: &[Quantity], lang: Lang) -> Result<FigureStyle, Problem> {
        let plain = FigureStyle::default_for(lang);
        let Some(first) = figures.first() else { return Ok(plain) };
        let writing = figures.iter().find_map(Quantity::writing);
        let wide = Some(first.first.wide);
        if lang == Lang::En {
            // An English blank is spelling, not style.
            return Ok(FigureStyle { writing, wide, ..plain });
        }
        let gap = first.text[first.gap.clone()].to_owned();
        let lead = match first.approx {
            Some(_) => Some(first.text[first.lead.clone()].to_owned()),
            None => gap.is_empty().then(String::new),
        };
        let gap = Some(gap).filter(|_| !first.unit().is_empty());
        Ok(FigureStyle { writing, wide, lead, gap, ..plain })
    }
}

impl FigureForm {
    /// Adds a form by its word; false if the word is no form of figures.
    pub fn set(&mut self, word: &str) -> bool {
        match word {
            "number" => self.number = true,
            "plain" => self.writing = Some(Writing::Plain),
            "comma" => self.writing = Some(Writing::Comma),
            "man" => self.writing = Some(Writing::Man),
            "sen" => self.writing = Some(Writing::Sen),
            _ => return false,
        }
        true
    }
}

/// Prints a quantity in a style and form.
pub(super) fn quantity(quantity: &Quantity, style: &FigureStyle, form: FigureForm) -> Result<String, Problem> {
    let text = &quantity.text;
    let first = numeral(quantity, &quantity.first, style, form)?;
    let mut number = first;
    let mut end = quantity.first.range.end;
    if let Some(second) = &quantity.second {
        number += &text[end..second.range.start];
        number += &numeral(quantity, second, style, form)?;
        end = second.range.end;
    }
    if form.number {
        return Ok(number);
    }
    let written_lead = &text[quantity.lead.clone()];
    let lead = style.lead.as_deref().filter(|_| quantity.lang == Lang::Ja).unwrap_or(written_lead);
    let written_gap = &text[quantity.gap.clone()];
    let gap = style.gap.as_deref().filter(|_| quantity.lang == Lang::Ja && !quantity.unit.is_empty());
    let before = &text[..quantity.lead.start];
    let lead = if before.is_empty() { "" } else { lead };
    Ok(format!("{before}{lead}{number}{}{}", gap.unwrap_or(written_gap), &text[quantity.gap.end.max(end)..]))
}

fn numeral(quantity: &Quantity, numeral: &Numeral, style: &FigureStyle, form: FigureForm) -> Result<String, Problem> {
    let written = &quantity.text[numeral.range.clone()];
    let wide = style.wide.unwrap_or(numeral.wide);
    if let Some(writing) = form.writing {
        let japanese = matches!(writing, Writing::Man | Writing::ManPlain | Writing::Sen);
        let rewritten = numeral.rewritten(writing, wide).filter(|_| quantity.lang == Lang::Ja || !japanese);
        return rewritten.ok_or_else(|| {
            Problem::new(
                numeral.range.clone(),
                "この数は指定の書き方では正確に書けません",
                "This number cannot be written exactly in the form that is asked for",
            )
            .with_hint("comma や man を使うか、指定を外してください。", "Use comma or plain, or leave the form out.")
        });
    }
    let styled = style
        .writing
        .and_then(|writing| numeral.rewritten(writing, wide).or_else(|| numeral.rewritten(Writing::Man, wide)));
    Ok(match (styled, style.wide) {
        // 4.16 million keeps its words under any style.
        (Some(styled), _) if quantity.lang == Lang::Ja || numeral.writing().is_some() => styled,
        (_, Some(true)) => widen(written),
        (_, Some(false)) => narrow(written),
        _ => written.to_owned(),
    })
}

/// One figure of an example, with problems placed in the whole example.
fn part(text: &str, at: usize, lang: Lang) -> Result<Quantity, Problem> {
    match Figure::parse(text, lang).map_err(|problem| problem.shifted(at))? {
        Figure::Quantity(quantity) => Ok(quantity),
        Figure::Word(_) => Err(Problem::new(at..at + text.len(), "例には数が必要です", "An example needs a number")
            .with_hint("「3,622件」のように書いてください。", "Write \"3,622 records\".")),
    }
}
