//! Figures and dates that stand in prose by hand, and what the facts say about them.

use super::scan::chars::Chars;
use super::scan::dates::{Typed as TypedDate, dates};
use super::scan::figures::{Typed, figures, unit_class};
use super::scan::nouns::phrase_before;
use super::scan::prose::masked;
use super::{Subject, Written};
use crate::facts::keys::KINDS;
use crate::facts::stated::{Entry, Value};
use crate::facts::{Case, Piece, Target};
use crate::locale::{Figure, Moment, Part, Point};
use crate::text::Span;
use std::collections::HashMap;

/// A figure or a date that was typed.
pub struct Hand {
    /// Where.
    pub place: Span,
    /// As typed.
    pub words: String,
    /// What the facts say.
    pub verdict: Verdict,
}

/// What the facts say about something typed.
pub enum Verdict {
    /// Nothing.
    Alone,
    /// The same: what to cite.
    Same(String),
    /// Something else behind the same words; it may be another thing.
    Beside(Known),
    /// One digit from it, counted alike: probably a slip.
    Like(Known),
    /// Something else of the same thing.
    Contradicted(Known),
}

/// A fact as it is printed.
#[derive(Clone)]
pub struct Known {
    /// Its path.
    pub path: String,
    /// Its value.
    pub printed: String,
    /// Where it is stated.
    pub span: Span,
}

/// How many facts behind the same words are compared.
const MOST: usize = 16;

/// Words that say that another time's figure is meant.
pub const PAST: &[&str] = &["前回", "当初", "既報", "誤", "訂正", "修正", "従来", "うち", "新たに", "追加"];

