//! How the old value of a fact can stand in a text that was typed, and where it does.
//!
//! A figure is looked for in every writing of its number (`3622`, `3,622`, `46万517`), with its counter;
//! a day with its year of either kind, and without; a name and a sentence as they were;
//! an item beside another one of its list; a claim's state where a sentence about its subject ends.
//! Numbers of one digit are left out: they are words of everyday language (「1件ずつ」).

use crate::facts::stated::{Entry, Items, Value};
use crate::facts::{Case, Piece};
use crate::locale::{DateContext, DateForm, Figure, FigureForm, FigureStyle, Lang, Moment, Point, Style, Writing};
use std::collections::BTreeSet;
use std::ops::Range;

/// One thing to look for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// A number of a writing, with its counter.
    Count { number: String, unit: String },
    /// A date; `bare` without its year.
    Day { words: String, bare: bool },
    /// A name or a sentence, and what it has become.
    Words { words: String, now: String },
    /// A data item, and the others of its list: by itself, its name may be about anything.
    Item { words: String, others: Vec<String> },
    /// What a claim's state is in words, and what its subject is called.
    State { words: &'static str, subjects: &'static [&'static str] },
}

/// Shortest name that is looked for, in characters: 「市」 is a part of many words.
const SHORTEST_NAME: usize = 3;

/// Shortest sentence that is looked for, in characters.
const SHORTEST_SENTENCE: usize = 8;

/// Examples of dates with the year, and without it.
const DATES: &[(Lang, &str, bool)] = &[
    (Lang::Ja, "令和6年7月9日", false),
    (Lang::Ja, "2024年7月9日", false),
    (Lang::Ja, "2024/7/9", false),
    (Lang::Ja, "7月9日", true),
    (Lang::En, "9 July 2024", false),
    (Lang::En, "July 9, 2024", false),
    (Lang::En, "9 July", true),
    (Lang::En, "July 9", true),
];

/// Counters that count the same.
const ALIKE: &[&str] = &["名", "人"];

/// What joins the items of a list that was typed.
const JOINTS: &[&str] = &[
    "、",
    "，",
    "・",
    "／",
    "/",
    ",",
    "と",
    "や",
    "及び",
    "および",
    "並びに",
    "ならびに",
    "又は",
    "または",
    "and",
    "or",
];

/// What subjects of claims are called where their state is typed; of other subjects, a state alone says too little.
const SUBJECTS: &[(&str, &[&str])] = &[
    ("leak", &["漏えい", "漏洩", "流出"]),
    ("misuse", &["悪用", "不正利用", "不正使用", "不正な利用", "不正な使用"]),
    ("damage", &["被害"]),
];

/// How states of claims are typed at the end of a sentence.
const STATES: &[(&str, &[&str])] = &[
    (
        "not-found",
        &[
            "確認されていません",
            "確認されておりません",
            "確認されていない",
            "確認できていません",
            "確認できておりません",
            "見つかっていません",
            "見つかっておりません",
        ],
    ),
    (
        "none-reported",
        &["報告は受けていません", "報告は受けておりません", "報告を受けていません", "報告を受けておりません"],
    ),
];

/// What to look for when a value made way for another, or for none. Words and names of entries print nothing to look for.
pub(super) fn looks((before, old): (&Case, &Value), after: &Case, new: Option<&Value>) -> BTreeSet<Look> {
    let of_lang = |lang: Lang| {
        let old = old.in_lang(lang);
        let new = new.map(|value| value.in_lang(lang));
        match old {
            Value::Figure(old) => counts(old, new),
            Value::Moment(old) => days(old, new.and_then(|value| after.moment(value))),
            Value::Text(old) => names(old, new),
            Value::Prose(_) => sentence(old, new),
            Value::Items(old) => items(old, after),
            _ => BTreeSet::new(),
        }
    };
    match old {
        Value::Localized(values) => values.iter().flat_map(|(lang, _)| of_lang(*lang)).collect(),
        _ => of_lang(before.lang),
    }
}

fn counts(old: &Figure, new: Option<&Value>) -> BTreeSet<Look> {
    let Some(quantity) = old.quantity() else { return BTreeSet::new() };
    let same = |new: &Figure| new.low() == old.low() && new.high() == old.high() && new.unit() == old.unit();
    let stands = matches!(new, Some(Value::Figure(new)) if same(new));
    let words = || BTreeSet::from([Look::Words { words: folded(&old.print()).text, now: String::new() }]);
    match quantity.first().low() {
        _ if stands => BTreeSet::new(),
        _ if quantity.second().is_some() => words(),
        ..10 => BTreeSet::new(),
        _ => {
            let writings = [None, Some(Writing::Plain), Some(Writing::Comma), Some(Writing::Man), Some(Writing::Sen)];
            let style = FigureStyle::default_for(Lang::Ja);
            let print = |writing| old.print_in(&style, FigureForm { number: true, writing }).ok();
            let count = |number: String| Look::Count { number: folded(&number).text, unit: folded(old.unit()).text };
            writings.into_iter().filter_map(print).map(count).collect()
        }
    }
}

/// The days and months that the new date does not have any more.
fn days(old: &Moment, new: Option<&Moment>) -> BTreeSet<Look> {
    let day = |point: &Point| (point.year, point.month, point.day);
    let kept: Vec<_> = new.map(|moment| moment.points().iter().map(day).collect()).unwrap_or_default();
    let gone = old.points().into_iter().filter(|point| point.month.is_some() && !kept.contains(&day(point)));
    gone.flat_map(|point| {
        DATES.iter().filter_map(move |(lang, example, bare)| typed_day(&point, *lang, example, *bare))
    })
    .collect()
}

fn typed_day(point: &Point, lang: Lang, example: &str, bare: bool) -> Option<Look> {
    let (year, month) = (point.year, point.month?);
    let source = match point.day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        // A month without its year could be of any.
        None if bare => return None,
        None => format!("{year:04}-{month:02}"),
    };
    let mut style = Style::default_for(lang);
    style.set("date", example, lang).ok()?;
    let context = DateContext { release_year: bare.then_some(year) };
    let words = Moment::parse(&source).ok()?.print(&style.date, DateForm::default(), context).ok()?;
    Some(Look::Day { words, bare })
}

