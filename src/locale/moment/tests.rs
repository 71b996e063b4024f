//! Expected texts are those of real releases (`facts-in-real-releases.md` §3), written by hand.
#![allow(clippy::too_many_lines, reason = "a table of spellings reads better whole")]

use super::super::Lang;
use super::super::style::DateStyle;
use super::*;
use proptest::prelude::*;

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn form(words: &str) -> DateForm {
    let mut form = DateForm::default();
    for word in words.split_whitespace() {
        assert!(form.set(word), "{word}");
    }
    form
}

/// A style from examples such as `date=7月9日 range=～`; `_` stands for a blank.
fn style(lang: Lang, examples: &str) -> DateStyle {
    let mut style = DateStyle::default_for(lang);
    for part in examples.split_whitespace() {
        let (key, example) = part.split_once('=').unwrap();
        let example = example.replace('_', " ");
        let set = match key {
            "date" => style.set_date(&example),
            "time" => style.set_time(&example),
            "range" => style.set_range(&example),
            _ => style.set_until(&example),
        };
        set.unwrap_or_else(|problem| panic!("{example}: {problem:?}"));
    }
    style
}

#[track_caller]
fn prints(lang: Lang, examples: &str, year: i32, rows: &[(&str, &str, &str)]) {
    let style = style(lang, examples);
    let context = DateContext { release_year: Some(year) };
    for (text, words, expected) in rows {
        let printed = moment(text).print(&style, form(words), context);
        assert_eq!(printed.as_deref(), Ok(*expected), "{text} | {words} in {examples}");
    }
}

#[test]
fn default_japanese() {
    let rows = [
        ("2024-07-09", "", "令和6年7月9日"),
        ("2019-05-01", "", "令和元年5月1日"),
        ("2019", "", "令和元年"),
        ("2024-07-16T16:40", "", "令和6年7月16日午後4時40分"),
        ("2024-07-16T16:00 頃", "", "令和6年7月16日午後4時頃"),
        ("2024-07-18T12:00", "time", "正午"),
        ("2024-07-18T00:00", "time", "午前0時"),
        ("2024-07-18T12:30", "time", "午後0時30分"),
        ("2022-12-02T09:00:00", "time", "午前9時"),
        ("2022-12-02 09:00:00", "ymd", "令和4年12月2日"),
        ("2008-12/2010-08-04", "", "平成20年12月から平成22年8月4日まで"),
        ("2008-12/..", "", "平成20年12月から"),
        ("../2024-05-16", "md", "5月16日まで"),
        ("2018-10/2020-05", "", "平成30年10月から令和2年5月まで"),
        ("2019-04-01/2019-05-31", "", "平成31年4月1日から令和元年5月31日まで"),
        ("2024-06-25/2024-06-28", "md", "6月25日から28日まで"),
        ("2024-06-25/2024-06-28", "md weekday", "6月25日(火)から28日(金)まで"),
        ("2024-06-25/2024-06-28", "ym", "令和6年6月"),
        ("2022-06-21T18:00/2022-06-21T19:30", "time", "午後6時から7時30分まで"),
        ("2022-06-21T10:30/2022-06-21T13:30", "time", "午前10時30分から午後1時30分まで"),
        ("2022-06-25T12:00/2022-07-04T14:40 頃", "", "令和4年6月25日正午から7月4日午後2時40分頃まで"),
        ("2021年度", "", "令和3年度"),
        ("2021年度, 2022年度", "seireki", "2021年度、2022年度"),
        ("2008-10, 2020-05", "", "平成20年10月、令和2年5月"),
        ("2024-07-10, 2024-07-12/2024-07-15, 2024-07-16", "md", "7月10日、12日から15日まで、16日"),
        ("2012 ごろ", "seireki", "2012年ごろ"),
        ("2012~", "", "平成24年頃"),
        ("2010-11 末迄", "", "平成22年11月末まで"),
        ("2024-07 中旬", "", "令和6年7月中旬"),
        ("2024-07 上旬/2024-07 下旬", "", "令和6年7月上旬から下旬まで"),
        ("2022-12-02 午前", "", "令和4年12月2日午前"),
        ("2022-12-02 午前", "md weekday", "12月2日(金)"),
        ("2008-12 初め", "", "平成20年12月初め"),
        ("2024-07-10 以降", "md", "7月10日以降"),
        ("2010-10-06 迄", "", "平成22年10月6日まで"),
        ("2024-07-09", "y", "令和6年"),
        ("2024-07-09", "both", "令和6年(2024年)7月9日"),
        ("2024-07-09", "seireki ym", "2024年7月"),
        ("2008-12", "md", "12月"),
        ("1872-12-31", "", "1872年12月31日"),
        ("不明", "md", "不明"),
    ];
    prints(Lang::Ja, "", 2024, &rows);
}