/// The facts by value and by the words before them.
struct Figures {
    stated: Vec<(Known, Figure)>,
    by_value: HashMap<u64, Vec<usize>>,
    by_words: HashMap<(String, &'static str), Vec<usize>>,
    /// The first facts of each kind of counter.
    by_unit: HashMap<&'static str, Vec<usize>>,
}

/// All typed figures of the prose, in the order of the file.
pub fn typed_figures(subject: &Subject<'_>) -> Vec<Hand> {
    let texts: Vec<(&Written<'_>, String)> =
        subject.written.iter().filter(|written| !written.verbatim).map(|written| (written, masked(written))).collect();
    let facts = Figures::of(subject.case, &texts);
    let mut hands = Vec::new();
    for (written, text) in &texts {
        let chars = Chars::of(text);
        for figure in figures(&chars) {
            let words = text.get(figure.range.clone()).unwrap_or_default().to_string();
            let verdict = facts.judge(&chars, &figure);
            hands.push(Hand { place: written.place(figure.range), words, verdict });
        }
    }
    hands
}

impl Figures {
    fn of(case: &Case, texts: &[(&Written<'_>, String)]) -> Figures {
        let mut facts =
            Figures { stated: Vec::new(), by_value: HashMap::new(), by_words: HashMap::new(), by_unit: HashMap::new() };
        let mut by_path: HashMap<String, usize> = HashMap::new();
        for entry in ["data", "figures"].into_iter().flat_map(|kind| case.entries(kind)) {
            for (path, figure, span) in measures(case, entry) {
                let index = facts.stated.len();
                by_path.insert(path.clone(), index);
                by_path.entry(format!("{}.{}", entry.kind, entry.name.value)).or_insert(index);
                if let (Some(low), true) = (figure.low(), figure.low() == figure.high()) {
                    facts.by_value.entry(low).or_default().push(index);
                }
                let alike = facts.by_unit.entry(unit_class(figure.unit())).or_default();
                if alike.len() < MOST {
                    alike.push(index);
                }
                for words in ["label", "who"].into_iter().filter_map(|key| plain(case, entry, key)) {
                    let chars = Chars::of(&words);
                    facts.add_words(phrase_before(&chars, chars.len()), index, figure);
                }
                let printed = figure.print();
                facts.stated.push((Known { path, printed, span }, figure.clone()));
            }
        }
        for (written, text) in texts.iter().filter(|(written, _)| !written.cites.is_empty()) {
            let chars = Chars::of(text);
            for (range, cite) in &written.cites {
                let Target::Path { path, .. } = &cite.target else { continue };
                let Some(index) = by_path.get(path).copied() else { continue };
                let Some(figure) = facts.stated.get(index).map(|(_, figure)| figure.clone()) else { continue };
                facts.add_words(phrase_before(&chars, chars.index(range.start)), index, &figure);
            }
        }
        facts
    }

    fn add_words(&mut self, phrase: Option<&str>, index: usize, figure: &Figure) {
        let Some(phrase) = phrase else { return };
        let behind = self.by_words.entry((phrase.to_string(), unit_class(figure.unit()))).or_default();
        if behind.len() < MOST && !behind.contains(&index) {
            behind.push(index);
        }
    }

    fn judge(&self, chars: &Chars<'_>, typed: &Typed) -> Verdict {
        let Some(value) = typed.value else { return Verdict::Alone };
        let same =
            self.by_value.get(&value).into_iter().flatten().take(MOST).filter_map(|index| self.stated.get(*index));
        let mut same = same.filter(|(_, figure)| typed.unit.is_empty() || unit_class(figure.unit()) == typed.unit);
        if let Some((known, _)) = same.next() {
            return Verdict::Same(known.path.clone());
        }
        match self.by_phrase(chars, typed, value) {
            Verdict::Alone => self.like(typed, value).map_or(Verdict::Alone, |known| Verdict::Like(known.clone())),
            verdict => verdict,
        }
    }

    /// A fact that is counted alike and differs by one slip.
    fn like(&self, typed: &Typed, value: u64) -> Option<&Known> {
        let alike = self.by_unit.get(typed.unit).filter(|_| !typed.unit.is_empty())?;
        let mut facts = alike.iter().filter_map(|index| self.stated.get(*index));
        let like = facts
            .find(|(_, figure)| figure.low() == figure.high() && figure.low().is_some_and(|low| is_slip(low, value)));
        like.map(|(known, _)| known)
    }

    fn by_phrase(&self, chars: &Chars<'_>, typed: &Typed, value: u64) -> Verdict {
        let Some(phrase) = phrase_before(chars, typed.chars.start).filter(|_| !typed.unit.is_empty()) else {
            return Verdict::Alone;
        };
        let behind = self.by_words.get(&(phrase.to_string(), typed.unit)).map(Vec::as_slice).unwrap_or_default();
        let known: Vec<&(Known, Figure)> = behind.iter().filter_map(|index| self.stated.get(*index)).collect();
        if known.is_empty() || known.iter().any(|(_, figure)| agrees(figure, typed, value)) {
            return Verdict::Alone;
        }
        let before = chars.slice(typed.chars.start.saturating_sub(40)..typed.chars.start);
        let slipped =
            known.iter().find(|(_, figure)| figure.is_exact() && figure.low().is_some_and(|low| is_slip(low, value)));
        match (slipped, known.as_slice()) {
            (Some((known, _)), _) if !typed.near && !PAST.iter().any(|word| before.contains(word)) => {
                Verdict::Contradicted(known.clone())
            }
            (_, [(known, _)]) => Verdict::Beside(known.clone()),
            _ => Verdict::Alone,
        }
    }
}

/// The figures of an entry with path and place.
fn measures<'a>(case: &'a Case, entry: &'a Entry) -> impl Iterator<Item = (String, &'a Figure, Span)> {
    entry.fields.iter().filter_map(move |field| match field.value.in_lang(case.lang) {
        Value::Figure(figure) => {
            Some((format!("{}.{}.{}", entry.kind, entry.name.value, field.key.value), figure, field.span))
        }
        _ => None,
    })
}

/// The words of a label that cites nothing.
fn plain(case: &Case, entry: &Entry, key: &str) -> Option<String> {
    match entry.field(key)?.value.in_lang(case.lang) {
        Value::Prose(prose) => match prose.pieces.as_slice() {
            [Piece::Markdown(words)] => Some(words.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a stated figure can mean a typed number; a word such as 調査中 contradicts nothing.
fn agrees(figure: &Figure, typed: &Typed, value: u64) -> bool {
    let Some(quantity) = figure.quantity() else { return true };
    let near = typed.near || typed.cumulative != quantity.cumulative() || quantity.is_approximate();
    let slack = if near { value / 10 } else { 0 };
    let low = figure.low().unwrap_or(0).saturating_sub(slack);
    low <= value && figure.high().is_none_or(|high| value <= high.saturating_add(slack))
}

/// Whether one number is the other with one digit left out, added, mistyped or two beside each other changed round.
///
/// Short numbers are left alone: 12 and 13 are two numbers.
pub fn is_slip(a: u64, b: u64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    let (short, long) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if long.len() < 3 || a == b {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 if head + tail + 1 == long.len() => true,
        0 => {
            head + tail + 2 == long.len()
                && short.get(head) == long.get(head + 1)
                && short.get(head + 1) == long.get(head)
        }
        1 => head + tail >= short.len(),
        _ => false,
    }
}

/// A stated day, month or year.
struct Day {
    known: Known,
    point: Point,
    role: Option<&'static str>,
}

/// What is said behind a date that has an event of its own, and its role.
const ROLES: &[(&str, &str)] = &[
    ("判明", "found"),
    ("発覚", "found"),
    ("公表", "published"),
    ("個人情報保護委員会", "reported-to-authority"),
    ("発生", "occurred"),
];

/// All typed dates and times of the prose, in the order of the file.
pub fn typed_dates(subject: &Subject<'_>) -> Vec<Hand> {
    let days = stated_days(subject.case);
    let mut by_day: HashMap<(Option<u32>, Option<u32>), Vec<usize>> = HashMap::new();
    let mut by_role: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, day) in days.iter().enumerate() {
        by_day.entry((day.point.month, day.point.day)).or_default().push(index);
        if let Some(role) = day.role.filter(|_| day.point.day.is_some()) {
            by_role.entry(role).or_default().push(index);
        }
    }
    let judge = |text: &str, date: &TypedDate| {
        let same =
            by_day.get(&(date.month, date.day)).into_iter().flatten().take(MOST).filter_map(|index| days.get(*index));
        let mut same = same.filter(|day| date.year().is_none_or(|year| year == day.point.year));
        if let Some(day) = same.next().filter(|_| date.year().is_some() || date.month.is_some()) {
            return Verdict::Same(with_form(&day.known.path, date, &day.point));
        }
        let role = date.day.and_then(|_| role_behind(text, date)).and_then(|role| by_role.get(role));
        match role.map(Vec::as_slice) {
            Some([only]) => days.get(*only).map_or(Verdict::Alone, |day| Verdict::Contradicted(day.known.clone())),
            _ => Verdict::Alone,
        }
    };
    let mut hands = Vec::new();
    for written in subject.written.iter().filter(|written| !written.verbatim) {
        let text = masked(written);
        for date in dates(&text).into_iter().filter(|date| !date.named && !date.is_bare_day()) {
            let words = text.get(date.whole()).unwrap_or_default().to_string();
            let verdict = judge(&text, &date);
            hands.push(Hand { place: written.place(date.whole()), words, verdict });
        }
    }
    hands
}

/// The form that prints what was typed.
fn with_form(path: &str, date: &TypedDate, point: &Point) -> String {
    let form = match (date.year(), date.month, date.day) {
        (Some(_), Some(_), Some(_)) => " | ymd",
        (None, Some(_), Some(_)) => " | md",
        (Some(_), Some(_), None) => " | ym",
        _ => "",
    };
    let time = if date.time.is_some() && point.time.is_some() && !form.is_empty() { " time" } else { "" };
    format!("{path}{form}{time}")
}

/// The role of the event that the words behind a date speak of, within the sentence.
fn role_behind(text: &str, date: &TypedDate) -> Option<&'static str> {
    let rest = text.get(date.whole().end..)?;
    let rest = rest.char_indices().nth(40).map_or(Some(rest), |(far, _)| rest.get(..far))?;
    let end = rest.find(['。', '\n', '月', '日', '\u{1}', '前', '後', '時']).unwrap_or(rest.len());
    let rest = rest.get(..end)?;
    ROLES.iter().filter_map(|(word, role)| Some((rest.find(word)?, *role))).min().map(|(_, role)| role)
}

fn stated_days(case: &Case) -> Vec<Day> {
    let mut days = Vec::new();
    for kind in KINDS {
        for entry in case.entries(kind.name) {
            add_days(case, entry, kind.name, &mut days);
        }
    }
    days
}

fn add_days(case: &Case, entry: &Entry, parent: &str, days: &mut Vec<Day>) {
    let path = format!("{parent}.{}", entry.name.value);
    entry.members.iter().for_each(|member| add_days(case, member, &path, days));
    let role = (entry.kind == "events").then(|| case.event_role(entry)).flatten();
    for field in &entry.fields {
        let Value::Moment(moment) = &field.value else { continue };
        let path = match (entry.kind, field.key.value.as_str()) {
            ("events", "at") => path.clone(),
            (_, key) => format!("{path}.{key}"),
        };
        for (side, point) in sides(moment) {
            let known =
                Known { path: format!("{path}{side}"), printed: Moment::from(point).print_source(), span: field.span };
            days.push(Day { known, point, role: role.filter(|_| side.is_empty() && moment.parts().len() == 1) });
        }
    }
}

/// The points of a moment, each with what its path ends in.
fn sides(moment: &Moment) -> Vec<(&'static str, Point)> {
    let ends = |part: &Part| match part {
        Part::Point(point) => vec![("", *point)],
        Part::Range(start, end) => {
            let points = [(".start", start.point()), (".end", end.point())];
            points.into_iter().filter_map(|(side, point)| Some((side, *point?))).collect()
        }
    };
    moment.parts().iter().flat_map(ends).collect()
}

#[cfg(test)]
#[path = "typed_tests.rs"]
mod tests;
