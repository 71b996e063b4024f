//! File names of letters, made from ids.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// How many letters lie in one folder, at most.
const IN_FOLDER: u64 = 1000;

/// The longest id that becomes a file name as it is.
const LONGEST: usize = 64;

/// Names that Windows keeps for devices.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// The path of a letter inside the output folder, without its extension: `00002/A-1001`.
///
/// The folder is the row's, so folders stay small and follow the list. The name is the id if every file system takes it
/// and it reads as no more than a number or code; otherwise `x-` and the beginning of its SHA-256.
pub fn stem(row: u64, id: &str) -> String {
    let folder = row / IN_FOLDER;
    match is_plain(id) {
        true => format!("{folder:05}/{id}"),
        false => format!("{folder:05}/x-{}", &sha256(id.as_bytes())[..32]),
    }
}

/// Whether an id may stand in a file name and in a message.
pub fn is_plain(id: &str) -> bool {
    let lower = id.to_ascii_lowercase();
    let is_device = RESERVED.contains(&lower.as_str())
        || (lower.len() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")));
    let has_digit = id.bytes().any(|byte| byte.is_ascii_digit());
    let characters = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    // Words without a digit may be a name; the prefix is that of hashed names.
    characters
        && has_digit
        && id.len() <= LONGEST
        && !id.starts_with(['-', '_'])
        && !lower.starts_with("x-")
        && !is_device
}

/// SHA-256 of some bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Ninety-six bits of a hash: among 5 million, two alike by chance are a matter of one in 10¹⁵ runs.
pub fn short_hash(text: &str) -> [u8; 12] {
    let mut short = [0; 12];
    short.iter_mut().zip(Sha256::digest(text.as_bytes())).for_each(|(to, from)| *to = from);
    short
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ids_are_names_and_others_are_hashed() {
        assert_eq!(stem(2, "A-1001"), "00000/A-1001");
        assert_eq!(stem(1000, "0042"), "00001/0042");
        // SHA-256 of the three letters "abc" (FIPS 180-2, appendix B.1).
        assert_eq!(stem(5, "abc"), "00000/x-ba7816bf8f01cfea414140de5dae2223");
        let unsafe_ids =
            ["../1", "a/1", "山田1", "nul", "COM1", "1 ", "", "-1", "x-1", "a@example.jp", &"1".repeat(65)];
        for id in unsafe_ids {
            assert!(stem(5, id).starts_with("00000/x-"), "{id}");
            assert_eq!(stem(5, id).len(), "00000/x-".len() + 32);
        }
    }
}
