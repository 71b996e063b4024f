//! `unexplained-change`: a published fact that changed without a word about it.

use crate::change::{ChangeKind, FactChange};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Value;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "unexplained-change",
    severity: Severity::Error,
    title: Words { ja: "説明のない変更", en: "a change without an explanation" },
    finds: Words {
        ja: "前の版で公表した事実のうち、変わったか、なくなったのに、`[corrections]` のどの `facts` にも挙がっていないもの。新たに加えた事実、撤回の日付（`retracted`）、後の日に進んだ時点（`as_of`）には要りません。数の書き方、空白、句読点、項目の順など、書き方だけの違いは変更とみなしません。文の言い回しが変わったときは、内容まで変わったかどうかを書いた人しか判断できないため、必ず尋ねます。",
        en: "A fact that an earlier version published, and that changed or went, without being under the `facts` of an entry of `[corrections]`. What was added needs none, nor does the date of a retraction (`retracted`) or a later `as_of`. Another writing of the same value (commas, blanks, punctuation, the order of items) is no change. Where a sentence is worded anew, only its author knows whether it says something else, so the question is always asked.",
    },
    why: Words {
        ja: "公表した数字や文が黙って変わっていると、隠したと受け取られます。訂正の発表は、どこが、なぜ変わったかを述べるものです。数字が一つも動かない訂正（「協力会社の社員」から「協力会社の委託先の社員」）もあります。",
        en: "A published figure or sentence that changes silently looks like something to hide: a corrected release says what changed and why. A correction need not touch a digit, as when an employee of a partner turns out to be one of its subcontractor.",
    },
    remedy: Words {
        ja: "`[corrections.<名前>]` に、`facts`（パス）、`kind`（訂正・続報・確定など）、`reason`（理由）を書いてください。言い回しを整えただけなら `kind = \"notation\"`、名前（パス）を変えただけなら `formerly = \"前のパス\"` を添えます。変えるつもりがなかったなら、前の値に戻します。",
        en: "Write an entry `[corrections.<name>]` with `facts` (paths), `kind` (correction, news, refinement and so on) and `reason`. If only the wording changed, `kind = \"notation\"`; if only the path did, add `formerly = \"the old path\"`. If nothing was meant to change, put the old value back.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
stage = "correction"
[data.customers]
records = "3,622件"
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
facts  = "data.customers"
kind   = "news"
reason = "調査の結果、ほかにも流出した情報があることが判明したため"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(before) = subject.predecessor else { return Vec::new() };
    let mut entries: Vec<(String, Vec<&FactChange>)> = Vec::new();
    for change in subject.changes.iter().filter(|change| needs_a_reason(change)) {
        let entry = entry_of(&change.path);
        match entries.iter_mut().find(|(path, _)| *path == entry) {
            Some((_, changes)) => changes.push(change),
            None => entries.push((entry, vec![change])),
        }
    }
    entries.iter().filter_map(|(entry, changes)| one(subject, before, entry, changes)).collect()
}

/// Whether a change must be explained and is not.
///
/// A figure or a status that is only stated for a later day must not: what was published of the earlier one stays true.
fn needs_a_reason(change: &FactChange) -> bool {
    let is_later_day = change.path.ends_with("as_of") && change.proposed == ChangeKind::News;
    change.before.is_some() && change.settled.is_none() && !is_later_day
}

/// The entry that a path is in: a group of measures is a kind of its own.
fn entry_of(path: &str) -> String {
    let length = if path.starts_with("measures.") { 3 } else { 2 };
    path.split('.').take(length).collect::<Vec<_>>().join(".")
}

/// One finding for all that changed in an entry.
fn one(subject: &Subject<'_>, before: &Case, entry: &str, changes: &[&FactChange]) -> Option<Finding> {
    let [first, rest @ ..] = changes else { return None };
    let version = before.version;
    let path = if rest.is_empty() { &first.path } else { entry };
    let is_gone = changes.iter().all(|change| change.after.is_none());
    let (ja, en) = match is_gone {
        true => ("なくなりました", "is gone since"),
        false => ("変わりました", "changed since"),
    };
    let finding = Finding::at(
        place(subject, entry, first)?,
        format!("「{path}」が第{version}版から{ja}が、[corrections] に説明がありません"),
        format!("`{path}` {en} version {version}, and [corrections] does not say why"),
    );
    let finding = changes.iter().fold(finding, |finding, change| {
        let earlier = change.formerly.as_deref().unwrap_or(&change.path);
        match before.place(earlier).or_else(|| before.top(earlier).map(|field| field.span)) {
            Some(place) => finding.label(place, format!("第{version}版での記載"), format!("version {version}")),
            None => finding,
        }
    });
    let kind = first.proposed.wording().en;
    let entry = format!("facts = \"{path}\", kind = \"{kind}\", reason = \"…\"");
    let finding = finding.hint(
        format!("理由を書いてください: [corrections.<名前>] に {}", entry.replace(", ", "、")),
        format!("say why, in [corrections.<name>]: {entry}"),
    );
    let is_prose = |change: &&FactChange| {
        matches!(subject.case.value(&change.path).map(|value| value.in_lang(subject.case.lang)), Some(Value::Prose(_)))
    };
    Some(if first.proposed == ChangeKind::Withdrawal && is_gone {
        finding.hint(
            format!("名前を変えただけなら、新しいパスを facts に書き、formerly = \"{path}\" を添えます。"),
            format!("if it only has another name now, write its new path in facts and add formerly = \"{path}\"."),
        )
    } else if changes.iter().all(is_prose) {
        finding.hint(
            "言い回しを整えただけなら kind = \"notation\" とします(理由は省けます)。",
            "if only the wording changed, write kind = \"notation\"; it needs no reason.",
        )
    } else {
        finding
    })
}

