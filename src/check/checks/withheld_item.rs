//! `withheld-item`: a notice to the persons affected that holds what only the report to the authority has.

use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::{Case, path::is_under};
use crate::regime::pack::{Need, Regime};

/// The check.
pub const CHECK: Check = Check {
    code: "withheld-item",
    severity: Severity::Warning,
    title: Words {
        ja: "本人への通知に載せない事項", en: "a notice that holds an item of the report only"
    },
    finds: Words {
        ja: "本人への通知（`kind` が individual-notice）に印字された事実のうち、制度が報告事項とし、本人への通知事項としていないもの（個人情報保護法では本人の数、再発防止策など）。",
        en: "In a notice to the persons affected (`kind` is individual-notice): a fact that belongs to an item which the regime has for the authority and not for the persons.",
    },
    why: Words {
        ja: "本人に要るのは、自分に関わる事実と、身を守るためにできることです。ほかの事項を載せると、それが埋もれます。",
        en: "The persons need what concerns them and what they can do; other items bury it.",
    },
    remedy: Words {
        ja: "通知からその事実を外してください。載せると決めたなら、理由を添えて認めます。",
        en: "Leave the fact out of the notice; if it is to be there, accept it with the reason.",
    },
    example: r#"
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "みなと商事株式会社"
self = "当社"
[data.members]
persons = "1,204人"
items   = ["氏名"]
[documents.notice]
kind     = "individual-notice"
regime   = "jp-ppc"
template = "apology-letter"
issuer   = "a"
sections = ["x"]
text.x   = "対象の方は{{ data.members.persons }}です。"
"#,
    mended: r#"
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "みなと商事株式会社"
self = "当社"
[data.members]
persons = "1,204人"
items   = ["氏名"]
[documents.notice]
kind     = "individual-notice"
regime   = "jp-ppc"
template = "apology-letter"
issuer   = "a"
sections = ["x"]
text.x   = "対象の情報は{{ data.members.items }}です。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let regimes: Vec<&Regime> = subject.assessments().map(|assessment| assessment.regime).collect();
    regimes
        .iter()
        .flat_map(|regime| {
            subject
                .filings("individual-notice", &regime.id)
                .flat_map(|draft| withheld(subject, regime, draft))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn withheld(subject: &Subject<'_>, regime: &Regime, draft: &Draft<'_>) -> Vec<Finding> {
    let case = subject.case;
    let items = |told: bool| regime.items.iter().filter(move |item| item.entry.individuals == Some(told));
    let is_told = |path: &str| {
        items(true).flat_map(|item| item.entry.needs.iter().flatten()).any(|need| states(case, need, path))
    };
    let mut found: Vec<Finding> = Vec::new();
    for item in items(false) {
        let needs: Vec<&Need> = item.entry.needs.iter().flatten().collect();
        let passages = draft.passages.iter();
        let mut marks = passages.flat_map(|passage| passage.marks.iter().map(move |mark| (passage, mark)));
        let holds = |path: &str| needs.iter().any(|need| states(case, need, path)) && !is_told(path);
        let Some((passage, mark)) = marks.find(|(_, mark)| holds(mark.path)) else { continue };
        let heading = &item.entry.heading;
        found.push(Finding::at(
            subject.place(draft, passage, mark.range.clone()),
            format!("本人への通知に、通知事項でない「{heading}」の事実（{}）があります", mark.path),
            format!("the notice holds a fact of \"{heading}\" ({}), which is for the authority", mark.path),
        ));
    }
    found
}

/// Whether a fact is what an item needs.
fn states(case: &Case, need: &Need, path: &str) -> bool {
    match need {
        Need::Leak => path == "leak",
        Need::Event(role) => case.events_of(role).any(|event| is_under(path, &format!("events.{}", event.name.value))),
        Need::Items => path.starts_with("data.") && path.split('.').nth(2) == Some("items"),
        Need::Count(count) => path.starts_with("data.") && path.split('.').nth(2) == Some(count),
        Need::Causes => is_under(path, "causes"),
        Need::Claim(_) => is_under(path, "claims"),
        Need::Measures(_) => is_under(path, "measures"),
        Need::Contacts => is_under(path, "contacts"),
        Need::Party(_) => is_under(path, "parties"),
        Need::Figure(name) => is_under(path, &format!("figures.{name}")),
        Need::Text(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fires, silent};

    #[test]
    fn the_fact_is_shown_where_it_is_stated() {
        fires(&CHECK, CHECK.example, &["1,204人"]);
        let figure = CHECK.example.replace("data.members.persons }}", "figures.all.persons }}");
        silent(&CHECK, &format!("{figure}[figures.all]\npersons = \"1,204人\"\n"));
        let labelled = CHECK.example.replace("data.members.persons }}", "data.members.label }}");
        silent(&CHECK, &labelled.replace("items   =", "label = \"会員名簿\"\nitems   ="));
    }
}
