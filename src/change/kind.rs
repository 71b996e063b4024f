//! The kind of a change: what it means that one value became another.

use super::rename::Renames;
use super::said::said;
use crate::diag::Wording;
use crate::facts::stated::{Entry, Items, Value};
use crate::facts::{Case, Piece, Prose, Target};
use crate::locale::{Figure, FigureMeaning, Lang, Moment, Part, Quantity};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a change of a stated fact means.
///
/// A new way of writing the same value (`3622件`, `3,622件`) is no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It was not stated before.
    Addition,
    /// It was wrong.
    Correction,
    /// It was learned later.
    News,
    /// An estimate or an unknown became exact.
    Refinement,
    /// Another unit or way of counting, so that the numbers do not compare.
    Redefinition,
    /// It is no longer stated.
    Withdrawal,
    /// A status turned round: 「確認されていない」 became 「確認された」.
    Reversal,
    /// The same statement in other words. Only an author can say so: a role can be corrected without a changed digit.
    Notation,
}

impl ChangeKind {
    /// The kind that an entry of `[corrections]` states.
    pub fn of(correction: &Entry) -> Option<ChangeKind> {
        match correction.field("kind")?.value {
            Value::Word(word) => ChangeKind::named(word),
            _ => None,
        }
    }

    /// The kind of a word of `corrections.<id>.kind`.
    pub fn named(word: &str) -> Option<ChangeKind> {
        Some(match word {
            "correction" => ChangeKind::Correction,
            "news" => ChangeKind::News,
            "refinement" => ChangeKind::Refinement,
            "redefinition" => ChangeKind::Redefinition,
            "withdrawal" => ChangeKind::Withdrawal,
            "reversal" => ChangeKind::Reversal,
            "notation" => ChangeKind::Notation,
            _ => return None,
        })
    }

    /// What it is called.
    pub fn wording(self) -> Wording {
        match self {
            ChangeKind::Addition => Wording::new("追加", "added"),
            ChangeKind::Correction => Wording::new("訂正", "correction"),
            ChangeKind::News => Wording::new("続報", "news"),
            ChangeKind::Refinement => Wording::new("確定", "refinement"),
            ChangeKind::Redefinition => Wording::new("定義変更", "redefinition"),
            ChangeKind::Withdrawal => Wording::new("取消", "withdrawal"),
            ChangeKind::Reversal => Wording::new("反転", "reversal"),
            ChangeKind::Notation => Wording::new("表記", "notation"),
        }
    }
}

/// The two versions that are compared.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    /// The earlier one.
    pub before: &'a Case,
    /// The later one.
    pub after: &'a Case,
    /// What was renamed between them.
    pub renames: &'a Renames,
}

impl Sides<'_> {
    /// Two values in each language that both state, that of the later file first; in what there is, if they share none.
    pub fn spoken<'v>(&self, old: &'v Value, new: &'v Value) -> Vec<(&'v Value, &'v Value)> {
        let states = |value: &Value, case: &Case, lang: Lang| match value {
            Value::Localized(values) => values.iter().any(|(stated, _)| *stated == lang),
            _ => case.lang == lang,
        };
        let other = if self.after.lang == Lang::Ja { Lang::En } else { Lang::Ja };
        let mut langs = vec![self.after.lang, other];
        langs.retain(|lang| states(old, self.before, *lang) && states(new, self.after, *lang));
        if langs.is_empty() {
            langs.push(self.after.lang);
        }
        langs.into_iter().map(|lang| (old.in_lang(lang), new.in_lang(lang))).collect()
    }
}

/// What the program takes a change of a path for; nothing if both values, each of one language, say the same.
pub(super) fn proposed(sides: &Sides<'_>, path: &str, old: &Value, new: &Value) -> Option<ChangeKind> {
    match (old, new) {
        (Value::Figure(old), Value::Figure(new)) => figures(old, new),
        (Value::Word(old), Value::Word(new)) => words(old, new),
        (Value::Moment(_) | Value::MomentOf(_), Value::Moment(_) | Value::MomentOf(_)) => {
            match (sides.before.moment(old), sides.after.moment(new)) {
                (Some(old), Some(new)) if is_later_day(path, old, new) => Some(ChangeKind::News),
                (Some(old), Some(new)) => moments(old, new),
                _ => None,
            }
        }
        (Value::Text(old), Value::Text(new)) => (folded(old) != folded(new)).then_some(ChangeKind::Correction),
        (Value::Items(old), Value::Items(new)) => items(old, new),
        (Value::Texts(old), Value::Texts(new)) => {
            let same = old.iter().map(|text| &text.value).eq(new.iter().map(|text| &text.value));
            (!same).then_some(ChangeKind::Correction)
        }
        (Value::Names(old), Value::Names(new)) => {
            let mut pairs = old.iter().zip(new);
            let same = pairs.all(|(old, new)| sides.renames.same_name(&old.value, &new.value));
            (!same || old.len() != new.len()).then_some(ChangeKind::Correction)
        }
        (Value::Prose(written), Value::Prose(rewritten)) => {
            // What is typed in one version and cited in the other still says the same.
            let same = || statement(&said(sides.before, old)) == statement(&said(sides.after, new));
            (!same_prose(sides, written, rewritten) && !same()).then_some(ChangeKind::Correction)
        }
        (Value::Flag(old), Value::Flag(new)) => (old != new).then_some(ChangeKind::Reversal),
        _ => Some(ChangeKind::Correction),
    }
}

