//! Reading moments: a list of parts, each a point or a range of two points.

use super::super::{Problem, check_outline, is_blank};
use super::word::{Around, Level};
use super::{End, Moment, MomentWord, Part, Point, PointWord, Time, TimeEdge, foreign};
use chrono::NaiveDate;
use std::ops::Range;

/// Reads a whole moment.
pub(super) fn moment(text: &str) -> Result<Moment, Problem> {
    check_outline(text)?;
    if let Some(word) = MomentWord::parse(text) {
        return Ok(Moment::Word(word));
    }
    if let Some(problem) = foreign::problem(text) {
        return Err(problem);
    }
    let parts: Result<Vec<Part>, Problem> =
        pieces(text, 0, &[',', '、']).into_iter().map(|piece| part(text, piece)).collect();
    parts.map(Moment::Parts)
}

/// Splits a stretch of the text and leaves out the blanks around each piece.
fn pieces(text: &str, offset: usize, separators: &[char]) -> Vec<Range<usize>> {
    let mut at = offset;
    let mut found = Vec::new();
    for piece in text.split_inclusive(separators) {
        let inner = piece.strip_suffix(separators).unwrap_or(piece);
        let leading = inner.len() - inner.trim_start_matches(is_blank).len();
        let length = inner.trim_matches(is_blank).len();
        found.push(at + leading..at + leading + length);
        at += piece.len();
    }
    if text.ends_with(separators) {
        found.push(at..at);
    }
    found
}

fn part(text: &str, range: Range<usize>) -> Result<Part, Problem> {
    let ends = pieces(&text[range.clone()], range.start, &['/']);
    match ends.as_slice() {
        [whole] => point(text, whole.clone()).map(Part::Point),
        [start, end] => span(text, range.clone(), end_of_range(text, start.clone())?, second_end(text, end.clone())?),
        _ => Err(unreadable(range)),
    }
}

fn end_of_range(text: &str, range: Range<usize>) -> Result<End, Problem> {
    match &text[range.clone()] {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => point(text, range).map(End::At),
    }
}

/// The later end, where people leave out what the start already says.
fn second_end(text: &str, range: Range<usize>) -> Result<End, Problem> {
    let year = text[range.clone()].chars().take(4).filter(char::is_ascii_digit).count() == 4;
    let end = end_of_range(text, range);
    end.map_err(|problem| {
        if year {
            return problem;
        }
        problem.with_hint(
            "範囲の終わりも「2024-06-25/2024-06-28」のように年から書いてください。",
            "Write the end in full too: 2024-06-25/2024-06-28.",
        )
    })
}

fn span(text: &str, range: Range<usize>, start: End, end: End) -> Result<Part, Problem> {
    let ((Some(_), _) | (_, Some(_))) = (start.point(), end.point()) else {
        return Err(Problem::new(range, "期間の始まりも終わりもありません", "The period has neither start nor end")
            .with_hint(
                "「2008-12/..」のように、分かる方を書いてください。",
                "Write the end that is known: 2008-12/..",
            ));
    };
    let slash = range.start + text[range.clone()].find('/').unwrap_or(0);
    let misplaced = |point: &Point, allowed: Option<TimeEdge>| point.edge.is_some() && point.edge != allowed;
    let edge =
        Problem::new(range.clone(), "期間の端に「迄」「以降」は書けません", "An end of a period takes no 迄 or 以降")
            .with_hint("開いた期間は「2008-12/..」と書いてください。", "Write an open period as 2008-12/..");
    if start.point().is_some_and(|point| misplaced(point, None)) {
        return Err(Problem { range: range.start..slash, ..edge });
    }
    if end.point().is_some_and(|point| misplaced(point, Some(TimeEdge::Until))) {
        return Err(Problem { range: slash + 1..range.end, ..edge });
    }
    let order = (start.point().and_then(Point::earliest), end.point().and_then(Point::latest_of_stated));
    if let (Some(first), Some(last)) = order
        && last < first
    {
        return Err(Problem::new(range, "期間の終わりが始まりより前です", "The period ends before it starts"));
    }
    Ok(Part::Range(start, end))
}

