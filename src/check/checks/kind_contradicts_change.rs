//! `kind-contradicts-change`: a correction that calls a change what it is not.

use crate::change::{ChangeKind, FactChange};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};

/// The check.
pub const CHECK: Check = Check {
    code: "kind-contradicts-change",
    severity: Severity::Warning,
    title: Words { ja: "変更と合わない種類", en: "a kind that contradicts the change" },
    finds: Words {
        ja: "`[corrections]` の `kind` が、実際の変更と合わないもの。確定（refinement）とあるのに、正確な数が別の数になったもの。定義変更（redefinition）とあるのに、単位も数え方も同じもの。反転（reversal）とあるのに、状態（`state`、`leak`）がどれも反転していないもの。取消（withdrawal）とあるのに、まだ記載のあるもの。表記（notation）とあるのに、数や日付や状態が変わったもの。",
        en: "An entry of `[corrections]` whose `kind` does not fit what changed: a refinement of a number that was exact; a redefinition with the same counter and way of counting; a reversal in which no status (`state`, `leak`) turned round; a withdrawal of what is still stated; a notation in which a number, a date or a status changed.",
    },
    why: Words {
        ja: "種類は、訂正の表と発表文の言い方を決めます。誤りの訂正を「確定」や「表記の変更」と呼べば、誤りを隠したと受け取られます。",
        en: "The kind decides how the change is announced. A mistake that is called a refinement or a matter of wording looks like one that was covered up.",
    },
    remedy: Words {
        ja: "`kind` を実際の変更に合わせてください。誤りだったなら correction、後から分かったなら news です。同じ単位でも数え方を変えたのなら、前の版の数え方を理由に書き、理由を添えて認めます。",
        en: "Let the kind say what happened: correction if it was wrong, news if it was found later. If the way of counting changed though the counter did not, say so in the reason and accept the warning.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.customers]
records = "3,622件"
[corrections.count]
facts  = "data.customers.records"
kind   = "refinement"
reason = "精査の結果"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.customers]
records = "3,622件"
[corrections.count]
facts  = "data.customers.records"
kind   = "correction"
reason = "集計に誤りがあったため"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(before) = subject.predecessor else { return Vec::new() };
    subject.case.entries("corrections").filter_map(|entry| one(subject, before, entry)).collect()
}

fn one(subject: &Subject<'_>, before: &Case, entry: &Entry) -> Option<Finding> {
    let settled = |change: &&FactChange| {
        change.before.is_some() && change.settled.as_ref().is_some_and(|settled| settled.name == entry.name.value)
    };
    let changes: Vec<Changed<'_>> =
        subject.changes.iter().filter(settled).map(|change| Changed::of(change, before, subject.case)).collect();
    let kind = ChangeKind::of(entry)?;
    let change = contradicted(kind, &changes)?;
    let (ja, en) = words(kind);
    let finding = Finding::at(entry.field("kind")?.span, ja, en);
    let place = change.and_then(|change| subject.case.place(&change.change.path));
    Some(match place {
        Some(place) => finding.label(place, "変わった事実", "what changed"),
        None => finding,
    })
}

/// A change with what it is a change of.
struct Changed<'a> {
    change: &'a FactChange,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    /// Whether the entry of the fact has a status.
    has_state: bool,
}

