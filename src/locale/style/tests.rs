//! Every example of the format and of the ten example files, and those that must be refused.
#![allow(clippy::too_many_lines, reason = "a table of spellings reads better whole")]

use super::super::{FigureForm, Moment};
use super::*;
use proptest::prelude::*;

#[track_caller]
fn set(lang: Lang, key: &str, example: &str) -> Style {
    let mut style = Style::default_for(lang);
    style.set(key, example, lang).unwrap_or_else(|problem| panic!("{key} = {example}: {problem:?}"));
    style
}

#[test]
fn examples_of_the_format() {
    for (key, examples) in [
        ("figure", &["3622 件(2761 名)", "3,622件(2,761名)"][..]),
        (
            "date",
            &[
                "令和6年7月9日(火曜日)",
                "平成22年8月4日(水)",
                "令和4年(2022年)12月6日(火)",
                "7月9日(火曜日)",
                "7月19日",
                "6/24",
                "7月5日(金曜日)",
                "11月25日(金)",
                "平成22年11月30日",
                "2022年6月24日",
                "6.24",
                "令和6.3.31",
                "2024-07-09",
                "令和 4 年 11 月 25 日（金）",
                "2022年(令和4年)12月6日(火)",
                "令和元年5月1日(水)",
                "2月29日",
            ],
        ),
        ("time", &["午後4時40分", "8時30分", "09:00", "16時", "8 時 30 分", "午後4:40", "９時５分"]),
        ("range", &["～", "から", "から…まで", "~", "–"]),
        ("until", &["迄", "まで"]),
        ("headings", &["1 / (1) / ア / ①", "1 / (1)", "1", "1.", "【】", "第1", "(ア)", "I.", "A.", "a)", "■"]),
        ("list", &["①", "(1)", "1.", "・"]),
        ("bullets", &["・", "-", "●"]),
        ("cause", &["原因①:"]),
        (
            "alias",
            &[
                "(以下、「TGES社」という。)",
                "(以下、TGES)",
                "(以下:TGES)",
                "(以降:TGES)",
                "(以下、「本件」といいます。)",
            ],
        ),
        ("register", &["である", "です・ます"]),
        ("ki", &["記 / 以上", "以上"]),
    ] {
        assert!(Style::KEYS.contains(&key));
        for example in examples {
            set(Lang::Ja, key, example);
        }
    }
    for (key, examples) in [
        (
            "date",
            &["9 July 2024", "July 9, 2024", "Tuesday, 9 July 2024", "Jul 9, 2024", "Tue, Jul. 9", "2024-07-09"][..],
        ),
        ("time", &["4:40 p.m.", "16:40", "4:40 PM", "4:40pm", "4 p.m."]),
        ("range", &["to", "–", "from … to …"]),
        ("figure", &["3,622 records (2,761 people)"]),
        ("alias", &["(“TGES”)", "(\"TGES\")", "(hereinafter \"TGES\")"]),
    ] {
        for example in examples {
            set(Lang::En, key, example);
        }
    }
}

#[test]
fn a_date_printed_in_its_own_example_is_the_example() {
    for (example, source) in [
        ("令和4年(2022年)12月6日(火)", "2022-12-06"),
        ("2022年（令和4年）12月6日（火曜日）", "2022-12-06"),
        ("令和 4 年 11 月 25 日（金）", "2022-11-25"),
        ("2022/06/24", "2022-06-24"),
        ("令和元年5月1日 (水)", "2019-05-01"),
    ] {
        let style = set(Lang::Ja, "date", example);
        let printed = Moment::parse(source).unwrap().print(&style.date, Default::default(), Default::default());
        assert_eq!(printed.as_deref(), Ok(example));
    }
}

