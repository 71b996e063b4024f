//! `names-count`: a list of names that is longer or shorter than the count beside it.

use super::sum::measures;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::Figure;

/// The check.
pub const CHECK: Check = Check {
    code: "names-count",
    severity: Severity::Warning,
    title: Words { ja: "名称の数と件数が合わない", en: "a list of names of another length than its count" },
    finds: Words {
        ja: "`names` に挙げた名称の数が、同じ項目の校数・事業者数・か所数と違うもの。約や以上の付く数は比べません。",
        en: "A set whose `names` are more or fewer than the schools, organisations or places it counts. Only exact counts are compared.",
    },
    why: Words {
        ja: "「11校」と書いて10校しか挙げなければ、残る1校の名を問い合わせで聞かれます。",
        en: "Whoever prints eleven and names ten will be asked for the eleventh.",
    },
    remedy: Words {
        ja: "名称の漏れや重複を確かめ、名称か数を直してください。一部だけを挙げるときは、理由を添えて認めます。",
        en: "Look for a name left out or written twice. If only some are named on purpose, accept the warning with the reason.",
    },
    example: r#"
[data.schools]
schools = "3校"
names   = ["江北高校", "晴海総合高校"]
"#,
    mended: r#"
[data.schools]
schools = "3校"
names   = ["江北高校", "晴海総合高校", "東高校"]
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.case.entries("data").filter_map(|entry| one(subject.case, entry)).collect()
}

fn one(case: &Case, entry: &Entry) -> Option<Finding> {
    let field = entry.field("names")?;
    let Value::Texts(names) = field.value.in_lang(case.lang) else { return None };
    let stated: Vec<(&Figure, _)> = measures(case, entry)
        .filter(|(key, figure, _)| figure.is_exact() && counts_names(key, figure.unit()))
        .map(|(_, figure, span)| (figure, span))
        .collect();
    let (figure, place) = *stated.first()?;
    let count = names.len();
    if stated.iter().any(|(figure, _)| figure.low() == u64::try_from(count).ok()) {
        return None;
    }
    let printed = figure.print();
    Some(
        Finding::at(
            field.span,
            format!("名称は{count}件で、{printed} と合いません"),
            format!("there are {count} names, not {printed}"),
        )
        .label(place, "数", "the count"),
    )
}

/// Whether a figure counts what has a name here: not the persons or records of the schools named.
fn counts_names(key: &str, unit: &str) -> bool {
    const UNITS: [&str; 14] =
        ["校", "社", "団体", "施設", "店舗", "店", "館", "園", "局", "自治体", "市町村", "事業者", "機関", "か所"];
    matches!(key, "schools" | "organizations" | "places") || key == "count" && UNITS.contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn named(count: &str) -> String {
        format!("[data.set]\n{count}\nnames = [\"江北高校\", \"東高校\"]\n")
    }

    #[test]
    fn exact_counts_of_the_named() {
        silent(&CHECK, &named("schools = \"2校\""));
        fires(&CHECK, &named("schools = \"1校\""), &["[\"江北高校\", \"東高校\"]"]);
        fires(&CHECK, &named("organizations = \"3事業者\""), &["[\"江北高校\", \"東高校\"]"]);
        fires(&CHECK, &named("count = \"3校\""), &["[\"江北高校\", \"東高校\"]"]);
    }

    #[test]
    fn other_counts_are_left_alone() {
        silent(&CHECK, &named("persons = \"463名\""));
        silent(&CHECK, &named("count = \"463名\""));
        silent(&CHECK, &named("schools = \"約10校\""));
        silent(&CHECK, &named("schools = \"3校以上\""));
        silent(&CHECK, &named("schools = \"2校\"\nplaces = \"5か所\""));
        silent(&CHECK, "[data.set]\nschools = \"5校\"\n");
    }
}
