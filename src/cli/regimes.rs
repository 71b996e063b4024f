//! `kohyo regimes`: the laws and contracts that the program knows, and which of them an incident falls under.

use super::Session;
use super::args::{Regimes as Arguments, RegimesCommand};
use super::load::Library;
use super::table::aligned;
use crate::diag::{Language, Wording};
use crate::facts::Case;
use crate::regime::Regimes;
use crate::regime::assess::{Assessment, Verdict, assess, unknown_names};
use crate::regime::condition::{Ground, Truth};
use crate::regime::page;

/// Lists the regimes, assesses an incident under them, or shows one.
pub fn run(session: &mut Session, arguments: &Arguments) {
    let Some(mut library) = Library::open(session) else { return };
    let Some(regimes) = library.regimes(session) else { return };
    let language = session.environment.language;
    match (&arguments.command, &arguments.incident) {
        (Some(RegimesCommand::Show { id }), _) => match regimes.get(id) {
            Some(regime) => session.print(&page::page(regime, language)),
            None => session.failures.push(regimes.unknown(id, None)),
        },
        (None, None) => session.print(&list(&regimes, language)),
        (None, Some(incident)) => {
            let version = match library.version(incident) {
                Ok(version) => version,
                Err(diagnostic) => return session.failures.push(*diagnostic),
            };
            let Some(case) = library.case(session, &version) else { return };
            session.diagnostics.extend(unknown_names(&regimes, &case));
            session.print(&assessments(&regimes, &case, language));
        }
    }
}

fn list(regimes: &Regimes, language: Language) -> String {
    let heads = match language {
        Language::Ja => ["制度", "名称", "確認した日", "未確認の項目"],
        Language::En => ["regime", "name", "checked", "not verified"],
    };
    let mut rows = vec![heads.map(str::to_string).to_vec()];
    rows.extend(regimes.all().map(|regime| {
        let (open, all) = page::unverified(regime);
        let name = regime.head.name.get(language).to_string();
        vec![regime.id.clone(), name, regime.head.checked.to_string(), format!("{open}/{all}")]
    }));
    aligned(&rows, "")
}

/// Every regime with its verdict and what it rests on: first those that apply, then those that are open.
fn assessments(regimes: &Regimes, case: &Case, language: Language) -> String {
    let mut assessments: Vec<Assessment<'_>> = regimes.all().map(|regime| assess(regime, case)).collect();
    assessments.sort_by_key(|assessment| (assessment.verdict(), !assessment.is_triggered()));
    assessments.iter().map(|assessment| one(assessment, language)).collect::<Vec<_>>().join("\n")
}

fn one(assessment: &Assessment<'_>, language: Language) -> String {
    let regime = assessment.regime;
    let say = |ja: &str, en: &str| if language == Language::Ja { ja } else { en }.to_string();
    let verdict = match assessment.verdict() {
        Verdict::Applies => say("適用されます", "applies"),
        Verdict::Open => say("まだ決まりません", "cannot be told yet"),
        Verdict::Not => say("適用されません", "does not apply"),
    };
    let mut text = format!("{}  {}: {verdict}\n", regime.id, regime.head.name.get(language));
    let mut rows: Vec<Vec<String>> = Vec::new();
    if let Some(day) = assessment.out_of_force {
        let wording = Wording::new(format!("{day} には施行されていません"), format!("it is not in force on {day}"));
        rows.push(vec!["-".into(), marked(&wording, regime.head.valid_source.is_some(), language)]);
    } else if let Some(exempt) = &assessment.exempt {
        rows.push(vec!["-".into(), say("義務を免れます", "its duties are lifted"), said(exempt, language)]);
    } else if assessment.scope.truth == Truth::No {
        rows.push(vec!["-".into(), say("対象外", "out of scope"), grounds(&assessment.scope.grounds, language)]);
    } else {
        rows.extend(assessment.triggers.iter().map(|(trigger, answer)| {
            let mark = match answer.truth {
                Truth::Yes => "+",
                Truth::No => "-",
                Truth::Open => "?",
            };
            let name = marked(&trigger.entry.name, trigger.entry.proof.is_verified(), language);
            vec![mark.into(), name, grounds(&answer.grounds, language)]
        }));
    }
    text.push_str(&aligned(&rows, "  "));
    if assessment.verdict() == Verdict::Open {
        text.push_str(&say("  決めるために書くもの:\n", "  what would settle it:\n"));
        text.extend(assessment.missing().into_iter().map(|ground| format!("    {}\n", said(ground, language))));
    }
    text
}

/// A statement of a pack, marked if it was not verified.
pub(super) fn marked(wording: &Wording, is_verified: bool, language: Language) -> String {
    let mark = match (is_verified, language) {
        (true, _) => "",
        (false, Language::Ja) => "［未確認］",
        (false, Language::En) => " [not verified]",
    };
    format!("{}{mark}", wording.get(language))
}

fn grounds(grounds: &[Ground], language: Language) -> String {
    let separator = if language == Language::Ja { "、" } else { ", " };
    grounds.iter().map(|ground| said(ground, language)).collect::<Vec<_>>().join(separator)
}

fn said(ground: &Ground, language: Language) -> String {
    format!("{}: {}", ground.path, ground.text.get(language))
}
