//! `no-such-date`: a typed date that no calendar has.

use crate::check::scan::spot::{self, Spot};
use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use chrono::NaiveDate;

/// The check.
pub const CHECK: Check = Check {
    code: "no-such-date",
    severity: Severity::Error,
    title: Words { ja: "存在しない日付", en: "a date that does not exist" },
    finds: Words {
        ja: "「2月30日」「13月1日」のように、暦にない日付。2月29日は、年が分かるときだけ調べます。引用符の中の言葉は調べません。",
        en: "A date that is in no calendar, such as 30 February. 29 February is judged only where the year is known. Words between quotation marks are left alone.",
    },
    why: Words {
        ja: "打ち間違いであることは分かっても、正しい日は読み手に分かりません。",
        en: "Everybody sees that it is a slip, and nobody can tell the right day.",
    },
    remedy: Words {
        ja: "日付を確かめて直してください。日付を `[events]` に書いて引用すれば、存在しない日付は読み込みの時に見つかります。",
        en: "Check the date. Written in `[events]` and cited, a date that does not exist is refused on reading.",
    },
    example: r#"
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "6月31日に判明しました。"
"#,
    mended: r#"
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "7月1日に判明しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let releases = spot::releases(subject);
    let in_prose = |written: &Written<'_>| {
        let own = spot::own_releases(subject, written, &releases);
        let mut year = None;
        let mut findings = Vec::new();
        for spot in spot::spots(subject.case, written) {
            findings.extend(one(&spot, year, &own, written));
            year = spot.year().or(year);
        }
        findings
    };
    subject.written.iter().filter(|written| !written.verbatim).flat_map(in_prose).collect()
}

fn one(spot: &Spot, before: Option<i32>, releases: &[NaiveDate], written: &Written<'_>) -> Option<Finding> {
    let typed = spot.typed.as_ref()?;
    let (month, day) = (typed.month?, typed.day?);
    // A leap year has every day that a year can have.
    let possible = NaiveDate::from_ymd_opt(2024, month, day).is_some();
    let years = match typed.years.first() {
        Some(year) => vec![year.gregorian],
        None => spot::years(month.clamp(1, 12), day, before, releases),
    };
    let in_some_year = || years.iter().any(|year| NaiveDate::from_ymd_opt(*year, month, day).is_some());
    if possible && (years.is_empty() || in_some_year()) {
        return None;
    }
    let year = years.last().filter(|_| possible).map_or(String::new(), |year| format!("{year}年"));
    Some(Finding::at(
        written.place(spot.bare()),
        format!("{year}{month}月{day}日という日はありません"),
        format!("there is no day {day} of month {month}{}", if year.is_empty() { "" } else { " in that year" }),
    ))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn dated(date: &str, body: &str) -> String {
        format!("[documents.letter]\nkind = \"apology-letter\"\n{date}\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn dates_that_no_year_has() {
        let now = |body: &str| dated("date = 2024-07-23", body);
        fires(
            &CHECK,
            &now("2月30日、4月31日（水）、13月1日、7月0日、0月1日"),
            &["2月30日", "4月31日", "13月1日", "7月0日", "0月1日"],
        );
        fires(&CHECK, &now("令和6年 6 月 31 日"), &["令和6年 6 月 31 日"]);
        fires(&CHECK, &now("on 31 June 2024, on Friday 31 April 2024"), &["31 June 2024", "Friday 31 April 2024"]);
        silent(&CHECK, &now("2月29日、4月30日、12月31日、「2月30日」、第2月30日目、1月31日"));
    }

    #[test]
    fn leap_days_need_their_year() {
        silent(&CHECK, &dated("date = 2024-03-01", "2月29日"));
        fires(&CHECK, &dated("date = 2023-03-01", "2月29日"), &["2月29日"]);
        silent(&CHECK, &dated("date = 2023-03-01", "令和6年2月29日"));
        fires(&CHECK, &dated("date = 2024-03-01", "令和5年2月29日"), &["令和5年2月29日"]);
        silent(&CHECK, &dated("number = \"1\"", "2月29日"));
        fires(&CHECK, &dated("number = \"1\"", "2023年2月29日"), &["2023年2月29日"]);
        silent(&CHECK, &dated("date = 2023-03-01", "2024年1月10日から2月29日まで"));
    }

    #[test]
    fn numbers_that_are_no_dates() {
        let now = |body: &str| dated("date = 2024-07-23", body);
        silent(&CHECK, &now("24か月、36月、40日間、99日、2024年13月期決算、1/32、受付時間は12月29日から1月3日を除く"));
    }
}
