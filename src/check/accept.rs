//! Acceptances: warnings that an author settled with a reason.
//!
//! `accept."data.all".unverifiable-sum = "…"` takes the warnings `unverifiable-sum` about `data.all` and its keys away.
//! What is a mistake by itself stays: an error, and an acceptance that matches nothing.

use super::{CHECKS, Run};
use crate::diag::{Diagnostic, Severity, Wording, nearest};
use crate::facts::Case;
use crate::facts::path::is_under;
use crate::facts::stated::{Field, Value};
use crate::text::Spanned;

/// Warnings that are seldom right, so that their messages do not offer to accept them.
const HARDLY_RIGHT: &[&str] = &["placeholder", "unused-acceptance"];

/// One acceptance of the file.
struct Acceptance<'a> {
    path: &'a str,
    code: &'a Spanned<String>,
    used: bool,
}

/// Takes accepted warnings and notes away, and reports acceptances that match nothing.
///
/// `complete` says whether everything was looked at; if not, an acceptance may be about what was not.
pub fn settle(case: &Case, found: Vec<Diagnostic>, complete: bool) -> Vec<Diagnostic> {
    let mut acceptances = acceptances(case);
    let (paths, mut settled) = (case.paths_by_place(), Vec::new());
    for mut diagnostic in found {
        let path = diagnostic.primary.and_then(|place| paths.at(place));
        let matches = |acceptance: &&mut Acceptance| {
            acceptance.code.value == diagnostic.code && path.is_some_and(|path| covers(acceptance.path, path))
        };
        let accepted = acceptances.iter_mut().find(matches).map(|acceptance| acceptance.used = true).is_some();
        match (accepted, diagnostic.severity) {
            (true, Severity::Error) => diagnostic.hints.push(Wording::new(
                "エラーは accept では認められません。事実を直してください。",
                "an error cannot be accepted; put the facts right.",
            )),
            (true, _) => continue,
            (false, Severity::Warning) if !HARDLY_RIGHT.contains(&diagnostic.code) => {
                diagnostic.hints.extend(path.map(|path| how_to_accept(path, diagnostic.code)))
            }
            (false, _) => {}
        }
        settled.push(diagnostic);
    }
    if complete {
        settled.extend(acceptances.iter().filter(|acceptance| !acceptance.used).filter_map(unused));
    }
    settled
}

fn acceptances(case: &Case) -> Vec<Acceptance<'_>> {
    let Some(Value::Map(paths)) = case.top("accept").map(|field| &field.value) else { return Vec::new() };
    paths.iter().flat_map(of_path).collect()
}

fn of_path(path: &Field) -> Vec<Acceptance<'_>> {
    let Value::Map(codes) = &path.value else { return Vec::new() };
    codes.iter().map(|code| Acceptance { path: &path.key.value, code: &code.key, used: false }).collect()
}

/// Whether an acceptance of one path is one of another: of the same, or of a key of the same entry.
///
/// A document is too wide for that: what is accepted for its title is not accepted for its text.
fn covers(accepted: &str, path: &str) -> bool {
    path == accepted || is_under(path, accepted) && !accepted.starts_with("documents") && accepted != "text"
}

fn how_to_accept(path: &str, code: &str) -> Wording {
    let line = format!("accept.\"{path}\".{code} = \"…\"");
    Wording::new(
        format!("正しければ、理由を添えて認めます: {line}"),
        format!("if it is right, accept it with a reason: {line}"),
    )
}

