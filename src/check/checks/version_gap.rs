//! `version-gap`: a version whose predecessors are not all there.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "version-gap",
    severity: Severity::Error,
    title: Words { ja: "欠けている版", en: "a version that is missing" },
    finds: Words {
        ja: "v1 から続き番号になっていない版。前の版のファイルが欠けているものです。",
        en: "A version without all versions before it, from v1 on.",
    },
    why: Words {
        ja: "欠けた版で何を公表したかが分からず、何が変わったかを確かめられません。",
        en: "What the missing version published is not known, so nobody can tell what changed.",
    },
    remedy: Words {
        ja: "欠けている版のファイルを戻すか、v1 からの続き番号になるようにファイル名を改めてください。",
        en: "Put the file back, or number the versions from v1 on without a gap.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"

# incidents/minato/v3.toml
stage = "follow-up"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"

# incidents/minato/v2.toml
stage = "follow-up"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let version = subject.case.version;
    let missing: Vec<String> =
        (1..version).filter(|number| !subject.versions.contains(number)).map(|number| format!("v{number}")).collect();
    let place = subject.whole().filter(|_| !missing.is_empty());
    let finding = |place| {
        Finding::at(
            place,
            format!("v{version} より前の {} がありません", missing.join("、")),
            format!("missing before v{version}: {}", missing.join(", ")),
        )
    };
    place.map(finding).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{headlines, silent};

    #[test]
    fn every_missing_version_is_named() {
        let file = |number: u32| {
            format!("# incidents/a/v2.toml\nstage = \"first\"\n# incidents/a/v{number}.toml\nstage = \"final\"\n")
        };
        assert_eq!(headlines(&CHECK, &file(5)), ["missing before v5: v1, v3, v4"]);
        silent(&CHECK, "stage = \"first\"\n");
    }
}
