//! `sum`: parts that do not make up their whole.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::Figure;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "sum",
    severity: Severity::Error,
    title: Words { ja: "内訳の合計が全体と合わない", en: "parts that do not add up to their whole" },
    finds: Words {
        ja: "`sum` に挙げた内訳の合計が、全体の件数・人数と一致しないもの。件数と人数は別々に調べます。約が付く数は、その桁の幅の中で調べます。書かれていない内訳があるときは、書かれた分だけで全体を超えないかを調べます。",
        en: "A whole that its parts (`sum`) do not make up. Records and persons are each added by themselves. An approximate number is checked within its last digit. Where a part is not stated, the others must not exceed the whole.",
    },
    why: Words {
        ja: "合計の合わない表は、発表の数字すべてを疑わせます。電卓を持った記者が最初に確かめるところです。",
        en: "A table that does not add up casts doubt on every other figure, and it is the first thing a journalist checks.",
    },
    remedy: Words {
        ja: "内訳と全体のどちらが正しいかを元の記録で確かめて直してください。重なりのある集合は `sum` ではなく `within` で書きます。",
        en: "Look up in the records which figure is wrong. Sets that overlap are not a sum: write `within`.",
    },
    example: r#"
[data.students]
persons = "160名"
[data.graduates]
persons = "303名"
[data.all]
persons = "436名"
sum     = ["students", "graduates"]
"#,
    mended: r#"
[data.students]
persons = "160名"
[data.graduates]
persons = "303名"
[data.all]
persons = "463名"
sum     = ["students", "graduates"]
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let wholes = SETS.iter().flat_map(|kind| case.entries(kind));
    let stated =
        wholes.flat_map(|whole| measures(case, whole).map(move |(key, figure, span)| (whole, key, figure, span)));
    stated.filter_map(|(whole, key, figure, span)| one(case, whole, key, figure, span)).collect()
}

/// Kinds of entries that hold counts.
pub(super) const SETS: &[&str] = &["data", "figures"];

/// The figures of an entry in the language of its file, each with its key and place.
pub(super) fn measures<'a>(case: &Case, entry: &'a Entry) -> impl Iterator<Item = (&'a str, &'a Figure, Span)> {
    let lang = case.lang;
    entry.fields.iter().filter_map(move |field| match field.value.in_lang(lang) {
        Value::Figure(figure) => Some((field.key.value.as_str(), figure, field.span)),
        _ => None,
    })
}

/// One figure of an entry, with its place.
pub(super) fn measure<'a>(case: &Case, entry: &'a Entry, key: &str) -> Option<(&'a Figure, Span)> {
    measures(case, entry).find(|(name, ..)| *name == key).map(|(_, figure, span)| (figure, span))
}

/// What the parts of a whole state of one measure.
pub(super) struct Parts {
    /// The least and the most that they can make together; no end where one of them has none.
    pub low: u64,
    pub high: Option<u64>,
    /// How many of them state no number.
    pub blank: usize,
    /// Where the others state it.
    pub places: Vec<Span>,
}

impl Parts {
    /// Gathers them; nothing if the whole has no parts.
    pub fn of(case: &Case, whole: &Entry, key: &str) -> Option<Parts> {
        let names = case.names(whole, "sum");
        let mut parts = Parts { low: 0, high: Some(0), blank: 0, places: Vec::new() };
        for name in names {
            let stated = case.entry(whole.kind, &name.value).and_then(|part| measure(case, part, key));
            let known = stated.and_then(|(figure, span)| Some((figure.reach()?, span)));
            let (low, high) = known.map_or((0, None), |(reach, _)| reach);
            parts.blank += usize::from(known.is_none());
            parts.low = parts.low.saturating_add(low);
            parts.high = parts.high.and_then(|sum| sum.checked_add(high?));
            parts.places.extend(known.map(|(_, span)| span));
        }
        (!names.is_empty()).then_some(parts)
    }
}

fn one(case: &Case, whole: &Entry, key: &str, figure: &Figure, span: Span) -> Option<Finding> {
    let parts = Parts::of(case, whole, key)?;
    let whole = figure.reach()?;
    if overlap((parts.low, parts.high), whole) {
        return None;
    }
    let sum = shown(parts.low, parts.high);
    let printed = figure.print();
    let finding = Finding::at(
        span,
        format!("内訳の合計は {sum} で、{printed} と合いません"),
        format!("the parts add up to {sum}, not to {printed}"),
    );
    Some(parts.places.iter().fold(finding, |finding, place| finding.label(*place, "内訳", "part")))
}

/// Whether two stretches of numbers have one in common; no end means no limit.
pub(super) fn overlap(one: (u64, Option<u64>), other: (u64, Option<u64>)) -> bool {
    let reaches = |high: Option<u64>, low: u64| high.is_none_or(|high| high >= low);
    reaches(one.1, other.0) && reaches(other.1, one.0)
}

