//! `mixed-self-name`: an issuer that calls itself now 当社, now 弊社.

use crate::check::scan::own_name::{OWN_NAMES, OwnName, named, typed};
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::stands_alone;
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Value;
use crate::locale::Lang;
use crate::text::Span;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "mixed-self-name",
    severity: Severity::Warning,
    title: Words { ja: "自称の混在", en: "two words for oneself" },
    finds: Words {
        ja: "一つの文書で、発表者が自分を「当社」とも「弊社」とも呼んでいるもの、`parties` の `self` と違う自称を使っているもの。英文では we と the Company の混在。引用の中は調べません。",
        en: "A document whose issuer calls itself by two words, such as 「当社」 and 「弊社」, or “we” and “the Company”, or by another word than the `self` of `parties`. Quotations are not looked at.",
    },
    why: Words {
        ja: "複数の原稿をつなぎ合わせた跡が残り、別の会社の文章に見えます。",
        en: "It shows that texts of several hands were joined, and reads as if another company spoke.",
    },
    remedy: Words {
        ja: "自称を一つに決め、`self` に書いて、本文では {{ self }} で引用してください。",
        en: "Choose one word, state it as `self`, and cite {{ self }} in the text.",
    },
    example: r#"
[parties]
maker = { role = "controller", name = "みなと製作所株式会社", self = "弊社" }

[documents.annex]
kind = "attachment"
text.body = "{{ self }}は、当社の規程に基づき調査しました。"
"#,
    mended: r#"
[parties]
maker = { role = "controller", name = "みなと製作所株式会社", self = "弊社" }

[documents.annex]
kind = "attachment"
text.body = "{{ self }}は、{{ self }}の規程に基づき調査しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut seen: Vec<Span> = Vec::new();
    let mut found = Vec::new();
    for draft in &subject.drafts {
        let lines: Vec<_> = voice.lines(draft).into_iter().filter(Line::is_body).collect();
        let mixed = match draft.document.lang {
            Lang::Ja => japanese(subject, draft, &lines),
            Lang::En => english(&lines),
        };
        for (line, range, usual) in mixed {
            let place = subject.place(draft, line.passage, range.clone());
            let word = &line.passage.text[range];
            // What two documents print from one text is one mistake.
            if !seen.contains(&place) {
                seen.push(place);
                found.push(Finding::at(
                    place,
                    format!("自称が「{usual}」と「{word}」の二通りあります"),
                    format!("the issuer calls itself “{usual}” and “{word}”"),
                ));
            }
        }
    }
    found
}

type Mixed<'l, 'd, 'a> = (&'l Line<'d, 'a>, Range<usize>, String);

/// The first use of each word beside the usual one of its kind.
fn japanese<'l, 'd, 'a>(subject: &Subject<'_>, draft: &Draft<'_>, lines: &'l [Line<'d, 'a>]) -> Vec<Mixed<'l, 'd, 'a>> {
    let issuer = subject.case.issuer(draft.entry);
    let stated = issuer.and_then(|party| match &party.field("self")?.value.in_lang(Lang::Ja) {
        Value::Text(word) => named(word),
        _ => None,
    });
    let used: Vec<(&OwnName, &Line<'d, 'a>, Range<usize>)> = OWN_NAMES
        .iter()
        .filter_map(|own| lines.iter().find_map(|line| typed(line, own).map(|range| (own, line, range))))
        .collect();
    let usual = |own: &OwnName| {
        let first = || used.iter().map(|(other, ..)| *other).find(|other| other.kind == own.kind);
        stated.filter(|stated| stated.kind == own.kind).or_else(first)
    };
    let others = used.iter().filter_map(|(own, line, range)| {
        let usual = usual(own).filter(|usual| usual.word != own.word)?;
        Some((*line, range.clone(), usual.word.to_string()))
    });
    others.collect()
}

/// “the Company” in a text that says “we”.
fn english<'l, 'd, 'a>(lines: &'l [Line<'d, 'a>]) -> Vec<Mixed<'l, 'd, 'a>> {
    let find = |words: &[&str]| {
        lines.iter().filter(|line| line.is_running()).find_map(|line| {
            let text = &line.passage.text;
            let own = words.iter().flat_map(|word| line.own(word));
            own.into_iter().find(|range| stands_alone(text, range.start, range.end)).map(|range| (line, range))
        })
    };
    let we = find(&["we", "We", "our", "Our"]);
    match (we, find(&["the Company", "The Company"])) {
        (Some((line, we)), Some((company, range))) => {
            vec![(company, range, line.passage.text[we].to_lowercase())]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(own: &str, body: &str) -> String {
        let own = if own.is_empty() { String::new() } else { format!(", self = \"{own}\"") };
        format!(
            "[parties]\np = {{ role = \"controller\", name = \"甲\"{own} }}\n[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn finds_two_words_of_one_kind() {
        fires(&CHECK, &annex("", "弊社は、当社の規程に"), &["弊社"]);
        fires(&CHECK, &annex("弊社", "{{ self }}は、当社の規程に、当社が"), &["当社"]);
        fires(&CHECK, &annex("当行", "当社の規程に"), &["当社"]);
        fires(&CHECK, &annex("本市", "当市の規程に"), &["当市"]);
        silent(&CHECK, &annex("当社", "当社サーバ、当社社員、{{ self }}従業員"));
    }

    #[test]
    fn other_words_are_no_self_name() {
        silent(&CHECK, &annex("弊社", "該当社員と捜査当局と当社会の「当社は」"));
        silent(&CHECK, &annex("本市", "住所は当市場、本町一丁目。当局は"));
        silent(&CHECK, &annex("当町", "中央区本町1-2"));
        silent(&CHECK, &annex("当行", "当該当行為"));
    }

    #[test]
    fn one_text_in_two_documents_is_one_mistake() {
        let file = annex("弊社", "{{ events.found.text }}");
        let second = "[documents.b]\nkind = \"attachment\"\ntext.body = \"{{ events.found.text }}\"\n";
        fires(
            &CHECK,
            &format!("{file}{second}[events]\nfound = {{ at = 2024-07-09, text = \"当社が発見\" }}\n"),
            &["当社"],
        );
    }

    #[test]
    fn finds_we_beside_the_company() {
        let english = |body: &str| format!("lang = \"en\"\n{}", annex("", body));
        fires(&CHECK, &english("We found it. The Company is sorry."), &["The Company"]);
        silent(&CHECK, &english("We found it. The Companyhouse told us. “The Company failed”, she said."));
        silent(&CHECK, &english("The Company found it."));
    }
}
