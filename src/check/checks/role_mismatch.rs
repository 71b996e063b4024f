//! `role-mismatch`: 委託先 here, 再委託先 there.

use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "role-mismatch",
    severity: Severity::Warning,
    title: Words { ja: "委託先と再委託先の食い違い", en: "processor here, sub-processor there" },
    finds: Words {
        ja: "名称に添えた「委託先」「再委託先」「委託元」の語が `parties` の `role` と違うもの。表題が「委託先」で本文が「再委託先」だけのもの、その逆。",
        en: "A 「委託先」, 「再委託先」 or 「委託元」 beside the name of a party whose `role` is another; a title that says the one while the text only says the other.",
    },
    why: Words {
        ja: "委託先と再委託先では、契約の相手も監督の責任も違います。",
        en: "Who had the contract, and who had to supervise whom, depends on it.",
    },
    remedy: Words {
        ja: "契約を確かめ、語か `role` を直してください。",
        en: "Look at the contract, and correct the word or the `role`.",
    },
    example: r#"
[parties]
city   = { role = "controller", name = "みなと市", self = "本市" }
vendor = { role = "sub-processor", name = "みなとシステム株式会社" }

[documents.annex]
kind = "attachment"
text.body = "本市の委託先である{{ parties.vendor }}が不正アクセスを受けました。"
"#,
    mended: r#"
[parties]
city   = { role = "controller", name = "みなと市", self = "本市" }
vendor = { role = "sub-processor", name = "みなとシステム株式会社" }

[documents.annex]
kind = "attachment"
text.body = "本市の再委託先である{{ parties.vendor }}が不正アクセスを受けました。"
"#,
    run: Run::Version(run),
};

/// Words for roles, the longer before the shorter that it ends in, with the roles that they fit.
const ROLES: &[(&str, &[&str])] = &[
    ("再委託先", &["sub-processor"]),
    ("委託先", &["processor", "former-processor", "vendor", "investigator"]),
    ("委託元", &["controller", "customer", "issuer"]),
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let roles = roles(subject.case);
    let mut found = Vec::new();
    let mut seen: Vec<Span> = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        found.extend(title(subject, draft, &lines));
        if !sees_from_above(subject.case, draft) {
            continue;
        }
        let beside = lines
            .iter()
            .filter(|line| line.is_body())
            .flat_map(|line| beside(line, &roles).map(move |one| (line, one)));
        for (line, (range, word, party)) in beside {
            let place = subject.place(draft, line.passage, range);
            // After the first few, one knows what to look for.
            if seen.contains(&place) || seen.len() >= 20 {
                continue;
            }
            seen.push(place);
            let finding = Finding::at(
                place,
                format!("「{word}」は、parties.{} の role と食い違います", party.name.value),
                format!("“{word}” is not the role of parties.{}", party.name.value),
            );
            let role = party.field("role").map(|field| field.span);
            found.push(match role {
                Some(span) => finding.label(span, "role", "role"),
                None => finding,
            });
        }
    }
    found
}

/// Whether the issuer stands at the top of the chain: whom a processor calls 委託先 is a sub-processor to others.
fn sees_from_above(case: &Case, draft: &Draft<'_>) -> bool {
    let role = case.issuer(draft.entry).and_then(|issuer| issuer.field("role"));
    !matches!(
        role.map(|field| &field.value),
        Some(Value::Word("processor" | "sub-processor" | "former-processor" | "vendor"))
    )
}

/// Parties with one of the roles in question, by path.
fn roles(case: &Case) -> BTreeMap<String, (&Entry, &'static str)> {
    let known = |role: &str| ROLES.iter().any(|(_, roles)| roles.contains(&role));
    let role = |party: &Entry| match party.field("role")?.value {
        Value::Word(role) if known(role) => Some(role),
        _ => None,
    };
    case.entries("parties")
        .filter_map(|party| Some((format!("parties.{}", party.name.value), (party, role(party)?))))
        .collect()
}

/// Role words directly before a name, as in 再委託先である X, that do not fit the party.
fn beside<'r>(
    line: &Line<'_, '_>,
    roles: &'r BTreeMap<String, (&'r Entry, &'static str)>,
) -> impl Iterator<Item = (Range<usize>, &'static str, &'r Entry)> {
    let text = &line.passage.text;
    let one = |mark: &crate::check::Mark<'_>| {
        let (party, role) = roles.get(mark.path)?;
        let front = text.get(..mark.range.start)?;
        let front =
            ["である", "の", "、", "「", "(", "（"].iter().find_map(|link| front.strip_suffix(link)).unwrap_or(front);
        let (word, fits) = ROLES.iter().find(|(word, _)| front.ends_with(word))?;
        let range = front.len() - word.len()..front.len();
        (!fits.contains(role) && line.is_own(&range)).then_some((range, *word, *party))
    };
    line.passage.marks.iter().filter_map(one).collect::<Vec<_>>().into_iter()
}

