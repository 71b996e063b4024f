//! What tests of later rooms need to make a case from a text.

use super::Case;
use crate::diag::Severity;
use crate::incident;
use crate::text::Sources;
use std::sync::Arc;

/// Version 1 of an incident, on a base if there is one; reading it must succeed.
#[track_caller]
pub fn case(slug: &str, text: &str, base: Option<&Case>, sources: &mut Sources) -> Case {
    resolved(slug, 1, text, base, Vec::new(), sources)
}

/// Versions of one incident in their order, each behind those before it; reading them must succeed.
#[track_caller]
pub fn versions<'a>(texts: impl IntoIterator<Item = &'a str>, sources: &mut Sources) -> Vec<Arc<Case>> {
    let mut versions: Vec<Arc<Case>> = Vec::new();
    for (number, text) in (1..).zip(texts) {
        versions.push(Arc::new(version(number, text, versions.clone(), sources)));
    }
    versions
}

/// One version of an incident behind some earlier ones; reading it must succeed.
#[track_caller]
pub fn version(number: u32, text: &str, earlier: Vec<Arc<Case>>, sources: &mut Sources) -> Case {
    resolved("case", number, text, None, earlier, sources)
}

#[track_caller]
fn resolved(
    slug: &str,
    number: u32,
    text: &str,
    base: Option<&Case>,
    earlier: Vec<Arc<Case>>,
    sources: &mut Sources,
) -> Case {
    let id = sources.add(format!("{slug}/v{number}.toml"), text);
    let (incident, mut diagnostics) = incident::read(id, text);
    let (case, references) = Case::resolve(slug, number, incident, base, None, earlier);
    diagnostics.extend(references);
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    case
}
