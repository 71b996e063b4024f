//! `contradicting-choice`: boxes of a report that are others than those that the facts tick.

use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Field, Value};
use crate::regime::pack::{Choice, Named};
use crate::text::Spanned;

/// The check.
pub const CHECK: Check = Check {
    code: "contradicting-choice",
    severity: Severity::Warning,
    title: Words { ja: "事実と合わない選択肢", en: "a box that the facts do not tick" },
    finds: Words {
        ja: "報告書の `choices` で選んだ選択肢と、書かれた事実から決まる選択肢に、共通のものが一つもないもの。",
        en: "In a report, `choices` that have no box in common with those that the stated facts tick.",
    },
    why: Words {
        ja: "監督機関は選択肢で事案を分類します。選択肢と本文が食い違う報告は、照会や差替えのもとになります。",
        en: "An authority sorts reports by their boxes. Where boxes and text differ, it asks, or asks for another report.",
    },
    remedy: Words {
        ja: "事実が正しければ、`choices` のその行を消してください。事実から選ばれます。選択肢が正しければ、事実を直してください。",
        en: "If the facts are right, remove the line of `choices`: they tick the box. If the box is right, put the facts right.",
    },
    example: r#"
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "みなと商事株式会社"
self = "当社"
[documents.report]
kind    = "regulator-report"
regime  = "jp-ppc"
stage   = "preliminary"
issuer  = "a"
choices.cause = ["誤送付"]
"#,
    mended: r#"
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "みなと商事株式会社"
self = "当社"
[documents.report]
kind    = "regulator-report"
regime  = "jp-ppc"
stage   = "preliminary"
issuer  = "a"
choices.cause = ["不正アクセス"]
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.drafts.iter().flat_map(|draft| of_draft(subject, draft)).collect()
}

fn of_draft(subject: &Subject<'_>, draft: &Draft<'_>) -> Vec<Finding> {
    let value = |key: &str| draft.entry.field(key).map(|field| &field.value);
    let (Some(Value::Text(id)), Some(Value::Map(stated))) = (value("regime"), value("choices")) else {
        return Vec::new();
    };
    let Some((regimes, regime)) = subject.regimes.and_then(|regimes| Some((regimes, regimes.get(id)?))) else {
        return Vec::new();
    };
    let of_choice = |choice: &Named<Choice>| {
        let options = stated.iter().find(|field| field.key.value == choice.id).map(options)?;
        contradicted(subject, choice, options)
    };
    regimes.choices(regime).iter().filter_map(of_choice).collect()
}

fn options(field: &Field) -> &[Spanned<String>] {
    match &field.value {
        Value::Texts(options) => options,
        _ => &[],
    }
}

/// The finding of a choice whose boxes are none of those that the facts tick.
fn contradicted(subject: &Subject<'_>, choice: &Named<Choice>, options: &[Spanned<String>]) -> Option<Finding> {
    let by_facts: Vec<_> = choice.entry.ticked_by(subject.case).collect();
    if by_facts.iter().any(|(ticked, _)| options.iter().any(|option| option.value == *ticked)) {
        return None;
    }
    let (ticked, answer) = by_facts.first()?;
    let option = options.first()?;
    let finding = Finding::at(
        option.span,
        format!("「{}」を選んでいますが、事実からは「{ticked}」になります", option.value),
        format!("“{}” is ticked, but the facts tick “{ticked}”", option.value),
    );
    Some(match answer.grounds.iter().find_map(|ground| subject.case.place(&ground.path)) {
        Some(place) => finding.label(place, "この事実から決まります", "by this fact"),
        None => finding,
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, headlines, silent};

    fn report(leak: &str, choices: &str) -> String {
        CHECK.example.replace("\"possible\"", &format!("\"{leak}\"")).replace("choices.cause = [\"誤送付\"]", choices)
    }

    #[test]
    fn one_box_in_common_is_enough() {
        // A loss ticks two boxes; the author may leave one of them.
        silent(&CHECK, &report("lost", "choices.occurrence = [\"滅失又はそのおそれ\"]"));
        silent(&CHECK, &report("lost", "choices.occurrence = [\"漏えいのおそれ\", \"毀損又はそのおそれ\"]"));
        fires(&CHECK, &report("lost", "choices.occurrence = [\"漏えい\"]"), &["\"漏えい\""]);
    }

    #[test]
    fn what_the_facts_leave_open_is_for_the_author() {
        silent(&CHECK, &report("unknown", "choices.occurrence = [\"漏えい\"]"));
        silent(&CHECK, &report("possible", "choices.medium = [\"紙\"]"));
        silent(&CHECK, &report("possible", "choices.occurrence = []"));
        silent(&CHECK, &report("possible", ""));
    }

    #[test]
    fn both_boxes_are_named() {
        assert_eq!(headlines(&CHECK, CHECK.example), ["“誤送付” is ticked, but the facts tick “不正アクセス”"]);
    }
}
