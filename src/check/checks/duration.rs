//! `duration`: a stated duration that does not fit the period beside it.

use crate::check::scan::chars::is_digit;
use crate::check::scan::cursor::Cursor;
use crate::check::scan::spot::{self, Spot};
use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use crate::facts::stated::Value;
use crate::facts::{Cite, Found, Target};
use crate::locale::{Part, Point};
use chrono::NaiveDate;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "duration",
    severity: Severity::Warning,
    title: Words { ja: "期間と日数・時間数が合わない", en: "a duration that does not fit its period" },
    finds: Words {
        ja: "「7月26日から8月4日までの10日間」のように期間のすぐ後に書かれた日数・時間数・月数・年数が、その期間の長さと違うもの。初日を入れる数え方も入れない数え方も認め、端数は1つまで認めます。",
        en: "A number of days, hours, months or years right behind a period that is not its length, such as “26 July to 4 August (20 days)”. Counting the first day or not is both accepted, and so is rounding by less than one.",
    },
    why: Words {
        ja: "公開されていた長さは、被害の大きさを量る数です。期間だけを訂正すると、日数が取り残されます。",
        en: "How long data lay open measures the harm; when the period is corrected, the duration stays behind.",
    },
    remedy: Words {
        ja: "期間と日数のどちらが正しいかを確かめて直してください。営業日など別の数え方のときは、その旨を書くか理由を添えて認めます。",
        en: "Find out which of the two is right. If the days are counted in another way, say so in the text or accept the warning with the reason.",
    },
    example: r#"
[events]
exposed = "2010-07-26/2010-08-04"
[documents.letter]
kind = "apology-letter"
date = 2010-11-30
text.body = "{{ events.exposed.start }}から{{ events.exposed.end }}までの5日間、閲覧できる状態でした。"
"#,
    mended: r#"
[events]
exposed = "2010-07-26/2010-08-04"
[documents.letter]
kind = "apology-letter"
date = 2010-11-30
text.body = "{{ events.exposed.start }}から{{ events.exposed.end }}までの10日間、閲覧できる状態でした。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let in_prose = |written: &Written<'_>| {
        let spots = spot::spots(subject.case, written);
        let one = |at: usize| {
            let (start, end) = period(&spots, at, &written.text)?;
            finding(subject, written, spots.get(at)?.range.end, start, end)
        };
        (0..spots.len()).filter_map(one).collect::<Vec<Finding>>()
    };
    subject.written.iter().filter(|written| !written.verbatim).flat_map(in_prose).collect()
}

/// The period that ends with a date: cited as one, or from the date before it.
fn period(spots: &[Spot], at: usize, text: &str) -> Option<(Point, Point)> {
    let end = spots.get(at)?;
    if let Some(moment) = &end.cited
        && let [Part::Range(start, last)] = moment.parts()
    {
        return Some((*start.point()?, *last.point()?));
    }
    let start = spots.get(at.checked_sub(1)?)?;
    let between = text.get(start.range.end..end.range.start)?.trim();
    if !["から", "～", "〜", "~", "－", "-", "–", "to", "until", "through"].contains(&between) {
        return None;
    }
    let first = whole(start, None)?;
    Some((first, whole(end, Some(first))?))
}

/// A date as a point; what the second of two leaves out is that of the first. Without any year one is taken, to count by.
fn whole(spot: &Spot, before: Option<Point>) -> Option<Point> {
    if let Some(cited) = &spot.cited {
        return matches!(cited.parts(), [Part::Point(_)]).then(|| cited.end()).flatten();
    }
    // A typed time stands behind its date, where a period has から.
    let month = spot.month().or(before.and_then(|before| before.month))?;
    let turns = before.is_some_and(|before| before.month > Some(month));
    let year = spot.year().or(before.map(|before| before.year + i32::from(turns))).unwrap_or(2023);
    NaiveDate::from_ymd_opt(year, month, spot.day()?).map(Point::from)
}

fn finding(subject: &Subject<'_>, written: &Written<'_>, at: usize, start: Point, end: Point) -> Option<Finding> {
    let (range, stated) = stated(subject, written, at)?;
    let (least, most) = stated.unit.between(start, end)?;
    if least <= stated.count && stated.count <= most {
        return None;
    }
    let (ja, en) = stated.unit.name();
    let shown = |to: &str| if least == most { least.to_string() } else { format!("{least}{to}{most}") };
    Some(Finding::at(
        written.place(range),
        format!("この期間の長さは{}{ja}です（{}{ja}とあります）", shown("～"), stated.count),
        format!("the period lasts {} {en}, not {}", shown(" to "), stated.count),
    ))
}

