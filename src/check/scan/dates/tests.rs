//! Dates in all the forms of the releases, and numbers that are none.

use super::*;

type Short = (String, Option<i32>, Option<u32>, Option<u32>, bool);

fn scan(text: &str) -> Vec<Short> {
    let found = dates(text).into_iter().filter(|date| !date.named && !date.is_bare_day());
    found.map(|date| (text[date.whole()].to_string(), date.year(), date.month, date.day, date.time.is_some())).collect()
}

#[track_caller]
fn reads(text: &str, whole: &str, year: Option<i32>, month: Option<u32>, day: Option<u32>, time: bool) {
    assert_eq!(scan(text), [(whole.to_string(), year, month, day, time)], "{text}");
}

#[test]
fn japanese_dates_are_read() {
    reads("去る令和6年7月9日に", "令和6年7月9日", Some(2024), Some(7), Some(9), false);
    reads("2024年7月9日(火)", "2024年7月9日(火)", Some(2024), Some(7), Some(9), false);
    reads("2024 年6 月14 日(金)、", "2024 年6 月14 日(金)", Some(2024), Some(6), Some(14), false);
    reads("7月9日", "7月9日", None, Some(7), Some(9), false);
    reads("７月９日", "７月９日", None, Some(7), Some(9), false);
    reads("二〇二四年七月二十九日", "二〇二四年七月二十九日", Some(2024), Some(7), Some(29), false);
    reads("令和元年十月十日", "令和元年十月十日", Some(2019), Some(10), Some(10), false);
    reads("令和4年(2022年)12月6日(火)", "令和4年(2022年)12月6日(火)", Some(2022), Some(12), Some(6), false);
    reads("7月16日（火曜日）16時頃", "7月16日（火曜日）16時", None, Some(7), Some(16), true);
    reads("R3年度分", "R3年度", Some(2021), None, None, false);
    reads("2021年度", "2021年度", Some(2021), None, None, false);
    reads("11月末", "11月", None, Some(11), None, false);
    reads("6年7月", "6年7月", None, Some(7), None, false);
    reads("午後4時40分", "午後4時40分", None, None, None, true);
    reads("9時半", "9時半", None, None, None, true);
    reads("昨年の七月九日", "七月九日", None, Some(7), Some(9), false);
}

#[test]
fn other_dates_are_read() {
    reads("on 2024-07-09.", "2024-07-09", Some(2024), Some(7), Some(9), false);
    reads("2024/7/9", "2024/7/9", Some(2024), Some(7), Some(9), false);
    reads("6/24より", "6/24", None, Some(6), Some(24), false);
    reads("July 9, 2024", "July 9, 2024", Some(2024), Some(7), Some(9), false);
    reads("on 9 July 2024 at", "9 July 2024", Some(2024), Some(7), Some(9), false);
    reads("the 9th of July", "9th of July", None, Some(7), Some(9), false);
    reads("Sept. 2024", "Sept. 2024", Some(2024), Some(9), None, false);
    reads("at 2:05 pm", "2:05 pm", None, None, None, true);
    reads("09:00", "09:00", None, None, None, true);
}

#[test]
fn other_numbers_are_none() {
    for text in [
        "3年間",
        "3年生",
        "1か月",
        "24時間",
        "24/7",
        "1/2",
        "3/4",
        "1.2.3",
        "192-168-1",
        "13月",
        "0月",
        "2024",
        "第7条",
        "may 5",
        "in May we",
        "1:2",
        "1:2:3",
        "45:10",
        "092-533-2983",
        "2016/679",
        "5月間",
        "100日",
        "１００7月9日",
        "明日",
        "一部",
        "十分",
        "v1/2024",
        "AB12/5",
        "32 July",
        "July 90",
    ] {
        assert_eq!(scan(text), [], "{text}");
    }
}

