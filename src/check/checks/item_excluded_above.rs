//! `item-excluded-above`: a data item that a part holds and its whole excludes.

use super::item_listed_and_excluded::{identity, items};
use crate::check::finding::once;
use crate::check::scan::chars::is_digit;
use crate::check::scan::voice::Voice;
use crate::check::scan::words::before;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Item};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "item-excluded-above",
    severity: Severity::Warning,
    title: Words {
        ja: "全体で除外した項目が内訳に含まれている",
        en: "a data item excluded for the whole and listed in a part",
    },
    finds: Words {
        ja: "`within` や `sum` で内訳とされたデータの `items` に、全体の `excluded` と同じコードの項目があるもの。どのデータの `items` にもある項目について、文書に「…は含まれておりません」と手で書かれたもの。",
        en: "A part (`within`, `sum`) whose `items` hold what its whole has under `excluded`; also 「…は含まれておりません」, typed in a document, of an item that every set lists.",
    },
    why: Words {
        ja: "「含まれておりません」という全体の説明が、内訳の一部の方について誤りになります。",
        en: "The sentence that these data were not involved is untrue for the persons of that part.",
    },
    remedy: Words {
        ja: "全体の `excluded` から消すか、内訳の項目を確かめてください。委託先と発表者の説明が違うだけなら、理由を添えて認めます。",
        en: "Take it out of the whole's `excluded`, or look up what the part holds. If two parties state it differently, accept it with the reason.",
    },
    example: r#"
[data.all]
persons  = "362名"
excluded = ["電話番号"]
[data.members]
within  = "all"
persons = "31名"
items   = ["氏名", "電話番号"]
"#,
    mended: r#"
[data.all]
persons  = "362名"
excluded = ["クレジットカード情報"]
[data.members]
within  = "all"
persons = "31名"
items   = ["氏名", "電話番号"]
"#,
    run: Run::Version(run),
};

/// How many wholes above a part are asked.
const HIGHEST: usize = 16;

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let sets: HashMap<&str, &Entry> = case.entries("data").map(|set| (set.name.value.as_str(), set)).collect();
    let mut above: HashMap<&str, Vec<&str>> = HashMap::new();
    for set in case.entries("data") {
        let name = set.name.value.as_str();
        case.names(set, "within").iter().for_each(|whole| above.entry(name).or_default().push(&whole.value));
        case.names(set, "sum").iter().for_each(|part| above.entry(&part.value).or_default().push(name));
    }
    let mut findings = Vec::new();
    for part in case.entries("data").filter(|set| set.field("items").is_some()) {
        let held: HashMap<&str, &Item> = items(part, "items").map(|item| (identity(item), item)).collect();
        for whole in wholes(&part.name.value, &above).into_iter().filter_map(|name| sets.get(name)) {
            let both = items(whole, "excluded").filter_map(|item| Some((item, *held.get(identity(item))?)));
            findings.extend(both.map(|(excluded, held)| finding(excluded, held)));
        }
    }
    findings.extend(denied(subject));
    once(findings)
}

/// 「住所は含まれておりません」 in a document, where every set holds it.
fn denied(subject: &Subject<'_>) -> Vec<Finding> {
    let mut sets = subject.case.entries("data").filter(|set| set.field("items").is_some());
    let mut held: Vec<&Item> = sets.next().map(|set| items(set, "items").collect()).unwrap_or_default();
    sets.for_each(|set| held.retain(|item| items(set, "items").any(|other| identity(other) == identity(item))));
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        for line in voice.lines(draft).iter().filter(|line| line.is_running()) {
            let missing = ["は含まれて", "は含んで", "は一切含まれて"].into_iter().flat_map(|word| line.own(word));
            for missing in missing {
                found.extend(held.iter().filter_map(|item| {
                    let range = listed(&line.passage.text, &missing, &item.wording)?;
                    let is_cited = line.passage.mark_at(range.start).is_some();
                    (!is_cited).then(|| {
                        let wording = &item.wording;
                        Finding::at(
                            subject.place(draft, line.passage, range),
                            format!("「{wording}」は含まれないとありますが、どのデータの items にもあります"),
                            format!("`{wording}` is said not to be involved, but every set lists it"),
                        )
                        .label(item.span, "含まれる項目", "listed here")
                    })
                }));
            }
        }
    }
    found
}

