//! `kohyo log`: the versions of an incident, when each was published, by whom approved, and what it changed.

use super::Session;
use super::args::{HistoryFormat, Log};
use super::load::Library;
use super::table::aligned;
use crate::diag::Language;
use crate::locale::Zone;
use crate::release::history::{Count, Row, State, row};

/// Prints the history.
pub fn run(session: &mut Session, log: &Log) {
    let Some(mut library) = Library::open(session) else { return };
    let versions = match library.versions(&log.slug) {
        Ok(versions) => versions.to_vec(),
        Err(diagnostic) => return session.failures.push(*diagnostic),
    };
    let (mut rows, mut zone) = (Vec::new(), Zone::JAPAN);
    for number in versions {
        let Some(case) = library.case(session, &(log.slug.clone(), number)) else { continue };
        zone = case.zone;
        let Some(archive) = library.archive(session, &log.slug) else { return };
        rows.push(row(&case, archive.entry(number)));
    }
    if rows.is_empty() {
        return;
    }
    let text = match log.format {
        HistoryFormat::Json => super::json_text(&rows),
        HistoryFormat::Human => table(&rows, zone, session.environment.language),
    };
    session.print(&text);
}

fn table(rows: &[Row], zone: Zone, language: Language) -> String {
    let heads = match language {
        Language::Ja => ["版", "種別", "公表日時", "承認者", "前の版から変わった事実"],
        Language::En => ["version", "stage", "published", "approved by", "facts changed"],
    };
    let mut lines = vec![heads.map(str::to_string).to_vec()];
    lines.extend(rows.iter().map(|row| {
        let (published, approved) = state(&row.state, zone, language);
        vec![
            number(row.version, language),
            stage(row.stage, language).to_string(),
            published,
            approved,
            changes(row, language),
        ]
    }));
    aligned(&lines, "")
}

/// What a version is called.
pub fn number(version: u32, language: Language) -> String {
    match language {
        Language::Ja => format!("第{version}版"),
        Language::En => format!("v{version}"),
    }
}

/// When a version was published, and who approved it.
pub fn state(state: &State, zone: Zone, language: Language) -> (String, String) {
    let word = |ja: &str, en: &str| if language == Language::Ja { ja } else { en }.to_string();
    match state {
        State::Published(publication) => {
            let approved = publication.approved_by.clone();
            (zone.clock(publication.at), approved.unwrap_or_else(|| word("記載なし", "not stated")))
        }
        State::Unpublished => (word("未公表", "not published"), "-".into()),
        State::Draft => (word("未公表（案）", "not published (draft)"), "-".into()),
    }
}

fn stage(stage: Option<&str>, language: Language) -> &str {
    match (stage, language) {
        (Some("first"), Language::Ja) => "第一報",
        (Some("follow-up"), Language::Ja) => "続報",
        (Some("correction"), Language::Ja) => "訂正",
        (Some("final"), Language::Ja) => "最終報",
        (Some(stage), _) => stage,
        (None, _) => "-",
    }
}

fn changes(row: &Row, language: Language) -> String {
    match row.changes.as_deref() {
        None => "-".into(),
        Some([]) => if language == Language::Ja { "なし" } else { "none" }.into(),
        Some(counts) => {
            let one = |count: &Count| format!("{} {}", count.kind.wording().get(language), count.facts);
            let separator = if language == Language::Ja { "、" } else { ", " };
            counts.iter().map(one).collect::<Vec<_>>().join(separator)
        }
    }
}