#[test]
fn styles_of_releases() {
    prints(
        Lang::Ja,
        "date=7月9日(火曜日) time=16時",
        2024,
        &[
            ("2024-07-09", "", "7月9日(火曜日)"),
            ("2024-07-16T16:00 頃", "", "7月16日(火曜日)16時頃"),
            ("2024-07-23T10:00", "md time", "7月23日10時"),
            ("2024-07-17T09:27", "", "7月17日(水曜日)9時27分"),
            ("2024-06-25/2024-06-28", "", "6月25日(火曜日)から28日(金曜日)まで"),
            ("2024-06-28", "d weekday", "28日(金曜日)"),
            ("2023-03-09", "", "令和5年3月9日(木曜日)"),
            ("2023-12-28/2024-01-04", "md", "12月28日から1月4日まで"),
            ("2023-12-28/2024-01-04", "", "令和5年12月28日(木曜日)から令和6年1月4日(木曜日)まで"),
        ],
    );
    prints(
        Lang::Ja,
        "date=6/24 time=09:00 range=～",
        2022,
        &[
            ("2022-06-16T10:30/2022-06-16T11:30", "time", "10:30～11:30"),
            ("2022-06-22T03:00", "", "6/22 03:00"),
            ("2022-06-23T11:00/..", "", "6/23 11:00～"),
            ("2022-06-23T11:00/..", "time", "11:00～"),
            ("2022-06-21", "d", "21日"),
            ("2022-06-24 午後", "", "6/24午後"),
            ("2022-06-21/2022-06-22", "", "6/21～6/22"),
            ("../2022-06-22", "", "～6/22"),
        ],
    );
    prints(
        Lang::Ja,
        "date=平成22年8月4日(水) until=迄",
        2010,
        &[
            ("2010-08-04", "", "平成22年8月4日(水)"),
            ("2010-09-27 迄", "", "平成22年9月27日(月)迄"),
            ("2010-10-06 迄", "ymd", "平成22年10月6日迄"),
            ("2010-11 末迄", "md", "11月末迄"),
            ("2008-12/2010-08-04", "ymd", "平成20年12月から平成22年8月4日まで"),
        ],
    );
    prints(
        Lang::Ja,
        "date=令和4年(2022年)12月6日(火)",
        2022,
        &[
            ("2022-12-06", "", "令和4年(2022年)12月6日(火)"),
            ("2019-05", "", "令和元年(2019年)5月"),
            ("2022-12-06", "wareki", "令和4年12月6日(火)"),
        ],
    );
    prints(
        Lang::Ja,
        "date=令和_4_年_11_月_25_日（金） time=8_時_30_分",
        2022,
        &[
            ("2022-11-25", "", "令和 4 年 11 月 25 日（金）"),
            ("2022-11-25", "ym", "令和 4 年 11 月"),
            ("2022-12-02T08:30", "md time", "12 月 2 日 8 時 30 分"),
            ("2022-12-02T16:00", "time", "16 時"),
        ],
    );
    prints(Lang::Ja, "date=2024_年6_月14_日(金)", 2024, &[("2024-06-14", "", "2024 年6 月14 日(金)")]);
    prints(Lang::Ja, "date=令和6.3.31", 2024, &[("2024-03-31", "", "令和6.3.31"), ("2024-03", "", "令和6.3")]);
    prints(Lang::Ja, "date=R6.3.31", 2024, &[("2019-05-01", "", "R1.5.1")]);
    prints(Lang::Ja, "date=2024/07/09", 2024, &[("2024-03-01", "", "2024/03/01"), ("2024", "", "2024年")]);
    prints(
        Lang::Ja,
        "date=11月25日(金) time=16時40分",
        2022,
        &[
            ("2022-12-02T16:40", "time", "16時40分"),
            ("2022-11-25/2022-12-02 午前", "", "11月25日(金)から12月2日(金)午前まで"),
            ("2021-11-25", "", "令和3年11月25日(木)"),
        ],
    );
    prints(
        Lang::Ja,
        "date=令和６年７月９日 time=午後４時",
        2024,
        &[("2024-07-19T09:05", "", "令和６年７月１９日午前９時５分")],
    );
}

