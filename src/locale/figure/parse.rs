//! Reading a quantity: the words before its number, the number or range, the unit, the bound.

use super::super::{Lang, Problem, digit, is_blank};
use super::{Approx, Bound, Limit, Numeral, Quantity, number};
use std::ops::Range;

/// Words before the number, in the order in which they must stand.
#[derive(Clone, Copy, PartialEq)]
enum Lead {
    Cumulative,
    Limit(Limit),
    /// English puts some bounds before the number.
    Bound(Bound),
    Approx(Approx),
}

const LEADS_JA: [(&str, Lead); 7] = [
    ("延べ", Lead::Cumulative),
    ("のべ", Lead::Cumulative),
    ("最大", Lead::Limit(Limit::AtMost)),
    ("少なくとも", Lead::Limit(Limit::AtLeast)),
    ("約", Lead::Approx(Approx::About)),
    ("およそ", Lead::Approx(Approx::Roughly)),
    ("おおよそ", Lead::Approx(Approx::Roughly)),
];

const LEADS_EN: [(&str, Lead); 15] = [
    ("a cumulative ", Lead::Cumulative),
    ("at most ", Lead::Limit(Limit::AtMost)),
    ("up to ", Lead::Limit(Limit::AtMost)),
    ("at least ", Lead::Limit(Limit::AtLeast)),
    ("more than ", Lead::Bound(Bound::Over)),
    ("over ", Lead::Bound(Bound::Over)),
    ("fewer than ", Lead::Bound(Bound::Under)),
    ("less than ", Lead::Bound(Bound::Under)),
    ("under ", Lead::Bound(Bound::Under)),
    ("nearly ", Lead::Bound(Bound::SlightlyUnder)),
    ("almost ", Lead::Bound(Bound::SlightlyUnder)),
    ("about ", Lead::Approx(Approx::About)),
    ("approximately ", Lead::Approx(Approx::About)),
    ("around ", Lead::Approx(Approx::About)),
    ("roughly ", Lead::Approx(Approx::Roughly)),
];

const BOUNDS_JA: [(&str, Bound); 14] = [
    ("以上", Bound::OrMore),
    ("以下", Bound::OrLess),
    ("未満", Bound::Under),
    ("超", Bound::Over),
    ("程度", Bound::Around),
    ("ほど", Bound::Around),
    ("前後", Bound::Around),
    ("くらい", Bound::Around),
    ("ぐらい", Bound::Around),
    ("余り", Bound::SlightlyOver),
    ("あまり", Bound::SlightlyOver),
    ("余", Bound::SlightlyOver),
    ("強", Bound::SlightlyOver),
    ("弱", Bound::SlightlyUnder),
];

const BOUNDS_EN: [(&str, Bound); 3] =
    [(" or more", Bound::OrMore), (" or fewer", Bound::OrLess), (" or less", Bound::OrLess)];

const TILDES: [char; 3] = ['～', '〜', '~'];

/// Reads a quantity from the whole text.
pub(super) fn quantity(text: &str, lang: Lang) -> Result<Quantity, Problem> {
    let leads = Leads::read(text, lang)?;
    let start = leads.number_at;
    let Some(first) = number::read(text, start, lang)? else { return Err(no_number(start..text.len(), lang)) };
    let (second, end) = match second(text, first.range.end, lang)? {
        Some(second) => (Some(second.clone()), second.range.end),
        None => (None, first.range.end),
    };
    if let Some(second) = &second {
        check_range(text, &first, second)?;
    }
    let (unit_end, bound) = bound(text, end, lang);
    let unit_start = skip_blanks(text, end).min(unit_end);
    if let (Some(_), Some(_)) = (leads.bound, bound) {
        return Err(contradiction(unit_end..text.len()));
    }
    let quantity = Quantity {
        text: text.to_owned(),
        lang,
        cumulative: leads.cumulative,
        limit: leads.limit,
        approx: leads.approx,
        bound: leads.bound.or(bound),
        lead: leads.gap,
        gap: end..unit_start,
        unit: unit_start..unit_end,
        first,
        second,
    };
    check_unit(&quantity)?;
    check_bounds(&quantity)?;
    Ok(quantity)
}

/// What stands before the number.
#[derive(Default)]
struct Leads {
    cumulative: bool,
    limit: Option<Limit>,
    bound: Option<Bound>,
    approx: Option<Approx>,
    gap: Range<usize>,
    number_at: usize,
}

impl Leads {
    fn read(text: &str, lang: Lang) -> Result<Leads, Problem> {
        let table = if lang == Lang::Ja { &LEADS_JA[..] } else { &LEADS_EN[..] };
        let mut leads = Leads::default();
        let mut last_rank = 0;
        while let Some((length, lead)) = lead_at(text, leads.number_at, table) {
            let range = leads.number_at..leads.number_at + length;
            if rank(lead) <= last_rank {
                return Err(lead_order(range, lang));
            }
            last_rank = rank(lead);
            match lead {
                Lead::Cumulative => leads.cumulative = true,
                Lead::Limit(limit) => leads.limit = Some(limit),
                Lead::Bound(bound) => leads.bound = Some(bound),
                Lead::Approx(approx) => leads.approx = Some(approx),
            }
            leads.number_at = skip_blanks(text, range.end);
            leads.gap = range.end..leads.number_at;
        }
        Ok(leads)
    }
}

fn lead_at(text: &str, at: usize, table: &[(&str, Lead)]) -> Option<(usize, Lead)> {
    let starts = |word: &str| text[at..].get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    table.iter().find(|(word, _)| starts(word)).map(|(word, lead)| (word.len(), *lead))
}

fn rank(lead: Lead) -> u8 {
    match lead {
        Lead::Cumulative => 1,
        Lead::Limit(_) | Lead::Bound(_) => 2,
        Lead::Approx(_) => 3,
    }
}

