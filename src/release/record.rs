//! The stored form of a release: one line of the ledger, and the files beside it.
//!
//! This file is a contract with everything that was ever published: whatever reads or writes another form gets another
//! [`FORMAT`], and the form before stays readable.

use crate::document::Document;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// The form that this program writes, and the newest that it reads. Form 1 had no `signed_by`.
pub const FORMAT: u32 = 2;

/// The entry itself, as it stands in the ledger, in the folder of its version.
pub const ENTRY: &str = "entry.json";

/// The detached signature of [`ENTRY`] beside it, if the entry says that it is signed.
pub const SIGNATURE: &str = "entry.json.minisig";

/// A SHA-256 digest, as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(String);

impl Hash {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One published version: one line of `ledger.jsonl`, its keys in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The form of this entry and of the files that it names.
    pub format: u32,
    /// Slug of the incident.
    pub incident: String,
    /// Number of the version.
    pub version: u32,
    /// When it was published, to the second.
    #[serde(with = "timestamp")]
    pub published: DateTime<Utc>,
    /// Who approved it, in the words of whoever published it.
    pub approved_by: Option<String>,
    /// The minisign public key that its signature belongs to, in Base64; the key is not there if it is not signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    /// Version of the program.
    pub kohyo: String,
    /// Digest of every file in `published/v<N>/`, this entry's copy and its signature aside.
    pub files: BTreeMap<String, Hash>,
    /// Digest of every template, layout, list of words and font that the program had before it.
    pub used: BTreeMap<String, Hash>,
    /// Digest of the line before this one, its line feed included; nothing in the first.
    pub previous: Option<Hash>,
}

impl Entry {
    /// The line of the ledger, with its line feed.
    pub fn line(&self) -> Vec<u8> {
        line(self)
    }

    /// Where the data of a version lie in its folder: the project's own name of the file, below `data/`.
    pub fn data_name(name: &str) -> String {
        format!("data/{name}")
    }

    /// Where the tree of a document lies.
    pub fn tree_name(document: &str) -> String {
        format!("trees/{document}.json")
    }

    /// Where a document lies as a reader gets it.
    pub fn output_name(document: &str, extension: &str) -> String {
        format!("outputs/{document}.{extension}")
    }
}

/// Why a stored text is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It has a form that only a newer program knows.
    Newer(u32),
    /// It has no form of this program.
    Foreign,
}

/// Reads a line of the ledger, with its line feed. It has to stand there exactly as it is written.
pub fn read_entry(bytes: &[u8]) -> Result<Entry, Unreadable> {
    read::<Entry>(bytes).and_then(|entry| if entry.line() == bytes { Ok(entry) } else { Err(Unreadable::Foreign) })
}

/// A document tree with its fact marks, as a file.
pub fn write_tree(document: &Document) -> Vec<u8> {
    line(&Tree { format: FORMAT, document })
}

/// Reads what [`write_tree`] wrote.
pub fn read_tree(bytes: &[u8]) -> Result<Document, Unreadable> {
    read::<Tree<Document>>(bytes).map(|tree| tree.document)
}

#[derive(Serialize, Deserialize)]
struct Tree<T> {
    format: u32,
    document: T,
}

/// The form of a text, whatever else is in it.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

fn read<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Unreadable> {
    match serde_json::from_slice::<Format>(bytes) {
        Ok(Format { format: 1..=FORMAT }) => serde_json::from_slice(bytes).map_err(|_| Unreadable::Foreign),
        Ok(Format { format }) if format > FORMAT => Err(Unreadable::Newer(format)),
        _ => Err(Unreadable::Foreign),
    }
}

fn line(value: &impl Serialize) -> Vec<u8> {
    // A value of plain types always has a JSON form.
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Instants as `2024-07-09T07:00:00Z`.
mod timestamp {
    use chrono::{DateTime, NaiveDateTime, Utc};
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    const FORM: &str = "%Y-%m-%dT%H:%M:%SZ";

    pub fn serialize<S: Serializer>(instant: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&instant.format(FORM))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        let text = String::deserialize(deserializer)?;
        NaiveDateTime::parse_from_str(&text, FORM).map(|clock| clock.and_utc()).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            format: FORMAT,
            incident: "case".into(),
            version: 1,
            published: DateTime::from_timestamp(1_720_508_400, 0).unwrap(),
            approved_by: Some("広報課長".into()),
            signed_by: None,
            kohyo: "0.1.0".into(),
            files: BTreeMap::from([("data/v1.toml".into(), Hash::of(b""))]),
            used: BTreeMap::new(),
            previous: None,
        }
    }

    #[test]
    fn the_stored_form_is_this_line() {
        // SHA-256 of nothing, as FIPS 180-4 gives it.
        let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let line = format!(
            "{{\"format\":2,\"incident\":\"case\",\"version\":1,\"published\":\"2024-07-09T07:00:00Z\",\"approved_by\":\"広報課長\",\"kohyo\":\"0.1.0\",\"files\":{{\"data/v1.toml\":\"{digest}\"}},\"used\":{{}},\"previous\":null}}\n"
        );
        assert_eq!(String::from_utf8(entry().line()).unwrap(), line);
        assert_eq!(read_entry(line.as_bytes()), Ok(entry()));
        let signed = line.replace("\"kohyo\"", "\"signed_by\":\"RWQ\",\"kohyo\"");
        assert_eq!(read_entry(signed.as_bytes()), Ok(Entry { signed_by: Some("RWQ".into()), ..entry() }));
        // The form before, which nobody writes any more.
        let first = line.replace("\"format\":2", "\"format\":1");
        assert_eq!(read_entry(first.as_bytes()), Ok(Entry { format: 1, ..entry() }));
    }

    #[test]
    fn another_writing_of_the_same_entry_is_not_read() {
        let line = String::from_utf8(entry().line()).unwrap();
        for other in [
            line.replace(":null", ": null"),
            line.replace(",\"used\":{}", ""),
            line.replace("\"used\":{}", "\"used\":{},\"more\":1"),
            line.replace("\"kohyo\"", "\"signed_by\":null,\"kohyo\""),
            line.replace("\"format\":2", "\"format\":0"),
            line.replace(",\"previous\":null", ""),
            line.replace("2024-07-09T07:00:00Z", "2024-07-09T16:00:00+09:00"),
            line.trim_end().to_string(),
            "\u{feff}".to_string() + &line,
            "{}\n".to_string(),
        ] {
            assert_eq!(read_entry(other.as_bytes()), Err(Unreadable::Foreign), "{other}");
        }
        let newer = line.replace("\"format\":2", "\"format\":3,\"seal\":\"x\"");
        assert_eq!(read_entry(newer.as_bytes()), Err(Unreadable::Newer(3)));
    }
}
