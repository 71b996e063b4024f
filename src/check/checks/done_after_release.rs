//! `done-after-release`: what a document says was done, dated after it.

use crate::check::finding::once;
use crate::check::printed::{Printed, printed};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Field;

/// The check.
pub const CHECK: Check = Check {
    code: "done-after-release",
    severity: Severity::Warning,
    title: Words {
        ja: "文書の日付より後の「済んだこと」", en: "something done after the date of the document"
    },
    finds: Words {
        ja: "文書が印字する、役割のある出来事・実施済み（`done`）の出来事や対策・発言で、日付がその文書の日付より後のもの。`planned`・`under-way`・`proposed` のものは調べません。",
        en: "An event with a role, an event or measure that is `done`, or a statement, that a document prints though it is dated after the document. What is `planned`, `under-way` or `proposed` is left alone.",
    },
    why: Words {
        ja: "まだ起きていないことを済んだこととして公表したことになります。",
        en: "The document says that something has happened which has not.",
    },
    remedy: Words {
        ja: "日付を確かめて直してください。予定であれば `state = \"planned\"` とし、文も予定の形にします。",
        en: "Check the date. If it is planned, write `state = \"planned\"` and say so in the text.",
    },
    example: r#"
[events]
notified = 2024-07-26
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "{{ events.notified }}に対象の方へお知らせしました。"
"#,
    mended: r#"
[events]
notified = { at = 2024-07-26, state = "planned" }
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "{{ events.notified }}に対象の方へお知らせします。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let all = printed(subject);
    let later = all.iter().filter_map(|fact| {
        let at = fact.entry.field("at").filter(|at| is_done(case, fact) && fact.is_later(case, at))?;
        Some(finding(fact, at))
    });
    once(later)
}

/// Whether a fact says that something happened: a date alone, such as the end of a contract, does not.
fn is_done(case: &Case, fact: &Printed<'_>) -> bool {
    match (fact.entry.kind, fact.state) {
        (_, Some(state)) => state == "done" || fact.entry.kind == "claims",
        ("events", None) => case.event_role(fact.entry).is_some(),
        (kind, None) => kind == "claims",
    }
}

fn finding(fact: &Printed<'_>, at: &Field) -> Finding {
    let (name, document, released) = (&fact.entry.name.value, fact.document, fact.released);
    Finding::at(
        at.span,
        format!("「{name}」は、これを印字する文書「{document}」の日付（{released}）より後です"),
        format!("`{name}` is after the date of `{document}`, which prints it ({released})"),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn text(facts: &str, date: &str, body: &str) -> String {
        format!("{facts}\n[documents.letter]\nkind = \"apology-letter\"\n{date}\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    const DATE: &str = "date = 2024-07-23";

    #[test]
    fn events_by_role_and_state() {
        let event = |event: &str| text(&format!("[events]\n{event}"), DATE, "{{ events.told }}");
        fires(&CHECK, &event("told = { at = 2024-07-24, role = \"reported\" }"), &["2024-07-24"]);
        fires(&CHECK, &event("told = { at = 2024-07-24, state = \"done\" }"), &["2024-07-24"]);
        silent(&CHECK, &event("told = { at = 2024-07-23, role = \"reported\" }"));
        silent(&CHECK, &event("told = { at = \"2024-07-23T23:00\", role = \"reported\" }"));
        silent(&CHECK, &event("told = { at = \"2024-07\", role = \"reported\" }"));
        silent(&CHECK, &event("told = { at = \"2024-07-20/2024-07-30\", role = \"reported\" }"));
        silent(&CHECK, &event("told = { at = 2024-07-24, role = \"reported\", state = \"planned\" }"));
        silent(&CHECK, &event("told = { at = 2024-07-24, role = \"reported\", state = \"under-way\" }"));
        // The lease of Ebino runs for years to come.
        silent(&CHECK, &event("told = \"2024-07-24/2029-11-30\""));
    }

    #[test]
    fn measures_take_the_state_of_their_group() {
        let group = |state: &str, own: &str, body: &str| {
            let facts = format!("[measures.m]\n{state}\na = {{ text = \"点検\", at = 2024-08-01{own} }}");
            text(&facts, DATE, body)
        };
        fires(&CHECK, &group("state = \"done\"", "", "{{ measures.m }}"), &["2024-08-01"]);
        fires(&CHECK, &group("state = \"done\"", "", "{{ measures.m.a.at }}"), &["2024-08-01"]);
        fires(&CHECK, &group("", ", state = \"done\"", "{{ measures.m.a }}"), &["2024-08-01"]);
        silent(&CHECK, &group("state = \"done\"", ", state = \"planned\"", "{{ measures.m }}"));
        silent(&CHECK, &group("", "", "{{ measures.m }}"));
    }

    #[test]
    fn chronologies_and_statements() {
        let row = "[events]\ntold = { at = 2024-07-24, role = \"reported\", text = \"報告\" }";
        fires(&CHECK, &text(row, DATE, "{{ events }}"), &["2024-07-24"]);
        let claim = "[claims]\nno = { says = \"ない\", at = 2024-07-24, state = \"denied\" }";
        fires(&CHECK, &text(claim, DATE, "{{ claims.no }}"), &["2024-07-24"]);
    }

    #[test]
    fn only_what_a_dated_document_prints() {
        let event = "[events]\nreported = 2024-07-24";
        silent(&CHECK, &text(event, DATE, "なし"));
        silent(&CHECK, &text(event, "number = \"1\"", "{{ events.reported }}"));
        let two = text(event, DATE, "{{ events.reported }}")
            + "[documents.b]\nkind = \"statement\"\ndate = 2024-07-22\ntext.body = \"{{ events.reported.start }}\"\n";
        fires(&CHECK, &two, &["2024-07-24"]);
    }
}
