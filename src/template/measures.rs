//! Measures: groups as lists, with how far each is if asked for, or as a table of organisations and states.

use super::blocks::{Blocks, counted, heading, mark, path, prose, wrapped};
use super::print::{fact, text};
use super::setting::{marks, words};
use crate::document::{Align, Block, Cell, Inline, Inlines};
use crate::facts::stated::{Entry, Value};
use crate::locale::{Lang, Moment, TimeEdge};

/// States in the order of a table's columns, with their headings.
const STATES: [(&str, &str, &str); 5] = [
    ("done", "実施済み", "Done"),
    ("under-way", "実施中", "Under way"),
    ("planned", "実施予定", "Planned"),
    ("proposed", "提案・検討中", "Proposed"),
    ("declined", "実施しない", "Decided against"),
];

/// A measure with what its group says for all of its measures.
#[derive(Clone, Copy)]
struct Measure<'a> {
    group: &'a Entry,
    own: &'a Entry,
}

impl<'a> Measure<'a> {
    fn path(&self) -> String {
        format!("{}.{}", path(self.group), self.own.name.value)
    }

    /// Its state, or its group's; with the path of the one that says it.
    fn state(&self) -> Option<(&'static str, String)> {
        let (entry, path) = self.stating("state")?;
        match entry.field("state")?.value {
            Value::Word(word) => Some((word, format!("{path}.state"))),
            _ => None,
        }
    }

    /// The measure if it states a key, else its group if that does.
    fn stating(&self, key: &str) -> Option<(&'a Entry, String)> {
        let entries = [(self.own, self.path()), (self.group, path(self.group))];
        entries.into_iter().find(|(entry, _)| entry.field(key).is_some())
    }
}

impl Blocks<'_, '_> {
    /// Several groups stand under their titles; a single one needs none.
    pub fn groups(&self, groups: &[&Entry]) -> Vec<Block> {
        if self.has_form("table") {
            return vec![self.measure_table(groups)];
        }
        let mut blocks = Vec::new();
        for group in groups {
            if let (true, Some(title)) = (groups.len() > 1, self.inline_of(&path(group), group, "title")) {
                blocks.push(heading(2, false, title));
            }
            blocks.extend(self.group_body(group));
        }
        blocks
    }

    fn group_body(&self, group: &Entry) -> Vec<Block> {
        let measures = measures(group);
        match measures.as_slice() {
            [] => Vec::new(),
            [only] if only.own.field("title").is_none() => self.measure(only),
            _ => vec![counted(
                &self.printer.setting.style,
                measures.iter().map(|measure| self.measure(measure)).collect(),
            )],
        }
    }

    fn measure(&self, measure: &Measure<'_>) -> Vec<Block> {
        let path = measure.path();
        let mut blocks = Vec::new();
        if let Some(title) = self.inline_of(&path, measure.own, "title") {
            blocks.push(Block::Paragraph { content: title });
        }
        if let Some(written) = prose(self.printer, measure.own, "text") {
            blocks.extend(mark(&path, self.printer.prose(written)));
        }
        if let Some(Block::Paragraph { content }) = blocks.first_mut() {
            content.insert(0, fact(&format!("@{path}"), "", Vec::new()));
        }
        let state = self.has_form("state").then(|| self.progress(measure)).flatten();
        match (state, blocks.first_mut()) {
            (Some(state), Some(Block::Paragraph { content })) => content.extend(state),
            (Some(state), _) => blocks.push(Block::Paragraph { content: state }),
            (None, _) => {}
        }
        blocks
    }

    // ── how far a measure is ────────────────────────────────────────────────

    /// State and date of a measure in brackets; nothing where neither is stated.
    fn progress(&self, measure: &Measure<'_>) -> Option<Inlines> {
        let date = self.date_of(measure);
        let word = |state: &str, path: &str| fact(path, "", text(self.bare_state(state, measure)));
        let content = match (measure.state(), date) {
            (None, None) => return None,
            (None, Some(date)) => date,
            (Some((state, path)), None) => vec![word(state, &path)],
            (Some((state, path)), Some(mut date)) if self.lang() == Lang::Ja && !is_word(self.when(measure)) => {
                let words = text(self.dated_state(state, measure));
                date.extend((!words.is_empty()).then(|| fact(&path, "", words)));
                date
            }
            (Some((state, path)), Some(date)) => {
                let joint =
                    if is_word(self.when(measure)) { words(self.lang(), "、時期は", ", date ") } else { ", " };
                [word(state, &path), Inline::text(joint)].into_iter().chain(date).collect()
            }
        };
        Some(wrapped(words(self.lang(), "(", " ("), content))
    }

    fn when<'a>(&'a self, measure: &Measure<'a>) -> Option<&'a Moment> {
        self.printer.case.moment(&measure.own.field("at")?.value)
    }

    fn date_of(&self, measure: &Measure<'_>) -> Option<Inlines> {
        let moment = self.when(measure)?;
        // In brackets a date is short: no weekday, and no year if it is the document's.
        let year = self.printer.setting.release_year;
        let is_of_the_year = moment.points().iter().all(|point| Some(point.year) == year);
        let forms = if is_of_the_year { ["md", "time"] } else { ["ymd", "time"] };
        // A date that is a word, such as 調査中, or a year has none of the parts.
        let has_parts = moment.points().iter().any(|point| point.month.is_some());
        self.printer.cite(&format!("{}.at", measure.path()), if has_parts { &forms } else { &[] })
    }

