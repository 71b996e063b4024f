//! Regimes: the laws and contracts under which an incident is reported, as data.
//!
//! 1. [`pack`]: a regime as its folder states it (`templates/regimes/<id>/regime.toml`), read with its places.
//! 2. [`condition`]: whether facts meet a condition: yes, no, or what fact would settle it.
//! 3. [`assess`]: whether a regime applies to a case, trigger by trigger.
//! 4. [`clock`]: when a period ends, over a [`calendar`].
//! 5. [`deadline`]: the clocks of a case, with what started and what met them.
//! 6. [`report`]: what a report must say at a stage, and what a case still lacks for it.
//! 7. [`page`]: everything that a pack states, for a reader.
//!
//! **Invariant:** nothing here knows any law: a regime is added by a folder, never by Rust.
//! What a pack does not prove with a source is marked as not verified, and stays marked wherever it is shown.

pub mod assess;
pub mod calendar;
pub mod clock;
pub mod condition;
pub mod deadline;
pub mod pack;
pub mod page;
mod raw;
mod read;
pub mod report;
mod tested;

use crate::diag::{Diagnostic, Wording, nearest};
use crate::text::{SourceId, Sources, Span};
use pack::{Choice, Named, Regime};
use std::collections::BTreeMap;

/// The regimes that come with the program.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("eu-gdpr", include_str!("../../templates/regimes/eu-gdpr/regime.toml")),
    ("eu-nis2", include_str!("../../templates/regimes/eu-nis2/regime.toml")),
    ("jp-mynumber", include_str!("../../templates/regimes/jp-mynumber/regime.toml")),
    ("jp-ppc", include_str!("../../templates/regimes/jp-ppc/regime.toml")),
    ("jp-ppc-public", include_str!("../../templates/regimes/jp-ppc-public/regime.toml")),
    ("jp-tse", include_str!("../../templates/regimes/jp-tse/regime.toml")),
    ("us-ca", include_str!("../../templates/regimes/us-ca/regime.toml")),
    ("us-sec-8k", include_str!("../../templates/regimes/us-sec-8k/regime.toml")),
];

/// All regimes of a project, by their ids.
#[derive(Debug, Clone, Default)]
pub struct Regimes(BTreeMap<String, Regime>);

impl Regimes {
    /// Reads the embedded packs, and those of a project, which win: `own` are its texts by their names below
    /// `templates/`, such as `regimes/jp-ppc/regime.toml`; others than packs are passed over.
    ///
    /// # Errors
    /// Everything that is wrong in any pack, each with its place in it.
    pub fn read(own: &BTreeMap<String, SourceId>, sources: &mut Sources) -> Result<Regimes, Vec<Diagnostic>> {
        let mut ids: BTreeMap<String, SourceId> = BUILT_IN
            .iter()
            .map(|(id, text)| (id.to_string(), sources.add(format!("templates/regimes/{id}/regime.toml"), *text)))
            .collect();
        let packs = own.iter().filter_map(|(name, source)| {
            let id = name.strip_prefix("regimes/")?.strip_suffix("/regime.toml")?;
            Some((id.to_string(), *source))
        });
        ids.extend(packs);
        let (mut regimes, mut wrong) = (BTreeMap::new(), Vec::new());
        for (id, source) in ids {
            match read::read(&id, source, &sources.get(source).text) {
                Ok(regime) => drop(regimes.insert(id, regime)),
                Err(found) => wrong.extend(found),
            }
        }
        if wrong.is_empty() { Ok(Regimes(regimes)) } else { Err(wrong) }
    }

    /// The boxes of a regime's form: its own, or those of the regime whose templates it uses.
    pub fn choices<'a>(&'a self, regime: &'a Regime) -> &'a [Named<Choice>] {
        let lender = regime.head.templates.as_deref().and_then(|id| self.get(id));
        match lender.filter(|_| regime.choices.is_empty()) {
            Some(lender) => &lender.choices,
            None => &regime.choices,
        }
    }

    /// The regime of an id.
    pub fn get(&self, id: &str) -> Option<&Regime> {
        self.0.get(id)
    }

    /// All regimes, by their ids.
    pub fn all(&self) -> impl Iterator<Item = &Regime> {
        self.0.values()
    }

    /// Reports an id that no pack has, with the nearest that there is.
    pub fn unknown(&self, id: &str, place: Option<Span>) -> Diagnostic {
        let headline = Wording::new(format!("制度「{id}」はありません"), format!("there is no regime `{id}`"));
        let mut diagnostic = Diagnostic::error("unknown-regime", headline);
        diagnostic.primary = place;
        if let Some(near) = nearest(id, self.0.keys().map(String::as_str)) {
            diagnostic = diagnostic.hint(Wording::did_you_mean(near));
        }
        diagnostic.hint(Wording::new(
            "kohyo regimes で一覧を見られます。プロジェクトの templates/regimes/<名前>/regime.toml で加えることもできます。",
            "kohyo regimes lists them; a project can add its own in templates/regimes/<name>/regime.toml.",
        ))
    }
}
