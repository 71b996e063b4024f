//! `unfounded-correction`: a correction of what did not change.

use crate::change::covers;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Entry;
use crate::text::Spanned;

/// The check.
pub const CHECK: Check = Check {
    code: "unfounded-correction",
    severity: Severity::Warning,
    title: Words { ja: "変わっていない事実の訂正", en: "a correction of what did not change" },
    finds: Words {
        ja: "`[corrections]` の `facts` に挙げたのに、前の版から変わっていない事実。前の版がないのに書かれた訂正も含みます。前の値を `was` に書いたものと、`formerly` で名前の変更を述べたものは除きます。",
        en: "A fact that is listed under `facts` of an entry of `[corrections]` and is the same in the version before; also any entry where there is no version before. Entries with `was` are left alone, and those that only say `formerly`.",
    },
    why: Words {
        ja: "直し忘れか、前の訂正の消し忘れです。訂正の表に、変わっていないものが載ってしまいます。",
        en: "Either the value was not changed after all, or the entry is left over from an earlier correction. The table of corrections would list something that is the same.",
    },
    remedy: Words {
        ja: "事実を直すか、`facts` からそのパスを消してください。この道具を使う前に公表した値を直すのなら、その値を `was` に書きます。",
        en: "Change the fact, or take the path out of `facts`. If the old value was published before this tool was used, write it as `was`.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
stage = "correction"
[data.customers]
records = "362件"
[corrections.more]
facts  = "data.customers.records"
kind   = "correction"
reason = "集計に誤りがあったため"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
stage = "correction"
[data.customers]
records = "3,622件"
[corrections.more]
facts  = "data.customers.records"
kind   = "correction"
reason = "集計に誤りがあったため"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let entries = subject.case.entries("corrections").filter(|entry| entry.field("was").is_none());
    entries.flat_map(|entry| one(subject, entry)).collect()
}

fn one(subject: &Subject<'_>, entry: &Entry) -> Vec<Finding> {
    let is_changed = |stated: &str| {
        let paths = subject.changes.iter().flat_map(|change| change.formerly.iter().chain([&change.path]));
        paths.into_iter().any(|path| covers(stated, path))
    };
    let unchanged = |stated: &&Spanned<String>| !is_changed(&stated.value);
    if entry.field("formerly").is_some() {
        return Vec::new();
    }
    let unfounded = subject.case.names(entry, "facts").iter().filter(unchanged);
    let finding = |path: &Spanned<String>| match subject.predecessor {
        Some(before) => Finding::at(
            path.span,
            format!("「{}」は第{}版から変わっていません", path.value, before.version),
            format!("`{}` did not change since version {}", path.value, before.version),
        ),
        None => Finding::at(
            path.span,
            "これより前に確定した版(status = \"final\")がなく、訂正するものがありません",
            "no version before this one is final, so there is nothing to correct",
        )
        .hint("前に公表した値は was に書きます。", "write the value that was published as `was`."),
    };
    unfounded.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(after: &str, facts: &str) -> String {
        format!(
            "# incidents/a/v1.toml\nstatus = \"final\"\n[data.a]\nrecords = \"362件\"\nitems = [\"氏名\"]\n[events]\nexposed = \"2024-07-01/2024-07-04\"\n\
             # incidents/a/v2.toml\n{after}\n[corrections.c]\nfacts = {facts}\nkind = \"news\"\nreason = \"理由\"\n"
        )
    }

    const SAME: &str =
        "[data.a]\nrecords = \"362件\"\nitems = [\"氏名\"]\n[events]\nexposed = \"2024-07-01/2024-07-04\"\n";

    #[test]
    fn each_path_must_have_changed() {
        fires(&CHECK, &file(SAME, "\"data.a\""), &["\"data.a\""]);
        let more = SAME.replace("362件", "363件");
        silent(&CHECK, &file(&more, "\"data.a\""));
        silent(&CHECK, &file(&more, "\"data\""));
        fires(&CHECK, &file(&more, "[\"data.a.records\", \"data.a.items\"]"), &["\"data.a.items\""]);
        // What was added may be explained, though it need not be.
        silent(&CHECK, &file(&format!("{SAME}[data.b]\nrecords = \"1件\"\n"), "\"data.b\""));
    }

    #[test]
    fn a_part_of_a_value_stands_for_it() {
        silent(&CHECK, &file(&SAME.replace("07-01", "06-01"), "\"events.exposed.start\""));
        silent(&CHECK, &file(&SAME.replace("[\"氏名\"]", "[\"氏名\", \"住所\"]"), "\"data.a.items.address\""));
    }

    #[test]
    fn a_first_version_corrects_what_it_says_was() {
        let first = "[data.a]\nrecords = \"362件\"\n[corrections.c]\nfacts = \"data.a\"\nkind = \"correction\"\nreason = \"理由\"\n";
        fires(&CHECK, first, &["\"data.a\""]);
        silent(&CHECK, &format!("{first}was = \"36件\"\n"));
    }
}
