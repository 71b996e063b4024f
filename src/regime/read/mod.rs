//! From the text of a pack to a [`Regime`]: everything that is wrong in it, each with its place.

mod form;

use super::calendar::Calendar;
use super::condition::{Condition, RawCondition};
use super::pack::{Clock, Deed, Exemption, Head, Named, Period, Proof, Regime, Stage, StageName, Trigger};
use super::raw::{Amount, CountFrom, Raw, RawClock, RawExemption, RawStage, RawTrigger, Roll, Section, Unit};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::locale::Zone;
use crate::text::{SourceId, Span};
use crate::vocabulary::List;
use chrono::NaiveDate;
use toml::Spanned;

/// How many known words a hint lists.
const MOST: usize = 20;

/// Reads a pack.
///
/// # Errors
/// What the format does not allow: a mistake of TOML or of a key alone, else all names that lead nowhere.
pub(super) fn read(id: &str, source: SourceId, text: &str) -> Result<Regime, Vec<Diagnostic>> {
    let raw: Raw = toml::from_str(text).map_err(|error| vec![unreadable(source, &error)])?;
    let mut reader = Reader { source, found: Vec::new() };
    let regime = reader.regime(id, raw);
    if reader.found.is_empty() { Ok(regime) } else { Err(reader.found) }
}

fn unreadable(source: SourceId, error: &toml::de::Error) -> Diagnostic {
    let message = error.message();
    let headline =
        Wording::new(format!("制度の定義を読めません（{message}）"), format!("the pack cannot be read: {message}"));
    let diagnostic = Diagnostic::error("regime-pack", headline)
        .hint(Wording::new("書き方は docs/regimes.ja.md にあります。", "its format is in docs/regimes.md."));
    match error.span() {
        Some(range) => diagnostic.at(Span::new(source, range)),
        None => diagnostic,
    }
}

/// A pack in reading.
pub(super) struct Reader {
    source: SourceId,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn regime(&mut self, id: &str, raw: Raw) -> Regime {
        let zone = raw.zone.as_ref().and_then(|name| self.zone(name));
        let sources = self.section(raw.sources, |_, _, source| Some(source));
        let known: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        raw.valid_source.iter().for_each(|name| self.name(name, &known));
        let head = Head {
            zone: raw.zone.map(Spanned::into_inner),
            valid_from: raw.valid_from.and_then(|date| self.date(&date)),
            valid_to: raw.valid_to.and_then(|date| self.date(&date)),
            valid_source: raw.valid_source.map(Spanned::into_inner),
            checked: self.date(&raw.checked).unwrap_or_default(),
            name: raw.name,
            scope: raw.scope,
            basis: raw.basis,
            authority: raw.authority,
            templates: raw.templates,
            triggers_label: raw.triggers_label,
            lang: raw.lang,
            calendar: raw.calendar,
        };
        let triggers = self.triggers(raw.triggers, &known);
        let stages = self.stages(raw.stages, &known);
        let exemption = raw.exemption.and_then(|raw| self.exemption(raw, &known));
        let clocks = self.clocks(raw.clocks, &known, head.calendar, &triggers);
        let clock_ids: Vec<&str> = clocks.iter().map(|clock| clock.id.as_str()).collect();
        let items = self.items(raw.items, &known, &clock_ids);
        let item_ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
        let choices = self.choices(raw.choices, &known, &item_ids);
        let notices = self.notices(raw.notices, &known, &item_ids);
        let (id, source) = (id.to_string(), self.source);
        Regime { id, source, head, zone, triggers, stages, exemption, clocks, items, choices, notices, sources }
    }

    fn triggers(&mut self, raw: Section<RawTrigger>, known: &[&str]) -> Vec<Named<Trigger>> {
        self.section(raw, |reader, span, raw| {
            if raw.when.is_none() && !raw.judged {
                reader.refuse(
                    span,
                    "要件には、事実の条件 when か、人が判断することを示す judged = true が要ります",
                    "a trigger needs a condition (`when`), or `judged = true` if only people can tell",
                );
            }
            let when = raw.when.map(|when| reader.condition(when)).unwrap_or_default();
            let proof = reader.proof(span, known, raw.source, raw.verified, raw.note);
            Some(Trigger { name: raw.name, when, judged: raw.judged, proof })
        })
    }

