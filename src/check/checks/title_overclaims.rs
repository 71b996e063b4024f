//! `title-overclaims`: a title that states a leak where only its possibility is known.

use super::leak_wording::State;
use crate::check::scan::leak::{LEAKS, asserted, is_hedged};
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::stands_alone;
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::locale::Lang;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "title-overclaims",
    severity: Severity::Warning,
    title: Words { ja: "本文より強い表題", en: "a title that claims more than the text" },
    finds: Words {
        ja: "`leak` が confirmed でない(または書かれておらず、本文に「おそれ」「可能性」しかない)のに、表題が「流出」「漏えい」と言い切っているもの。",
        en: "A title that says “leak” (or 「流出」, 「漏えい」) without reserve although `leak` is not `confirmed`; where the file states no `leak`, although the text only speaks of a possibility.",
    },
    why: Words {
        ja: "見出しは本文なしに引用されます。確認していない流出が、事実として広まります。",
        en: "Headlines are quoted without the text. What was never confirmed is then reported as a fact.",
    },
    remedy: Words {
        ja: "「…の可能性について」「…のおそれについて」とするか、確認できたのなら `leak` を直してください。",
        en: "Write “possible” (「…の可能性について」), or correct `leak` if the leak is confirmed.",
    },
    example: r#"
leak = "possible"

[documents.annex]
kind  = "attachment"
title = "個人情報の流出について"
text.body = "個人情報が閲覧されたおそれがあります。"
"#,
    mended: r#"
leak = "possible"

[documents.annex]
kind  = "attachment"
title = "個人情報の流出の可能性について"
text.body = "個人情報が閲覧されたおそれがあります。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let leak = subject.case.word("leak");
    if leak == Some("confirmed") || State::of(subject.case).confirmed {
        return Vec::new();
    }
    let one = |draft: &Draft<'_>| {
        let lines = voice.lines(draft);
        let line = lines.iter().find(|line| line.is_title(draft))?;
        let range = match draft.document.lang {
            Lang::Ja => claimed(line)?,
            Lang::En => claimed_in_english(line)?,
        };
        let known = leak.is_some() || draft.document.lang == Lang::Ja && only_hedges(&lines, draft);
        let word = line.passage.text.get(range.clone())?;
        known.then(|| match leak {
            Some(leak) => Finding::at(
                subject.place(draft, line.passage, range.clone()),
                format!("表題は「{word}」と言い切っていますが、leak は {leak} です"),
                format!("the title says “{word}”, but `leak` is `{leak}`"),
            ),
            None => Finding::at(
                subject.place(draft, line.passage, range.clone()),
                format!("表題は「{word}」と言い切っていますが、本文は可能性しか述べていません"),
                format!("the title says “{word}”, but the text only speaks of a possibility"),
            ),
        })
    };
    subject.drafts.iter().filter_map(one).collect()
}

/// The word by which a title states a leak.
fn claimed(line: &Line<'_, '_>) -> Option<Range<usize>> {
    let text = &line.passage.text;
    let range = LEAKS.iter().flat_map(|leak| line.own(leak)).min_by_key(|range| range.start)?;
    let denied = ["はな", "はあり", "はござ", "がな", "していな", "しておりま", "なし", "等報告"];
    let is_denied = text.get(range.end..).is_some_and(|behind| denied.iter().any(|word| behind.starts_with(word)));
    (!is_hedged(text) && !is_denied).then_some(range)
}

fn claimed_in_english(line: &Line<'_, '_>) -> Option<Range<usize>> {
    let text = &line.passage.text;
    let lower = text.to_lowercase();
    let hedges =
        ["possible", "potential", "may ", "might", "suspected", "risk", "no ", "prevent", "not ", "investigat"];
    if hedges.iter().any(|hedge| lower.contains(hedge)) {
        return None;
    }
    ["leak", "leaked", "Leak", "Leaked", "leakage"]
        .iter()
        .flat_map(|word| line.own(word))
        .find(|range| stands_alone(text, range.start, range.end))
}

/// Whether the text speaks of a leak, but nowhere states it.
fn only_hedges(lines: &[Line<'_, '_>], draft: &Draft<'_>) -> bool {
    let mut body = lines.iter().filter(|line| line.is_running() && !line.is_title(draft));
    let mentions = |line: &Line<'_, '_>| {
        ["閲覧", "流出", "漏えい", "漏洩"].iter().any(|word| line.passage.text.contains(word))
            && is_hedged(&line.passage.text)
    };
    let hedged = body.clone().any(mentions);
    let stated = body.any(|line| asserted(line).is_some());
    hedged && !stated
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn titled(leak: &str, title: &str, body: &str) -> String {
        let leak = if leak.is_empty() { String::new() } else { format!("leak = \"{leak}\"\n") };
        format!("{leak}[documents.a]\nkind = \"attachment\"\ntitle = \"{title}\"\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn finds_titles_stronger_than_the_fact() {
        fires(&CHECK, &titled("possible", "環境情報システムの情報流出の発生について", "x"), &["流出"]);
        fires(&CHECK, &titled("exposed", "メールアドレスの漏洩に関するお詫び", "x"), &["漏洩"]);
        fires(&CHECK, &titled("", "個人情報の漏えいについて", "閲覧された可能性があります。"), &["漏えい"]);
    }

    #[test]
    fn reserved_titles_and_confirmed_leaks_are_fine() {
        silent(&CHECK, &titled("confirmed", "個人情報の漏えいについて", "x"));
        silent(&CHECK, &titled("possible", "個人情報の流出の可能性について", "x"));
        let claim = "[claims]\nc = { about = \"leak\", state = \"confirmed\", says = \"送信された\" }\n";
        silent(&CHECK, &format!("{}{claim}", titled("possible", "個人情報の流出について", "x")));
        silent(&CHECK, &titled("possible", "情報漏えいの恐れについて", "x"));
        silent(&CHECK, &titled("none", "個人情報の流出はなかったことのご報告", "x"));
        silent(&CHECK, &titled("lost", "USBメモリの紛失について", "流出しました。"));
        silent(&CHECK, &titled("", "個人情報の漏えいについて", "漏えいした可能性があり、漏えいが判明しました。"));
        silent(&CHECK, &titled("", "個人情報の漏えいについて", "お詫びします。"));
        silent(&CHECK, &titled("", "個人情報の漏えいについて", "お詫びします。原因は操作の誤りの可能性があります。"));
        silent(&CHECK, &titled("", "個人情報の漏えいについて", "漏えいの経緯をご報告します。"));
        silent(&CHECK, &titled("", "個人情報の漏えいについて", "# 漏えいした可能性\\n漏えいの経緯をご報告します。"));
        silent(&CHECK, &titled("possible", "「流出について」への回答", "x"));
    }

    #[test]
    fn reads_english_titles() {
        let english = |title: &str| format!("lang = \"en\"\n{}", titled("possible", title, "x"));
        fires(&CHECK, &english("Data leak at Harbour Clinic"), &["leak"]);
        silent(&CHECK, &english("Possible data leak at Harbour Clinic"));
        silent(&CHECK, &english("Leakproof bottles recalled"));
    }
}