/// A title that names the one role where the text only names the other.
fn title(subject: &Subject<'_>, draft: &Draft<'_>, lines: &[Line<'_, '_>]) -> Option<Finding> {
    let is_plain = |line: &Line<'_, '_>, range: &Range<usize>| {
        !line.passage.text.get(..range.start).is_some_and(|front| front.ends_with('再'))
    };
    let plain = |line: &Line<'_, '_>| line.own("委託先").into_iter().find(|range| is_plain(line, range));
    let sub = |line: &Line<'_, '_>| line.own("再委託先").into_iter().next();
    let line = lines.iter().find(|line| line.is_title(draft))?;
    let mut body = lines.iter().filter(|line| line.is_body() && !line.is_title(draft));
    let (says_plain, says_sub) = body.by_ref().fold((false, false), |(says_plain, says_sub), line| {
        (says_plain || plain(line).is_some(), says_sub || sub(line).is_some())
    });
    let (range, other) = match (plain(line), sub(line)) {
        (Some(range), None) if says_sub && !says_plain => (range, "再委託先"),
        (None, Some(range)) if says_plain && !says_sub => (range, "委託先"),
        _ => return None,
    };
    let word = line.passage.text.get(range.clone())?;
    Some(Finding::at(
        subject.place(draft, line.passage, range.clone()),
        format!("表題は「{word}」、本文は「{other}」です"),
        format!("the title says “{word}”, the text “{other}”"),
    ))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(issuer: &str, role: &str, title: &str, body: &str) -> String {
        format!(
            "[parties]\na = {{ role = \"{issuer}\", name = \"甲\", self = \"弊社\" }}\nb = {{ role = \"{role}\", name = \"乙\" }}\n[documents.d]\nkind = \"attachment\"\nissuer = \"a\"\ntitle = \"{title}\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn compares_the_word_beside_a_name_with_the_role() {
        let body = |body: &str| file("controller", "processor", "お知らせ", body);
        fires(&CHECK, &body("再委託先である{{ parties.b }}と再委託先の{{ parties.b }}"), &["再委託先", "再委託先"]);
        fires(&CHECK, &body("委託元の{{ parties.b }}"), &["委託元"]);
        silent(&CHECK, &body("保守委託先の{{ parties.b }}、委託先({{ parties.b }})、再委託先ではない{{ parties.b }}"));
        silent(&CHECK, &file("controller", "sub-processor", "お知らせ", "再委託先である{{ parties.b }}"));
        silent(&CHECK, &file("controller", "authority", "お知らせ", "委託先の{{ parties.b }}"));
        silent(&CHECK, &file("processor", "sub-processor", "お知らせ", "弊社の委託先の{{ parties.b }}"));
    }

    #[test]
    fn a_text_that_two_documents_cite_is_one_mistake_and_the_first_are_enough() {
        let text = "[events.told]\ntext = \"再委託先の{{ parties.b }}\"\n";
        let cited = file("controller", "processor", "お知らせ", "{{ events.told.text }}");
        let other = "[documents.e]\nkind = \"attachment\"\nissuer = \"a\"\ntext.body = \"{{ events.told.text }}\"\n";
        fires(&CHECK, &format!("{cited}{other}{text}"), &["再委託先"]);
        let many: String = (0..25).map(|n| format!("拠点{n}では、再委託先の{{{{ parties.b }}}}\n\n")).collect();
        fires(&CHECK, &file("controller", "processor", "お知らせ", &many), &["再委託先"; 20]);
    }

    #[test]
    fn compares_title_and_text() {
        let titled = |title: &str, body: &str| file("controller", "processor", title, body);
        fires(&CHECK, &titled("委託先における漏えい", "再委託先が"), &["委託先"]);
        fires(&CHECK, &titled("再委託先における漏えい", "委託先が"), &["再委託先"]);
        silent(&CHECK, &titled("再委託先における漏えい", "委託先の再委託先が"));
        silent(&CHECK, &titled("委託先における漏えい", "委託先の再委託先が"));
        silent(&CHECK, &titled("委託先における漏えい", "同社が"));
        // Where the text cites the title, the title says it, not the text.
        fires(&CHECK, &titled("委託先における漏えい", "{{ documents.d.title }}\n\n再委託先が"), &["委託先"]);
    }
}