    fn stages(&mut self, raw: Section<RawStage>, known: &[&str]) -> Vec<Named<StageName>> {
        let names: Vec<&str> = Stage::ALL.iter().map(|(_, name)| *name).collect();
        let raw = self.section(raw, |_, _, raw| Some(raw));
        let mut stages = Vec::new();
        for Named { id, span, entry } in raw {
            let Some(stage) = Stage::named(&id) else {
                self.unknown(&id, span, &names);
                continue;
            };
            let proof = self.proof(span, known, entry.source, entry.verified, entry.note);
            stages.push(Named { id, span, entry: StageName { stage, name: entry.name, proof } });
        }
        stages
    }

    fn exemption(&mut self, raw: Spanned<RawExemption>, known: &[&str]) -> Option<Exemption> {
        let (span, raw) = (self.at(&raw), raw.into_inner());
        let proof = self.proof(span, known, raw.source, raw.verified, raw.note);
        Some(Exemption { name: raw.name, by: Deed::Event(self.code(List::EventRoles, &raw.event)?), proof })
    }

    fn clocks(
        &mut self,
        raw: Section<RawClock>,
        known: &[&str],
        calendar: Option<Calendar>,
        triggers: &[Named<Trigger>],
    ) -> Vec<Named<Clock>> {
        let triggers: Vec<&str> = triggers.iter().map(|trigger| trigger.id.as_str()).collect();
        self.section(raw, |reader, span, raw| {
            raw.triggers.iter().chain(&raw.unless).for_each(|name| reader.name(name, &triggers));
            let (period, first_day_counts) = reader.period(span, &raw)?;
            let rolls = raw.roll == Roll::NextOpenDay;
            if calendar.is_none() && (rolls || matches!(period, Period::BusinessDays(_))) {
                reader.refuse(
                    span,
                    "この期限には、制度の calendar（休日の暦）が要ります",
                    "this clock needs the regime's `calendar`",
                );
            }
            let met_by = reader.met_by(span, raw.stage, raw.event.as_ref())?;
            let start = match Stage::named(raw.start_event.get_ref()) {
                Some(stage) => Deed::Report(stage),
                None => Deed::Event(reader.code(List::EventRoles, &raw.start_event)?),
            };
            let when = raw.when.map(|when| reader.condition(when));
            let proof = reader.proof(span, known, raw.source, raw.verified, raw.note);
            let (name, hardness) = (raw.name, raw.hardness);
            let names = |names: Vec<Spanned<String>>| names.into_iter().map(Spanned::into_inner).collect();
            let (triggers, unless) = (names(raw.triggers), names(raw.unless));
            Some(Clock {
                name,
                met_by,
                start,
                period,
                first_day_counts,
                rolls,
                hardness,
                triggers,
                unless,
                when,
                proof,
            })
        })
    }

    fn met_by(&mut self, span: Span, stage: Option<Stage>, event: Option<&Spanned<String>>) -> Option<Deed> {
        match (stage, event) {
            (Some(stage), None) => Some(Deed::Report(stage)),
            (None, Some(event)) => Some(Deed::Event(self.code(List::EventRoles, event)?)),
            _ => {
                self.refuse(
                    span,
                    "期限には、何をもって守ったことになるかを stage か event のどちらか一方で書きます",
                    "a clock is met either by a `stage` or by an `event`",
                );
                None
            }
        }
    }

    /// The length of a clock, and whether the day of its start is day 1.
    fn period(&mut self, span: Span, raw: &RawClock) -> Option<(Period, bool)> {
        let period = match (raw.unit, raw.amount) {
            (Unit::Hours, Some(Amount::One(n))) => Some(Period::Hours(n)),
            (Unit::CalendarDays, Some(Amount::One(n))) => Some(Period::Days(n)),
            (Unit::BusinessDays, Some(Amount::One(n))) => Some(Period::BusinessDays(n)),
            (Unit::Months, Some(Amount::One(n))) => Some(Period::Months(n)),
            (Unit::GuidelineWindow, Some(Amount::Window(from, to))) if from <= to => Some(Period::Window(from, to)),
            (Unit::Promptly, None) => Some(Period::Promptly),
            _ => None,
        };
        // Longer periods are no period of reporting, and would leave the calendar.
        let period = period.filter(|period| period.longest() <= 10_000);
        let counts = match (period, raw.count_from) {
            (Some(Period::Hours(_)), Some(CountFrom::Instant)) | (Some(Period::Promptly), None) => Some(false),
            (Some(Period::Days(1..) | Period::Window(1.., _)), Some(CountFrom::Day1)) => Some(true),
            (Some(Period::Days(_) | Period::Window(..)), Some(CountFrom::Day0)) => Some(false),
            (Some(Period::BusinessDays(_) | Period::Months(_)), Some(CountFrom::Day0)) => Some(false),
            _ => None,
        };
        if counts.is_none() {
            self.refuse(
                span,
                "unit・amount・count_from の組合せが正しくありません（hours は instant、日数は event_is_day_1 か event_is_day_0、business_days と months は event_is_day_0、guideline_window の amount は [3, 5] の形、promptly はどちらも書かない）",
                "unit, amount and count_from do not go together (hours count from `instant`; days from `event_is_day_1` or `event_is_day_0`; business_days and months from `event_is_day_0`; a guideline_window has an amount such as [3, 5]; promptly has neither)",
            );
        }
        Some((period?, counts?))
    }

