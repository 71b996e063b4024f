//! `differing-figures`: two numbers behind the same words in the documents of one incident.

use crate::check::scan::chars::Chars;
use crate::check::scan::figures::figures;
use crate::check::scan::nouns::phrase_before;
use crate::check::typed::{PAST, is_slip};
use crate::check::{Check, Draft, Finding, Passage, Run, Subject, Words};
use crate::diag::Severity;
use crate::document::quotes::touches;
use crate::facts::Case;
use crate::text::Span;
use crate::vocabulary::List;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "differing-figures",
    severity: Severity::Warning,
    title: Words { ja: "文書の間で数が食い違う", en: "two numbers behind the same words" },
    finds: Words {
        ja: "同じ事件の文書に、同じ語と同じ単位で印字された数のうち、1桁だけ、または5%以内だけ違うもの。別々の事実から来たものどうし、手で書いたものどうしを比べます。全体と内訳、前の版の数、約や延べの付く数、`per` の数は対象にしません。",
        en: "Two numbers that the documents of one incident print behind the same words and with the same unit, which differ by one digit or by 5% at most: from two facts, or both typed. A whole and its part, numbers of earlier versions, approximate or cumulative ones and those under `per` are left alone.",
    },
    why: Words {
        ja: "同じ日に出た文書の数が違えば、まずそこを問われます。",
        en: "Where documents of one day disagree, that is the first question asked.",
    },
    remedy: Words {
        ja: "1つの事実にまとめ、どの文書もそれを引用してください。別のものなら、前に置く語で違いが分かるようにします。",
        en: "Make them one fact that every document cites. If they are two things, let the words before them say so.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[data.companies]
organizations = "1,120件"
[data.firms]
organizations = "1,130件"
[documents.release]
kind      = "statement"
text.body = "認定企業{{ data.companies }}に通知しました。"
[documents.annex]
kind      = "attachment"
text.body = "認定企業{{ data.firms }}に通知しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[data.companies]
organizations = "1,120件"
[documents.release]
kind      = "statement"
text.body = "認定企業{{ data.companies }}に通知しました。"
[documents.annex]
kind      = "attachment"
text.body = "認定企業{{ data.companies }}に通知しました。"
"#,
    run: Run::Version(run),
};

/// How many numbers behind the same words are compared.
const MOST: usize = 8;

/// A printed number.
struct Printed<'s> {
    value: u64,
    words: &'s str,
    /// The fact that printed it; nothing if it was typed.
    fact: Option<&'s str>,
    draft: &'s Draft<'s>,
    passage: &'s Passage<'s>,
    range: Range<usize>,
}

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let family = family(subject.case);
    let mut known: HashMap<(&str, &str), Vec<Printed<'_>>> = HashMap::new();
    let (mut seen, mut findings) = (HashSet::new(), Vec::new());
    for draft in &subject.drafts {
        for passage in &draft.passages {
            for (key, printed) in numbers(draft, passage) {
                let others = known.entry(key).or_default();
                if let Some(other) = others.iter().find(|other| differ(other, &printed, &family)) {
                    let place = place(subject, &printed);
                    if seen.insert(place) {
                        findings.push(finding(subject, place, other, &printed));
                    }
                }
                let new = others.iter().all(|other| (other.value, other.fact) != (printed.value, printed.fact));
                if new && others.len() < MOST {
                    others.push(printed);
                }
            }
        }
    }
    findings
}

/// Which sets are parts of which.
fn family(case: &Case) -> HashSet<(String, String)> {
    let mut family = HashSet::new();
    for set in ["data", "figures"].into_iter().flat_map(|kind| case.entries(kind)) {
        let path = |name: &str| format!("{}.{name}", set.kind);
        let near = ["within", "sum"].into_iter().flat_map(|key| case.names(set, key));
        family.extend(near.map(|name| (path(&set.name.value), path(&name.value))));
    }
    family
}

/// The numbers of a line that can be compared, each with the words and the unit that it is compared by.
fn numbers<'s>(draft: &'s Draft<'s>, passage: &'s Passage<'s>) -> Vec<((&'s str, &'static str), Printed<'s>)> {
    let chars = Chars::of(&passage.text);
    let quoted = passage.quoted();
    let mut found = Vec::new();
    for figure in figures(&chars) {
        let Some(value) = figure.value.filter(|_| !figure.near && !figure.cumulative && !figure.unit.is_empty()) else {
            continue;
        };
        let at = figure.range.start;
        let before = chars.slice(figure.chars.start.saturating_sub(40)..figure.chars.start);
        let Some(fact) = source(passage, at).filter(|_| !touches(&quoted, &figure.range)) else {
            continue;
        };
        let Some(phrase) =
            phrase_before(&chars, figure.chars.start).filter(|_| !PAST.iter().any(|word| before.contains(word)))
        else {
            continue;
        };
        let words = passage.text.get(figure.range.clone()).unwrap_or_default();
        found.push(((phrase, figure.unit), Printed { value, words, fact, draft, passage, range: figure.range }));
    }
    found
}