impl<'a> Changed<'a> {
    fn of(change: &'a FactChange, before: &'a Case, after: &'a Case) -> Changed<'a> {
        let value = |case: &'a Case, path: &str| case.value(path).map(|value| value.in_lang(case.lang));
        let entry = change.path.rsplit_once('.').map_or("", |(entry, _)| entry);
        let has_state = after.value(&format!("{entry}.state")).is_some();
        Changed { change, old: value(before, &change.earlier_path()), new: value(after, &change.path), has_state }
    }

    fn is_figure(&self) -> bool {
        matches!((self.old, self.new), (Some(Value::Figure(_)), Some(Value::Figure(_))))
    }

    fn is_date(&self) -> bool {
        matches!(self.old, Some(Value::Moment(_) | Value::MomentOf(_))) && self.new.is_some()
    }

    /// Whether it is a statement whose entry has no status.
    fn is_bare_claim(&self) -> bool {
        matches!(self.old, Some(Value::Prose(_))) && !self.has_state
    }

    fn is_status(&self) -> bool {
        matches!(self.old, Some(Value::Word(_) | Value::Flag(_))) && self.new.is_some()
    }

    /// Whether the digits of what was said differ.
    fn differs_in_digits(&self) -> bool {
        let digits = |said: &Option<String>| {
            said.iter().flat_map(|said| said.chars()).filter(char::is_ascii_digit).collect::<String>()
        };
        digits(&self.change.before) != digits(&self.change.after)
    }
}

/// Whether a kind does not fit what it is said of; with the change that it does not fit, unless it is all of them.
fn contradicted<'c, 'a>(kind: ChangeKind, changes: &'c [Changed<'a>]) -> Option<Option<&'c Changed<'a>>> {
    let first = |is_wrong: &dyn Fn(&Changed<'_>) -> bool| changes.iter().find(|changed| is_wrong(changed)).map(Some);
    let lacks = |proposed: ChangeKind| {
        let none = !changes.is_empty() && changes.iter().all(|changed| changed.change.proposed != proposed);
        none.then_some(None)
    };
    match kind {
        ChangeKind::Refinement => first(&|changed| {
            let contradicts = matches!(changed.change.proposed, ChangeKind::Correction | ChangeKind::Redefinition);
            contradicts && (changed.is_figure() || changed.is_date())
        }),
        ChangeKind::Redefinition => {
            first(&|changed| changed.is_figure() && changed.change.proposed != ChangeKind::Redefinition)
                .or_else(|| lacks(ChangeKind::Redefinition))
        }
        // A claim without a status can turn round in its words alone.
        ChangeKind::Reversal if changes.iter().any(Changed::is_bare_claim) => None,
        ChangeKind::Reversal => lacks(ChangeKind::Reversal),
        ChangeKind::Withdrawal => first(&|changed| changed.change.after.is_some() && !changed.change.is_retraction()),
        ChangeKind::Notation => first(&|changed| {
            let is_value = changed.is_figure() || changed.is_date() || changed.is_status();
            is_value || changed.change.after.is_none() || changed.differs_in_digits()
        }),
        ChangeKind::Correction | ChangeKind::News | ChangeKind::Addition => None,
    }
}

/// What is said of a kind that does not fit.
fn words(kind: ChangeKind) -> (&'static str, &'static str) {
    match kind {
        ChangeKind::Refinement => (
            "確定とありますが、前の値は概数でも不明でもなく、新しい値を含みません",
            "this is called a refinement, but the old value was no estimate that allows the new one",
        ),
        ChangeKind::Redefinition => (
            "定義変更とありますが、単位も数え方も変わっていません",
            "this is called a redefinition, but counter and way of counting are the same",
        ),
        ChangeKind::Reversal => (
            "反転とありますが、状態(state、leak)はどれも反転していません",
            "this is called a reversal, but no status (state, leak) turned round",
        ),
        ChangeKind::Withdrawal => {
            ("取消とありますが、まだ記載があります", "this is called a withdrawal, but it is still stated")
        }
        _ => (
            "表記だけの変更とありますが、値が変わっています",
            "this is called a matter of wording, but the value changed",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent, wordings};

    fn of(kind: &str, facts: &str, before: &str, after: &str) -> String {
        format!(
            "# incidents/a/v1.toml\nstatus = \"final\"\n{before}\n# incidents/a/v2.toml\n{after}\n\
             [corrections.c]\nfacts = \"{facts}\"\nkind = \"{kind}\"\nreason = \"理由\"\n"
        )
    }

    fn count(kind: &str, before: &str, after: &str) -> String {
        let set = |count: &str| format!("[data]\na = \"{count}\"\n");
        of(kind, "data.a", &set(before), &set(after))
    }

    #[test]
    fn a_refinement_makes_an_estimate_exact() {
        silent(&CHECK, &count("refinement", "延べ約42万人", "延べ419,254人"));
        silent(&CHECK, &count("refinement", "調査中", "362件"));
        fires(&CHECK, &count("refinement", "362件", "3,622件"), &["\"refinement\""]);
        fires(&CHECK, &count("refinement", "延べ419,254人", "148,620人"), &["\"refinement\""]);
        let day = |day: &str| format!("[events]\nfound = \"{day}\"\n");
        silent(&CHECK, &of("refinement", "events.found", &day("2024-07"), &day("2024-07-04")));
        fires(&CHECK, &of("refinement", "events.found", &day("2024-07-03"), &day("2024-07-04")), &["\"refinement\""]);
    }

    #[test]
    fn a_redefinition_counts_otherwise() {
        silent(&CHECK, &count("redefinition", "延べ419,254人", "148,620人"));
        silent(
            &CHECK,
            &of(
                "redefinition",
                "data.a",
                "[data.a]\nrecords = \"1,035,603件\"\n",
                "[data.a]\npersons = \"延べ約42万人\"\n",
            ),
        );
        fires(&CHECK, &count("redefinition", "362件", "3,622件"), &["\"redefinition\""]);
    }

    #[test]
    fn a_reversal_turns_a_status_round() {
        let claim = |state: &str, says: &str| format!("[claims.c]\n{state}says = \"{says}\"\n");
        let (no, yes) = ("state = \"not-found\"\n", "state = \"confirmed\"\n");
        silent(&CHECK, &of("reversal", "claims.c", &claim(no, "確認されていない"), &claim(yes, "確認された")));
        fires(
            &CHECK,
            &of("reversal", "claims.c", &claim(no, "確認されていない"), &claim(no, "確認された")),
            &["\"reversal\""],
        );
        silent(&CHECK, &of("reversal", "claims.c", &claim("", "確認されていない"), &claim("", "確認された")));
        fires(&CHECK, &count("reversal", "362件", "3,622件"), &["\"reversal\""]);
    }

    #[test]
    fn a_withdrawal_is_gone_and_a_notation_changes_no_value() {
        silent(&CHECK, &of("withdrawal", "data.a", "[data]\na = \"5件\"\n", ""));
        fires(&CHECK, &count("withdrawal", "362件", "3,622件"), &["\"withdrawal\""]);
        fires(&CHECK, &count("notation", "362件", "3,622件"), &["\"notation\""]);
        let party = |name: &str| format!("[parties]\na = {{ name = \"{name}\", phone = \"03-0000-0000\" }}\n");
        silent(&CHECK, &of("notation", "parties.a", &party("渡邊商店"), &party("渡辺商店")));
        fires(
            &CHECK,
            &of("notation", "parties.a", &party("店"), &party("店").replace("0000", "0001")),
            &["\"notation\""],
        );
    }

    #[test]
    fn a_notation_keeps_precision_and_status_too() {
        fires(&CHECK, &count("notation", "約362件", "362件"), &["\"notation\""]);
        let day = |day: &str| format!("[events]\nfound = \"{day}\"\n");
        let (bare, evening) = (day("2024-07-03"), day("2024-07-03 夕方"));
        fires(&CHECK, &of("notation", "events.found", &bare, &evening), &["\"notation\""]);
        let claim = |state: &str| format!("[claims.c]\nstate = \"{state}\"\nsays = \"調べた\"\n");
        let (no, yes) = (claim("not-found"), claim("confirmed"));
        fires(&CHECK, &of("notation", "claims.c", &no, &yes), &["\"notation\""]);
    }

    #[test]
    fn each_entry_answers_for_its_own_changes() {
        let sets = |a: &str, b: &str| format!("[data]\na = \"{a}\"\nb = \"{b}\"\n");
        let text = of("refinement", "data.a", &sets("約40人", "362件"), &sets("41人", "3,622件"));
        silent(
            &CHECK,
            &format!("{text}[corrections.d]\nfacts = \"data.b\"\nkind = \"correction\"\nreason = \"理由\"\n"),
        );
    }

    #[test]
    fn names_the_kind_that_does_not_fit() {
        for (kind, ja, en) in [
            ("refinement", "確定とありますが", "called a refinement"),
            ("redefinition", "定義変更とありますが", "called a redefinition"),
            ("reversal", "反転とありますが", "called a reversal"),
            ("withdrawal", "取消とありますが", "called a withdrawal"),
            ("notation", "表記だけの変更とありますが", "called a matter of wording"),
        ] {
            let told = wordings(&CHECK, &count(kind, "362件", "3,622件"));
            assert!(matches!(&told[..], [told] if told.ja.starts_with(ja) && told.en.contains(en)), "{told:?}");
        }
    }

    #[test]
    fn corrections_and_news_fit_any_change() {
        silent(&CHECK, &count("correction", "362件", "3,622件"));
        silent(&CHECK, &count("news", "362件", "3,622件"));
    }
}
