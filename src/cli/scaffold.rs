//! What `kohyo new` writes: one file for each language, with the parts that differ by cause.

use super::args::Locale;
use std::collections::BTreeMap;

/// Keys of a cause, by their names; the scaffold holds `@name@` where each goes.
type Parts = BTreeMap<String, String>;

/// The text of a new incident file.
pub fn scaffold(lang: Locale, cause: &str) -> String {
    let (text, causes) = match lang {
        Locale::Ja => (
            include_str!("../../templates/scaffolds/incident.ja.toml"),
            include_str!("../../templates/scaffolds/causes.ja.toml"),
        ),
        Locale::En => (
            include_str!("../../templates/scaffolds/incident.en.toml"),
            include_str!("../../templates/scaffolds/causes.en.toml"),
        ),
    };
    let causes: BTreeMap<String, Parts> = toml::from_str(causes).unwrap_or_default();
    // What every cause has in common stands under `unknown`.
    let usual = causes.get("unknown").into_iter().flatten();
    let own = |name: &String| causes.get(cause).and_then(|parts| parts.get(name));
    usual.fold(text.replace("@cause@", cause), |text, (name, part)| {
        let part = own(name).unwrap_or(part).trim();
        let slot = format!("@{name}@");
        // An empty part takes its line with it.
        let line = if part.is_empty() { format!("{slot}\n") } else { slot };
        text.replace(&line, part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::List;

    #[test]
    fn no_slot_is_left_and_every_part_has_one() {
        for lang in [Locale::Ja, Locale::En] {
            for cause in List::Causes.codes() {
                let text = scaffold(lang, cause);
                assert!(!text.contains('@'), "{text}");
                assert!(text.contains(&format!("cause = \"{cause}\"")));
            }
        }
        for text in [
            include_str!("../../templates/scaffolds/causes.ja.toml"),
            include_str!("../../templates/scaffolds/causes.en.toml"),
        ] {
            let causes: BTreeMap<String, Parts> = toml::from_str(text).unwrap();
            let usual: Vec<&String> = causes["unknown"].keys().collect();
            assert_eq!(usual, ["causes", "claims", "data", "events", "leak", "measures", "parties"]);
            for (cause, parts) in &causes {
                assert!(
                    List::Causes.code(cause).is_some() && parts.keys().all(|name| usual.contains(&name)),
                    "{cause}"
                );
            }
        }
    }
}
