//! `claim-wording`: a claim whose words say more, or less, than its state.

use crate::check::finding::once;
use crate::check::scan::leak::flat;
use crate::check::scan::voice::Voice;
use crate::check::scan::words::{before, sentence};
use crate::check::{Check, Finding, Mark, Run, Subject, Words, Written};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "claim-wording",
    severity: Severity::Warning,
    title: Words { ja: "claims の文言と state の食い違い", en: "a claim whose words and state differ" },
    finds: Words {
        ja: "`state = \"not-found\"` なのに「ありません」「なかった」と言い切る文言、`state = \"denied\"` なのに「確認されていない」としか言わない文言。撤回した claims は調べません。本文の「被害はございません」なども、被害・悪用の claims に denied がなければ指摘します。",
        en: "A claim that is `not-found` and flatly says “no”, or 「ありません」; a claim that is `denied` and only says “no evidence”, or 「確認されていない」. Retracted claims are not looked at. 「被害はございません」 in a document is found too, where no claim about damage or misuse is `denied`.",
    },
    why: Words {
        ja: "「確認されていない」と「ない」は別の事実です。`state` は報告書の判定に使われるので、文言と違うと文書どうしが食い違います。",
        en: "“Not found” is not “none”. Reports decide by the state and people read the words, so the documents contradict each other.",
    },
    remedy: Words {
        ja: "確認した事実に合わせて、文言か `state` を直してください。",
        en: "Correct the words or the `state`, whichever is not what was established.",
    },
    example: r#"
[claims.leak]
about = "leak"
state = "not-found"
says  = "個人情報の漏えいはありません。"
"#,
    mended: r#"
[claims.leak]
about = "leak"
state = "not-found"
says  = "個人情報の漏えいは確認されておりません。"
"#,
    run: Run::Version(run),
};

/// Words that tell of a search.
const SEARCHED: &[&str] = &[
    "確認",
    "認め",
    "見つか",
    "見付か",
    "見当た",
    "検出",
    "把握",
    "発見",
    "痕跡",
    "報告",
    "連絡",
    "現時点",
    "限り",
    "evidence",
    "found",
    "find",
    "identified",
    "detected",
    "aware",
    "confirmed",
    "sign",
    "trace",
    "indication",
    "report",
    "know",
    "discovered",
    "seen",
];
/// Words that deny without a reserve.
const FLAT: &[&str] = &[
    "ありません",
    "ございません",
    "なかった",
    "ないこと",
    "ない。",
    "無かった",
    "しておりません",
    "していません",
    " no ",
    "No ",
    " not ",
    "n't ",
];
/// Words that only say that nothing was found.
const UNFOUND: &[&str] = &[
    "確認されていない",
    "確認されていません",
    "確認されておりません",
    "確認されておら",
    "確認できていない",
    "認められていない",
    "認められておりません",
    "認められていません",
    "見つかっていない",
    "見つかっていません",
    "見つかっておりません",
    "no evidence",
    "No evidence",
    "no sign",
    "not found any",
    "not identified",
    "not aware",
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let claims: BTreeMap<&str, &Entry> =
        subject.case.entries("claims").map(|claim| (claim.name.value.as_str(), claim)).collect();
    let says = subject.written.iter().filter(|written| !written.verbatim).filter_map(|written| {
        let name = written.path.strip_prefix("claims.")?.strip_suffix(".says")?;
        Some((written, state(claims.get(name)?)?))
    });
    says.filter_map(|(written, state)| one(written, state)).chain(harm(subject)).collect()
}

/// 「被害はございません」 in a document, where the claims about harm only say that none was found.
fn harm(subject: &Subject<'_>) -> Vec<Finding> {
    let about = |claim: &&Entry| {
        let word = claim.field("about").map(|field| &field.value);
        matches!(word, Some(Value::Word("damage" | "misuse"))) && claim.field("retracted").is_none()
    };
    let states: Vec<&str> = subject.case.entries("claims").filter(about).filter_map(state).collect();
    let Some(known) = states.first().filter(|_| !states.contains(&"denied")) else { return Vec::new() };
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        for line in voice.lines(draft).iter().filter(|line| line.is_running()) {
            let text = line.passage.text.as_str();
            let all = ["被害", "不正利用", "悪用", "不正使用"].into_iter().flat_map(|word| line.own(word));
            let flats = all.filter_map(|range| Some(range.start..range.end + flat(text.get(range.end..)?)?.len()));
            let typed = |range: &Range<usize>| {
                let claimed = |mark: &Mark<'_>| mark.path.starts_with("claims.") && mark.range.contains(&range.start);
                // 「金銭的被害」, 「その他の被害」 are a part of it.
                before(text, range.start) != Some('的')
                    && !["その他", "以外"].iter().any(|part| sentence(text, range.start).contains(part))
                    && !line.passage.marks.iter().any(claimed)
            };
            found.extend(flats.filter(typed).map(|range| {
                let word = &text[range.clone()];
                Finding::at(
                    subject.place(draft, line.passage, range.clone()),
                    format!("「{word}」と言い切っていますが、claims の state は {known} です"),
                    format!("“{word}” denies it flatly, but the state of the claim is `{known}`"),
                )
            }));
        }
    }
    once(found)
}

