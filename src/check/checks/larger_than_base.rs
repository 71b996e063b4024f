//! `larger-than-base`: a set of an issuer that is larger than all that the processor states.

use super::subset::comparable;
use super::sum::{measure, measures, overlap};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::locale::Figure;
use crate::text::Span;
use std::collections::HashSet;

/// The check.
pub const CHECK: Check = Check {
    code: "larger-than-base",
    severity: Severity::Warning,
    title: Words { ja: "委託先の発表した総数より多い", en: "more than the processor states in all" },
    finds: Words {
        ja: "自社のデータの数が、`base` に `source` を添えて書かれた委託先の総数より多いもの。同じ数え方（件数、人数など）どうしを、約の幅の中で比べます。`within` で総数の一部としたものは `subset` が調べます。",
        en: "A set of the issuer that is larger than every total that the `base` gives with a `source`. Only like measures are compared, approximate numbers within their reach. A set that is `within` the total is left to `subset`.",
    },
    why: Words {
        ja: "一部であるはずの数が全体を超えると、どちらかの発表が誤りと見られます。",
        en: "When an issuer's share exceeds the whole, one of the two statements is taken to be wrong.",
    },
    remedy: Words {
        ja: "自社の数と委託先の総数を確かめて直してください。委託先のデータの一部でない分を含むときは、理由を添えて認めます。",
        en: "Check both figures. If the set holds more than what the processor had, accept the warning with the reason.",
    },
    example: r#"
# incidents/tges/v1.toml
[parties]
tges = { role = "processor", name = "TG株式会社" }
[data.held]
persons = "約416万人分"
source  = "tges"

# incidents/minato/v1.toml
base = "tges@1"
[data.customers]
persons = "約452万人分"
"#,
    mended: r#"
# incidents/tges/v1.toml
[parties]
tges = { role = "processor", name = "TG株式会社" }
[data.held]
persons = "約416万人分"
source  = "tges"

# incidents/minato/v1.toml
base = "tges@1"
[data.customers]
persons = "約42万人分"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let stated = case.base().iter().filter(|entry| entry.kind == "data");
    let totals: Vec<&Entry> =
        stated.clone().filter(|set| set.field("source").is_some() && set.field("within").is_none()).collect();
    if totals.is_empty() {
        return Vec::new();
    }
    let inherited: HashSet<Span> = stated.map(|entry| entry.name.span).collect();
    let replaced: HashSet<&str> = case.base().iter().map(|entry| entry.name.value.as_str()).collect();
    let own = case.entries("data").filter(|set| {
        let is_own = !inherited.contains(&set.name.span) && !replaced.contains(set.name.value.as_str());
        is_own && set.field("within").is_none()
    });
    let figures = own.flat_map(|set| measures(case, set));
    figures.filter_map(|(key, figure, span)| one(case, &totals, key, figure, span)).collect()
}

fn one(case: &Case, totals: &[&Entry], key: &str, figure: &Figure, span: Span) -> Option<Finding> {
    let least = figure.reach()?.0;
    let like = totals.iter().filter_map(|total| measure(case, total, key));
    let like: Vec<(&Figure, Span)> = like.filter(|(total, _)| comparable(key, figure, total)).collect();
    let exceeds = |total: &Figure| total.reach().is_some_and(|(_, most)| !overlap((least, None), (0, most)));
    if like.is_empty() || !like.iter().all(|(total, _)| exceeds(total)) {
        return None;
    }
    let (largest, place) = *like.iter().max_by_key(|(total, _)| total.high())?;
    let (many, few) = (figure.print(), largest.print());
    Some(
        Finding::at(
            span,
            format!("{many} は、base にある委託先の総数 {few} より多くなっています"),
            format!("{many} is more than the processor's total in the base, {few}"),
        )
        .label(place, "委託先の総数", "the processor's total"),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn on_base(base: &str, own: &str) -> String {
        format!(
            "# incidents/tges/v1.toml\n[parties]\ntges = {{ role = \"processor\", name = \"TG株式会社\" }}\n\
             [data]\n{base}\n\n# incidents/minato/v1.toml\nbase = \"tges@1\"\n[data]\n{own}\n"
        )
    }

    const HELD: &str = "held = { persons = \"約416万人分\", source = \"tges\" }";

    #[test]
    fn like_measures_are_compared() {
        let own = |own: &str| on_base(HELD, own);
        fires(&CHECK, &own("mine = { persons = \"約418万人分\" }"), &["\"約418万人分\""]);
        silent(&CHECK, &own("mine = { persons = \"416万9,999人\" }"));
        fires(&CHECK, &own("mine = { persons = \"417万人\" }"), &["\"417万人\""]);
        silent(&CHECK, &own("mine = { persons = \"約37,000人分\" }"));
        silent(&CHECK, &own("mine = { records = \"約518万件\" }"));
        silent(&CHECK, &own("mine = { persons = \"調査中\" }"));
    }

    #[test]
    fn replaced_sets_and_parts_are_judged_elsewhere() {
        silent(&CHECK, &on_base(HELD, "held = { persons = \"約518万人分\", source = \"tges\" }"));
        silent(&CHECK, &on_base(HELD, "mine = { persons = \"約518万人分\", within = \"held\" }"));
        silent(&CHECK, &on_base("held = { persons = \"約416万人分\" }", "mine = { persons = \"約518万人分\" }"));
        silent(&CHECK, "[data]\nmine = { persons = \"約518万人分\" }\n");
    }

    #[test]
    fn the_largest_of_several_totals_counts() {
        let two = format!("{HELD}\nold = {{ persons = \"600万人\", source = \"tges\" }}");
        silent(&CHECK, &on_base(&two, "mine = { persons = \"約518万人分\" }"));
        fires(&CHECK, &on_base(&two, "mine = { persons = \"601万人\" }"), &["\"601万人\""]);
        let part = format!("{HELD}\nold = {{ persons = \"600万人\", source = \"tges\", within = \"held\" }}");
        fires(&CHECK, &on_base(&part, "mine = { persons = \"約518万人分\" }"), &["\"約518万人分\""]);
    }
}
