//! Which document of one version is which of another.

use crate::facts::Case;
use crate::facts::stated::{Entry, Value};

/// One document in two versions; it may be missing in one of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DocumentPair<'a> {
    /// Its entry in the version before.
    pub before: Option<&'a Entry>,
    /// Its entry in the version after.
    pub after: Option<&'a Entry>,
}

impl DocumentPair<'_> {
    /// Its name in the later version that has it.
    pub fn name(&self) -> &str {
        self.after.or(self.before).map_or("", |entry| &entry.name.value)
    }
}

/// All documents of two versions, in the order of the later one; those that only the earlier one has come last.
///
/// A document is the one of its name, unless a version on the way says that it `replaces` another.
pub fn document_pairs<'a>(before: &'a Case, after: &'a Case) -> Vec<DocumentPair<'a>> {
    let pair = |entry: &'a Entry| {
        let name = earlier_name(after, &entry.name.value, before.version);
        DocumentPair { before: before.entry("documents", &name), after: Some(entry) }
    };
    let mut pairs: Vec<DocumentPair> = after.entries("documents").map(pair).collect();
    let gone = |entry: &&Entry| pairs.iter().all(|pair| pair.before != Some(entry));
    let gone: Vec<&Entry> = before.entries("documents").filter(gone).collect();
    pairs.extend(gone.into_iter().map(|entry| DocumentPair { before: Some(entry), after: None }));
    pairs
}

/// The name of a document in an earlier version, followed back from version to version.
fn earlier_name(after: &Case, name: &str, version: u32) -> String {
    let mut name = name.to_string();
    let on_the_way = (version + 1..=after.version).rev();
    for case in
        on_the_way.filter_map(|number| if number == after.version { Some(after) } else { after.earlier(number) })
    {
        let replaced = case.entry("documents", &name).and_then(|entry| entry.field("replaces"));
        if let Some(Value::Text(replaced)) = replaced.map(|field| &field.value) {
            name.clone_from(replaced);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::testing::case;
    use crate::text::Sources;

    #[test]
    fn a_document_that_replaces_another_is_its_pair() {
        let mut sources = Sources::default();
        let before = "[documents.first]\nkind = \"statement\"\n[documents.gone]\nkind = \"statement\"\n";
        let after =
            "[documents.new]\nkind = \"statement\"\n[documents.second]\nkind = \"statement\"\nreplaces = \"first\"\n";
        let (before, mut after) = (case("a", before, None, &mut sources), case("b", after, None, &mut sources));
        after.version = 2;
        let names = |pair: DocumentPair| {
            let name = |entry: Option<&Entry>| entry.map_or("", |entry| &entry.name.value).to_string();
            (name(pair.before), name(pair.after))
        };
        let pairs: Vec<_> = document_pairs(&before, &after).into_iter().map(names).collect();
        let expected = [("", "new"), ("first", "second"), ("gone", "")];
        assert_eq!(pairs, expected.map(|(before, after)| (before.to_string(), after.to_string())));
    }
}
