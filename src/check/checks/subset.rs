//! `subset`: a part that is larger than its whole.

use super::sum::{SETS, measure, measures, overlap};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::locale::Figure;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "subset",
    severity: Severity::Error,
    title: Words { ja: "うち数が全体より多い", en: "a part larger than its whole" },
    finds: Words {
        ja: "`within` で示した全体より多い部分。件数と人数は別々に比べ、約の付く数はその桁の幅の中で比べます。件と冊のように単位が違う数は比べません。",
        en: "A set that states more than the set it is `within`. Each measure is compared by itself, an approximate number within its last digit. Numbers of different units, such as records and copies, are not compared.",
    },
    why: Words {
        ja: "「うち○件」が全体を超える発表は、どちらの数も信用されません。",
        en: "When a part exceeds its whole, neither figure is believed.",
    },
    remedy: Words {
        ja: "部分と全体のどちらの数が正しいかを元の記録で確かめて直してください。部分でないものの `within` は消してください。",
        en: "Look up in the records which figure is wrong. If the set is not a part, remove `within`.",
    },
    example: r#"
[data]
companies = { organizations = "715件" }
mails     = { organizations = "1,120件", within = "companies" }
"#,
    mended: r#"
[data]
companies = { organizations = "1,120件" }
mails     = { organizations = "715件", within = "companies" }
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let parts = SETS.iter().flat_map(|kind| case.entries(kind));
    let stated = parts.flat_map(|part| measures(case, part).map(move |(key, figure, span)| (part, key, figure, span)));
    stated.filter_map(|(part, key, figure, span)| one(case, part, key, figure, span)).collect()
}

fn one(case: &Case, part: &Entry, key: &str, figure: &Figure, span: Span) -> Option<Finding> {
    let name = case.names(part, "within").first()?;
    let (whole, place) = measure(case, case.entry(part.kind, &name.value)?, key)?;
    let (least, most) = (figure.reach()?.0, whole.reach()?.1);
    if !comparable(key, figure, whole) || overlap((least, None), (0, most)) {
        return None;
    }
    let (few, many) = (whole.print(), figure.print());
    Some(
        Finding::at(
            span,
            format!("部分の {many} が、全体の {few} より多くなっています"),
            format!("the part, {many}, is larger than its whole, {few}"),
        )
        .label(place, "全体", "the whole"),
    )
}

/// Whether two figures of one measure count the same: `persons` always does, a plain count or 件 only in one unit.
pub(super) fn comparable(key: &str, one: &Figure, other: &Figure) -> bool {
    let unit = |figure: &Figure| figure.unit().trim_end_matches('分').replace('名', "人");
    let has_no_unit = one.quantity().is_none() || other.quantity().is_none();
    !matches!(key, "count" | "records") || has_no_unit || unit(one) == unit(other)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn pair(whole: &str, part: &str) -> String {
        format!("[data]\nall = {{ {whole} }}\npart = {{ {part}, within = \"all\" }}\n")
    }

    #[test]
    fn a_part_may_be_as_large_as_its_whole_and_no_larger() {
        silent(&CHECK, &pair("records = \"157件\"", "records = \"157件\""));
        fires(&CHECK, &pair("records = \"157件\"", "records = \"158件\""), &["\"158件\""]);
        // Tokyo: 12 of the 31.
        silent(&CHECK, &pair("persons = \"31名\"", "persons = \"12名\""));
    }

    #[test]
    fn approximate_and_bounded_numbers_have_a_reach() {
        silent(&CHECK, &pair("persons = \"約416万人分\"", "persons = \"約37,000人分\""));
        silent(&CHECK, &pair("records = \"約8千6百件\"", "records = \"8,699件\""));
        fires(&CHECK, &pair("records = \"約8千6百件\"", "records = \"8,700件\""), &["\"8,700件\""]);
        fires(&CHECK, &pair("records = \"8,600件\"", "records = \"約8千8百件\""), &["\"約8千8百件\""]);
        silent(&CHECK, &pair("records = \"40件以上\"", "records = \"50件\""));
        silent(&CHECK, &pair("records = \"40件\"", "records = \"最大50件\""));
        fires(&CHECK, &pair("records = \"最大40件\"", "records = \"50件\""), &["\"50件\""]);
        silent(&CHECK, &pair("records = \"調査中\"", "records = \"50件\""));
        fires(&CHECK, &pair("records = \"なし\"", "records = \"1件\""), &["\"1件\""]);
    }

    #[test]
    fn measures_and_units_are_kept_apart() {
        // 358件 of 116 persons is no mistake.
        silent(&CHECK, &pair("persons = \"116名\"", "records = \"358件\""));
        silent(&CHECK, &pair("records = \"3件\"", "records = \"40冊\""));
        fires(&CHECK, &pair("persons = \"30名\"", "persons = \"40人分\""), &["\"40人分\""]);
        fires(&CHECK, &pair("count = \"30名\"", "count = \"40人分\""), &["\"40人分\""]);
        fires(
            &CHECK,
            "lang = \"en\"\n[figures]\nall = \"29 messages\"\nlate = { count = \"30 messages\", within = \"all\" }\n",
            &["\"30 messages\""],
        );
    }
}