    /// What a state is called where no date stands with it.
    fn bare_state(&self, state: &str, measure: &Measure<'_>) -> &'static str {
        let lang = self.lang();
        match state {
            "done" => words(lang, "実施済み", "done"),
            "under-way" => words(lang, "実施中", "under way"),
            "planned" => words(lang, "実施予定", "planned"),
            "proposed" if self.is_put_to_customer(measure) => words(lang, "ご提案中", "proposed"),
            "proposed" => words(lang, "検討中", "under consideration"),
            _ => words(lang, "実施しない", "not to be done"),
        }
    }

    /// What stands behind the date of a state in Japanese: 11月1日実施, 11月末迄.
    fn dated_state(&self, state: &str, measure: &Measure<'_>) -> &'static str {
        let moment = self.when(measure);
        let single = moment.is_some_and(|moment| moment.start() == moment.end());
        let deadline = moment.and_then(|moment| moment.end()).is_some_and(|end| end.edge == Some(TimeEdge::Until));
        match state {
            "done" if deadline => "に実施済み",
            "done" => "実施",
            // A deadline says by itself that it lies ahead.
            "planned" if deadline => "",
            "planned" => "実施予定",
            "under-way" if single && !deadline => "から実施中",
            "under-way" if deadline => "、実施中",
            "under-way" => "実施中",
            "proposed" if self.is_put_to_customer(measure) => "の実施をご提案中",
            "proposed" => "の実施を検討中",
            _ => "、実施しないことを決定",
        }
    }

    /// Whether a proposal is made to somebody else: those who work for others put theirs to them, the rest consider their own.
    fn is_put_to_customer(&self, measure: &Measure<'_>) -> bool {
        let case = self.printer.case;
        let by = measure.stating("by").and_then(|(entry, _)| case.names(entry, "by").first().map(|name| &name.value));
        let party = by.or(self.printer.setting.issuer.as_ref()).and_then(|name| case.entry("parties", name));
        let role = party.and_then(|party| party.field("role")).map(|field| &field.value);
        matches!(role, Some(Value::Word("processor" | "sub-processor" | "former-processor" | "vendor")))
    }

    // ── as a table ──────────────────────────────────────────────────────────

    /// Organisations as rows, states as columns; only the columns that some measure needs.
    fn measure_table(&self, groups: &[&Entry]) -> Block {
        let all: Vec<Measure<'_>> = groups.iter().flat_map(|group| measures(group)).collect();
        let state = |measure: &Measure<'_>| measure.state().map(|(state, _)| state);
        // Measures whose state is not stated stand in a column of their own.
        let columns = [(None, "対策", "Measures")].into_iter();
        let columns = columns.chain(STATES.iter().map(|(state, ja, en)| (Some(*state), *ja, *en)));
        let columns: Vec<_> =
            columns.filter(|(wanted, ..)| all.iter().any(|measure| state(measure) == *wanted)).collect();
        let mut rows: Vec<(Vec<&str>, Vec<Measure<'_>>)> = Vec::new();
        for measure in all {
            let names = self.owners(&measure);
            match rows.iter_mut().find(|(known, _)| *known == names) {
                Some((_, measures)) => measures.push(measure),
                None => rows.push((names, vec![measure])),
            }
        }
        let row = |measures: &[Measure<'_>]| {
            let cells = columns.iter().map(|(wanted, ..)| {
                let there = measures.iter().filter(|measure| state(measure) == *wanted);
                cell(self.lines(there.copied().collect()))
            });
            measures.first().map(|first| cell(self.owner(first))).into_iter().chain(cells).collect()
        };
        let head = |ja, en| cell(text(words(self.lang(), ja, en)));
        let heads = [head("実施主体", "Organisation")].into_iter();
        Block::Table {
            columns: vec![Align::Start; columns.len() + 1],
            head: heads.chain(columns.iter().map(|(_, ja, en)| head(ja, en))).collect(),
            rows: rows.iter().map(|(_, measures)| row(measures)).collect(),
        }
    }

    /// Names of the parties whose measure it is; where nothing says so, the issuer's.
    fn owners<'a>(&'a self, measure: &Measure<'a>) -> Vec<&'a str> {
        match measure.stating("by") {
            Some((entry, _)) => self.printer.case.names(entry, "by").iter().map(|name| name.value.as_str()).collect(),
            None => self.printer.setting.issuer.as_deref().into_iter().collect(),
        }
    }

    fn owner(&self, measure: &Measure<'_>) -> Inlines {
        let path = measure.stating("by").map(|(_, path)| format!("{path}.by"));
        let issuer = || self.printer.setting.issuer.as_ref().map(|name| format!("parties.{name}"));
        path.or_else(issuer).and_then(|path| self.printer.cite(&path, &[])).unwrap_or_default()
    }

    /// Measures of one cell, each on a line: its title, or its text where it has none, and its date.
    fn lines(&self, measures: Vec<Measure<'_>>) -> Inlines {
        let bullet = marks(&self.printer.setting.style, self.lang()).bullet;
        let mut content = Inlines::new();
        for measure in &measures {
            if !content.is_empty() {
                content.push(Inline::Break);
            }
            if measures.len() > 1 {
                content.push(Inline::text(format!("{bullet}{}", words(self.lang(), "", " "))));
            }
            let path = measure.path();
            let words_of = |key| self.inline_of(&path, measure.own, key);
            content.extend(words_of("title").or_else(|| words_of("text")).unwrap_or_default());
            if let Some(date) = self.date_of(measure) {
                content.extend(wrapped(words(self.lang(), "(", " ("), date));
            }
        }
        content
    }
}

/// Whether it is not known when: 調査中, 不明.
fn is_word(moment: Option<&Moment>) -> bool {
    matches!(moment, Some(Moment::Word(_)))
}

fn measures(group: &Entry) -> Vec<Measure<'_>> {
    group.members.iter().map(|own| Measure { group, own }).collect()
}

fn cell(content: Inlines) -> Cell {
    Cell { content, colspan: 1, rowspan: 1 }
}
