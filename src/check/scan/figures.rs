//! Figures as people type them: 3,622件, 約8千6百件, 百十六名, 12 messages.

use super::chars::{Chars, is_blank, is_digit, is_kanji};
use super::dates::{Typed as Date, dates};
use super::kanji;
use super::names::{begins_line, is_bare_name, is_capital, is_name};
use crate::locale::{Figure, Lang};
use std::ops::Range;

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Number and counter, in bytes.
    pub range: Range<usize>,
    /// The same in characters.
    pub chars: Range<usize>,
    /// The number, unless it is a vague or a broken one.
    pub value: Option<u64>,
    /// The counter, without 分 and the like; empty if there is none.
    pub unit: &'static str,
    /// Whether a word says that it is only near.
    pub near: bool,
    /// Whether it counts 延べ.
    pub cumulative: bool,
}

/// Counters, each with the one that it is compared as. A longer one comes before its beginning.
const COUNTERS: &[(&str, &str)] = &[
    ("人分", "人"),
    ("人様", "人"),
    ("人", "人"),
    ("名様分", "人"),
    ("名様", "人"),
    ("名分", "人"),
    ("名", "人"),
    ("件分", "件"),
    ("件", "件"),
    ("世帯分", "世帯"),
    ("世帯", "世帯"),
    ("社", "社"),
    ("事業者", "事業者"),
    ("事業所", "事業所"),
    ("団体", "団体"),
    ("自治体", "自治体"),
    ("市町村", "市町村"),
    ("法人", "法人"),
    ("台", "台"),
    ("校", "校"),
    ("園", "園"),
    ("枚", "枚"),
    ("冊", "冊"),
    ("通", "通"),
    ("点", "点"),
    ("個", "個"),
    ("本", "本"),
    ("店舗", "店"),
    ("店", "店"),
    ("施設", "施設"),
    ("拠点", "拠点"),
    ("口座", "口座"),
    ("アカウント", "アカウント"),
    ("ファイル", "ファイル"),
    ("レコード", "レコード"),
    ("メール", "メール"),
    ("クラス", "クラス"),
    ("グループ", "グループ"),
    ("項目", "項目"),
    ("種類", "種類"),
    ("か所", "か所"),
    ("カ所", "か所"),
    ("ヵ所", "か所"),
    ("ヶ所", "か所"),
    ("箇所", "か所"),
    ("か月", "か月"),
    ("カ月", "か月"),
    ("ヵ月", "か月"),
    ("ヶ月", "か月"),
    ("箇月", "か月"),
    ("年間", "年"),
    ("年", "年"),
    ("週間", "週"),
    ("日間", "日"),
    ("日", "日"),
    ("時間", "時間"),
    ("分間", "分"),
    ("秒", "秒"),
    ("か国", "か国"),
    ("カ国", "か国"),
    ("ヶ国", "か国"),
    ("回", "回"),
    ("つ", "つ"),
    ("円", "円"),
    ("割", "割"),
    ("倍", "倍"),
    ("%", "%"),
    ("％", "%"),
];

/// Counters behind a number in kanji; others would be parts of words, as in 一本化 and 三日月.
const KANJI_COUNTERS: &[&str] =
    &["人", "件", "世帯", "社", "事業者", "団体", "台", "校", "枚", "冊", "通", "店", "施設", "か所", "口座"];

/// The counter that a stated figure's unit is compared as; empty if the scanner does not know it.
pub fn unit_class(unit: &str) -> &'static str {
    COUNTERS.iter().find(|(words, _)| *words == unit).map_or("", |(_, class)| class)
}

/// All figures of a text outside of its dates, from left to right.
pub fn figures(chars: &Chars<'_>) -> Vec<Typed> {
    // 28日 alone may be a number of days.
    let dates: Vec<Date> = dates(chars.text()).into_iter().filter(|date| !date.is_bare_day()).collect();
    let (mut found, mut at, mut dates) = (Vec::new(), 0, dates.iter().map(Date::whole).peekable());
    while at < chars.len() {
        while dates.next_if(|date| date.end <= chars.byte(at)).is_some() {}
        if let Some(date) = dates.peek().filter(|date| date.start <= chars.byte(at)) {
            at = chars.index(date.end);
            continue;
        }
        let end = number_end(chars, at);
        if end == at {
            at += 1;
            continue;
        }
        found.extend(figure(chars, at, end));
        at = end;
    }
    found
}

fn is_kanji_number(c: char) -> bool {
    "一二三四五六七八九十百千万億".contains(c)
}

/// The end of the number that begins here, or the index itself.
fn number_end(chars: &Chars<'_>, start: usize) -> usize {
    let digit_at = |index: usize| chars.at(index).is_some_and(is_digit);
    if !digit_at(start) {
        return chars.skip(start, is_kanji_number);
    }
    let mut end = start;
    while let Some(c) = chars.at(end) {
        let grouped = (1..=3).all(|next| digit_at(end + next)) && !digit_at(end + 4);
        match c {
            _ if is_digit(c) || matches!(c, '兆' | '億' | '万' | '千' | '百') => {}
            ',' | '，' if grouped => {}
            '.' | '．' if digit_at(end - 1) && digit_at(end + 1) => {}
            _ => break,
        }
        end += 1;
    }
    end
}

