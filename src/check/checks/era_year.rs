//! `era-year`: two years of one date that are not the same.

use crate::check::scan::dates::{Typed, dates};
use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use crate::document::quotes::{quoted, touches};

/// The check.
pub const CHECK: Check = Check {
    code: "era-year",
    severity: Severity::Error,
    title: Words { ja: "元号の年と西暦が合わない", en: "an era year that is not the year beside it" },
    finds: Words {
        ja: "「令和5年(2022年)」のように並べて書かれた元号の年と西暦が、同じ年でないもの。引用符の中の言葉は調べません。",
        en: "A year of a Japanese era and a year of the common era, written side by side, that are not the same year. Words between quotation marks are left alone.",
    },
    why: Words {
        ja: "どちらの年か分からず、期間や時効の計算まで疑われます。",
        en: "Nobody can tell which year is meant, and every period that is counted from it falls into doubt.",
    },
    remedy: Words {
        ja: "年を確かめて直してください。`{{ events.found | both }}` のように引用すれば、両方の年が日付から印字されます。",
        en: "Check the year. Cited as `{{ events.found | both }}`, both years are printed from the date.",
    },
    example: r#"
[documents.letter]
kind = "apology-letter"
date = 2022-12-20
text.body = "令和5年(2022年)12月6日に判明しました。"
"#,
    mended: r#"
[documents.letter]
kind = "apology-letter"
date = 2022-12-20
text.body = "令和4年(2022年)12月6日に判明しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject
        .written
        .iter()
        .flat_map(|written| typed(written).into_iter().filter_map(|date| one(&date, written)))
        .collect()
}

fn one(date: &Typed, written: &Written<'_>) -> Option<Finding> {
    let [first, second] = date.years.as_slice() else { return None };
    if first.gregorian == second.gregorian {
        return None;
    }
    let (era, year) = first.era.or(second.era)?;
    let other = if first.era.is_some() { second.gregorian } else { first.gregorian };
    let (name, right) = (era.name, era.gregorian(year)?);
    Some(Finding::at(
        written.place(first.range.start..second.range.end),
        format!("{name}{year}年は{right}年で、{other}年ではありません"),
        format!("{name}{year}年 is {right}, not {other}"),
    ))
}

/// The dates that are typed in a prose in its author's own words.
pub(super) fn typed(written: &Written<'_>) -> Vec<Typed> {
    if written.verbatim {
        return Vec::new();
    }
    let quotes = quoted(&written.text);
    dates(&written.text).into_iter().filter(|date| !touches(&quotes, &date.range)).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn letter(body: &str) -> String {
        format!("[documents.letter]\nkind = \"apology-letter\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn years_of_real_releases_agree() {
        for body in [
            "令和4年(2022年)12月6日(火)",
            "令和６年（２０２４年）7月9日",
            "2016年(平成28年)、平成22(2010)年、令和 4 年 (2022 年)",
            "令和元年(2019年)、平成31年(2019年)、昭和64年(1989年)、平成元年(1989年)",
            "令和4年(1月から3月)、2022年(令和)",
            "「令和5年(2022年)」とありましたが",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn years_that_differ() {
        fires(&CHECK, &letter("令和5年(2022年)12月6日"), &["令和5年(2022"]);
        fires(&CHECK, &letter("2024年（令和5年）"), &["2024年（令和5"]);
        fires(&CHECK, &letter("平成22(2011)年度"), &["平成22(2011"]);
        fires(&CHECK, &letter("令和元年(2020年)"), &["令和元年(2020"]);
        fires(&CHECK, &letter("「経緯」 令和3年(2022年)、「結果」"), &["令和3年(2022"]);
    }

    #[test]
    fn words_of_others_stay() {
        silent(&CHECK, "[quotes]\nchief = { text = \"令和5年(2022年)\" }\n");
        fires(&CHECK, "[causes]\na = { text = \"令和5年(2022年)\" }\n", &["令和5年(2022"]);
    }
}
