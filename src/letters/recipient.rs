//! One recipient, read from one row.

use crate::locale::Lang;

/// A person to write to, as their row states it after cleaning.
///
/// `Debug` is not derived: nothing of a recipient may get into a message by way of a panic or a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Number of the row, the header being row 1; of the line for JSON Lines.
    pub row: u64,
    /// The id, unique in the list.
    pub id: String,
    /// The name, without an honorific.
    pub name: String,
    /// The honorific; empty if the list states none and the language of the letter decides.
    pub honorific: String,
    /// The postal code; `123-4567` in Japan.
    pub postal: String,
    /// The address, one line for each column or line of the cell.
    pub address: String,
    /// The language of the letter, if the list states one.
    pub lang: Option<Lang>,
    /// The guardian to whom the letter of a minor goes; empty if there is none.
    pub guardian: String,
    /// Whether the person has died, so that the letter goes to the family.
    pub deceased: bool,
    /// Names of the data sets that concern the person; empty if the list has no such column.
    pub sets: Vec<String>,
    /// The incident's own fields, by name.
    pub own: Vec<(String, String)>,
    /// The date of the earlier letter that is corrected, as it was printed; empty if none is.
    pub earlier: String,
}

impl Recipient {
    /// What a field of the list states, by the name under which a document cites it; empty if it states nothing.
    pub fn field(&self, name: &str) -> &str {
        match name {
            "id" => &self.id,
            "name" => &self.name,
            "honorific" => &self.honorific,
            "postal" => &self.postal,
            "address" => &self.address,
            "guardian" => &self.guardian,
            "earlier" => &self.earlier,
            _ => self.own.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value),
        }
    }

    /// Whether a condition such as `guardian` holds.
    pub fn states(&self, name: &str) -> bool {
        if name == "deceased" { self.deceased } else { !self.field(name).is_empty() }
    }

    /// The fields that are printed somewhere, with their names.
    pub fn printed(&self) -> impl Iterator<Item = (&str, &str)> {
        let usual = ["id", "name", "honorific", "postal", "address", "guardian"];
        let usual = usual.into_iter().map(|name| (name, self.field(name)));
        usual.chain(self.own.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}