/// A stretch of numbers as it is shown.
pub(super) fn shown(low: u64, high: Option<u64>) -> String {
    match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}～{high}"),
        None => format!("{low}～"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fires, silent, wordings};
    use crate::locale::Lang;

    /// Data sets with one measure each; the last is the sum of the others.
    fn sets(figures: &[&str]) -> String {
        let (whole, parts) = figures.split_last().unwrap();
        let part = |(at, figure): (usize, &&str)| match figure.is_empty() {
            true => format!("[data.p{at}]\nlabel = \"表\"\n"),
            false => format!("[data.p{at}]\nrecords = \"{figure}\"\n"),
        };
        let names: Vec<String> = (0..parts.len()).map(|at| format!("\"p{at}\"")).collect();
        let text: String = parts.iter().enumerate().map(part).collect();
        format!("{text}[data.all]\nrecords = \"{whole}\"\nsum = [{}]\n", names.join(", "))
    }

    #[test]
    fn exact_sums() {
        silent(&CHECK, &sets(&["362件", "3,176件", "46件", "24件", "14件", "3,622件"]));
        fires(&CHECK, &sets(&["362件", "3,176件", "46件", "24件", "14件", "3,623件"]), &["\"3,623件\""]);
        fires(&CHECK, &sets(&["362件", "3,176件", "46件", "24件", "14件", "3,621件"]), &["\"3,621件\""]);
    }

    #[test]
    fn blanks_leave_only_the_upper_side() {
        silent(&CHECK, &sets(&["116名", "", "117名"]));
        silent(&CHECK, &sets(&["116名", "不明", "116名"]));
        fires(&CHECK, &sets(&["116名", "調査中", "115名"]), &["\"115名\""]);
        // なし is a number: nothing is left to come.
        silent(&CHECK, &sets(&["116名", "なし", "116名"]));
        fires(&CHECK, &sets(&["116名", "なし", "117名"]), &["\"117名\""]);
    }

    #[test]
    fn approximate_numbers_reach_as_far_as_their_last_digit() {
        silent(&CHECK, &sets(&["8,699件", "約8千6百件"]));
        silent(&CHECK, &sets(&["8,501件", "約8千6百件"]));
        fires(&CHECK, &sets(&["8,700件", "約8千6百件"]), &["\"約8千6百件\""]);
        fires(&CHECK, &sets(&["8,500件", "約8千6百件"]), &["\"約8千6百件\""]);
        silent(&CHECK, &sets(&["約22万4千件", "約14万2千件", "約36万6千件"]));
        silent(&CHECK, &sets(&["約22万4千件", "約14万2千件", "約36万7千件"]));
        fires(&CHECK, &sets(&["約22万4千件", "約14万2千件", "約37万件", "約22万件"]), &["\"約22万件\""]);
    }

    #[test]
    fn bounds_are_kept() {
        silent(&CHECK, &sets(&["40名以上", "10名", "50名"]));
        silent(&CHECK, &sets(&["40名以上", "10名", "5,000名"]));
        fires(&CHECK, &sets(&["40名以上", "10名", "49名"]), &["\"49名\""]);
        silent(&CHECK, &sets(&["最大40名", "10名", "10名"]));
        silent(&CHECK, &sets(&["最大40名", "10名", "50名"]));
        fires(&CHECK, &sets(&["最大40名", "10名", "51名"]), &["\"51名\""]);
        fires(&CHECK, &sets(&["最大40名", "10名", "9名"]), &["\"9名\""]);
        silent(&CHECK, &sets(&["31名", "803名", "803～834名"]));
        fires(&CHECK, &sets(&["32名", "803名", "803～834名"]), &["\"803～834名\""]);
        silent(&CHECK, &sets(&["31名", "803名", "834名以下"]));
        fires(&CHECK, &sets(&["31名", "803名", "834名未満"]), &["\"834名未満\""]);
    }

    #[test]
    fn the_sum_is_said() {
        for (figures, sum) in [
            (["362件", "46件", "409件"], "408 "),
            (["803～834名", "10名", "800名"], "813～844 "),
            (["40名以上", "10名", "49名"], "50～ "),
        ] {
            let said = wordings(&CHECK, &sets(&figures)).remove(0);
            assert!(said.ja.contains(&format!("合計は {sum}")), "{said:?}");
        }
    }

    #[test]
    fn each_measure_and_each_level_is_added_by_itself() {
        // Ebino: 2,890 persons are printed, four cells are blank; the records add up.
        let text = r#"
[data]
f3 = { records = "362件", persons = "116名" }
f7 = { records = "3,176件", persons = "2,601名" }
f8 = { records = "46件" }
f4 = { records = "185件", persons = "159名" }
ebino  = { records = "3,584件", persons = "2,717名", sum = ["f3", "f7", "f8"] }
others = { records = "185件", persons = "160名", sum = ["f4"] }
all    = { records = "3,769件", persons = "2,877名", sum = ["ebino", "others"] }
[figures]
one  = "1名"
two  = "2名"
four = { count = "4名", sum = ["one", "two", "one"] }
five = { count = "5名", sum = ["four", "two"] }
"#;
        fires(&CHECK, text, &["\"160名\"", "\"5名\""]);
    }

    #[test]
    fn figures_in_two_languages_are_added_too() {
        let text = |total: &str| {
            format!(
                "[data]\na = {{ records = {{ ja = \"10件\", en = \"10 records\" }} }}\nb = \"5件\"\n\
                 c = {{ records = \"{total}\", sum = [\"a\"] }}\n"
            )
        };
        silent(&CHECK, &text("10件"));
        fires(&CHECK, &text("15件"), &["\"15件\""]);
    }

    #[test]
    fn a_circle_is_no_mistake_of_addition_and_no_endless_way() {
        silent(&CHECK, "[data]\na = { records = \"5件\", sum = [\"b\"] }\nb = { records = \"5件\", sum = [\"a\"] }\n");
    }

    #[test]
    fn huge_numbers_do_not_wrap() {
        let most = "9,223,372,036,854,775,807件";
        fires(&CHECK, &sets(&[most, most, most, "1件"]), &["\"1件\""]);
        assert_eq!(Figure::parse("約5件", Lang::Ja).unwrap().reach(), Some((4, Some(6))));
        assert_eq!(Figure::parse("約0件", Lang::Ja).unwrap().reach(), Some((0, Some(0))));
    }
}
