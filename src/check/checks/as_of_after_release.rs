//! `as-of-after-release`: an as-of date after the document.

use crate::check::finding::once;
use crate::check::printed::{Printed, printed};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Field;

/// The check.
pub const CHECK: Check = Check {
    code: "as-of-after-release",
    severity: Severity::Warning,
    title: Words { ja: "文書の日付より後の「時点」", en: "an as-of date after the date of the document" },
    finds: Words {
        ja: "データ、数、発言の `as_of`・`data_as_of`（いつ時点か）が、それを印字する文書の日付より後のもの。",
        en: "A set, figure or claim whose `as_of` or `data_as_of` is after the date of the document that prints it.",
    },
    why: Words {
        ja: "公表の時点で知り得ない数や状況を述べていることになります。",
        en: "The document states what could not be known on its date.",
    },
    remedy: Words {
        ja: "時点か文書の日付を確かめて直してください。将来の時点についての見込みであれば、理由を添えて認めます。",
        en: "Check the as-of date and the date of the document. If it is a forecast, accept the warning with the reason.",
    },
    example: r#"
[data.customers]
persons = "約37,000人分"
as_of   = 2024-07-24
[documents.letter]
kind = "apology-letter"
date = 2024-07-22
text.body = "{{ data.customers }}({{ data.customers.as_of | md }}時点)"
"#,
    mended: r#"
[data.customers]
persons = "約37,000人分"
as_of   = 2024-07-22
[documents.letter]
kind = "apology-letter"
date = 2024-07-22
text.body = "{{ data.customers }}({{ data.customers.as_of | md }}時点)"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let all = printed(subject);
    let stated = all.iter().flat_map(|fact| {
        let fields = ["as_of", "data_as_of"].into_iter().filter_map(|key| fact.entry.field(key));
        fields.map(move |field| (fact, field))
    });
    let later = stated.filter(|(fact, field)| fact.is_later(case, field));
    once(later.map(|(fact, field)| finding(fact, field)))
}

fn finding(fact: &Printed<'_>, as_of: &Field) -> Finding {
    let (name, document, released) = (&fact.entry.name.value, fact.document, fact.released);
    Finding::at(
        as_of.span,
        format!("「{name}」の時点が、これを印字する文書「{document}」の日付（{released}）より後です"),
        format!("`{name}` is as of a day after the date of `{document}`, which prints it ({released})"),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn text(facts: &str, cited: &str) -> String {
        format!(
            "{facts}\n[documents.letter]\nkind = \"apology-letter\"\ndate = 2024-07-23\n\
             text.body = \"{{{{ {cited} }}}}\"\n"
        )
    }

    #[test]
    fn each_kind_and_key() {
        fires(&CHECK, &text("[data]\na = { records = \"5件\", as_of = 2024-07-24 }", "data.a"), &["2024-07-24"]);
        fires(
            &CHECK,
            &text("[data]\na = { records = \"5件\", data_as_of = 2024-07-24 }", "data.a.records"),
            &["2024-07-24"],
        );
        fires(&CHECK, &text("[figures]\na = { count = \"5件\", as_of = 2024-07-24 }", "figures.a"), &["2024-07-24"]);
        fires(
            &CHECK,
            &text("[claims]\na = { says = \"ない\", as_of = \"2024-07-24T10:00\" }", "claims.a"),
            &["\"2024-07-24T10:00\""],
        );
    }

    #[test]
    fn the_day_itself_and_what_is_not_printed() {
        silent(&CHECK, &text("[claims]\na = { says = \"ない\", as_of = \"2024-07-23T10:00\" }", "claims.a"));
        silent(&CHECK, &text("[data]\na = { records = \"5件\", as_of = \"2024-07\" }", "data.a"));
        silent(&CHECK, &text("[data]\na = { records = \"5件\", as_of = 2024-07-24 }\nb = \"3件\"", "data.b"));
    }
}
