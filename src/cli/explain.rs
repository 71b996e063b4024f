//! `kohyo explain`: the page of one check, or the list of all.

use super::Session;
use crate::check::{CHECKS, page};
use crate::diag::{Diagnostic, Wording, nearest};

/// Prints it.
pub fn run(session: &mut Session, code: Option<&str>) {
    let language = session.environment.language;
    let Some(code) = code else { return session.print(&page::list(language)) };
    match CHECKS.iter().find(|check| check.code == code) {
        Some(check) => session.print(&page::page(check, language)),
        None => session.failures.push(unknown(code)),
    }
}

fn unknown(code: &str) -> Diagnostic {
    let headline = Wording::new(format!("「{code}」という点検はありません"), format!("there is no check `{code}`"));
    let hint = match nearest(code, CHECKS.iter().map(|check| check.code)) {
        Some(near) => Wording::did_you_mean(near),
        None => Wording::new("点検の一覧は kohyo explain で見られます。", "kohyo explain lists all checks."),
    };
    Diagnostic::error("unknown-check", headline).hint(hint)
}