#[test]
fn refusals_name_their_place() {
    let mut style = Style::default_for(Lang::Ja);
    for (key, example, range) in [
        ("date", "令和6年7月9日(水)", "令和6年7月9日".len().."令和6年7月9日(水)".len()),
        ("date", "令和4年(2023年)12月6日", "令和4年".len().."令和4年(2023年)".len()),
        ("date", "2月30日", 0.."2月30日".len()),
        ("date", "7月9日頃", "7月9日".len().."7月9日頃".len()),
        ("date", "%Y", 0..2),
        ("time", "25時", 0.."25時".len()),
        ("time", "%H", 0..2),
        ("headings", "1 / x", 4..5),
        ("headings", "1 / ", 0..4),
        ("bullets", "1.", 0..2),
        ("alias", "TGES", 0..4),
        ("ki", "記", 0..3),
        ("register", "ござる", 0..9),
        ("figure", "たくさん", 0..12),
        ("colour", "red", 0..3),
    ] {
        let problem = style.set(key, example, Lang::Ja).expect_err(example);
        assert_eq!(problem.range, range, "{example}: {problem:?}");
    }
    let mut english = Style::default_for(Lang::En);
    let problem = english.set("date", "Monday, 9 July 2024", Lang::En).unwrap_err();
    assert_eq!(problem.range, 0..8);
}

#[test]
fn formulas_and_marks_print() {
    let alias = |example| set(Lang::Ja, "alias", example).alias.unwrap().print("T社");
    assert_eq!(alias("(以下、「TGES社」という。)"), "(以下、「T社」という。)");
    assert_eq!(alias("(以下、TGES)"), "(以下、T社)");
    assert_eq!(alias("(以降:TGES)"), "(以降:T社)");
    let headings = set(Lang::Ja, "headings", "1 / (1) / ア / ①").headings;
    let second: Vec<_> = headings.iter().map(|mark| mark.number(2).unwrap()).collect();
    assert_eq!(second, ["2", "(2)", "イ", "②"]);
    let wrap = HeadingMark::Wrap { open: "【".to_owned(), close: "】".to_owned() };
    assert_eq!(set(Lang::Ja, "headings", "【】").headings, [wrap]);
    assert_eq!(set(Lang::Ja, "cause", "原因①:").cause.unwrap().print(4), "原因④:");
    assert_eq!(set(Lang::Ja, "ki", "記 / 以上").ki, Some(KiStyle { opens: true, closes: true }));
}

proptest! {
    #[test]
    fn a_read_date_pattern_prints_its_example(
        example in "(令和 ?6 ?年 ?|令和 ?6年(\\(|（)2024年(\\)|）)|2024 ?年 ?|R6\\.|2024/|)(7 ?月 ?16 ?日|7\\.16|7/16|07/16)( ?(\\(火\\)|（火曜日）|\\(火曜\\)))?",
    ) {
        let mut style = Style::default_for(Lang::Ja);
        if style.set("date", &example, Lang::Ja).is_ok() {
            let context = super::super::DateContext { release_year: Some(2024) };
            let printed = Moment::parse("2024-07-16").unwrap().print(&style.date, Default::default(), context);
            prop_assert_eq!(printed, Ok(example));
        }
    }

    #[test]
    fn never_panics(example in "[令和平成元年月日0-9０-９ ./()（）火曜午後時分:から～1①ア以下、「」記上a-z]{0,16}|.*") {
        for lang in [Lang::Ja, Lang::En] {
            for key in Style::KEYS {
                let mut style = Style::default_for(lang);
                match style.set(key, &example, lang) {
                    Ok(()) => {
                        let moment = Moment::parse("2019-04-30T12:00/2024-07-09T16:40").unwrap();
                        prop_assert!(moment.print(&style.date, Default::default(), Default::default()).is_ok());
                        let figure = super::super::Figure::parse("約1,234件", Lang::Ja).unwrap();
                        prop_assert!(figure.print_in(&style.figure, FigureForm::default()).is_ok());
                    }
                    Err(problem) => prop_assert!(example.get(problem.range.clone()).is_some(), "{:?}", problem),
                }
            }
        }
    }
}
