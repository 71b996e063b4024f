//! Entries by kind and name, looked up without going through the file again.

use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::text::Spanned;
use std::collections::HashMap;

/// Entries of some kinds.
#[derive(Debug)]
pub struct Index<'a>(HashMap<(&'a str, &'a str), &'a Entry>);

impl<'a> Index<'a> {
    /// Gathers the entries of some kinds of a case.
    pub fn of(case: &'a Case, kinds: &[&'static str]) -> Index<'a> {
        Index::from(kinds.iter().flat_map(|kind| case.entries(kind)))
    }

    /// Gathers entries; of two with one name the first is kept, as everywhere.
    pub fn from(entries: impl Iterator<Item = &'a Entry>) -> Index<'a> {
        let mut index = HashMap::new();
        for entry in entries {
            index.entry((entry.kind, entry.name.value.as_str())).or_insert(entry);
        }
        Index(index)
    }

    /// An entry.
    pub fn get(&self, kind: &str, name: &str) -> Option<&'a Entry> {
        self.0.get(&(kind, name)).copied()
    }

    /// The names by which entries of a kind lead back to themselves through a key such as `sum`.
    pub fn circles(&self, case: &'a Case, kind: &'static str, key: &str) -> Vec<&'a Spanned<String>> {
        // Names are open while what they lead to is followed; a name that is met open closes a circle.
        let mut open: HashMap<&str, bool> = HashMap::new();
        let mut found = Vec::new();
        for first in case.entries(kind) {
            if open.contains_key(first.name.value.as_str()) {
                continue;
            }
            open.insert(&first.name.value, true);
            let mut way = vec![(first, 0)];
            while let Some((entry, next)) = way.last_mut() {
                let Some(name) = case.names(entry, key).get(*next) else {
                    open.insert(&entry.name.value, false);
                    way.pop();
                    continue;
                };
                *next += 1;
                match open.get(name.value.as_str()) {
                    Some(true) => found.push(name),
                    Some(false) => {}
                    None => {
                        open.insert(&name.value, true);
                        way.extend(self.get(kind, &name.value).map(|inner| (inner, 0)));
                    }
                }
            }
        }
        found
    }
}