/// What of a text is still to be read; offsets are those of the whole text.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    /// Exactly this many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let found = self.rest().get(..digits).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.at += digits;
        found.parse().ok()
    }

    /// Two digits within a span of values.
    fn two(&mut self, values: Range<u32>, ja: &str, en: &str) -> Result<u32, Problem> {
        let start = self.at;
        let malformed = self.at..self.end;
        let value = self.number(2).filter(|_| !self.rest().starts_with(|c: char| c.is_ascii_digit()));
        let Some(value) = value else { return Err(unreadable(malformed)) };
        if values.contains(&value) {
            return Ok(value);
        }
        Err(Problem::new(start..self.at, format!("{value}{ja}はありません"), format!("There is no {en} {value}.")))
    }
}

/// Reads one point from a stretch of the text.
fn point(text: &str, range: Range<usize>) -> Result<Point, Problem> {
    let mut cursor = Cursor { text, at: range.start, end: range.end };
    let year = cursor.number(4).and_then(|year| i32::try_from(year).ok());
    let Some(year) = year else { return Err(unreadable(range)) };
    let mut point = Point::of_year(year);
    if cursor.eat("年度") {
        point.word = Some(PointWord::FiscalYear);
    } else if cursor.eat("-") {
        point.month = Some(cursor.two(1..13, "月", "month")?);
        if cursor.eat("-") {
            point.day = Some(day(&mut cursor, year, point.month.unwrap_or(1))?);
            time(&mut cursor, &mut point)?;
        }
    }
    if cursor.eat("~") {
        point.around = Some(Around::Kanji);
    }
    words(&mut cursor, &mut point)?;
    Ok(point)
}

fn day(cursor: &mut Cursor, year: i32, month: u32) -> Result<u32, Problem> {
    let start = cursor.at;
    let day = cursor.two(0..100, "日", "day")?;
    if NaiveDate::from_ymd_opt(year, month, day).is_some() {
        return Ok(day);
    }
    Err(Problem::new(
        start..cursor.at,
        format!("{year}年{month}月に{day}日はありません"),
        format!("{year:04}-{month:02} has no day {day}."),
    ))
}

/// The time, after `T` or, as TOML allows, after a blank.
fn time(cursor: &mut Cursor, point: &mut Point) -> Result<(), Problem> {
    let blank = cursor.rest().strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if !(cursor.eat("T") || cursor.eat("t") || (blank && cursor.eat(" "))) {
        return Ok(());
    }
    let hour = cursor.two(0..24, "時", "hour").map_err(|problem| {
        let midnight = "真夜中は翌日の T00:00 と書いてください。";
        if cursor.text[problem.range.clone()].starts_with("24") {
            problem.with_hint(midnight, "Write midnight as T00:00 of the next day.")
        } else {
            problem
        }
    })?;
    let minute = if cursor.eat(":") { cursor.two(0..60, "分", "minute")? } else { 0 };
    point.time = Some(Time { hour, minute });
    seconds(cursor)?;
    point.offset = offset(cursor)?;
    Ok(())
}

/// Seconds stand in TOML's date-times; only zero says nothing.
fn seconds(cursor: &mut Cursor) -> Result<(), Problem> {
    let start = cursor.at;
    if !cursor.eat(":") {
        return Ok(());
    }
    let mut zero = cursor.two(0..61, "秒", "second")? == 0;
    if cursor.eat(".") {
        let fraction = cursor.rest().bytes().take_while(u8::is_ascii_digit).count();
        zero &= cursor.rest()[..fraction].bytes().all(|byte| byte == b'0');
        cursor.at += fraction;
    }
    if zero {
        return Ok(());
    }
    Err(Problem::new(start..cursor.at, "秒は書けません", "Seconds cannot be stated")
        .with_hint("分までで書いてください。", "Write hours and minutes."))
}

fn offset(cursor: &mut Cursor) -> Result<Option<i32>, Problem> {
    if cursor.eat("Z") || cursor.eat("z") {
        return Ok(Some(0));
    }
    let sign = if cursor.eat("+") {
        1
    } else if cursor.eat("-") {
        -1
    } else {
        return Ok(None);
    };
    let hours = cursor.two(0..24, "時間の時差", "offset of hours")?;
    let minutes = if cursor.eat(":") { cursor.two(0..60, "分の時差", "offset of minutes")? } else { 0 };
    Ok(i32::try_from(hours * 60 + minutes).ok().map(|minutes| sign * minutes))
}