/// The upper end of a range, if a separator and a number follow.
fn second(text: &str, at: usize, lang: Lang) -> Result<Option<Numeral>, Problem> {
    let separator_at = skip_blanks(text, at);
    let rest = &text[separator_at..];
    let words = if lang == Lang::Ja { ["から", "～"] } else { ["to ", "~"] };
    let word = words.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
    let sign = rest.chars().next().filter(|c| TILDES.contains(c) || matches!(c, '–' | '—' | '-' | '−'));
    let Some(length) = word.or(sign.map(char::len_utf8)) else { return Ok(None) };
    let number_at = skip_blanks(text, separator_at + length);
    if text[number_at..].starts_with(|c| digit(c).is_some()) {
        return number::read(text, number_at, lang);
    }
    if sign.is_some() {
        return Err(no_number(separator_at..text.len(), lang));
    }
    Ok(None)
}

fn check_range(text: &str, first: &Numeral, second: &Numeral) -> Result<(), Problem> {
    let whole = first.range.start..second.range.end;
    if first.low() > second.high() {
        return Err(Problem::new(whole, "範囲の上限が下限より小さくなっています", "The range ends below its start"));
    }
    // 「5～6万件」 is read as 50,000 to 60,000 by people and as 5 to 60,000 by its letters.
    let second_text = &text[second.range.clone()];
    let scaled = second_text.ends_with(['兆', '億', '万', '千', '百']);
    let leading = second_text.trim_end_matches(|c| digit(c).is_none());
    let bare = text[first.range.clone()].chars().all(|c| digit(c).is_some());
    let leading: Option<u64> = leading.parse().ok();
    if scaled && bare && leading.is_some_and(|leading| first.low() < leading) {
        return Err(Problem::new(whole, "範囲の下限の位が分かりません", "The scale of the lower end is unclear")
            .with_hint("「5万～6万件」のように、両方に位を書いてください。", "Write the scale on both ends."));
    }
    Ok(())
}

/// Where the unit ends, and the bound behind it.
fn bound(text: &str, from: usize, lang: Lang) -> (usize, Option<Bound>) {
    let table = if lang == Lang::Ja { &BOUNDS_JA[..] } else { &BOUNDS_EN[..] };
    let found = table.iter().find(|(word, _)| text[from..].ends_with(word));
    let end = text.len() - found.map_or(0, |(word, _)| word.len());
    (from + text[from..end].trim_end_matches(is_blank).len(), found.map(|(_, bound)| *bound))
}

fn check_unit(quantity: &Quantity) -> Result<(), Problem> {
    let unit = quantity.unit();
    let place = |at: usize, c: char| quantity.unit.start + at..quantity.unit.start + at + c.len_utf8();
    if let Some(first) = unit.chars().next().filter(|c| "兆億万千百".contains(*c)) {
        return Err(Problem::new(
            place(0, first),
            "数の位の並びが正しくありません",
            "This scale does not fit the number",
        )
        .with_hint("「46万517」のように、大きい位から順に書いてください。", "Write the number in digits."));
    }
    let foreign =
        |c: &(usize, char)| digit(c.1).is_some() || "()（）「」『』[]［］【】、。，,;；:：～〜~/".contains(c.1);
    let Some((at, c)) = unit.char_indices().find(foreign) else { return Ok(()) };
    Err(Problem::new(place(at, c), "単位として読めない文字があります", "A unit may not hold this character").with_hint(
        "数は一つだけ、単位は最後に一度だけ書いてください。件数と人数は別の項目にします。",
        "Write one number and, once, its unit. Records and persons are two measures.",
    ))
}

fn check_bounds(quantity: &Quantity) -> Result<(), Problem> {
    let upward = matches!(quantity.bound, Some(Bound::OrMore | Bound::Over));
    let downward = matches!(quantity.bound, Some(Bound::OrLess | Bound::Under));
    let against = match quantity.limit {
        Some(Limit::AtMost) => upward,
        Some(Limit::AtLeast) => downward,
        None => false,
    };
    let below_zero = quantity.bound == Some(Bound::Under) && quantity.first.high() == 0;
    let of_range = quantity.second.is_some() && (upward || downward || quantity.limit.is_some());
    if against || below_zero || of_range { Err(contradiction(0..quantity.text.len())) } else { Ok(()) }
}

fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

fn no_number(range: Range<usize>, lang: Lang) -> Problem {
    let problem = Problem::new(range, "数を読み取れません", "There is no number here");
    match lang {
        Lang::Ja => problem.with_hint(
            "「362件」「約8千6百件」「803～834名」「不明」「調査中」のように書いてください。",
            "Write 「362件」, 「約8千6百件」, 「803～834名」 or 「不明」.",
        ),
        Lang::En => problem.with_hint(
            "英語の文書では「about 8,600 records」「803 to 834 people」「unknown」のように書いてください。",
            "Write \"about 8,600 records\", \"803 to 834 people\" or \"unknown\".",
        ),
    }
}

fn lead_order(range: Range<usize>, lang: Lang) -> Problem {
    let problem =
        Problem::new(range, "数の前の語の順序が正しくありません", "The words before the number are out of order");
    match lang {
        Lang::Ja => problem.with_hint("「延べ最大約5万件」の順に書いてください。", "Write 延べ, then 最大, then 約."),
        Lang::En => problem.with_hint("「at least about 100」の順に書いてください。", "Write \"at least about 100\"."),
    }
}

fn contradiction(range: Range<usize>) -> Problem {
    Problem::new(range, "上限と下限の書き方が矛盾しています", "The bounds contradict each other")
        .with_hint("「最大」「以上」「未満」などは一つだけ書いてください。", "Keep one of them.")
}
