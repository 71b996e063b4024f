//! Whether a regime applies to a case, trigger by trigger.
//!
//! Whom a law binds is not decided here: its author says so in `[regimes]`, or by planning a report for it.
//! What only people can judge, they answer there too, with a reason; what they say of a trigger goes before the facts.

use super::Regimes;
use super::condition::{Answer, Ground, Truth};
use super::deadline::done;
use super::pack::{Named, Regime, Trigger};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::text::Spanned;
use chrono::NaiveDate;

/// A regime with what a case says of it.
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    /// The regime.
    pub regime: &'a Regime,
    /// Whether it binds the organisation.
    pub scope: Answer,
    /// Whether its author reports without being bound to.
    pub voluntary: bool,
    /// Its triggers, each with its answer.
    pub triggers: Vec<(&'a Named<Trigger>, Answer)>,
    /// What frees from its duties, if it was done.
    pub exempt: Option<Ground>,
    /// The day of the incident, if it lies outside the time in which the regime is in force.
    pub out_of_force: Option<NaiveDate>,
}

/// What an assessment comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It applies.
    Applies,
    /// What is stated does not settle it.
    Open,
    /// It does not apply.
    Not,
}

/// Assesses a case under a regime.
pub fn assess<'a>(regime: &'a Regime, case: &Case) -> Assessment<'a> {
    let said = case.entry("regimes", &regime.id);
    let triggers = regime.triggers.iter().map(|trigger| (trigger, answer(regime, trigger, case, said)));
    let out_of_force = day(case).filter(|day| !regime.is_in_force(*day));
    let voluntary =
        said.and_then(|entry| entry.field("voluntary")).is_some_and(|field| field.value == Value::Flag(true));
    let scope = scope(regime, case, said);
    Assessment { regime, scope, voluntary, triggers: triggers.collect(), exempt: exempt(regime, case), out_of_force }
}

impl Assessment<'_> {
    /// Whether it applies.
    pub fn verdict(&self) -> Verdict {
        let triggers = || self.triggers.iter().map(|(_, answer)| answer.truth);
        let trigger = triggers().min_by_key(|truth| match truth {
            Truth::Yes => 0,
            Truth::Open => 1,
            Truth::No => 2,
        });
        match (self.out_of_force, self.scope.truth, trigger) {
            _ if self.exempt.is_some() => Verdict::Not,
            (Some(_), ..) | (_, Truth::No, _) | (_, _, Some(Truth::No)) => Verdict::Not,
            (_, Truth::Yes, Some(Truth::Yes) | None) => Verdict::Applies,
            _ => Verdict::Open,
        }
    }

    /// Whether a trigger of it is met.
    pub fn is_triggered(&self) -> bool {
        self.triggers.iter().any(|(_, answer)| answer.truth == Truth::Yes)
    }

    /// Whether a trigger is met, as far as the facts tell.
    pub fn truth(&self, trigger: &str) -> Truth {
        self.triggers.iter().find(|(named, _)| named.id == trigger).map_or(Truth::No, |(_, answer)| answer.truth)
    }

    /// What would settle an open verdict: the scope, if it is open, and what the open triggers ask for.
    pub fn missing(&self) -> Vec<&Ground> {
        let triggers = self.triggers.iter().map(|(_, answer)| answer).filter(|_| !self.is_triggered());
        let open = [&self.scope].into_iter().chain(triggers).filter(|answer| answer.truth == Truth::Open);
        let mut missing: Vec<&Ground> = Vec::new();
        for ground in open.flat_map(|answer| &answer.grounds) {
            if !missing.contains(&ground) {
                missing.push(ground);
            }
        }
        missing
    }
}

/// Reports ids and triggers in `[regimes]`, documents and events that no pack has.
pub fn unknown_names(regimes: &Regimes, case: &Case) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in case.entries("regimes") {
        let Some(regime) = regimes.get(&entry.name.value) else {
            found.push(regimes.unknown(&entry.name.value, Some(entry.name.span)));
            continue;
        };
        let named = ["met", "unmet"].into_iter().flat_map(|key| texts(entry, key));
        found.extend(
            named.filter(|name| regime.trigger(&name.value).is_none()).map(|name| unknown_trigger(regime, name)),
        );
    }
    for entry in case.entries("documents").chain(case.entries("events")) {
        let Some(field) = entry.field("regime") else { continue };
        if let Value::Text(id) = &field.value
            && regimes.get(id).is_none()
        {
            found.push(regimes.unknown(id, Some(field.span)));
        }
    }
    found
}

