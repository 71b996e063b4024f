//! Conditions over facts: a small closed vocabulary, answered with yes, no, or what would settle it.
//!
//! What is not stated is neither yes nor no, and neither is 調査中; a count is tested at the highest number that it may mean.

use super::read::Reader;
use crate::diag::Wording;
use crate::facts::Case;
use crate::facts::keys::{ACTION_STATE, CLAIM_ABOUT, CLAIM_STATE, LEAK};
use crate::locale::Lang;
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
pub(super) enum Test {
    Leak(Vec<&'static str>),
    /// Codes of data items.
    Items(Vec<&'static str>),
    Cause(Vec<&'static str>),
    PersonsOver(u64),
    FigureOver(String, u64),
    Event(&'static str),
    EventState(&'static str, Vec<&'static str>),
    EventBy(&'static str, Vec<&'static str>),
    Claim(&'static str, Vec<&'static str>),
    Role(Vec<&'static str>),
    Any(Vec<Condition>),
}

/// The organisation itself, where parties are named by their roles.
pub(super) const SELF: &str = "self";

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
    event_by: Option<EventBy>,
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
struct EventBy {
    role: Spanned<String>,
    by: Vec<Spanned<String>>,
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
        if let Some(event) = self.event_by
            && let Some(role) = reader.code(List::EventRoles, &event.role)
        {
            let parties: Vec<&str> = roles.iter().copied().chain([SELF]).collect();
            tests.extend(words(reader, Some(event.by), &parties).map(|by| Test::EventBy(role, by)));
        }
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
pub(super) fn any(answers: impl Iterator<Item = Answer>) -> Answer {
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

    pub(super) fn missing(path: &str) -> Answer {
        Answer::new(Truth::Open, path, "書かれていません", "is not stated")
    }

    /// An answer that rests on a code, said in its words.
    pub(super) fn coded(truth: Truth, path: &str, list: List, code: &str) -> Answer {
        let said = |lang| list.wording(code, lang).unwrap_or(code);
        Answer::new(truth, path, said(Lang::Ja), said(Lang::En))
    }

    pub(super) fn decided(met: bool, path: &str, word: &str) -> Answer {
        Answer::new(if met { Truth::Yes } else { Truth::No }, path, word, word)
    }
}
