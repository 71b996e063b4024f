//! `planned-before-release`: a plan for a day before the document.

use crate::check::finding::once;
use crate::check::printed::{Printed, printed};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Field;

/// The check.
pub const CHECK: Check = Check {
    code: "planned-before-release",
    severity: Severity::Warning,
    title: Words {
        ja: "文書の日付より前の「予定」", en: "something planned before the date of the document"
    },
    finds: Words {
        ja: "予定（`planned`）の出来事や対策で、日付がそれを印字する文書の日付より前のもの。",
        en: "An event or measure that is `planned` for a date before that of the document that prints it.",
    },
    why: Words {
        ja: "予定の日が過ぎているのに実施したかどうかが書かれていない、と読まれます。",
        en: "The day has passed, and the reader is not told whether it was done.",
    },
    remedy: Words {
        ja: "実施していれば `state = \"done\"` とし、文も直してください。延期したときは新しい日付を書きます。",
        en: "If it was done, write `state = \"done\"` and reword the text; if it was put off, state the new date.",
    },
    example: r#"
[events]
meeting = { at = 2024-07-20, state = "planned" }
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "{{ events.meeting }}に説明会を開きます。"
"#,
    mended: r#"
[events]
meeting = { at = 2024-07-30, state = "planned" }
[documents.letter]
kind = "apology-letter"
date = 2024-07-23
text.body = "{{ events.meeting }}に説明会を開きます。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let all = printed(subject);
    let earlier = all.iter().filter(|fact| fact.state == Some("planned")).filter_map(|fact| {
        let at = fact.entry.field("at").filter(|at| fact.is_earlier(case, at))?;
        Some(finding(fact, at))
    });
    once(earlier)
}

fn finding(fact: &Printed<'_>, at: &Field) -> Finding {
    let (name, document, released) = (&fact.entry.name.value, fact.document, fact.released);
    Finding::at(
        at.span,
        format!("予定の「{name}」は、これを印字する文書「{document}」の日付（{released}）より前です"),
        format!("`{name}` is planned before the date of `{document}`, which prints it ({released})"),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn event(event: &str, date: &str) -> String {
        format!(
            "[events]\nmeeting = {event}\n[documents.letter]\nkind = \"apology-letter\"\n{date}\n\
             text.body = \"{{{{ events.meeting }}}}\"\n"
        )
    }

    const DATE: &str = "date = 2024-07-23";

    #[test]
    fn plans_of_the_past() {
        fires(&CHECK, &event("{ at = 2024-07-22, state = \"planned\" }", DATE), &["2024-07-22"]);
        fires(&CHECK, &event("{ at = \"2024-06\", state = \"planned\" }", DATE), &["\"2024-06\""]);
        silent(&CHECK, &event("{ at = 2024-07-23, state = \"planned\" }", DATE));
        silent(&CHECK, &event("{ at = \"2024-07\", state = \"planned\" }", DATE));
        silent(&CHECK, &event("{ at = \"2024-07-20/2024-07-30\", state = \"planned\" }", DATE));
        silent(&CHECK, &event("{ at = \"2024-07-22 以降\", state = \"planned\" }", DATE));
        silent(&CHECK, &event("{ at = 2024-07-22, state = \"proposed\" }", DATE));
        silent(&CHECK, &event("2024-07-22", DATE));
        silent(&CHECK, &event("{ at = 2024-07-22, state = \"planned\" }", "number = \"1\""));
    }
}
