//! Which document of the earlier version a document of the later one follows.

use super::rename::chain;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};

/// A document in two versions; one that only one of them has stands alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'a> {
    /// In the earlier version.
    pub before: Option<&'a Entry>,
    /// In the later version.
    pub after: Option<&'a Entry>,
}

impl<'a> Pair<'a> {
    /// The name that the document has now, or had.
    pub fn name(&self) -> &'a str {
        self.after.or(self.before).map_or("", |entry| entry.name.value.as_str())
    }
}

/// All documents of two versions: those of the later one in their order, then those that are gone.
///
/// A document follows the one that it `replaces`, be it in a version between the two, else the one of its name.
pub fn document_pairs<'a>(before: &'a Case, after: &'a Case) -> Vec<Pair<'a>> {
    let steps = chain(before, after);
    let first = |entry: &Entry| {
        let later = steps.iter().skip(1).rev();
        later.fold(entry.name.value.clone(), |name, case| {
            case.entry("documents", &name).and_then(replaced).map_or(name, str::to_string)
        })
    };
    let names: Vec<(&Entry, String)> = after.entries("documents").map(|entry| (entry, first(entry))).collect();
    // What another document replaces is taken, though a new one may bear its name.
    let is_taken = |name: &str| names.iter().any(|(entry, first)| first == name && entry.name.value != name);
    let mut pairs = Vec::new();
    for (entry, name) in &names {
        let before = before.entry("documents", name).filter(|_| entry.name.value != *name || !is_taken(name));
        pairs.push(Pair { before, after: Some(*entry) });
    }
    let gone = before.entries("documents").filter(|entry| names.iter().all(|(_, name)| *name != entry.name.value));
    pairs.extend(gone.map(|entry| Pair { before: Some(entry), after: None }));
    pairs
}

/// The name of the earlier document that a document says it replaces.
fn replaced(document: &Entry) -> Option<&str> {
    match &document.field("replaces")?.value {
        Value::Text(name) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::testing::versions;
    use crate::text::Sources;

    #[test]
    fn a_document_follows_the_one_that_it_replaces() {
        let file = |documents: &str| format!("[documents]\n{documents}\n");
        let before = file(
            "letter = { kind = \"statement\" }\nnotice = { kind = \"statement\" }\nold = { kind = \"statement\" }",
        );
        let after = file(
            "letter = { kind = \"statement\" }\ncorrected = { kind = \"statement\", replaces = \"notice\" }\nnotice = { kind = \"statement\" }",
        );
        let chain = versions([before.as_str(), after.as_str()], &mut Sources::default());
        let name = |entry: Option<&Entry>| entry.map_or("-".to_string(), |entry| entry.name.value.clone());
        let pairs: Vec<_> = document_pairs(&chain[0], &chain[1])
            .into_iter()
            .map(|pair| format!("{} {} {}", name(pair.before), name(pair.after), pair.name()))
            .collect();
        assert_eq!(pairs, ["letter letter letter", "notice corrected corrected", "- notice notice", "old - old"]);
        // A third version does not repeat what the second replaced.
        let third = file("corrected = { kind = \"statement\" }");
        let chain = versions([before.as_str(), after.as_str(), third.as_str()], &mut Sources::default());
        let first = document_pairs(&chain[0], &chain[2]);
        assert_eq!((name(first[0].before), name(first[0].after)), ("notice".to_string(), "corrected".to_string()));
    }
}