fn unknown_trigger(regime: &Regime, name: &Spanned<String>) -> Diagnostic {
    let headline = Wording::new(
        format!("制度「{}」に「{}」という要件はありません", regime.id, name.value),
        format!("the regime `{}` has no trigger `{}`", regime.id, name.value),
    );
    let known: Vec<&str> = regime.triggers.iter().map(|trigger| trigger.id.as_str()).collect();
    let mut diagnostic = Diagnostic::error("unknown-trigger", headline).at(name.span);
    if let Some(near) = nearest(&name.value, known.iter().copied()) {
        diagnostic = diagnostic.hint(Wording::did_you_mean(near));
    }
    let known = known.join(", ");
    diagnostic.hint(Wording::new(format!("書けるのは {known} です。"), format!("known: {known}.")))
}

fn texts<'a>(entry: &'a Entry, key: &str) -> &'a [Spanned<String>] {
    match entry.field(key).map(|field| &field.value) {
        Some(Value::Texts(texts)) => texts,
        _ => &[],
    }
}

fn scope(regime: &Regime, case: &Case, said: Option<&Entry>) -> Answer {
    let path = format!("regimes.{}", regime.id);
    let reason = said.and_then(reason);
    let answer = |truth, word: &str| {
        let text = reason.clone().unwrap_or_else(|| word.to_string());
        Answer::new(truth, path.clone(), text.clone(), text)
    };
    match said.and_then(|entry| entry.field("scope")).map(|field| &field.value) {
        Some(Value::Word("no")) => return answer(Truth::No, "no"),
        Some(Value::Word("yes")) => return answer(Truth::Yes, "yes"),
        _ => {}
    }
    let names = |entry: &&Entry| matches!(entry.field("regime").map(|field| &field.value), Some(Value::Text(id)) if *id == regime.id);
    match case.entries("documents").chain(case.entries("events")).find(names) {
        Some(entry) => {
            let path = format!("{}.{}.regime", entry.kind, entry.name.value);
            Answer::new(Truth::Yes, path, &*regime.id, &*regime.id)
        }
        None => {
            let Wording { ja, en } = &regime.head.scope;
            Answer::new(
                Truth::Open,
                path,
                format!("「{ja}」か。yes か no を書くと決まります"),
                format!("is it so that {en}? yes or no settles it"),
            )
        }
    }
}

fn answer(regime: &Regime, trigger: &Named<Trigger>, case: &Case, said: Option<&Entry>) -> Answer {
    let path = format!("regimes.{}", regime.id);
    for (key, truth) in [("met", Truth::Yes), ("unmet", Truth::No)] {
        let Some(entry) = said.filter(|entry| texts(entry, key).iter().any(|name| name.value == trigger.id)) else {
            continue;
        };
        let text = reason(entry).unwrap_or_else(|| key.to_string());
        return Answer::new(truth, format!("{path}.{key}"), text.clone(), text);
    }
    let answer = trigger.entry.when.answer(case);
    match trigger.entry.judged && answer.truth != Truth::No {
        false => answer,
        true => Answer::new(
            Truth::Open,
            path,
            format!("人が判断し、met = [\"{0}\"] か unmet = [\"{0}\"] と書きます", trigger.id),
            format!("people judge it, and write met = [\"{0}\"] or unmet = [\"{0}\"]", trigger.id),
        ),
    }
}

fn reason(entry: &Entry) -> Option<String> {
    match entry.field("reason").map(|field| &field.value) {
        Some(Value::Text(reason)) => Some(reason.clone()),
        _ => None,
    }
}

/// The event by which the regime's exemption was earned.
fn exempt(regime: &Regime, case: &Case) -> Option<Ground> {
    let exemption = regime.exemption.as_ref()?;
    let earned = done(case, regime, &exemption.by, regime.zone.unwrap_or(case.zone))?;
    Some(Ground { path: earned.path, text: exemption.name.clone() })
}

/// The day that decides which law is in force: that of knowing or finding, else of happening.
fn day(case: &Case) -> Option<NaiveDate> {
    let of_role = |role: &'static str| {
        case.events_of(role).filter_map(|event| case.moment(&event.field("at")?.value)?.start()?.date()).min()
    };
    ["knew", "became-aware", "discovered", "found", "occurred"].into_iter().find_map(of_role)
}
