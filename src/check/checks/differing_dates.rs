//! `differing-dates`: two events of one role, each printed by documents that do not print the other.

use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Entry;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// The check.
pub const CHECK: Check = Check {
    code: "differing-dates",
    severity: Severity::Warning,
    title: Words {
        ja: "文書の間で発生・発覚の日が食い違う", en: "two dates of one role in different documents"
    },
    finds: Words {
        ja: "発生（occurred）、発覚（found）、閲覧可能であった期間（exposed）の役割の出来事が2つあり、日付が違い、ある文書には一方だけ、別の文書には他方だけが印字されるもの。`by` がそれぞれ別なら対象にしません。",
        en: "Two events of the role occurred, found or exposed with different dates, of which some documents print only the one and others only the other. Events with different `by` are left alone.",
    },
    why: Words {
        ja: "発覚日は報告期限の起算日です。文書ごとに違えば、期限を守ったかを疑われます。",
        en: "Deadlines run from the discovery. If each document has its own, nobody knows whether they were kept.",
    },
    remedy: Words {
        ja: "どの文書でも同じ出来事を引用してください。別の出来事なら、`by` か別の `role` で区別します。",
        en: "Let all documents cite the same event. If they are two, tell them apart by `by` or by another `role`.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[events]
found = 2024-07-09
known = { at = 2024-07-10, role = "found" }
[documents.release]
kind      = "statement"
text.body = "{{ events.found }}に発覚しました。"
[documents.letter]
kind      = "statement"
text.body = "{{ events.known }}に発覚しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[events]
found = 2024-07-09
[documents.release]
kind      = "statement"
text.body = "{{ events.found }}に発覚しました。"
[documents.letter]
kind      = "statement"
text.body = "{{ events.found }}に発覚しました。"
"#,
    run: Run::Version(run),
};

/// Roles that an incident has once.
const ROLES: &[&str] = &["occurred", "found", "exposed"];

/// How many events of one role are compared.
const MOST: usize = 16;

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let mut printed: HashMap<&str, HashSet<usize>> = HashMap::new();
    for (index, draft) in subject.drafts.iter().enumerate() {
        cited(draft).for_each(|name| {
            printed.entry(name).or_default().insert(index);
        });
    }
    let mut findings = Vec::new();
    for role in ROLES {
        let events: Vec<(&Entry, NaiveDate, &HashSet<usize>)> = case
            .events_of(role)
            .filter_map(|event| Some((event, day(case, event)?, printed.get(event.name.value.as_str())?)))
            .take(MOST)
            .collect();
        for (index, (event, date, places)) in events.iter().enumerate() {
            let apart = |(other, day, others): &&(&Entry, NaiveDate, &HashSet<usize>)| {
                day != date && places.is_disjoint(others) && !by_others(case, event, other)
            };
            let other = events.iter().take(index).find(apart);
            findings.extend(other.map(|(other, day, _)| finding(event, *date, other, *day)));
        }
    }
    findings
}

/// The events whose date a document prints.
fn cited<'s>(draft: &'s Draft<'_>) -> impl Iterator<Item = &'s str> {
    let marks = draft.passages.iter().flat_map(|passage| &passage.marks);
    marks.filter_map(|mark| {
        let mut keys = mark.path.strip_prefix("events.")?.split('.');
        let name = keys.next()?;
        keys.next().is_none_or(|key| matches!(key, "at" | "start" | "end")).then_some(name)
    })
}

/// The day on which an event began.
fn day(case: &Case, event: &Entry) -> Option<NaiveDate> {
    case.moment(&event.field("at")?.value)?.start()?.date()
}

fn by_others(case: &Case, event: &Entry, other: &Entry) -> bool {
    let by = |event| case.names(event, "by").iter().map(|name| name.value.as_str()).collect::<Vec<_>>();
    let (a, b) = (by(event), by(other));
    !a.is_empty() && !b.is_empty() && a != b
}

fn finding(event: &Entry, date: NaiveDate, other: &Entry, day: NaiveDate) -> Finding {
    let (name, others) = (&event.name.value, &other.name.value);
    Finding::at(
        event.name.span,
        format!("{name}（{date}）と同じ役割の {others}（{day}）が、別の文書に印字されます"),
        format!("{name} ({date}) and {others} ({day}) have one role and are printed by different documents"),
    )
    .label(other.name.span, "もう一方の出来事", "the other event")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(events: &str, first: &str, second: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\" }}\nit = \"A社\"\n[events]\n{events}\n[documents.a]\nkind = \"statement\"\ntext.body = \"{first}\"\n[documents.b]\nkind = \"statement\"\ntext.body = \"{second}\"\n"
        )
    }

    const TWO: &str = "found = 2024-07-09\nknown = { at = 2024-07-10, role = \"found\", text = \"x\" }";

    #[test]
    fn dates_that_never_meet_are_found() {
        fires(&CHECK, &file(TWO, "{{ events.found }}に", "{{ events.known.start }}に"), &["known"]);
        // Nobody else is named as the one who found it.
        let by = TWO.replace("found = 2024-07-09", "found = { at = 2024-07-09, by = \"it\" }");
        fires(&CHECK, &file(&by, "{{ events.found }}に", "{{ events.known }}に"), &["known"]);
    }

    #[test]
    fn dates_that_meet_or_differ_on_purpose_are_left_alone() {
        silent(&CHECK, &file(TWO, "{{ events.found }}と{{ events.known }}に", "{{ events.known }}に"));
        silent(&CHECK, &file(TWO, "{{ events.found }}に", "{{ events.known.text }}"));
        silent(
            &CHECK,
            &file(
                "found = 2024-07-09\nknown = { at = 2024-07-09T10:00, role = \"found\" }",
                "{{ events.found }}",
                "{{ events.known }}",
            ),
        );
        let by =
            "found = { at = 2024-07-09, by = \"it\" }\nknown = { at = 2024-07-10, role = \"found\", by = \"own\" }";
        silent(&CHECK, &file(by, "{{ events.found }}", "{{ events.known }}"));
        silent(
            &CHECK,
            &file(
                "blocked = 2024-07-09\nstopped = { at = 2024-07-10, role = \"blocked\" }",
                "{{ events.blocked }}",
                "{{ events.stopped }}",
            ),
        );
    }
}