/// The finding of the check that belongs here.
fn unused(acceptance: &Acceptance) -> Option<Diagnostic> {
    let check = CHECKS.iter().find(|check| matches!(check.run, Run::Acceptances))?;
    let Spanned { value: code, span } = acceptance.code;
    let headline = Wording::new(
        format!("「{}」に {code} の指摘はありません", acceptance.path),
        format!("there is no finding {code} at `{}`", acceptance.path),
    );
    let diagnostic = Diagnostic { severity: check.severity, ..Diagnostic::warning(check.code, headline) }.at(*span);
    let known = || CHECKS.iter().map(|check| check.code);
    Some(match nearest(code, known()) {
        Some(near) if known().all(|known| known != code) => diagnostic.hint(Wording::did_you_mean(near)),
        _ => diagnostic.hint(Wording::new("この accept の行を消してください。", "remove this line of accept.")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::drafted;
    use crate::text::Sources;

    const FILE: &str = "ACCEPT\n[data.all]\npersons = \"463名\"\nrecords = \"500件\"\n[documents.letter]\nkind = \"statement\"\ntitle = \"お詫び\"\n[text]\ncause = \"原因\"\n";

    /// Findings of one code, each at a word of the file.
    fn found(sources: &Sources, places: &[(&str, Severity)], case: &Case) -> Vec<Diagnostic> {
        let source = case.place("data.all").unwrap().source;
        let at = |word: &str| sources.get(source).text.rfind(word).unwrap();
        let place = |word: &str| crate::text::Span::new(source, at(word)..at(word) + word.len());
        let one = |(word, severity): &(&str, Severity)| {
            let headline = Wording::new(*word, *word);
            Diagnostic { severity: *severity, ..Diagnostic::warning("sum", headline) }.at(place(word))
        };
        places.iter().map(one).collect()
    }

    /// What is left of warnings at some words when a line is accepted.
    fn left(accept: &str, words: &[&str]) -> Vec<String> {
        let (case, _, sources) = drafted(&FILE.replace("ACCEPT", accept));
        let places: Vec<(&str, Severity)> = words.iter().map(|word| (*word, Severity::Warning)).collect();
        let settled = settle(&case, found(&sources, &places, &case), true);
        settled.into_iter().map(|left| format!("{} {}", left.code, left.headline.en)).collect()
    }

    #[test]
    fn an_acceptance_takes_its_path_and_the_keys_of_its_entry() {
        assert_eq!(left("accept.\"data.all.persons\".sum = \"理由\"", &["463名", "500件"]), ["sum 500件"]);
        assert_eq!(left("accept.\"data.all\".sum = \"理由\"", &["463名", "500件"]), [""; 0]);
        assert_eq!(left("accept.\"text.cause\".sum = \"理由\"", &["原因"]), [""; 0]);
    }

    #[test]
    fn a_document_and_all_texts_are_too_wide_to_be_accepted_at_once() {
        let unused = |path: &str| format!("unused-acceptance there is no finding sum at `{path}`");
        let path = "documents.letter";
        assert_eq!(
            left(&format!("accept.\"{path}\".sum = \"理由\""), &["お詫び"]),
            ["sum お詫び".to_string(), unused(path)]
        );
        assert_eq!(left("accept.\"text\".sum = \"理由\"", &["原因"]), ["sum 原因".to_string(), unused("text")]);
        assert_eq!(left("accept.\"data.al\".sum = \"理由\"", &["463名"]), ["sum 463名".to_string(), unused("data.al")]);
    }

    #[test]
    fn another_code_is_not_accepted_and_a_slip_gets_a_hint() {
        let (case, _, sources) = drafted(&FILE.replace("ACCEPT", "accept.\"data.all\".sun = \"理由\""));
        let settled = settle(&case, found(&sources, &[("463名", Severity::Warning)], &case), true);
        let hints: Vec<&str> = settled.iter().flat_map(|left| &left.hints).map(|hint| hint.en.as_str()).collect();
        let offer = "if it is right, accept it with a reason: accept.\"data.all.persons\".sum = \"…\"";
        assert_eq!(hints, [offer, "did you mean `sum`?"]);
        let settled = settle(&case, Vec::new(), true);
        assert_eq!((settled.len(), settled[0].severity), (1, Severity::Warning));
        assert_eq!(settle(&case, Vec::new(), false), []);
    }

    #[test]
    fn a_known_code_without_a_finding_is_to_be_removed() {
        let (case, ..) = drafted(&FILE.replace("ACCEPT", "accept.\"data.all\".sum = \"理由\""));
        assert_eq!(settle(&case, Vec::new(), true)[0].hints[0].en, "remove this line of accept.");
    }

    #[test]
    fn an_error_stays_and_a_note_offers_nothing() {
        let (case, _, sources) = drafted(&FILE.replace("ACCEPT", "accept.\"data.all\".sum = \"理由\""));
        let settled = settle(&case, found(&sources, &[("463名", Severity::Error)], &case), true);
        assert_eq!(
            (settled.len(), settled[0].hints[0].en.as_str()),
            (1, "an error cannot be accepted; put the facts right.")
        );
        let (case, _, sources) = drafted(&FILE.replace("ACCEPT", ""));
        let settled =
            settle(&case, found(&sources, &[("463名", Severity::Note), ("500件", Severity::Warning)], &case), true);
        assert_eq!(settled.iter().map(|left| left.hints.len()).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn what_is_hardly_ever_right_offers_no_acceptance_and_can_be_accepted() {
        let placeholder = |accept: &str| {
            let (case, _, sources) = drafted(&FILE.replace("ACCEPT", accept));
            let found = found(&sources, &[("原因", Severity::Warning)], &case);
            let found = found.into_iter().map(|found| Diagnostic { code: "placeholder", ..found });
            settle(&case, found.collect(), true).iter().map(|left| left.hints.len()).collect::<Vec<_>>()
        };
        assert_eq!(placeholder(""), [0]);
        assert_eq!(placeholder("accept.\"text.cause\".placeholder = \"理由\""), [0; 0]);
    }
}
