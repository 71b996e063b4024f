//! `base-differs`: an entry that says something else than the base that it replaces.

use super::sum::overlap;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Field, Value};
use crate::locale::Moment;
use std::collections::HashMap;

/// The check.
pub const CHECK: Check = Check {
    code: "base-differs",
    severity: Severity::Warning,
    title: Words { ja: "base と違う事実", en: "a fact that differs from the base" },
    finds: Words {
        ja: "`base` の項目を置き換えた項目で、日付・数・状態・役割が base と違うもの。base に書かれていないことは、同じ base を持つほかの2件以上が一致して別のことを述べているときに指摘します。言い回し、時点（`as_of`）、委託先・再委託先・過去の委託先の別は、発信者によって違ってよいものとして比べません。",
        en: "An entry that replaces one of the `base` and states another date, figure, state or role. What the base leaves open is compared with other incidents of the same base, if two or more of them agree. Wording, `as_of`, and whether a party is a processor, sub-processor or former processor may differ between issuers.",
    },
    why: Words {
        ja: "同じ委託先の同じ発表を引いた各社の公表が食い違うと、どれが正しいかを全社が問われます。",
        en: "When issuers cite one processor and differ, all of them are asked which is right.",
    },
    remedy: Words {
        ja: "委託先の発表を確かめ、誤っている方を直してください。base と同じでよい項目は、置き換えずに消せば base から引き継がれます。発信者の事情で違うときは、理由を添えて認めます。",
        en: "Look up what the processor stated and correct the wrong one. An entry that says the same as the base can be removed: it is taken over. If it rightly differs, accept the warning with the reason.",
    },
    example: r#"
# incidents/tges/v1.toml
[events]
found = 2024-07-09

# incidents/minato/v1.toml
base = "tges@1"
[events]
found = 2024-07-06
"#,
    mended: r#"
# incidents/tges/v1.toml
[events]
found = 2024-07-09

# incidents/minato/v1.toml
base = "tges@1"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let named = |entry: &Entry| (entry.kind, entry.name.value.clone());
    let base: HashMap<(&str, String), &Entry> = subject.case.base().iter().map(|entry| (named(entry), entry)).collect();
    if base.is_empty() {
        return Vec::new();
    }
    let kinds = ["parties", "data", "figures", "events", "claims", "causes", "measures", "references"];
    let mut findings = Vec::new();
    for own in kinds.iter().flat_map(|kind| subject.case.entries(kind)) {
        let Some(original) = base.get(&named(own)).filter(|base| base.name.span != own.name.span) else {
            continue;
        };
        let others: Vec<&Entry> =
            subject.peers.iter().filter_map(|peer| peer.entry(own.kind, &own.name.value)).collect();
        compare(own, original, &others, &mut findings);
    }
    findings
}

fn compare(own: &Entry, base: &Entry, others: &[&Entry], findings: &mut Vec<Finding>) {
    for field in own.fields.iter().filter(|field| !matches!(field.key.value.as_str(), "as_of" | "data_as_of")) {
        let key = field.key.value.as_str();
        let stated: Vec<&Field> = others.iter().filter_map(|other| other.field(key)).collect();
        match base.field(key) {
            Some(original) if !agree(field, original) => findings.push(against_base(field, original, &stated)),
            Some(_) => {}
            None => findings.extend(against_peers(field, &stated)),
        }
    }
    for member in &own.members {
        let named = |entry: &&Entry| entry.name.value == member.name.value;
        let inner: Vec<&Entry> = others.iter().filter_map(|other| other.members.iter().find(named)).collect();
        if let Some(original) = base.members.iter().find(named) {
            compare(member, original, &inner, findings);
        }
    }
}

fn against_base(field: &Field, original: &Field, others: &[&Field]) -> Finding {
    let with_base = others.iter().filter(|other| agree(other, original)).count();
    let key = &field.key.value;
    let (ja, en) = match with_base {
        0 => (String::new(), String::new()),
        _ => (format!("（ほかの{with_base}件は base と同じです）"), format!(" ({with_base} others agree with it)")),
    };
    Finding::at(field.span, format!("`{key}` が base と違います{ja}"), format!("`{key}` differs from the base{en}"))
        .label(original.span, "base", "the base")
}

/// The base leaves it open: two or more others that agree speak against it.
fn against_peers(field: &Field, others: &[&Field]) -> Option<Finding> {
    let [first, rest @ ..] = others else { return None };
    let united = !rest.is_empty() && rest.iter().all(|other| agree(first, other));
    if !united || agree(field, first) {
        return None;
    }
    let (key, count) = (&field.key.value, others.len());
    let finding = Finding::at(
        field.span,
        format!("`{key}` が、同じ base を持つほかの{count}件と違います"),
        format!("`{key}` differs from {count} other incidents of the same base"),
    );
    Some(finding.label(first.span, "ほかの件", "one of the others"))
}

/// Whether two values can both be true; words of prose and names always can.
fn agree(one: &Field, other: &Field) -> bool {
    match (&one.value, &other.value) {
        (Value::Figure(one), Value::Figure(other)) => match (one.reach(), other.reach()) {
            (Some(one), Some(other)) => overlap(one, other),
            _ => true,
        },
        (Value::Moment(one), Value::Moment(other)) => can_be_same(one, other),
        (Value::Word(one), Value::Word(other)) => {
            one == other || [one, other].iter().all(|word| word.ends_with("processor"))
        }
        _ => true,
    }
}