#[test]
fn whole_texts_are_dates_or_times() {
    let texts = "16:59¦24:00¦9時40分¦9時 40分¦9 am¦9 p.m.¦10：05¦Tuesday, the 9th of July¦Tuesday July 9¦July 1868¦July 2200¦\
        July 31¦July 9,2024¦9 July, 2024¦9 Jun¦2024-7-9¦2024.7.9¦2200/1/1¦1868/1/1¦1/5¦4/4¦12/31¦13/1(月)¦\
        7月9日火曜日¦7月9日火曜¦7月9日(Tuesday)¦1000年¦令和４（２０２２）年12月¦12月31日 23時";
    for text in texts.split('¦') {
        assert_eq!(scan(text).into_iter().map(|date| date.0).collect::<Vec<_>>(), [text]);
    }
}

#[test]
fn what_is_beyond_a_limit_is_left() {
    let none = "6/24/¦16:60¦10:20:30¦16:40a¦25:00¦9時給¦9 apples¦July¦July 1867¦July 2201¦0 July¦9 Ju¦9 Juli¦July 9x¦\
        9 July 2024x¦6.24¦12/32¦0/5¦5/0¦1/4¦2201/1/1¦1867/1/1¦24/7/9(火)¦6/24a¦6/24%¦6/24-5¦100/1/1¦2024/123¦2024/1/123¦0999年";
    for text in none.split('¦') {
        assert_eq!(scan(text), [], "{text}");
    }
    for (text, whole) in [
        ("7月9日(火", "7月9日"),
        ("7月9日火", "7月9日"),
        ("7月9日(月末)", "7月9日"),
        ("7月9日Tuesday", "7月9日"),
        ("7月9日 16:60", "7月9日"),
        ("6/24-", "6/24"),
    ] {
        assert_eq!(scan(text).into_iter().map(|date| date.0).collect::<Vec<_>>(), [whole]);
    }
}

#[test]
fn names_of_laws_are_no_dates() {
    assert_eq!(scan("個人情報の保護に関する法律(平成15年法律第57号)"), []);
    assert_eq!(scan("2024年版の手引"), []);
    assert_eq!(scan("2024年度版"), []);
    assert_eq!(scan("2025年3月期"), []);
}

#[test]
fn years_weekdays_and_bare_days_are_kept_apart() {
    let text = "平成31年(2018年)5月2日（水曜日）9時半から28日(金・祝)、Tuesday, 9 July 2024";
    let found = dates(text);
    let words = |range: &Range<usize>| text[range.clone()].to_string();
    let years: Vec<Vec<i32>> =
        found.iter().map(|date| date.years.iter().map(|year| year.gregorian).collect()).collect();
    assert_eq!(years, [vec![2019, 2018], vec![], vec![2024]]);
    let weekdays: Vec<_> = found.iter().filter_map(|date| date.weekday.as_ref()).collect();
    assert_eq!(weekdays.iter().map(|(index, _)| *index).collect::<Vec<u32>>(), [2, 4, 1]);
    assert_eq!(weekdays.iter().map(|(_, range)| words(range)).collect::<Vec<_>>(), ["（水曜日）", "(金", "Tuesday"]);
    assert_eq!(words(&found[0].whole()), "平成31年(2018年)5月2日（水曜日）9時半");
    assert_eq!(found.iter().map(Typed::is_bare_day).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn some_dates_may_be_something_else() {
    let certain = |text: &str| dates(text).iter().map(Typed::is_certain).collect::<Vec<bool>>();
    assert_eq!(certain("6/24"), [false]);
    assert_eq!(certain("6/24(月)、1/2(火)、2024/6/24、13月1日"), [true; 4]);
    assert_eq!(certain("11月末、16時"), [false, false]);
    assert_eq!(certain("第2月30日目、5日間、一日も早く、-28日、100日"), [false; 0]);
    let text = "3年28日";
    assert_eq!(dates(text).iter().map(|date| &text[date.whole()]).collect::<Vec<_>>(), ["28日"]);
}