/// A stated duration.
#[derive(Debug, Clone, Copy)]
struct Stated {
    count: i64,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// A word that begins with another stands before it.
const UNITS: [(&str, Unit); 24] = [
    ("時間", Unit::Hours),
    ("日間", Unit::Days),
    ("週間", Unit::Weeks),
    ("か月", Unit::Months),
    ("カ月", Unit::Months),
    ("ヶ月", Unit::Months),
    ("ヵ月", Unit::Months),
    ("箇月", Unit::Months),
    ("年間", Unit::Years),
    ("hours", Unit::Hours),
    ("hour", Unit::Hours),
    ("-hour", Unit::Hours),
    ("days", Unit::Days),
    ("day", Unit::Days),
    ("-day", Unit::Days),
    ("weeks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("-week", Unit::Weeks),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("-month", Unit::Months),
    ("years", Unit::Years),
    ("year", Unit::Years),
    ("-year", Unit::Years),
];

impl Unit {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Unit::Hours => ("時間", "hours"),
            Unit::Days => ("日間", "days"),
            Unit::Weeks => ("週間", "weeks"),
            Unit::Months => ("か月", "months"),
            Unit::Years => ("年", "years"),
        }
    }

    /// The least and the most that a period can be called in this unit; nothing if it is stated too roughly.
    fn between(self, start: Point, end: Point) -> Option<(i64, i64)> {
        let months = |point: Point| Some(i64::from(point.year) * 12 + i64::from(point.month?));
        let days = || Some((end.date()? - start.date()?).num_days());
        let (least, most) = match self {
            Unit::Hours => {
                start.time.and(end.time)?;
                let minutes = (end.earliest()? - start.earliest()?).num_minutes();
                (minutes / 60, (minutes + 59) / 60)
            }
            Unit::Days => (days()?, days()? + 1),
            Unit::Weeks => (days()? / 7, (days()? + 7) / 7),
            Unit::Months => (months(end)? - months(start)? - 1, months(end)? - months(start)? + 1),
            Unit::Years => {
                let months = months(end)? - months(start)?;
                ((months - 1).max(0) / 12, months / 12 + 1)
            }
        };
        Some((least.max(0), most))
    }
}

/// What may stand between a period and its length; each at most once, in this order.
const FILLERS: [&[&str]; 5] = [
    &["まで", "迄"],
    &["の間、", "の間", "の"],
    &["(", "（", " (", ", ", "、", " for "],
    &["合計", "合わせて", "計"],
    &["約", "およそ", "おおよそ", "about ", "approximately "],
];

/// The duration that is typed or cited behind a byte.
fn stated(subject: &Subject<'_>, written: &Written<'_>, at: usize) -> Option<(Range<usize>, Stated)> {
    let mut cursor = Cursor::new(&written.text, at);
    for words in FILLERS {
        let _ = cursor.eat(words);
    }
    cursor.blanks();
    let start = cursor.at;
    if let Ok(index) = written.cites.binary_search_by_key(&start, |(range, _)| range.start) {
        let (range, cite) = written.cites.get(index)?;
        let (_, stated) = read(&figure(subject, cite)?)?;
        return Some((range.clone(), stated));
    }
    let (length, stated) = read(cursor.rest())?;
    Some((start..start + length, stated))
}

fn figure(subject: &Subject<'_>, cite: &Cite) -> Option<String> {
    let Target::Path { path, .. } = &cite.target else { return None };
    let field = match subject.case.find(path)? {
        Found::Entry(entry) => entry.fields.iter().find(|field| field.key.value == "count")?,
        Found::Field(_, field) => field,
        _ => return None,
    };
    match field.value.in_lang(subject.case.lang) {
        // 5日 is a duration as a figure, and a day of the month as a typed word.
        Value::Figure(figure) => Some(figure.print().replace("約", "") + if figure.unit() == "日" { "間" } else { "" }),
        _ => None,
    }
}