fn names(old: &str, new: Option<&Value>) -> BTreeSet<Look> {
    let now = match new {
        Some(Value::Text(new)) => folded(new).text,
        _ => String::new(),
    };
    let words = folded(old).text;
    let is_long = words.chars().count() >= SHORTEST_NAME;
    is_long.then_some(Look::Words { words, now }).into_iter().collect()
}

/// A sentence that cites nothing; one that does differs wherever its facts do.
fn sentence(old: &Value, new: Option<&Value>) -> BTreeSet<Look> {
    let typed = |value: &Value| match value {
        Value::Prose(prose) => match prose.pieces.as_slice() {
            [Piece::Markdown(words)] => Some(folded(words.trim().trim_end_matches(['。', '.'])).text),
            _ => None,
        },
        _ => None,
    };
    let Some(words) = typed(old).filter(|words| words.chars().count() >= SHORTEST_SENTENCE) else {
        return BTreeSet::new();
    };
    BTreeSet::from([Look::Words { words, now: new.and_then(typed).unwrap_or_default() }])
}

/// The items that the later version states nowhere any more, be it of another set or as excluded.
fn items(old: &Items, after: &Case) -> BTreeSet<Look> {
    let stated: Vec<String> = after.items().iter().map(|item| folded(&item.wording).text).collect();
    let all: Vec<String> = old.list.iter().map(|item| folded(&item.wording).text).collect();
    let gone = all.iter().filter(|words| !stated.iter().any(|stated| stated.contains(words.as_str())));
    let look = |words: &String| {
        let others = all.iter().filter(|other| *other != words).cloned().collect();
        Look::Item { words: words.clone(), others }
    };
    gone.map(look).collect()
}

/// The state that a claim had and no claim about its subject has any more.
pub(super) fn state((before, path): (&Case, &str), after: &Case) -> BTreeSet<Look> {
    let word = |claim: &Entry, key| match claim.field(key).map(|field| &field.value) {
        Some(Value::Word(word)) => Some(*word),
        _ => None,
    };
    let name = path.strip_prefix("claims.").and_then(|rest| rest.strip_suffix(".state"));
    let Some(claim) = name.and_then(|name| before.entry("claims", name)) else { return BTreeSet::new() };
    let (about, state) = (word(claim, "about"), word(claim, "state"));
    let stands = |claim: &Entry| word(claim, "about") == about && word(claim, "state") == state;
    if after.entries("claims").any(stands) {
        return BTreeSet::new();
    }
    let known = |table: &'static [(&'static str, &'static [&'static str])], word: Option<&str>| {
        table.iter().find(|(known, _)| Some(*known) == word).map_or(&[][..], |(_, words)| words)
    };
    let subjects = known(SUBJECTS, about);
    known(STATES, state).iter().map(|words| Look::State { words, subjects }).collect()
}