    fn condition(&mut self, raw: RawCondition) -> Condition {
        raw.resolve(self)
    }

    /// Entries of a section in the order of the file.
    fn section<T, U>(
        &mut self,
        raw: Section<T>,
        mut make: impl FnMut(&mut Reader, Span, T) -> Option<U>,
    ) -> Vec<Named<U>> {
        let mut entries: Vec<(String, Spanned<T>)> = raw.into_iter().collect();
        entries.sort_by_key(|(_, entry)| entry.span().start);
        let mut named = Vec::new();
        for (id, entry) in entries {
            let span = self.at(&entry);
            named.extend(make(self, span, entry.into_inner()).map(|entry| Named { id, span, entry }));
        }
        named
    }

    fn proof(
        &mut self,
        span: Span,
        known: &[&str],
        source: Option<String>,
        verified: Option<bool>,
        note: Option<Wording>,
    ) -> Proof {
        match (&source, verified) {
            (Some(source), None | Some(true)) if known.contains(&source.as_str()) => {}
            (Some(source), None | Some(true)) => self.unknown(source, span, known),
            (None, Some(false)) => {}
            _ => self.refuse(
                span,
                "出典を source で示すか、確かめていないものとして verified = false と書きます（どちらか一方）",
                "state either where it was found (`source`) or that it was not checked (`verified = false`)",
            ),
        }
        Proof { source, note }
    }

    fn date(&mut self, stated: &Spanned<toml::value::Datetime>) -> Option<NaiveDate> {
        let date = stated.get_ref().to_string().parse().ok();
        if date.is_none() {
            self.refuse(self.at(stated), "日付を書きます（2024-04-01 など）", "a date such as 2024-04-01 belongs here");
        }
        date
    }

    fn zone(&mut self, name: &Spanned<String>) -> Option<Zone> {
        let zone = Zone::named(name.get_ref());
        if zone.is_none() {
            self.refuse(
                self.at(name),
                "その時間帯はありません（Asia/Tokyo などと書きます）",
                "there is no such time zone; write one such as Europe/Brussels",
            );
        }
        zone
    }

    /// A code of a vocabulary list.
    pub(super) fn code(&mut self, list: List, word: &Spanned<String>) -> Option<&'static str> {
        let code = list.code(word.get_ref());
        if code.is_none() {
            self.unknown(word.get_ref(), self.at(word), &list.codes().collect::<Vec<_>>());
        }
        code
    }

    /// One of a list of words.
    pub(super) fn word(&mut self, words: &[&'static str], word: &Spanned<String>) -> Option<&'static str> {
        let known = words.iter().find(|known| *known == word.get_ref()).copied();
        if known.is_none() {
            self.unknown(word.get_ref(), self.at(word), words);
        }
        known
    }

    fn name(&mut self, name: &Spanned<String>, known: &[&str]) {
        if !known.contains(&name.get_ref().as_str()) {
            self.unknown(name.get_ref(), self.at(name), known);
        }
    }

    pub(super) fn unknown(&mut self, word: &str, span: Span, known: &[&str]) {
        let headline = Wording::new(format!("「{word}」はここでは使えません"), format!("`{word}` is not known here"));
        let mut diagnostic = Diagnostic::error("regime-pack", headline).at(span);
        if let Some(near) = nearest(word, known.iter().copied()) {
            diagnostic = diagnostic.hint(Wording::did_you_mean(near));
        }
        // A list of many is no help.
        if (1..=MOST).contains(&known.len()) {
            let list = known.join(", ");
            diagnostic = diagnostic.hint(Wording::new(format!("使えるのは {list} です。"), format!("known: {list}.")));
        }
        self.found.push(diagnostic);
    }

    fn refuse(&mut self, span: Span, ja: &str, en: &str) {
        self.found.push(Diagnostic::error("regime-pack", Wording::new(ja, en)).at(span));
    }

    pub(super) fn at<T>(&self, value: &Spanned<T>) -> Span {
        Span::new(self.source, value.span())
    }
}