/// Whether two dates can be the same at the precision stated.
fn can_be_same(one: &Moment, other: &Moment) -> bool {
    let is_over = |one: &Moment, other: &Moment| match (one.latest(), other.earliest()) {
        (Some(latest), Some(earliest)) => latest < earliest,
        _ => false,
    };
    let ends = |moment: &Moment| (moment.start_moment(), moment.end_moment());
    let apart = |one: Option<Moment>, other: Option<Moment>| {
        one.zip(other).is_some_and(|(one, other)| is_over(&one, &other) || is_over(&other, &one))
    };
    let ((start, end), (other_start, other_end)) = (ends(one), ends(other));
    !apart(start, other_start) && !apart(end, other_end)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, fires_among, headlines, silent};

    const BASE: &str = r#"
[parties]
tges = { role = "processor", name = "TG株式会社" }
[data]
held = { persons = "約416万人分", source = "tges" }
[events]
found     = { at = 2024-07-09, by = "tges" }
exposed   = "2024-06/2024-07-09"
published = { by = "tges" }
[claims]
no-trace = { about = "leak", state = "not-found", says = "痕跡は確認されていない" }
[measures.tges]
cut-off = { state = "done", text = "遮断した" }
"#;

    fn on_base(own: &str) -> String {
        format!("# incidents/tges/v1.toml\n{BASE}\n# incidents/minato/v1.toml\nbase = \"tges@1\"\n{own}\n")
    }

    #[test]
    fn what_the_processor_stated_is_one() {
        fires(&CHECK, &on_base("[events]\nfound = 2024-07-06"), &["2024-07-06"]);
        fires(&CHECK, &on_base("[events]\nexposed = \"2024-06/2024-07-10\""), &["\"2024-06/2024-07-10\""]);
        fires(&CHECK, &on_base("[data]\nheld = { persons = \"約426万人分\" }"), &["\"約426万人分\""]);
        fires(&CHECK, &on_base("[claims]\nno-trace = { state = \"denied\", says = \"ない\" }"), &["\"denied\""]);
        fires(&CHECK, &on_base("[parties]\ntges = { role = \"vendor\", name = \"TG\" }"), &["\"vendor\""]);
        fires(
            &CHECK,
            &on_base("[measures.tges]\ncut-off = { state = \"planned\", text = \"遮断\" }"),
            &["\"planned\""],
        );
    }

    #[test]
    fn says_whether_others_agree_with_the_base() {
        let said = headlines(&CHECK, &on_base("[events]\nfound = 2024-07-06"));
        assert_eq!(said, ["`at` differs from the base"]);
    }

    #[test]
    fn wording_and_precision_may_differ() {
        silent(&CHECK, &on_base(""));
        silent(&CHECK, &on_base("[events]\nfound = \"2024-07-09T10:00\""));
        silent(&CHECK, &on_base("[events]\nfound = \"2024-07\""));
        silent(&CHECK, &on_base("[data]\nheld = { persons = \"4,158,203人\" }"));
        silent(&CHECK, &on_base("[data]\nheld = { persons = \"調査中\" }"));
        silent(
            &CHECK,
            &on_base("[claims]\nno-trace = { state = \"not-found\", says = \"痕跡はない\", as_of = 2024-07-23 }"),
        );
        silent(&CHECK, &on_base("[parties]\ntges = { role = \"sub-processor\", name = \"TG\" }"));
        silent(&CHECK, &on_base("[measures.tges]\ncut-off = { state = \"done\", text = \"速やかに遮断\" }"));
        silent(&CHECK, &on_base("[events]\nreported = 2024-07-16"));
        silent(&CHECK, "base = \"tges@1\"\n[events]\nfound = 2024-07-06\n");
        let to_the_minute = |minute: &str| {
            let own = on_base(&format!("[events]\nfound = \"2024-07-09T10:{minute}\""));
            own.replace("found     = { at = 2024-07-09", "found     = { at = \"2024-07-09T10:00\"")
        };
        silent(&CHECK, &to_the_minute("00"));
        fires(&CHECK, &to_the_minute("01"), &["\"2024-07-09T10:01\""]);
    }

    #[test]
    fn what_the_base_leaves_open_is_for_the_others_to_say() {
        let said = |day: &str| on_base(&format!("[events]\npublished = {day}"));
        let peers = [said("2024-07-17"), said("2024-07-17")];
        let peers: Vec<&str> = peers.iter().map(String::as_str).collect();
        fires_among(&CHECK, &said("2024-07-18"), &peers, &["2024-07-18"]);
        fires_among(&CHECK, &said("2024-07-17"), &peers, &[]);
        // One other, or others that differ, are no witnesses.
        fires_among(&CHECK, &said("2024-07-18"), &peers[..1], &[]);
        fires_among(&CHECK, &said("2024-07-18"), &[&said("2024-07-17"), &said("2024-07-16")], &[]);
        let minute = said("\"2024-07-17T10:00\"");
        fires_among(&CHECK, &minute, &[&minute, &minute], &[]);
    }
}
