//! `leak-wording`: sentences that say more of the leak, or less, than the facts do.

use crate::check::scan::leak::{asserted, denied};
use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "leak-wording",
    severity: Severity::Warning,
    title: Words {
        ja: "漏えいの有無についての言い方が事実と合わない",
        en: "a sentence that contradicts the state of the leak",
    },
    finds: Words {
        ja: "`leak` が confirmed でないのに「漏えいしました」「流出が判明しました」などと言い切った文。`leak` が none でない、または漏えいの `claims` が not-found なのに「漏えいはありません」と言い切った文。引用、他者の発言、「その他」「以外」についての文は調べません。",
        en: "「漏えいしました」 or 「流出が判明しました」 although `leak` is not `confirmed`; 「漏えいはありません」 although `leak` is not `none`, or although the claim about the leak is only `not-found`. Quotations, words of others, and sentences about the rest (「その他」, 「以外」) are not looked at.",
    },
    why: Words {
        ja: "「確認されていない」と「ない」、「おそれ」と「した」は別の事実です。後で覆ると、隠していた、または騒がせたと言われます。",
        en: "“Not found” is not “none”, and “may have” is not “has”. When it turns out otherwise, the issuer is said to have hidden it, or to have cried wolf.",
    },
    remedy: Words {
        ja: "確認した範囲で「確認されておりません」「おそれがあります」と書くか、`leak` と `claims` の状態を直してください。",
        en: "Write what is known: 「確認されておりません」, 「おそれがあります」; or correct `leak` and the state of the claim.",
    },
    example: r#"
leak = "possible"

[documents.annex]
kind = "attachment"
text.body = "調査の結果、個人情報の漏えいはありませんでした。"
"#,
    mended: r#"
leak = "possible"

[documents.annex]
kind = "attachment"
text.body = "調査の結果、個人情報の漏えいの痕跡は確認されておりません。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let state = State::of(subject.case);
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    let mut seen: Vec<Span> = Vec::new();
    for draft in subject.japanese() {
        let lines: Vec<_> = voice.lines(draft).into_iter().filter(Line::is_running).collect();
        let said = state
            .too_strong()
            .and_then(|known| Some((lines.iter().find_map(|line| Some((line, asserted(line)?)))?, known)));
        let unsaid = state.too_weak().and_then(|known| {
            let stated_otherwise =
                |line: &&Line<'_, '_>| line.passage.marks.iter().all(|mark| !mark.path.starts_with("claims."));
            Some((lines.iter().filter(stated_otherwise).find_map(|line| Some((line, denied(line)?)))?, known))
        });
        for ((line, range), known) in said.into_iter().chain(unsaid) {
            let place = subject.place(draft, line.passage, range.clone());
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            let word = &line.passage.text[range];
            found.push(Finding::at(
                place,
                format!("「{word}」は、{known} と合いません"),
                format!("“{word}” does not agree with `{known}`"),
            ));
        }
    }
    found
}

/// What the file states of the leak.
pub(super) struct State {
    leak: Option<&'static str>,
    /// Whether a data set or a claim says that something leaked for sure.
    pub confirmed: bool,
    /// Whether a claim only says that no leak was found.
    not_found: bool,
    /// Whether a claim says that there was none.
    denied: bool,
}

impl State {
    /// Gathers it.
    pub fn of(case: &Case) -> State {
        let is_leak = |claim: &&Entry| word(claim, "about") == Some("leak") && claim.field("retracted").is_none();
        let has = |state: &str| case.entries("claims").filter(is_leak).any(|claim| word(claim, "state") == Some(state));
        State {
            leak: case.word("leak"),
            confirmed: has("confirmed") || case.entries("data").any(|set| word(set, "leak") == Some("confirmed")),
            not_found: has("not-found"),
            denied: has("denied"),
        }
    }

    /// What is stated, if a sentence that states a leak says too much.
    fn too_strong(&self) -> Option<String> {
        let leak = self.leak.filter(|leak| *leak != "confirmed" && !self.confirmed)?;
        Some(format!("leak = \"{leak}\""))
    }

    /// What is stated, if a sentence that denies any leak says too much.
    fn too_weak(&self) -> Option<String> {
        match self.leak {
            _ if self.denied => None,
            _ if self.not_found => Some("state = \"not-found\"".to_string()),
            Some(leak) if leak != "none" => Some(format!("leak = \"{leak}\"")),
            _ => None,
        }
    }
}