fn state(claim: &Entry) -> Option<&'static str> {
    match claim.field("state")?.value {
        Value::Word(word) => Some(word),
        _ => None,
    }
}

fn one(written: &Written<'_>, state: &str) -> Option<Finding> {
    let text = written.text.as_str();
    let has = |words: &[&str]| words.iter().find_map(|word| text.find(word).map(|at| at..at + word.len()));
    let (range, meant) = match state {
        "not-found" if has(SEARCHED).is_none() => (has(FLAT)?, "denied"),
        "denied" => {
            let range = has(UNFOUND)?;
            // A claim that says both denies, too.
            let rest = [text.get(..range.start)?, text.get(range.end..)?];
            let denies = rest.iter().any(|part| FLAT.iter().any(|word| part.contains(word)));
            (Some(range).filter(|_| !denies)?, "not-found")
        }
        _ => return None,
    };
    let word = text.get(range.clone())?.trim();
    Some(Finding::at(
        written.place(range),
        format!("「{word}」は {meant} の文言で、state の {state} と合いません"),
        format!("“{word}” says `{meant}`, but the state is `{state}`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn claim(state: &str, says: &str) -> String {
        format!("[claims]\nc = {{ about = \"misuse\", state = \"{state}\", says = \"{says}\" }}\n")
    }

    #[test]
    fn finds_flat_denials_of_what_was_not_found() {
        fires(&CHECK, &claim("not-found", "二次被害は発生しておりません。"), &["しておりません"]);
        fires(&CHECK, &claim("not-found", "流出はなかった"), &["なかった"]);
        fires(&CHECK, &format!("lang = \"en\"\n{}", claim("not-found", "There was no misuse.")), &[" no "]);
    }

    #[test]
    fn finds_denials_that_only_say_not_found() {
        fires(&CHECK, &claim("denied", "不正利用は確認されておりません。"), &["確認されておりません"]);
        fires(&CHECK, &claim("denied", "There is no evidence of misuse"), &["no evidence"]);
    }

    #[test]
    fn finds_flat_denials_of_harm_in_documents() {
        let file = |state: &str, body: &str| {
            let claim = claim(state, "被害は確認されておりません。");
            format!("{claim}[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n")
        };
        fires(&CHECK, &file("not-found", "本件による被害等は一切ございません。"), &["被害等は一切ございません"]);
        fires(&CHECK, &file("none-reported", "不正利用は発生しておりません。"), &["不正利用は発生しておりません"]);
        fires(&CHECK, &file("not-found", "{{ claims.c }}なお、悪用はございません。"), &["悪用はございません"]);
        for body in [
            "{{ claims.c }}",
            "金銭的被害はございません。",
            "被害の報告はありません。",
            "その他の被害はありません。",
            "「被害はありません」と",
        ] {
            silent(&CHECK, &file("not-found", body));
        }
        let document = "[documents.a]\nkind = \"attachment\"\ntext.body = \"被害はございません。\"\n";
        silent(&CHECK, document);
        let leak = "c = { about = \"leak\", state = \"not-found\", says = \"漏えいは確認されておりません。\" }";
        silent(&CHECK, &format!("[claims]\n{leak}\n{document}"));
    }

    #[test]
    fn words_of_real_releases_agree() {
        for says in [
            "情報流出の痕跡は確認されていない",
            "現時点での情報流出の痕跡は確認されておらず",
            "has found no sign that it was sold",
        ] {
            silent(&CHECK, &claim("not-found", says));
        }
        for says in [
            "金銭的被害は現在のところ発生しておりません。",
            "個人情報の流出はなかった",
            "Appointments were not affected.",
        ] {
            silent(&CHECK, &claim("denied", says));
        }
        silent(&CHECK, &claim("none-reported", "被害の報告はありません。"));
        silent(&CHECK, &claim("unknown", "流出したかどうかは不明です。"));
        silent(
            &CHECK,
            "[claims]\nc = { state = \"not-found\", retracted = 2024-07-09, says = \"漏えいはありません。\" }\n",
        );
    }
}