fn figure(chars: &Chars<'_>, start: usize, end: usize) -> Option<Typed> {
    let arabic = chars.at(start).is_some_and(is_digit);
    let (unit, unit_end) = counter(chars, end).unwrap_or(("", end));
    if is_name(chars, start, end)
        || is_rule(chars, unit, unit_end)
        || chars.at(start).is_some_and(|c| matches!(c, '万' | '億'))
    {
        return None;
    }
    let kept = match (arabic, unit) {
        // 3年1組.
        (_, "年") if chars.at(unit_end).is_some_and(is_digit) => false,
        // "5 ファイルの件数" is a heading with its number, "1 件" a figure.
        _ if chars.at(end).is_some_and(is_blank) && unit.chars().count() > 1 && begins_line(chars, start, end) => false,
        (false, _) => is_counted_kanji(chars, unit, unit_end, start),
        (true, "") => is_bare_figure(chars, start, end),
        (true, _) => true,
    };
    if !kept {
        return None;
    }
    let words = chars.slice(start..end);
    let value = match arabic {
        true => Figure::parse(words, Lang::Ja).ok().and_then(|figure| figure.low()),
        false if chars.before(start) == Some('数') => None,
        false => kanji::value(words),
    };
    let before = chars.skip_back(start, is_blank);
    let near_before = ["約", "およそ", "おおよそ", "ほぼ", "about ", "around ", "nearly ", "over "]
        .iter()
        .any(|word| chars.ends(before, word.trim_end()));
    let near_behind = ["程度", "ほど", "前後", "余", "強", "弱", "以上", "以下", "未満", "超", "を超"]
        .iter()
        .any(|word| chars.starts(unit_end, word));
    let near = near_before || near_behind;
    let cumulative = chars.ends(before, "延べ") || chars.ends(before, "のべ") || chars.ends(before, "延べ約");
    let start = if chars.before(start) == Some('数') { start - 1 } else { start };
    Some(Typed { range: chars.bytes(start..unit_end), chars: start..unit_end, value, unit, near, cumulative })
}

/// 1件ごとに, 2名以上で, 2人体制: how work is done, not what happened.
fn is_rule(chars: &Chars<'_>, unit: &str, unit_end: usize) -> bool {
    let each = ["ごと", "毎に", "ずつ"];
    let together = ["以上で", "以上による", "以上の体制", "体制", "一組", "1組", "１組"];
    let starts = |words: &[&str]| words.iter().any(|word| chars.starts(unit_end, word));
    starts(&each) || unit == "人" && starts(&together)
}

/// The counter behind a number, and its end.
fn counter(chars: &Chars<'_>, end: usize) -> Option<(&'static str, usize)> {
    let start = chars.skip(end, is_blank);
    let (words, unit) = COUNTERS.iter().find(|(words, _)| chars.starts(start, words))?;
    Some((unit, start + words.chars().count()))
}

/// Whether a number in kanji counts something: 百十六名 does, 一人暮らし and 三社祭 do not.
fn is_counted_kanji(chars: &Chars<'_>, unit: &str, unit_end: usize, start: usize) -> bool {
    let goes_on = chars.at(unit_end).is_some_and(|c| is_kanji(c) && !"以未超程前余強弱中全".contains(c));
    let inside = chars.before(start).is_some_and(|c| is_kanji(c) && !"計約数全他各者方員徒様等べ".contains(c));
    KANJI_COUNTERS.contains(&unit) && !goes_on && !inside
}

/// Whether a number without a counter states something: a large one, one in a cell, or one before an English noun.
fn is_bare_figure(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let words = chars.slice(start..end);
    let large = words.contains([',', '，', '万', '億', '千', '百']);
    if large {
        return true;
    }
    if is_bare_name(chars, start, end) {
        return false;
    }
    let cell = chars.skip_back(start, is_blank).checked_sub(1).and_then(|at| chars.at(at)) == Some('|')
        && chars.at(chars.skip(end, is_blank)) == Some('|');
    let noun = chars.skip(end, |c| c == ' ');
    let noun_end = chars.skip(noun, |c| c.is_ascii_alphabetic());
    let english = noun_end >= noun + 3 && !is_capital(chars, noun_end) && !is_continuous(chars, start, noun);
    cell || english || end - start >= 3
}

