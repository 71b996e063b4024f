//! What a case states of each test of a condition.

use super::condition::{Answer, SELF, Test, Truth, any};
use crate::facts::stated::{Entry, Value};
use crate::facts::{Case, Items};
use crate::locale::{Figure, Lang};
use crate::vocabulary::List;

impl Test {
    /// What a case states of it.
    pub(super) fn answer(&self, case: &Case) -> Answer {
        match self {
            Test::Leak(words) => word(case, "leak", List::Leak, words),
            Test::Cause(codes) => word(case, "cause", List::Causes, codes),
            Test::Items(codes) => items(case, codes),
            Test::PersonsOver(limit) => persons_over(case, *limit),
            Test::FigureOver(name, limit) => figure_over(case, name, *limit),
            Test::Event(role) => event(case, role),
            Test::EventState(role, states) => event_state(case, role, states),
            Test::EventBy(role, parties) => event_by(case, role, parties),
            Test::Claim(about, states) => claim(case, about, states),
            Test::Role(roles) => role(case, roles),
            Test::Any(conditions) => any(conditions.iter().map(|condition| condition.answer(case))),
        }
    }
}

/// A word of the file. `unknown` settles nothing, and `processor` says where something happened, not what.
fn word(case: &Case, key: &str, list: List, words: &[&str]) -> Answer {
    let Some(word) = case.word(key) else { return Answer::missing(key) };
    let truth = match word {
        word if words.contains(&word) => Truth::Yes,
        "unknown" | "processor" => Truth::Open,
        _ => Truth::No,
    };
    Answer::coded(truth, key, list, word)
}

fn listed(set: &Entry) -> Option<&Items> {
    match set.field("items").map(|field| &field.value) {
        Some(Value::Items(items)) => Some(items),
        _ => None,
    }
}

fn items(case: &Case, codes: &[&str]) -> Answer {
    let affected = case.affected();
    let parts = affected.iter().flat_map(|set| case.parts(set));
    let subsets = affected.iter().flat_map(|set| case.subsets(set));
    let sets = affected.iter().copied().chain(parts).chain(subsets);
    let path = |set: &Entry| format!("data.{}.items", set.name.value);
    for set in sets {
        let mut found = listed(set)
            .into_iter()
            .flat_map(|items| &items.list)
            .filter(|item| item.code.as_deref().is_some_and(|code| codes.contains(&code)));
        if let Some(item) = found.next() {
            return Answer::decided(true, &path(set), &item.wording);
        }
    }
    let is_closed = |set: &&Entry| listed(set).is_some_and(|items| items.open.is_none());
    let unsettled = |set: &&&Entry| !is_closed(set) && !case.parts(set).iter().all(is_closed);
    match affected.iter().find(unsettled) {
        Some(set) if listed(set).is_some() => Answer::new(
            Truth::Open,
            path(set),
            "「等」で終わっています。項目をすべて書くと決まります",
            "the list is open; it is settled when all items are stated",
        ),
        Some(set) => Answer::missing(&path(set)),
        None if affected.is_empty() => Answer::missing("data"),
        None => Answer::new(
            Truth::No,
            affected.first().map(|set| path(set)).unwrap_or_default(),
            "該当する項目はありません",
            "no such item is listed",
        ),
    }
}

/// The highest number of persons of all affected sets; persons counted in two of them may be the same, so the sum is the most.
fn persons_over(case: &Case, limit: u64) -> Answer {
    let affected = case.affected();
    if affected.is_empty() {
        return Answer::missing("data");
    }
    let mut most = 0u64;
    let mut unsettled = None;
    for set in affected {
        let path = format!("data.{}.persons", set.name.value);
        let stated = persons(set);
        match stated.map(|figure| (figure, figure.reach())) {
            Some((figure, Some((low, _)))) if low > limit => return Answer::decided(true, &path, &figure.print()),
            Some((_, Some((_, Some(high))))) => most = most.saturating_add(high),
            // The most that it may be is not stated: 調査中, or 以上.
            stated => unsettled = unsettled.or(Some((path, stated.is_some()))),
        }
    }
    match unsettled {
        _ if most > limit => {
            Answer::new(Truth::Yes, "data", format!("本人の数は最大{most}人"), format!("up to {most} persons"))
        }
        Some((path, true)) => Answer::new(Truth::Open, path, "上限が書かれていません", "states no upper limit"),
        Some((path, false)) => Answer::missing(&path),
        None => Answer::new(Truth::No, "data", format!("本人の数は最大{most}人"), format!("at most {most} persons")),
    }
}

/// The count of persons of a set: under its own key, or as its number, if that counts in persons.
pub(super) fn persons(set: &Entry) -> Option<&Figure> {
    let figure = |key: &str| match set.field(key).map(|field| &field.value) {
        Some(Value::Figure(figure)) => Some(figure),
        _ => None,
    };
    let counts_persons = |figure: &&Figure| {
        let unit = figure.unit();
        unit.starts_with(['名', '人']) || ["person", "persons", "people", "individuals"].contains(&unit)
    };
    figure("persons").or_else(|| figure("count").filter(counts_persons))
}

