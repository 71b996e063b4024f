//! One number in any writing: read from the front of a text, written in a chosen writing.

use super::super::{Lang, Problem, digit, widen};
use std::ops::Range;

const LARGE: [(char, u64); 3] = [('兆', 1_000_000_000_000), ('億', 100_000_000), ('万', 10_000)];
const SMALL: [(char, u64); 2] = [('千', 1_000), ('百', 100)];
const ENGLISH: [(&str, u64); 4] =
    [("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000)];
/// Vague English numbers, and the least and the most they are taken for.
const VAGUE: [(&str, u64, u64); 5] = [
    ("tens of thousands of", 20_000, 99_999),
    ("hundreds of thousands of", 200_000, 999_999),
    ("dozens of", 24, 99),
    ("hundreds of", 200, 999),
    ("thousands of", 2_000, 9_999),
];

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Writing {
    /// 3622.
    Plain,
    /// 3,622.
    Comma,
    /// 46万517 and 7万4,767: a remainder has a comma from 1,000 on, and no padding.
    Man,
    /// 7万4767: as [`Writing::Man`] without commas.
    ManPlain,
    /// 22万4千 and 8千6百.
    Sen,
}

/// A number inside a figure, with its place in the figure's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    pub(super) range: Range<usize>,
    low: u64,
    high: u64,
    writing: Option<Writing>,
    pub(super) wide: bool,
}

impl Numeral {
    /// The number; of 数十 the least it stands for.
    pub fn low(&self) -> u64 {
        self.low
    }

    /// The number; of 数十 the most it stands for.
    pub fn high(&self) -> u64 {
        self.high
    }

    /// The writing, if the number shows one: `362` is the same in all, and `4.16 million` is none of them.
    pub fn writing(&self) -> Option<Writing> {
        self.writing
    }

    /// Whether it is a vague word: 数十, dozens of.
    pub fn is_several(&self) -> bool {
        self.low != self.high
    }

    /// The number in another writing, or nothing if that cannot be exact.
    pub(super) fn rewritten(&self, writing: Writing, wide: bool) -> Option<String> {
        let text = if self.is_several() { None } else { writing.write(self.low) }?;
        Some(if wide { widen(&text) } else { text })
    }
}

impl Writing {
    /// Writes a number, or nothing where 千 and 百 would leave a remainder.
    pub fn write(self, value: u64) -> Option<String> {
        match self {
            Writing::Plain => Some(value.to_string()),
            Writing::Comma => Some(comma(value)),
            Writing::Man => Some(in_groups(value, comma)),
            Writing::ManPlain => Some(in_groups(value, |group| group.to_string())),
            Writing::Sen if value == 0 || !value.is_multiple_of(100) => None,
            Writing::Sen => Some(in_groups(value, |group| {
                if group < 1_000 && group != value % 10_000 { group.to_string() } else { thousands(group) }
            })),
        }
    }
}

/// Reads the number that begins at `start`, if one does.
pub(super) fn read(text: &str, start: usize, lang: Lang) -> Result<Option<Numeral>, Problem> {
    let number = match lang {
        Lang::Ja => japanese(text, start)?,
        Lang::En => english(text, start)?,
    };
    Ok(number.or_else(|| vague(text, start, lang)))
}

/// A run of digits with its commas and decimals.
struct Run {
    /// All digits together, decimals included.
    digits: u64,
    /// Ten to the number of decimals.
    fraction: u64,
    end: usize,
    commas: bool,
    wide: bool,
}

impl Run {
    fn is_whole(&self) -> bool {
        self.fraction == 1
    }

    /// The number in units of a scale, or nothing if it is no whole number or too large.
    fn times(&self, scale: u64) -> Option<u64> {
        let product = u128::from(self.digits) * u128::from(scale);
        let fraction = u128::from(self.fraction);
        if product % fraction == 0 { u64::try_from(product / fraction).ok() } else { None }
    }
}

fn run(text: &str, start: usize) -> Result<Option<Run>, Problem> {
    let mut run = Run { digits: 0, fraction: 1, end: start, commas: false, wide: false };
    let (mut group, mut uneven, mut large, mut point) = (0usize, false, false, false);
    let mut chars = text[start..].chars().peekable();
    while let Some(c) = chars.next() {
        let before_digit = chars.peek().is_some_and(|&next| digit(next).is_some());
        if let Some(value) = digit(c) {
            run.wide |= run.end == start && !c.is_ascii();
            let digits = run.digits.checked_mul(10).and_then(|tens| tens.checked_add(value.into()));
            let fraction = if point { run.fraction.checked_mul(10) } else { Some(run.fraction) };
            large |= digits.is_none() || fraction.is_none();
            (run.digits, run.fraction) = (digits.unwrap_or(0), fraction.unwrap_or(1));
            group += 1;
        } else if matches!(c, ',' | '，') && run.end > start && before_digit && !point {
            uneven |= if run.commas { group != 3 } else { group > 3 };
            (run.commas, group) = (true, 0);
        } else if matches!(c, '.' | '．') && run.end > start && before_digit && !point {
            uneven |= run.commas && group != 3;
            (point, group) = (true, 3);
        } else {
            break;
        }
        run.end += c.len_utf8();
    }
    uneven |= run.commas && !point && group != 3;
    let range = start..run.end;
    match (range.is_empty(), large, uneven) {
        (true, ..) => Ok(None),
        (_, true, _) => Err(too_large(range)),
        (_, _, true) => {
            Err(Problem::new(range, "桁区切りのコンマの位置が違います", "A comma stands in the wrong place").with_hint(
                "コンマは3桁ごとに入れてください。",
                "Put one before every three digits, counted from the end.",
            ))
        }
        _ => Ok(Some(run)),
    }
}

/// The sum of a Japanese number while it is read.
struct Sum {
    total: u64,
    /// The part below 万 that has no scale yet.
    section: u64,
    /// What the next digits must be less than.
    limit: u64,
    /// The last of 兆, 億, 万.
    large: u64,
}

fn japanese(text: &str, start: usize) -> Result<Option<Numeral>, Problem> {
    let mut sum = Sum { total: 0, section: 0, limit: u64::MAX, large: u64::MAX };
    let (mut at, mut commas, mut longest, mut wide) = (start, false, 0, false);
    while let Some(run) = run(text, at)? {
        let first = at == start;
        wide |= first && run.wide;
        commas |= run.commas;
        longest = longest.max(run.digits);
        let place = at..run.end;
        at = run.end;
        let small = scale(&SMALL, text, at);
        let scaled = small.or_else(|| scale(&LARGE, text, at));
        let value = match scaled {
            Some((_, size)) if !run.is_whole() && first => run.times(size),
            _ => run.times(1),
        };
        let Some(value) = value else { return Err(broken(place)) };
        if !run.is_whole() {
            sum.section = value;
            at += scaled.map_or(0, |(length, _)| length);
            break;
        }
        let Some(more) = sum.add(value, text, &mut at) else { return Err(out_of_order(start..at)) };
        if !more {
            break;
        }
    }
    let Some(value) = sum.total.checked_add(sum.section) else { return Err(too_large(start..at)) };
    let writing = japanese_writing(&text[start..at], commas, longest);
    let numeral = Numeral { range: start..at, low: value, high: value, writing, wide };
    Ok((at > start).then_some(numeral))
}

impl Sum {
    /// Adds digits with the scales behind them; false at the end of the number, nothing if the order is broken.
    fn add(&mut self, value: u64, text: &str, at: &mut usize) -> Option<bool> {
        if value >= self.limit {
            return None;
        }
        let small = scale(&SMALL, text, *at);
        if let Some((length, size)) = small {
            *at += length;
            if !(1..=9).contains(&value) || size >= self.limit {
                return None;
            }
            self.section = self.section.checked_add(value * size)?;
            self.limit = size;
        } else {
            self.section = self.section.checked_add(value)?;
        }
        match scale(&LARGE, text, *at) {
            Some((length, size)) if size < self.large => {
                *at += length;
                self.total = self.total.checked_add(self.section.checked_mul(size)?)?;
                (self.section, self.limit, self.large) = (0, 10_000, size);
                Some(true)
            }
            Some((length, _)) => {
                *at += length;
                None
            }
            None => Some(small.is_some()),
        }
    }
}

fn scale(scales: &[(char, u64)], text: &str, at: usize) -> Option<(usize, u64)> {
    let next = text[at..].chars().next()?;
    scales.iter().find(|(name, _)| *name == next).map(|(name, size)| (name.len_utf8(), *size))
}

fn japanese_writing(spelling: &str, commas: bool, longest: u64) -> Option<Writing> {
    if spelling.contains(['千', '百']) {
        Some(Writing::Sen)
    } else if spelling.contains(['兆', '億', '万']) {
        Some(if longest >= 1_000 && !commas { Writing::ManPlain } else { Writing::Man })
    } else if commas {
        Some(Writing::Comma)
    } else {
        (longest >= 1_000).then_some(Writing::Plain)
    }
}

fn english(text: &str, start: usize) -> Result<Option<Numeral>, Problem> {
    let Some(run) = run(text, start)? else { return Ok(None) };
    let rest = &text[run.end..];
    let word = rest.trim_start_matches(super::super::is_blank);
    let scale = ENGLISH.iter().find(|(name, _)| {
        let ends = word.get(name.len()..).is_some_and(|after| !after.starts_with(char::is_alphabetic));
        ends && word.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
    });
    let end = scale.map_or(run.end, |(name, _)| run.end + rest.len() - word.len() + name.len());
    let Some(value) = run.times(scale.map_or(1, |(_, size)| *size)) else { return Err(broken(start..end)) };
    let writing = match scale {
        Some(_) => None,
        None if run.commas => Some(Writing::Comma),
        None => (value >= 1_000).then_some(Writing::Plain),
    };
    Ok(Some(Numeral { range: start..end, low: value, high: value, writing, wide: run.wide }))
}

/// 数, 数十 … 数千万: taken for two to ten times its scale.
fn vague(text: &str, start: usize, lang: Lang) -> Option<Numeral> {
    let numeral = |length, low, high| Numeral { range: start..start + length, low, high, writing: None, wide: false };
    let rest = &text[start..];
    if lang == Lang::En {
        let lower = rest.to_ascii_lowercase();
        let (word, low, high) = VAGUE.iter().find(|(word, ..)| lower.starts_with(word))?;
        return Some(numeral(word.len(), *low, *high));
    }
    let mut length = "数".len();
    let _ = rest.strip_prefix('数')?;
    let mut size = 1;
    for scales in [&[('千', 1_000), ('百', 100), ('十', 10)][..], &LARGE[..]] {
        if let Some((width, factor)) = scale(scales, rest, length) {
            length += width;
            size *= factor;
        }
    }
    Some(numeral(length, 2 * size, 10 * size - 1))
}

fn comma(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, c) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

/// Splits a number at 兆, 億 and 万 and writes each part that is not zero.
fn in_groups(value: u64, write: impl Fn(u64) -> String) -> String {
    let mut rest = value;
    let mut text = String::new();
    for (name, size) in LARGE {
        if rest >= size {
            text.push_str(&write(rest / size));
            text.push(name);
            rest %= size;
        }
    }
    if rest > 0 || text.is_empty() {
        text.push_str(&write(rest));
    }
    text
}

/// 8千6百; a part that 千 and 百 cannot write stays in digits.
fn thousands(group: u64) -> String {
    if !group.is_multiple_of(100) || group >= 10_000 {
        return comma(group);
    }
    let part = |count: u64, name| if count > 0 { format!("{count}{name}") } else { String::new() };
    part(group / 1_000, '千') + &part(group / 100 % 10, '百')
}

fn too_large(range: Range<usize>) -> Problem {
    Problem::new(range, "数が大きすぎます", "The number is too large")
}

fn broken(range: Range<usize>) -> Problem {
    Problem::new(range, "整数ではありません", "This is not a whole number")
        .with_hint("小数は「1.5万」のように万や億の前だけで使えます。", "A decimal needs its scale: 4.16 million.")
}

fn out_of_order(range: Range<usize>) -> Problem {
    Problem::new(range, "数の位の並びが正しくありません", "The parts of the number are out of order")
        .with_hint("「46万517」「8千6百」のように、大きい位から順に書いてください。", "Write 460,517.")
}