/// 24 hours a day, 7 days a week.
fn is_continuous(chars: &Chars<'_>, start: usize, noun: usize) -> bool {
    chars.starts(start, "24 ") && chars.starts(noun, "hours")
        || chars.starts(start, "7 ") && chars.starts(noun, "days a week")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Vec<(String, Option<u64>, &'static str)> {
        let chars = Chars::of(text);
        let found = figures(&chars);
        found.into_iter().map(|figure| (text[figure.range].to_string(), figure.value, figure.unit)).collect()
    }

    #[track_caller]
    fn reads(text: &str, whole: &str, value: u64, unit: &str) {
        assert_eq!(scan(text), [(whole.to_string(), Some(value), unit)], "{text}");
    }

    #[test]
    fn figures_of_the_releases_are_read() {
        reads("約8千6百件の情報", "8千6百件", 8_600, "件");
        reads("(約22万4千件)", "22万4千件", 224_000, "件");
        reads("全市民の情報(46万517人分)", "46万517人分", 460_517, "人");
        reads("7万4,767世帯分", "7万4,767世帯分", 74_767, "世帯");
        reads("計 1,603 名の", "1,603 名", 1_603, "人");
        reads("３，６２２件", "３，６２２件", 3_622, "件");
        reads("運営3事業者の", "3事業者", 3, "事業者");
        reads("以下の4点と", "4点", 4, "点");
        reads("| 合計 | 3,873 | |", "3,873", 3_873, "");
        reads("| f3 | 362 | |", "362", 362, "");
        reads("# 件数\n1 件", "1 件", 1, "件");
        reads("5ファイルが", "5ファイル", 5, "ファイル");
        reads("| f3 | 36 | |", "36", 36, "");
        reads("we lost 12 messages", "12", 12, "");
        let words = scan("we lost 24 messages in 7 folders").into_iter().map(|(words, ..)| words).collect::<Vec<_>>();
        assert_eq!(words, ["24", "7"]);
        reads("We lost 120. Then", "120", 120, "");
        reads("過去3年の", "3年", 3, "年");
        assert_eq!(scan("通常の2.5倍の"), [("2.5倍".to_string(), None, "倍")]);
        reads("被害は3千.5件は", "5件", 5, "件");
        let words = scan("7月9日に3件、7月10日16時に4件").into_iter().map(|(words, ..)| words).collect::<Vec<_>>();
        assert_eq!(words, ["3件", "4件"]);
    }

    #[test]
    fn numbers_in_kanji_need_a_counter() {
        reads("督促対象者百十六名の", "百十六名", 116, "人");
        reads("生徒三名が", "三名", 3, "人");
        reads("本人の数が千人を超える", "千人", 1_000, "人");
        reads("一人で個人情報の", "一人", 1, "人");
        reads("二万三千五百件", "二万三千五百件", 23_500, "件");
        reads("生徒一二名", "一二名", 12, "人");
        assert_eq!(scan("数十名に"), [("数十名".to_string(), None, "人")]);
        for text in [
            "一部",
            "一切",
            "一般",
            "第三者",
            "二度と",
            "一人ひとり",
            "万一",
            "十分",
            "一人暮らし",
            "八王子",
            "千葉県",
            "三社祭",
            "百名山",
            "一件落着",
            "二人三脚",
            "一本化",
            "一日も早く",
            "千代田興産",
            "不十分",
            "一刻も早い",
            "五日市",
        ] {
            assert_eq!(scan(text), [], "{text}");
        }
    }

    #[test]
    fn names_of_things_are_no_figures() {
        let names = "1の(1)に記載の¦第2章¦第26条第1項¦規則第7条各号 第4号¦東京都港区芝浦4-13-23¦2丁目5番16号¦ \
            〒880-3131¦電話 092-533-2983¦01632 960147¦ \
            TEL:011-206-7742(内線24-230)¦Windows 11の¦Microsoft 365を¦No. 3¦ \
            第1回¦1人1人の¦1年生¦3年1組¦18歳未満¦下4桁¦ISO27001¦v1.2.3¦バージョン2.0¦24時間体制¦ \
            年1回の研修¦月に2回¦表1のとおり¦別紙1¦※1 注¦1. 概要¦# 2 経緯¦(3) その他¦- 4) 項目¦ \
            | 1 | えびの市 |¦二次被害¦2次被害¦3者協議¦12 Quay Street¦Article 33¦ \
            24 hours a day¦2要素認証¦8文字以上¦10GB¦5 ファイルの漏えい先件数¦3分の1¦5階¦SHA-256¦お客様お一人お一人に¦一件も確認されて¦1人もいない¦2名以上で確認¦２人体制で¦1件ごとに¦証券コード：9999¦コード番号 9999¦ \
            | 約 36 ¦12 kg¦12messages¦we lost 12 of them¦甲 | 36 と¦値 36 |¦600 Pennsylvania Avenue NW¦1200 N. Main St.¦one free report every 12 months";
        for text in names.split('¦') {
            let text = text.trim();
            assert_eq!(scan(text), [], "{text}");
        }
    }

    #[test]
    fn words_around_a_figure_are_seen() {
        let one = |text: &str| {
            let chars = Chars::of(text);
            let figure = figures(&chars).remove(0);
            (figure.near, figure.cumulative)
        };
        assert_eq!(one("約 14,000 件"), (true, false));
        assert_eq!(one("延べ約42万人"), (true, true));
        assert_eq!(one("100人以上"), (true, false));
        assert_eq!(one("延べ3人"), (false, true));
        assert_eq!(one("3人"), (false, false));
        assert_eq!(one("100名以上の"), (true, false));
    }
}
