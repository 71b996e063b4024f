//! The parts of a pack that make a report: its items, the boxes of its form, the notices.

use super::Reader;
use crate::facts::keys::{ACTION_STATE, CLAIM_ABOUT};
use crate::regime::pack::{Choice, Item, Named, Need, Notice, Stage};
use crate::regime::raw::{RawChoice, RawItem, RawNotice, Section};
use crate::vocabulary::List;
use toml::Spanned;

impl Reader {
    pub(super) fn items(&mut self, raw: Section<RawItem>, known: &[&str], clocks: &[&str]) -> Vec<Named<Item>> {
        self.section(raw, |reader, span, raw| {
            let needs = raw.needs.iter().map(|need| reader.need(need)).collect();
            let proof = reader.proof(span, known, raw.source, raw.verified, raw.note);
            raw.if_late.iter().for_each(|name| reader.name(name, clocks));
            let if_late = raw.if_late.map(Spanned::into_inner);
            let stages = raw.stages.unwrap_or_else(|| Stage::ALL.iter().map(|(stage, _)| *stage).collect());
            Some(Item { heading: raw.heading, stages, needs, if_late, individuals: raw.individuals, proof })
        })
    }

    pub(super) fn choices(&mut self, raw: Section<RawChoice>, known: &[&str], items: &[&str]) -> Vec<Named<Choice>> {
        self.section(raw, |reader, span, raw| {
            reader.name(&raw.item, items);
            let proof = reader.proof(span, known, raw.source, raw.verified, raw.note);
            let labels: Vec<&str> = raw.options.iter().map(String::as_str).collect();
            raw.when.keys().for_each(|label| reader.name(label, &labels));
            let when = raw.when.into_iter();
            let when = when.map(|(label, when)| (label.into_inner(), reader.condition(when))).collect();
            Some(Choice { item: raw.item.into_inner(), options: raw.options, one: raw.one, when, proof })
        })
    }

    pub(super) fn notices(&mut self, raw: Section<RawNotice>, known: &[&str], items: &[&str]) -> Vec<Named<Notice>> {
        self.section(raw, |reader, span, raw| {
            raw.items.iter().for_each(|item| reader.name(item, items));
            let proof = reader.proof(span, known, raw.source, raw.verified, raw.note);
            let (kind, items) = (raw.kind, raw.items.into_iter().map(Spanned::into_inner).collect());
            let (title, headings, min_point_size) = (raw.title, raw.headings, raw.min_point_size);
            Some(Notice { name: raw.name, kind, title, headings, items, min_point_size, proof })
        })
    }

    /// One need: alternatives, joined by `|`.
    fn need(&mut self, text: &Spanned<String>) -> Vec<Need> {
        let words = text.get_ref().split('|').map(str::trim);
        let needs: Option<Vec<Need>> = words.map(need).collect();
        needs.unwrap_or_else(|| {
            self.refuse(
                self.at(text),
                "needs に書けるのは leak、events.<役割>、data.items、data.<数え方>、causes、claims.<主題>、measures、measures.<状態>、contacts、parties.<役割>、figures.<名前>、text.<節> です",
                "a need is leak, events.<role>, data.items, data.<count>, causes, claims.<subject>, measures, measures.<state>, contacts, parties.<role>, figures.<name> or text.<section>",
            );
            Vec::new()
        })
    }
}

/// The need of a word such as `events.found`.
fn need(word: &str) -> Option<Need> {
    let known = |words: &[&'static str], word: &str| words.iter().find(|known| **known == word).copied();
    Some(match word.split_once('.') {
        None => match word {
            "leak" => Need::Leak,
            "causes" => Need::Causes,
            "measures" => Need::Measures(None),
            "contacts" => Need::Contacts,
            _ => return None,
        },
        Some(("events", role)) => Need::Event(List::EventRoles.code(role)?),
        Some(("data", "items")) => Need::Items,
        Some(("data", count)) => Need::Count(List::Counts.code(count)?),
        Some(("claims", about)) => Need::Claim(known(CLAIM_ABOUT, about)?),
        Some(("measures", state)) => Need::Measures(Some(known(ACTION_STATE, state)?)),
        Some(("parties", role)) => Need::Party(List::PartyRoles.code(role)?),
        Some(("figures", name)) => Need::Figure(name.to_string()),
        Some(("text", section)) => Need::Text(section.to_string()),
        Some(_) => return None,
    })
}