/// The words behind a point: a part of the day or month, 頃, 迄 or 以降, in this order.
fn words(cursor: &mut Cursor, point: &mut Point) -> Result<(), Problem> {
    let start = cursor.at;
    let rest = cursor.rest();
    cursor.at += rest.len() - rest.trim_start_matches(is_blank).len();
    let range = cursor.at..cursor.end;
    if cursor.rest().starts_with(|c: char| c.is_ascii_alphabetic()) && cursor.at > start {
        for word in cursor.rest().split(is_blank).filter(|word| !word.is_empty()) {
            english_word(word, point).ok_or_else(|| unknown_word(range.clone()))?;
        }
    } else {
        japanese_words(cursor, point);
        if cursor.at < cursor.end {
            return Err(if cursor.at == start {
                unreadable(start..cursor.end)
            } else {
                unknown_word(cursor.at..cursor.end)
            });
        }
    }
    if fits(point) { Ok(()) } else { Err(misfit(range)) }
}

fn japanese_words(cursor: &mut Cursor, point: &mut Point) {
    if point.word.is_none()
        && let Some((word, length)) = PointWord::at_start(cursor.rest())
    {
        point.word = Some(word);
        cursor.at += length;
    }
    if cursor.eat("頃") {
        point.around = Some(Around::Kanji);
    } else if cursor.eat("ごろ") || cursor.eat("ころ") {
        point.around = Some(Around::Kana);
    }
    if cursor.eat("迄") || cursor.eat("まで") {
        point.edge = Some(TimeEdge::Until);
    } else if cursor.eat("以降") {
        point.edge = Some(TimeEdge::Since);
    }
}

fn english_word(word: &str, point: &mut Point) -> Option<()> {
    match word.to_ascii_lowercase().as_str() {
        "around" | "about" => point.around = Some(Around::Kanji),
        "by" | "until" => point.edge = Some(TimeEdge::Until),
        "from" | "since" => point.edge = Some(TimeEdge::Since),
        "early" if point.month.is_none() => point.word = Some(PointWord::Beginning),
        "early" if point.day.is_some() => point.word = Some(PointWord::EarlyMorning),
        other if point.word.is_none() => point.word = Some(PointWord::from_english(other)?),
        _ => return None,
    }
    Some(())
}

/// Whether the word suits the precision of the point: 午前 needs a day without a time, 上旬 a month.
fn fits(point: &Point) -> bool {
    let Some(word) = point.word else { return true };
    if point.time.is_some() {
        return false;
    }
    match word.level() {
        Level::Day => point.day.is_some(),
        Level::Month => point.month.is_some() && point.day.is_none(),
        Level::MonthOrYear => point.day.is_none(),
        Level::Year => point.month.is_none(),
        Level::Any => true,
    }
}

fn unreadable(range: Range<usize>) -> Problem {
    Problem::new(range, "日付を読み取れません", "This date cannot be read").with_hint(
        "「2024-07-09」「2024-07-16T16:00 頃」「2008-12/2010-08-04」のように、月日は2桁で書いてください。",
        "Write 2024-07-09, 2024-07-16T16:00 around or 2008-12/2010-08-04, with two digits for month and day.",
    )
}

fn unknown_word(range: Range<usize>) -> Problem {
    Problem::new(range, "日付の後の語を読み取れません", "This word behind a date is not known").with_hint(
        "頃 迄 以降 未明 早朝 朝 午前 正午 午後 夕方 夜 深夜 初め 上旬 中旬 下旬 中 末 末迄 のどれかを書いてください。",
        "Use around, by, from, early, mid, late, beginning, end, morning, noon, afternoon, evening or night.",
    )
}

fn misfit(range: Range<usize>) -> Problem {
    Problem::new(range, "この語は日付の細かさに合いません", "This word does not fit the precision of the date").with_hint(
        "「午前」などは時刻のない日に、「上旬」などは日のない月に付けます。時刻があれば午前・午後は自動で付きます。",
        "Parts of a day need a day without a time; early, mid and late need a month without a day.",
    )
}
