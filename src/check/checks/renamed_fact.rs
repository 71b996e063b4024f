//! `renamed-fact`: a rename that does not hold.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Value};
use crate::facts::{Case, Found};
use crate::text::Spanned;
use std::mem::discriminant;

/// The check.
pub const CHECK: Check = Check {
    code: "renamed-fact",
    severity: Severity::Error,
    title: Words { ja: "成り立たない名前の変更", en: "a rename that does not hold" },
    finds: Words {
        ja: "`[corrections]` の `formerly`（前のパス）が成り立たないもの。前の版にないパス、今の版にもまだあるパス、前の版にもあった新しいパス、数の合わない `facts` と `formerly`、件数が日付になったように種類の違う事実、別の項目のキー。",
        en: "A `formerly` of `[corrections]` that cannot be true: a path that the version before does not have, one that is still there, a new path that was there before, another number of paths in `facts` than in `formerly`, facts of two kinds (a count that became a date), keys of two different entries.",
    },
    why: Words {
        ja: "前の版と比べる相手を誤ると、変わっていない数が変わったことになり、変わった数が見落とされます。",
        en: "A fact that is compared with the wrong one seems to change where it did not, and the real change is missed.",
    },
    remedy: Words {
        ja: "`facts` に新しいパス、`formerly` に前の版でのパスを、同じ順に書いてください。別の事実なら `formerly` を消し、なくなったものとして理由を書きます（`kind = \"withdrawal\"`）。",
        en: "Write the new paths in `facts` and, in the same order, those of the version before in `formerly`. If it is another fact, remove `formerly` and explain that the old one went (`kind = \"withdrawal\"`).",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.customers]
records = "362件"
[data.members]
records = "362件"
[corrections.name]
facts    = "data.members"
formerly = "data.customers"
kind     = "notation"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.members]
records = "362件"
[corrections.name]
facts    = "data.members"
formerly = "data.customers"
kind     = "notation"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let mut findings = Vec::new();
    for entry in case.entries("corrections") {
        let Some(formerly) = entry.field("formerly") else { continue };
        let (new, old) = (case.names(entry, "facts"), case.names(entry, "formerly"));
        if new.len() != old.len() {
            findings.push(Finding::at(
                formerly.span,
                format!("facts は{}件、formerly は{}件で、対になりません", new.len(), old.len()),
                format!("{} paths in facts and {} in formerly make no pairs", new.len(), old.len()),
            ));
            continue;
        }
        let Some(before) = subject.predecessor else {
            let finding =
                Finding::at(formerly.span, "これより前に確定した版がありません", "no version before this one is final");
            findings.push(finding);
            continue;
        };
        findings.extend(new.iter().zip(old).filter_map(|(new, old)| pair(before, case, new, old)));
    }
    findings
}

/// What is wrong with one pair of paths.
fn pair(before: &Case, case: &Case, new: &Spanned<String>, old: &Spanned<String>) -> Option<Finding> {
    let (version, new_path, old_path) = (before.version, &new.value, &old.value);
    let Some(earlier) = before.find(old_path) else {
        return Some(Finding::at(
            old.span,
            format!("第{version}版に「{old_path}」はありません"),
            format!("version {version} has no `{old_path}`"),
        ));
    };
    let Some(later) = case.find(new_path) else {
        return Some(Finding::at(
            new.span,
            format!("この版に「{new_path}」はありません"),
            format!("this version has no `{new_path}`"),
        ));
    };
    in_both(before, case, new, old).or_else(|| unlike(version, case, (new, later), (old, earlier)))
}

/// A path that both versions have, unless it is now the name of another fact.
fn in_both(before: &Case, case: &Case, new: &Spanned<String>, old: &Spanned<String>) -> Option<Finding> {
    let (version, new_path, old_path) = (before.version, &new.value, &old.value);
    let named = |key: &str, path: &str| {
        case.entries("corrections").flat_map(|entry| case.names(entry, key)).any(|stated| stated.value == path)
    };
    if case.find(old_path).is_some() && (new_path == old_path || !named("facts", old_path)) {
        return Some(Finding::at(
            old.span,
            format!("「{old_path}」はこの版にもあり、名前が変わったことになりません"),
            format!("`{old_path}` is still there, so it was not renamed"),
        ));
    }
    (before.find(new_path).is_some() && !named("formerly", new_path)).then(|| {
        Finding::at(
            new.span,
            format!("「{new_path}」は第{version}版にもあり、別の事実です"),
            format!("`{new_path}` was there in version {version} and is another fact"),
        )
    })
}