/// A text with its Latin characters at half width, each byte with its place in the text.
pub(super) struct Folded {
    /// The characters.
    pub text: String,
    places: Vec<usize>,
}

/// Folds a text.
pub(super) fn folded(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
    for (at, c) in text.char_indices() {
        let c = match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        folded.text.push(c);
        folded.places.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    folded.places.push(text.len());
    folded
}

impl Look {
    /// Where a text has it, in bytes of the text as it was before it was folded.
    pub fn find(&self, folded: &Folded) -> Vec<Range<usize>> {
        let text = folded.text.as_str();
        let words = match self {
            Look::Count { number: words, .. }
            | Look::Day { words, .. }
            | Look::Words { words, .. }
            | Look::Item { words, .. } => words.as_str(),
            Look::State { words, .. } => words,
        };
        let starts = text.match_indices(words).map(|(at, _)| at);
        let ends = starts.filter_map(|at| Some((at, self.end(text, at, at + words.len())?)));
        ends.filter_map(|(start, end)| Some(*folded.places.get(start)?..*folded.places.get(end)?)).collect()
    }

    /// Where it ends, if what stands around it makes nothing else of it.
    fn end(&self, text: &str, start: usize, end: usize) -> Option<usize> {
        let (before, behind) = (text[..start].chars().next_back(), &text[end..]);
        let next = behind.chars().next();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match self {
            Look::Count { number, unit } => {
                let longer = |c: char| c.is_ascii_digit() || ",.兆億万千百十".contains(c);
                let goes_on = next.is_some_and(|c| "兆億万千百十".contains(c))
                    || next.is_some_and(|c| ",.".contains(c)) && is_digit(behind.chars().nth(1));
                if before.is_some_and(longer) || is_digit(next) || goes_on {
                    return None;
                }
                let blank = behind.len() - behind.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len();
                let counted = |unit: &str| behind[blank..].starts_with(unit);
                let units = if ALIKE.contains(&unit.as_str()) { ALIKE } else { &[unit.as_str()] };
                match units.iter().find(|unit| !unit.is_empty() && counted(unit)) {
                    Some(unit) => Some(end + blank + unit.len()),
                    // In a cell, the counter is in the head of the table.
                    None => (text.trim() == number && number.len() > 2).then_some(end),
                }
            }
            Look::Day { bare, .. } => {
                let year = behind.trim_start_matches([',', ' ']).chars();
                let of_a_year =
                    matches!(before, Some('年' | '/')) || year.take_while(char::is_ascii_digit).count() == 4;
                let is_longer = is_digit(before) || is_digit(next) || *bare && of_a_year;
                (!is_longer).then_some(end)
            }
            Look::Words { words, now } => stands_alone(text, start..end, words, now).then_some(end),
            Look::Item { others, .. } => is_listed(&text[..start], behind, others).then_some(end),
            Look::State { subjects, .. } => {
                let ends = behind.is_empty() || behind.starts_with(['。', '\n', '.', ')', '）']);
                let said = &text[text[..start].rfind(['。', '\n']).unwrap_or(0)..start];
                (ends && subjects.iter().any(|subject| said.contains(subject))).then_some(end)
            }
        }
    }
}

/// Whether words are no part of a longer Latin word, nor of what they have become: the new name may hold the old one.
fn stands_alone(text: &str, range: Range<usize>, words: &str, now: &str) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, next) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let cut =
        is_latin(words.chars().next()) && is_latin(before) || is_latin(words.chars().next_back()) && is_latin(next);
    let renewed = now.match_indices(words).any(|(inside, _)| {
        let from = range.start.checked_sub(inside).and_then(|from| text.get(from..));
        from.is_some_and(|rest| rest.starts_with(now))
    });
    !cut && !renewed
}