/// Where the version states it now; what is gone is missing where its entry stands, else in the file.
fn place(subject: &Subject<'_>, entry: &str, change: &FactChange) -> Option<Span> {
    let stated = |path: &str| subject.case.place(path).or_else(|| subject.case.top(path).map(|field| field.span));
    stated(&change.path).or_else(|| stated(entry)).or_else(|| subject.whole())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, headlines, silent};

    fn file(before: &str, after: &str) -> String {
        format!(
            "# incidents/a/v1.toml\nstatus = \"final\"\n{before}\n# incidents/a/v2.toml\nstage = \"follow-up\"\n{after}\n"
        )
    }

    const SET: &str = "[data.a]\nrecords = \"362件\"\npersons = \"116名\"\nas_of = 2024-07-04\n";

    #[test]
    fn a_change_is_found_once_an_entry_where_it_stands() {
        let both = SET.replace("362件", "363件").replace("116名", "117名");
        fires(&CHECK, &file(SET, &both), &["\"363件\""]);
        let said = headlines(&CHECK, &file(SET, &both));
        assert_eq!(said, ["`data.a` changed since version 1, and [corrections] does not say why"]);
        fires(&CHECK, &file("leak = \"none\"\n", "leak = \"possible\"\n"), &["\"possible\""]);
        // Only the records are explained.
        let half = format!("{both}[corrections.a]\nfacts = \"data.a.records\"\nkind = \"news\"\nreason = \"理由\"\n");
        fires(&CHECK, &file(SET, &half), &["\"117名\""]);
    }

    #[test]
    fn what_is_gone_is_missed_at_its_entry_or_in_the_file() {
        fires(&CHECK, &file(SET, &SET.replace("persons = \"116名\"\n", "")), &["a"]);
        fires(&CHECK, &file(SET, "[data.b]\nrecords = \"362件\"\n"), &["\"follow-up\""]);
        let said = headlines(&CHECK, &file(SET, ""));
        assert_eq!(said, ["`data.a` is gone since version 1, and [corrections] does not say why"]);
    }

    #[test]
    fn a_role_is_corrected_without_a_digit() {
        let party = |name: &str| format!("[parties]\nfinder = \"{name}\"\n");
        fires(
            &CHECK,
            &file(&party("協力会社の社員"), &party("協力会社の委託先の社員")),
            &["\"協力会社の委託先の社員\""],
        );
        let measure = |text: &str| format!("[measures.all]\ntraining = \"{text}\"\n");
        fires(&CHECK, &file(&measure("研修を行う。"), &measure("研修を行った。")), &["\"研修を行った。\""]);
        let reworded =
            format!("{}[corrections.words]\nfacts = \"measures\"\nkind = \"notation\"\n", measure("研修を行います。"));
        silent(&CHECK, &file(&measure("研修を行う。"), &reworded));
    }

    #[test]
    fn additions_retractions_later_days_and_writings_need_no_reason() {
        silent(&CHECK, &file(SET, &SET.replace("362件", "362 件").replace("2024-07-04", "2024-07-16")));
        fires(&CHECK, &file(SET, &SET.replace("2024-07-04", "2024-07-03")), &["2024-07-03"]);
        silent(&CHECK, &file(SET, &format!("{SET}[data.b]\nrecords = \"1件\"\n")));
        let claim = "[claims.c]\nsays = \"ない\"\n";
        silent(&CHECK, &file(claim, &format!("{claim}retracted = 2024-07-16\n")));
    }

    #[test]
    fn a_draft_was_never_published() {
        silent(&CHECK, &file(SET, &SET.replace("362件", "363件")).replace("\"final\"", "\"draft\""));
        // Behind a draft, the version before it counts.
        let third = format!(
            "{}# incidents/a/v3.toml\n{}",
            file(SET, SET).replace("stage", "status = \"draft\"\nstage"),
            SET.replace("116", "117")
        );
        fires(&CHECK, &third, &["\"117名\""]);
    }
}
