//! `weekday`: a typed weekday that is not the one of its date.

use crate::check::scan::spot::{self, Spot};
use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use crate::locale::{Moment, Part};
use chrono::{Datelike, NaiveDate};

/// The check.
pub const CHECK: Check = Check {
    code: "weekday",
    severity: Severity::Error,
    title: Words { ja: "日付と曜日が合わない", en: "a weekday that is not the one of its date" },
    finds: Words {
        ja: "文中に書かれた曜日が、その前後の日付の曜日と違うもの。日付は、手で書いたものも `{{ }}` で引用したものも調べます。年が書かれていないときは、前後の文か文書の日付から年を補い、分からなければ調べません。引用符の中の言葉は調べません。",
        en: "A weekday typed in prose that is not the weekday of the date beside it, typed or cited. Where no year is written, the year comes from the words before or from the date of the document; if neither tells it, nothing is said. Words between quotation marks are left alone.",
    },
    why: Words {
        ja: "日付か曜日のどちらかが誤りです。受付日や説明会の日であれば、間違った日に人が来ます。",
        en: "Either the date or the weekday is wrong, and people act on one of them.",
    },
    remedy: Words {
        ja: "日付を確かめて直してください。`{{ events.found | md weekday }}` のように引用すれば、曜日は日付から印字されます。",
        en: "Check the date. Cited as `{{ events.found | md weekday }}`, the weekday is printed from the date.",
    },
    example: r#"
[events]
found = 2024-07-09
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "{{ events.found }}(水)に判明し、7月16日(火)に報告しました。"
"#,
    mended: r#"
[events]
found = 2024-07-09
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "{{ events.found }}(火)に判明し、7月16日(火)に報告しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let releases = spot::releases(subject);
    let prose = subject.written.iter().filter(|written| !written.verbatim);
    prose.flat_map(|written| in_prose(subject, &releases, written)).collect()
}

fn in_prose(subject: &Subject<'_>, releases: &[NaiveDate], written: &Written<'_>) -> Vec<Finding> {
    let own = spot::own_releases(subject, written, releases);
    let mut findings = Vec::new();
    let (mut year, mut last): (Option<i32>, Option<Spot>) = (None, None);
    for mut spot in spot::spots(subject.case, written) {
        fill(&mut spot, last.as_ref(), &written.text);
        findings.extend(one(&spot, year, &own, written));
        year = spot.year().or(year);
        last = Some(spot);
    }
    findings
}

/// Gives a day alone (28日) the month of the date before it in the same paragraph, if it is no earlier day of it.
fn fill(spot: &mut Spot, last: Option<&Spot>, text: &str) {
    let Some(typed) = spot.typed.as_mut().filter(|typed| typed.month.is_none()) else { return };
    let Some(last) = last.filter(|last| last.day() <= typed.day) else { return };
    if !text.get(last.range.end..typed.range.start).is_some_and(|between| between.contains("\n\n")) {
        typed.month = last.month();
    }
}

fn one(spot: &Spot, before: Option<i32>, releases: &[NaiveDate], written: &Written<'_>) -> Option<Finding> {
    let (index, place) = spot.weekday.clone()?;
    if spot.cited.as_ref().is_some_and(|cited| !is_one_day(cited)) {
        return None;
    }
    let (month, day) = (spot.month()?, spot.day()?);
    let years = match spot.year() {
        Some(year) => vec![year],
        None => spot::years(month, day, before, releases),
    };
    let days: Vec<NaiveDate> = years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day)).collect();
    if days.iter().any(|day| day.weekday().num_days_from_monday() == index) {
        return None;
    }
    // A reader takes it for the day nearest to the release.
    let away = |day: &&NaiveDate| releases.iter().map(|release| (**day - *release).num_days().abs()).min();
    let meant = *days.iter().min_by_key(away)?;
    let stated = written.text.get(place.clone()).unwrap_or_default().trim_matches(['(', ')', '（', '）', ' ']);
    let right = meant.weekday();
    let kanji = ["月", "火", "水", "木", "金", "土", "日"];
    let right_ja = kanji.get(right.num_days_from_monday() as usize).copied().unwrap_or_default();
    let (year, month, day) = (meant.year(), meant.month(), meant.day());
    Some(Finding::at(
        written.place(place),
        format!("{year}年{month}月{day}日は{right_ja}曜日です（「{stated}」とあります）"),
        format!("{year}-{month:02}-{day:02} is a {}, not “{stated}”", meant.format("%A")),
    ))
}