#[test]
fn english() {
    prints(
        Lang::En,
        "",
        2025,
        &[
            ("2024-07-09", "", "9 July 2024"),
            ("2024-07-09", "weekday", "Tuesday 9 July 2024"),
            ("2024-07-16T16:40", "", "4:40 p.m. on 16 July 2024"),
            ("2024-07-16T16:00 around", "", "around 4 p.m. on 16 July 2024"),
            ("2024-07-16T12:00", "time", "noon"),
            ("2024-07-16T00:30", "time", "12:30 a.m."),
            ("2024-06-25/2024-06-28", "", "from 25 to 28 June 2024"),
            ("2008-12/2010-08-04", "", "from December 2008 to 4 August 2010"),
            ("2010-07-26/2010-08-04", "", "from 26 July to 4 August 2010"),
            ("2022-06-21T18:00/2022-06-21T19:30", "", "from 6 p.m. to 7:30 p.m. on 21 June 2022"),
            ("2008-12/..", "", "from December 2008"),
            ("../2024-05-16", "md", "until 16 May"),
            ("2010-10-06 by", "", "by 6 October 2010"),
            ("2010-11 by end", "", "by the end of November 2010"),
            ("2024-07 mid", "", "mid-July 2024"),
            ("2022-12-02 午前", "", "the morning of 2 December 2022"),
            ("2021年度", "", "fiscal year 2021"),
            ("2012~", "", "around 2012"),
            ("2008-10, 2020-05", "", "October 2008 and May 2020"),
            ("under investigation", "", "under investigation"),
        ],
    );
    prints(
        Lang::En,
        "date=July_9,_2024 range=– time=16:40",
        2025,
        &[
            ("2024-07-09", "", "July 9, 2024"),
            ("2024-06-25/2024-06-28", "", "June 25–28, 2024"),
            ("2024-06-25/2024-07-04", "", "June 25 – July 4, 2024"),
            ("2022-06-21T18:00/2022-06-21T19:30", "md time", "18:00–19:30 on June 21"),
            ("2024-07-16T16:40", "md time", "16:40 on July 16"),
        ],
    );
    prints(
        Lang::En,
        "date=Tuesday,_9_July_2024",
        2024,
        &[("2024-07-16", "", "Tuesday, 16 July 2024"), ("2024-07-16", "md", "16 July")],
    );
    prints(Lang::En, "date=Jul_9,_2024", 2024, &[("2024-09-16", "", "Sep 16, 2024"), ("2024-05", "", "May 2024")]);
    prints(
        Lang::En,
        "date=9_July range=–",
        2024,
        &[("2024-06-25/2024-06-28", "", "25–28 June"), ("2023-01-02", "", "2 January 2023")],
    );
}

#[test]
fn sources_read_back() {
    for (text, source) in [
        ("2024-07-16T16:00 頃", "2024-07-16T16:00 頃"),
        ("2024-07-16T16:00 around", "2024-07-16T16:00 頃"),
        ("2012~", "2012 頃"),
        ("2012 ごろ", "2012 ごろ"),
        ("2010-11 末迄", "2010-11 末迄"),
        ("2010-11 by end", "2010-11 末迄"),
        ("2022-12-02T09:00:00+09:00", "2022-12-02T09:00+09:00"),
        ("2022-12-02 09:00:00Z", "2022-12-02T09:00+00:00"),
        ("2008-12/", "2008-12/"),
        ("../2024-05-16", "../2024-05-16"),
        ("2008-10,2020-05", "2008-10, 2020-05"),
        ("2021年度", "2021年度"),
        ("2010-09-01/2010-09-27 迄", "2010-09-01/2010-09-27 迄"),
        ("unknown", "不明"),
    ] {
        let read = moment(text);
        assert_eq!(read.print_source(), source);
        assert_eq!(moment(source), read);
    }
}

#[test]
fn refusals_name_their_place_and_the_way_out() {
    let table = [
        ("2024-02-30", "2024-02-".len().."2024-02-30".len(), ""),
        ("2024-13-01", 5..7, ""),
        ("2024-07-09T25:00", 11..13, ""),
        ("2024-07-09T24:00", 11..13, "T00:00"),
        ("2024-07-09T10:00:30", 16..19, ""),
        ("2024-7-9", 5..8, "2桁"),
        ("令和6年7月9日", 0.."令和6年7月9日".len(), "「2024-07-09」"),
        ("平成22年8月4日(水)", 0.."平成22年8月4日(水)".len(), "「2010-08-04」"),
        ("令和元年5月", 0.."令和元年5月".len(), "「2019-05」"),
        ("2024年7月9日", 0.."2024年7月9日".len(), "「2024-07-09」"),
        ("2024年7月16日(火)16時頃", 0.."2024年7月16日(火)16時頃".len(), "「2024-07-16T16:00 頃」"),
        ("R6.3.31", 0..7, "「2024-03-31」"),
        ("2024/7/9", 0..8, "「2024-07-09」"),
        ("令和3年度", 0.."令和3年度".len(), "「2021年度」"),
        ("2024-06-25/28", 11..13, "2024-06-28"),
        ("2010-08-04/2008-12", 0..18, ""),
        ("2024-07-09 とか", 11.."2024-07-09 とか".len(), "頃"),
        ("2024-07 午前", 8.."2024-07 午前".len(), "午前"),
        ("2024-07-09T10:00 午前", 17.."2024-07-09T10:00 午前".len(), "午前"),
        ("2008-12 以降/..", 0.."2008-12 以降".len(), "2008-12/.."),
        ("2024-07-09?", 10..11, ""),
        ("201X", 0..4, ""),
        ("../..", 0..5, ""),
        ("09:00:00", 0..8, ""),
        ("", 0..0, ""),
        ("2024-07-09,", 11..11, ""),
    ];
    for (text, range, hint) in table {
        let problem = Moment::parse(text).expect_err(text);
        assert_eq!(problem.range, range, "{text}: {problem:?}");
        assert!(problem.hint.as_ref().map_or("", |hint| hint.ja.as_str()).contains(hint), "{text}: {problem:?}");
    }
    let none = moment("2008-12").print(&DateStyle::default_for(Lang::Ja), form("d"), DateContext::default());
    assert!(none.is_err());
}

