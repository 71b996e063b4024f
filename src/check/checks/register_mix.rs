//! `register-mix`: です・ます and だ・である in one section.

use crate::check::finding::{MOST, once};
use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Draft, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "register-mix",
    severity: Severity::Warning,
    title: Words { ja: "です・ますと、だ・であるの混在", en: "two registers in one section" },
    finds: Words {
        ja: "見出しから次の見出しまでの間に、です・ますで終わる文と、だ・であるで終わる文があるもの。本文の段落どうし、箇条書きの項目どうしを比べます。体言止め、引用、注、表は調べません。",
        en: "Sentences in です・ます and in だ・である between one heading and the next, such as 「判明しました。」 and 「判明した。」. Paragraphs are compared with paragraphs, items with items; noun phrases, quotations, notes and tables are left alone.",
    },
    why: Words {
        ja: "文体の乱れは、記録をそのまま貼り付けた跡に見え、謝罪の言葉を軽くします。",
        en: "It looks like a record pasted into a letter, and takes weight from the apology.",
    },
    remedy: Words {
        ja: "同じ節の中では、どちらかに揃えてください。", en: "Keep to one register within a section."
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "5月15日に連絡がありました。調査したところ、他校からも閲覧できたことが分かった。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "5月15日に連絡がありました。調査したところ、他校からも閲覧できたことが分かりました。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

const POLITE: &[&str] = &[
    "ます",
    "です",
    "ません",
    "ました",
    "でした",
    "ましょう",
    "でしょう",
    "ください",
    "ませ",
    "下さい",
    "ますか",
    "ですか",
];
const PLAIN: &[&str] = &[
    "である",
    "する",
    "した",
    "った",
    "いた",
    "れた",
    "えた",
    "めた",
    "きた",
    "けた",
    "げた",
    "せた",
    "じた",
    "いる",
    "ある",
    "れる",
    "なる",
    "える",
    "める",
    "せる",
    "ける",
    "ない",
    "だ",
    "行う",
    "おく",
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        // A heading of any level begins a section.
        let before = found.len();
        for section in lines.split(|line| matches!(line.passage.role, Role::Heading(_))) {
            if found.len() - before >= MOST {
                break;
            }
            for in_list in [false, true] {
                let same = section
                    .iter()
                    .filter(|line| line.passage.role == Role::Text && line.passage.number.is_some() == in_list);
                found.extend(mixed(subject, draft, same));
            }
        }
    }
    found
}

/// The first sentence in the rarer register; of two that are as common, in the later one.
fn mixed<'l, 'd: 'l, 'a: 'd>(
    subject: &Subject<'_>,
    draft: &Draft<'_>,
    lines: impl Iterator<Item = &'l Line<'d, 'a>>,
) -> Option<Finding> {
    let (mut polite, mut plain) = (Vec::new(), Vec::new());
    for (index, line) in lines.enumerate() {
        for (range, is_polite) in endings(line) {
            if is_polite { polite.push((index, line, range)) } else { plain.push((index, line, range)) }
        }
    }
    let (first_polite, first_plain) = (polite.first()?, plain.first()?);
    let polite_first = (first_polite.0, first_polite.2.start) < (first_plain.0, first_plain.2.start);
    let odd_is_plain = plain.len() < polite.len() || plain.len() == polite.len() && polite_first;
    let (odd, usual) = if odd_is_plain { (first_plain, first_polite) } else { (first_polite, first_plain) };
    let (_, line, range) = odd;
    let word = line.passage.text.get(range.clone())?;
    let usual = usual.1.passage.text.get(usual.2.clone())?;
    Some(Finding::at(
        subject.place(draft, line.passage, range.clone()),
        format!("同じ節に「…{usual}。」と「…{word}。」の二つの文体があります"),
        format!("this section has sentences in “…{usual}。” and in “…{word}。”"),
    ))
}

/// The ends of a line's sentences that show a register, without 。: where, and whether it is the polite one.
fn endings(line: &Line<'_, '_>) -> Vec<(Range<usize>, bool)> {
    let text = &line.passage.text;
    let mut found = Vec::new();
    let mut depth = 0usize;
    // Only the last sentence of a line may go without 。, and then it mostly is none.
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => found.extend(ending(text, at).filter(|(range, _)| line.is_own(range))),
            _ => {}
        }
    }
    found
}

/// The last word of a sentence, if it shows a register.
fn ending(text: &str, end: usize) -> Option<(Range<usize>, bool)> {
    let front = text.get(..end)?;
    let longest = |words: &[&str]| words.iter().filter(|word| front.ends_with(**word)).map(|word| word.len()).max();
    let (length, polite) = match (longest(POLITE), longest(PLAIN)) {
        (Some(length), _) => (length, true),
        (None, length) => (length?, false),
    };
    Some((end - length..end, polite))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_the_rarer_register() {
        fires(&CHECK, &annex("発生しました。判明した。"), &["した"]);
        fires(&CHECK, &annex("発生した。\n\n判明しました。確認している。"), &["ました"]);
        fires(&CHECK, &annex("- 発生した。\n- 判明しました。"), &["ました"]);
        fires(&CHECK, &annex("発生しました。判明した。\n\n- 確認した。\n- 報告しました。"), &["した", "ました"]);
        fires(&CHECK, &annex("資料（別紙。）を発見しました。判明した。"), &["した"]);
    }

    #[test]
    fn of_many_sections_of_a_document_the_first_are_enough() {
        let document = |name: &str, sections: usize| {
            let section = |n: usize| format!("# 経過{n}\n第{n}報を発表しました。第{n}報を訂正した。\n\n");
            let body: String = (0..sections).map(section).collect();
            format!("[documents.{name}]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\"\"\"\n")
        };
        fires(&CHECK, &(document("a", 12) + &document("b", 12)), &["した"; 24]);
        fires(&CHECK, &document("a", 30), &["した"; 20]);
    }

    #[test]
    fn each_section_and_each_list_has_its_own() {
        silent(&CHECK, &annex("発生しました。\n\n# 経過\n判明した。\n\n# 対応\n報告します。"));
        silent(&CHECK, &annex("経過は次のとおりです。\n\n- 判明した。\n- 公告。"));
        silent(&CHECK, &annex("発生しました。\n\n※ 延べ人数である。"));
    }

    #[test]
    fn noun_phrases_quotations_and_brackets_show_none() {
        silent(&CHECK, &annex("発生しました。詳細が判明。調査中。再発防止の徹底。以下のとおり。"));
        silent(&CHECK, &annex("発生しました。「判明した。」との報告を受けています。"));
        silent(&CHECK, &annex("(委託している。)発生しました。"));
        silent(&CHECK, &annex("委託している。詳細が判明。確認したところ、判明した"));
    }
}