/// Whether what was stated for one day is only stated for a later one: of the earlier day it stays true.
fn is_later_day(path: &str, old: &Moment, new: &Moment) -> bool {
    let is_day = path.ends_with(".as_of") || path.ends_with(".data_as_of");
    is_day && old.earliest().zip(new.earliest()).is_some_and(|(old, new)| old < new)
}

/// Whether two proses cite the same facts with the same words between: if what they cite changed, it changed there.
fn same_prose(sides: &Sides<'_>, old: &Prose, new: &Prose) -> bool {
    let same_target = |old: &Target, new: &Target| match (old, new) {
        (Target::Path { path: old, forms }, Target::Path { path: new, forms: others }) => {
            forms == others && (old == new || sides.renames.earlier(new).as_ref() == Some(old))
        }
        _ => old == new,
    };
    // Places differ between files that say the same.
    old.pieces.len() == new.pieces.len()
        && old.pieces.iter().zip(&new.pieces).all(|pieces| match pieces {
            (Piece::Markdown(old), Piece::Markdown(new)) => statement(old) == statement(new),
            (Piece::Cite(old), Piece::Cite(new)) => same_target(&old.target, &new.target),
            _ => false,
        })
}

fn figures(old: &Figure, new: &Figure) -> Option<ChangeKind> {
    let (Some(before), Some(after)) = (old.quantity(), new.quantity()) else {
        return match (old, new) {
            (Figure::Word(old), Figure::Word(new)) if old.meaning == new.meaning => None,
            (Figure::Word(old), Figure::Quantity(_)) if old.meaning == FigureMeaning::None => {
                Some(ChangeKind::Reversal)
            }
            (Figure::Word(_), _) => Some(ChangeKind::Refinement),
            (Figure::Quantity(_), _) => Some(ChangeKind::Correction),
        };
    };
    let counts = |quantity: &Quantity| (quantity.cumulative(), quantity.unit().to_owned());
    if counts(before) != counts(after) {
        return Some(ChangeKind::Redefinition);
    }
    let limits = |figure: &Figure| (figure.low(), figure.high());
    let near = (before.is_approximate(), after.is_approximate());
    if limits(old) == limits(new) && near.0 == near.1 {
        return None;
    }
    // A number that lies within what the old one allowed makes it exact; any other contradicts it.
    let allowed = old.reach().zip(new.reach()).is_some_and(|((low, high), (least, most))| {
        low <= least && high.is_none_or(|high| most.is_some_and(|most| most <= high))
    });
    Some(if !old.is_exact() && allowed { ChangeKind::Refinement } else { ChangeKind::Correction })
}

fn moments(old: &Moment, new: &Moment) -> Option<ChangeKind> {
    if old == new {
        return None;
    }
    let inside = match (old.earliest(), old.latest(), new.earliest(), new.latest()) {
        (Some(first), Some(last), Some(start), Some(end)) => first <= start && end <= last,
        _ => false,
    };
    // A period that became shorter was wrong; a point that became exact was not.
    let is_point = |moment: &Moment| matches!(moment.parts(), [Part::Point(_)]);
    let settles = matches!(old, Moment::Word(_)) || inside && is_point(old) && is_point(new);
    Some(if settles { ChangeKind::Refinement } else { ChangeKind::Correction })
}

/// Words of `leak` and of the state of a claim that say yes, and those that say no.
const YES: &[&str] = &["confirmed", "possible", "exposed", "lost"];
const NO: &[&str] = &["none", "denied", "not-found", "none-reported"];