/// The duration that a text begins with; 1年8か月 and 5時間10分 are left alone.
fn read(text: &str) -> Option<(usize, Stated)> {
    let mut cursor = Cursor::new(text, 0);
    let (count, _) = cursor.number()?;
    cursor.blanks();
    let (word, unit) = UNITS.iter().find(|(word, _)| cursor.rest().starts_with(word))?;
    cursor.at += word.len();
    let goes_on = cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric() || is_digit(c) || c == '半');
    let inexact = ["以上", "以内", "未満", "余", "弱", "強", "前", "後", "ごと"];
    let is_length = !goes_on && !inexact.iter().any(|word| cursor.rest().starts_with(word));
    is_length.then_some((cursor.at, Stated { count: i64::from(count), unit: *unit }))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent, wordings};
    use crate::diag::Wording;

    fn letter(body: &str) -> String {
        format!(
            "[events]\nexposed = \"2010-07-26/2010-08-04\"\nwork = \"2022-06-21T10:20/2022-06-21T15:45\"\n\
             long = \"2008-12/2010-08-04\"\nlease = \"2008-12-01/2013-11-30\"\nsince = \"2010-07-26/..\"\n\
             [figures]\ndays = \"10日\"\nfew = \"約5日間\"\nfive = \"5日\"\n\
             [documents.letter]\nkind = \"apology-letter\"\ndate = 2010-11-30\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn durations_that_fit() {
        for body in [
            "7月26日から8月4日までの10日間",
            "7月26日から8月4日までの9日間",
            "7月26日(月)から8月4日(水)まで(10日間)",
            "{{ events.exposed }}の間、約10日間",
            "{{ events.exposed.start }}から{{ events.exposed.end }}までの{{ figures.days }}",
            "{{ events.work }}(約5時間)、{{ events.work }}(6時間)",
            "{{ events.long }}の約20か月、{{ events.lease }}の5年間",
            "6月25日から28日までの4日間",
            "12月30日から1月3日までの5日間",
            "26 July to 4 August (10 days)",
            "{{ events.exposed }}の1週間",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn durations_that_do_not() {
        fires(&CHECK, &letter("7月26日から8月4日までの11日間"), &["11日間"]);
        fires(&CHECK, &letter("7月26日から8月4日までの8日間"), &["8日間"]);
        fires(&CHECK, &letter("{{ events.exposed }}(約20日間)"), &["20日間"]);
        fires(
            &CHECK,
            &letter("{{ events.exposed.start }}から{{ events.exposed.end }}までの{{ figures.few }}"),
            &["{{ figures.few }}"],
        );
        fires(&CHECK, &letter("{{ events.exposed }}の{{ figures.five }}"), &["{{ figures.five }}"]);
        fires(&CHECK, &letter("{{ events.exposed }}の{{ figures.five.count }}"), &["{{ figures.five.count }}"]);
        fires(&CHECK, &letter("{{ events.work }}（約4時間）、{{ events.work }}(7 時間)"), &["4時間", "7 時間"]);
        fires(&CHECK, &letter("{{ events.long }}の約22か月、{{ events.lease }}の6年間"), &["22か月", "6年間"]);
        fires(&CHECK, &letter("12月30日から1月3日までの6日間"), &["6日間"]);
        fires(&CHECK, &letter("from 26 July to 4 August (20 days)"), &["20 days"]);
        fires(&CHECK, &letter("{{ events.exposed }}の3週間"), &["3週間"]);
    }

    #[test]
    fn other_durations_are_left_alone() {
        for body in [
            "{{ events.exposed.end }}から30日間保存",
            "7月26日に開始し、8月4日までの5日間",
            "{{ events.since }}の5日間",
            "{{ events.long }}の5日間",
            "{{ events.exposed }}のうち5日間",
            "{{ events.work }}(4時間30分)、{{ events.exposed }}の1年8か月",
            "{{ events.work }}(4時間３０分)、{{ events.exposed }}の3か月半",
            "26 July to 4 August (20 weekdays)",
            "{{ events.exposed }}の5日間以上",
            "7月26日10時から8月4日までの5日間",
            "「7月26日から8月4日までの5日間」との説明",
            "{{ events.exposed }}、翌日から5日間",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn the_right_length_is_told_in_the_unit_of_the_wrong_one() {
        for (period, wrong, ja, en) in [
            ("2024-07-01T10:00/2024-07-01T15:00", "4時間", "5時間です（4時間", "5 hours, not 4"),
            ("2024-07-01T10:00/2024-07-01T15:01", "4時間", "5～6時間です（4時間", "5 to 6 hours, not 4"),
            ("2024-07-01/2024-07-05", "9日間", "4～5日間です（9日間", "4 to 5 days, not 9"),
            ("2024-07-01/2024-07-16", "5週間", "2～3週間です（5週間", "2 to 3 weeks, not 5"),
            ("2024-01-31/2024-04-01", "9か月", "2～4か月です（9か月", "2 to 4 months, not 9"),
            ("2020-03-01/2023-03-31", "9年間", "2～4年です（9年", "2 to 4 years, not 9"),
        ] {
            let text = format!(
                "[events]\np = \"{period}\"\n[documents.a]\nkind = \"statement\"\ndate = 2024-07-23\ntext.body = \"{{{{ events.p }}}}の{wrong}\"\n"
            );
            let told = Wording::new(format!("この期間の長さは{ja}とあります）"), format!("the period lasts {en}"));
            assert_eq!(wordings(&CHECK, &text), [told]);
        }
    }
}