fn figure_over(case: &Case, name: &str, limit: u64) -> Answer {
    let path = format!("figures.{name}");
    let fields = case.entry("figures", name).map(|entry| entry.fields.as_slice()).unwrap_or_default();
    let figure = fields.iter().find_map(|field| match &field.value {
        Value::Figure(figure) => Some(figure),
        _ => None,
    });
    match figure.map(|figure| (figure, figure.reach())) {
        None => Answer::missing(&path),
        Some((figure, Some((low, high)))) if low > limit || high.is_some_and(|high| high > limit) => {
            Answer::decided(true, &path, &figure.print())
        }
        Some((figure, Some((_, Some(_))))) => Answer::decided(false, &path, &figure.print()),
        Some((figure, _)) => Answer::new(Truth::Open, path, figure.print(), figure.print()),
    }
}

fn event(case: &Case, role: &str) -> Answer {
    match happened(case, role).next() {
        Some(event) => Answer::coded(Truth::Yes, &path(event), List::EventRoles, role),
        None => Answer::missing(&format!("events.{role}")),
    }
}

/// Events of a role that were not only planned or decided against.
fn happened<'a>(case: &'a Case, role: &str) -> impl Iterator<Item = &'a Entry> {
    case.events_of(role).filter(|event| !matches!(word_of(event, "state"), Some("planned" | "proposed" | "declined")))
}

/// An event without a state has happened, and is in none of them.
fn event_state(case: &Case, role: &str, states: &[&str]) -> Answer {
    let mut stated = case.events_of(role).filter_map(|event| Some((event, word_of(event, "state")?)));
    match stated.find(|(_, state)| states.contains(state)) {
        Some((event, state)) => Answer::coded(Truth::Yes, &path(event), List::ActionStates, state),
        None => Answer::missing(&format!("events.{role}")),
    }
}

/// Who did it, by their roles; the organisation itself is `self`, whatever its role.
fn event_by(case: &Case, role: &str, parties: &[&str]) -> Answer {
    let is_one = |name: &str| {
        let party = case.entry("parties", name);
        party.is_some_and(|party| match party.field("self") {
            Some(_) => parties.contains(&SELF),
            None => word_of(party, "role").is_some_and(|role| parties.contains(&role)),
        })
    };
    let doers = happened(case, role).flat_map(|event| case.names(event, "by").iter().map(move |name| (event, name)));
    let doers: Vec<_> = doers.collect();
    match doers.iter().find(|(_, name)| is_one(&name.value)).or(doers.first()) {
        Some((event, name)) => Answer::decided(is_one(&name.value), &format!("{}.by", path(event)), &name.value),
        None => Answer::missing(&format!("events.{role}.by")),
    }
}

fn path(entry: &Entry) -> String {
    format!("{}.{}", entry.kind, entry.name.value)
}

fn word_of(entry: &Entry, key: &str) -> Option<&'static str> {
    match entry.field(key)?.value {
        Value::Word(word) => Some(word),
        _ => None,
    }
}

fn claim(case: &Case, about: &str, states: &[&str]) -> Answer {
    let standing = case.entries("claims").filter(|claim| claim.field("retracted").is_none());
    let stated = standing.filter(|claim| word_of(claim, "about") == Some(about));
    let found: Vec<(&Entry, &str)> = stated.filter_map(|claim| Some((claim, word_of(claim, "state")?))).collect();
    let said = |truth, claim: &Entry, state| Answer::coded(truth, &path(claim), List::ClaimStates, state);
    if let Some((claim, state)) = found.iter().find(|(_, state)| states.contains(state)) {
        return said(Truth::Yes, claim, state);
    }
    match (found.iter().find(|(_, state)| *state == "denied"), found.first()) {
        (Some((claim, state)), _) => said(Truth::No, claim, state),
        // 確認されていない and 報告を受けていない are not ない.
        (None, Some((claim, state))) => said(Truth::Open, claim, state),
        (None, None) => Answer::new(
            Truth::Open,
            "claims",
            format!("{}についての記載がありません", List::ClaimSubjects.wording(about, Lang::Ja).unwrap_or(about)),
            format!("nothing is stated about {about}"),
        ),
    }
}

fn role(case: &Case, roles: &[&str]) -> Answer {
    let Some(party) = case.speaker() else { return Answer::missing("parties") };
    let path = format!("parties.{}.role", party.name.value);
    match word_of(party, "role") {
        // The word of the file: what a law calls a controller differs from law to law.
        Some(role) => Answer::decided(roles.contains(&role), &path, role),
        None => Answer::missing(&path),
    }
}
