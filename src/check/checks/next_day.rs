//! `next-day`: 翌 before a date that is not the day after the date before it.

use crate::check::scan::spot::{self, Spot};
use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use chrono::{Datelike, NaiveDate};

/// The check.
pub const CHECK: Check = Check {
    code: "next-day",
    severity: Severity::Warning,
    title: Words {
        ja: "「翌」の付いた日付が翌日でない",
        en: "a date after 「翌」 (the next day) that is not the next day",
    },
    finds: Words {
        ja: "「8月4日に判明し、翌8月5日に」のように「翌」「翌日」の付いた日付が、同じ段落でその前にある日付の翌日でないもの。日付は引用したものも調べます。翌年・翌月・翌週・翌営業日は調べません。",
        en: "A date behind 翌 or 翌日 (“the next day”) that is not the day after the date before it in the same paragraph, typed or cited.",
    },
    why: Words {
        ja: "日付を訂正したとき、手で書いた「翌」は直されずに残りがちです。経緯の順序を読み誤らせます。",
        en: "When a date is corrected, a typed 「翌」 stays behind and tells another order of events.",
    },
    remedy: Words {
        ja: "日付を確かめ、翌日でなければ「翌」を消してください。「翌」が別の日を受けているときは、日付を書き直すか理由を添えて認めます。",
        en: "Check the dates; if it is not the next day, remove 「翌」. If it refers to another date, reword it or accept the warning with the reason.",
    },
    example: r#"
[events]
found  = 2010-08-04
report = 2010-08-06
[documents.letter]
kind = "apology-letter"
date = 2010-11-30
text.body = "{{ events.found }}に判明し、翌{{ events.report }}に報告しました。"
"#,
    mended: r#"
[events]
found  = 2010-08-04
report = 2010-08-05
[documents.letter]
kind = "apology-letter"
date = 2010-11-30
text.body = "{{ events.found }}に判明し、翌{{ events.report }}に報告しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let in_prose = |written: &Written<'_>| {
        let spots = spot::spots(subject.case, written);
        spots.windows(2).filter_map(|two| one(two, written)).collect::<Vec<Finding>>()
    };
    subject.written.iter().filter(|written| !written.verbatim).flat_map(in_prose).collect()
}

fn one(two: &[Spot], written: &Written<'_>) -> Option<Finding> {
    let [before, after] = two else { return None };
    let between = written.text.get(before.range.end..after.range.start)?;
    let word = ["翌日の", "翌日、", "翌日(", "翌日（", "翌日", "翌朝", "翌"]
        .into_iter()
        .find(|word| between.ends_with(word))?;
    // A line ends the thought: an item of a list, a row of a table.
    if between.contains('\n') {
        return None;
    }
    let (month, day) = (before.month()?, before.day()?);
    // The year matters on the last of February only; without one, both are accepted.
    let years = before.year().map_or(vec![2023, 2024], |year| vec![year]);
    let next = years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day)?.succ_opt());
    let mut next = next.peekable();
    let expected = *next.peek()?;
    let same =
        |next: NaiveDate| Some(next.day()) == after.day() && after.month().is_none_or(|month| month == next.month());
    if after.day().is_none() || next.any(same) {
        return None;
    }
    let start = after.range.start - word.len();
    let shown = format!("{month}月{day}日");
    Some(Finding::at(
        written.place(start..after.bare().end),
        format!("「翌」とありますが、前にある{shown}の翌日は{}月{}日です", expected.month(), expected.day()),
        format!("the day after {shown} is {}月{}日", expected.month(), expected.day()),
    ))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn letter(body: &str) -> String {
        format!(
            "[events]\nfound = \"2010-08-04T14:00\"\nreport = 2010-08-05\nopen = \"2010-07-26/2010-08-04\"\n\
             [documents.letter]\nkind = \"apology-letter\"\ndate = 2010-11-30\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn the_day_after() {
        for body in [
            "8月4日に判明し、翌8月5日(木)に報告",
            "{{ events.found }}に判明し、翌{{ events.report }}に報告",
            "{{ events.open }}の間公開され、翌日の8月5日に報告",
            "8月31日に判明し、翌9月1日に報告し、翌2日に公表",
            "2月28日に判明し、翌3月1日に報告。2月28日に判明し、翌29日に報告",
            "12月31日に判明し、翌1月1日に報告",
            "8月4日から6日まで、翌7日に",
        ] {
            silent(&CHECK, &letter(body));
        }
    }

    #[test]
    fn another_day() {
        fires(&CHECK, &letter("8月4日に判明し、翌8月6日(金)に報告"), &["翌8月6日"]);
        fires(&CHECK, &letter("8月4日に判明し、翌4日に報告"), &["翌4日"]);
        fires(&CHECK, &letter("8月4日に判明し、翌9月5日に報告"), &["翌9月5日"]);
        fires(&CHECK, &letter("7月9日に判明し、翌日の{{ events.report }}に報告"), &["翌日の{{ events.report }}"]);
        let styled = letter("7月9日に判明し、翌{{ events.report }}に報告")
            .replace("text.body", "style.date = \"7月9日(火)\"\ntext.body");
        fires(&CHECK, &styled, &["翌{{ events.report }}"]);
        fires(&CHECK, &letter("2010年2月28日に判明し、翌日（29日）に報告"), &["翌日（29日"]);
    }

    #[test]
    fn other_words_and_other_paragraphs() {
        for body in [
            "8月4日に判明し、翌年8月6日に報告",
            "8月4日に判明し、翌月6日に報告",
            "8月4日に判明し、翌営業日の8月6日に報告",
            "8月4日に判明し、翌日、報告。8月6日に公表",
            "8月4日に判明した。\n\n翌8月6日に報告",
            "- 8月4日に判明\n- 翌8月6日に報告",
            "「8月4日に判明し、翌8月6日に報告」と発表",
            "翌8月6日に報告",
        ] {
            silent(&CHECK, &letter(body));
        }
    }
}
