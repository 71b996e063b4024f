//! `open-total`: a total that is still a word although all its parts are numbers.

use super::sum::{SETS, measure, measures};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::locale::{Figure, FigureMeaning};
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "open-total",
    severity: Severity::Warning,
    title: Words {
        ja: "内訳がそろったのに合計が「調査中」のまま",
        en: "a total left open though all its parts are known",
    },
    finds: Words {
        ja: "全体が「調査中」「確認中」「不明」なのに、`sum` の内訳にはすべて数が書かれているもの。",
        en: "A whole that is “under investigation” or “unknown”, while every part of its `sum` states a number.",
    },
    why: Words {
        ja: "内訳だけを書き換えて合計を直し忘れると、内訳の後に「合計：調査中」と印字されます。",
        en: "If the parts are filled in and the total is forgotten, the release gives the parts and then “total: under investigation”.",
    },
    remedy: Words {
        ja: "合計を書いてください。内訳がさらに増える見込みなら、理由を添えて認めます。",
        en: "State the total. If more parts are expected, accept the warning with that reason.",
    },
    example: r#"
[data.applicants]
persons = "約450人"
[data.all]
persons = "調査中"
sum     = ["applicants"]
"#,
    mended: r#"
[data.applicants]
persons = "約450人"
[data.all]
persons = "約450人"
sum     = ["applicants"]
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let wholes = SETS.iter().flat_map(|kind| subject.case.entries(kind));
    wholes.flat_map(|whole| of_whole(subject.case, whole)).collect()
}

fn of_whole(case: &Case, whole: &Entry) -> Vec<Finding> {
    let parts: Vec<&Entry> =
        case.names(whole, "sum").iter().filter_map(|name| case.entry(whole.kind, &name.value)).collect();
    let is_stated = |part: &&Entry, key: &str| {
        measure(case, part, key).is_some_and(|(figure, _)| matches!(figure, Figure::Quantity(_)))
    };
    let one = |(key, figure, span): (&str, &Figure, Span)| {
        let Figure::Word(word) = figure else { return None };
        let is_open = !matches!(word.meaning, FigureMeaning::None | FigureMeaning::NotDisclosed);
        let all_known = !parts.is_empty() && parts.iter().all(|part| is_stated(part, key));
        (is_open && all_known).then(|| {
            Finding::at(
                span,
                format!("内訳の数はそろっていますが、合計は「{}」のままです", figure.print()),
                format!("all parts state a number, and the total is still `{}`", figure.print()),
            )
        })
    };
    measures(case, whole).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn each_measure_is_judged_by_itself() {
        let parts = "[data]\na = { persons = \"3名\", records = \"5件\" }\nb = { persons = \"4名\" }\n";
        fires(
            &CHECK,
            &format!("{parts}all = {{ persons = \"調査中\", records = \"不明\", sum = [\"a\", \"b\"] }}"),
            &["\"調査中\""],
        );
        silent(
            &CHECK,
            &format!("{parts}all = {{ persons = \"7名\", sum = [\"a\", \"b\"] }}\nother = {{ persons = \"調査中\" }}"),
        );
        silent(&CHECK, &format!("{parts}all = {{ persons = \"非公表\", sum = [\"a\", \"b\"] }}"));
    }

    #[test]
    fn a_part_that_is_open_too_leaves_the_total_open() {
        silent(
            &CHECK,
            "[data]\na = { persons = \"3名\" }\nb = { persons = \"調査中\" }\nall = { persons = \"調査中\", sum = [\"a\", \"b\"] }",
        );
    }
}
