//! What tests of later rooms need to make a case from a text.

use super::Case;
use crate::diag::Severity;
use crate::incident;
use crate::text::Sources;

/// Version 1 of an incident, on a base if there is one; reading it must succeed.
#[track_caller]
pub fn case(slug: &str, text: &str, base: Option<&Case>, sources: &mut Sources) -> Case {
    let id = sources.add(format!("{slug}/v1.toml"), text);
    let (incident, mut diagnostics) = incident::read(id, text);
    let (case, references) = Case::resolve(slug, 1, incident, base, None, Vec::new());
    diagnostics.extend(references);
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    case
}