/// A list of days prints its weekdays elsewhere than behind itself.
fn is_one_day(cited: &Moment) -> bool {
    matches!(cited.parts(), [Part::Point(_) | Part::Range(..)])
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent, wordings};

    /// A letter of 2024-07-23 with a body.
    fn letter(body: &str) -> String {
        dated("2024-07-23", body)
    }

    fn dated(date: &str, body: &str) -> String {
        format!(
            "[events]\nfound = 2024-07-09\nopen = \"2024-06-25/2024-06-28\"\nmonth = \"2024-06\"\n\
             both = \"2024-07-10, 2024-07-12\"\n[documents.letter]\nkind = \"apology-letter\"\ndate = {date}\n\
             text.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn pairs_of_real_releases_are_true() {
        for body in [
            "令和4年(2022年)12月6日(火)、令和 4 年 11 月 25 日（金）、2024 年6 月14 日(金)",
            "平成22年8月25日(水)、平成22年9月28日(火)",
            "6月25日(火曜日)から28日(金曜日)にかけて",
            "2024 年8 月1 日(木)~8 月31 日(土)",
            "7月9日(火)、7月16日火曜日、7/17(水)",
            "{{ events.found }}(火)、{{ events.open.end }}（金曜日）、{{ events.open }}(金)",
            "Tuesday, 9 July 2024; July 9, 2024 (Tuesday); Tuesday 9 July",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn wrong_weekdays_are_found_where_they_stand() {
        fires(&CHECK, &letter("7月9日(水)"), &["(水)"]);
        fires(&CHECK, &letter("７月９日（水曜日）"), &["（水曜日）"]);
        fires(&CHECK, &letter("令和6年7月9日(月)、7月9日月曜日"), &["(月)", "月曜日"]);
        fires(&CHECK, &letter("{{ events.found }}(水)、{{ events.open.start }} (水)"), &["(水)", "(水)"]);
        fires(&CHECK, &letter("6月25日(火)から28日(木)"), &["(木)"]);
        fires(&CHECK, &letter("6月25日(火)の未明に判明し、25日(水)に報告"), &["(水)"]);
        silent(&CHECK, &letter("6月25日(火)から4日(水)"));
        fires(&CHECK, &letter("7/9(水・祝)"), &["(水"]);
        fires(&CHECK, &letter("Monday, 9 July 2024"), &["Monday"]);
        fires(&CHECK, &letter("on July 9, 2024 (Monday)"), &["(Monday)"]);
    }

    #[test]
    fn the_year_comes_from_the_words_or_the_release() {
        // 2010-08-05 was a Thursday, 2024-08-05 a Monday.
        silent(&CHECK, &letter("平成22年8月4日に判明し、8月5日(木)に報告"));
        fires(&CHECK, &letter("8月5日(木)に報告"), &["(木)"]);
        // A release in January speaks of the December before it; one in December of the January to come.
        silent(&CHECK, &dated("2025-01-10", "12月20日(金)"));
        fires(&CHECK, &dated("2025-01-10", "12月20日(木)"), &["(木)"]);
        let said = |date: &str, body: &str| wordings(&CHECK, &dated(date, body)).remove(0).ja;
        assert_eq!(said("2024-07-23", "7月9日(水)"), "2024年7月9日は火曜日です（「水」とあります）");
        assert_eq!(said("2025-01-10", "12月20日(木)"), "2024年12月20日は金曜日です（「木」とあります）");
        silent(&CHECK, &dated("2024-12-20", "1月10日(金)"));
        silent(&CHECK, &letter("7月9日(火)").replace("date = 2024-07-23", "lang = \"ja\""));
        silent(&CHECK, &letter("7月9日(水)").replace("date = 2024-07-23", "lang = \"ja\""));
        fires(&CHECK, &letter("2024年7月9日(水)").replace("date = 2024-07-23", "lang = \"ja\""), &["(水)"]);
    }

    #[test]
    fn what_is_no_weekday_of_a_date_is_left_alone() {
        for body in [
            "受付時間は平日(月)から(金)です。",
            "「7月9日(水)に判明」と公表されていました。",
            "7月9日(日本時間)、7月9日(月末)、7月9日(土日を除く)",
            "{{ events.month }}(水)、{{ events.both }}(月)",
            "28日(月)",
            "7月30日(火)、12日(月)",
            "3日(水)間",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn one_mistake_in_a_fact_is_told_once() {
        let text = "[claims]\nsaid = { says = \"7月9日(水)に遮断した\" }\nback = { says = \"7月9日(水)\", retracted = 2024-07-10 }\n\
                    [quotes]\nchief = { text = \"7月9日(水)\" }\n\
                    [documents.a]\nkind = \"statement\"\ndate = 2024-07-23\ntext.body = \"{{ claims.said }}\"\n\
                    [documents.b]\nkind = \"statement\"\ndate = 2024-07-23\ntext.body = \"{{ claims.said }}\"\n";
        fires(&CHECK, text, &["(水)"]);
    }
}