/// Where an item stands in the list before 「は含まれておりません」, if the sentence is about all persons and these items.
fn listed(text: &str, missing: &Range<usize>, wording: &str) -> Option<Range<usize>> {
    let behind = text.get(missing.end..)?;
    let denies = ["おりません", "いません", "いない", "おらず"].iter().any(|word| behind.starts_with(word));
    let front = text.get(..missing.start)?.rsplit(['。', '\n']).next().filter(|_| denies)?;
    let of_part = ["以外", "除", "うち", "一部", "のほか", "方", "分"].iter().any(|word| front.contains(word));
    if of_part || front.chars().any(is_digit) {
        return None;
    }
    let offset = missing.start - front.len();
    let stands = |at: usize| {
        let (before, rest) = (before(front, at), front.get(at + wording.len()..).unwrap_or_default());
        before.is_none_or(|c| "、やび・に。".contains(c))
            && (rest.is_empty()
                || ["、", "や", "・", "及び", "並びに", "等", "など"].iter().any(|w| rest.starts_with(w)))
    };
    let (at, _) = front.match_indices(wording).find(|(at, _)| stands(*at))?;
    Some(offset + at..offset + at + wording.len())
}

fn wholes<'a>(part: &'a str, above: &HashMap<&'a str, Vec<&'a str>>) -> Vec<&'a str> {
    let (mut found, mut open, mut seen) = (Vec::new(), vec![part], HashSet::from([part]));
    while let Some(name) = open.pop().filter(|_| found.len() < HIGHEST) {
        for whole in above.get(name).into_iter().flatten() {
            if seen.insert(whole) {
                found.push(*whole);
                open.push(whole);
            }
        }
    }
    found
}

fn finding(excluded: &Item, held: &Item) -> Finding {
    let (out, wording) = (&excluded.wording, &held.wording);
    Finding::at(
        held.span,
        format!("「{wording}」は、全体の excluded に「{out}」として除かれています"),
        format!("`{wording}` is listed here, but the whole excludes `{out}`"),
    )
    .label(excluded.span, "全体で除いた項目", "excluded for the whole")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn parts_of_parts_and_of_sums_are_asked() {
        let text = "[data.all]\nexcluded = [\"銀行口座情報\"]\nsum = [\"a\", \"b\"]\n[data.a]\nitems = [\"口座番号\"]\n[data.b]\n[data.c]\nwithin = \"b\"\nitems = [\"氏名\", \"口座情報\"]\n";
        fires(&CHECK, text, &["\"口座番号\"", "\"口座情報\""]);
    }

    #[test]
    fn wholes_may_hold_what_a_part_excludes() {
        silent(
            &CHECK,
            "[data.all]\nitems = [\"電話番号\"]\nsum = [\"a\"]\n[data.a]\nexcluded = [\"電話番号\"]\n[data.b]\nitems = [\"電話番号\"]\nexcluded = [\"氏名\"]\n",
        );
    }

    #[test]
    fn a_typed_exclusion_of_what_every_set_holds_is_found() {
        let file = |body: &str| {
            format!(
                "[data.a]\nitems = [\"氏名\", \"住所\"]\nexcluded = [\"口座番号\"]\n[data.b]\nitems = [\"住所\"]\n[documents.x]\nkind = \"attachment\"\ntext.body = \"{body}\"\n"
            )
        };
        fires(&CHECK, &file("なお、口座番号、住所は含まれておりません。"), &["住所"]);
        fires(&CHECK, &file("住所は含まれておりません。"), &["住所"]);
        for body in [
            "氏名は含まれておりません。",
            "住所が含まれています。口座番号は含まれておりません。",
            "住所以外の情報は含まれておりません。",
            "うち3名の住所は含まれておりません。",
            "3組については、住所は含まれておりません。",
            "一部については、住所は含まれておりません。",
            "勤務先住所は含まれておりません。",
            "「住所は含まれておりません」との説明",
            "{{ data.a.excluded }}は含まれておりません。",
        ] {
            silent(&CHECK, &file(body));
        }
    }

    #[test]
    fn a_circle_ends() {
        silent(
            &CHECK,
            "[data.a]\nwithin = \"b\"\nitems = [\"氏名\"]\n[data.b]\nwithin = \"a\"\nexcluded = [\"住所\"]\n",
        );
    }
}