fn word(entry: &Entry, key: &str) -> Option<&'static str> {
    match entry.field(key)?.value {
        Value::Word(word) => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn said(leak: &str, body: &str) -> String {
        format!("leak = \"{leak}\"\n[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n")
    }
    const NOT_FOUND: &str = "[claims]\nc = { about = \"leak\", state = \"not-found\", says = \"確認されていない\" }\n";
    const DENIED: &str = "[claims]\nc = { about = \"leak\", state = \"denied\", says = \"流出はなかった\" }\n";

    #[test]
    fn finds_leaks_stated_too_strongly() {
        for leak in ["possible", "exposed", "lost", "unknown", "none"] {
            fires(&CHECK, &said(leak, "個人情報が漏えいしました。"), &["漏えいしました"]);
        }
        fires(&CHECK, &said("possible", "個人情報が漏えいした事実の説明と謝罪を行い"), &["漏えいした事実"]);
        fires(&CHECK, &said("possible", "個人情報の流出が判明しました。"), &["流出が判明しました"]);
        silent(&CHECK, &said("confirmed", "個人情報が漏えいしました。"));
    }

    #[test]
    fn reserve_conditions_and_denials_state_no_leak() {
        for body in [
            "漏えいした可能性があります。",
            "流出の可能性があることが判明しました。",
            "流出が判明した場合でも",
            "漏えいした事実は確認されておりません。",
            "情報流出等の被害の報告はありません。",
            "流出した痕跡はないとの報告",
            "同社は「流出しました」と述べた。",
        ] {
            silent(&CHECK, &said("possible", body));
        }
    }

    #[test]
    fn finds_denials_of_what_was_only_not_found() {
        fires(&CHECK, &said("possible", "情報の漏えいはありません。"), &["漏えいはありません"]);
        fires(&CHECK, &said("confirmed", "情報の流出はなかった。"), &["流出はなかった"]);
        fires(
            &CHECK,
            &format!(
                "{NOT_FOUND}{}",
                &said("none", "").replace("leak = \"none\"\n", "").replace("\"\"", "\"流出していません。\"")
            ),
            &["流出していません"],
        );
        silent(&CHECK, &said("none", "情報の漏えいはありません。"));
        silent(&CHECK, &said("possible", "上記代理店以外への情報漏えいはありませんでした。"));
        silent(&CHECK, &said("confirmed", "その他の住民情報の漏えいはありません。"));
        fires(&CHECK, &said("possible", "流出は一切ございません。"), &["流出は一切ございません"]);
        fires(&CHECK, &said("possible", "個人情報の漏えい等は発生しておりません。"), &["漏えい等は発生しておりません"]);
        fires(&CHECK, &said("possible", "外部への流出はありません。"), &["流出はありません"]);
        silent(&CHECK, &said("possible", "流出はないとの報告を受けた。"));
        let with = |claim: &str| format!("{}{claim}", said("possible", "情報の流出はなかった。"));
        silent(&CHECK, &with(DENIED));
        // The denial of something else, and one that was taken back, deny no leak.
        fires(&CHECK, &with(&DENIED.replace("about = \"leak\"", "about = \"misuse\"")), &["流出はなかった"]);
        let retracted = DENIED.replace("state =", "retracted = 2024-07-09, state =");
        fires(&CHECK, &with(&retracted), &["流出はなかった"]);
    }

    #[test]
    fn one_confirmed_set_is_enough() {
        let set = "[data]\nx = { records = \"3件\", leak = \"confirmed\" }\n";
        silent(&CHECK, &format!("{}{set}", said("possible", "3件が漏えいしました。")));
    }

    #[test]
    fn a_denial_inside_of_a_claim_is_left_to_its_own_check() {
        let text = "leak = \"possible\"\n[claims]\nx = { about = \"leak\", state = \"not-found\", says = \"情報の漏えいはありません。\" }\n[documents.a]\nkind = \"statement\"\ntext.body = \"BODY\"\n";
        silent(&CHECK, &text.replace("BODY", "{{ claims.x }}"));
        fires(&CHECK, &text.replace("BODY", "情報の漏えいはありません。"), &["漏えいはありません"]);
    }
}
