//! Expected values are those of real releases (`facts-in-real-releases.md` §1), written by hand.
#![allow(clippy::too_many_lines, reason = "a table of spellings reads better whole")]

use super::*;
use proptest::prelude::*;

fn ja(text: &str) -> Figure {
    Figure::parse(text, Lang::Ja).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn en(text: &str) -> Figure {
    Figure::parse(text, Lang::En).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

#[test]
fn spellings_of_releases() {
    use Writing::*;
    let table = [
        ("約8千6百件", 8600, Some(Sen), "件"),
        ("約22万4千件", 224_000, Some(Sen), "件"),
        ("約14万2千件", 142_000, Some(Sen), "件"),
        ("約3万7千件", 37_000, Some(Sen), "件"),
        ("約37,000人分", 37_000, Some(Comma), "人分"),
        ("約43,000件", 43_000, Some(Comma), "件"),
        ("約 14,000 件", 14_000, Some(Comma), "件"),
        ("約416万人分", 4_160_000, Some(Man), "人分"),
        ("約69万件", 690_000, Some(Man), "件"),
        ("46万517人分", 460_517, Some(Man), "人分"),
        ("36万573件", 360_573, Some(Man), "件"),
        ("7万4,767世帯分", 74_767, Some(Man), "世帯分"),
        ("1万6,765件", 16_765, Some(Man), "件"),
        ("6万9,261件", 69_261, Some(Man), "件"),
        ("7,949世帯分", 7_949, Some(Comma), "世帯分"),
        ("88,627件", 88_627, Some(Comma), "件"),
        ("1,603 名", 1_603, Some(Comma), "名"),
        ("3622 件", 3_622, Some(Plain), "件"),
        ("約1300件", 1_300, Some(Plain), "件"),
        ("約450人", 450, None, "人"),
        ("延べ約42万人", 420_000, Some(Man), "人"),
        ("延べ419,254人", 419_254, Some(Comma), "人"),
        ("14万8,620人", 148_620, Some(Man), "人"),
        ("3事業者", 3, None, "事業者"),
        ("11校", 11, None, "校"),
        ("1ヵ月", 1, None, "ヵ月"),
        ("16万765件", 160_765, Some(Man), "件"),
        ("1万6765件", 16_765, Some(ManPlain), "件"),
        ("１，１２０件", 1_120, Some(Comma), "件"),
        ("約3千万人", 30_000_000, Some(Sen), "人"),
        ("1億2,000万件", 120_000_000, Some(Man), "件"),
        ("約1.5万件", 15_000, Some(Man), "件"),
        ("0件", 0, None, "件"),
        ("43,000", 43_000, Some(Comma), ""),
    ];
    for (text, value, writing, unit) in table {
        let figure = ja(text);
        assert_eq!((figure.low(), figure.high()), (Some(value), Some(value)), "{text}");
        assert_eq!((figure.quantity().unwrap().writing(), figure.unit()), (writing, unit), "{text}");
        assert_eq!(figure.print(), text);
        assert_eq!(figure.is_exact(), !text.contains('約'), "{text}");
    }
}

#[test]
fn limits() {
    let table = [
        ("803～834名", Some(803), Some(834)),
        ("803〜834名", Some(803), Some(834)),
        ("803から834名", Some(803), Some(834)),
        ("9,500～1万件", Some(9_500), Some(10_000)),
        ("5万～6万件", Some(50_000), Some(60_000)),
        ("最大5万件", Some(0), Some(50_000)),
        ("最大約5万件", Some(0), Some(50_000)),
        ("少なくとも100件", Some(100), None),
        ("100件以上", Some(100), None),
        ("100 件 以上", Some(100), None),
        ("100件以下", Some(0), Some(100)),
        ("100件未満", Some(0), Some(99)),
        ("100件超", Some(101), None),
        ("100件程度", Some(100), Some(100)),
        ("1万人余り", Some(10_000), None),
        ("5万件弱", Some(0), Some(50_000)),
        ("数十人", Some(20), Some(99)),
        ("数百名分", Some(200), Some(999)),
        ("数十万件", Some(200_000), Some(999_999)),
        ("数件", Some(2), Some(9)),
    ];
    for (text, low, high) in table {
        let figure = ja(text);
        assert_eq!((figure.low(), figure.high(), figure.is_exact()), (low, high, false), "{text}");
        assert_eq!(figure.print(), text);
    }
    assert_eq!(ja("100件以上").unit(), "件");
    assert_eq!(ja("数百名分").unit(), "名分");
    assert!(ja("延べ約42万人").quantity().unwrap().cumulative());
}

#[test]
fn english() {
    let table = [
        ("about 8,600 records", Some(8_600), Some(8_600), "records"),
        ("About 8,600 records", Some(8_600), Some(8_600), "records"),
        ("at least 100 people", Some(100), None, "people"),
        ("at most 100 people", Some(0), Some(100), "people"),
        ("up to 5 schools", Some(0), Some(5), "schools"),
        ("more than 100 people", Some(101), None, "people"),
        ("fewer than 100 people", Some(0), Some(99), "people"),
        ("803 to 834 people", Some(803), Some(834), "people"),
        ("803–834 people", Some(803), Some(834), "people"),
        ("100 people or more", Some(100), None, "people"),
        ("about 4.16 million people", Some(4_160_000), Some(4_160_000), "people"),
        ("hundreds of people", Some(200), Some(999), "people"),
        ("3,622 records", Some(3_622), Some(3_622), "records"),
        ("157 mail addresses", Some(157), Some(157), "mail addresses"),
    ];
    for (text, low, high, unit) in table {
        let figure = en(text);
        assert_eq!((figure.low(), figure.high(), figure.unit()), (low, high, unit), "{text}");
        assert_eq!(figure.print(), text);
    }
    assert!(en("3,622 records").is_exact());
}

#[test]
fn words() {
    for (text, meaning) in [
        ("不明", FigureMeaning::Unknown),
        ("調査中", FigureMeaning::UnderInvestigation),
        ("確認中", FigureMeaning::BeingConfirmed),
        ("非公表", FigureMeaning::NotDisclosed),
        ("なし", FigureMeaning::None),
    ] {
        let figure = ja(text);
        assert!(matches!(&figure, Figure::Word(word) if word.meaning == meaning));
        assert_eq!((figure.print().as_str(), figure.low(), figure.is_exact()), (text, None, false));
    }
    assert!(matches!(en("under investigation"), Figure::Word(_)));
    assert!(matches!(en("Unknown"), Figure::Word(_)));
    assert!(Figure::parse("不明", Lang::En).is_err());
}

#[test]
fn refusals_name_their_place() {
    let table = [
        ("", 0..0),
        (" 5件", 0.." 5件".len()),
        ("件数不明", 0.."件数不明".len()),
        ("3,622件(2,761名)", "3,622件".len().."3,622件(".len()),
        ("36,22件", 0..5),
        ("1,2345件", 0..6),
        ("803名～834名", "803名".len().."803名～".len()),
        ("834～803名", 0.."834～803".len()),
        ("5～6万件", 0.."5～6万".len()),
        ("約延べ42万人", "約".len().."約延べ".len()),
        ("99999999999999999999件", 0..20),
        ("6百8千件", 0.."6百8千".len()),
        ("4万46万件", 0.."4万46万".len()),
        ("1.5件", 0..3),
        ("0件未満", 0.."0件未満".len()),
        ("最大5件以上", 0.."最大5件以上".len()),
        ("803～名", "803".len().."803～名".len()),
        ("三百件", 0.."三百件".len()),
    ];
    for (text, range) in table {
        let problem = Figure::parse(text, Lang::Ja).expect_err(text);
        assert_eq!(problem.range, range, "{text}: {problem:?}");
    }
    assert!(Figure::parse("43万 people", Lang::En).is_err());
    assert!(Figure::parse("4.16 people", Lang::En).is_err());
}

#[track_caller]
fn styled(example: &str, text: &str, expected: &str) {
    let style = FigureStyle::parse(example, Lang::Ja).unwrap();
    assert_eq!(ja(text).print_in(&style, FigureForm::default()).unwrap(), expected, "{text} as {example}");
}

#[test]
fn styles_by_example() {
    styled("3622 件(2761 名)", "3,622件", "3622 件");
    styled("3622 件(2761 名)", "116名", "116 名");
    styled("3,622件(2,761名)", "3622 件", "3,622件");
    styled("3,622件", "約 14,000 件", "約14,000件");
    styled("3,622件", "約8千6百件", "約8,600件");
    styled("46万517人", "74,767世帯分", "7万4,767世帯分");
    styled("46万517人", "7,949世帯分", "7,949世帯分");
    styled("1万6765件", "74,767世帯分", "7万4767世帯分");
    styled("約8千6百件", "約43,000件", "約4万3千件");
    styled("約8千6百件", "460,517人", "46万517人");
    styled("362件", "約8千6百件", "約8千6百件");
    styled("３，６２２件", "3,622件", "３，６２２件");
    styled("3,622件", "３６２件", "362件");
    styled("3,622件", "数十人", "数十人");
    styled("3622件", "延べ約9,500～1万件程度", "延べ約9500～10000件程度");
    styled("3,622件", "不明", "不明");
}

#[test]
fn second_measures_stand_in_the_brackets_of_the_example() {
    let join = |example| FigureStyle::parse(example, Lang::Ja).unwrap().join("a", "b");
    assert_eq!(join("3622 件(2761 名)"), "a(b)");
    assert_eq!(join("3,622件 （2,761名）"), "a （b）");
    assert_eq!(FigureStyle::default_for(Lang::En).join("a", "b"), "a (b)");
    for wrong in ["3,622件(2,761名", "3,622件(不明)", "不明", "3,622件(2,761名)ほか", "("] {
        assert!(FigureStyle::parse(wrong, Lang::Ja).is_err(), "{wrong}");
    }
    let problem = FigureStyle::parse("3,622件(2,7名)", Lang::Ja).unwrap_err();
    assert_eq!(problem.range, "3,622件(".len().."3,622件(2,7".len());
}

#[test]
fn forms_of_prose() {
    let plain = FigureStyle::default_for(Lang::Ja);
    let form = |words: &[&str]| {
        let mut form = FigureForm::default();
        assert!(words.iter().all(|word| form.set(word)));
        form
    };
    let table = [
        ("約43,000件", &["number"][..], "43,000"),
        ("約43,000件", &["plain"], "約43000件"),
        ("約43,000件", &["man"], "約4万3,000件"),
        ("約43,000件", &["sen"], "約4万3千件"),
        ("約8千6百件", &["comma"], "約8,600件"),
        ("約8千6百件", &["number", "comma"], "8,600"),
        ("803～834名", &["number"], "803～834"),
        ("12,000,000件", &["sen"], "1千2百万件"),
        ("2,240,000件", &["sen"], "224万件"),
        ("数十人", &["number"], "数十"),
        ("不明", &["number"], "不明"),
    ];
    for (text, words, expected) in table {
        assert_eq!(ja(text).print_in(&plain, form(words)).as_deref(), Ok(expected), "{text} {words:?}");
    }
    let problem = ja("約46万517件").print_in(&plain, form(&["sen"])).unwrap_err();
    assert_eq!(problem.range, "約".len().."約46万517".len());
    assert!(ja("数十人").print_in(&plain, form(&["comma"])).is_err());
    let english = FigureStyle::default_for(Lang::En);
    assert_eq!(en("about 4.16 million people").print_in(&english, form(&["comma"])).unwrap(), "about 4,160,000 people");
    assert!(en("8,600 people").print_in(&english, form(&["man"])).is_err());
    assert!(!FigureForm::default().set("who"));
}

fn writings() -> impl Strategy<Value = Writing> {
    use Writing::*;
    prop_oneof![Just(Plain), Just(Comma), Just(Man), Just(ManPlain), Just(Sen)]
}

proptest! {
    #[test]
    fn every_writing_reads_back(value in prop_oneof![0..100_000u64, any::<u64>(), (0..10_000_000u64).prop_map(|n| n * 100)], writing in writings(), wide: bool) {
        if let Some(number) = writing.write(value) {
            let number = if wide { super::super::widen(&number) } else { number };
            let figure = ja(&format!("約{number}件"));
            prop_assert_eq!(figure.low(), Some(value));
            prop_assert_eq!(figure.unit(), "件");
            let shown = figure.quantity().unwrap().writing();
            // A number may look the same in several writings; the one it shows must write it in the same way.
            let same = shown.is_none_or(|shown| shown.write(value) == writing.write(value));
            prop_assert!(same, "{} {:?}", number, shown);
        }
    }

    #[test]
    fn printing_reads_back(text in "(延べ)?(最大|少なくとも)?(約|およそ)? ?[0-9]{1,4}(～[0-9]{1,4}|万|千|億)? ?(件|名|人分)?(以上|未満|程度)?") {
        if let Ok(figure) = Figure::parse(&text, Lang::Ja) {
            prop_assert_eq!(figure.print(), text.clone());
            prop_assert_eq!(figure.print_in(&FigureStyle::default_for(Lang::Ja), FigureForm::default()), Ok(text));
            if let (Some(low), Some(high)) = (figure.low(), figure.high()) {
                prop_assert!(low <= high);
            }
        }
    }

    #[test]
    fn english_reads_back(text in "(at least |up to |more than )?(about )?[0-9]{1,3}(,[0-9]{3}){0,2}( to 999,999| million)? (people|records)( or more)?") {
        if let Ok(figure) = Figure::parse(&text, Lang::En) {
            prop_assert_eq!(figure.print_in(&FigureStyle::default_for(Lang::En), FigureForm::default()), Ok(text));
        }
    }

    #[test]
    fn never_panics(text in r"[0-9０-９,，.．～千百億万兆数十約件名延べ最大以上未満 　()（a-z]{0,12}|.*", example in ".*", lang in prop_oneof![Just(Lang::Ja), Just(Lang::En)]) {
        let style = FigureStyle::parse(&example, lang).unwrap_or_else(|_| FigureStyle::default_for(lang));
        match Figure::parse(&text, lang) {
            Ok(figure) => for word in ["number", "plain", "man", "sen"] {
                let mut form = FigureForm::default();
                form.set(word);
                let _ = figure.print_in(&style, form);
            },
            Err(problem) => prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem),
        }
    }
}
