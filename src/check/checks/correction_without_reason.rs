//! `correction-without-reason`: an entry of `[corrections]` that does not say what, how or why.

use crate::change::ChangeKind;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Entry;

/// The check.
pub const CHECK: Check = Check {
    code: "correction-without-reason",
    severity: Severity::Error,
    title: Words { ja: "理由のない訂正", en: "a correction without a reason" },
    finds: Words {
        ja: "`[corrections]` の項目のうち、`facts`（どの事実か）、`kind`（どういう変更か）、`reason`（なぜか）のいずれかがないもの。`kind = \"notation\"`（表記だけの変更）には理由が要りません。",
        en: "An entry of `[corrections]` that lacks `facts` (which), `kind` (how) or `reason` (why). One of `kind = \"notation\"`, which changes only the wording, needs no reason.",
    },
    why: Words {
        ja: "訂正の発表は、どこを、なぜ改めたかを述べるものです。理由のない訂正は、次の質問を呼びます。",
        en: "A corrected release says what it corrects and why. Without the reason, everyone asks for it.",
    },
    remedy: Words {
        ja: "欠けているものを書いてください。理由は、公表する文書にそのまま載せられる文にします。",
        en: "Write what is missing; the reason in words that can be published.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.customers]
records = "3,622件"
[corrections.more]
facts = "data.customers.records"
kind  = "correction"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
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
    subject.case.entries("corrections").filter_map(one).collect()
}

fn one(entry: &Entry) -> Option<Finding> {
    let needs_reason = ChangeKind::of(entry) != Some(ChangeKind::Notation);
    let keys = ["facts", "kind", "reason"].into_iter().filter(|key| *key != "reason" || needs_reason);
    let missing: Vec<&str> = keys.filter(|key| entry.field(key).is_none()).collect();
    (!missing.is_empty()).then(|| {
        Finding::at(
            entry.name.span,
            format!("この訂正に {} がありません", missing.join("、")),
            format!("this correction has no {}", missing.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{headlines, silent};

    #[test]
    fn what_is_missing_is_named() {
        let file = |keys: &str| format!("[data]\na = \"1件\"\n[corrections.c]\nwas = \"2件\"\n{keys}\n");
        assert_eq!(headlines(&CHECK, &file("")), ["this correction has no facts, kind, reason"]);
        assert_eq!(headlines(&CHECK, &file("facts = \"data.a\"\nkind = \"news\"")), ["this correction has no reason"]);
        silent(&CHECK, &file("facts = \"data.a\"\nkind = \"notation\""));
        silent(&CHECK, &file("facts = \"data.a\"\nkind = \"news\"\nreason = \"理由\""));
    }
}