/// Two paths that cannot be one fact.
fn unlike(
    version: u32,
    case: &Case,
    (new, later): (&Spanned<String>, Found<'_>),
    (old, earlier): (&Spanned<String>, Found<'_>),
) -> Option<Finding> {
    let (new_path, old_path) = (&new.value, &old.value);
    match (later, earlier) {
        (Found::Entry(later), Found::Entry(earlier)) if is_like(later, earlier) => None,
        (Found::Field(_, later), Found::Field(_, earlier)) if same_type(case, &later.value, &earlier.value) => {
            let parent = |path: &str| path.rsplit_once('.').map_or(String::new(), |(entry, _)| entry.to_string());
            let (later, earlier) = (parent(new_path), parent(old_path));
            let finding = Finding::at(
                new.span,
                format!("「{later}」と「{earlier}」は別の項目です"),
                format!("`{later}` and `{earlier}` are different entries"),
            );
            let hint = (
                "項目の名前も変えたなら、それも formerly に書きます。",
                "if the entry was renamed too, say that as well.",
            );
            (later != earlier && !renamed_to(case, &later, &earlier)).then(|| finding.hint(hint.0, hint.1))
        }
        _ => Some(Finding::at(
            new.span,
            format!("「{new_path}」と第{version}版の「{old_path}」は、種類の違う事実です"),
            format!("`{new_path}` and `{old_path}` of version {version} are facts of different kinds"),
        )),
    }
}

fn is_like(one: &Entry, other: &Entry) -> bool {
    // A group of measures is no measure.
    one.kind == other.kind && one.members.is_empty() == other.members.is_empty()
}

fn same_type(case: &Case, one: &Value, other: &Value) -> bool {
    let plain = |value: &Value| match value.in_lang(case.lang) {
        Value::MomentOf(_) => None,
        value => Some(discriminant(value)),
    };
    let is_date = |value: &Value| matches!(value, Value::Moment(_) | Value::MomentOf(_));
    is_date(one) && is_date(other) || plain(one) == plain(other)
}

fn renamed_to(case: &Case, later: &str, earlier: &str) -> bool {
    case.entries("corrections").any(|entry| {
        let mut pairs = case.names(entry, "facts").iter().zip(case.names(entry, "formerly"));
        pairs.any(|(new, old)| new.value == later && old.value == earlier)
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(before: &str, after: &str, facts: &str, formerly: &str) -> String {
        format!(
            "# incidents/a/v1.toml\nstatus = \"final\"\n{before}\n# incidents/a/v2.toml\n{after}\n\
             [corrections.c]\nfacts = {facts}\nformerly = {formerly}\nkind = \"notation\"\n"
        )
    }

    #[test]
    fn both_paths_must_be_where_they_are_said_to_be() {
        let (a, b) = ("[data]\na = \"1件\"\n", "[data]\nb = \"1件\"\n");
        silent(&CHECK, &file(a, b, "\"data.b\"", "\"data.a\""));
        silent(
            &CHECK,
            &file(a, b, "\"data.b.count\"", "\"data.a.count\"").replace(
                "kind",
                "kind = \"notation\"\n[corrections.d]\nfacts = \"data.b\"\nformerly = \"data.a\"\nkind",
            ),
        );
        fires(&CHECK, &file(a, b, "\"data.b\"", "\"data.b\""), &["\"data.b\""]);
        fires(&CHECK, &file(a, b, "\"data.a\"", "\"data.a\""), &["\"data.a\""]);
        let both = "[data]\na = \"1件\"\nb = \"1件\"\n";
        fires(&CHECK, &file(both, b, "\"data.b\"", "\"data.a\""), &["\"data.b\""]);
        fires(&CHECK, &file(a, b, "[\"data.b\"]", "[\"data.a\", \"data.a\"]"), &["[\"data.a\", \"data.a\"]"]);
        silent(&CHECK, &file(both, both, "[\"data.a\", \"data.b\"]", "[\"data.b\", \"data.a\"]"));
        fires(&CHECK, &file(both, both, "\"data.a\"", "\"data.a\""), &["\"data.a\""]);
        // a is called b now, and what is called a was c.
        let before = "[data]\na = \"1件\"\nc = \"2件\"\n";
        silent(&CHECK, &file(before, both, "[\"data.b\", \"data.a\"]", "[\"data.a\", \"data.c\"]"));
    }

    #[test]
    fn a_count_does_not_become_a_date_nor_a_key_of_another_entry() {
        let count = "[figures]\nperiod = \"3日\"\n";
        let day = "[events]\nperiod = 2024-07-04\n";
        fires(&CHECK, &file(count, day, "\"events.period\"", "\"figures.period\""), &["\"events.period\""]);
        fires(&CHECK, &file(count, day, "\"events.period.at\"", "\"figures.period.count\""), &["\"events.period.at\""]);
        let set = "[data.a]\nrecords = \"1件\"\n";
        silent(&CHECK, &file(set, "[data.a]\npersons = \"1名\"\n", "\"data.a.persons\"", "\"data.a.records\""));
        let other = "[data.a]\nlabel = \"表\"\n[data.b]\npersons = \"1名\"\n";
        fires(&CHECK, &file(set, other, "\"data.b.persons\"", "\"data.a.records\""), &["\"data.b.persons\""]);
        let labelled = "[data.a]\nlabel = \"表\"\n";
        fires(&CHECK, &file(set, labelled, "\"data.a.label\"", "\"data.a.records\""), &["\"data.a.label\""]);
        let (at, text) = ("[events.a]\nat = 2024-07-04\n", "[events.a]\ntext = \"公表\"\n");
        fires(&CHECK, &file(at, text, "\"events.a.text\"", "\"events.a.at\""), &["\"events.a.text\""]);
    }

    #[test]
    fn a_key_goes_with_its_entry_under_the_new_name_and_no_other() {
        let before = "[data.a]\nrecords = \"1件\"\n[data.c]\nrecords = \"2件\"\n";
        let after = "[data.b]\nrecords = \"1件\"\n";
        let renamed = |old: &str| {
            file(before, after, "\"data.b.records\"", "\"data.a.records\"").replace(
                "kind",
                &format!("kind = \"notation\"\n[corrections.d]\nfacts = \"data.b\"\nformerly = \"data.{old}\"\nkind"),
            )
        };
        silent(&CHECK, &renamed("a"));
        fires(&CHECK, &renamed("c"), &["\"data.b.records\""]);
    }

    #[test]
    fn a_first_version_renames_nothing() {
        let first =
            "[data]\na = \"1件\"\n[corrections.c]\nfacts = \"data.a\"\nformerly = \"data.a\"\nkind = \"notation\"\n";
        fires(&CHECK, first, &["\"data.a\""]);
    }
}