#[test]
fn bounds() {
    let table = [
        ("2024-07-09", "2024-07-09 00:00:00", "2024-07-09 23:59:59"),
        ("2024-07-16T16:00 頃", "2024-07-16 16:00:00", "2024-07-16 16:00:00"),
        ("2024-02", "2024-02-01 00:00:00", "2024-02-29 23:59:59"),
        ("2021年度", "2021-04-01 00:00:00", "2022-03-31 23:59:59"),
        ("2024-07 中旬", "2024-07-11 00:00:00", "2024-07-20 23:59:59"),
        ("2022-12-02 午前", "2022-12-02 00:00:00", "2022-12-02 12:00:00"),
        ("2008-12/2010-08-04", "2008-12-01 00:00:00", "2010-08-04 23:59:59"),
        ("2010-10-06 迄", "", "2010-10-06 23:59:59"),
        ("2008-12/..", "2008-12-01 00:00:00", ""),
        ("../2010-10-06", "", "2010-10-06 23:59:59"),
        ("2010-10-06 以降", "2010-10-06 00:00:00", ""),
        ("2020-05, 2008-10", "2008-10-01 00:00:00", "2020-05-31 23:59:59"),
        ("不明", "", ""),
    ];
    let text = |bound: Option<chrono::NaiveDateTime>| bound.map_or(String::new(), |bound| bound.to_string());
    for (source, earliest, latest) in table {
        let moment = moment(source);
        assert_eq!((text(moment.earliest()).as_str(), text(moment.latest()).as_str()), (earliest, latest), "{source}");
    }
    let range = moment("2008-12/2010-08-04");
    assert_eq!(range.start_moment().unwrap().print_source(), "2008-12");
    assert_eq!(range.end_moment().unwrap().print_source(), "2010-08-04");
    assert_eq!(range.points().len(), 2);
    assert_eq!(moment("2008-12/..").end(), None);
}

fn points() -> impl Strategy<Value = String> {
    let date =
        prop_oneof!["[0-9]{4}", "20[0-2][0-9]-(0[1-9]|1[0-2])", "20[0-2][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"];
    let rest =
        "(T([01][0-9]|2[0-3]):[0-5][0-9](\\+09:00|Z|-03:30)?)?( ?(午前|正午|上旬|末|中|夜)?(頃|ごろ)?(迄|以降)?)?";
    (date, rest).prop_map(|(date, rest)| date + &rest)
}

proptest! {
    #[test]
    fn read_moments_read_back(a in points(), b in points(), shape in 0..5) {
        let text = match shape {
            0 => a,
            1 => format!("{a}/{b}"),
            2 => format!("{a}/.."),
            3 => format!("/{b}"),
            _ => format!("{a}, {b}"),
        };
        if let Ok(read) = Moment::parse(&text) {
            prop_assert_eq!(Moment::parse(&read.print_source()), Ok(read.clone()));
            for lang in [Lang::Ja, Lang::En] {
                let printed = read.print(&DateStyle::default_for(lang), DateForm::default(), DateContext::default());
                prop_assert!(printed.is_ok_and(|printed| !printed.contains("午後0時 ") && !printed.contains("午前12時")));
            }
        }
    }

    #[test]
    fn never_panics(text in "[0-9TZ:~/., +年月日時頃令和平成上旬末迄-]{0,24}|.*") {
        match Moment::parse(&text) {
            Ok(read) => for words in ["", "y", "md weekday", "d", "time", "both"] {
                for lang in [Lang::Ja, Lang::En] {
                    let _ = read.print(&DateStyle::default_for(lang), form(words), DateContext::default());
                }
            },
            Err(problem) => prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem),
        }
    }
}