fn words(old: &str, new: &str) -> Option<ChangeKind> {
    let turned = |from: &[&str], to: &[&str]| from.contains(&old) && to.contains(&new);
    match old {
        _ if old == new => None,
        _ if turned(YES, NO) || turned(NO, YES) => Some(ChangeKind::Reversal),
        // What may have happened did: that was learned later, and the earlier word was not wrong.
        "unknown" | "possible" | "planned" | "under-way" | "proposed" => Some(ChangeKind::News),
        _ => Some(ChangeKind::Correction),
    }
}

fn items(old: &Items, new: &Items) -> Option<ChangeKind> {
    let wordings = |items: &Items| items.list.iter().map(|item| item.wording.clone()).collect::<BTreeSet<_>>();
    let (before, after) = (wordings(old), wordings(new));
    // Another order is the same list.
    if before == after && old.open == new.open {
        return None;
    }
    let only_more = before.is_subset(&after) && after.len() > before.len();
    Some(if only_more { ChangeKind::News } else { ChangeKind::Correction })
}

/// A text without what is only a way of writing: blanks, and the width of Latin characters.
fn folded(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

/// Prose without what is only a way of writing, emphasis and the form of its commas and full stops included.
fn statement(prose: &str) -> String {
    let plain = |c: char| match c {
        '、' => ',',
        '。' => '.',
        _ => c,
    };
    folded(prose).chars().filter(|c| *c != '*').map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(old: &str, new: &str) -> Option<ChangeKind> {
        figures(&Figure::parse(old, Lang::Ja).unwrap(), &Figure::parse(new, Lang::Ja).unwrap())
    }

    #[test]
    fn figures_change_in_seven_ways() {
        assert_eq!(kind("3622件", "3,622件"), None);
        assert_eq!(kind("362件", "3,622件"), Some(ChangeKind::Correction));
        assert_eq!(kind("延べ約42万人", "延べ419,254人"), Some(ChangeKind::Refinement));
        assert_eq!(kind("延べ約42万人", "延べ約40万人"), Some(ChangeKind::Correction));
        assert_eq!(kind("延べ419,254人", "148,620人"), Some(ChangeKind::Redefinition));
        assert_eq!(kind("1,035,603件", "延べ419,254人"), Some(ChangeKind::Redefinition));
        assert_eq!(kind("調査中", "362件"), Some(ChangeKind::Refinement));
        assert_eq!(kind("なし", "362件"), Some(ChangeKind::Reversal));
        assert_eq!(kind("362件", "調査中"), Some(ChangeKind::Correction));
        assert_eq!(kind("362件", "約362件"), Some(ChangeKind::Correction));
        assert_eq!(kind("100件以上", "362件"), Some(ChangeKind::Refinement));
        assert_eq!(kind("100件以上", "99件"), Some(ChangeKind::Correction));
    }

    #[test]
    fn a_date_that_becomes_exact_is_refined_and_any_other_corrected() {
        let kind = |old: &str, new: &str| moments(&Moment::parse(old).unwrap(), &Moment::parse(new).unwrap());
        assert_eq!(kind("2024-07", "2024-07-04"), Some(ChangeKind::Refinement));
        assert_eq!(kind("2024-07", "2024-08-04"), Some(ChangeKind::Correction));
        assert_eq!(kind("不明", "2024-08-04"), Some(ChangeKind::Refinement));
        assert_eq!(kind("2010-07-26/2010-08-04", "2008-12/2010-08-04"), Some(ChangeKind::Correction));
        assert_eq!(kind("2010-08-04", "2010-08-04"), None);
    }

    #[test]
    fn a_status_that_turns_round_is_a_reversal() {
        assert_eq!(words("not-found", "confirmed"), Some(ChangeKind::Reversal));
        assert_eq!(words("confirmed", "none"), Some(ChangeKind::Reversal));
        assert_eq!(words("unknown", "confirmed"), Some(ChangeKind::News));
        assert_eq!(words("possible", "confirmed"), Some(ChangeKind::News));
        assert_eq!(words("possible", "none"), Some(ChangeKind::Reversal));
        assert_eq!(words("confirmed", "possible"), Some(ChangeKind::Correction));
    }

    #[test]
    fn width_and_blanks_are_only_notation() {
        assert_eq!(folded("ＵＳＢ メモリー"), folded("USBメモリー"));
        assert_ne!(folded("協力会社の社員"), folded("協力会社の委託先の社員"));
        assert_eq!(statement("**漏えい**は、ありません。"), statement("漏えいは，ありません．"));
        assert_ne!(statement("漏えいはありません。"), statement("漏えいがありました。"));
    }
}
