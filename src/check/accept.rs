//! Acceptances: warnings that an author settled with a reason.
//!
//! `accept."data.all".unverifiable-sum = "…"` takes the warnings `unverifiable-sum` about `data.all` and its keys away.
//! What is a mistake by itself stays: an error, and an acceptance that matches nothing.

use super::{CHECKS, Run};
use crate::diag::{Diagnostic, Severity, Wording, nearest};
use crate::facts::Case;
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
    let rest = path.strip_prefix(accepted);
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with('.') && !accepted.starts_with("documents") && accepted != "text"
    })
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