/// Whether an item stands in a list with another one of its own: beside it, and not as a part of a longer word.
fn is_listed(before: &str, behind: &str, others: &[String]) -> bool {
    let (before, behind) = (before.trim_end_matches([' ', '\u{3000}']), behind.trim_start_matches([' ', '\u{3000}']));
    let back = JOINTS.iter().find_map(|joint| before.strip_suffix(joint)).map(str::trim_end);
    let on = JOINTS.iter().find_map(|joint| behind.strip_prefix(joint)).map(str::trim_start);
    let is_beside = back.is_some_and(|back| others.iter().any(|other| back.ends_with(other.as_str())))
        || on.is_some_and(|on| others.iter().any(|other| on.starts_with(other.as_str())));
    let is_word = |c: char| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c);
    let ends = on.is_some() || behind.starts_with('等') || !behind.starts_with(is_word);
    is_beside && ends && (back.is_some() || !before.ends_with(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::testing::case;
    use crate::text::Sources;

    /// What is found of an old value in a text, when it made way for a new one.
    fn found(old: &str, new: &str, text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let kind = if old.starts_with(|c: char| c.is_ascii_digit()) && old.contains('-') { "events" } else { "data" };
        let file = |value: &str| match kind {
            "events" => format!("[events]\na = \"{value}\"\n"),
            _ => format!("[data]\na = \"{value}\"\n"),
        };
        let path = if kind == "events" { "events.a.at" } else { "data.a.count" };
        let (before, after) = (case("a", &file(old), None, &mut sources), case("b", &file(new), None, &mut sources));
        let looks = looks((&before, before.value(path).unwrap()), &after, after.value(path));
        let folded = folded(text);
        let ranges: BTreeSet<(usize, usize)> =
            looks.iter().flat_map(|look| look.find(&folded)).map(|range| (range.start, range.end)).collect();
        ranges.into_iter().map(|(start, end)| text[start..end].to_string()).collect()
    }

    #[test]
    fn a_number_is_found_in_every_writing_and_inside_no_other() {
        let text = "3622件、3,622 件、３６２２件、13,622件、3,622,000件、36220件、3,622名、3千622件";
        assert_eq!(found("3,622件", "4,000件", text), ["3622件", "3,622 件", "３６２２件"]);
        assert_eq!(
            found("約42万人", "419,254人", "延べ約42万人、420,000名、142万人、42万5千人"),
            ["42万人", "420,000名"]
        );
        assert_eq!(found("延べ約42万人", "延べ419,254人", "419,254人"), [""; 0]);
        assert_eq!(found("803～834件", "900件", "計803～834件"), ["803～834件"]);
        assert_eq!(found("362件", "3,622件", "362"), ["362"]);
        assert_eq!(found("362件", "3,622件", "内線362番"), [""; 0]);
        assert_eq!(found("362件", "3,622 件", "3,622件と1,362件"), [""; 0]);
    }

    #[test]
    fn everyday_numbers_words_and_other_writings_are_not_looked_for() {
        assert_eq!(found("1件", "3件", "1件ずつ"), [""; 0]);
        assert_eq!(found("調査中", "3件", "調査中です"), [""; 0]);
        assert_eq!(found("3622件", "3,622件", "3622件"), [""; 0]);
    }

    #[test]
    fn an_item_is_found_in_a_list_of_its_own() {
        let listed = |behind, others: &[&str], before| {
            is_listed(before, behind, &others.iter().map(|other| other.to_string()).collect::<Vec<_>>())
        };
        for (before, behind, expected) in [
            ("氏名、", "です", true),
            ("", "及び氏名", true),
            ("漏えいした氏名と", "等が", true),
            ("name, ", ".", true),
            ("氏名、", "録を", false),
            ("緊急", "、氏名", false),
            ("", "をお知らせください", false),
            ("性別、", "です", false),
        ] {
            assert_eq!(listed(behind, &["氏名", "name"], before), expected, "{before}|{behind}");
        }
    }

    #[test]
    fn only_the_end_of_a_period_that_moved_is_looked_for() {
        let text = "7月26日から8月4日まで、平成22年7月26日、2010年7月26日、令和6年7月26日、17月26日";
        let expected = ["7月26日", "平成22年7月26日", "2010年7月26日"];
        assert_eq!(found("2010-07-26/2010-08-04", "2008-12/2010-08-04", text), expected);
        assert_eq!(found("2008-12", "2009-01", "平成20年12月から。2008年12月1日、12月"), ["平成20年12月"]);
        assert_eq!(found("2024-07-04", "2024-07-05", "on 4 July 2024 and 14 July"), ["4 July 2024"]);
    }
}
