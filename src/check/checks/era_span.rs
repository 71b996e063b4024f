//! `era-span`: a year that its era does not have.

use super::era_year::typed;
use crate::check::scan::dates::{Typed, Year};
use crate::check::scan::spot::{own_releases, releases};
use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use crate::locale::{ERAS, EraYear};
use chrono::NaiveDate;

/// The check.
pub const CHECK: Check = Check {
    code: "era-span",
    severity: Severity::Warning,
    title: Words { ja: "その元号にはない年月日", en: "a date that its era does not have" },
    finds: Words {
        ja: "「平成32年」「令和元年4月」のように、その元号の期間の外にある年や年月日。元号が改まる前の日付の文書では調べません。",
        en: "A year or date outside of its Japanese era, such as 「平成32年」. A document that is dated before the era ended is left alone.",
    },
    why: Words {
        ja: "存在しない年なので、読み手が別の年に読み替えなければなりません。",
        en: "There is no such year, and the reader has to guess which one is meant.",
    },
    remedy: Words {
        ja: "新しい元号の年に直してください。契約書などの原文のまま書くときは引用符に入れるか、理由を添えて認めます。",
        en: "Write the year of the era that followed. If a contract is cited as it reads, put it between quotation marks or accept the warning.",
    },
    example: r#"
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "平成32年4月から業務を委託しております。"
"#,
    mended: r#"
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "令和2年4月から業務を委託しております。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let all = releases(subject);
    let in_prose = |written: &Written<'_>| {
        let own = own_releases(subject, written, &all);
        let outside = |date: &Typed| date.years.iter().find_map(|year| one(date, year, &own, written));
        typed(written).iter().filter_map(outside).collect::<Vec<Finding>>()
    };
    subject.written.iter().flat_map(in_prose).collect()
}

fn one(date: &Typed, year: &Year, releases: &[NaiveDate], written: &Written<'_>) -> Option<Finding> {
    let (era, number) = year.era?;
    // The last day that the words may mean for an era that came too late, the first for one that was over.
    let (last_month, first_month) = (date.month.unwrap_or(12), date.month.unwrap_or(1));
    let month_end = |month: u32| (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year.gregorian, month, day));
    let last = match date.day.filter(|_| date.month.is_some()) {
        Some(day) => NaiveDate::from_ymd_opt(year.gregorian, last_month, day)?,
        None => month_end(last_month)?,
    };
    let first = match date.day.filter(|_| date.month.is_some()) {
        Some(_) => last,
        None => NaiveDate::from_ymd_opt(year.gregorian, first_month, 1)?,
    };
    let start = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let next = ERAS.iter().rev().find(|later| later.start > era.start).and_then(|later| start(later.start));
    let over = next.is_some_and(|next| first >= next && !releases.iter().any(|release| *release < next));
    let early = last < start(era.start)?;
    if !over && !early {
        return None;
    }
    let shown = if number == 1 { "元".to_string() } else { number.to_string() };
    let right = EraYear::of(if over { first } else { last })?;
    let right = if right.year == 1 {
        format!("{}元年", right.era.name)
    } else {
        format!("{}{}年", right.era.name, right.year)
    };
    let end = date.range.end.min(date.weekday.as_ref().map_or(date.range.end, |(_, range)| range.start));
    Some(Finding::at(
        written.place(year.range.start..end.max(year.range.end)),
        format!("{}{shown}年のこの時期は、{right}です", era.name),
        format!("{}{shown}年 at that time is {right}", era.name),
    ))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn dated(date: &str, body: &str) -> String {
        format!("[documents.letter]\nkind = \"apology-letter\"\ndate = {date}\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn years_outside_of_their_era() {
        let now = |body: &str| dated("2024-07-23", body);
        fires(&CHECK, &now("平成32年度"), &["平成32年度"]);
        fires(&CHECK, &now("平成31年5月1日(水)"), &["平成31年5月1日"]);
        fires(&CHECK, &now("平成31年5月"), &["平成31年5月"]);
        fires(&CHECK, &now("令和元年4月30日"), &["令和元年4月30日"]);
        fires(&CHECK, &now("令和元年4月"), &["令和元年4月"]);
        fires(&CHECK, &now("昭和65年"), &["昭和65年"]);
    }

    #[test]
    fn years_of_their_era() {
        let now = |body: &str| dated("2024-07-23", body);
        silent(&CHECK, &now("平成31年4月30日、平成31年度、平成31年4月、令和元年5月1日、令和元年度、令和元年5月"));
        silent(&CHECK, &now("昭和64年1月7日、平成元年1月8日、平成 30 年 10 月から令和2年5月まで、令和50年"));
        silent(&CHECK, &now("「平成32年3月31日まで」とする契約"));
    }

    #[test]
    fn a_document_of_the_era_may_count_on() {
        silent(&CHECK, &dated("2018-12-01", "平成32年3月31日まで"));
        silent(&CHECK, &dated("2019-04-30", "平成32年3月31日まで"));
        fires(&CHECK, &dated("2019-05-01", "平成32年3月31日まで"), &["平成32年3月31日"]);
    }

    #[test]
    fn the_right_year_is_told_as_people_write_it() {
        let told = |body: &str| crate::check::testing::headlines(&CHECK, &dated("2024-07-23", body));
        assert_eq!(told("平成31年5月1日"), ["平成31年 at that time is 令和元年"]);
        assert_eq!(told("平成32年5月1日"), ["平成32年 at that time is 令和2年"]);
        assert_eq!(told("令和元年4月30日"), ["令和元年 at that time is 平成31年"]);
    }
}