/// Where a number comes from: `Some(None)` if it was typed, nothing if it is no figure of this version.
fn source<'s>(passage: &'s Passage<'s>, at: usize) -> Option<Option<&'s str>> {
    let Some(mark) = passage.mark_at(at) else { return Some(None) };
    let mut keys = mark.path.split('.');
    let (kind, name, key) = (keys.next()?, keys.next()?, keys.next());
    let counted = key.is_none_or(|key| List::Counts.code(key).is_some());
    match kind {
        "data" | "figures" if counted => mark.path.get(..kind.len() + 1 + name.len()).map(Some),
        "data" | "figures" if matches!(key, Some("who" | "label" | "so_far")) => Some(None),
        "events" | "causes" | "measures" | "discipline" => Some(None),
        _ => None,
    }
}

fn differ(a: &Printed<'_>, b: &Printed<'_>, family: &HashSet<(String, String)>) -> bool {
    let hands = match (a.fact, b.fact) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            let related = |a: &str, b: &str| family.contains(&(a.to_string(), b.to_string()));
            a != b && !related(a, b) && !related(b, a)
        }
        // What was typed beside a fact is the business of `contradicting-figure`.
        _ => false,
    };
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let close = low >= 100 && high - low <= high / 20;
    hands && low != high && (close || is_slip(low, high))
}

fn place(subject: &Subject<'_>, printed: &Printed<'_>) -> Span {
    subject.place(printed.draft, printed.passage, printed.range.clone())
}

fn finding(subject: &Subject<'_>, at: Span, other: &Printed<'_>, printed: &Printed<'_>) -> Finding {
    let (words, others) = (printed.words, other.words);
    Finding::at(
        at,
        format!("同じ語の数が、ほかの所では {others}、ここでは {words} です"),
        format!("the same words have {others} elsewhere and {words} here"),
    )
    .label(place(subject, other), "ほかの数", "the other number")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(facts: &str, first: &str, second: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\" }}\n{facts}\n[documents.a]\nkind = \"statement\"\ntext.body = \"{first}\"\n[documents.b]\nkind = \"attachment\"\ntext.body = \"{second}\"\n"
        )
    }

    const TWO: &str = "[data]\nx = \"1,120件\"\ny = \"1,130件\"\nz = \"1,160件\"\nw = \"1,345件\"\nn = \"約1,130件\"\n";

    #[test]
    fn two_facts_and_two_hands_are_compared() {
        fires(
            &CHECK,
            &file(TWO, "認定企業{{ data.x }}に", "認定企業{{ data.y }}に"),
            &["\"1,130件\"".trim_matches('"')],
        );
        fires(&CHECK, &file(TWO, "認定企業{{ data.x }}に", "認定企業 {{ data.z }}に"), &["1,160件"]);
        fires(&CHECK, &file("", "認定企業362件に", "認定企業3,622件に"), &["3,622件"]);
        // Near each other, though no slip of one digit; and not the first number with these words.
        fires(&CHECK, &file("", "認定企業1,120件に", "認定企業1,099件に"), &["1,099件"]);
        fires(&CHECK, &file("", "認定企業1,000件に", "認定企業950件に"), &["950件"]);
        let three = "認定企業{{ data.w }}に、認定企業{{ data.x }}に";
        fires(&CHECK, &file(TWO, three, "認定企業{{ data.y }}に"), &["1,130件"]);
        fires(&CHECK, &file("", "認定企業362件と認定企業363件に", "認定企業363件に"), &["363件", "363件"]);
    }

    #[test]
    fn words_of_facts_were_typed_too() {
        let event = "[events]\nfound = { at = 2024-07-09, text = \"認定企業363件に\" }\n";
        fires(&CHECK, &file(event, "{{ events.found.text }}", "認定企業362件に"), &["362件"]);
        let who = "[data]\nx = { who = \"認定企業363件の担当者\", items = [\"認定企業372件の名簿\"] }\n";
        fires(&CHECK, &file(who, "{{ data.x.who }}", "認定企業362件に"), &["362件"]);
        silent(&CHECK, &file(who, "{{ data.x.items }}", "認定企業362件に"));
    }

    #[test]
    fn other_numbers_are_left_alone() {
        silent(&CHECK, &file("", "認定企業1,000件に", "認定企業949件に"));
        silent(&CHECK, &file("", "認定企業89件に", "認定企業90件に"));
        silent(&CHECK, &file(TWO, "認定企業{{ data.x }}に", "認定企業{{ data.w }}に"));
        silent(&CHECK, &file(TWO, "認定企業{{ data.x }}に", "登録企業{{ data.y }}に"));
        silent(&CHECK, &file(TWO, "認定企業{{ data.x }}に", "認定企業{{ data.n }}、認定企業1,130件に"));
        silent(&CHECK, &file(TWO, "認定企業{{ data.x }}に", "当初の認定企業{{ data.y }}、「認定企業{{ data.y }}」に"));
        silent(&CHECK, &file("", "認定企業362件に", "認定企業延べ363件、認定企業362名に"));
        let parts = "[data]\nx = { count = \"1,120件\", sum = [\"y\"] }\ny = \"1,121件\"\n";
        silent(&CHECK, &file(parts, "認定企業{{ data.x }}に", "認定企業{{ data.y }}に"));
    }
}
