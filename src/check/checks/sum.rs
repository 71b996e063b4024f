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
    let kinds = ["data", "figures"];
    let wholes = kinds.iter().flat_map(|kind| subject.case.entries(kind));
    wholes
        .flat_map(|whole| measures(whole).filter_map(|(key, figure, span)| one(subject.case, whole, key, figure, span)))
        .collect()
}

/// The figures of an entry, each with its key and place.
pub(super) fn measures(entry: &Entry) -> impl Iterator<Item = (&str, &Figure, Span)> {
    entry.fields.iter().filter_map(|field| match &field.value {
        Value::Figure(figure) => Some((field.key.value.as_str(), figure, field.span)),
        _ => None,
    })
}

/// What the parts of a whole state of one measure.
pub(super) struct Parts {
    /// The least and the most that they can make together; no end where one of them has none.
    pub low: u64,
    pub high: Option<u64>,
    /// How many of them state no number.
    pub blank: usize,
}

impl Parts {
    /// Gathers them; nothing if the whole has no parts.
    pub fn of(case: &Case, whole: &Entry, key: &str) -> Option<Parts> {
        let names = case.names(whole, "sum");
        let mut parts = Parts { low: 0, high: Some(0), blank: 0 };
        for name in names {
            let stated = case.entry(whole.kind, &name.value).and_then(|part| part.field(key));
            let reach = match stated.map(|field| &field.value) {
                Some(Value::Figure(figure)) => reach(figure),
                _ => None,
            };
            let (low, high) = reach.unwrap_or((0, None));
            parts.blank += usize::from(reach.is_none());
            parts.low = parts.low.saturating_add(low);
            parts.high = parts.high.and_then(|sum| sum.checked_add(high?));
        }
        (!names.is_empty()).then_some(parts)
    }
}

/// The least and the most that a figure can mean; 約 reaches as far as its last digit that is not zero.
///
/// 約8千6百 is anything that rounds to it either way: more than 8,500 and less than 8,700.
pub(super) fn reach(figure: &Figure) -> Option<(u64, Option<u64>)> {
    let quantity = figure.quantity()?;
    let slack = |value: u64| match quantity.is_approximate() && value > 0 {
        true => 10u64.saturating_pow(trailing_zeros(value)).saturating_sub(u64::from(value.is_multiple_of(10))),
        false => 0,
    };
    let low = figure.low().unwrap_or(0);
    let high = figure.high();
    Some((low.saturating_sub(slack(low)), high.map(|high| high.saturating_add(slack(high)))))
}

fn trailing_zeros(value: u64) -> u32 {
    std::iter::successors(Some(value), |value| Some(value / 10)).take_while(|value| value % 10 == 0).count() as u32
}

fn one(case: &Case, whole: &Entry, key: &str, figure: &Figure, span: Span) -> Option<Finding> {
    let parts = Parts::of(case, whole, key)?;
    let (low, high) = reach(figure)?;
    let too_much = high.is_some_and(|high| parts.low > high);
    let too_little = parts.high.is_some_and(|sum| sum < low);
    if !too_much && !too_little {
        return None;
    }
    let shown = |low: u64, high: Option<u64>| match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}～{high}"),
        None => format!("{low}～"),
    };
    let sum = shown(parts.low, parts.high);
    let printed = figure.print();
    let finding = Finding::at(
        span,
        format!("内訳の合計は {sum} で、{printed} と合いません"),
        format!("the parts add up to {sum}, not to {printed}"),
    );
    Some(case.names(whole, "sum").iter().fold(finding, |finding, name| {
        let stated = case.entry(whole.kind, &name.value).and_then(|part| part.field(key));
        match stated {
            Some(field) => finding.label(field.span, "内訳", "part"),
            None => finding,
        }
    }))
}
