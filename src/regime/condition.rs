//! Conditions over facts: a small closed vocabulary, answered with yes, no, or what would settle it.
//!
//! What is not stated is neither yes nor no, and neither is 調査中; a count is tested at the highest number that it may mean.

use super::read::Reader;
use crate::diag::Wording;
use crate::facts::Case;
use crate::facts::keys::{ACTION_STATE, CLAIM_ABOUT, CLAIM_STATE, LEAK};
use crate::facts::stated::{Entry, Value};
use crate::locale::{Figure, Lang};
use crate::vocabulary::List;
use serde::Deserialize;
use toml::Spanned;

/// What a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It is met.
    Yes,
    /// It is not met.
    No,
    /// What is stated does not settle it.
    Open,
}

/// An answer with the facts that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub truth: Truth,
    /// The facts behind it, or those that would settle it.
    pub grounds: Vec<Ground>,
}

/// A fact behind an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Path of the fact, whether it is stated or would have to be.
    pub path: String,
    /// What it says, or what is missing.
    pub text: Wording,
}

/// A condition that holds if all that it holds does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Condition(Vec<Test>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Leak(Vec<&'static str>),
    /// Codes of data items.
    Items(Vec<&'static str>),
    Cause(Vec<&'static str>),
    PersonsOver(u64),
    FigureOver(String, u64),
    Event(&'static str),
    EventState(&'static str, Vec<&'static str>),
    Claim(&'static str, Vec<&'static str>),
    Role(Vec<&'static str>),
    Any(Vec<Condition>),
}

/// A condition as a pack writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    leak: Option<Vec<Spanned<String>>>,
    items: Option<Vec<Spanned<String>>>,
    cause: Option<Vec<Spanned<String>>>,
    persons_over: Option<u64>,
    figure_over: Option<FigureOver>,
    event: Option<Spanned<String>>,
    event_state: Option<EventIs>,
    claim: Option<ClaimIs>,
    role: Option<Vec<Spanned<String>>>,
    any: Option<Vec<RawCondition>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureOver {
    figure: String,
    number: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventIs {
    role: Spanned<String>,
    state: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimIs {
    about: Spanned<String>,
    state: Vec<Spanned<String>>,
}

impl RawCondition {
    /// Looks all words up; those that are not known are reported.
    pub(super) fn resolve(self, reader: &mut Reader) -> Condition {
        let mut tests = Vec::new();
        let words = |reader: &mut Reader, list: Option<Vec<Spanned<String>>>, known: &[&'static str]| {
            Some(list?.iter().filter_map(|word| reader.word(known, word)).collect::<Vec<_>>())
        };
        tests.extend(words(reader, self.leak, LEAK).map(Test::Leak));
        let items = self.items.map(|items| items.iter().flat_map(|item| codes(reader, item)).collect());
        tests.extend(items.map(Test::Items));
        let causes: Vec<&str> = List::Causes.codes().collect();
        tests.extend(words(reader, self.cause, &causes).map(Test::Cause));
        tests.extend(self.persons_over.map(Test::PersonsOver));
        tests.extend(self.figure_over.map(|over| Test::FigureOver(over.figure, over.number)));
        tests.extend(self.event.and_then(|role| reader.code(List::EventRoles, &role)).map(Test::Event));
        if let Some(event) = self.event_state
            && let Some(role) = reader.code(List::EventRoles, &event.role)
        {
            tests.extend(words(reader, Some(event.state), ACTION_STATE).map(|states| Test::EventState(role, states)));
        }
        if let Some(claim) = self.claim
            && let Some(about) = reader.word(CLAIM_ABOUT, &claim.about)
        {
            tests.extend(words(reader, Some(claim.state), CLAIM_STATE).map(|states| Test::Claim(about, states)));
        }
        let roles: Vec<&str> = List::PartyRoles.codes().collect();
        tests.extend(words(reader, self.role, &roles).map(Test::Role));
        let any = self.any.map(|any| any.into_iter().map(|condition| condition.resolve(reader)).collect());
        tests.extend(any.map(Test::Any));
        Condition(tests)
    }
}

/// The codes that a code or the name of a class stands for.
fn codes(reader: &mut Reader, word: &Spanned<String>) -> Vec<&'static str> {
    let class = List::Items.of_class(word.get_ref());
    if class.is_empty() { reader.code(List::Items, word).into_iter().collect() } else { class }
}

impl Condition {
    /// What a case states of it.
    pub fn answer(&self, case: &Case) -> Answer {
        all(self.0.iter().map(|test| test.answer(case)))
    }
}

/// No if one says no; open if one is; else yes.
fn all(answers: impl Iterator<Item = Answer>) -> Answer {
    joined(answers, Truth::No, Truth::Yes)
}

/// Yes if one says yes; open if one is; else no.
fn any(answers: impl Iterator<Item = Answer>) -> Answer {
    joined(answers, Truth::Yes, Truth::No)
}

/// The answer that decides alone if there is one, with its grounds only; else open with all that is open; else the other.
fn joined(answers: impl Iterator<Item = Answer>, decisive: Truth, otherwise: Truth) -> Answer {
    let answers: Vec<Answer> = answers.collect();
    let truth = [decisive, Truth::Open].into_iter().find(|truth| answers.iter().any(|answer| answer.truth == *truth));
    let truth = truth.unwrap_or(otherwise);
    let mut grounds: Vec<Ground> = Vec::new();
    for ground in answers.into_iter().filter(|answer| answer.truth == truth).flat_map(|answer| answer.grounds) {
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    Answer { truth, grounds }
}

impl Answer {
    /// An answer that rests on one fact.
    pub fn new(truth: Truth, path: impl Into<String>, ja: impl Into<String>, en: impl Into<String>) -> Answer {
        Answer { truth, grounds: vec![Ground { path: path.into(), text: Wording::new(ja, en) }] }
    }

    fn missing(path: &str) -> Answer {
        Answer::new(Truth::Open, path, "書かれていません", "is not stated")
    }

    fn decided(met: bool, path: &str, word: &str) -> Answer {
        Answer::new(if met { Truth::Yes } else { Truth::No }, path, word, word)
    }
}

impl Test {
    fn answer(&self, case: &Case) -> Answer {
        match self {
            Test::Leak(words) => word(case, "leak", List::Leak, words),
            Test::Cause(codes) => word(case, "cause", List::Causes, codes),
            Test::Items(codes) => items(case, codes),
            Test::PersonsOver(limit) => persons_over(case, *limit),
            Test::FigureOver(name, limit) => figure_over(case, name, *limit),
            Test::Event(role) => event(case, role),
            Test::EventState(role, states) => event_state(case, role, states),
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
    let said = |lang| list.wording(word, lang).unwrap_or(word);
    Answer::new(truth, key, said(Lang::Ja), said(Lang::En))
}

fn items(case: &Case, codes: &[&str]) -> Answer {
    let affected = case.affected();
    let mut sets = affected.clone();
    sets.extend(affected.iter().flat_map(|set| case.parts(set)).filter(|part| !affected.contains(part)));
    sets.extend(affected.iter().flat_map(|set| case.subsets(set)));
    let listed = |set: &Entry| match set.field("items").map(|field| &field.value) {
        Some(Value::Items(items)) => Some(items.clone()),
        _ => None,
    };
    let path = |set: &Entry| format!("data.{}.items", set.name.value);
    for set in &sets {
        let items = listed(set);
        let found = items.iter().flat_map(|items| &items.list);
        let mut found = found.filter(|item| item.code.as_deref().is_some_and(|code| codes.contains(&code)));
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
    let mut events = case.entries("events").filter(|event| case.event_role(event) == Some(role));
    let happened = |event: &Entry| {
        !matches!(
            event.field("state").map(|field| &field.value),
            Some(Value::Word("planned" | "proposed" | "declined"))
        )
    };
    match events.find(|event| happened(event)) {
        Some(event) => Answer::decided(true, &format!("events.{}", event.name.value), role),
        None => Answer::missing(&format!("events.{role}")),
    }
}

/// An event without a state has happened, and is in none of them.
fn event_state(case: &Case, role: &str, states: &[&str]) -> Answer {
    let events = case.entries("events").filter(|event| case.event_role(event) == Some(role));
    let mut stated = events.filter_map(|event| match event.field("state")?.value {
        Value::Word(state) => Some((event, state)),
        _ => None,
    });
    match stated.find(|(_, state)| states.contains(state)) {
        Some((event, state)) => Answer::decided(true, &format!("events.{}", event.name.value), state),
        None => Answer::missing(&format!("events.{role}")),
    }
}

fn claim(case: &Case, about: &str, states: &[&str]) -> Answer {
    let standing = case.entries("claims").filter(|claim| claim.field("retracted").is_none());
    let word = |claim: &Entry, key: &str| match claim.field(key).map(|field| &field.value) {
        Some(Value::Word(word)) => Some(*word),
        _ => None,
    };
    let stated = standing.filter(|claim| word(claim, "about") == Some(about));
    let found: Vec<(&Entry, &str)> = stated.filter_map(|claim| Some((claim, word(claim, "state")?))).collect();
    let path = |claim: &Entry| format!("claims.{}", claim.name.value);
    if let Some((claim, state)) = found.iter().find(|(_, state)| states.contains(state)) {
        return Answer::decided(true, &path(claim), state);
    }
    match found.iter().find(|(_, state)| matches!(*state, "denied")) {
        Some((claim, state)) => Answer::decided(false, &path(claim), state),
        None => match found.first() {
            // 確認されていない and 報告を受けていない are not ない.
            Some((claim, state)) => Answer::new(Truth::Open, path(claim), *state, *state),
            None => Answer::new(
                Truth::Open,
                "claims",
                format!("{}についての記載がありません", List::ClaimSubjects.wording(about, Lang::Ja).unwrap_or(about)),
                format!("nothing is stated about {about}"),
            ),
        },
    }
}

fn role(case: &Case, roles: &[&str]) -> Answer {
    let Some(party) = case.speaker() else { return Answer::missing("parties") };
    let path = format!("parties.{}.role", party.name.value);
    match party.field("role").map(|field| &field.value) {
        Some(Value::Word(role)) => Answer::decided(roles.contains(role), &path, role),
        _ => Answer::missing(&path),
    }
}
